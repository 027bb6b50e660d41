package store

import (
	"context"
	"crypto/subtle"
	"io"

	"golang.org/x/crypto/argon2"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A PIN lets the therapist back into an app that locked itself while it lay idle. It guards the screen of an open store and
// opens no file: after a restart the passphrase is asked for again.

const (
	pinNote  = "pin"
	pinTries = 5
	minPIN   = 4
	saltSize = 16
)

// SetPIN keeps a PIN for CheckPIN; "" removes it.
func (s *Store) SetPIN(ctx context.Context, pin string) error {
	const op = "store.pin"
	if pin == "" {
		return s.write(ctx, op, func(t *tx) error { return t.putMeta(pinNote, nil) })
	}
	if len(pin) < minPIN || !digitsOnly(pin) {
		return assessments.Errorf(assessments.Invalid, op, "A PIN has at least %d digits and nothing else.", minPIN)
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(s.cfg.Rand, salt); err != nil {
		return assessments.Wrap(err, assessments.Internal, op, "This device gave no random numbers, so no PIN could be set. Restart it and try again.")
	}
	return s.write(ctx, op, func(t *tx) error { return t.putMeta(pinNote, append(salt, pinHash(pin, salt)...)) })
}

// HasPIN reports whether there is a PIN to ask for.
func (s *Store) HasPIN(ctx context.Context) (bool, error) {
	kept, err := s.meta(ctx, "store.pin", pinNote)
	return len(kept) > 0, err
}

// CheckPIN returns nil for the right PIN. The fifth wrong one in a row closes the store: its keys leave memory, and only the
// passphrase opens it again. What was typed is on the disk.
func (s *Store) CheckPIN(ctx context.Context, pin string) error {
	const op = "store.pin"
	kept, err := s.meta(ctx, op, pinNote)
	if err != nil {
		return err
	}
	if len(kept) > saltSize && subtle.ConstantTimeCompare(pinHash(pin, kept[:saltSize]), kept[saltSize:]) == 1 {
		s.wrongPINs.Store(0)
		return nil
	}
	left := pinTries - int(s.wrongPINs.Add(1))
	if left > 0 {
		return assessments.Errorf(assessments.Unauthorized, op, "That is not the PIN. %d more tries, then the passphrase is needed.", left)
	}
	err = s.Close()
	return assessments.Wrap(err, assessments.Unauthorized, op, "That was not the PIN, five times. Type the passphrase; nothing you wrote is lost.")
}

// pinHash is stretched a little only: it is sealed, and whoever can read it holds the device key already.
func pinHash(pin string, salt []byte) []byte {
	return argon2.IDKey([]byte(pin), salt, 1, 8<<10, 1, vault.KeySize)
}
