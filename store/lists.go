package store

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A ChildRow is one child, ready for a list. LastSeen and NextContact are "" where there is none.
type ChildRow struct {
	ID          assessments.ID
	Name        string
	KnownAs     string
	Born        assessments.Date
	NHS         string
	Setting     assessments.ID
	SettingName string
	Year        string
	Class       string
	LastSeen    assessments.Date
	NextContact assessments.Date
	Unsent      int
	Conflicts   int
}

// A ContactRow is one contact, ready for a day's list. Child is "" for a contact about a setting or of the team.
type ContactRow struct {
	ID          assessments.ID
	Child       assessments.ID
	ChildName   string
	KnownAs     string
	Setting     assessments.ID
	SettingName string
	On          assessments.Date
	From, To    assessments.Clock
	Type        string
	Status      string
	Purpose     string
	Place       string
	Clinician   assessments.ID
}

// notStruck leaves out what was entered in error.
const notStruck = " NOT EXISTS (SELECT 1 FROM strike s WHERE s.struck = "

// Children lists the children by name. A child entered in error is left out.
func (s *Store) Children(ctx context.Context) ([]ChildRow, error) {
	const q = `SELECT c.id, c.name, c.known, c.born, c.nhs, c.setting, coalesce(p.name, ''), c.year, c.class,
		coalesce((SELECT max(v.day) FROM contact v WHERE v.scope = 'child/' || c.id AND v.seen = 1 AND v.day <= ?1 AND ` + notStruck + `v.id)), ''),
		coalesce((SELECT min(v.day) FROM contact v WHERE v.scope = 'child/' || c.id AND v.seen = 0 AND v.day >= ?1 AND v.status = 'planned' AND ` + notStruck + `v.id)), ''),
		coalesce((SELECT sum(r.unsent) FROM rec r WHERE r.scope = 'child/' || c.id AND r.unsent > 0), 0),
		coalesce((SELECT sum(r.conflicts) FROM rec r WHERE r.scope = 'child/' || c.id AND r.conflicts > 0), 0)
		FROM child c LEFT JOIN setting p ON p.id = c.setting WHERE ` + notStruck + `c.id) ORDER BY c.name COLLATE NOCASE, c.id`
	var out []ChildRow
	err := s.look(ctx, "store.children", func(d *db) error {
		return d.query(q, func(r dbRow) error {
			out = append(out, ChildRow{ID: assessments.ID(text(r[0])), Name: text(r[1]), KnownAs: text(r[2]), Born: assessments.Date(text(r[3])),
				NHS: text(r[4]), Setting: assessments.ID(text(r[5])), SettingName: text(r[6]), Year: text(r[7]), Class: text(r[8]),
				LastSeen: assessments.Date(text(r[9])), NextContact: assessments.Date(text(r[10])), Unsent: int(integer(r[11])), Conflicts: int(integer(r[12]))})
			return ctx.Err()
		}, string(s.today()))
	})
	return out, err
}

// Contacts lists the contacts from one day to another, both included, in the order of the day.
func (s *Store) Contacts(ctx context.Context, from, to assessments.Date) ([]ContactRow, error) {
	const q = `SELECT v.id, v.scope, coalesce(c.name, ''), coalesce(c.known, ''), v.setting, coalesce(p.name, ''), v.day, v.from_time, v.to_time, v.type, v.status,
		v.purpose, v.place, v.clinician
		FROM contact v LEFT JOIN child c ON v.scope = 'child/' || c.id
		LEFT JOIN setting p ON p.id = CASE WHEN v.setting <> '' THEN v.setting WHEN v.scope LIKE 'setting/%' THEN substr(v.scope, 9) WHEN v.place IN ('school', 'nursery') THEN c.setting END
		WHERE v.day BETWEEN ?1 AND ?2 AND ` + notStruck + `v.id) ORDER BY v.day, v.from_time, v.id`
	var out []ContactRow
	err := s.look(ctx, "store.contacts", func(d *db) error {
		return d.query(q, func(r dbRow) error {
			out = append(out, ContactRow{ID: assessments.ID(text(r[0])), Child: childOf(text(r[1])), ChildName: text(r[2]), KnownAs: text(r[3]),
				Setting: assessments.ID(text(r[4])), SettingName: text(r[5]), On: assessments.Date(text(r[6])), From: assessments.Clock(text(r[7])),
				To: assessments.Clock(text(r[8])), Type: text(r[9]), Status: text(r[10]), Purpose: text(r[11]), Place: text(r[12]), Clinician: assessments.ID(text(r[13]))})
			return ctx.Err()
		}, string(from), string(to))
	})
	return out, err
}

// childOf is the child of a scope as one string, or "".
func childOf(scope string) assessments.ID {
	const child = "child/"
	if len(scope) > len(child) && scope[:len(child)] == child {
		return assessments.ID(scope[len(child):])
	}
	return ""
}

// today is the day in Britain.
func (s *Store) today() assessments.Date {
	now := s.cfg.Now()
	if london, err := time.LoadLocation("Europe/London"); err == nil {
		now = now.In(london)
	}
	return assessments.NewDate(now)
}
