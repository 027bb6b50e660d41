package ledger

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// A quarRow is a change on its way into quarantine, with its names made fit for a column.
type quarRow struct {
	cid, rec, scope, code, text, h string
	raw                            []byte
	base                           int64
}

// quarantine keeps a change whole and answers it. Its lane waits, except behind an id that was used twice, which says
// nothing about the record it names.
func (p *push) quarantine(a arrival, code, text string) wire.Ack {
	q := quarRow{printed(a.CID), printed(string(a.c.Record)), printed(a.scope), code, text, printed(a.Frozen.Hash), a.Frozen.Bytes, min(a.base(), 0)}
	p.quar = append(p.quar, q)
	if p.lanes != nil && q.rec != "" && code != "id_reuse" && p.lanes[q.rec] == "" {
		p.lanes[q.rec] = a.CID
	}
	return wire.Ack{CID: a.CID, Result: wire.Quar, Code: code, Text: text}
}

// keepQuarantine writes what quarantine collected, and marks as taken what came out of it.
func (p *push) keepQuarantine(ctx context.Context) error {
	for _, c := range p.batch.changes {
		if p.kept[c.cid+c.h] {
			if err := p.tx.exec(ctx, `UPDATE quarantine SET state = 'taken' WHERE tenant = ?1 AND cid = ?2 AND h = ?3`, p.s.Tenant, c.cid, c.h); err != nil {
				return err
			}
		}
	}
	for _, q := range p.quar {
		if q.raw == nil {
			q.raw = []byte{}
		}
		err := p.tx.exec(ctx, `INSERT INTO quarantine (tenant, id, device, inc, therapist, cid, rec, scope, code, text, h, raw, at, base)
			VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT DO NOTHING`, p.s.Tenant, p.l.cfg.NewID(), p.s.Device, printed(p.s.Inc),
			p.s.Therapist, q.cid, q.rec, q.scope, q.code, q.text, q.h, q.raw, p.batch.at, q.base)
		if err != nil {
			return err
		}
	}
	return nil
}

// RetryQuarantine tries every open change in quarantine again, oldest first: after the service learned something, or after
// a grant. What a revoked device pushed stays until it is accepted. It returns how many were taken.
func (l *Ledger) RetryQuarantine(ctx context.Context, tenant string) (int, error) {
	barred, err := l.barred(ctx, tenant)
	if err != nil {
		return 0, err
	}
	return l.retry(ctx, tenant, func(q Quarantined) bool { return q.Code != wire.CodeRevoked || !barred[q.Device] })
}

// retry decides the chosen rows anew.
func (l *Ledger) retry(ctx context.Context, tenant string, chosen func(Quarantined) bool) (int, error) {
	rows, err := l.Quarantine(ctx, tenant)
	if err != nil {
		return 0, err
	}
	taken := 0
	for _, q := range rows {
		if !chosen(q) {
			continue
		}
		// It goes in as its own device and author, who may be somebody else than whoever set this off.
		s := Session{Tenant: tenant, Device: q.Device, Inc: q.Inc, Therapist: q.Therapist}
		acks, err := l.pushOnce(ctx, &s, []wire.Pushed{{CID: q.CID, Frozen: wire.Frozen{Bytes: q.Raw, Hash: q.Hash}, Base: q.base}})
		switch {
		case err != nil && l.d.faulty(err):
			continue // still refused: it stays where it is
		case err != nil:
			return taken, err
		case acks[0].Result == wire.Quar && acks[0].Code != q.Code:
			err = l.recode(ctx, q, acks[0])
		case acks[0].Result.Stored() && acks[0].Result != wire.Quar:
			taken++
		}
		if err != nil {
			return taken, err
		}
	}
	return taken, nil
}

