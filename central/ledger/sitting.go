package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/signin"
)

// The stages of a sitting: the password was right and a phone has to be paired; or its code has to be typed; or all is done.
const (
	StagePhone = "phone"
	StageCode  = "code"
	StageIn    = "in"
)

// How long a sitting lasts: half of one for the time it takes to pick up a phone, a whole one for a working day, and either
// only while somebody uses it. A screen in an open-plan office is left alone sooner than people think.
const (
	halfLife  = 10 * time.Minute
	wholeLife = 12 * time.Hour
	idleLife  = 30 * time.Minute
	touchEach = time.Minute // a page that is looked at costs no write more often than this
)

// A Sitting is a browser that somebody signed in with. Key names it in forms and is worth nothing in a cookie.
type Sitting struct {
	Tenant, TenantName, Pack string
	Person                   assessments.ID
	Name, Email, Role, Stage string
	Key                      string
	seenMs, endsMs, step     int64
	totp                     []byte
	ready                    bool
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte("sitting\n" + token))
	return hex.EncodeToString(sum[:])
}

// sit begins a sitting and returns its token, which is kept nowhere.
func (l *Ledger) sit(ctx context.Context, tx txn, a account, stage string, life time.Duration) (string, error) {
	token, err := l.token(32)
	if err != nil {
		return "", err
	}
	now := l.cfg.Now()
	if err := tx.exec(ctx, `DELETE FROM sitting WHERE ends_ms < ?1`, now.UnixMilli()); err != nil {
		return "", err
	}
	return token, tx.exec(ctx, `INSERT INTO sitting (hash, tenant, therapist, stage, seen_ms, ends_ms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
		tokenHash(token), a.tenant, a.therapist, stage, now.UnixMilli(), now.Add(life).UnixMilli())
}

// Enter checks a password and begins a sitting that waits for the phone.
func (l *Ledger) Enter(ctx context.Context, email, password string) (token, stage string, err error) {
	login := loginOf(email)
	if err := l.try(ctx, login); err != nil {
		return "", "", err
	}
	a, err := l.account(ctx, login)
	if err != nil {
		return "", "", err
	}
	ok, err := signin.Matches(ctx, a.password, password)
	if err != nil {
		return "", "", err
	}
	if !ok {
		return "", "", l.wrong(ctx, a, "wrong password", "The e-mail address and the password do not go together.")
	}
	if stage = StageCode; !a.ready {
		stage = StagePhone
	}
	err = l.write(ctx, "ledger.enter", func(tx txn) error {
		if token, err = l.sit(ctx, tx, a, stage, halfLife); err != nil {
			return err
		}
		return l.audit(As(ctx, a.therapist), tx, a.tenant, "password right", a.therapist)
	})
	return token, stage, errorsOf(err, l.untry(ctx, login))
}

// Seed is what a phone is paired with. It is made at the first time of asking and stays until a code of it came back, so that a
// page that is loaded again shows the same picture.
func (l *Ledger) Seed(ctx context.Context, s Sitting) ([]byte, error) {
	if s.Stage != StagePhone || s.ready {
		return nil, assessments.Errorf(assessments.Forbidden, "ledger.seed", "A phone is paired already. Ask for a new sign-in code if it was lost.")
	}
	if len(s.totp) > 0 {
		return l.openSeed(s.totp, string(s.Person))
	}
	raw, err := l.token(signin.SeedBytes)
	if err != nil {
		return nil, err
	}
	seed, err := hex.DecodeString(raw)
	if err != nil {
		return nil, internal(err, "ledger.seed")
	}
	sealed, err := l.sealSeed(seed, string(s.Person))
	if err != nil {
		return nil, err
	}
	err = l.write(ctx, "ledger.seed", func(tx txn) error {
		return tx.exec(ctx, `UPDATE account SET totp = ?3 WHERE tenant = ?1 AND therapist = ?2 AND ready = 0`, s.Tenant, string(s.Person), sealed)
	})
	return seed, err
}

// Confirm checks a code of the phone, and exchanges the half sitting for a whole one under another token.
func (l *Ledger) Confirm(ctx context.Context, s Sitting, code string) (token string, err error) {
	const op = "ledger.confirm"
	login := loginOf(s.Email)
	if s.Stage == StageIn {
		return "", assessments.Errorf(assessments.Conflict, op, "You are signed in already.")
	}
	if err := l.try(ctx, login); err != nil {
		return "", err
	}
	a := account{tenant: s.Tenant, therapist: string(s.Person), login: login}
	seed, err := l.openSeed(s.totp, a.therapist)
	if err != nil {
		return "", err
	}
	step, ok := signin.Step(seed, code, l.cfg.Now(), s.step)
	if !ok || len(seed) == 0 {
		return "", l.wrong(ctx, a, "wrong code from the phone", "The code does not match. Type the newest one that your phone shows.")
	}
	err = l.write(ctx, op, func(tx txn) error {
		var one string
		// The step is used in the same statement that looks at it: a code counts once, whoever types it.
		if err := tx.row(ctx, `UPDATE account SET ready = 1, step = ?3 WHERE tenant = ?1 AND therapist = ?2 AND step < ?3 RETURNING therapist`, a.tenant, a.therapist, step).Scan(&one); err != nil {
			return missing(err, op, "That code was used already. Wait for the next one.")
		}
		if err := tx.exec(ctx, `DELETE FROM sitting WHERE hash = ?1`, s.Key); err != nil {
			return err
		}
		if token, err = l.sit(ctx, tx, a, StageIn, wholeLife); err != nil {
			return err
		}
		if err := tx.exec(ctx, `DELETE FROM signin_try WHERE login = ?1`, l.loginHash(login)); err != nil {
			return err
		}
		return l.audit(As(ctx, a.therapist), tx, a.tenant, "signed in", a.therapist)
	})
	return token, err
}

// Sitting finds whose a token is. One that is unknown, ended or too old is Unauthorized, without saying which.
func (l *Ledger) Sitting(ctx context.Context, token string) (Sitting, error) {
	const op = "ledger.sitting"
	s := Sitting{Key: tokenHash(token)}
	var err error = assessments.Errorf(assessments.Unauthorized, op, "You are not signed in.")
	if read := l.each(ctx, op, `SELECT s.tenant, n.name, n.pack, s.therapist, t.name, t.email, t.role, s.stage, s.seen_ms, s.ends_ms, a.totp, a.ready, a.step
		FROM sitting s JOIN tenant n ON n.id = s.tenant JOIN therapist t ON t.tenant = s.tenant AND t.id = s.therapist AND t.state = 'active'
		JOIN account a ON a.tenant = s.tenant AND a.therapist = s.therapist WHERE s.hash = ?1`, func(scan func(...any) error) error {
		var ready int
		found := scan(&s.Tenant, &s.TenantName, &s.Pack, &s.Person, &s.Name, &s.Email, &s.Role, &s.Stage, &s.seenMs, &s.endsMs, &s.totp, &ready, &s.step)
		s.ready, err = ready == 1, nil
		return found
	}, s.Key); read != nil {
		err = read
	}
	if err != nil {
		return Sitting{}, err
	}
	now := l.cfg.Now().UnixMilli()
	if now >= s.endsMs || now-s.seenMs >= idleLife.Milliseconds() {
		return Sitting{}, assessments.Errorf(assessments.Unauthorized, op, "You were signed out, because the page was left alone for a while.")
	}
	if now-s.seenMs >= touchEach.Milliseconds() {
		err = l.write(ctx, op, func(tx txn) error { return tx.exec(ctx, `UPDATE sitting SET seen_ms = ?2 WHERE hash = ?1`, s.Key, now) })
	}
	return s, err
}

// Leave ends a sitting. One that is gone already is no error: whoever signs out twice is out.
func (l *Ledger) Leave(ctx context.Context, s Sitting) error {
	return l.write(ctx, "ledger.leave", func(tx txn) error {
		if err := tx.exec(ctx, `DELETE FROM sitting WHERE hash = ?1`, s.Key); err != nil {
			return err
		}
		return l.audit(ctx, tx, s.Tenant, "signed out", string(s.Person))
	})
}
