package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// disposedN is what stands in scope.chain_n for a scope whose record was destroyed: nothing is taken into it any more.
const disposedN = -1

// A Certificate says what was destroyed, when, by whom and by which rule, and nothing of what it said. Journal is the SHA-256 over the numbers and
// hashes of all changes, Signatures the end of the chain of the signed ones: whoever holds a copy can prove that it was this record's. Before is the
// certificate of the time before, of a record that a backup had brought back, and BeforeSum its SHA-256, which stands in the audit.
type Certificate struct {
	Format     int                      `json:"fieldfare_disposal"`
	Tenant     string                   `json:"tenant"`
	Service    string                   `json:"service"`
	Record     assessments.ID           `json:"record"`
	Until      assessments.Date         `json:"kept_until"`
	Rule       string                   `json:"rule"`
	Asked      Signatory                `json:"asked_by"`
	Agreed     Signatory                `json:"agreed_by"`
	Destroyed  string                   `json:"destroyed_at"`
	Records    map[assessments.Kind]int `json:"records"`
	Changes    int                      `json:"changes"`
	Pictures   int                      `json:"pictures"`
	Bytes      int64                    `json:"picture_bytes"`
	Links      int                      `json:"links"`
	Handoffs   int                      `json:"entries_in_patient_record"`
	Journal    string                   `json:"journal_sha256"`
	Signatures string                   `json:"signatures"`
	Tablets    []string                 `json:"tablets_not_heard_of,omitempty"`
	BackupDays int                      `json:"backups_kept_days,omitempty"`
	BeforeSum  string                   `json:"destroyed_before_sha256,omitempty"`
	Before     json.RawMessage          `json:"destroyed_before,omitempty"`
}

// A Signatory is a lead with the moment of their word.
type Signatory struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	At   string `json:"at"`
}

// Erase destroys the words of a record that two leads ordered to be destroyed, in one step, and returns its certificate: the records, the words
// and hashes of every change, the keys of its pictures, its links, what waited for the patient record, what stood in quarantine. Numbers stay, so that the
// journal has no holes and a tablet that sends a change again hears that it came. Grants end. Erasing twice changes nothing. backupDays
// is how long backups are kept; 0 where nobody said so.
func (l *Ledger) Erase(ctx context.Context, tenant string, child assessments.ID, backupDays int) (Disposal, error) {
	const op = "ledger.erase"
	key := assessments.ChildScope(child).Key()
	var d Disposal
	err := l.write(ctx, op, func(tx txn) error {
		var ok bool
		var err error
		d, ok, err = l.disposal(ctx, tx, tenant, key)
		switch {
		case err != nil:
			return err
		case !ok || d.State == DisposalAsked:
			return assessments.Errorf(assessments.Forbidden, op, "Two leads have to order that a record be destroyed.")
		case d.State != DisposalOrdered:
			return nil
		}
		// Whatever the service itself is writing comes before this or after it.
		if err := tx.exec(ctx, `UPDATE author SET dseq = dseq WHERE tenant = ?1`, tenant); err != nil {
			return err
		}
		seq, err := l.bump(ctx, tx, tenant)
		if err != nil {
			return err
		}
		c, err := l.certify(ctx, tx, d, backupDays)
		if err != nil {
			return err
		}
		c.before(d.Certificate) // a record that came back with a backup has one already
		if d.Certificate, err = json.Marshal(c); err != nil {
			return err
		}
		if err := l.blank(ctx, tx, d, seq); err != nil {
			return err
		}
		d.State = DisposalErased
		if err := tx.exec(ctx, `UPDATE disposal SET state = 'erased', seq = ?3, certificate = ?4 WHERE tenant = ?1 AND scope = ?2`, tenant, key, seq, []byte(d.Certificate)); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "record destroyed, certificate "+fingerprint(d.Certificate), key)
	})
	if err == nil {
		l.news.tell(tenant)
	}
	return d, err
}

