package app

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// steps are taps that end a piece of work and lead elsewhere, or cannot be taken back and say so first.
var steps = map[string]string{
	"Finish":                   "has an undo bar of its own on the screen it leads to, held by the screen's own test",
	"Start visit":              "a visit that was started is on the board, where it can be finished or struck out",
	"I have read this out":     "asks for the form again; its undo is that of the form",
	"Share what changed":       "leads to a sheet",
	"Make a new version":       "leads to the new version, which can be entered in error",
	"New report":               "leads to the report that it begins",
	"Begin":                    "leads to the sheet of questions that it begins",
	"Send":                     "asks on a sheet",
	"Examined and safe to use": "asks on a sheet",
}

// standing is what a store holds and shows: every field of every record that is not struck out.
func standing(t *testing.T, st *store.Store) map[assessments.ID]string {
	t.Helper()
	recs, err := st.Records(t.Context(), store.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	out := map[assessments.ID]string{}
	for _, r := range recs {
		if r.Kind == assessments.KindEnteredInError {
			continue
		}
		for f, v := range r.Fields {
			if string(v) == "null" || f == "recorded_at" || f == "recorded_by" {
				delete(r.Fields, f)
			}
		}
		raw, err := json.Marshal(r.Fields)
		if err != nil {
			t.Fatal(err)
		}
		out[r.ID] = string(raw)
	}
	return out
}

// TestEveryTapThatWritesCanBeTakenBack walks every control of every screen of a child: what changes a record by one tap offers to
// take it back, and taking it back leaves the records as they were. The capture board moves with the clock on the wall and is held by
// its own tests.
func TestEveryTapThatWritesCanBeTakenBack(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)
	d := sessiontest.New(t, 1, now)
	isla := d.Child(t, "Isla")
	a := &App{session: d.Session, store: d.Store, ctx: t.Context()}
	of := func(kind assessments.Kind) assessments.ID { return lastOf(t, d, isla, kind) }
	running := d.NewID()
	if !d.Write(t.Context(), d.Create(running, assessments.ChildScope(isla), &assessments.Contact{Type: "call", On: "2026-11-24", From: "09:00", Status: "started"})) {
		t.Fatal(d.Failed)
	}
	for _, r := range []shell.Route{
		{Screen: session.Contact, Child: string(isla), Arg: string(running)},
		{Screen: session.Goal, Child: string(isla), Arg: string(of(assessments.KindGoal))},
		{Screen: session.Score, Child: string(isla)},
		{Screen: session.Plan, Child: string(isla), Arg: string(of(assessments.KindActivityPlan))},
		{Screen: session.Follow, Child: string(isla), Arg: string(running)},
		{Screen: session.Equipment, Child: string(isla), Arg: string(of(assessments.KindEquipment))},
		{Screen: session.Provision, Child: string(isla), Arg: string(of(assessments.KindProvision))},
		{Screen: session.Scores, Child: string(isla), Arg: string(of(assessments.KindScore))},
		{Screen: session.Pathway, Child: string(isla)},
		{Screen: session.Details, Child: string(isla), Arg: string(details.Arg(assessments.KindContact, of(assessments.KindContact)))},
		{Screen: session.Details, Child: string(isla), Arg: string(details.Arg(assessments.KindPerson, of(assessments.KindPerson)))},
		{Screen: session.Details, Child: string(isla), Arg: string(details.Arg(assessments.KindBasis, of(assessments.KindBasis)))},
		{Screen: session.ChildHome, Child: string(isla), Arg: "goals"},
		{Screen: session.ChildHome, Child: string(isla), Arg: "people"},
	} {
		t.Run(r.Screen+"/"+r.Arg, func(t *testing.T) { walkUndo(t, d, a, r) })
	}
}

// lastOf is a child's last record of a kind.
func lastOf(t *testing.T, d *sessiontest.Desk, child assessments.ID, kind assessments.Kind) assessments.ID {
	t.Helper()
	recs, err := d.Store.Records(t.Context(), store.Filter{Child: child, Kinds: []assessments.Kind{kind}})
	if err != nil || len(recs) == 0 {
		t.Fatalf("no %s (%v)", kind, err)
	}
	return recs[len(recs)-1].ID
}

// walkUndo taps each control of a screen once, each time on a screen made anew.
func walkUndo(t *testing.T, d *sessiontest.Desk, a *App, r shell.Route) {
	wrote := 0
	seen := map[string]bool{}
	for i := 0; ; i++ {
		b := kittest.Open(t, 1184, 3000)
		s := a.screen(r)
		if s == nil {
			t.Fatal("no such screen")
		}
		b.Show(s.Content())
		var targets []int
		placed := b.Placed()
		for j, p := range placed {
			if p.Kind == "tap" {
				targets = append(targets, j)
			}
		}
		if i >= len(targets) {
			s.Leave()
			break
		}
		p := placed[targets[i]]
		tap, ok := p.Object.(fyne.Tappable)
		if !ok || seen[p.Text] || strings.Contains(strings.ToLower(p.Text), "photo") { // the chooser of files needs a real window
			s.Leave()
			continue
		}
		seen[p.Text] = true
		before, undos, went := standing(t, d.Store), len(d.Undos), len(d.Went)+len(d.Swaps)+d.Backs
		tap.Tapped(&fyne.PointEvent{})
		b.Settle()
		after := standing(t, d.Store)
		if maps.Equal(before, after) {
			s.Leave()
			continue
		}
		wrote++
		_, step := steps[p.Text]
		switch {
		case len(d.Undos) > undos:
			d.Undos[len(d.Undos)-1]()
			if now := standing(t, d.Store); !slices.Equal(contents(before), contents(now)) {
				t.Errorf("%q taken back leaves %v", p.Text, differing(before, now))
			}
		case !step && len(d.Went)+len(d.Swaps)+d.Backs == went:
			t.Errorf("%q writes %v and offers no way back", p.Text, differing(before, after))
		}
		s.Leave()
	}
	d.Failed = nil // a tap that a rule refuses says so and writes nothing
	if len(seen) == 0 {
		t.Error("the walk found no control")
	}
	t.Logf("%d controls, %d of them write", len(seen), wrote)
}

// contents are the records of a standing without their ids: what was struck out may be taken back by making it anew.
func contents(a map[assessments.ID]string) []string { return slices.Sorted(maps.Values(a)) }

// differing are the records that are not the same in two standings, shortened.
func differing(a, b map[assessments.ID]string) []string {
	ids := map[assessments.ID]bool{}
	for id := range a {
		ids[id] = true
	}
	for id := range b {
		ids[id] = true
	}
	var out []string
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if a[id] != b[id] {
			x, y := a[id], b[id]
			for len(x) > 1 && len(y) > 1 && x[0] == y[0] {
				x, y = x[1:], y[1:]
			}
			out = append(out, id.Short()+": "+x[:min(80, len(x))]+" | "+y[:min(80, len(y))])
		}
	}
	return out
}
