package store

import (
	"bytes"
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// CheckPIN returns nil for the store's PIN: whoever is at the tablet says with it that it is they who sign. After five wrong ones in
// a row it takes none any more until CheckPassphrase has heard the passphrase.
func (s *Store) CheckPIN(ctx context.Context, pin string) error {
	const op = "store.pin"
	kept, err := s.meta(ctx, op, pinNote)
	if err != nil {
		return err
	}
	if len(kept) <= 1+saltSize || s.pinMisses.Load() >= pinTries {
		return assessments.Errorf(assessments.Unauthorized, op, "The PIN is not taken any more. Type the passphrase.")
	}
	if len(pin) == int(kept[0]) && digitsOnly(pin) {
		pair, err := vault.PINPair(pin, kept[1:1+saltSize], s.cfg.KDF)
		if err != nil {
			return err
		}
		if bytes.Equal(pair.Public(), kept[1+saltSize:]) {
			s.pinMisses.Store(0)
			return nil
		}
	}
	if left := pinTries - int(s.pinMisses.Add(1)); left > 0 {
		return assessments.Errorf(assessments.Unauthorized, op, "That is not the PIN. %s, then the passphrase is needed.", triesWord(left))
	}
	return assessments.Errorf(assessments.Unauthorized, op, "That was not the PIN, five times. Type the passphrase.")
}

// PINTaken reports whether CheckPIN still takes a PIN.
func (s *Store) PINTaken(ctx context.Context) (bool, error) {
	has, err := s.HasPIN(ctx)
	return has && s.pinMisses.Load() < pinTries, err
}

// CheckPassphrase returns nil for the store's passphrase.
func (s *Store) CheckPassphrase(ctx context.Context, passphrase string) error {
	const op = "store.passphrase"
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return err
	}
	w, id, err := s.wrap("passphrase")
	if err != nil {
		return explain(op, err)
	}
	if _, err = w.OpenPassphrase(id, passphrase); err == nil {
		s.pinMisses.Store(0)
	}
	return err
}
