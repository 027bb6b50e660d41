package ledger

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// The states of a mail.
const (
	MailWaiting = waiting
	MailSent    = "sent"
	MailFailed  = "failed"
	MailNone    = "none"
)

// A Delivery is what the service does with one share. Token is the SHA-256 of its link, in hexadecimal; Tries are the mails begun.
type Delivery struct {
	Tenant string
	Share  assessments.ID
	Scope  assessments.Scope
	Way    string
	Token  string
	Ref    string
	Mail   string
	Tries  int
	Urgent bool      // its mail goes before all others
	Opens  int       // right PINs that were given
	Locked time.Time // until when no PIN is looked at; zero: it is not locked
}

const deliveryColumns = `tenant, share, scope, way, token, ref, mail, tries, urgent, opens, locked_ms`

func scanDelivery(scan func(...any) error) (Delivery, error) {
	var d Delivery
	var scope string
	var locked, urgent int64
	err := scan(&d.Tenant, &d.Share, &scope, &d.Way, &d.Token, &d.Ref, &d.Mail, &d.Tries, &urgent, &d.Opens, &locked)
	d.Scope, d.Urgent = scopeOf(scope), urgent > 0
	if locked > 0 {
		d.Locked = time.UnixMilli(locked)
	}
	return d, err
}

// NewShares returns the shares of a tenant that no Delivery stands for yet.
func (l *Ledger) NewShares(ctx context.Context, tenant string) ([]assessments.Record, error) {
	return l.records(ctx, "ledger.newshares", `SELECT `+headColumns+` FROM rec_head WHERE tenant = ?1 AND kind = 'share'
		AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.tenant = ?1 AND d.share = rec_head.rec) ORDER BY rec LIMIT 200`, tenant)
}

// AddDelivery begins to deliver a share. Of two processes that see it at once the second changes nothing.
func (l *Ledger) AddDelivery(ctx context.Context, d Delivery) error {
	return l.write(ctx, "ledger.delivery", func(tx txn) error {
		return tx.exec(ctx, `INSERT INTO delivery (tenant, share, scope, way, token, ref, mail, at, urgent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING`,
			d.Tenant, string(d.Share), d.Scope.Key(), d.Way, d.Token, d.Ref, d.Mail, l.now(), map[bool]int{true: 1}[d.Urgent])
	})
}

// DeliveryBy returns the delivery whose link has this SHA-256. A link that nobody gave out is NotFound.
func (l *Ledger) DeliveryBy(ctx context.Context, token string) (d Delivery, err error) {
	err = l.read(ctx, "ledger.delivery", func(tx txn) error {
		var err error
		d, err = scanDelivery(tx.row(ctx, `SELECT `+deliveryColumns+` FROM delivery WHERE token = ?1`, token).Scan)
		return missing(err, "ledger.delivery", "There is no report at this address. Check that the whole link from the email was copied.")
	})
	return d, err
}

// DueMail lists the deliveries whose mail is due: the urgent ones, then the longest waiting.
func (l *Ledger) DueMail(ctx context.Context) ([]Delivery, error) {
	out := []Delivery{}
	err := l.read(ctx, "ledger.duemail", func(tx txn) error {
		return tx.each(ctx, `SELECT `+deliveryColumns+` FROM delivery WHERE mail = 'waiting' AND next_ms <= ?1 ORDER BY urgent DESC, next_ms, at LIMIT 100`, func(scan func(...any) error) error {
			d, err := scanDelivery(scan)
			out = append(out, d)
			return err
		}, l.cfg.Now().UnixMilli())
	})
	return out, err
}

// How many wrong PINs lock a link, and for how long.
const (
	PINTries = 5
	PINLock  = 30 * time.Minute
)

// TryPIN takes one of the tries at a PIN before it is looked at, so that many at once are no more than one after the other. n is
// which try it is, from 1; the fifth locks the link as it is taken. n is 0 while the link is locked.
func (l *Ledger) TryPIN(ctx context.Context, d Delivery) (n int, err error) {
	now := l.cfg.Now()
	err = l.write(ctx, "ledger.trypin", func(tx txn) error {
		n = 0
		err := tx.row(ctx, `UPDATE delivery SET wrong = CASE WHEN wrong >= ?5 THEN 1 ELSE wrong + 1 END, locked_ms = CASE WHEN wrong = ?5 - 1 THEN CAST(?4 AS BIGINT) ELSE 0 END
			WHERE tenant = ?1 AND share = ?2 AND locked_ms <= ?3 RETURNING wrong`, d.Tenant, string(d.Share), now.UnixMilli(), now.Add(PINLock).UnixMilli(), PINTries).Scan(&n)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return n, err
}

// ForgetPINs forgets the wrong ones, and counts no opening: what opened is not the report.
func (l *Ledger) ForgetPINs(ctx context.Context, d Delivery) error {
	return l.write(ctx, "ledger.forgetpins", func(tx txn) error {
		return tx.exec(ctx, `UPDATE delivery SET wrong = 0, locked_ms = 0 WHERE tenant = ?1 AND share = ?2`, d.Tenant, string(d.Share))
	})
}

// OpensMost is how often a link opens: for a school's colleagues, and not for whoever a mail is passed on to.
const OpensMost = 10

// RightPIN forgets the wrong ones and counts the opening; ok is false when the link was opened often enough.
func (l *Ledger) RightPIN(ctx context.Context, d Delivery) (ok bool, err error) {
	err = l.write(ctx, "ledger.rightpin", func(tx txn) error {
		var opens int
		err := tx.row(ctx, `UPDATE delivery SET wrong = 0, locked_ms = 0, opens = opens + 1 WHERE tenant = ?1 AND share = ?2 AND opens < ?3 RETURNING opens`,
			d.Tenant, string(d.Share), OpensMost).Scan(&opens)
		if ok = err == nil; errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		return err
	})
	return ok, err
}
