package ledger

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// The reasons for which somebody may open a child they do not have.
const (
	OpenDanger = "danger" // a child or somebody else may come to harm
	OpenAway   = "away"   // whoever has the child is away, and something cannot wait
	OpenAsked  = "asked"  // the family or another service needs an answer now
)

// OpenReasons lists them, in the order in which a page offers them.
var OpenReasons = []string{OpenDanger, OpenAway, OpenAsked}

// OpenLife is how long a child stays open: long enough for some telephone calls.
const OpenLife = time.Hour

// An Opening is one child opened by somebody who does not have it. Looked is when a lead looked at it since; zero: nobody has.
type Opening struct {
	ID, Therapist, Name string
	Child               assessments.ID
	Reason, Words       string
	At, Ends, Looked    time.Time
	LookedBy            string // name of the lead
}

// OpenChild opens a child to somebody of a tenant, and says so in the audit in the same transaction: there is no looking without a trace.
func (l *Ledger) OpenChild(ctx context.Context, tenant string, o Opening) (id string, err error) {
	const op = "ledger.openchild"
	o.Words = strings.TrimSpace(o.Words)
	if !slices.Contains(OpenReasons, o.Reason) || o.Words == "" || len(o.Words) > 2000 {
		return "", assessments.Errorf(assessments.Invalid, op, "Say why the child has to be opened.")
	}
	if id, err = l.token(16); err != nil {
		return "", err
	}
	now, scope := l.cfg.Now(), assessments.ChildScope(o.Child).Key()
	return id, l.write(ctx, op, func(tx txn) error {
		if err := tx.exec(ctx, `INSERT INTO opening (tenant, id, therapist, child, reason, words, at_ms, ends_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
			tenant, id, o.Therapist, string(o.Child), o.Reason, o.Words, now.UnixMilli(), now.Add(OpenLife).UnixMilli()); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "opened a child they do not have", scope)
	})
}

// Openings lists the openings of a tenant that no lead has looked at yet, and those since a time, the newest first. id, where it is not
// empty, names a single one.
func (l *Ledger) Openings(ctx context.Context, tenant, id string, since time.Time) ([]Opening, error) {
	out := []Opening{}
	err := l.each(ctx, "ledger.openings", `SELECT o.id, o.therapist, t.name, o.child, o.reason, o.words, o.at_ms, o.ends_ms, o.looked_ms, coalesce(b.name, '')
		FROM opening o JOIN therapist t ON t.tenant = o.tenant AND t.id = o.therapist LEFT JOIN therapist b ON b.tenant = o.tenant AND b.id = o.looked_by
		WHERE o.tenant = ?1 AND (o.id = ?2 OR ?2 = '' AND (o.looked_ms = 0 OR o.at_ms >= ?3)) ORDER BY o.at_ms DESC, o.id`, func(scan func(...any) error) error {
		var o Opening
		var at, ends, looked int64
		err := scan(&o.ID, &o.Therapist, &o.Name, &o.Child, &o.Reason, &o.Words, &at, &ends, &looked, &o.LookedBy)
		if o.At, o.Ends = time.UnixMilli(at), time.UnixMilli(ends); looked > 0 {
			o.Looked = time.UnixMilli(looked)
		}
		out = append(out, o)
		return err
	}, tenant, id, since.UnixMilli())
	return out, err
}

// Opening returns one opening of a tenant.
func (l *Ledger) Opening(ctx context.Context, tenant, id string) (Opening, error) {
	list, err := l.Openings(ctx, tenant, id, time.Time{})
	if err == nil && (id == "" || len(list) == 0) {
		err = assessments.Errorf(assessments.NotFound, "ledger.opening", "There is no such opening in your service.")
	}
	if err != nil {
		return Opening{}, err
	}
	return list[0], nil
}

// LookedAt says that a lead has looked at an opening: not whoever opened.
func (l *Ledger) LookedAt(ctx context.Context, tenant, id, lead string) error {
	const op = "ledger.lookedat"
	return l.write(ctx, op, func(tx txn) error {
		var child string
		if err := tx.row(ctx, `UPDATE opening SET looked_by = ?3, looked_ms = ?4 WHERE tenant = ?1 AND id = ?2 AND looked_ms = 0 AND therapist <> ?3 RETURNING child`,
			tenant, id, lead, l.cfg.Now().UnixMilli()).Scan(&child); err != nil {
			return missing(err, op, "That was looked at already, or it is your own.")
		}
		return l.audit(ctx, tx, tenant, "looked at an opening", assessments.ChildScope(assessments.ID(child)).Key())
	})
}
