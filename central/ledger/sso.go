package ledger

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// An SSO is how a tenant's people sign in with the trust's own account. Roles are in their order: the first whose value somebody has is
// theirs; without any the role that a lead gave stays.
type SSO struct {
	Tenant     string    `json:"tenant"`
	TenantName string    `json:"name"`
	Issuer     string    `json:"issuer"`
	Client     string    `json:"client"`
	Secret     string    `json:"-"`
	Claim      string    `json:"claim,omitempty"`
	Roles      []SSORole `json:"roles"`
}

// An SSORole gives a role to whoever has a value.
type SSORole struct {
	Value string `json:"value"`
	Role  string `json:"role"`
}

// SetSSO sets a tenant’s sign-in up, in place of an earlier one. Another issuer than before unlinks everybody, and signs out whoever came in by it: a subject says something only
// together with who said it.
func (l *Ledger) SetSSO(ctx context.Context, s SSO) error {
	const op = "ledger.sso"
	for _, r := range s.Roles {
		if r.Value == "" || !slices.Contains(Roles, r.Role) {
			return assessments.Errorf(assessments.Invalid, op, "A role is one of %s, after what the trust’s sign-in calls it.", strings.Join(Roles, ", "))
		}
	}
	if len(s.Roles) > 0 && s.Claim == "" {
		return assessments.Errorf(assessments.Invalid, op, "Name the claim that the roles are read from.")
	}
	sealed, err := l.sealSeed([]byte(s.Secret), "sso/"+s.Tenant)
	if err != nil {
		return err
	}
	return l.write(ctx, op, func(tx txn) error {
		var id string
		if err := tx.row(ctx, `SELECT id FROM tenant WHERE id = ?1`, s.Tenant).Scan(&id); err != nil {
			return missing(err, op, "There is no service with that id.")
		}
		for _, q := range []string{`DELETE FROM sso_role WHERE tenant = ?1`, `DELETE FROM sso WHERE tenant = ?1`} {
			if err := tx.exec(ctx, q, s.Tenant); err != nil {
				return err
			}
		}
		for _, q := range []string{`DELETE FROM sitting WHERE tenant = ?1 AND therapist IN (SELECT therapist FROM sso_link WHERE tenant = ?1 AND issuer <> ?2)`,
			`DELETE FROM sso_link WHERE tenant = ?1 AND issuer <> ?2`} {
			if err := tx.exec(ctx, q, s.Tenant, s.Issuer); err != nil {
				return err
			}
		}
		if err := tx.exec(ctx, `INSERT INTO sso (tenant, issuer, client, secret, claim) VALUES (?1, ?2, ?3, ?4, ?5)`, s.Tenant, s.Issuer, s.Client, sealed, s.Claim); err != nil {
			return err
		}
		for i, r := range s.Roles {
			if err := tx.exec(ctx, `INSERT INTO sso_role (tenant, value, role, place) VALUES (?1, ?2, ?3, ?4)`, s.Tenant, r.Value, r.Role, i); err != nil {
				return err
			}
		}
		return l.audit(ctx, tx, s.Tenant, "sign-in with the trust's account set up", s.Tenant)
	})
}

// DropSSO ends it: nobody of the tenant comes in that way any more, and whoever is in by it is signed out.
func (l *Ledger) DropSSO(ctx context.Context, tenant string) error {
	return l.write(ctx, "ledger.sso", func(tx txn) error {
		for _, q := range []string{`DELETE FROM sitting WHERE tenant = ?1 AND therapist IN (SELECT therapist FROM sso_link WHERE tenant = ?1)`,
			`DELETE FROM sso_role WHERE tenant = ?1`, `DELETE FROM sso_link WHERE tenant = ?1`, `DELETE FROM sso WHERE tenant = ?1`} {
			if err := tx.exec(ctx, q, tenant); err != nil {
				return err
			}
		}
		return l.audit(ctx, tx, tenant, "sign-in with the trust's account ended", tenant)
	})
}

