package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// The states of a Disposal.
const (
	DisposalAsked   = "asked"   // one lead wants it
	DisposalOrdered = "ordered" // a second agreed
	DisposalErased  = "erased"  // nothing is left in the ledger
	DisposalDone    = "done"    // nor in any other place of the service
)

// disposalLife is how long the second lead may take: what was reviewed a month ago is looked at again.
const disposalLife = 14 * day

// A Disposal is the destruction of a child's record whose time is over. Until and Rule are until when it had to be kept, and by which
// sentence. Certificate is there once it is erased.
type Disposal struct {
	Tenant      string            `json:"tenant"`
	Child       assessments.ID    `json:"record"`
	State       string            `json:"state"`
	Lead        string            `json:"lead"`
	Second      string            `json:"second,omitempty"`
	Until       assessments.Date  `json:"kept_until"`
	Rule        string            `json:"rule"`
	Asked       string            `json:"asked_at"`             // RFC 3339
	Ordered     string            `json:"ordered_at,omitempty"` // RFC 3339
	Certificate json.RawMessage   `json:"certificate,omitempty"`
	scope       assessments.Scope // of the child
}

const disposalColumns = `tenant, scope, state, lead, second, until, rule, asked_ms, ordered_ms, certificate`

func scanDisposal(scan func(...any) error) (Disposal, error) {
	var d Disposal
	var key string
	var asked, ordered int64
	var certificate []byte
	err := scan(&d.Tenant, &key, &d.State, &d.Lead, &d.Second, &d.Until, &d.Rule, &asked, &ordered, &certificate)
	d.scope, d.Asked, d.Ordered = scopeOf(key), clock(asked), clock(ordered)
	d.Child = d.scope.ID
	if len(certificate) > 0 {
		d.Certificate = certificate
	}
	return d, err
}

// Disposals lists what was asked for, ordered and done, the newest first; tenant "" means all. What one lead asked for too long ago
// counts no more.
func (l *Ledger) Disposals(ctx context.Context, tenant string) ([]Disposal, error) {
	out := []Disposal{}
	err := l.each(ctx, "ledger.disposals", `SELECT `+disposalColumns+` FROM disposal WHERE (tenant = ?1 OR ?1 = '') AND (state <> 'asked' OR asked_ms > ?2)
		ORDER BY tenant, asked_ms DESC, scope`, func(scan func(...any) error) error {
		d, err := scanDisposal(scan)
		out = append(out, d)
		return err
	}, tenant, l.cfg.Now().Add(-disposalLife).UnixMilli())
	return out, err
}

// disposal reads the one of a scope, locked; ok is false where there is none that counts.
func (l *Ledger) disposal(ctx context.Context, tx txn, tenant, scope string) (d Disposal, ok bool, err error) {
	d, err = scanDisposal(tx.row(ctx, `SELECT `+disposalColumns+` FROM disposal WHERE tenant = ?1 AND scope = ?2 AND (state <> 'asked' OR asked_ms > ?3) FOR UPDATE`,
		tenant, scope, l.cfg.Now().Add(-disposalLife).UnixMilli()).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return d, false, nil
	}
	return d, err == nil, err
}

// AskDisposal is one lead's word that a record be destroyed; another lead's word makes it an order, and ordered is true. That the time is
// over is for the caller to reckon, who says until when and by which rule; what stands in the way is asked here, at both words.
func (l *Ledger) AskDisposal(ctx context.Context, d Disposal) (ordered bool, err error) {
	const op = "ledger.askdisposal"
	scope := assessments.ChildScope(d.Child).Key()
	err = l.write(ctx, op, func(tx txn) error {
		ordered = false
		if err := l.oneLead(ctx, tx, d.Tenant, d.Lead); err != nil {
			return err
		}
		was, asked, err := l.disposal(ctx, tx, d.Tenant, scope)
		if err != nil {
			return err
		}
		if asked && was.State == DisposalAsked && was.Lead == d.Lead {
			return assessments.Errorf(assessments.Conflict, op, "You asked for it already. Another lead has to agree.")
		}
		bars, err := l.bars(ctx, tx, d.Tenant, scope)
		if err == nil && len(bars) > 0 {
			err = assessments.Errorf(assessments.Conflict, op, "%s", bars[0])
		}
		if err != nil {
			return err
		}
		now := l.cfg.Now().UnixMilli()
		if !asked {
			if err := tx.exec(ctx, `INSERT INTO disposal (tenant, scope, state, lead, until, rule, asked_ms) VALUES (?1, ?2, 'asked', ?3, ?4, ?5, ?6)
				ON CONFLICT (tenant, scope) DO UPDATE SET lead = excluded.lead, until = excluded.until, rule = excluded.rule, asked_ms = excluded.asked_ms`,
				d.Tenant, scope, d.Lead, string(d.Until), d.Rule, now); err != nil {
				return err
			}
			return l.audit(ctx, tx, d.Tenant, "destruction asked for, by "+d.Lead, scope)
		}
		if err := l.twoLeads(ctx, tx, "The destruction of a record", d.Tenant, was.Lead, d.Lead); err != nil {
			return err
		}
		if err := tx.exec(ctx, `UPDATE disposal SET state = 'ordered', second = ?3, until = ?4, rule = ?5, ordered_ms = ?6 WHERE tenant = ?1 AND scope = ?2`,
			d.Tenant, scope, d.Lead, string(d.Until), d.Rule, now); err != nil {
			return err
		}
		ordered = true
		return l.audit(ctx, tx, d.Tenant, "destruction ordered, by "+was.Lead+" and "+d.Lead, scope)
	})
	return ordered && err == nil, err
}

