package store

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// enrolled makes a store that syncs with a service in a map.
func enrolled(t *testing.T, device string) *Store {
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: device, Server: "https://sync.example", Tenant: "t", TenantName: "Northmere", Epoch: "epoch-1"}))
	return s
}

func status(t *testing.T, s *Store) Status {
	t.Helper()
	st, err := s.Status(t.Context())
	check(t, err)
	return st
}

func TestQuarantineHoldsItsOwnRecordOnly(t *testing.T) {
	s, m := enrolled(t, "d1"), newModel()
	m.sour = func(c wire.Change) bool { return c.Set.Text("text") == "poison" }
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "poison"), noteEdit(rid(3), rid(1), "fine"))
	m.sync(t, s, 100, false)
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("how", "after the poison")}, assessments.Edit{Record: rid(3), Set: fields("how", "pointing")})
	m.sync(t, s, 100, false)
	if st := status(t, s); st.Unsent != 2 || st.Quarantined != 1 || st.Held != 1 {
		t.Errorf("status: %+v", st)
	}
	if m.heads[rid(3)].Fields.Text("how") != "pointing" {
		t.Error("the poison held up another record")
	}
	for range 2 {
		if got := textOf(t, s, rid(2), "text"); got != "poison" {
			t.Errorf("the words in quarantine read %q", got)
		}
		h, err := s.History(t.Context(), rid(2))
		check(t, err)
		if len(h) != 2 || h[0].State != quarantined || h[0].Why == "" || h[1].State != held {
			t.Errorf("history: %+v", h)
		}
		s = reopen(t, s)
	}
	m.sour = func(wire.Change) bool { return false } // the service was upgraded
	n, err := s.Retry(t.Context())
	check(t, err)
	m.sync(t, s, 100, false)
	if st := status(t, s); n != 2 || st.Unsent != 0 || m.heads[rid(2)].Fields.Text("how") != "after the poison" {
		t.Errorf("after the retry of %d: %+v", n, st)
	}
}

func TestQuarantinedChangeThatTheServiceTookLaterLetsTheRestGo(t *testing.T) {
	s := enrolled(t, "d1")
	apply(t, s, childEdit(rid(1), "Isla"))
	apply(t, s, assessments.Edit{Record: rid(1), Set: fields("year", "Year 2")})
	rows, err := s.Pending(t.Context(), 100, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.Quar, Code: "schema"}}))
	if left, _ := s.Pending(t.Context(), 100, 1<<20); len(left) != 0 {
		t.Errorf("%d changes of a held lane would be sent", len(left))
	}
	c, err := wire.Thaw(rows[0].Frozen.Bytes)
	check(t, err)
	check(t, s.Pull(t.Context(), []wire.Delivered{{Seq: 7, Result: wire.OK, CID: c.CID, Device: "d1", Inc: c.Inc, Frozen: rows[0].Frozen, Change: c}}, "7", "epoch-1"))
	left, err := s.Pending(t.Context(), 100, 1<<20)
	check(t, err)
	if len(left) != 1 || left[0].CID != rows[1].CID {
		t.Errorf("what waited behind it: %+v", left)
	}
}

func TestPendingKeepsToItsLimits(t *testing.T) {
	s := enrolled(t, "d1")
	var edits []assessments.Edit
	for i := range 20 {
		edits = append(edits, noteEdit(rid(10+i), rid(1), prose(testRand(), 500)))
	}
	apply(t, s, edits...)
	rows, err := s.Pending(t.Context(), 7, 1<<20)
	check(t, err)
	if len(rows) != 7 || !slices.IsSortedFunc(rows, func(a, b PendingChange) int { return int(a.N - b.N) }) {
		t.Errorf("%d rows", len(rows))
	}
	for i, r := range rows {
		if r.DSeq != uint64(i+1) || r.Frozen.Hash != wire.HashOf(r.Frozen.Bytes) {
			t.Errorf("row %d has number %d", i, r.DSeq)
		}
	}
	if rows, err = s.Pending(t.Context(), 100, 3000); err != nil || len(rows) < 2 || len(rows) > 4 {
		t.Errorf("%d rows in 3,000 bytes, %v", len(rows), err)
	}
	if rows, err = s.Pending(t.Context(), 100, 1); err != nil || len(rows) != 1 {
		t.Errorf("at least one change must travel: %d, %v", len(rows), err)
	}
}

