package store

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestApplyIsAllOrNothing(t *testing.T) {
	s := newStore(t)
	_, err := s.Apply(t.Context(), []assessments.Edit{childEdit(rid(1), "Isla"), {Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Set: fields("text", "no day")}})
	wantKind(t, err, assessments.Invalid)
	if st := status(t, s); st.Unsent != 0 {
		t.Errorf("%d changes of a refused edit were kept", st.Unsent)
	}
	if _, err := s.Record(t.Context(), rid(1)); err == nil {
		t.Error("the first half is shown")
	}
	for what, e := range map[string]assessments.Edit{
		"no JSON":           {Record: rid(1), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(1)), Set: assessments.Fields{"name": json.RawMessage("Isla"), "born": json.RawMessage(`"2019-05-04"`)}},
		"a field too large": noteEdit(rid(3), rid(1), strings.Repeat("x", 300<<10)),
		"a NUL":             noteEdit(rid(3), rid(1), "a\x00b"),
		"31 February":       {Record: rid(1), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(1)), Set: fields("name", "Isla", "born", "2019-02-31")},
		"an unknown op":     {Record: rid(1), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(1)), Op: "explode", Set: fields("name", "Isla", "born", "2019-02-21")},
	} {
		if _, err := s.Apply(t.Context(), []assessments.Edit{e}); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
	apply(t, s, childEdit(rid(1), "Isla 😀 עברית"))
	if got := apply(t, s, childEdit(rid(1), "Isla 😀 עברית")); got[0].CID != "" || status(t, s).Unsent != 1 {
		t.Errorf("an edit that changes nothing: %+v", got)
	}
	_, err = s.Apply(t.Context(), []assessments.Edit{{Record: rid(1), Kind: assessments.KindGoal, Set: fields("title", "x")}})
	wantKind(t, err, assessments.Invalid)
	_, err = s.Apply(t.Context(), []assessments.Edit{{Record: rid(1), Scope: assessments.ChildScope(rid(5)), Set: fields("name", "x")}})
	wantKind(t, err, assessments.Invalid)
	apply(t, s, assessments.Edit{Record: rid(1), Set: assessments.Fields{"year": json.RawMessage(`"Year 1"`)}})
	apply(t, s, assessments.Edit{Record: rid(1), Set: assessments.Fields{"year": json.RawMessage("null")}})
	if r, _ := s.Record(t.Context(), rid(1)); r.Fields.Text("year") != "" || r.Meta.Unsent != 3 {
		t.Errorf("cleared: %+v", r)
	}
}

func TestOldMistakeElsewhereDoesNotStopASentence(t *testing.T) {
	s := enrolled(t, "d1")
	check(t, s.Pull(t.Context(), []wire.Delivered{delivered(1, "other", wire.Change{DSeq: 1, Record: rid(1), Kind: assessments.KindChild, Op: assessments.OpSet, Set: fields("name", "Isla", "born", "31/2/2019")}, assessments.ChildScope(rid(1)))}, "1", "epoch-1"))
	apply(t, s, assessments.Edit{Record: rid(1), Set: fields("year", "Year 1")})
	_, err := s.Apply(t.Context(), []assessments.Edit{{Record: rid(1), Set: fields("nhs_number", "123")}})
	wantKind(t, err, assessments.Invalid)
}

func TestSignedRecordsStayAsTheyAre(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "as seen"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "as seen at last"}))
	wantKind(t, s.Sign(t.Context(), rid(2), "nobody"), assessments.Invalid)
	check(t, s.Sign(t.Context(), rid(2), rid(77)))
	r, err := s.Record(t.Context(), rid(2))
	check(t, err)
	if r.Meta.Signed == nil || r.Meta.Signed.By != rid(77) || r.Meta.Signed.Hash != wire.ContentHash(r.Fields) || r.Fields.Text("text") != "as seen at last" {
		t.Errorf("signed: %+v, %s", r.Meta.Signed, r.Fields.Text("text"))
	}
	_, err = s.Apply(t.Context(), []assessments.Edit{{Record: rid(2), Set: fields("text", "other")}})
	wantKind(t, err, assessments.Invalid)
	wantKind(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "o"}), assessments.Invalid)
	wantKind(t, s.Sign(t.Context(), rid(2), rid(77)), assessments.Invalid)
	wantKind(t, s.Sign(t.Context(), rid(9), rid(77)), assessments.NotFound)
}