// DropDisposal takes back what one lead asked for. An order stands.
func (l *Ledger) DropDisposal(ctx context.Context, tenant string, child assessments.ID) error {
	const op = "ledger.dropdisposal"
	scope := assessments.ChildScope(child).Key()
	return l.write(ctx, op, func(tx txn) error {
		d, ok, err := l.disposal(ctx, tx, tenant, scope)
		switch {
		case err != nil:
			return err
		case !ok:
			return assessments.Errorf(assessments.NotFound, op, "Nobody asked for this record to be destroyed.")
		case d.State != DisposalAsked:
			return assessments.Errorf(assessments.Conflict, op, "Two leads have ordered this already. It cannot be called off.")
		}
		if err := tx.exec(ctx, `DELETE FROM disposal WHERE tenant = ?1 AND scope = ?2`, tenant, scope); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "destruction called off", scope)
	})
}

// Bars are the sentences that stand in the way of destroying a record, whatever its age. None means that nothing does.
func (l *Ledger) Bars(ctx context.Context, tenant string, child assessments.ID) (out []string, err error) {
	err = l.read(ctx, "ledger.bars", func(tx txn) error {
		out, err = l.bars(ctx, tx, tenant, assessments.ChildScope(child).Key())
		return err
	})
	return out, err
}

func (l *Ledger) bars(ctx context.Context, tx txn, tenant, scope string) (out []string, err error) {
	if live, err := l.liveScope(ctx, tx, tenant, scope); err != nil || !live {
		return out, err
	}
	bar := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	err = tx.each(ctx, holdQuery, func(scan func(...any) error) error {
		h, err := scanHold(scan)
		until := "until the hold is lifted"
		if h.Until.Valid() {
			until = "until " + h.Until.Words()
		}
		bar("%s holds this record %s: %s", h.Name, until, h.Why)
		return err
	}, tenant, scope, string(l.today()))
	if err != nil {
		return nil, err
	}
	now := l.cfg.Now()
	err = tx.each(ctx, `SELECT t.name, g.to_seq, g.grace_ms FROM grants g JOIN therapist t ON t.tenant = g.tenant AND t.id = g.therapist
		WHERE g.tenant = ?1 AND g.scope = ?2 AND (g.to_seq = 0 OR g.grace_ms >= ?3) ORDER BY t.name, g.from_seq`, func(scan func(...any) error) error {
		var name string
		var to, grace int64
		err := scan(&name, &to, &grace)
		if to == 0 {
			bar("%s still has this child. Take the child away from them first: a record that is worked with is not destroyed.", name)
		} else {
			bar("What is still on a tablet of %s is taken into the record until %s.", name, assessments.NewDate(time.UnixMilli(grace).UTC()).Words())
		}
		return err
	}, tenant, scope, now.UnixMilli())
	if err != nil {
		return nil, err
	}
	for _, q := range []struct{ query, says string }{
		{`SELECT count(*) FROM handoff WHERE tenant = ?1 AND scope = ?2 AND state IN ('waiting', 'held', 'sent', 'refused')`, "Not everything is in the trust's patient record yet, which keeps it: %d of its entries are not filed."},
		{`SELECT count(*) FROM quarantine WHERE tenant = ?1 AND scope = ?2 AND state = 'open'`, "%d changes of this child wait in quarantine. Settle them first: nobody has read them."},
	} {
		var n int
		if err := tx.row(ctx, q.query, tenant, scope).Scan(&n); err != nil {
			return nil, err
		}
		if n > 0 {
			bar(q.says, n)
		}
	}
	return out, nil
}

// liveScope reports whether a scope is there, and refuses one that nobody knows or that is destroyed, or is about to be.
func (l *Ledger) liveScope(ctx context.Context, tx txn, tenant, scope string) (bool, error) {
	const op = "ledger.disposal"
	var n int64
	if err := tx.row(ctx, `SELECT chain_n FROM scope WHERE tenant = ?1 AND scope = ?2`, tenant, scope).Scan(&n); err != nil {
		return false, missing(err, op, "There is no child with that id in this service.")
	}
	var ordered int
	if err := tx.row(ctx, `SELECT count(*) FROM disposal WHERE tenant = ?1 AND scope = ?2 AND state <> 'asked'`, tenant, scope).Scan(&ordered); err != nil {
		return false, err
	}
	if n < 0 || ordered > 0 {
		return false, errOrdered()
	}
	return true, nil
}

// stays refuses what would be destroyed with a record: two leads have ordered it, and the order stands. It waits for one that is being given,
// and whoever gives one sees what this transaction has done: what stands in the way of a destruction is asked with the same row locked.
func (l *Ledger) stays(ctx context.Context, tx txn, tenant, scope string) error {
	d, there, err := l.disposal(ctx, tx, tenant, scope)
	if err == nil && there && d.State == DisposalOrdered {
		err = errOrdered()
	}
	return err
}

func errOrdered() error {
	return assessments.Errorf(assessments.Conflict, "ledger.disposal", "Two leads have ordered that this record be destroyed.")
}
