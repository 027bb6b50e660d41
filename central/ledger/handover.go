package ledger

import (
	"context"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// DefaultGrace is for how many days after a grant ended the therapist's late work is taken: longer than a holiday.
const DefaultGrace = 30

const day = 24 * time.Hour

func goodGrace(days int) error {
	if days < 0 || days > 365 {
		return assessments.Errorf(assessments.Invalid, "ledger.grace", "Late work can be taken for 0 to 365 days after a hand-over.")
	}
	return nil
}

// Handover gives a child or setting from one therapist to another in one step: a new grant and the end of the old one, under one
// number. Both see it at their next sync. Until graceDays have passed by the service's clock, what the former therapist's devices
// still hold is taken and listed as late work; what comes after goes to quarantine. Whoever holds the scope already keeps it.
func (l *Ledger) Handover(ctx context.Context, scope assessments.Scope, from, to string, graceDays int) error {
	const op = "ledger.handover"
	if err := goodGrace(graceDays); err != nil {
		return err
	}
	if from == to {
		return assessments.Errorf(assessments.Invalid, op, "A hand-over is from one therapist to another.")
	}
	var tenant string
	err := l.write(ctx, op, func(tx txn) error {
		old, err := l.therapist(ctx, tx, from)
		if err != nil {
			return err
		}
		heir, err := l.working(ctx, tx, to)
		if err != nil {
			return err
		}
		if tenant = old.Tenant; heir.Tenant != tenant {
			return assessments.Errorf(assessments.NotFound, op, "The two therapists do not work for the same service.")
		}
		if err := l.mustHold(ctx, tx, scope, old); err != nil {
			return err
		}
		has, err := l.openGrant(ctx, tx, scope, heir)
		if err != nil {
			return err
		}
		if err := l.audit(ctx, tx, tenant, "handed over "+scope.Key()+" from "+from, to); err != nil {
			return err
		}
		seq, err := l.bump(ctx, tx, tenant)
		if err == nil && !has {
			err = l.begin(ctx, tx, scope, heir, seq)
		}
		if err == nil {
			err = l.end(ctx, tx, scope, old, seq, graceDays, to)
		}
		return err
	})
	if err != nil {
		return err
	}
	_, err = l.RetryQuarantine(ctx, tenant)
	return err
}

// A Handing is a grant that ended, and what is still under way of it. Late counts the changes that were taken since; Tablets are
// the former therapist's devices that had the scope. Done means that every one of them has let go.
type Handing struct {
	Tenant     string   `json:"tenant"`
	Scope      string   `json:"scope"`
	From       string   `json:"from"`
	FromName   string   `json:"from_name"`
	To         string   `json:"to,omitempty"`
	ToName     string   `json:"to_name,omitempty"`
	At         string   `json:"at"`          // RFC 3339
	GraceUntil string   `json:"grace_until"` // late work is taken until then
	Late       int      `json:"late"`
	Done       bool     `json:"done"`
	Tablets    []Tablet `json:"tablets"`
	seq        int64
}

// A Tablet is one device of the former therapist. Unsent and Quarantined are what it last said of itself, of all its scopes
// together, at LastSeen: the device alone knows which of it belongs to the one handed over.
type Tablet struct {
	Device      string `json:"device"`
	State       string `json:"state"`
	LastSeen    string `json:"last_seen"` // RFC 3339, "" before its first sync
	Unsent      int    `json:"unsent"`
	Quarantined int    `json:"quarantined"`
	Purged      bool   `json:"purged"` // it said that nothing of the scope is left on it, in the present epoch; or that it wiped itself
}

// Handovers lists the grants that ended, newest first: of a scope, or of all for the zero Scope; tenant "" means all. A scope that
// the therapist was given again since is left out.
func (l *Ledger) Handovers(ctx context.Context, tenant string, scope assessments.Scope) ([]Handing, error) {
	out := []Handing{}
	err := l.read(ctx, "ledger.handovers", func(tx txn) error {
		err := tx.each(ctx, `SELECT g.tenant, g.scope, g.therapist, t.name, g.heir, coalesce(h.name, ''), g.to_seq, g.ended_ms, g.grace_ms,
			(SELECT count(*) FROM late l WHERE l.tenant = g.tenant AND l.scope = g.scope AND l.therapist = g.therapist AND l.seq > g.to_seq)
			FROM grants g JOIN therapist t ON t.tenant = g.tenant AND t.id = g.therapist LEFT JOIN therapist h ON h.tenant = g.tenant AND h.id = g.heir
			WHERE g.to_seq > 0 AND (g.tenant = ?1 OR ?1 = '') AND (g.scope = ?2 OR ?2 = '')
			AND NOT EXISTS (SELECT 1 FROM grants n WHERE n.tenant = g.tenant AND n.scope = g.scope AND n.therapist = g.therapist AND n.from_seq > g.from_seq)
			ORDER BY g.tenant, g.to_seq DESC, g.scope`, func(scan func(...any) error) error {
			var h Handing
			var ended, grace int64
			err := scan(&h.Tenant, &h.Scope, &h.From, &h.FromName, &h.To, &h.ToName, &h.seq, &ended, &grace, &h.Late)
			h.At, h.GraceUntil = clock(ended), clock(grace)
			out = append(out, h)
			return err
		}, tenant, keyOf(scope))
		for i := range out {
			if err == nil {
				err = out[i].ask(ctx, tx)
			}
		}
		return err
	})
	return out, err
}

// ask finds out what the former therapist's devices have said. One that enrolled later never had the scope.
func (h *Handing) ask(ctx context.Context, tx txn) error {
	h.Done, h.Tablets = true, []Tablet{}
	return tx.each(ctx, `SELECT d.id, d.state, d.seen_ms, d.unsent, d.quar, d.enrolled_at,
		(SELECT count(*) FROM purged p WHERE p.tenant = d.tenant AND p.device = d.id AND p.inc = d.inc AND p.scope = ?3 AND p.seq >= ?4)
			+ CASE WHEN d.wiped_at <> '' THEN 1 ELSE 0 END
		FROM device d WHERE d.tenant = ?1 AND d.therapist = ?2 ORDER BY d.id`, func(scan func(...any) error) error {
		var t Tablet
		var seen, purged int64
		var enrolled string
		if err := scan(&t.Device, &t.State, &seen, &t.Unsent, &t.Quarantined, &enrolled, &purged); err != nil {
			return err
		}
		if at, err := time.Parse(time.RFC3339, enrolled); err == nil && h.At != "" && at.Format(time.RFC3339) > h.At {
			return nil
		}
		t.LastSeen, t.Purged = clock(seen), purged > 0
		h.Done = h.Done && t.Purged
		h.Tablets = append(h.Tablets, t)
		return nil
	}, h.Tenant, h.From, h.Scope, h.seq)
}

// keyOf is a scope's key, "" for the zero Scope, which means every scope.
func keyOf(scope assessments.Scope) string {
	if scope == (assessments.Scope{}) {
		return ""
	}
	return scope.Key()
}

// clock writes milliseconds as people and programs read them; "" for never.
func clock(ms int64) string {
	if ms == 0 {
		return ""
	}
	return time.UnixMilli(ms).UTC().Format(time.RFC3339)
}

// Purged writes down what a device says it let go of, and takes it off the list of its cursor, which is returned. Only what was
// taken away from its therapist counts. The cursor alone says what a device is still asked for: a copy of it, or one that was put
// back from a backup, has a cursor of its own and is asked too.
func (l *Ledger) Purged(ctx context.Context, s Session, at string, said []wire.Purged) (string, error) {
	if len(said) == 0 {
		return at, nil
	}
	var c cursor
	err := l.write(ctx, "ledger.purged", func(tx txn) error {
		var upto uint64
		if err := tx.row(ctx, uptoQuery, s.Tenant).Scan(&upto); err != nil {
			return err
		}
		c = readCursor(at, upto)
		for _, g := range said {
			key, seq := printed(g.Scope), int64(g.Seq&(provisional-1))
			var n int
			err := tx.row(ctx, `SELECT count(*) FROM grants WHERE tenant = ?1 AND scope = ?2 AND therapist = ?3 AND to_seq = ?4 AND to_seq > 0`, s.Tenant, key, s.Therapist, seq).Scan(&n)
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			c.Gone = slices.DeleteFunc(c.Gone, func(x gone) bool { return x.Scope == key && int64(x.Seq) <= seq })
			err = tx.exec(ctx, `INSERT INTO purged (tenant, device, inc, scope, seq, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
				ON CONFLICT (tenant, device, inc, scope) DO UPDATE SET seq = excluded.seq, at = excluded.at`, s.Tenant, s.Device, printed(s.Inc), key, seq, l.now())
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || c.Live == 0 {
		return at, err
	}
	return c.String(), nil
}
