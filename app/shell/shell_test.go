package shell_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
)

// desk is a shell with the three sample screens in a window.
type desk struct {
	*kittest.Bench
	shell *shell.Shell
	hand  *kittest.Clock
	pages map[string]*page
	moved [][]shell.Route
	found int
}

func open(t *testing.T, w, h float32) *desk {
	d := &desk{Bench: kittest.Open(t, w, h), hand: kittest.NewClock(time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)), pages: map[string]*page{}}
	d.shell = shell.New(shell.Config{
		Screens: func(r shell.Route) shell.Screen {
			var p *page
			switch r.Screen {
			case "today":
				p = today()
			case "child":
				p = childHome()
			case "capture":
				p = capture()
			case "goal":
				p = goal()
			case "provision":
				p = provision()
			case "composer":
				p = composer()
			case "unlock":
				p = unlock()
			case "full":
				p = &page{content: kit.Middle(kit.Title("Locked")), frame: shell.Frame{Kind: shell.Full}}
			case "children", "reports", "outbox", "more":
				p = &page{content: kit.Middle(kit.Body("Nothing here")), frame: shell.Frame{Title: r.Screen, Item: map[string]int{"children": 1, "reports": 2, "outbox": 3, "more": 4}[r.Screen]}}
			default:
				return nil
			}
			d.pages[r.Screen] = p
			return p
		},
		Roots: [5]shell.Route{{Screen: "today"}, {Screen: "children"}, {Screen: "reports"}, {Screen: "outbox"}, {Screen: "more"}},
		Clock: d.hand.Kit(), OnFind: func() { d.found++ }, OnMoved: func(w []shell.Route) { d.moved = append(d.moved, w) },
	})
	d.shell.Attach(d.Window.Canvas())
	d.shell.Root(shell.ItemToday)
	d.Settle()
	return d
}

func TestPicturesAreSound(t *testing.T) {
	sizes := []struct {
		name string
		w, h float32
	}{{"wide", 1280, 800}, {"portrait", 800, 1280}, {"phone", 390, 844}}
	for _, s := range sizes {
		t.Run(s.name, func(t *testing.T) {
			d := open(t, s.w, s.h)
			d.shell.SetSync(kit.SyncState{Kind: kit.SyncSent, At: "08:47"})
			d.Picture("today-" + s.name)
			d.Sound()
			d.Shows("Tuesday 24 November", "Issy O’Thistlewood", "Posy Underhay")
			d.shell.SetSync(kit.SyncState{})
			d.shell.Go(shell.Route{Screen: "child", Child: "isla"})
			d.Picture("child-" + s.name)
			d.Sound()
			d.Shows("O’THISTLEWOOD, Isla", "Changes for PE with 1 prompt")
			for _, more := range []string{"goal", "provision", "composer", "unlock"} {
				d.shell.Go(shell.Route{Screen: more, Child: "isla"})
				d.Picture(more + "-" + s.name)
				d.Sound()
			}
			d.shell.Go(shell.Route{Screen: "capture", Child: "isla"})
			d.shell.Undo("Added “PE change”", func() {})
			d.hand.Turn(3 * time.Second)
			d.Picture("capture-" + s.name)
			d.Sound()
			d.Theme(kit.Theme{Variant: kit.VariantDark})
			d.Picture("capture-dark-" + s.name)
			d.Theme(kit.Theme{Variant: kit.VariantLight, Text: 20})
			d.Picture("capture-20-" + s.name)
		})
	}
}

var _ fyne.CanvasObject
