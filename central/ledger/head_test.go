package ledger

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A head's body is written by hand and read as JSON: what comes back is what was written, in every member.
func TestPackBody_ComesBack(t *testing.T) {
	full := merge.Setter{Seq: 1<<62 + 1, CID: "c", Device: "d", Inc: "i~\"<é>", Author: "a", At: "2026", Saw: wire.Saw{Gen: 2, Base: 3}}
	for i := range reflect.TypeFor[merge.Setter]().NumField() {
		if reflect.ValueOf(full).Field(i).IsZero() {
			t.Errorf("a setter has a member %s, which this test does not know", reflect.TypeFor[merge.Setter]().Field(i).Name)
		}
	}
	if n := reflect.TypeFor[headBody]().NumField(); n != 4 {
		t.Errorf("a body has %d members, and four are written", n)
	}
	other := merge.Setter{Seq: 4, CID: "c2"}
	for name, h := range map[string]merge.Head{
		"several": {Fields: assessments.Fields{"text": json.RawMessage(`"<a> & \"b\" é\n"`), "list": json.RawMessage(`[1,{"k":null}]`), "é\"": json.RawMessage("7"), "nobody": json.RawMessage("1")},
			Setters: map[string]merge.Setter{"text": full, "list": other, "gone\t": full, "é\"": full}, Signed: &assessments.Signing{By: "a", At: "b", Hash: "<c>"}},
		"one":     {Fields: assessments.Fields{"a": json.RawMessage("1"), "b": json.RawMessage("2")}, Setters: map[string]merge.Setter{"a": full, "b": full}},
		"cleared": {Fields: assessments.Fields{}, Setters: map[string]merge.Setter{"a": full}},
		"unset":   {Fields: assessments.Fields{"a": json.RawMessage("1")}, Setters: map[string]merge.Setter{}},
		"empty":   {Fields: assessments.Fields{}, Setters: map[string]merge.Setter{}},
	} {
		raw, err := packBody(h)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readHead("r", "goal", "team", "", 9, raw, []byte("{}"), 40, 0)
		if err != nil {
			t.Fatalf("%s: %v in %s", name, err, raw)
		}
		want := map[string]merge.Setter{}
		for f, s := range h.Setters {
			s.Seq = settleSeq(s.Seq, 40)
			want[f] = s
		}
		if diff := cmp.Diff(headBody{Fields: h.Fields, Signed: h.Signed}, headBody{Fields: got.head.Fields, Signed: got.head.Signed}); diff != "" {
			t.Errorf("%s (-written +read):\n%s", name, diff)
		}
		if diff := cmp.Diff(want, got.head.Setters); diff != "" {
			t.Errorf("the setters of %s (-written +read):\n%s", name, diff)
		}
		if name == "one" && strings.Count(string(raw), `"cid"`) != 1 {
			t.Errorf("a setter of every field is written more than once: %s", raw)
		}
	}
}

