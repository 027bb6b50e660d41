package capture

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// TestBoard_TheServicesOwnPhrases: a board that a lead signed stands in place of ours, under the therapist's own order, and a note that is
// stamped with one of its tiles says what the lead said of it.
func TestBoard_TheServicesOwnPhrases(t *testing.T) {
	d := sit(t)
	d.started()
	own := service.Words{Phrases: []service.Heading{
		{Heading: "In the pool", Area: "mobility", Tiles: []service.Tile{{Text: "Floats on back", Type: "strength"}, {Text: "Held at the side", Help: "physical"}}},
		{Heading: "Sitting", Area: "seating", Tiles: []service.Tile{{Text: "Sat on a ball"}}},
	}}
	sessiontest.Speaks(t, d.Session, own)
	offers, err := phrases.Board(d.ctx, d.Store)
	if err != nil || len(offers.Domains) != 2 || len(offers.Tallies) < 10 {
		t.Fatalf("%+v %v", offers, err)
	}
	if err := phrases.Keep(d.ctx, d.Store, phrases.Set{}.Move(offers.Domains[0], 1, 0)); err != nil {
		t.Fatal(err)
	}
	s, bench := d.show(1280, 800)
	if tiles := s.bank.Domains[0].Tiles; tiles[0].Text != "Held at the side" || tiles[1].Text != "Floats on back" {
		t.Errorf("the therapist's own order: %+v", tiles)
	}
	bench.Tap("In the pool")
	bench.Tap("Floats on back")
	bench.Picture("capture-own-phrases")
	bench.Sound()
	all := d.observations()
	if len(all) == 0 || all[len(all)-1].Text != "Floats on back" || all[len(all)-1].Type != "strength" || all[len(all)-1].Area != "mobility" {
		t.Errorf("%+v", all)
	}
}
