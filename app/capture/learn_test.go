package capture

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/phrases"
)

func TestEnter_WritesAbbreviationsOut(t *testing.T) {
	d := sit(t)
	b := d.started()
	b.own = phrases.Set{}.SetShort("w/c", "wheelchair")
	if err := b.Type(d.ctx, "New w/c tried"); err != nil {
		t.Fatal(err)
	}
	id := b.Enter(d.ctx, "New w/c tried", "seating", Saying{})
	if n, ok := b.Note(id); !ok || n.Text != "New wheelchair tried" {
		t.Errorf("the board says %q", n.Text)
	}
	if r, err := d.Store.Record(d.ctx, id); err != nil || r.Fields.Text("text") != "New wheelchair tried" {
		t.Errorf("the store says %q: %v", r.Fields.Text("text"), err)
	}
}

// TestLearn_ANoteBecomesATileWithBlanks: what is one child's does not stand on a tile that is tapped for another.
func TestLearn_ANoteBecomesATileWithBlanks(t *testing.T) {
	d := sit(t)
	b := d.started()
	b.Enter(d.ctx, "Issy sat 12 minutes with Ms Fennywell", "seating", Saying{})
	s, bench := d.show(1280, 800)
	s.edit(s.b.Stream()[0].ID)
	bench.Settle()
	s.correct.learn()
	bench.Settle()
	bench.Picture("capture-keep-tile")
	own := phrases.Read(d.ctx, d.Store)
	tiles := own.Columns["Sitting"].Tiles
	if len(tiles) == 0 || tiles[0].Text != "[name] sat [number] minutes with Ms [who]" {
		t.Fatalf("kept %+v", own)
	}
	s.edit("")
	bench.Tap("Sitting")
	bench.Shows("Issy sat [number] minutes with Ms [who]")
	for _, p := range bench.Placed() {
		if p.Kind == "tap" && strings.Contains(p.Text, "[name]") {
			t.Errorf("the blank of the name is not filled on the board: %s", p.Text)
		}
	}
}
