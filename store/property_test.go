package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// model is a service in a map: it decides with merge in the order of its sequence, as the real one does.
type model struct {
	seq   uint64
	heads map[assessments.ID]*merge.Head
	log   []wire.Delivered
	known map[string]wire.Ack
	quar  map[ofDevice]string    // cid in quarantine
	sour  func(wire.Change) bool // what it cannot take
	own   bool                   // it also delivers a device's own changes
	late  bool                   // its acks arrive after what it delivers
}

// ofDevice is what a quarantined change holds up: the same device's later changes of the same record.
type ofDevice struct {
	device string
	record assessments.ID
}

func newModel() *model {
	return &model{heads: map[assessments.ID]*merge.Head{}, known: map[string]wire.Ack{}, quar: map[ofDevice]string{}, sour: func(wire.Change) bool { return false }}
}

func (m *model) push(t testing.TB, device, inc string, frozen []byte) wire.Ack {
	c, err := wire.Thaw(frozen)
	check(t, err)
	c.Device, c.Inc = device, inc
	if a, ok := m.known[c.CID]; ok {
		a.Result = wire.Dup
		return a
	}
	own := ofDevice{device, c.Record}
	if cid := m.quar[own]; cid != "" && cid != c.CID {
		return wire.Ack{CID: c.CID, Result: wire.Held, By: cid}
	}
	if m.sour(c) {
		m.quar[own] = c.CID
		return wire.Ack{CID: c.CID, Result: wire.Quar, Code: "schema", Text: "The service cannot read this change yet."}
	}
	delete(m.quar, own)
	d := merge.Decide(m.heads[c.Record], c)
	if d.Result == merge.Quarantine {
		t.Fatalf("the model refuses %+v: %s", c, d.Reason)
	}
	m.seq++
	h := merge.Apply(m.heads[c.Record], c, d, m.seq)
	m.heads[c.Record] = &h
	a := wire.Ack{CID: c.CID, Result: wire.Result(d.Result), Seq: m.seq}
	m.known[c.CID] = a
	m.log = append(m.log, wire.Delivered{Seq: m.seq, Result: a.Result, CID: c.CID, Device: device, Inc: inc, TSrv: stamp(testNow), Frozen: wire.Frozen{Bytes: frozen, Hash: wire.HashOf(frozen)}, Change: c})
	return a
}

// sync pushes up to n changes and pulls; lose drops the acks of the push, as a broken connection does.
func (m *model) sync(t testing.TB, s *Store, n int, lose bool) {
	ctx := t.Context()
	st, err := s.SyncState(ctx)
	check(t, err)
	rows, err := s.Pending(ctx, n, 1<<20)
	check(t, err)
	var acks []wire.Ack
	for _, p := range rows {
		acks = append(acks, m.push(t, st.Device, st.Inc, p.Frozen.Bytes))
	}
	if lose {
		return
	}
	if !m.late {
		check(t, s.Acked(ctx, acks))
	}
	from := 0
	if st.Cursor != "" {
		from, err = strconv.Atoi(st.Cursor)
		check(t, err)
	}
	var down []wire.Delivered
	for _, d := range m.log {
		if int(d.Seq) > from && (m.own || d.Device != st.Device) {
			down = append(down, d)
		}
	}
	check(t, s.Pull(ctx, down, strconv.Itoa(int(m.seq)), "epoch-1"))
	if m.late {
		check(t, s.Acked(ctx, acks))
	}
}