func TestSameFieldChangedTwiceKeepsBothUntilSomebodyChooses(t *testing.T) {
	for keep, want := range map[string]string{"mine": "mine", "theirs": "theirs", "both": "theirs\nmine"} {
		t.Run(keep, func(t *testing.T) {
			a, b, m := enrolled(t, "a"), enrolled(t, "b"), newModel()
			apply(t, a, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "first"))
			m.sync(t, a, 100, false)
			m.sync(t, b, 100, false)
			apply(t, a, assessments.Edit{Record: rid(2), Set: fields("text", "theirs", "how", "by pointing")})
			m.sync(t, a, 100, false)
			check(t, b.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "mi"}))
			m.sync(t, b, 100, false) // the pull arrives while b is typing
			if got := textOf(t, b, rid(2), "text"); got != "mi" {
				t.Fatalf("a pull changed what is being typed to %q", got)
			}
			if got := textOf(t, b, rid(2), "how"); got != "by pointing" {
				t.Errorf("the other field reads %q", got)
			}
			check(t, b.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "mine"}))
			check(t, b.Fold(t.Context(), rid(2)))
			if st := status(t, b); st.Conflicts != 1 || st.Drafts != 0 {
				t.Errorf("before the service knows: %+v", st)
			}
			m.sync(t, b, 100, false)
			rows, err := b.Conflicts(t.Context())
			check(t, err)
			if len(rows) != 1 || rows[0].Field != "text" || string(rows[0].Current.Value) != `"theirs"` || rows[0].Current.Mine || len(rows[0].Others) != 1 || !rows[0].Others[0].Mine {
				t.Fatalf("conflicts: %+v", rows)
			}
			check(t, b.Resolve(t.Context(), rid(2), "text", keep, nil))
			m.sync(t, b, 100, false)
			m.sync(t, a, 100, false)
			for _, s := range []*Store{a, b} {
				if got := textOf(t, s, rid(2), "text"); got != want {
					t.Errorf("resolved as %q, want %q", got, want)
				}
				if st := status(t, s); st.Conflicts != 0 {
					t.Errorf("%d conflicts are still open", st.Conflicts)
				}
			}
			wantKind(t, b.Resolve(t.Context(), rid(2), "text", keep, nil), assessments.NotFound)
		})
	}
}

func TestChangeFromBeforeEnrolmentIsTheDevicesOwn(t *testing.T) {
	s, m := newStore(t), newModel()
	apply(t, s, childEdit(rid(1), "Isla"))
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	apply(t, s, assessments.Edit{Record: rid(1), Set: fields("name", "Isla Rose")})
	m.sync(t, s, 100, false)
	if st := status(t, s); st.Unsent != 0 || st.Conflicts != 0 || textOf(t, s, rid(1), "name") != "Isla Rose" {
		t.Errorf("status: %+v", st)
	}
	wantKind(t, s.Enrol(t.Context(), Enrolment{Device: "d2", Server: "x", Tenant: "t"}), assessments.Conflict)
	r, err := s.Record(t.Context(), rid(1))
	check(t, err)
	if r.Meta.Seq != 2 || r.Meta.Unsent != 0 {
		t.Errorf("meta: %+v", r.Meta)
	}
}

func TestServiceRestoredFromBackupGetsEverythingAgain(t *testing.T) {
	s, m := enrolled(t, "d1"), newModel()
	apply(t, s, childEdit(rid(1), "Isla"))
	m.sync(t, s, 100, false)
	backup := *m.heads[rid(1)]
	apply(t, s, assessments.Edit{Record: rid(1), Set: fields("year", "Year 3")}, noteEdit(rid(2), rid(1), "after the backup"))
	m.sync(t, s, 100, false)

	restored := newModel()
	restored.seq, restored.log, restored.heads[rid(1)] = 1, m.log[:1], &backup
	restored.known[m.log[0].CID] = wire.Ack{CID: m.log[0].CID, Seq: 1}
	check(t, s.Repush(t.Context(), 1, ""))
	if st := status(t, s); st.Unsent != 2 {
		t.Fatalf("%d changes go again, want 2", st.Unsent)
	}
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	var acks []wire.Ack
	for _, r := range rows {
		acks = append(acks, restored.push(t, "d1", s.st.Inc, r.Frozen.Bytes))
	}
	check(t, s.Acked(t.Context(), acks))
	check(t, s.Pull(t.Context(), restored.log, "3", "epoch-2"))
	for range 2 {
		if got := textOf(t, s, rid(1), "year"); got != "Year 3" {
			t.Errorf("year is %q", got)
		}
		if got := textOf(t, s, rid(2), "text"); got != "after the backup" {
			t.Errorf("text is %q", got)
		}
		if st := status(t, s); st.Unsent != 0 || st.Epoch != "epoch-2" || st.Cursor != "3" {
			t.Errorf("status: %+v", st)
		}
		h, err := s.History(t.Context(), rid(1))
		check(t, err)
		if len(h) != 2 {
			t.Errorf("history tells %d changes, want 2", len(h))
		}
		probs, err := s.Verify(t.Context())
		check(t, err)
		if len(probs) > 0 {
			t.Errorf("verify: %+v", probs)
		}
		s = reopen(t, s)
	}
}