func fingerprint(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// certify counts what is about to be destroyed.
func (l *Ledger) certify(ctx context.Context, tx txn, d Disposal, backupDays int) (Certificate, error) {
	key := d.scope.Key()
	c := Certificate{Format: 1, Tenant: d.Tenant, Record: d.Child, Until: d.Until, Rule: d.Rule, Destroyed: l.now(), Records: map[assessments.Kind]int{}, BackupDays: backupDays,
		Asked: Signatory{ID: d.Lead, At: d.Asked}, Agreed: Signatory{ID: d.Second, At: d.Ordered}}
	name := func(of *Signatory) func() error {
		return func() error {
			return tx.row(ctx, `SELECT coalesce(max(name), '') FROM therapist WHERE tenant = ?1 AND id = ?2`, d.Tenant, of.ID).Scan(&of.Name)
		}
	}
	count := func(query string, into ...any) func() error {
		return func() error { return tx.row(ctx, query, d.Tenant, key).Scan(into...) }
	}
	journal := sha256.New()
	var chain []byte
	for _, step := range []func() error{
		name(&c.Asked), name(&c.Agreed),
		func() error { return tx.row(ctx, `SELECT name FROM tenant WHERE id = ?1`, d.Tenant).Scan(&c.Service) },
		count(`SELECT chain FROM scope WHERE tenant = ?1 AND scope = ?2`, &chain),
		count(`SELECT count(*), CAST(coalesce(sum(size), 0) AS BIGINT) FROM blob WHERE tenant = ?1 AND scope = ?2`, &c.Pictures, &c.Bytes),
		count(`SELECT count(*) FROM delivery WHERE tenant = ?1 AND scope = ?2 AND way = 'link'`, &c.Links),
		count(`SELECT count(*) FROM handoff WHERE tenant = ?1 AND scope = ?2 AND state = 'filed'`, &c.Handoffs),
		func() error {
			return tx.each(ctx, `SELECT kind, count(*) FROM rec_head WHERE tenant = ?1 AND scope = ?2 GROUP BY kind`, func(scan func(...any) error) error {
				var kind assessments.Kind
				var n int
				err := scan(&kind, &n)
				c.Records[kind] = n
				return err
			}, d.Tenant, key)
		},
		func() error {
			return tx.each(ctx, `SELECT seq, h FROM change WHERE tenant = ?1 AND scope = ?2 ORDER BY seq`, func(scan func(...any) error) error {
				var seq int64
				var h string
				err := scan(&seq, &h)
				fmt.Fprintf(journal, "%d %s\n", seq, h)
				c.Changes++
				return err
			}, d.Tenant, key)
		},
		func() (err error) { c.Tablets, err = l.holding(ctx, tx, d); return err },
	} {
		if err := step(); err != nil {
			return c, err
		}
	}
	c.Journal, c.Signatures = hex.EncodeToString(journal.Sum(nil)), hex.EncodeToString(chain)
	return c, nil
}

// holding lists the tablets of everybody who once had the record that did not say that nothing of it is left on them.
func (l *Ledger) holding(ctx context.Context, tx txn, d Disposal) (out []string, err error) {
	var list []Handing
	err = tx.each(ctx, `SELECT therapist, max(to_seq), max(ended_ms) FROM grants WHERE tenant = ?1 AND scope = ?2 AND to_seq > 0 GROUP BY therapist ORDER BY therapist`, func(scan func(...any) error) error {
		h := Handing{Tenant: d.Tenant, Scope: d.scope.Key()}
		var ended int64
		err := scan(&h.From, &h.seq, &ended)
		h.At = clock(ended)
		list = append(list, h)
		return err
	}, d.Tenant, d.scope.Key())
	for i := range list {
		if err == nil {
			err = list[i].ask(ctx, tx)
		}
		for _, t := range list[i].Tablets {
			if !t.Purged {
				out = append(out, t.Device)
			}
		}
	}
	return out, err
}

// blank takes the words away. The guards on the tables let this through for a record that two leads ordered to be destroyed, and nothing else.
func (l *Ledger) blank(ctx context.Context, tx txn, d Disposal, seq int64) error {
	const its = `tenant = ?1 AND scope = ?2`
	const recs = `rec IN (SELECT r.rec FROM rec_head r WHERE r.tenant = ?1 AND r.scope = ?2)`
	key, now := d.scope.Key(), l.cfg.Now().UnixMilli()
	for _, q := range []string{
		`DELETE FROM conflict WHERE tenant = ?1 AND ` + recs,
		`DELETE FROM quarantine WHERE tenant = ?1 AND (scope = ?2 OR ` + recs + `)`,
		`DELETE FROM rec_head WHERE ` + its,
		`DELETE FROM late WHERE ` + its,
		`DELETE FROM delivery WHERE ` + its,
		`DELETE FROM sheet WHERE ` + its,
		`DELETE FROM handoff WHERE ` + its,
		`DELETE FROM blob_key WHERE ` + its,
		`DELETE FROM blob WHERE ` + its,
		`DELETE FROM hold WHERE ` + its,
	} {
		if err := tx.exec(ctx, q, d.Tenant, key); err != nil {
			return err
		}
	}
	none := []byte{}
	if err := tx.exec(ctx, `UPDATE change SET body = ?3, h = '', kind = '', t_dev = '', chain = ?3 WHERE `+its, d.Tenant, key, none); err != nil {
		return err
	}
	if err := tx.exec(ctx, `UPDATE scope SET chain = ?3, chain_n = ?4 WHERE `+its, d.Tenant, key, none, disposedN); err != nil {
		return err
	}
	if err := tx.exec(ctx, `UPDATE opening SET words = '' WHERE tenant = ?1 AND child = ?2`, d.Tenant, string(d.Child)); err != nil {
		return err
	}
	// After a restore somebody may have it again: their tablets are told to let go, and nothing late is taken.
	if err := tx.exec(ctx, `UPDATE grants SET grace_ms = ended_ms WHERE `+its+` AND to_seq > 0 AND grace_ms > ended_ms`, d.Tenant, key); err != nil {
		return err
	}
	return tx.exec(ctx, `UPDATE grants SET to_seq = ?3, ended_ms = ?4, grace_ms = ?4 WHERE `+its+` AND to_seq = 0`, d.Tenant, key, seq, now)
}
