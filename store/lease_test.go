package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const day = 24 * time.Hour

// A worn clock is one that somebody sets.
type worn struct{ at time.Time }

func (w *worn) now() time.Time { return w.at }

// leased makes a store of an enrolled device with 21 days of lease, one note in it, and closes it.
func leased(t *testing.T, opt InitOptions) (Config, *worn) {
	t.Helper()
	clock := &worn{testNow}
	cfg := testConfig(t.TempDir())
	cfg.Now = clock.now
	s, _, err := Init(t.Context(), cfg, passphrase, opt)
	check(t, err)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", LeaseS: int64(21 * day / time.Second)}))
	apply(t, s, noteEdit(rid(2), rid(1), "unsent words"))
	check(t, s.Close())
	return cfg, clock
}

// opens opens and closes a store with its clock at a time.
func opens(t *testing.T, cfg Config, clock *worn, at time.Time) error {
	t.Helper()
	clock.at = at
	s, err := Open(t.Context(), cfg, passphrase)
	if err == nil {
		check(t, s.Close())
	}
	return err
}

func TestLease_LocksAndNeverDeletes(t *testing.T) {
	cfg, clock := leased(t, InitOptions{})
	if err := opens(t, cfg, clock, testNow.Add(20*day)); err != nil {
		t.Fatalf("after 20 days: %v", err)
	}
	err := opens(t, cfg, clock, testNow.Add(21*day+time.Hour))
	wantKind(t, err, assessments.Forbidden)
	if !errors.Is(err, ErrLocked) || !strings.Contains(assessments.Sentence(err), "Everything on it is safe") {
		t.Fatalf("after 21 days: %v", err)
	}
	if _, err := OpenReadOnly(t.Context(), cfg, passphrase); !errors.Is(err, ErrLocked) {
		t.Errorf("read-only it opens: %v", err)
	}
	if _, err := OpenToSync(t.Context(), cfg, "wrong passphrase"); assessments.KindOf(err) != assessments.Unauthorized {
		t.Errorf("a wrong passphrase: %v", err)
	}
	s, err := OpenToSync(t.Context(), cfg, passphrase)
	check(t, err)
	defer s.Close()
	ctx := t.Context()
	// It shows nothing...
	_, err1 := s.Record(ctx, rid(2))
	_, err2 := s.Search(ctx, "unsent", 0)
	_, err3 := s.Waiting(ctx)
	_, err4 := s.Conflicts(ctx)
	_, err5 := s.History(ctx, rid(2))
	_, err6 := s.Contacts(ctx, "2026-01-01", "2026-12-31")
	_, err7 := s.Drafts(ctx)
	_, err8 := s.Children(ctx)
	for i, err := range []error{err1, err2, err3, err4, err5, err6, err7, err8, s.Locked()} {
		if !errors.Is(err, ErrLocked) {
			t.Errorf("a locked store does operation %d: %v", i+1, err)
		}
	}
	// ...takes what somebody was just typing...
	check(t, s.Typed(ctx, Draft{Record: rid(2), Field: "private", Text: "the last words"}))
	// ...and gives away what was not sent, to its service or to a file.
	var out bytes.Buffer
	if n, err := s.ExportUnsent(ctx, &out); n != 1 || err != nil || !strings.Contains(out.String(), "unsent words") {
		t.Errorf("exported %d (%v)", n, err)
	}
	rows, err := s.Pending(ctx, 10, 1<<20)
	check(t, err)
	check(t, s.Acked(ctx, []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 1}}))
	if probs, err := s.Verify(ctx); err != nil || len(probs) > 0 {
		t.Errorf("verify: %v %v", probs, err)
	}
	if st, err := s.SyncState(ctx); err != nil || !st.Leased || st.DaysLeft != 0 || st.Unsent != 0 {
		t.Errorf("status: %+v (%v)", st, err)
	}
	// A sync gives a new lease, and the store is as it was.
	check(t, s.Heard(ctx, wire.Active, int64(14*day/time.Second)))
	if s.Locked() != nil || textOf(t, s, rid(2), "text") != "unsent words" {
		t.Error("after a sync it is still locked")
	}
	if st, err := s.SyncState(ctx); err != nil || st.DaysLeft != 14 {
		t.Errorf("status: %+v (%v)", st, err)
	}
	check(t, s.Close())
	if err := opens(t, cfg, clock, clock.at.Add(13*day)); err != nil {
		t.Errorf("13 days later: %v", err)
	}
}

