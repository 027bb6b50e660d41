package capture

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
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
	var v assessments.Service
	if err := (&service.Pack{Words: own}).Record(&v, &service.Pack{}, nil); err != nil {
		t.Fatal(err)
	}
	recs, err := d.Store.Records(d.ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal(len(recs), err)
	}
	text, _ := json.Marshal(v.OwnWords)
	if !d.Write(d.ctx, assessments.Edit{Record: recs[0].ID, Kind: recs[0].Kind, Scope: recs[0].Scope, Op: assessments.OpSet, Set: assessments.Fields{"own_words": text}}) {
		t.Fatal("the words were not written")
	}
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
