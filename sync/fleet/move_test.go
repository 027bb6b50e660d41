package fleet

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Two therapists hold two children, and a note stands under the wrong one. Both move it without having heard of each other, while
// a third tablet goes on writing in the old one. In the end there is one note under the right child, both chains add up, and the
// late words show on every tablet until somebody chooses.
func TestMove_ByTwoPeopleWithLaterEdits(t *testing.T) {
	for name, at := range map[string]where{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, at, 2, func(n int) time.Duration { return time.Duration(n) * time.Hour })
			a, other, b := w.devices[0], w.devices[1], w.devices[2]
			wrong, right, note := w.id(), w.id(), w.id()
			edit := func(d *device, id, child assessments.ID, kind assessments.Kind, kv ...string) {
				t.Helper()
				set := assessments.Fields{}
				for i := 0; i < len(kv); i += 2 {
					set[kv[i]] = json.RawMessage(fmt.Sprintf("%q", kv[i+1]))
				}
				_, err := d.store.Apply(w.ctx, []assessments.Edit{{Record: id, Kind: kind, Scope: assessments.ChildScope(child), Set: set}})
				w.must(err)
			}
			edit(a, wrong, wrong, assessments.KindChild, "name", "Ada Testchild", "born", "2018-03-04")
			edit(a, right, right, assessments.KindChild, "name", "Ben Testchild", "born", "2018-03-04")
			edit(a, note, wrong, assessments.KindObservation, "on", "2026-11-12", "type", "fact", "area", "handwriting", "text", "Holds the spoon in a fist")
			w.calm()
			for _, id := range []assessments.ID{wrong, right} {
				w.must(w.c.Grant(w.ctx, assessments.ChildScope(id), b.therapist))
			}
			w.calm()

			var moved [2]store.Moved
			for i, d := range []*device{a, b} {
				var err error
				moved[i], err = d.store.Move(w.ctx, store.Move{Record: note, To: right, By: assessments.ID(d.therapist), NewID: w.id})
				w.must(err)
			}
			edit(other, note, wrong, assessments.KindObservation, "text", "Holds the spoon in a fist, then a tripod")
			w.calm()

			if moved[0].Record != moved[1].Record || moved[0].Strike == moved[1].Strike {
				t.Fatalf("two moves made %+v", moved)
			}
			for _, d := range w.devices {
				f := d.seen(moved[0].Record)
				rows, err := d.store.Conflicts(w.ctx)
				w.must(err)
				if f.Text("text") != "Holds the spoon in a fist" || len(rows) != 1 || rows[0].Record != note || rows[0].Field != "text" ||
					rows[0].Moved != moved[0].Record || string(rows[0].Others[0].Value) != `"Holds the spoon in a fist, then a tripod"` {
					t.Fatalf("device %d shows %s and %+v", d.n, f, rows)
				}
				left, err := d.store.Records(w.ctx, store.Filter{Child: wrong, Kinds: []assessments.Kind{assessments.KindObservation}})
				w.must(err)
				if len(left) != 0 {
					t.Errorf("device %d still shows it under the wrong child", d.n)
				}
			}
			w.must(b.store.Resolve(w.ctx, note, "text", "theirs", nil))
			w.calm()
			for _, d := range w.devices {
				rows, err := d.store.Conflicts(w.ctx)
				w.must(err)
				if got := d.seen(moved[0].Record).Text("text"); got != "Holds the spoon in a fist, then a tripod" || len(rows) != 0 {
					t.Errorf("device %d after the choice: %q and %+v", d.n, got, rows)
				}
			}
			w.scopesConverge()
			w.adds()
		})
	}
}

// Somebody without a grant on the right child cannot put an entry there: what they try stays in quarantine, whole, and goes in
// with the grant. The entry's words are never out of reach: the struck record keeps them.
func TestMove_WithoutTheGrantWaits(t *testing.T) {
	w := newWorld(t, onSQLite, 3, func(int) time.Duration { return 0 })
	a, b := w.devices[0], w.devices[2]
	wrong, right, note := w.id(), w.id(), w.id()
	put := func(d *device, id, child assessments.ID, kind assessments.Kind, set assessments.Fields) {
		_, err := d.store.Apply(w.ctx, []assessments.Edit{{Record: id, Kind: kind, Scope: assessments.ChildScope(child), Set: set}})
		w.must(err)
	}
	child := func(name string) assessments.Fields {
		return assessments.Fields{"name": json.RawMessage(fmt.Sprintf("%q", name)), "born": json.RawMessage(`"2018-03-04"`)}
	}
	put(a, wrong, wrong, assessments.KindChild, child("Ada Testchild"))
	put(b, right, right, assessments.KindChild, child("Ben Testchild"))
	put(a, note, wrong, assessments.KindObservation, assessments.Fields{"on": json.RawMessage(`"2026-11-12"`), "type": json.RawMessage(`"fact"`), "area": json.RawMessage(`"handwriting"`), "text": json.RawMessage(`"fist"`)})
	w.calm()
	if _, err := a.store.Move(w.ctx, store.Move{Record: note, To: right, By: assessments.ID(a.therapist), NewID: w.id}); assessments.KindOf(err) != assessments.Forbidden {
		t.Fatalf("a child who is not on the tablet: %v", err)
	}
	// The grant ends while the tablet still has the child, as after a hand-over.
	w.must(w.c.Grant(w.ctx, assessments.ChildScope(right), a.therapist))
	w.calm()
	w.must(w.c.Ungrant(w.ctx, assessments.ChildScope(right), a.therapist))
	w.clock.Advance(60 * 24 * time.Hour) // late work is no longer taken
	m, err := a.store.Move(w.ctx, store.Move{Record: note, To: right, By: assessments.ID(a.therapist), NewID: w.id})
	w.must(err)
	a.sync()
	if quar, err := w.c.Quarantine(w.ctx, w.tenant); err == nil && len(quar) == 1 && quar[0].Record == string(m.Record) {
		if s, err := a.store.Standing(w.ctx, m.Record); err != nil || s.Stand != store.KeptAside || s.Code != quar[0].Code {
			t.Errorf("the tablet says %+v (%v)", s, err)
		}
	} else {
		t.Fatalf("in quarantine: %+v (%v)", quar, err)
	}
	w.must(w.c.Grant(w.ctx, assessments.ChildScope(right), a.therapist))
	w.calm()
	if got := b.seen(m.Record).Text("text"); got != "fist" {
		t.Errorf("after the grant the right child's therapist has %q", got)
	}
}
