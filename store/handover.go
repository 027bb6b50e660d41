package store

import (
	"context"
	"encoding/json"
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
// has left it already. Hearing it again changes nothing, unless the scope was on its way back: a service that was restored to a time
// before says the same once more, and means it. Its numbers of before the restore say nothing of which is the later one.
func (s *Store) TakenAway(ctx context.Context, list []wire.ScopeRm) error {
	st := s.now()
	fresh := slices.DeleteFunc(slices.Clone(list), func(r wire.ScopeRm) bool {
		at := st.leaving(r.Scope)
		return scopeFrom(r.Scope).Key() != r.Scope || scopeFrom(r.Scope).Type == assessments.ScopeTeam ||
			at >= 0 && st.Leaving[at].Seq == r.Seq && st.Leaving[at].Step != stepComing
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
