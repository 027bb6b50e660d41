package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// leaving is a scope that was taken away from this device's therapist, until the service knows that nothing of it is left here.
type leaving struct {
	Scope string `json:"k"`
	Seq   uint64 `json:"s"` // of the removal
	Days  int    `json:"d"` // for how long the service takes late work
	At    string `json:"at"`
	Step  string `json:"x,omitempty"`
}

// The steps of a leaving. At first its records are here, to be read and no more; then they are deleted; then nothing of them is
// in the files, and that may be said. One that is given back afterwards is coming until every record is here again: this device's
// own words of before are among them, and nobody may write over what they cannot see.
const (
	stepWiped  = "wiped"
	stepGone   = "gone"
	stepComing = "coming"
)

// A Leaving is a child or setting that was handed to a colleague and is still on this device. Name is the child's or setting's
// own; Unsent counts what the service has not taken, Held and Quarantined are among them. Why says in a sentence what it waits for.
type Leaving struct {
	Scope       assessments.Scope `json:"scope"`
	Name        string            `json:"name"`
	Since       string            `json:"since"`      // device clock's claim of when this device heard of it
	GraceDays   int               `json:"grace_days"` // from then on, by the service's clock
	Unsent      int               `json:"unsent"`
	Held        int               `json:"held"`
	Quarantined int               `json:"quarantined"`
	Pictures    int               `json:"pictures"` // files that the service has not confirmed
	Why         string            `json:"why"`
}

// Leaving lists what was handed over and is still here.
func (s *Store) Leaving(ctx context.Context) ([]Leaving, error) {
	out, list := []Leaving{}, s.now().Leaving
	if len(list) == 0 {
		return out, s.reading(ctx, "store.leaving")
	}
	err := s.look(ctx, "store.leaving", func(d *db) error {
		for _, l := range list {
			if l.Step == stepGone || l.Step == stepComing {
				continue
			}
			x := Leaving{Scope: scopeFrom(l.Scope), Since: l.At, GraceDays: l.Days}
			r, err := d.one("SELECT coalesce(nullif(known, ''), name) FROM child WHERE id = ?1 UNION ALL SELECT name FROM setting WHERE id = ?1", string(x.Scope.ID))
			if err != nil {
				return err
			}
			if r != nil {
				x.Name = text(r[0])
			}
			out = append(out, x)
		}
		return nil
	})
	if err == nil {
		err = s.borrow(ctx, "store.leaving", func(d *db) error {
			for i := range out {
				key := s.keys.of(out[i].Scope)
				if key == nil {
					continue
				}
				n, err := d.number("SELECT count(*) FROM blob WHERE scope = ? AND state = 'pending'", key.id)
				if out[i].Pictures = int(n); err != nil {
					return err
				}
			}
			return nil
		})
	}
	s.mem.RLock()
	defer s.mem.RUnlock()
	for i := range out {
		s.countLeaving(&out[i])
	}
	return out, err
}

// countLeaving counts what blocks a scope and says so. The caller holds mem.
func (s *Store) countLeaving(x *Leaving) {
	if key := s.keys.of(x.Scope); key != nil {
		for _, e := range s.journal.byCID {
			if string(e.scope) != string(key.id) {
				continue
			}
			x.Unsent++
			switch e.state {
			case held:
				x.Held++
			case quarantined:
				x.Quarantined++
			}
		}
	}
	name := x.Name
	if name == "" {
		name = "A " + string(x.Scope.Type)
	}
	switch apart := x.Held + x.Quarantined; {
	case apart > 0:
		x.Why = fmt.Sprintf("%s was handed to a colleague. %s of yours waits to be let in by your lead; until then the records stay on this tablet and nothing new can be written in them.", name, changes(apart))
	case x.Unsent > 0:
		x.Why = fmt.Sprintf("%s was handed to a colleague. %s of yours goes there first, at the next sync; then the records leave this tablet.", name, changes(x.Unsent))
	case x.Pictures > 0:
		x.Why = name + " was handed to a colleague. Pictures you took go there first; then the records leave this tablet."
	default:
		x.Why = name + " was handed to a colleague. Everything you wrote is there; the records leave this tablet at the next sync."
	}
}

