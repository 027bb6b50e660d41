package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/mobile"

	"github.com/fieldfare/fieldfare/app/kit"
)

// shortcuts are the keys that work on every screen, as F1 lists them.
var shortcuts = [][2]string{
	{"F1", "Show this list"},
	{"Ctrl+K", "Find a child or a command"},
	{"Ctrl+1 to Ctrl+5", "Today, Children, Reports, Outbox, More"},
	{"Escape or Alt+Left", "Back"},
	{"Ctrl+Z", "Undo what was just done"},
	{"Ctrl+H", "Cover the screen"},
	{"Ctrl+Shift+H", "History of what is on show"},
	{"Tab", "Next control"},
	{"Space or Enter", "Tap the control"},
	{"Arrows", "Move in a list, tabs or choices"},
}

// takeKeys claims the window's keys.
func (s *Shell) takeKeys(c fyne.Canvas) {
	c.SetOnTypedKey(s.typedKey)
	c.SetOnTypedRune(func(r rune) {
		if t, ok := s.screen.(RuneTaker); ok && !s.cover.up {
			t.TypedRune(r)
		}
	})
	on := func(k fyne.KeyName, m fyne.KeyModifier, run func()) {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: m}, func(fyne.Shortcut) {
			// A covered or locked screen answers to nothing but being uncovered.
			if !s.cover.up && s.frame.Kind != Full {
				run()
			}
		})
	}
	on(fyne.KeyK, fyne.KeyModifierShortcutDefault, func() {
		if s.cfg.OnFind != nil {
			s.cfg.OnFind()
		}
	})
	on(fyne.KeyH, fyne.KeyModifierShortcutDefault, s.Cover)
	on(fyne.KeyH, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, func() {
		if s.cfg.History != nil {
			s.cfg.History(s.Current())
		}
	})
	on(fyne.KeyLeft, fyne.KeyModifierAlt, func() { s.Back() })
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5} {
		on(k, fyne.KeyModifierShortcutDefault, func() { s.Root(i) })
	}
	c.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if !s.cover.up {
			s.undo.Take()
		}
	})
}

// typedKey answers keys that nothing on the screen had a use for.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	if s.cover.up {
		s.Uncover()
		return
	}
	if top, ok := s.topSheet(); ok && (e.Name == fyne.KeyEscape || e.Name == mobile.KeyBack) {
		top.Close()
		return
	}
	if t, ok := s.screen.(KeyTaker); ok && t.TypedKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyF1:
		s.ShowKeys()
	case fyne.KeyEscape, mobile.KeyBack:
		if s.frame.Kind != Full {
			s.Back()
		}
	}
}

func (s *Shell) topSheet() (*kit.Sheet, bool) {
	if s.canvas == nil {
		return nil, false
	}
	top, ok := s.canvas.Overlays().Top().(*kit.Sheet)
	return top, ok
}

// ShowKeys lists the shortcuts.
func (s *Shell) ShowKeys() {
	if s.canvas == nil {
		return
	}
	var rows []fyne.CanvasObject
	for _, k := range append(append([][2]string(nil), shortcuts...), s.cfg.Keys...) {
		rows = append(rows, kit.NewListRow(kit.RowData{Title: k[0], Subtitle: k[1]}, nil))
	}
	kit.ShowSheet(s.canvas, "Keyboard shortcuts", kit.NewRowCard(rows...), nil)
}