// Nothing that is done to the clock makes the lease longer than it is, by more than the time the program was not running for.
func TestLease_ClocksCannotStretchIt(t *testing.T) {
	// The clock is turned back before each opening: time it had shown before is not given back.
	cfg, clock := leased(t, InitOptions{})
	if err := opens(t, cfg, clock, testNow.Add(15*day)); err != nil {
		t.Fatal(err)
	}
	if err := opens(t, cfg, clock, testNow); err != nil {
		t.Errorf("turned back by 15 days it does not open: %v", err)
	}
	if err := opens(t, cfg, clock, testNow.Add(22*day)); !errors.Is(err, ErrLocked) {
		t.Errorf("turned back once, it opens after 22 days: %v", err)
	}
	// A clock that stands still: every opening uses up a little.
	cfg, clock = leased(t, InitOptions{})
	opened := 0
	for opens(t, cfg, clock, testNow) == nil {
		if opened++; opened > 7000 {
			t.Fatal("with a clock that stands still it opens for ever")
		}
		if opened == 3 { // 21 days are 6048 openings: not all of them need be waited for
			s, err := Open(t.Context(), cfg, passphrase)
			check(t, err)
			check(t, s.write(t.Context(), "test", func(x *tx) error { x.st.Lease.Used += 6000 * 300; return nil }))
			check(t, s.Close())
		}
	}
	if opened < 10 || opened > 60 {
		t.Errorf("it opened %d times", opened)
	}
	// A clock that ran ahead once locks; a sync puts it right.
	cfg, clock = leased(t, InitOptions{})
	if err := opens(t, cfg, clock, testNow.Add(3000*day)); !errors.Is(err, ErrLocked) {
		t.Errorf("in 2035: %v", err)
	}
	clock.at = testNow
	s, err := OpenToSync(t.Context(), cfg, passphrase)
	check(t, err)
	check(t, s.Heard(t.Context(), wire.Active, int64(21*day/time.Second)))
	check(t, s.Close())
	if err := opens(t, cfg, clock, testNow.Add(20*day)); err != nil {
		t.Errorf("20 days after that sync: %v", err)
	}
}

// The program runs on while its clock is set back: what counts then is the clock that nobody can set.
func TestLease_RunningTimeCounts(t *testing.T) {
	l := lease{Span: int64(21 * day / time.Second), High: testNow.Unix()}
	s := &Store{cfg: testConfig(""), counted: testNow}
	s.cfg.Now = func() time.Time { return testNow.Add(90 * time.Second) }
	if got := s.age(l); got.Used != 90 || got.High != testNow.Unix()+90 {
		t.Errorf("90 s later: %+v", got)
	}
	// counted is behind now by what the monotonic clock says; the wall is far behind what it showed before.
	l.High = testNow.Add(10 * day).Unix()
	s.counted = testNow.Add(80 * time.Second)
	if got := s.age(l); got.Used != 10 || got.High != l.High {
		t.Errorf("10 s later with the wall turned back: %+v", got)
	}
}

func TestLease_PracticeAndLonersHaveNone(t *testing.T) {
	cfg, clock := leased(t, InitOptions{Practice: true, AllowSync: true})
	if err := opens(t, cfg, clock, testNow.Add(4000*day)); err != nil {
		t.Errorf("a practice store locks: %v", err)
	}
	clock.at = testNow
	s, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	check(t, s.Heard(t.Context(), wire.Active, 60))
	if st, err := s.SyncState(t.Context()); err != nil || st.Leased {
		t.Errorf("a practice store has a lease: %+v (%v)", st, err)
	}
	check(t, s.Close())
	alone := newStore(t)
	check(t, alone.Close())
	alone.cfg.Now = func() time.Time { return testNow.Add(4000 * day) }
	later, err := Open(t.Context(), alone.cfg, passphrase)
	check(t, err)
	check(t, later.Close())
}

func TestHeard_StandingLocksAndUnlocks(t *testing.T) {
	cfg, _ := leased(t, InitOptions{})
	s, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	check(t, s.Heard(t.Context(), wire.Suspended, 0))
	if s.Locked() != nil {
		t.Errorf("suspended: %v", s.Locked())
	}
	check(t, s.Heard(t.Context(), wire.Revoked, 0))
	if !errors.Is(s.Locked(), ErrLocked) {
		t.Error("a revoked store shows what it holds")
	}
	check(t, s.Close())
	if _, err := Open(t.Context(), cfg, passphrase); !errors.Is(err, ErrLocked) || !strings.Contains(assessments.Sentence(err), "withdrawn") {
		t.Errorf("revoked: %v", err)
	}
	if s, err = OpenToSync(t.Context(), cfg, passphrase); err != nil {
		t.Fatal(err)
	}
	check(t, s.Heard(t.Context(), wire.Active, 0))
	if s.Locked() != nil || textOf(t, s, rid(2), "text") != "unsent words" {
		t.Errorf("taken back: %v", s.Locked())
	}
	writes := s.now().Write
	check(t, s.Heard(t.Context(), wire.Active, 0))
	if s.now().Write != writes {
		t.Error("a sync without news was written down")
	}
	check(t, s.Close())
}