func TestTypedWordsAfterSomebodyElseSignedBecomeAProposal(t *testing.T) {
	a, b, m := enrolled(t, "a"), enrolled(t, "b"), newModel()
	apply(t, a, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "first"))
	m.sync(t, a, 100, false)
	m.sync(t, b, 100, false)
	check(t, b.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "first, and more"}))
	check(t, a.Sign(t.Context(), rid(2), rid(77)))
	m.sync(t, a, 100, false)
	m.sync(t, b, 100, false)
	check(t, b.Fold(t.Context(), rid(2)))
	m.sync(t, b, 100, false)
	rows, err := b.Conflicts(t.Context())
	check(t, err)
	if len(rows) != 1 || !rows[0].Proposal || string(rows[0].Others[0].Value) != `"first, and more"` || textOf(t, b, rid(2), "text") != "first" {
		t.Errorf("conflicts: %+v", rows)
	}
	wantKind(t, b.Resolve(t.Context(), rid(2), "text", "mine", json.RawMessage(`"first, and more"`)), assessments.Invalid)
	check(t, b.Resolve(t.Context(), rid(2), "text", "theirs", json.RawMessage(`"first"`)))
	if st := status(t, b); st.Conflicts != 0 {
		t.Errorf("%d conflicts are open", st.Conflicts)
	}
}

func TestDraftRemembersWhatItsAuthorSaw(t *testing.T) {
	s := enrolled(t, "d1")
	ctx := t.Context()
	note := func(seq uint64, text string) wire.Delivered {
		return delivered(seq, "other", wire.Change{DSeq: seq, Base: seq - 1, Record: rid(2), Kind: assessments.KindObservation, Op: assessments.OpSet, Set: fields("on", "2026-11-12", "type", "fact", "text", text)}, assessments.ChildScope(rid(1)))
	}
	check(t, s.Pull(ctx, []wire.Delivered{note(1, "one")}, "1", "epoch-1"))
	check(t, s.Typed(ctx, Draft{Record: rid(2), Field: "text", Text: "one m"}))
	check(t, s.Pull(ctx, []wire.Delivered{note(2, "two")}, "2", "epoch-1"))
	check(t, s.Typed(ctx, Draft{Record: rid(2), Field: "text", Text: "one mine"}))
	for range 2 {
		ds, err := s.Drafts(ctx)
		check(t, err)
		if len(ds) != 1 || ds[0].Base != 1 || string(ds[0].Was) != `"one"` || ds[0].Text != "one mine" {
			t.Errorf("drafts: %+v", ds)
		}
		if got := textOf(t, s, rid(2), "text"); got != "one mine" {
			t.Errorf("the view shows %q", got)
		}
		s = reopen(t, s)
	}
	check(t, s.Fold(ctx, rid(2)))
	rows, err := s.Pending(ctx, 10, 1<<20)
	check(t, err)
	if len(rows) != 1 {
		t.Fatalf("%d changes", len(rows))
	}
	c, err := wire.Thaw(rows[0].Frozen.Bytes)
	check(t, err)
	if c.Base != 1 || c.Set.Text("text") != "one mine" || len(c.Set) != 1 {
		t.Errorf("folded: %+v", c)
	}
	if st := status(t, s); st.Conflicts != 1 {
		t.Errorf("the other's words were overwritten without anybody seeing: %+v", st)
	}
	check(t, s.Fold(ctx, rid(2))) // nothing is left to fold
	if st := status(t, s); st.Unsent != 1 {
		t.Errorf("folding twice made %d changes", st.Unsent)
	}
}

func TestDraftsThatCannotBeFoldedStay(t *testing.T) {
	s := newStore(t)
	d := Draft{Record: rid(2), Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Field: "text", Text: "only words yet"}
	check(t, s.Typed(t.Context(), d))
	wantKind(t, s.Fold(t.Context(), rid(2)), assessments.Invalid)
	if st := status(t, s); st.Drafts != 1 || st.Unsent != 0 {
		t.Errorf("status: %+v", st)
	}
	for f, v := range map[string]string{"on": "2026-11-12", "type": "fact"} {
		d.Field, d.Text = f, v
		check(t, s.Typed(t.Context(), d))
	}
	check(t, s.Fold(t.Context(), rid(2)))
	if st := status(t, s); st.Drafts != 0 || st.Unsent != 1 || textOf(t, s, rid(2), "text") != "only words yet" {
		t.Errorf("status: %+v", st)
	}
	d.Field, d.Text = "text", strings.Repeat("x", 300<<10)
	wantKind(t, s.Typed(t.Context(), d), assessments.TooLarge)
	wantKind(t, s.Typed(t.Context(), Draft{Record: "x", Field: "y"}), assessments.Invalid)
	d.Text = "typed"
	check(t, s.Typed(t.Context(), d))
	d.Text = "only words yet" // and taken back
	check(t, s.Typed(t.Context(), d))
	check(t, s.Fold(t.Context(), rid(2)))
	if st := status(t, s); st.Drafts != 0 || st.Unsent != 1 {
		t.Errorf("taken back: %+v", st)
	}
}

func TestEditOfAFieldBeingTypedKeepsTheTypedWordsInTheHistory(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "first"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "typed"}))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "chosen")}, assessments.Edit{Record: rid(2), Set: fields("text", "chosen again")})
	h, err := s.History(t.Context(), rid(2))
	check(t, err)
	if got := textOf(t, s, rid(2), "text"); got != "chosen again" || len(h) != 4 || h[1].Set.Text("text") != "typed" {
		t.Errorf("%q, history %+v", got, h)
	}
}