// lookAgain tries what a push just put into quarantine for want of a grant once more, where its author has one by now. A grant that
// began while the push was being decided has tried the quarantine before this was in it, and nobody else would for days.
func (l *Ledger) lookAgain(ctx context.Context, s Session, acks []wire.Ack) error {
	wants := map[string]bool{}
	for _, a := range acks {
		if a.Result == wire.Quar && a.Code == wire.CodeScope {
			wants[printed(a.CID)] = true
		}
	}
	if len(wants) == 0 {
		return nil
	}
	n := 0
	err := l.read(ctx, "ledger.lookagain", func(tx txn) error {
		return tx.row(ctx, `SELECT count(*) FROM quarantine q JOIN grants g ON g.tenant = q.tenant AND g.scope = q.scope AND g.therapist = q.therapist
			WHERE q.tenant = ?1 AND q.device = ?2 AND q.state = 'open' AND q.code = 'scope' AND (g.to_seq = 0 OR g.grace_ms >= ?3)`,
			s.Tenant, s.Device, l.cfg.Now().UnixMilli()).Scan(&n)
	})
	if err == nil && n > 0 {
		_, err = l.retry(ctx, s.Tenant, func(q Quarantined) bool { return q.Device == s.Device && wants[q.CID] })
	}
	return err
}

// recode says what stands against a change now, where that is something else than before.
func (l *Ledger) recode(ctx context.Context, q Quarantined, a wire.Ack) error {
	return l.write(ctx, "ledger.recode", func(tx txn) error {
		return tx.exec(ctx, `UPDATE quarantine SET code = ?3, text = ?4 WHERE tenant = ?1 AND id = ?2`, q.Tenant, q.ID, a.Code, a.Text)
	})
}

// lateAfter is how long a change may wait in quarantine before the lead is told: whoever wrote it works again tomorrow.
const lateAfter = 24 * time.Hour

// A Quarantined is a change that no record could take. Age counts from when it came; Late says that it is more than a day.
type Quarantined struct {
	ID        string `json:"id"`
	Tenant    string `json:"tenant"`
	Device    string `json:"device"`
	Therapist string `json:"therapist"`
	CID       string `json:"cid"`
	Record    string `json:"record"`
	Code      string `json:"code"`
	Text      string `json:"text"`
	At        string `json:"at"`
	Name      string `json:"therapist_name"`
	Age       int64  `json:"age_s"`
	Late      bool   `json:"late"`
	Inc       string `json:"-"`
	Hash      string `json:"-"`
	Raw       []byte `json:"-"`
	base      *wire.Base
}

// Quarantine lists the open rows, oldest first; tenant "" means all.
func (l *Ledger) Quarantine(ctx context.Context, tenant string) ([]Quarantined, error) {
	out := []Quarantined{}
	err := l.each(ctx, "ledger.quarantine", `SELECT q.id, q.tenant, q.device, q.inc, q.therapist, q.cid, q.rec, q.code, q.text, q.h, q.raw, q.at, q.base, coalesce(t.name, '')
		FROM quarantine q LEFT JOIN therapist t ON t.tenant = q.tenant AND t.id = q.therapist
		WHERE q.state = 'open' AND (q.tenant = ?1 OR ?1 = '') ORDER BY q.at, q.tenant, q.id`, func(scan func(...any) error) error {
		var q Quarantined
		var base int64
		err := scan(&q.ID, &q.Tenant, &q.Device, &q.Inc, &q.Therapist, &q.CID, &q.Record, &q.Code, &q.Text, &q.Hash, &q.Raw, &q.At, &base, &q.Name)
		q.base = movedBase(base)
		if at, terr := time.Parse(time.RFC3339, q.At); terr == nil {
			age := max(l.cfg.Now().Sub(at), 0)
			q.Age, q.Late = int64(age.Seconds()), age > lateAfter
		}
		out = append(out, q)
		return err
	}, tenant)
	return out, err
}

// printed makes a text from outside fit for a column: short, valid, without control characters.
func printed(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError {
			return '?'
		}
		return r
	}, s)
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return s
}

// printable does so to a list that goes into a query: a NUL in it would fail the whole batch on PostgreSQL.
func printable(list []string) []string {
	for i := range list {
		list[i] = printed(list[i])
	}
	return list
}
