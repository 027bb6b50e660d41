package fleet

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Two tablets of one service change the same child with no network: in different fields, and both in one. When they have
// synced, both show the same child, the field that both changed shows both values, and one choice settles it for both.
func TestTwoTablets_SameChildOffline(t *testing.T) {
	for name, at := range map[string]where{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, at, 1, func(n int) time.Duration { return time.Duration(n) * 26 * time.Hour })
			a, b := w.devices[0], w.devices[2] // two therapists
			child := target{id: w.id(), kind: assessments.KindChild}
			child.scope = assessments.ChildScope(child.id)
			put := func(d *device, kv ...string) {
				t.Helper()
				set := assessments.Fields{}
				for i := 0; i < len(kv); i += 2 {
					set[kv[i]] = json.RawMessage(fmt.Sprintf("%q", kv[i+1]))
				}
				_, err := d.store.Apply(w.ctx, []assessments.Edit{{Record: child.id, Kind: assessments.KindChild, Scope: child.scope, Set: set}})
				w.must(err)
			}
			put(a, "name", "Isla Fenwick", "preferred_name", "Isla", "born", "2018-03-04", "year", "Year 3")
			w.calm()
			w.must(w.c.Grant(w.ctx, child.scope, b.therapist))
			w.calm()
			if got := b.seen(child.id).Text("name"); got != "Isla Fenwick" {
				t.Fatalf("after the grant the second tablet has %q", got)
			}

			put(a, "preferred_name", "Issy", "upn", "A123456789012")
			put(b, "preferred_name", "Isla-Mae", "year", "Year 4")
			w.calm()

			both(w, child, `"Issy"`, `"Isla-Mae"`)
			for _, d := range []*device{a, b} {
				f := d.seen(child.id)
				if f.Text("upn") != "A123456789012" || f.Text("year") != "Year 4" {
					t.Errorf("device %d lost a field that only one of them changed: %s", d.n, f)
				}
			}
			w.scopesConverge()

			w.must(b.store.Resolve(w.ctx, child.id, "preferred_name", "mine", nil))
			w.calm()
			for _, d := range []*device{a, b} {
				rows, err := d.store.Conflicts(w.ctx)
				w.must(err)
				if got := d.seen(child.id).Text("preferred_name"); got != "Isla-Mae" || len(rows) != 0 {
					t.Errorf("device %d after the choice: %q and %d conflicts", d.n, got, len(rows))
				}
			}
			if rows, err := w.c.Conflicts(w.ctx, w.tenant); err != nil || len(rows) != 0 {
				t.Errorf("the service still lists %d conflicts (%v)", len(rows), err)
			}
			w.scopesConverge()
			w.adds()
		})
	}
}

// both checks that the conflict over the child's name shows exactly the two values, on both tablets and on the service.
func both(w *world, child target, values ...string) {
	w.t.Helper()
	check := func(where string, got []string) {
		w.t.Helper()
		slices.Sort(got)
		slices.Sort(values)
		if !slices.Equal(got, values) {
			w.t.Errorf("%s shows %s, want %s", where, got, values)
		}
	}
	for _, n := range []int{0, 2} {
		d := w.devices[n]
		rows, err := d.store.Conflicts(w.ctx)
		w.must(err)
		if len(rows) != 1 || rows[0].Record != child.id || rows[0].Field != "preferred_name" {
			w.t.Fatalf("device %d has the conflicts %+v", n, rows)
		}
		check(fmt.Sprint("device ", n), sides(rows[0]))
	}
	rows, err := w.c.Conflicts(w.ctx, w.tenant)
	w.must(err)
	if len(rows) != 1 {
		w.t.Fatalf("the service has %d conflicts", len(rows))
	}
	var got []string
	for _, v := range rows[0].Values {
		got = append(got, string(v.Value))
	}
	check("the service", got)
}

func sides(c store.ConflictRow) []string {
	out := []string{string(c.Current.Value)}
	for _, s := range c.Others {
		out = append(out, string(s.Value))
	}
	return out
}

// Somebody puts the files of a tablet back by hand, to a time before its last words. At the next sync the tablet takes them back from
// the service and goes on as a life of its own: what it writes from then on is no conflict with what it wrote before.
func TestTwoTablets_PutBackByHandTakesItsWordsBack(t *testing.T) {
	w := newWorld(t, onSQLite, 2, func(int) time.Duration { return 0 })
	d, other := w.devices[0], w.devices[1]
	rec := w.create(w.scopes[0])
	write := func(value string) {
		t.Helper()
		_, err := d.store.Apply(w.ctx, []assessments.Edit{{Record: rec.id, Kind: rec.kind, Scope: rec.scope, Set: assessments.Fields{"f": json.RawMessage(value)}}})
		w.must(err)
	}
	write(`"first"`)
	w.calm()
	d.keep()
	was, err := d.store.SyncState(w.ctx)
	w.must(err)
	write(`"lost with the files"`)
	w.calm()
	d.goBack()
	if got := d.seen(rec.id).Text("f"); got != "first" {
		t.Fatalf("the old files hold %q", got)
	}
	d.sync()
	st, err := d.store.SyncState(w.ctx)
	w.must(err)
	if got := d.seen(rec.id).Text("f"); got != "lost with the files" || st.Inc == was.Inc {
		t.Errorf("after one sync it holds %q, in the life %s (before: %s)", got, st.Inc, was.Inc)
	}
	write(`"written since"`)
	w.calm()
	for _, x := range []*device{d, other} {
		rows, err := x.store.Conflicts(w.ctx)
		w.must(err)
		if got := x.seen(rec.id).Text("f"); got != "written since" || len(rows) != 0 {
			t.Errorf("device %d ends with %q and %d conflicts", x.n, got, len(rows))
		}
	}
	w.scopesConverge()
}

// Somebody copied a tablet's files, and both go on by one name. What the copy wrote has a number whose twin went to quarantine on the tablet:
// it shows there at the same sync as what a colleague wrote over it, and is not written over unseen.
func TestTwoTablets_ACopysWordsBesideQuarantine(t *testing.T) {
	for name, at := range map[string]where{"sqlite": onSQLite, "postgres": onPostgres} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, at, 3, func(int) time.Duration { return 0 })
			colleague, d := w.devices[0], w.devices[2]
			team, child := w.create(assessments.TeamScope()), w.create(w.scopes[0])
			write := func(d *device, r target, value string) {
				t.Helper()
				set := assessments.Fields{"f": json.RawMessage(value)}
				_, err := d.store.Apply(w.ctx, []assessments.Edit{{Record: r.id, Kind: r.kind, Scope: r.scope, Set: set}})
				w.must(err)
			}
			write(d, team, `"first"`)
			write(colleague, child, `"first"`)
			w.calm()
			d.clone()
			copied := w.devices[len(w.devices)-1]
			write(copied, team, `"by the copy"`)
			copied.sync()
			write(colleague, team, `"by a colleague, beside it"`)
			colleague.sync()
			write(d, child, `"of a child that others hold"`)
			d.sync()
			rows, err := d.store.Conflicts(w.ctx)
			w.must(err)
			if len(rows) != 1 || !slices.Contains(sides(rows[0]), `"by the copy"`) || !slices.Contains(sides(rows[0]), `"by a colleague, beside it"`) {
				t.Fatalf("the tablet shows %+v", rows)
			}
			write(d, team, `"over what shows"`)
			w.calm()
			w.adds()
			w.scopesConverge()
		})
	}
}
