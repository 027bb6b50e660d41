package store

import (
	"context"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
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

// ToLetGo lists the scopes that were taken away and of which something is still here.
func (s *Store) ToLetGo(ctx context.Context) ([]assessments.Scope, error) {
	var out []assessments.Scope
	for _, l := range s.now().Leaving {
		if l.Step != stepGone && l.Step != stepComing {
			out = append(out, scopeFrom(l.Scope))
		}
	}
	return out, s.reading(ctx, "store.toLetGo")
}

// Leaving lists what was handed over and is still here, with the reason. A locked store names no child.
func (s *Store) Leaving(ctx context.Context) ([]Leaving, error) {
	out, list := []Leaving{}, s.now().Leaving
	err := s.reading(ctx, "store.leaving")
	for _, l := range list {
		if l.Step == stepGone || l.Step == stepComing {
			continue
		}
		x := Leaving{Scope: scopeFrom(l.Scope), Since: l.At, GraceDays: l.Days}
		if err == nil && s.Locked() == nil {
			x.Name, err = s.nameOfScope(ctx, x.Scope)
		}
		out = append(out, x)
	}
	if err == nil && len(out) > 0 {
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

// nameOfScope is what people call a child or a setting; "" where it has no name here.
func (s *Store) nameOfScope(ctx context.Context, scope assessments.Scope) (name string, err error) {
	err = s.look(ctx, "store.leaving", func(d *db) error {
		r, err := d.one("SELECT coalesce(nullif(known, ''), name) FROM child WHERE id = ?1 UNION ALL SELECT name FROM setting WHERE id = ?1", string(scope.ID))
		if err == nil && r != nil {
			name = text(r[0])
		}
		return err
	})
	return name, err
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
