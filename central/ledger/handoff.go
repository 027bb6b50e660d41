package ledger

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// The states of a hand-off.
const (
	HandoffWaiting = waiting
	HandoffHeld    = "held"
	HandoffSent    = "sent"
	HandoffFiled   = "filed"
	HandoffRefused = "refused"
	HandoffDropped = "dropped"
)

// A Handoff is one entry on its way to the trust's patient record. Why is a sentence for people: what holds it, or why the other
// system refused it. Reference is that system's own. Round counts how often it was sent anew; At is when it was taken up, Changed when
// its state last changed, both RFC 3339 in UTC.
type Handoff struct {
	Tenant    string            `json:"tenant"`
	Record    assessments.ID    `json:"record"`
	Kind      assessments.Kind  `json:"kind"`
	Scope     assessments.Scope `json:"scope"`
	State     string            `json:"state"`
	Why       string            `json:"why,omitempty"`
	Reference string            `json:"reference,omitempty"`
	Round     int               `json:"round"`
	Tries     int               `json:"tries"`
	At        string            `json:"at"`
	Changed   string            `json:"changed"`
}

const handoffColumns = `tenant, record, kind, scope, state, why, reference, round, tries, at, changed`

func scanHandoff(scan func(...any) error) (Handoff, error) {
	var h Handoff
	var scope string
	err := scan(&h.Tenant, &h.Record, &h.Kind, &scope, &h.State, &h.Why, &h.Reference, &h.Round, &h.Tries, &h.At, &h.Changed)
	h.Scope = scopeOf(scope)
	return h, err
}

// handoffPage is how many records one look through a tenant takes.
const handoffPage = 200

// HandoffNews returns the next records of some kinds that changed since the last look, in the order in which the service took them, and
// the number to go on from: give it to TakeUp. An empty list means that there is nothing new.
func (l *Ledger) HandoffNews(ctx context.Context, tenant string, kinds ...assessments.Kind) (list []assessments.Record, upto uint64, err error) {
	list, err = l.records(ctx, "ledger.handoffnews", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND kind IN LIST(?2)
		AND seq > coalesce((SELECT seq FROM handoff_mark WHERE tenant = ?1), 0) ORDER BY seq LIMIT ?3`, tenant, l.d.list(kindNames(kinds)), handoffPage)
	if n := len(list); n > 0 {
		upto = list[n-1].Meta.Seq
	}
	return list, upto, err
}

// TakeUp begins to hand records over, lets what is held in some scopes be looked at again, and notes how far the look went, all in one.
// What is taken up already stays as it is: of two processes that saw it at once the second changes nothing.
func (l *Ledger) TakeUp(ctx context.Context, tenant string, fresh []assessments.Record, again []assessments.Scope, upto uint64) error {
	return l.write(ctx, "ledger.takeup", func(tx txn) error {
		for _, r := range fresh {
			if err := tx.exec(ctx, `INSERT INTO handoff (tenant, record, kind, scope, state, at, changed) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?5) ON CONFLICT DO NOTHING`,
				tenant, string(r.ID), string(r.Kind), r.Scope.Key(), l.now()); err != nil {
				return err
			}
		}
		for _, s := range again {
			if err := tx.exec(ctx, `UPDATE handoff SET state = 'waiting', next_ms = 0 WHERE tenant = ?1 AND scope = ?2 AND state = 'held'`, tenant, s.Key()); err != nil {
				return err
			}
		}
		return tx.exec(ctx, `INSERT INTO handoff_mark (tenant, seq) VALUES (?1, ?2) ON CONFLICT (tenant) DO UPDATE SET seq = excluded.seq WHERE excluded.seq > handoff_mark.seq`,
			tenant, int64(upto))
	})
}

// DueHandoffs lists what is to be sent now, the oldest first.
func (l *Ledger) DueHandoffs(ctx context.Context) ([]Handoff, error) {
	return l.handoffs(ctx, `SELECT `+handoffColumns+` FROM handoff WHERE tenant IN (SELECT id FROM tenant) AND state = 'waiting' AND next_ms <= ?1 ORDER BY at, record LIMIT 100`,
		l.cfg.Now().UnixMilli())
}

// SettleHandoff is Settle with a sentence and a reference where there are some, and with its round. Each move but a retry is a line in
// the audit.
func (l *Ledger) SettleHandoff(ctx context.Context, h Handoff, state, why, reference string, again time.Duration) (ok bool, err error) {
	err = l.write(ctx, "ledger.settlehandoff", func(tx txn) error {
		ok, err = l.settle(ctx, tx, h.queued(), state, again, `, why = ?6, reference = ?7, round = ?8, changed = CASE WHEN state = ?4 THEN changed ELSE ?9 END`,
			why, reference, h.Round, l.now())
		if err != nil || !ok || state == h.State {
			return err
		}
		return l.audit(ctx, tx, h.Tenant, "hand-off "+state, string(h.Kind)+"/"+string(h.Record))
	})
	return ok, err
}

// Handoff finds the hand-off of a record. One that was never taken up is NotFound.
func (l *Ledger) Handoff(ctx context.Context, tenant string, record assessments.ID) (h Handoff, err error) {
	err = l.read(ctx, "ledger.handoff", func(tx txn) error {
		var err error
		h, err = scanHandoff(tx.row(ctx, `SELECT `+handoffColumns+` FROM handoff WHERE tenant = ?1 AND record = ?2`, tenant, string(record)).Scan)
		return missing(err, "ledger.handoff", "This entry is not on the list for the patient record.")
	})
	return h, err
}

// OpenHandoffs lists what is not filed yet, the oldest first.
func (l *Ledger) OpenHandoffs(ctx context.Context, tenant string) ([]Handoff, error) {
	return l.handoffs(ctx, `SELECT `+handoffColumns+` FROM handoff WHERE tenant = ?1 AND state IN ('waiting', 'held', 'sent', 'refused') ORDER BY at, record`, tenant)
}

// HandoffsOf lists the hand-offs of one child that were ever sent.
func (l *Ledger) HandoffsOf(ctx context.Context, tenant string, scope assessments.Scope) ([]Handoff, error) {
	return l.handoffs(ctx, `SELECT `+handoffColumns+` FROM handoff WHERE tenant = ?1 AND scope = ?2 AND tries > 0 ORDER BY at, record`, tenant, scope.Key())
}

// CountHandoffs counts a tenant's hand-offs by state.
func (l *Ledger) CountHandoffs(ctx context.Context, tenant string) (map[string]int, error) {
	out := map[string]int{}
	err := l.read(ctx, "ledger.counthandoffs", func(tx txn) error {
		return tx.each(ctx, `SELECT state, count(*) FROM handoff WHERE tenant = ?1 GROUP BY state`, func(scan func(...any) error) error {
			var state string
			var n int
			err := scan(&state, &n)
			out[state] = n
			return err
		}, tenant)
	})
	return out, err
}

func (l *Ledger) handoffs(ctx context.Context, query string, args ...any) ([]Handoff, error) {
	out := []Handoff{}
	err := l.read(ctx, "ledger.handoffs", func(tx txn) error {
		out = out[:0]
		return tx.each(ctx, query, func(scan func(...any) error) error {
			h, err := scanHandoff(scan)
			out = append(out, h)
			return err
		}, args...)
	})
	return out, err
}
