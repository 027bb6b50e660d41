package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestLink_IsSeenFromBothAndTakenBack(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Ada Testchild"), childEdit(rid(2), "Ada T."), noteEdit(rid(10), rid(1), "x"))
	elsewhere := rid(3)
	id, err := s.Link(ctx, rid(2), rid(1), "nhs-number", rid(90))
	check(t, err)
	if again, err := s.Link(ctx, rid(1), rid(2), "name-and-birth", rid(90)); err != nil || again != id {
		t.Errorf("named the other way round it is another link: %s (%v)", again, err)
	}
	if _, err := s.Link(ctx, rid(1), elsewhere, "other", rid(90)); err != nil {
		t.Error(err)
	}
	rec, err := s.Record(ctx, id)
	check(t, err)
	if rec.Scope != assessments.TeamScope() || rec.Fields.Text("name") != "" {
		t.Errorf("the link is %+v", rec)
	}
	from := func(child assessments.ID) []Linked {
		t.Helper()
		l, err := s.Links(ctx, child)
		check(t, err)
		return l
	}
	if l := from(rid(2)); len(l) != 1 || l[0].Other != rid(1) || l[0].Name != "Ada Testchild" || l[0].Reason != "name-and-birth" {
		t.Errorf("seen from the one: %+v", l)
	}
	if l := from(elsewhere); len(l) != 1 || l[0].Other != rid(1) {
		t.Errorf("seen from a child who is not here: %+v", l)
	}
	if l := from(rid(1)); len(l) != 2 {
		t.Errorf("seen from the other: %+v", l)
	}
	check(t, s.Unlink(ctx, rid(1), rid(2), rid(91)))
	if l := from(rid(2)); len(l) != 0 {
		t.Errorf("taken back, and still there: %+v", l)
	}
	h, err := s.History(ctx, id)
	check(t, err)
	if len(h) != 3 {
		t.Errorf("the history has %d changes: who linked and who took it back must stay", len(h))
	}
	wantKind(t, s.Unlink(ctx, rid(1), rid(2), rid(91)), assessments.NotFound)
	_, err = s.Link(ctx, rid(1), rid(1), "other", rid(90))
	wantKind(t, err, assessments.Invalid)
	_, err = s.Link(ctx, rid(1), rid(10), "other", rid(90))
	wantKind(t, err, assessments.Invalid)
	_, err = s.Link(ctx, rid(1), rid(2), "same mother as Zoe", rid(90))
	wantKind(t, err, assessments.Invalid)
	_, err = s.Link(ctx, rid(4), rid(5), "other", rid(90))
	wantKind(t, err, assessments.NotFound)
}
