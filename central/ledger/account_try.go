package ledger

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// After this many wrong tries at one login nobody may try there for a while, right or wrong. It is short: whoever knows a lead's
// address can lock them out with it, but not guess on.
const (
	mostWrong = 5
	lockTime  = 15 * time.Minute
)

// An account as sign-in needs it. The zero account is nobody's, and every check on it fails as it would on a real one.
type account struct {
	tenant, therapist, name, role, login, password, startHash string
	startMs, step                                             int64
	ready                                                     bool
	totp                                                      []byte
}

// loginOf is how an address is looked up.
func loginOf(email string) string { return strings.ToLower(strings.TrimSpace(printed(email))) }

// keyed is a hash of something that must not be readable, or guessable, from the database.
func (l *Ledger) keyed(purpose, s string) []byte {
	m := hmac.New(sha256.New, l.secret)
	m.Write([]byte(purpose + "\n" + s))
	return m.Sum(nil)
}

func (l *Ledger) loginHash(login string) string { return hex.EncodeToString(l.keyed("login", login)) }

// account finds who signs in with a login; nobody gives the zero account, so that the rest takes as long.
func (l *Ledger) account(ctx context.Context, login string) (a account, err error) {
	a.login = login
	err = l.read(ctx, "ledger.account", func(tx txn) error {
		var ready int
		err := tx.row(ctx, `SELECT a.tenant, a.therapist, t.name, t.role, a.password, a.totp, a.ready, a.step, a.start_hash, a.start_ms
			FROM account a JOIN therapist t ON t.tenant = a.tenant AND t.id = a.therapist WHERE a.login = ?1 AND t.state = 'active'`, login).
			Scan(&a.tenant, &a.therapist, &a.name, &a.role, &a.password, &a.totp, &ready, &a.step, &a.startHash, &a.startMs)
		a.ready = ready == 1
		if errors.Is(err, sql.ErrNoRows) {
			a = account{login: login}
			return nil
		}
		return err
	})
	return a, err
}

// try counts a try before it is looked at, so that many at once are not worth more than five; untry takes it back when it was right.
func (l *Ledger) try(ctx context.Context, login string) error {
	const op = "ledger.try"
	return l.write(ctx, op, func(tx txn) error {
		now, hash := l.cfg.Now().UnixMilli(), l.loginHash(login)
		// Tries of yesterday say nothing any more, and must not fill the table.
		if err := tx.exec(ctx, `DELETE FROM signin_try WHERE at_ms < ?1`, now-day.Milliseconds()); err != nil {
			return err
		}
		var wrong int
		var until int64
		if err := tx.row(ctx, `INSERT INTO signin_try (login, wrong, at_ms, until_ms) VALUES (?1, 1, ?2, 0)
			ON CONFLICT (login) DO UPDATE SET wrong = CASE WHEN signin_try.until_ms > 0 AND signin_try.until_ms <= ?2 THEN 1 ELSE signin_try.wrong + 1 END, at_ms = ?2,
			until_ms = CASE WHEN signin_try.until_ms > ?2 THEN signin_try.until_ms ELSE 0 END RETURNING wrong, until_ms`, hash, now).Scan(&wrong, &until); err != nil {
			return err
		}
		if until > now || wrong > mostWrong {
			return locked(op)
		}
		if wrong < mostWrong {
			return nil
		}
		return tx.exec(ctx, `UPDATE signin_try SET until_ms = ?2 WHERE login = ?1`, hash, now+lockTime.Milliseconds())
	})
}

func locked(op string) error {
	return assessments.Errorf(assessments.Forbidden, op, "There were too many wrong tries. Wait 15 minutes, then try again.")
}

// untry takes a try back that was right. The wrong ones before it still count, until the whole of a sign-in was right: whoever
// has the password must not have five codes of the phone for each time they type it.
func (l *Ledger) untry(ctx context.Context, login string) error {
	return l.write(ctx, "ledger.untry", func(tx txn) error {
		return tx.exec(ctx, `UPDATE signin_try SET wrong = wrong - 1, until_ms = 0 WHERE login = ?1 AND wrong > 0`, l.loginHash(login))
	})
}

// wrong writes a wrong try down, and says so in a sentence that is the same for whoever has no account.
func (l *Ledger) wrong(ctx context.Context, a account, what, sentence string) error {
	if err := l.Note(As(ctx, "nobody"), a.tenant, what, a.therapist); err != nil {
		return err
	}
	return assessments.Errorf(assessments.Unauthorized, "ledger.signin", "%s", sentence)
}

// errorsOf is the first that went wrong.
func errorsOf(first, second error) error {
	if first != nil {
		return first
	}
	return second
}

// sealSeed keeps what a phone shares with the service from whoever reads the account's table alone.
func (l *Ledger) sealSeed(seed []byte, therapist string) ([]byte, error) {
	aead, err := l.seedBox()
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	if _, err := io.ReadFull(l.cfg.Rand, nonce); err != nil {
		return nil, internal(err, "ledger.seed")
	}
	return aead.Seal(nonce, nonce, seed, []byte(therapist)), nil
}

// openSeed is the way back. A seed that was put into another's row does not open.
func (l *Ledger) openSeed(sealed []byte, therapist string) ([]byte, error) {
	aead, err := l.seedBox()
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, nil
	}
	seed, err := aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], []byte(therapist))
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Damaged, "ledger.seed", "The account cannot be read. Ask for a new sign-in code.")
	}
	return seed, nil
}

func (l *Ledger) seedBox() (cipher.AEAD, error) {
	block, err := aes.NewCipher(l.keyed("seeds", ""))
	if err != nil {
		return nil, internal(err, "ledger.seed")
	}
	return cipher.NewGCM(block)
}