// Confirmed changes are kept for ninety days of the service's clock. The tablet's own may say what it likes.
func TestConfirmedChangesAreForgottenAfterNinetyDays(t *testing.T) {
	s, m := enrolled(t, "d1"), newModel()
	s.Dated(testNow)
	apply(t, s, childEdit(rid(1), "Isla"))
	m.sync(t, s, 100, false)
	for _, c := range []struct{ tablet, service, kept int }{{200, 0, 1}, {-400, 89, 1}, {0, 91, 0}} {
		s.Dated(testNow.AddDate(0, 0, c.service))
		check(t, s.Acked(t.Context(), nil))
		cfg := s.cfg
		cfg.Now = func() time.Time { return testNow.AddDate(0, 0, c.tablet) }
		check(t, s.Close())
		again, err := Open(t.Context(), cfg, passphrase)
		check(t, err)
		s = again
		n, err := s.disk.number("SELECT count(*) FROM outbox")
		check(t, err)
		if int(n) != c.kept {
			t.Errorf("after %d days, %d on the tablet, %d confirmed changes are kept, want %d", c.service, c.tablet, n, c.kept)
		}
	}
	h, err := s.History(t.Context(), rid(1))
	check(t, err)
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(h) != 1 || len(probs) != 0 {
		t.Errorf("history %+v, verify %+v", h, probs)
	}
	check(t, s.Close())
}

func TestUnknownFieldsKindsAndNewerChangesSurvive(t *testing.T) {
	s := enrolled(t, "d1")
	kind := assessments.Kind("hydrotherapy")
	newer := delivered(2, "other", wire.Change{DSeq: 2, Record: rid(2), Kind: kind, Op: "weigh", Set: fields("kg", 12)}, assessments.ChildScope(rid(1)))
	newer.Newer = true
	check(t, s.Pull(t.Context(), []wire.Delivered{
		delivered(1, "other", wire.Change{DSeq: 1, Record: rid(2), Kind: kind, Op: assessments.OpSet, Set: fields("pool", "warm")}, assessments.ChildScope(rid(1))), newer}, "2", "epoch-1"))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("note", "kept")})
	r, err := s.Record(t.Context(), rid(2))
	check(t, err)
	if r.Kind != kind || r.Fields.Text("pool") != "warm" || r.Fields.Text("note") != "kept" {
		t.Errorf("record: %+v", r)
	}
	h, err := s.History(t.Context(), rid(2))
	check(t, err)
	if len(h) != 3 || h[1].Op != "weigh" {
		t.Errorf("the newer change is not kept: %+v", h)
	}
}

func TestHistorySaysWhatEachChangeReplaced(t *testing.T) {
	s, m := enrolled(t, "d1"), newModel()
	check(t, s.SetUser(t.Context(), rid(77)))
	apply(t, s, childEdit(rid(1), "Isla"))
	m.sync(t, s, 100, false)
	apply(t, s, assessments.Edit{Record: rid(1), Set: assessments.Fields{"name": json.RawMessage(`"Isla Rose"`), "year": json.RawMessage(`"Year 1"`)}})
	h, err := s.History(t.Context(), rid(1))
	check(t, err)
	if len(h) != 2 || h[0].Seq != 1 || h[1].Seq != 0 || h[1].Author != rid(77) || string(h[1].Was["name"]) != `"Isla"` || string(h[1].Was["year"]) != "null" || h[1].State != pending {
		t.Errorf("history: %+v", h)
	}
	_, err = s.History(t.Context(), rid(99))
	wantKind(t, err, assessments.NotFound)
}

func TestPracticeStoreDoesNotEnrol(t *testing.T) {
	s, _, err := Init(t.Context(), testConfig(t.TempDir()), passphrase, InitOptions{Practice: true})
	check(t, err)
	defer s.Close()
	wantKind(t, s.Enrol(t.Context(), Enrolment{Device: "d", Server: "x"}), assessments.Forbidden)
	st, err := s.SyncState(t.Context())
	check(t, err)
	if !st.Practice || st.MaySync || st.Device != "" {
		t.Errorf("state: %+v", st)
	}
}

func TestEnrolmentKeepsWhoTheTherapistSaidTheyAre(t *testing.T) {
	s := newStore(t)
	check(t, s.SetUser(t.Context(), rid(77)))
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t", User: rid(88)}))
	if st, err := s.SyncState(t.Context()); err != nil || st.User != rid(77) {
		t.Errorf("after enrolment the therapist is %s (%v), not the person record they sign with", st.User, err)
	}
	apply(t, s, childEdit(rid(1), "Isla"))
	if h, err := s.History(t.Context(), rid(1)); err != nil || h[0].Author != rid(77) {
		t.Errorf("a change after enrolment is by %s (%v)", h[0].Author, err)
	}
}
