package more_test

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/more"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_EveryPlaceOpens(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	for _, size := range [][2]float32{{1184, 712}, {800, 1100}, {390, 700}, {1344, 820}} {
		b := kittest.Open(t, size[0], size[1])
		s := more.NewScreen(d.Session)
		b.Show(s.Content())
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
	}
	b := kittest.Open(t, 1184, 900)
	b.Show(more.NewScreen(d.Session).Content())
	b.Picture("more")
	for _, shelf := range more.Shelves() {
		b.Shows(shelf.Title)
		for _, p := range shelf.Places {
			d.Went = nil
			b.Tap(p.Title)
			if len(d.Went) != 1 || d.Went[0].Screen != p.Screen {
				t.Errorf("%s went to %+v", p.Title, d.Went)
			}
		}
	}
	d.Went = nil
	b.Tap("Name and telephone on reports")
	if len(d.Went) != 1 || d.Went[0].Screen != session.Details {
		t.Errorf("the service's own record went to %+v", d.Went)
	}
}
