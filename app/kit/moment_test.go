package kit_test

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestMomentKeepsItsRoom: a running clock stands on one line in every second, although a 1 is narrower than a 4.
func TestMomentKeepsItsRoom(t *testing.T) {
	m := kit.NewMoment("1:11", kit.SizeQuestion)
	b := kittest.Open(t, 800, 100)
	b.Show(kit.NewClockBar(m, "Slope check", "Tuesday 24 November 2026"))
	room := m.Size()
	for _, words := range []string{"4:44", "0:00", "1:10"} {
		m.SetText(words)
		if got := m.NaturalWidth(); got != room.Width || m.HeightFor(room.Width) > room.Height {
			t.Errorf("%s wants %v by %v; the bar gave %v when it was drawn", words, got, m.HeightFor(room.Width), room)
		}
	}
	if m.SetText("14:44"); m.NaturalWidth() <= room.Width {
		t.Error("one figure more does not ask for more room")
	}
}
