package shell_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/shell"
)

func TestTheChildIsNamedOnEveryChildScreenAtEverySize(t *testing.T) {
	d := open(t, 1280, 800)
	for _, w := range []float32{340, 390, 600, 800, 999, 1001, 1280, 1920} {
		d.Resize(w, 900)
		for _, r := range []string{"child", "goal", "provision", "composer"} {
			d.shell.Go(shell.Route{Screen: r, Child: "isla"})
			d.Shows("O’THISTLEWOOD, Isla", "NHS 999 417 2638")
			name := d.Find("Alerts, press and hold")
			if name.Y < 0 || name.X+name.W > w+0.5 {
				t.Errorf("%s at %v: the alert mark stands at %v", r, w, name.X)
			}
			mark := name.Object.(*kit.AlertMark)
			mark.MouseDown(&desktop.MouseEvent{})
			mark.MouseUp(&desktop.MouseEvent{})
			d.alertFits(t, "Keep holding", name, w)
			d.Picture(fmt.Sprintf("hold-%s-%v", r, w))
			mark.MouseDown(&desktop.MouseEvent{})
			d.hand.Turn(time.Second)
			d.alertFits(t, longAlert, name, w)
			d.Picture(fmt.Sprintf("alert-%s-%v", r, w))
			mark.MouseUp(&desktop.MouseEvent{})
			d.Sound()
		}
	}
}

const longAlert = "Two adults at home visits. Ring before: the dog is shut in the kitchen. Nobody tells the father where the school is; he may ask, and is told to write to the team."

// alertFits looks whether words show whole, clear of the band and of the frame, and the mark stands where it did.
func (d *desk) alertFits(t *testing.T, words string, mark kit.Placed, width float32) {
	t.Helper()
	d.Shows("O’THISTLEWOOD, Isla", "NHS 999 417 2638", words)
	if at := d.Find("Alerts, press and hold"); at.X != mark.X || at.Y != mark.Y || at.W != mark.W {
		t.Errorf("at %v the mark moves from %v, %v to %v, %v while it says %q", width, mark.X, mark.Y, at.X, at.Y, words)
	}
	panel := mark.Object.(*kit.AlertMark).Words()
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(panel), panel.Size()
	if at.X < 16 || at.X+size.Width > width-15.5 || at.Y < mark.Y+mark.H || size.Height < panel.MinSize().Height-0.5 {
		t.Errorf("at %v %q stands at %v, %v", width, words, at, size)
	}
}
