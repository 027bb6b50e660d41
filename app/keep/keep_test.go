package keep_test

import (
	"slices"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/assessments"
)

const f5 assessments.ID = "019a0001-0000-7013-8000-000000000005"

func open(t *testing.T) (*desktest.Desk, *keep.Keeper, keep.Ref) {
	t.Helper()
	d := desktest.Sit(t, time.Date(2026, 5, 20, 14, 0, 0, 0, time.UTC))
	rec, err := d.Store.Record(d.Ctx, f5)
	if err != nil {
		t.Fatal(err)
	}
	return d, keep.New(d.Session, d.Clock.Kit(), func() {}), keep.RefOf(rec)
}

func TestKeeper_IsOnTheDiskWithinASecond(t *testing.T) {
	d, k, ref := open(t)
	k.Type(ref, "where", "Cloakroom")
	k.Type(ref, "where", "Cloakroom, by the pegs")
	d.Clock.Turn(time.Second)
	d.Restart() // nobody left the field, and nothing closed the screen
	var p assessments.Provision
	if d.Read(f5, &p); p.Where != "Cloakroom, by the pegs" {
		t.Errorf("after a kill: %q", p.Where)
	}
	if h, err := d.Store.History(d.Ctx, f5); err != nil || len(h) != 1 {
		t.Errorf("%d changes before the field was left, %v", len(h), err)
	}
}

func TestKeeper_ABrokenFieldHoldsNoOtherBack(t *testing.T) {
	d, k, ref := open(t)
	k.Type(ref, "where", "Cloakroom")
	k.Type(ref, "doses", `[{"minutes":0,"sessions":2,"per":"week","weeks":38}]`)
	k.Leave(ref, "Changed")
	d.Sound()
	h, err := d.Store.History(d.Ctx, f5)
	if err != nil || len(h) != 2 || string(h[1].Set["where"]) != `"Cloakroom"` || h[1].Set["doses"] != nil {
		t.Fatalf("%d changes, %v", len(h), err)
	}
	if drafts, err := d.Store.Drafts(d.Ctx); err != nil || len(drafts) != 1 || drafts[0].Field != "doses" {
		t.Errorf("drafts %+v, %v: the half-typed numbers must wait, not vanish", drafts, err)
	}
}

func TestKeeper_TakesBack(t *testing.T) {
	d, k, ref := open(t)
	k.Type(ref, "where", "Cloakroom")
	k.Type(ref, "why", "It teaches.")
	k.Leave(ref, "Changed")
	d.TakeBack()
	var p assessments.Provision
	if d.Read(f5, &p); p.Where != "" || p.Why != "It teaches Issy dressing." {
		t.Errorf("taken back: where %q, why %q", p.Where, p.Why)
	}
	k.Type(ref, "where", "Cloakroom")
	k.Leave(ref, "Changed")
	k.Type(ref, "where", "Cloakroom, by the pegs") // somebody goes on typing in the field that is taken back
	d.TakeBack()
	if d.Read(f5, &p); p.Where != "" {
		t.Errorf("taken back while it is typed in: where %q", p.Where)
	}
	before := len(d.Undone)
	k.Type(ref, "why", "It teaches")
	k.Type(ref, "why", "It teaches Issy dressing.")
	k.Leave(ref, "Changed")
	if len(d.Undone) != before {
		t.Error("typed and taken back by hand: there is nothing to undo")
	}
	if !k.Strike(ref, "Removed F5", "Removed by its author") {
		t.Fatal(d.Failed)
	}
	d.TakeBack()
	recs, err := d.Store.Record(d.Ctx, f5)
	if err != nil || recs.ID != f5 {
		t.Errorf("the row is gone: %v", err)
	}
	d.Sound()
}

// TestUndo_OfOneTick: not of what was ticked after it, here or by a colleague, nor of what was ticked anew.
func TestUndo_OfOneTick(t *testing.T) {
	d, k, _ := open(t)
	var undos []func()
	d.Session.Undo = func(_ string, undo func()) { undos = append(undos, undo) }
	ids := []assessments.ID{"019a0001-0000-7000-8000-0000000000a1", "019a0001-0000-7000-8000-0000000000a2", "019a0001-0000-7000-8000-0000000000a3"}
	now := func() []assessments.ID {
		t.Helper()
		var p assessments.Provision
		d.Read(f5, &p)
		return p.Evidence
	}
	form := func() *keep.Form {
		t.Helper()
		rec, err := d.Store.Record(d.Ctx, f5)
		if err != nil {
			t.Fatal(err)
		}
		return k.Form(rec, nil)
	}
	had := now()
	f, stale := form(), form()
	f.Toggle("evidence", "Ticked one", ids[0])
	first := undos[len(undos)-1]
	f.Toggle("evidence", "Ticked two", ids[1])
	stale.Toggle("evidence", "Ticked three", ids[2]) // drawn before the others
	if got := now(); !slices.Equal(got, append(slices.Clone(had), ids...)) {
		t.Fatalf("three ticks made %v of %v", got, had)
	}
	first()
	if got := now(); !slices.Equal(got, append(slices.Clone(had), ids[1:]...)) {
		t.Errorf("the first tick was taken back, and there is %v", got)
	}
	first()
	if got := now(); !slices.Equal(got, append(slices.Clone(had), ids[1:]...)) {
		t.Errorf("taken back twice there is %v", got)
	}
	form().Toggle("evidence", "Took one out", ids[1])
	out := undos[len(undos)-1]
	form().Toggle("evidence", "Ticked one", ids[0])
	out()
	if got := now(); !slices.Contains(got, ids[1]) || !slices.Contains(got, ids[0]) {
		t.Errorf("what was taken out came back, and there is %v", got)
	}
	d.Sound()
}

func TestText(t *testing.T) {
	for raw, want := range map[string]string{`"a \"b\""`: `a "b"`, `null`: "", ``: "", `[1,2]`: "[1,2]", `12`: "12"} {
		if got := keep.Text([]byte(raw)); got != want {
			t.Errorf("%s: %q, want %q", raw, got, want)
		}
	}
	for _, empty := range []any{"", 0, false, []string{}, map[string]string{}} {
		if got := keep.JSON(empty); string(got) != "null" {
			t.Errorf("%#v: %s: an empty value is nothing", empty, got)
		}
	}
}