func changes(n int) string {
	if n == 1 {
		return "One change"
	}
	return fmt.Sprintf("%d changes", n)
}

// scopeFrom reads Scope.Key back.
func scopeFrom(key string) assessments.Scope {
	for _, t := range []assessments.ScopeType{assessments.ScopeChild, assessments.ScopeSetting} {
		if n := len(t) + 1; len(key) > n && key[:n] == string(t)+"/" {
			return assessments.Scope{Type: t, ID: assessments.ID(key[n:])}
		}
	}
	return assessments.TeamScope()
}

// TakenAway hears which scopes were taken away. From then on their records are read and no more. One that this device has nothing of
// has left it already. Hearing it again changes nothing.
func (s *Store) TakenAway(ctx context.Context, list []wire.ScopeRm) error {
	st := s.now()
	fresh := slices.DeleteFunc(slices.Clone(list), func(r wire.ScopeRm) bool {
		at := st.leaving(r.Scope)
		return scopeFrom(r.Scope).Key() != r.Scope || scopeFrom(r.Scope).Type == assessments.ScopeTeam || at >= 0 && st.Leaving[at].Seq >= r.Seq
	})
	if len(fresh) == 0 {
		return nil
	}
	return s.write(ctx, "store.takenAway", func(t *tx) error {
		for _, r := range fresh {
			l := leaving{Scope: r.Scope, Seq: r.Seq, Days: r.GraceD, At: stamp(s.cfg.Now())}
			if scope := scopeFrom(r.Scope); s.keys.of(scope) == nil {
				l.Step = stepGone
				if err := t.putMeta(leftName(scope), leftNote(l.At)); err != nil {
					return err
				}
			}
			if at := t.st.leaving(r.Scope); at >= 0 && t.st.Leaving[at].Step == stepWiped {
				l.Step = stepWiped
			}
			t.st.dropLeaving(r.Scope)
			t.st.Leaving = append(t.st.Leaving, l)
		}
		return nil
	})
}

// GivenBack hears that scopes are on their way here: those taken away before are this device's again. For one that is here
// already it means that something was missing, and both sides compare again afterwards.
func (s *Store) GivenBack(ctx context.Context, list []wire.ScopeAdd) error {
	return s.write(ctx, "store.givenBack", func(t *tx) error {
		for _, a := range list {
			scope := scopeFrom(a.Scope)
			if s.counting.said && s.keys.of(scope) != nil {
				s.counting.differs = true
				if !s.counting.again {
					t.st.Recheck = recheckDue
				}
			}
			if err := t.givenBack(scope); err != nil {
				return err
			}
		}
		return nil
	})
}

// givenBack takes a scope off the list. One of which something was deleted is coming.
func (t *tx) givenBack(scope assessments.Scope) error {
	at, key := t.st.leaving(scope.Key()), scope.Key()
	switch {
	case at >= 0 && t.st.Leaving[at].Step == "":
		t.st.dropLeaving(key)
		return nil
	case at >= 0 && t.st.Leaving[at].Step != stepComing:
		t.st.setStep(at, stepComing)
		return t.putMeta(leftName(scope), nil)
	case at >= 0 || t.s.keys.of(scope) != nil:
		return nil
	}
	note, _, err := t.s.readMeta(t.d, leftName(scope))
	if err != nil || note == nil {
		return err
	}
	t.st.Leaving = append(slices.Clone(t.st.Leaving), leaving{Scope: key, At: stamp(t.s.cfg.Now()), Step: stepComing})
	return t.putMeta(leftName(scope), nil)
}

