package ledger

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Packs are the service packs a tenant may be added with; their rules belong to the tablets.
var Packs = []string{"lewisham-like", "evelina-like", "bromley-like", "leicestershire-like", "hertfordshire-like"}

// A Tenant is one NHS service.
type Tenant struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Pack  string `json:"pack"`
	Epoch string `json:"epoch"`
	Seq   uint64 `json:"seq"`
}

// AddTenant adds an NHS service.
func (l *Ledger) AddTenant(ctx context.Context, name, pack string) (Tenant, error) {
	name = strings.TrimSpace(name)
	if name == "" || len(name) > 200 || printed(name) != name {
		return Tenant{}, assessments.Errorf(assessments.Invalid, "ledger.tenant", "Give the service a name of up to 200 letters.")
	}
	if !slices.Contains(Packs, pack) {
		return Tenant{}, assessments.Errorf(assessments.Invalid, "ledger.tenant", "There is no pack %q: choose one of %s.", pack, strings.Join(Packs, ", "))
	}
	epoch, err := l.token(16)
	if err != nil {
		return Tenant{}, err
	}
	t := Tenant{ID: l.cfg.NewID(), Name: name, Pack: pack, Epoch: epoch}
	err = l.write(ctx, "ledger.tenant", func(tx txn) error {
		if err := tx.exec(ctx, `INSERT INTO tenant (id, name, pack, epoch, made_at) VALUES (?1, ?2, ?3, ?4, ?5)`, t.ID, t.Name, t.Pack, t.Epoch, l.now()); err != nil {
			return err
		}
		return l.audit(ctx, tx, t.ID, "tenant added", t.ID)
	})
	return t, err
}

// Tenant returns one tenant.
func (l *Ledger) Tenant(ctx context.Context, id string) (Tenant, error) {
	var t Tenant
	err := l.read(ctx, "ledger.tenant", func(tx txn) error {
		err := tx.row(ctx, `SELECT id, name, pack, epoch, seq FROM tenant WHERE id = ?1`, id).Scan(&t.ID, &t.Name, &t.Pack, &t.Epoch, &t.Seq)
		return missing(err, "ledger.tenant", "There is no service with that id.")
	})
	return t, err
}

// Tenants lists every tenant.
func (l *Ledger) Tenants(ctx context.Context) ([]Tenant, error) {
	out := []Tenant{}
	err := l.read(ctx, "ledger.tenants", func(tx txn) error {
		return tx.each(ctx, `SELECT id, name, pack, epoch, seq FROM tenant ORDER BY id`, func(scan func(...any) error) error {
			var t Tenant
			err := scan(&t.ID, &t.Name, &t.Pack, &t.Epoch, &t.Seq)
			out = append(out, t)
			return err
		})
	})
	return out, err
}

// A Therapist is somebody who works for a tenant.
type Therapist struct {
	Tenant string `json:"tenant"`
	ID     string `json:"id"`
	Name   string `json:"name"`
	Email  string `json:"email"`
	State  string `json:"state"`
}

// AddTherapist adds a therapist to a tenant.
func (l *Ledger) AddTherapist(ctx context.Context, tenant, name, email string) (Therapist, error) {
	name, email = strings.TrimSpace(name), strings.TrimSpace(email)
	if name == "" || len(name) > 200 || printed(name) != name {
		return Therapist{}, assessments.Errorf(assessments.Invalid, "ledger.therapist", "Give the therapist's name, up to 200 letters.")
	}
	if at := strings.IndexByte(email, '@'); at < 1 || at == len(email)-1 || len(email) > 200 || printed(email) != email || strings.ContainsAny(email, " ,;<>") {
		return Therapist{}, assessments.Errorf(assessments.Invalid, "ledger.therapist", "%q is not an e-mail address.", printed(email))
	}
	t := Therapist{tenant, l.cfg.NewID(), name, email, "active"}
	err := l.write(ctx, "ledger.therapist", func(tx txn) error {
		var one int
		if err := tx.row(ctx, `SELECT 1 FROM tenant WHERE id = ?1`, tenant).Scan(&one); err != nil {
			return missing(err, "ledger.therapist", "There is no service with that id.")
		}
		if err := tx.exec(ctx, `INSERT INTO therapist (tenant, id, name, email, made_at) VALUES (?1, ?2, ?3, ?4, ?5)`, tenant, t.ID, name, email, l.now()); err != nil {
			return err
		}
		return l.audit(ctx, tx, tenant, "therapist added", t.ID)
	})
	return t, err
}

func (l *Ledger) therapist(ctx context.Context, tx txn, id string) (Therapist, error) {
	t := Therapist{ID: id}
	err := tx.row(ctx, `SELECT tenant, name, email, state FROM therapist WHERE id = ?1`, id).Scan(&t.Tenant, &t.Name, &t.Email, &t.State)
	return t, missing(err, "ledger.therapist", "There is no therapist with that id.")
}

// codeLife is how long an enrolment code may be used.
const codeLife = 15 * time.Minute

// codeLetters has no letters that look like another: 32 of them, five bits each.
const codeLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewCode makes a code with which one device may enrol for the therapist, once, within 15 minutes. It is shown now and
// never again: only its keyed hash is kept.
func (l *Ledger) NewCode(ctx context.Context, therapist string) (string, error) {
	code, err := l.letters(12)
	if err != nil {
		return "", err
	}
	err = l.write(ctx, "ledger.code", func(tx txn) error {
		t, err := l.working(ctx, tx, therapist)
		if err != nil {
			return err
		}
		expires := l.cfg.Now().Add(codeLife).UnixMilli()
		if err := tx.exec(ctx, `INSERT INTO enrol_code (hash, tenant, therapist, expires_ms) VALUES (?1, ?2, ?3, ?4)`, l.codeHash(code), t.Tenant, therapist, expires); err != nil {
			return err
		}
		return l.audit(ctx, tx, t.Tenant, "code made", therapist)
	})
	return code[:4] + "-" + code[4:8] + "-" + code[8:], err
}

// letters returns n random letters of codes.
func (l *Ledger) letters(n int) (string, error) {
	raw := make([]byte, n)
	if _, err := io.ReadFull(l.cfg.Rand, raw); err != nil {
		return "", internal(err, "ledger.code")
	}
	for i, b := range raw {
		raw[i] = codeLetters[b&31]
	}
	return string(raw), nil
}

func (l *Ledger) codeHash(code string) string {
	m := hmac.New(sha256.New, l.secret)
	m.Write([]byte("enrol code\n" + wire.PlainCode(code)))
	return hex.EncodeToString(m.Sum(nil))
}

// token returns n random bytes as hexadecimal.
func (l *Ledger) token(n int) (string, error) {
	raw := make([]byte, n)
	if _, err := io.ReadFull(l.cfg.Rand, raw); err != nil {
		return "", internal(err, "ledger.token")
	}
	return hex.EncodeToString(raw), nil
}

// missing turns a query without a row into a NotFound with a sentence.
func missing(err error, op, sentence string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return assessments.Errorf(assessments.NotFound, op, "%s", sentence)
	}
	return err
}
