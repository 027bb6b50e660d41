package library

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestCatalogueMakesRecords: what is picked from the library passes the check of the record it becomes, and a thing that lifts
// is marked wherever it goes.
func TestCatalogueMakesRecords(t *testing.T) {
	const id = assessments.ID("01890a5d-ac96-774b-bcce-b302099a8057")
	l := shipped(t)
	check := func(name string, kind assessments.Kind, scope assessments.Scope, v assessments.Typed) {
		t.Helper()
		if p := assessments.Check(assessments.Record{ID: id, Kind: kind, Scope: scope, Fields: assessments.Encode(v)}); len(p) > 0 {
			t.Errorf("%s: %v", name, p)
		}
	}
	lifting := 0
	for _, p := range l.Products {
		e, item := p.Record(), p.Item()
		check(p.ID, assessments.KindEquipment, assessments.ChildScope(id), &e)
		check(p.ID, assessments.KindEquipmentItem, assessments.TeamScope(), &item)
		if e.Lifting != item.Lifting || e.Lifting != p.Lifts() {
			t.Errorf("%s lifts in one record and not in the other", p.ID)
		}
		if p.Maker != "" && (e.SizeNote != DataSheet || e.Size != "" || e.Price != "") {
			t.Errorf("%s brings a size or a price of ours: %+v", p.ID, e)
		}
		if e.Lifting {
			lifting++
		}
	}
	if lifting != 3 {
		t.Errorf("%d products lift people, want two hoists and a sling", lifting)
	}
	for _, x := range l.Training {
		s := x.Record("2026-11-02")
		check(x.ID, assessments.KindGroupSession, assessments.TeamScope(), &s)
	}
	if s, _ := l.Signpost("local-offer"); s.Record("2026-11-02", "by letter") != (assessments.Signpost{To: "The Local Offer", On: "2026-11-02", By: "by letter"}) {
		t.Errorf("the signpost is noted as %+v", s.Record("2026-11-02", "by letter"))
	}
}
