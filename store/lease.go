package store

import (
	"context"
	"errors"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// ErrLocked is in the chain of what Open says of a store that has been without its service for too long, or was withdrawn by it.
// Nothing in it was deleted: OpenToSync opens it for sending, and a sync that the service answers well unlocks it.
var ErrLocked = errors.New("the store is locked")

// A lease is how long the store may be opened without its service. It is counted, not dated: the device's clock may be wrong, and
// whoever would open the store for ever may turn it back. High is the latest that the clock ever showed since the lease was given;
// time counts as used when the clock goes beyond it, and while the program runs by the clock that cannot be turned back.
type lease struct {
	Span int64 `json:"span"` // seconds in all; 0: no lease, the store opens always
	Used int64 `json:"used"` // seconds of it
	High int64 `json:"high"` // seconds since 1970
}

// opening is what opening a store uses up at the least: a clock that stands still would else make the lease endless.
const opening = 5 * time.Minute

// spent is the lease after the clock moved to now, and at least least went by.
func (l lease) spent(now time.Time, least time.Duration) lease {
	if l.Span > 0 {
		l.Used += max(now.Unix()-l.High, int64(least/time.Second), 0)
		l.High = max(l.High, now.Unix())
	}
	return l
}

// over reports whether nothing of a lease is left.
func (l lease) over() bool { return l.Span > 0 && l.Used >= l.Span }

// left is how many days of a lease are left, begun ones counted whole.
func (l lease) left() int {
	const day = 24 * 60 * 60
	return int(max(l.Span-l.Used+day-1, 0) / day)
}

// age counts the time since it was last counted. The caller holds the writer's lock.
func (s *Store) age(l lease) lease {
	now := s.cfg.Now()
	ran := max(now.Sub(s.counted), 0).Truncate(time.Second) // by the monotonic clock, where there is one
	s.counted = s.counted.Add(ran)
	if now.Before(s.counted) {
		s.counted = now
	}
	return l.spent(now, ran)
}

// StandingWords says to a person how their device stands with its service; "" when there is nothing to say.
func StandingWords(standing string) string {
	switch standing {
	case wire.Suspended:
		return "Your service has suspended this tablet. What you save is kept and sent; nothing new comes in. Ask your lead."
	case wire.Revoked:
		return "This tablet was withdrawn from your service, so it is locked. Everything on it is kept; what was not sent goes when you unlock it online. Ask your lead."
	case wire.ToWipe:
		return "Your service asked this tablet to delete what it holds. What was not sent yet goes first: unlock it online. Ask your lead."
	}
	return ""
}

// locked says why the store shows nothing; nil when it does.
func (st *state) locked(op string) error {
	switch {
	case st.Standing == wire.Revoked, st.Standing == wire.ToWipe:
		return assessments.Wrap(ErrLocked, assessments.Forbidden, op, StandingWords(st.Standing))
	case st.Lease.over():
		return assessments.Wrap(ErrLocked, assessments.Forbidden, op, "This tablet has not reached your service for a long time, so it has locked itself. Everything on it is safe. Connect it to the internet and unlock it again.")
	}
	return nil
}

// OpenToSync opens a store like Open, and a locked one too: it then shows nothing, and can be synced, verified and asked for what was
// not sent. It still takes what is being written, since it may lock while somebody types. Locked says whether it is.
func OpenToSync(ctx context.Context, cfg Config, passphrase string) (*Store, error) {
	how := withPassphrase(passphrase)
	how.toSync = true
	return open(ctx, cfg, how, false)
}

// OpenToSyncWithRecoveryCode is OpenToSync for whoever has the code.
func OpenToSyncWithRecoveryCode(ctx context.Context, cfg Config, code string) (*Store, error) {
	how := withCode(code)
	how.toSync = true
	return open(ctx, cfg, how, false)
}

// Locked says why the store shows nothing, with ErrLocked in its chain; nil when it is open as ever.
func (s *Store) Locked() error {
	s.mem.RLock()
	defer s.mem.RUnlock()
	return s.shut
}

// admit counts the opening and refuses a locked store, unless it is opened to be synced.
func (s *Store) admit(toSync bool) error {
	const op = "store.open"
	st := s.st
	st.Lease = st.Lease.spent(s.cfg.Now(), opening)
	s.counted = s.cfg.Now()
	if err := st.locked(op); err != nil {
		s.shut = err
		if !toSync {
			return err // what was counted need not be kept: it is over
		}
	}
	if s.readOnly != nil || st.Lease.Span == 0 {
		return nil
	}
	err := s.write(context.Background(), op, func(t *tx) error {
		t.st.Lease = st.Lease
		return nil
	})
	if err != nil {
		s.cfg.Log.Warn("the lease could not be counted", "err", err) // a full disk must keep nobody from their notes
	}
	return nil
}

// shown are the operations beside those of the view that show what the store holds.
var shown = map[string]bool{"store.search": true, "store.history": true, "store.drafts": true, "store.waiting": true, "store.slips": true, "store.blob.open": true}

// Heard keeps how this device stands with its service, and begins the lease of so many seconds anew; 0 lets the one it has go on.
// A store that is active and has a lease is locked no longer; one that was withdrawn is locked from now on.
func (s *Store) Heard(ctx context.Context, standing string, leaseS int64) error {
	const op = "store.heard"
	st := s.now()
	if st.Practice {
		leaseS = 0
	}
	// A sync without news costs no write: an hour more or less is nothing to a lease of days.
	fresh := leaseS == 0 || st.Lease.Span == leaseS && st.Lease.spent(s.cfg.Now(), 0).Used < int64(time.Hour/time.Second)
	if st.Standing == standing && fresh && s.Locked() == nil {
		return nil
	}
	return s.write(ctx, op, func(t *tx) error {
		t.st.Standing = standing
		if leaseS > 0 {
			t.st.Lease = lease{Span: leaseS, High: s.cfg.Now().Unix()}
		}
		why := t.st.locked(op)
		t.after(func() { s.shut = why; s.keepFace(s.face, t.st.Lease) })
		return nil
	})
}