// SSOs lists the tenants that have one, by name, without secrets.
func (l *Ledger) SSOs(ctx context.Context) ([]SSO, error) {
	out := []SSO{}
	err := l.read(ctx, "ledger.ssos", func(tx txn) error {
		return tx.each(ctx, `SELECT s.tenant, t.name, s.issuer, s.client, s.claim FROM sso s JOIN tenant t ON t.id = s.tenant ORDER BY t.name, s.tenant`, func(scan func(...any) error) error {
			var s SSO
			err := scan(&s.Tenant, &s.TenantName, &s.Issuer, &s.Client, &s.Claim)
			out = append(out, s)
			return err
		})
	})
	return out, err
}

// SSO finds one tenant's.
func (l *Ledger) SSO(ctx context.Context, tenant string) (s SSO, err error) {
	var sealed []byte
	err = l.read(ctx, "ledger.sso", func(tx txn) error {
		s.Roles = []SSORole{}
		err := tx.row(ctx, `SELECT s.tenant, t.name, s.issuer, s.client, s.claim, s.secret FROM sso s JOIN tenant t ON t.id = s.tenant WHERE s.tenant = ?1`, tenant).
			Scan(&s.Tenant, &s.TenantName, &s.Issuer, &s.Client, &s.Claim, &sealed)
		if err != nil {
			return missing(err, "ledger.sso", "This service does not sign in with the trust's account.")
		}
		return tx.each(ctx, `SELECT value, role FROM sso_role WHERE tenant = ?1 ORDER BY place`, func(scan func(...any) error) error {
			var r SSORole
			err := scan(&r.Value, &r.Role)
			s.Roles = append(s.Roles, r)
			return err
		}, tenant)
	})
	if err == nil {
		var secret []byte
		secret, err = l.openSeed(sealed, "sso/"+tenant)
		s.Secret = string(secret)
	}
	return s, err
}

// EnterSSO begins a whole sitting for whoever the trust's sign-in says it was. Somebody new to it is found once, by the verified
// address that a lead added them under, and linked; from then on only the account counts, whatever its address becomes.
func (l *Ledger) EnterSSO(ctx context.Context, s SSO, subject, email string, values []string) (token, role string, err error) {
	const op = "ledger.entersso"
	stranger := assessments.Errorf(assessments.Forbidden, op, "Nobody is known here under your trust’s account. Ask your team lead to add you under People, with the address of that account.")
	if subject == "" {
		return "", "", stranger
	}
	err = l.write(ctx, op, func(tx txn) error {
		a, linked, err := l.linked(ctx, tx, s, subject, loginOf(email))
		if errors.Is(err, sql.ErrNoRows) {
			return stranger
		}
		if err != nil {
			return err
		}
		if len(s.Roles) > 0 {
			i := slices.IndexFunc(s.Roles, func(r SSORole) bool { return slices.Contains(values, r.Value) })
			if i < 0 {
				return assessments.Errorf(assessments.Forbidden, op, "Your trust’s account gives you no role on these pages. Ask whoever looks after your account.")
			}
			if want := s.Roles[i].Role; want != a.role {
				if err := tx.exec(ctx, `UPDATE therapist SET role = ?3 WHERE tenant = ?1 AND id = ?2`, a.tenant, a.therapist, want); err != nil {
					return err
				}
				if err := l.audit(As(ctx, "sso"), tx, a.tenant, "role "+want, a.therapist); err != nil {
					return err
				}
				a.role = want
			}
		}
		if !linked {
			if err := l.linkTo(ctx, tx, s, subject, a); err != nil {
				return err
			}
		}
		role = a.role
		if token, err = l.sit(ctx, tx, a, StageIn, wholeLife); err != nil {
			return err
		}
		return l.audit(As(ctx, a.therapist), tx, a.tenant, "signed in with the trust's account", a.therapist)
	})
	return token, role, err
}

