package store

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Status is what the sync chip shows. Unsent counts every change that the service has not confirmed: Held and Quarantined are
// among them. Conflicts counts fields. Drafts counts fields being typed.
type Status struct {
	Unsent, Held, Quarantined, Conflicts, Drafts int
	Cursor, Epoch                                string
	ClockOff                                     time.Duration // how far the service's clock is ahead of this device's
}

// clockMatters is how far a clock may be off before people are told: a note's time is then not to be relied on.
const clockMatters = 2 * time.Minute

// ClockWords says that the device's clock is off, and by how much; "" where it is right. It never decides anything.
func (st Status) ClockWords() string {
	off, way := st.ClockOff, "slow"
	if off < 0 {
		off, way = -off, "fast"
	}
	if off <= clockMatters {
		return ""
	}
	n := fmt.Sprintf("%d minutes", off/time.Minute)
	switch h := off / time.Hour; {
	case h >= 48:
		n = fmt.Sprintf("%d days", h/24)
	case h >= 2:
		n = fmt.Sprintf("%d hours", h)
	}
	return "The clock of this device is about " + n + " " + way + ". Nothing is lost by it, but the times of notes are wrong"
}

// SetClockOff keeps how far the service's clock is ahead. What changed by seconds is not worth a write.
func (s *Store) SetClockOff(ctx context.Context, off time.Duration) error {
	if d := off - time.Duration(s.now().ClockOff)*time.Second; d.Abs() < 30*time.Second {
		return nil
	}
	return s.write(ctx, "store.clock", func(t *tx) error {
		t.st.ClockOff = int64(off / time.Second)
		return nil
	})
}

// Status counts what waits.
func (s *Store) Status(ctx context.Context) (Status, error) {
	var out Status
	err := s.look(ctx, "store.status", func(d *db) error {
		n, err := d.number("SELECT coalesce(sum(conflicts), 0) FROM rec WHERE conflicts > 0")
		out.Conflicts = int(n)
		return err
	})
	if err == nil {
		var late []ConflictRow
		late, err = s.late(ctx, "store.status", "")
		out.Conflicts += len(late)
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	n := s.journal.count
	out.Unsent, out.Held, out.Quarantined = n[pending]+n[held]+n[quarantined], n[held], n[quarantined]
	for _, fields := range s.drafts {
		out.Drafts += len(fields)
	}
	out.Cursor, out.Epoch, out.ClockOff = s.st.Cursor, s.st.Epoch, time.Duration(s.st.ClockOff)*time.Second
	return out, err
}

// An Enrolment is this device's place on a service.
type Enrolment struct {
	Device     string         `json:"device"`
	Server     string         `json:"server"` // its address
	Tenant     string         `json:"tenant"`
	TenantName string         `json:"tenant_name"`
	User       assessments.ID `json:"user"` // person record of the therapist
	UserName   string         `json:"user_name,omitempty"`
	Epoch      string         `json:"epoch,omitempty"`
	Token      string         `json:"token,omitempty"`
	TokenUntil time.Time      `json:"token_until"`
	WipeKey    []byte         `json:"wipe_key,omitempty"` // whose orders to wipe count; pinned when the device enrolled
	LeaseS     int64          `json:"-"`                  // the first lease
}

// A SyncState is what the courier says of this device, and what it needs to say it.
type SyncState struct {
	Status
	Device, Inc        string
	Last               uint64        // number given in the incarnation
	Aside              []wire.Number // of the incarnation: in quarantine, or behind one that is
	Server             string
	Tenant, TenantName string
	User               assessments.ID
	Token              string
	TokenUntil         time.Time
	Practice, MaySync  bool
	LastSync           time.Time
	Standing           string // how the device stands with its service, as last heard; "" before that
	Leased             bool   // the store locks itself when it has not reached its service for long
	WipeKey            []byte // whose orders to wipe count
	DaysLeft           int    // until then, begun ones counted whole; 0 when it is locked
	LeaseDays          int    // of the whole lease
	Refusing           bool   // the latest change could not be written, as on a full disk
}

// LeaseWords is what to say of the lease; "" while most of it is left.
func (st SyncState) LeaseWords() string { return leaseWords(st.DaysLeft, st.LeaseDays) }

// SyncState returns the state of sync. Device is "" before enrolment.
func (s *Store) SyncState(ctx context.Context) (SyncState, error) {
	status, err := s.Status(ctx)
	if err != nil {
		return SyncState{}, err
	}
	st := s.now()
	out := SyncState{Status: status, Inc: st.Inc, Last: st.DSeq, Practice: st.Practice, MaySync: st.MaySync, User: assessments.ID(st.User)}
	out.Aside = s.aside()
	if e := st.Enrolled; e != nil {
		out.Device, out.Server, out.Tenant, out.TenantName = e.Device, e.Server, e.Tenant, e.TenantName
		out.Token, out.TokenUntil, out.WipeKey = e.Token, e.TokenUntil, e.WipeKey
	}
	out.Standing, out.Leased, out.DaysLeft = st.Standing, st.Lease.Span > 0, st.Lease.spent(s.cfg.Now(), 0).left()
	out.Refusing = s.refusing.Load()
	out.LeaseDays = int(st.Lease.Span / (24 * 60 * 60))
	if st.LastSync != "" {
		out.LastSync, err = time.Parse(time.RFC3339, st.LastSync)
	}
	return out, err
}

// Enrol keeps this device's place on a service; calling it again with the same device renews the token. A practice store has none
// unless it was made to.
func (s *Store) Enrol(ctx context.Context, e Enrolment) error {
	const op = "store.enrol"
	return s.write(ctx, op, func(t *tx) error {
		switch {
		case !t.st.MaySync:
			return assessments.Errorf(assessments.Forbidden, op, "This is a practice store. It never syncs; make a store of your own to work with real children.")
		case e.Device == "" || e.Server == "":
			return assessments.Errorf(assessments.Invalid, op, "The service did not say who this device is.")
		case t.st.Enrolled != nil && (t.st.Enrolled.Device != e.Device || t.st.Enrolled.Tenant != e.Tenant):
			return assessments.Errorf(assessments.Conflict, op, "This device is enrolled already, with %s.", t.st.Enrolled.TenantName)
		}
		if t.st.Enrolled == nil {
			// Changes made before today get an author in the view; what they are stays as frozen.
			for id := range t.s.journal.byRec {
				t.touched[id] = true
			}
		}
		if t.st.Enrolled != nil {
			e.WipeKey = t.st.Enrolled.WipeKey // a key that came later might be anybody's
			e.UserName = cmp.Or(e.UserName, t.st.Enrolled.UserName)
		} else if e.LeaseS > 0 && !t.st.Practice {
			t.st.Lease = lease{Span: e.LeaseS, High: s.cfg.Now().Unix()}
		}
		t.st.Enrolled = &e
		if e.User != "" && t.st.User == "" {
			// Who has said who they are keeps their own person record: the service's account is no record, and signs nothing.
			t.st.User = string(e.User)
		}
		if t.st.Epoch == "" {
			t.st.Epoch = e.Epoch
		}
		return nil
	})
}

// SetUser says whose changes these are: the person record of the therapist. Enrolment does not change it.
func (s *Store) SetUser(ctx context.Context, user assessments.ID) error {
	return s.write(ctx, "store.user", func(t *tx) error {
		t.st.User = string(user)
		return nil
	})
}
