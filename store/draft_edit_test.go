package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A value is chosen in a field that is still being typed, after somebody else's words arrived beneath it: the screen never showed
// those, so both stay until a person chooses.
func TestApply_OverADraftDoesNotReplaceWhatItHid(t *testing.T) {
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	child := rid(1)
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(child), Field: "text", Text: "mine, half"}))
	check(t, s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(rid(2), child, "theirs")}, 1), "c1", "e"))
	apply(t, s, noteEdit(rid(2), child, "mine, whole"))
	rows, err := s.Conflicts(t.Context())
	check(t, err)
	for _, c := range rows {
		if c.Field == "text" && string(c.Current.Value) == `"theirs"` && len(c.Others) == 1 && string(c.Others[0].Value) == `"mine, whole"` {
			return
		}
	}
	t.Errorf("theirs and mine are not both there to choose from: %+v", rows)
}

// The other fields of the same edit go on what the screen did show of them: whoever sets one over newer words has seen those.
func TestApply_OverADraftAndBesideIt(t *testing.T) {
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	child := rid(1)
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(child), Field: "text", Text: "mine, half"}))
	check(t, s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(rid(2), child, "theirs")}, 7), "c1", "e"))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine, whole", "area", "dressing")})
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	bases := map[string]uint64{}
	for _, p := range rows {
		c, err := wire.Thaw(p.Frozen.Bytes)
		check(t, err)
		for f := range c.Set {
			bases[f] = c.Base
		}
	}
	if len(bases) != 2 || bases["text"] != 0 || bases["area"] != 7 {
		t.Errorf("the bases are %v", bases)
	}
}

// Somebody types over a field in which two others already disagree: all three values are there to choose from, each with whose it
// is. Without the one beneath, a choice would replace it unseen.
func TestConflicts_ShowWhatIsTypedOver(t *testing.T) {
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	child := rid(1)
	apply(t, s, noteEdit(rid(2), child, "said")) // unsent: beside what arrives
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(child), Field: "text", Text: "typed"}))
	check(t, s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(rid(2), child, "theirs")}, 1), "c1", "e"))
	rows, err := s.Conflicts(t.Context())
	check(t, err)
	for _, c := range rows {
		if c.Field != "text" {
			continue
		}
		whose := map[string]bool{string(c.Current.Value): c.Current.Mine}
		for _, o := range c.Others {
			whose[string(o.Value)] = o.Mine
		}
		if theirs, there := whose[`"theirs"`]; !there || theirs || !whose[`"said"`] || !whose[`"typed"`] || !c.Current.Mine {
			t.Errorf("to choose from: %v", whose)
		}
		check(t, s.Resolve(t.Context(), rid(2), "text", keepValue, []byte(`"chosen"`)))
		if rows, err := s.Conflicts(t.Context()); err != nil || len(rows) > 0 && rows[0].Field == "text" {
			t.Errorf("after the choice: %+v (%v)", rows, err)
		}
		return
	}
	t.Errorf("no conflict in text: %+v", rows)
}