// linked finds who has a subject, or who may be linked to it by an address.
func (l *Ledger) linked(ctx context.Context, tx txn, s SSO, subject, email string) (a account, linked bool, err error) {
	const columns = `SELECT t.tenant, t.id, t.name, t.role, t.email FROM therapist t`
	scan := func(row *sql.Row) error { return row.Scan(&a.tenant, &a.therapist, &a.name, &a.role, &a.login) }
	err = scan(tx.row(ctx, columns+` JOIN sso_link k ON k.tenant = t.tenant AND k.therapist = t.id WHERE t.tenant = ?1 AND k.issuer = ?2 AND k.subject = ?3 AND t.state = 'active'`, s.Tenant, s.Issuer, subject))
	if err == nil || !errors.Is(err, sql.ErrNoRows) {
		return a, err == nil, err
	}
	if email == "" {
		return a, false, sql.ErrNoRows
	}
	var taken, same int
	if err := tx.row(ctx, `SELECT count(*) FROM sso_link WHERE tenant = ?1 AND issuer = ?2 AND subject = ?3`, s.Tenant, s.Issuer, subject).Scan(&taken); err != nil || taken > 0 {
		return a, false, errors.Join(err, sql.ErrNoRows) // of somebody who left
	}
	if err := tx.row(ctx, `SELECT count(*) FROM therapist WHERE tenant = ?1 AND lower(email) = ?2 AND state = 'active'`, s.Tenant, email).Scan(&same); err != nil || same != 1 {
		return a, false, errors.Join(err, sql.ErrNoRows) // nobody, or two: an address that says who it is belongs to one
	}
	err = scan(tx.row(ctx, columns+` WHERE t.tenant = ?1 AND lower(t.email) = ?2 AND t.state = 'active' AND NOT EXISTS
		(SELECT 1 FROM sso_link k WHERE k.tenant = t.tenant AND k.therapist = t.id)`, s.Tenant, email))
	return a, false, err
}

// linkTo links an account, and makes the row of the pages that a sitting hangs on; it has no password.
func (l *Ledger) linkTo(ctx context.Context, tx txn, s SSO, subject string, a account) error {
	if err := tx.exec(ctx, `INSERT INTO account (tenant, therapist, login, made_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING`, a.tenant, a.therapist, strings.ToLower(a.login), l.now()); err != nil {
		return err
	}
	var have int
	if err := tx.row(ctx, `SELECT count(*) FROM account WHERE tenant = ?1 AND therapist = ?2`, a.tenant, a.therapist).Scan(&have); err != nil {
		return err
	}
	if have == 0 {
		return assessments.Errorf(assessments.Conflict, "ledger.linksso", "Somebody else signs in with this address. Each person needs one of their own: ask your team lead.")
	}
	if err := tx.exec(ctx, `INSERT INTO sso_link (tenant, issuer, subject, therapist, at) VALUES (?1, ?2, ?3, ?4, ?5)`, s.Tenant, s.Issuer, subject, a.therapist, l.now()); err != nil {
		return err
	}
	return l.audit(As(ctx, "sso"), tx, a.tenant, "trust's account linked", a.therapist)
}

// Unlink takes somebody's account of the trust away; what they sign in with next is linked anew by its address.
func (l *Ledger) Unlink(ctx context.Context, tenant, therapist string) error {
	return l.write(ctx, "ledger.unlink", func(tx txn) error {
		for _, q := range []string{`DELETE FROM sso_link WHERE tenant = ?1 AND therapist = ?2`, `DELETE FROM sitting WHERE tenant = ?1 AND therapist = ?2`} {
			if err := tx.exec(ctx, q, tenant, therapist); err != nil {
				return err
			}
		}
		return l.audit(ctx, tx, tenant, "trust's account unlinked", therapist)
	})
}