// arrived opens the scopes that were coming: everything is here.
func (t *tx) arrived() {
	if slices.ContainsFunc(t.st.Leaving, func(l leaving) bool { return l.Step == stepComing }) {
		t.st.Leaving = slices.DeleteFunc(slices.Clone(t.st.Leaving), func(l leaving) bool { return l.Step == stepComing })
	}
}

// past takes a delivered change as a sign of who holds its scope: others' changes come only of what this device's therapist holds,
// so a scope that was taken away has been given back. One of this device's own may have come out of quarantine after the scope was
// taken away; where the scope has left already, there is nothing that it could be put beside.
func (t *tx) past(d delivery) (bool, error) {
	scope := d.ch.Scope()
	if d.device != t.st.device() || d.device == "" {
		return false, t.givenBack(scope)
	}
	if t.s.keys.of(scope) != nil {
		return false, nil
	}
	note, _, err := t.s.readMeta(t.d, leftName(scope))
	return note != nil, err
}

// leftName is the note that a scope left this device. On the disk it is a number that nobody can read back.
func leftName(scope assessments.Scope) string { return "left/" + scope.Key() }

// leaving is a scope's place in the list, or -1.
func (st *state) leaving(key string) int {
	return slices.IndexFunc(st.Leaving, func(l leaving) bool { return l.Scope == key })
}

// dropLeaving takes a scope off the list. The list is never changed in place: a transaction that fails must leave it as it was.
func (st *state) dropLeaving(key string) {
	st.Leaving = slices.DeleteFunc(slices.Clone(st.Leaving), func(l leaving) bool { return l.Scope == key })
}

// setStep moves a scope on in the list.
func (st *state) setStep(at int, step string) {
	st.Leaving = slices.Clone(st.Leaving)
	st.Leaving[at].Step = step
}

// mayWrite refuses new words in a scope that was taken away: they would be deleted with it, or come too late for anybody.
func (t *tx) mayWrite(scope assessments.Scope) error {
	if t.settling || len(t.st.Leaving) == 0 && t.s.keys.of(scope) != nil {
		return nil
	}
	at := t.st.leaving(scope.Key())
	if at >= 0 && t.st.Leaving[at].Step == stepComing {
		return assessments.Errorf(assessments.Invalid, "store.write", "The records of this %s are on their way back to this tablet. You can write again as soon as all of them are here; sync once more.", scope.Type)
	}
	gone := at >= 0
	if !gone && t.s.keys.of(scope) == nil {
		note, _, err := t.s.readMeta(t.d, leftName(scope))
		if err != nil {
			return err
		}
		gone = note != nil
	}
	if gone {
		return assessments.Errorf(assessments.Invalid, "store.write", "This %s was handed to a colleague, so nothing new can be written here. What you wrote before is safe and goes to them.", scope.Type)
	}
	return nil
}

// Purged lists what may be told to the service: scopes of which nothing is left on this device.
func (s *Store) Purged(ctx context.Context) ([]wire.Purged, error) {
	if err := s.reading(ctx, "store.purged"); err != nil {
		return nil, err
	}
	var out []wire.Purged
	for _, l := range s.now().Leaving {
		if l.Step == stepGone {
			out = append(out, wire.Purged{Scope: l.Scope, Seq: l.Seq})
		}
	}
	return out, nil
}

// PurgeHeard forgets scopes whose purge the service knows of.
func (s *Store) PurgeHeard(ctx context.Context, list []wire.Purged) error {
	return s.write(ctx, "store.purgeHeard", func(t *tx) error {
		for _, p := range list {
			if at := t.st.leaving(p.Scope); at >= 0 && t.st.Leaving[at].Seq == p.Seq && t.st.Leaving[at].Step == stepGone {
				t.st.dropLeaving(p.Scope)
			}
		}
		return nil
	})
}

// leftNote is what the note of a scope that left says: when.
func leftNote(at string) []byte {
	raw, _ := json.Marshal(map[string]string{"at": at}) // texts always can be
	return raw
}
