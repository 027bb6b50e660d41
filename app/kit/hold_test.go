package kit_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

func TestHeldWordsOpenOnlyByAHold(t *testing.T) {
	c, opened := clock(), 0
	b := kittest.Window(t, kit.Inset(20, kit.NewHeld(c.Kit(), "These words are for staff", "Press and hold", func() { opened++ })), 500, 240)
	hold := b.Find("Hold to open, press and hold").Object.(*kit.HoldButton)
	b.Sound()
	b.Tap("Hold to open, press and hold")
	hold.MouseDown(&desktop.MouseEvent{})
	hold.MouseUp(&desktop.MouseEvent{})
	b.Shows("Keep holding")
	c.Turn(2 * time.Second)
	b.Shows("Hold to open")
	hold.MouseDown(&desktop.MouseEvent{})
	c.Turn(590 * time.Millisecond)
	hold.MouseOut() // the finger slid away
	c.Turn(time.Second)
	hold.TypedKey(key(fyne.KeySpace))
	hold.KeyDown(key(fyne.KeySpace))
	hold.FocusLost()
	c.Turn(time.Second)
	if opened != 0 {
		t.Fatal("it opened without a whole hold")
	}
	hold.KeyDown(key(fyne.KeySpace))
	hold.KeyDown(key(fyne.KeySpace)) // a held key repeats
	c.Turn(time.Second)
	if opened != 1 {
		t.Errorf("holding Space opened it %d times", opened)
	}
}
