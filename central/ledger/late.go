package ledger

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// A LateChange was taken from a therapist whose grant had ended: work that was still on their tablet. It is in the record like any
// other; whoever has the child now is shown it apart.
type LateChange struct {
	Tenant    string `json:"tenant"`
	Seq       uint64 `json:"seq"`
	Scope     string `json:"scope"`
	Record    string `json:"record"`
	CID       string `json:"cid"`
	Therapist string `json:"therapist"`
	Name      string `json:"name"` // of the therapist
	Device    string `json:"device"`
	At        string `json:"at"` // when it arrived, RFC 3339
}

// Late lists late work in the order it was taken: of a scope, or of all for the zero Scope; tenant "" means all.
func (l *Ledger) Late(ctx context.Context, tenant string, scope assessments.Scope) ([]LateChange, error) {
	out := []LateChange{}
	err := l.read(ctx, "ledger.late", func(tx txn) error {
		return tx.each(ctx, `SELECT l.tenant, l.seq, l.scope, l.rec, l.cid, l.therapist, t.name, l.device, l.at FROM late l
			JOIN therapist t ON t.tenant = l.tenant AND t.id = l.therapist
			WHERE (l.tenant = ?1 OR ?1 = '') AND (l.scope = ?2 OR ?2 = '') ORDER BY l.tenant, l.seq`, func(scan func(...any) error) error {
			var c LateChange
			err := scan(&c.Tenant, &c.Seq, &c.Scope, &c.Record, &c.CID, &c.Therapist, &c.Name, &c.Device, &c.At)
			out = append(out, c)
			return err
		}, tenant, keyOf(scope))
	})
	return out, err
}

// keepLate writes down which of the batch's changes were late, once their numbers are known.
func (p *push) keepLate(ctx context.Context, s0 uint64) error {
	for _, i := range p.late {
		c := p.batch.changes[i]
		err := p.tx.exec(ctx, `INSERT INTO late (tenant, seq, scope, rec, cid, therapist, device, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
			p.s.Tenant, int64(s0)+int64(i)+1, c.scope, c.rec, c.cid, p.s.Therapist, p.s.Device, p.batch.at)
		if err != nil {
			return err
		}
	}
	return nil
}
