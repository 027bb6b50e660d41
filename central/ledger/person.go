package ledger

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/signin"
)

// The roles of those who work for a tenant. A lead sees the service and may order what is hard to undo; coordination takes referrals
// in and reads no record; an auditor reads who did what, and nothing of a child. Therapists and assistants work on tablets.
const (
	RoleTherapist    = "therapist"
	RoleAssistant    = "assistant"
	RoleLead         = "lead"
	RoleCoordination = "coordination"
	RoleAuditor      = "auditor"
)

// Roles lists them, in the order in which a page offers them.
var Roles = []string{RoleTherapist, RoleAssistant, RoleLead, RoleCoordination, RoleAuditor}

// A Person is somebody who works for a tenant, with how far their account for the pages is.
type Person struct {
	Therapist
	Role    string `json:"role"`
	Account string `json:"account"` // "", invited, started, ready or linked
}

// AccountLinked is the Account of somebody who signs in with the trust's account.
const AccountLinked = "linked"

// People lists who works for a tenant, by name.
func (l *Ledger) People(ctx context.Context, tenant string) ([]Person, error) {
	out := []Person{}
	err := l.each(ctx, "ledger.people", `SELECT t.tenant, t.id, t.name, t.email, t.state, t.role,
		CASE WHEN k.therapist IS NOT NULL THEN 'linked' WHEN a.therapist IS NULL THEN '' WHEN a.password = '' THEN 'invited' WHEN a.ready = 0 THEN 'started' ELSE 'ready' END
		FROM therapist t LEFT JOIN account a ON a.tenant = t.tenant AND a.therapist = t.id LEFT JOIN sso_link k ON k.tenant = t.tenant AND k.therapist = t.id WHERE t.tenant = ?1 ORDER BY t.name, t.id`, func(scan func(...any) error) error {
		var p Person
		err := scan(&p.Tenant, &p.ID, &p.Name, &p.Email, &p.State, &p.Role, &p.Account)
		out = append(out, p)
		return err
	}, tenant)
	return out, err
}

// SetRole gives somebody a role. It counts from their next page on: nobody has to sign in again.
func (l *Ledger) SetRole(ctx context.Context, tenant, therapist, role string) error {
	const op = "ledger.role"
	if !slices.Contains(Roles, role) {
		return assessments.Errorf(assessments.Invalid, op, "A role is one of %s.", strings.Join(Roles, ", "))
	}
	return l.write(ctx, op, func(tx txn) error {
		var id string
		if err := tx.row(ctx, `UPDATE therapist SET role = ?3 WHERE tenant = ?1 AND id = ?2 RETURNING id`, tenant, therapist, role).Scan(&id); err != nil {
			return missing(err, op, "There is nobody with that id.")
		}
		return l.audit(ctx, tx, tenant, "role "+role, therapist)
	})
}

// TenantOf returns whom somebody works for.
func (l *Ledger) TenantOf(ctx context.Context, therapist string) (tenant string, err error) {
	err = l.read(ctx, "ledger.tenant", func(tx txn) error {
		t, err := l.therapist(ctx, tx, therapist)
		tenant = t.Tenant
		return err
	})
	return tenant, err
}

// startLife is how long somebody may take to choose their password: invited on a Friday, it still works on Monday.
const startLife = 72 * time.Hour

// Invite makes a one-use code with which somebody chooses their password for the pages. What they had before, a forgotten
// password or a lost phone, counts no more from then on, and every browser they are signed in with is signed out.
func (l *Ledger) Invite(ctx context.Context, tenant, therapist string) (string, error) {
	const op = "ledger.invite"
	code, err := l.letters(12)
	if err != nil {
		return "", err
	}
	err = l.write(ctx, op, func(tx txn) error {
		t, err := l.working(ctx, tx, therapist)
		if err == nil && t.Tenant != tenant && tenant != "" {
			err = assessments.Errorf(assessments.NotFound, op, "There is no therapist with that id.")
		}
		if err != nil {
			return err
		}
		var taken int
		login := strings.ToLower(t.Email)
		if err := tx.row(ctx, `SELECT count(*) FROM account WHERE login = ?1 AND therapist <> ?2`, login, therapist).Scan(&taken); err != nil {
			return err
		}
		if taken > 0 {
			return assessments.Errorf(assessments.Conflict, op, "Somebody else signs in with %s. Each person needs an address of their own.", t.Email)
		}
		if err := tx.exec(ctx, `INSERT INTO account (tenant, therapist, login, start_hash, start_ms, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
			ON CONFLICT (tenant, therapist) DO UPDATE SET login = excluded.login, password = '', totp = excluded.totp, ready = 0, step = 0, start_hash = excluded.start_hash, start_ms = excluded.start_ms`,
			t.Tenant, therapist, login, l.codeHash("start "+code), l.cfg.Now().Add(startLife).UnixMilli(), l.now()); err != nil {
			return err
		}
		if err := tx.exec(ctx, `DELETE FROM sitting WHERE tenant = ?1 AND therapist = ?2`, t.Tenant, therapist); err != nil {
			return err
		}
		return l.audit(ctx, tx, t.Tenant, "invited to sign in", therapist)
	})
	return code[:4] + "-" + code[4:8] + "-" + code[8:], err
}

// ChoosePassword uses up the code of an invitation. The sitting that is returned pairs a phone next.
func (l *Ledger) ChoosePassword(ctx context.Context, email, code, password string) (token string, err error) {
	const op = "ledger.choose"
	login := loginOf(email)
	if err := l.try(ctx, login); err != nil {
		return "", err
	}
	a, err := l.account(ctx, login)
	if err != nil {
		return "", err
	}
	now := l.cfg.Now().UnixMilli()
	if a.startHash == "" || a.startHash != l.codeHash("start "+code) || a.startMs <= now {
		return "", l.wrong(ctx, a, "wrong sign-in code", "The e-mail address and the code do not go together, or the code is older than three days. Ask for a new one.")
	}
	if err := signin.CheckNew(password, a.name, email); err != nil {
		return "", errorsOf(err, l.untry(ctx, login))
	}
	kept, err := signin.Keep(ctx, password, l.cfg.Rand)
	if err != nil {
		return "", err
	}
	err = l.write(ctx, op, func(tx txn) error {
		var one string
		// One statement finds and uses the code: of two browsers with the same one, the second finds nothing.
		if err := tx.row(ctx, `UPDATE account SET password = ?3, start_hash = '', start_ms = 0 WHERE tenant = ?1 AND therapist = ?2 AND start_hash = ?4 RETURNING therapist`,
			a.tenant, a.therapist, kept, a.startHash).Scan(&one); err != nil {
			return missing(err, op, "The code was used already. Ask for a new one.")
		}
		if token, err = l.sit(ctx, tx, a, StagePhone, halfLife); err != nil {
			return err
		}
		return l.audit(As(ctx, a.therapist), tx, a.tenant, "password chosen", a.therapist)
	})
	return token, errorsOf(err, l.untry(ctx, login))
}