// Heads that were written before the setters were gathered read as they did; signed ones stay like that for ever.
func TestReadHead_OfTheFirstForm(t *testing.T) {
	body := `{"f":{"a":1},"by":{"a":{"seq":7,"cid":"c","dev":"d","inc":"i"},"b":{"seq":8,"cid":"c2","dev":"d","inc":"i"}}}`
	got, err := readHead("r", "goal", "team", "", 9, []byte(body), []byte("{}"), 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]merge.Setter{"a": {Seq: 7, CID: "c", Device: "d", Inc: "i"}, "b": {Seq: 8, CID: "c2", Device: "d", Inc: "i"}}
	if diff := cmp.Diff(want, got.head.Setters); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

// A body that names a setter which is not there is damaged, and says so.
func TestReadHead_WithoutItsSetter(t *testing.T) {
	for _, body := range []string{`{"f":{"a":1},"who":[]}`, `{"f":{"a":1},"who":[{"seq":1}],"by":{"a":1}}`, `{"f":{"a":1},"who":[{"seq":1}],"by":["a"]}`} {
		if _, err := readHead("r", "goal", "team", "", 9, []byte(body), []byte("{}"), 0, 0); assessments.KindOf(err) != assessments.Damaged {
			t.Errorf("%s reads as %v", body, err)
		}
	}
}

// A record that is one plain change is its change: the database holds the words once. With the next change it gets a body, and reads the
// same in between to everybody who reads records.
func TestHead_OnePlainChangeStandsForItself(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child := assessments.ChildScope(k.id())
		plain, twice, signed := k.id(), k.id(), k.id()
		k.push(k.ann, k.set(child, plain, 0, "a", "1"), k.set(child, twice, 0, "a", "1"), k.set(child, twice, 0, "b", "2"), k.sign(child, signed, 0, "a", "3"))
		bodies := func() map[assessments.ID]int {
			out := map[assessments.ID]int{}
			err := k.l.read(k.ctx, "test", func(tx txn) error {
				return tx.each(k.ctx, `SELECT rec, length(body) FROM rec_head WHERE tenant = ?1`, func(scan func(...any) error) error {
					var rec assessments.ID
					var n int
					err := scan(&rec, &n)
					out[rec] = n
					return err
				}, k.tenant.ID)
			})
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		if n := bodies(); n[plain] != 0 || n[twice] == 0 || n[signed] == 0 {
			t.Errorf("bodies of %d, %d and %d bytes", n[plain], n[twice], n[signed])
		}
		if r := k.head(plain); string(r.Fields["a"]) != `"1"` || r.Scope != child || r.Meta.Seq == 0 {
			t.Errorf("before: %+v", r)
		}
		k.sound()
		// Both write the same field without having seen the other: what stands there is known to be Ann's.
		k.want(k.ben, k.set(child, plain, 0, "a", "ben"), wire.Quar, "scope")
		k.must(k.l.Grant(k.ctx, child, k.ben.Therapist))
		k.want(k.ben, k.set(child, plain, 0, "a", "ben"), wire.Conflict, "")
		if n := bodies(); n[plain] == 0 {
			t.Error("a head of two changes has no body")
		}
		if r := k.head(plain); string(r.Fields["a"]) != `"1"` || len(r.Meta.Conflicts) != 1 {
			t.Errorf("after: %+v", r)
		}
		k.sound()
	})
}

// What a push costs PostgreSQL must not depend on whether it has counted the rows: a service that was just restored, or fills quickly,
// is read by its keys all the same.
func TestPush_ReadsByKeyWhatWasNeverCounted(t *testing.T) {
	k := newKit(t, Config{Database: testkit.Postgres(t)})
	child := assessments.ChildScope(k.id())
	var all []string
	for range 10 {
		var batch []wire.Change
		for range 400 {
			rec := k.id()
			all, batch = append(all, string(rec)), append(batch, k.set(child, rec, 0, "a", "1"))
		}
		k.push(k.ann, batch...)
	}
	for key, table := range map[string]string{"rec": "rec_head", "cid": "change"} {
		plan := ""
		k.must(k.l.read(k.ctx, "test", func(tx txn) error {
			rows, err := tx.QueryContext(k.ctx, "EXPLAIN "+k.l.d.sql(`SELECT seq FROM `+table+` WHERE tenant = ?1 AND `+key+` IN EACH(?2)`), k.tenant.ID, k.l.d.list(all[:400]))
			if err != nil {
				return err
			}
			defer rows.Close()
			for rows.Next() {
				line := ""
				k.must(rows.Scan(&line))
				plan += line + "\n"
			}
			return rows.Err()
		}))
		if !strings.Contains(plan, "AND ("+key+" = wanted.id))") || strings.Contains(plan, "Filter: ("+key) || !strings.Contains(plan, "Index Cond") {
			t.Errorf("%s is not looked up by %s:\n%s", table, key, plan)
		}
	}
}