// dump writes the whole view as text, row numbers left out.
func dump(t testing.TB, s *Store) string {
	var b bytes.Buffer
	check(t, s.view.read(func(d *db) error {
		for _, q := range []string{"SELECT id, kind, scope, seq, base, unsent, conflicts, body FROM rec ORDER BY id", "SELECT * FROM child ORDER BY id",
			"SELECT * FROM setting ORDER BY id", "SELECT * FROM contact ORDER BY id", "SELECT * FROM strike ORDER BY id"} {
			err := d.query(q, func(r dbRow) error {
				for _, v := range r {
					if raw, ok := v.([]byte); ok {
						h, _, err := unpackHead(raw)
						if err != nil {
							return err
						}
						v, _ = json.Marshal(h)
						fmt.Fprintf(&b, " %s", v)
						continue
					}
					fmt.Fprintf(&b, " %v", v)
				}
				b.WriteByte('\n')
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	return b.String()
}

func seeds(t testing.TB, n int) int {
	if v, err := strconv.Atoi(os.Getenv("FIELDFARE_SEEDS")); err == nil {
		return v
	}
	return n
}

// TestViewFollowsWhateverHappens drives two stores and a service with random edits, drafts, folds, signatures, syncs and lost
// replies. After every few steps the view kept up to date must equal the view built anew, and at the end both devices must hold
// what the service holds.
func TestViewFollowsWhateverHappens(t *testing.T) {
	for seed := range seeds(t, 12) {
		t.Run(strconv.Itoa(seed), func(t *testing.T) { walk(t, uint64(seed)) })
	}
}

func walk(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 99))
	m := newModel()
	m.own, m.late = r.IntN(3) == 0, r.IntN(3) == 0
	var both []*Store
	for i := range 2 {
		s := newStore(t)
		if r.IntN(2) == 0 {
			apply(t, s, childEdit(rid(50+i), "Made before enrolment"))
		}
		check(t, s.Enrol(t.Context(), Enrolment{Device: fmt.Sprintf("d%d", i), Server: "x", Tenant: "t", Epoch: "epoch-1"}))
		both = append(both, s)
	}
	apply(t, both[0], childEdit(rid(1), "Zofia Nowak"), childEdit(rid(2), "Ben Okoro"))
	for range 120 {
		randomStep(t, r, m, both[r.IntN(2)])
		if r.IntN(12) == 0 {
			i := r.IntN(2)
			before := dump(t, both[i])
			both[i].w.Lock()
			err := both[i].reload()
			both[i].w.Unlock()
			check(t, err)
			if diff := cmp.Diff(dump(t, both[i]), before); diff != "" {
				t.Fatalf("the view built anew differs (-built +kept):\n%s", diff)
			}
		}
	}
	m.sour = func(wire.Change) bool { return false }
	for range 3 {
		for _, s := range both {
			_, err := s.Retry(t.Context())
			check(t, err)
			drafts, err := s.Drafts(t.Context())
			check(t, err)
			for _, d := range drafts {
				// A record that was only begun stays a draft.
				if err := s.Fold(t.Context(), d.Record); err != nil && assessments.KindOf(err) != assessments.Invalid {
					t.Fatal(err)
				}
			}
			m.sync(t, s, 1000, false)
		}
	}
	for _, s := range both {
		for _, id := range sorted(m.heads) {
			h, err := s.readServer(s.disk, id)
			check(t, err)
			if h == nil {
				t.Fatalf("record %s never arrived", id)
			}
			if got, want := string(packHead(&h.Head, 0)), string(packHead(m.heads[id], 0)); got != want {
				t.Errorf("record %s differs from the service's:\n%s", id, cmp.Diff(m.heads[id], &h.Head))
			}
		}
		st, err := s.Status(t.Context())
		check(t, err)
		if st.Unsent != 0 {
			t.Errorf("%d changes never left", st.Unsent)
		}
		probs, err := s.Verify(t.Context())
		check(t, err)
		if len(probs) != 0 {
			t.Errorf("verify: %+v", probs)
		}
	}
}

func randomStep(t *testing.T, r *rand.Rand, m *model, s *Store) {
	ctx := t.Context()
	child := rid(1 + r.IntN(2))
	note := rid(100 + r.IntN(8))
	field := []string{"text", "area", "how"}[r.IntN(3)]
	value := prose(r, 1+r.IntN(40))
	if field == "area" {
		value = []string{"sleep", "hands", "play"}[r.IntN(3)]
	}
	var err error
	switch r.IntN(12) {
	case 0, 1:
		e := noteEdit(note, rid(1), value)
		if field != "text" {
			e.Set[field] = fields("x", value)["x"]
		}
		_, err = s.Apply(ctx, []assessments.Edit{e})
	case 2:
		_, err = s.Apply(ctx, []assessments.Edit{{Record: child, Kind: assessments.KindChild, Scope: assessments.ChildScope(child), Set: fields("name", value, "born", "2019-05-04", "year", "Year 1")}})
	case 3, 4:
		err = s.Typed(ctx, Draft{Record: note, Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Field: field, Text: value})
	case 5:
		err = s.Fold(ctx, note)
	case 6:
		if r.IntN(4) == 0 {
			err = s.Sign(ctx, note, rid(900))
		}
	case 7:
		var rows []ConflictRow
		rows, err = s.Conflicts(ctx)
		if len(rows) > 0 {
			c := rows[r.IntN(len(rows))]
			err = s.Resolve(ctx, c.Record, c.Field, []string{"mine", "theirs", "both"}[r.IntN(3)], nil)
		}
	case 8:
		m.sour = func(c wire.Change) bool { return false }
		if r.IntN(3) == 0 {
			m.sour = func(c wire.Change) bool { return c.CID[0] == '0' }
		} else if r.IntN(2) == 0 {
			_, err = s.Retry(ctx)
		}
	default:
		m.sync(t, s, 1+r.IntN(20), r.IntN(4) == 0)
	}
	// A record that is signed or not whole yet refuses with a sentence; everything else must work.
	if err != nil && assessments.KindOf(err) != assessments.Invalid && assessments.KindOf(err) != assessments.NotFound && assessments.KindOf(err) != assessments.Conflict {
		t.Fatal(err)
	}
}

func TestSortedKeysAreSorted(t *testing.T) {
	if got := sorted(map[string]int{"b": 1, "a": 2}); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("got %v", got)
	}
}