func TestTypedTextTakesTheFieldsShape(t *testing.T) {
	for _, c := range []struct {
		kind        assessments.Kind
		field, text string
		want        string
	}{
		{assessments.KindGoal, "importance", " 3 ", "3"},
		{assessments.KindGoal, "importance", "much", `"much"`},
		{assessments.KindGoalReview, "level", "-1", "-1"},
		{assessments.KindScore, "sem", "2.5", "2.5"},
		{assessments.KindScore, "sem", "NaN", `"NaN"`},
		{assessments.KindChild, "diagnoses", "Cerebral palsy\n\nAsthma", `["Cerebral palsy","Asthma"]`},
		{assessments.KindChild, "diagnoses", `["A"]`, `["A"]`},
		{assessments.KindContact, "agreed", "true", "true"},
		{assessments.KindChild, "name", "12", `"12"`},
		{assessments.KindChild, "name", "<b> & co", `"<b> & co"`},
		{assessments.KindChild, "name", "  ", ""},
		{"unknown", "x", "words", `"words"`},
	} {
		if got := string(typedValue(c.kind, c.field, c.text)); got != c.want {
			t.Errorf("%s.%s %q is %s, want %s", c.kind, c.field, c.text, got, c.want)
		}
	}
}

func TestImportTakesAWholeBundleOrNothing(t *testing.T) {
	s := newStore(t)
	b := assessments.Bundle{Records: []assessments.Record{
		{ID: rid(1), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(1)), Fields: fields("name", "Isla", "born", "2019-05-04", "hat", "red")},
		{ID: rid(2), Kind: "unknown_kind", Scope: assessments.ChildScope(rid(1)), Fields: fields("x", 1)}}}
	n, err := s.Import(t.Context(), b)
	check(t, err)
	again, err := s.Import(t.Context(), b)
	check(t, err)
	if n != 2 || again != 0 {
		t.Errorf("imported %d, then %d", n, again)
	}
	b.Records[0].Fields = fields("name", "Isla Rose", "born", "2019-05-04")
	b.Records = append(b.Records, assessments.Record{ID: rid(3), Kind: assessments.KindChild, Scope: assessments.ChildScope(rid(3)), Fields: fields("name", "No Birthday")},
		assessments.Record{ID: rid(4), Kind: assessments.KindGoal, Scope: assessments.ChildScope(rid(1)), Fields: fields("importance", 9)})
	_, err = s.Import(t.Context(), b)
	wantKind(t, err, assessments.Invalid)
	if msg := assessments.Sentence(err); !strings.Contains(msg, string(rid(3))) || !strings.Contains(msg, string(rid(4))) {
		t.Errorf("not every problem is told: %s", msg)
	}
	if got := textOf(t, s, rid(1), "name"); got != "Isla" {
		t.Errorf("half an import: %q", got)
	}
	b.Records = b.Records[:1]
	n, err = s.Import(t.Context(), b)
	check(t, err)
	if r, _ := s.Record(t.Context(), rid(1)); n != 1 || r.Fields.Text("hat") != "red" || r.Fields.Text("name") != "Isla Rose" {
		t.Errorf("a second import: %d, %+v", n, r.Fields)
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"bundle":1,"records":[{"id":"` + string(rid(1)) + `","kind":"child","child":"` + string(rid(1)) + `","fields":{"name":"Isla","born":"2019-05-04"}}]}`))
	f.Add([]byte(`{"bundle":1,"records":[{"id":"` + string(rid(2)) + `","kind":"later_kind","fields":{"a":[1,{"b":null}],"c":"\u00e9\ud83d\ude00"}}]}`))
	s := newStore(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := assessments.ParseBundle(strings.NewReader(string(data)), "fuzz")
		if err != nil {
			return
		}
		before := status2(t, s)
		n, err := s.Import(context.Background(), b)
		if err != nil {
			if status2(t, s) != before {
				t.Error("a refused import left something behind")
			}
			return
		}
		again, err := s.Import(context.Background(), b)
		if err != nil || again != 0 {
			t.Errorf("imported %d; the same again: %d, %v", n, again, err)
		}
		for _, r := range b.Records {
			got, err := s.Record(context.Background(), r.ID)
			if err != nil {
				t.Fatalf("an imported record cannot be read: %v", err)
			}
			for name, v := range r.Fields {
				if !null(v) && !assessments.SameJSON(got.Fields[name], v) {
					t.Errorf("%s is %s, imported as %s", name, got.Fields[name], v)
				}
			}
		}
	})
}

func status2(t *testing.T, s *Store) int {
	st, err := s.Status(context.Background())
	check(t, err)
	return st.Unsent
}
