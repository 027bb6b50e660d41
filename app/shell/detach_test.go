package shell_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
)

// A window keeps the shortcuts of a shell that left it. They must reach nothing: behind the lock there is no session.
func TestDetach_LeavesNoSheetAndNoKeyBehind(t *testing.T) {
	d := open(t, 1280, 800)
	kit.ShowSheet(d.Canvas(), "Isla", kit.Body("what a parent must not read"), nil)
	d.shell.Detach()
	if n := len(d.Canvas().Overlays().List()); n != 0 {
		t.Errorf("%d sheets are left over the lock", n)
	}
	moved := len(d.moved)
	for _, k := range []desktop.CustomShortcut{{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}, {KeyName: fyne.Key2, Modifier: fyne.KeyModifierShortcutDefault},
		{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierShortcutDefault}, {KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt}} {
		d.Shortcut(&k)
	}
	if d.found != 0 || d.locked != 0 || len(d.moved) != moved || d.Canvas().OnTypedKey() != nil || d.Canvas().OnTypedRune() != nil {
		t.Errorf("after detaching it found %d times, locked %d times and moved %d times", d.found, d.locked, len(d.moved)-moved)
	}
}

func TestCtrlL_LocksAndNotBehindTheCover(t *testing.T) {
	d := open(t, 1280, 800)
	lock := &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierShortcutDefault}
	d.shell.Cover()
	d.Shortcut(lock)
	if d.locked != 0 {
		t.Error("a covered screen answered")
	}
	d.shell.Uncover()
	d.Shortcut(lock)
	if d.locked != 1 {
		t.Errorf("locked %d times", d.locked)
	}
}
