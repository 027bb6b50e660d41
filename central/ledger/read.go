package ledger

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Reads keeps what a device showed of children and names what it has. Sending the same again changes nothing. A device is
// believed whatever its therapist may see now, and in whatever state it is: what was shown was shown.
func (l *Ledger) Reads(ctx context.Context, s Session, in []wire.Read) (wire.ReadOK, error) {
	var ok wire.ReadOK
	if len(in) == 0 {
		return ok, nil
	}
	err := l.write(ctx, "ledger.reads", func(tx txn) error {
		ok.IDs = ok.IDs[:0]
		for _, r := range in {
			words := r.What[:min(len(r.What), wire.ReadWords)]
			what := make([]string, len(words))
			for i, w := range words {
				what[i] = printed(w)
			}
			if err := tx.exec(ctx, `INSERT INTO child_read (tenant, device, id, therapist, person, child, part, what, t_dev, t_srv)
				VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING`, s.Tenant, s.Device, printed(r.ID), s.Therapist, printed(string(r.By)),
				printed(string(r.Child)), printed(r.Part), strings.Join(what, "\n"), printed(r.At), l.now()); err != nil {
				return err
			}
			ok.IDs = append(ok.IDs, r.ID)
		}
		return nil
	})
	return ok, err
}

// An Access is one thing that somebody saw of a child, or wrote in its record. At is when the service heard of it; Claimed is
// what the device's clock said.
type Access struct {
	Tenant    string   `json:"tenant"`
	At        string   `json:"at"`
	Claimed   string   `json:"claimed"`
	Therapist string   `json:"therapist"`
	Name      string   `json:"therapist_name"`
	Device    string   `json:"device"`
	Did       string   `json:"did"` // read or wrote
	Part      string   `json:"part,omitempty"`
	What      []string `json:"what"`
	Record    string   `json:"record,omitempty"`
}

// Accesses lists who saw a child's record and who wrote in it, in the order in which the service heard of it; tenant "" means all.
func (l *Ledger) Accesses(ctx context.Context, tenant string, child assessments.ID) ([]Access, error) {
	out := []Access{}
	err := l.read(ctx, "ledger.accesses", func(tx txn) error {
		return tx.each(ctx, `SELECT a.tenant, a.at, a.claimed, coalesce(t.id, ''), coalesce(t.name, ''), a.device, a.did, a.part, a.what, a.rec FROM (
				SELECT tenant, t_srv AS at, t_dev AS claimed, therapist, device, 'read' AS did, part, what, '' AS rec, 0 AS seq FROM child_read
				WHERE (tenant = ?1 OR ?1 = '') AND child = ?2
				UNION ALL
				SELECT c.tenant, c.t_srv, c.t_dev, coalesce(d.therapist, ''), c.device, 'wrote', '', c.op || ' ' || c.kind || ' ' || c.result, c.rec, c.seq
				FROM change c LEFT JOIN device d ON d.tenant = c.tenant AND d.id = c.device WHERE (c.tenant = ?1 OR ?1 = '') AND c.scope = ?3
			) a LEFT JOIN therapist t ON t.tenant = a.tenant AND t.id = a.therapist ORDER BY a.at, a.seq, a.claimed, a.what`, func(scan func(...any) error) error {
			var a Access
			var what string
			err := scan(&a.Tenant, &a.At, &a.Claimed, &a.Therapist, &a.Name, &a.Device, &a.Did, &a.Part, &what, &a.Record)
			a.What = strings.Split(what, "\n")
			out = append(out, a)
			return err
		}, tenant, string(child), assessments.ChildScope(child).Key())
	})
	return out, err
}
