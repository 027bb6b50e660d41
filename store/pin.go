package store

import (
	"context"
	"errors"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A PIN opens a store again that lay idle and was latched: closed, with its key left in memory, sealed to the PIN's key pair. On the
// disk there is nothing that a PIN opens, so a restart asks for the passphrase: a PIN has too few figures for a thief's machine. The
// store keeps the pair's public half, sealed like everything else, so that latching needs no PIN.

const (
	pinNote  = "latch"
	pinTries = 5
	minPIN   = 4
	maxPIN   = 6
	saltSize = 16
	latchUse = "latched key"
)

// SetPIN lets a PIN open the store again after it was latched; "" lets nothing.
func (s *Store) SetPIN(ctx context.Context, pin string) error {
	const op = "store.pin"
	if pin == "" {
		return s.write(ctx, op, func(t *tx) error { return t.putMeta(pinNote, nil) })
	}
	if len(pin) < minPIN || len(pin) > maxPIN || !digitsOnly(pin) {
		return assessments.Errorf(assessments.Invalid, op, "A PIN has %d to %d digits and nothing else.", minPIN, maxPIN)
	}
	if easyPIN(pin) {
		return assessments.Errorf(assessments.Invalid, op, "That PIN is among the first that anybody tries. Choose digits that are not all the same and do not run on.")
	}
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(s.cfg.Rand, salt); err != nil {
		return assessments.Wrap(err, assessments.Internal, op, "This device gave no random numbers, so no PIN could be set. Restart it and try again.")
	}
	pair, err := vault.PINPair(pin, salt, s.cfg.KDF)
	if err != nil {
		return err
	}
	return s.write(ctx, op, func(t *tx) error {
		return t.putMeta(pinNote, append(append([]byte{byte(len(pin))}, salt...), pair.Public()...))
	})
}

// easyPIN is a PIN of one digit, or one that counts up or down.
func easyPIN(pin string) bool {
	step := int(pin[1]) - int(pin[0])
	if step < -1 || step > 1 {
		return false
	}
	for i := 2; i < len(pin); i++ {
		if int(pin[i])-int(pin[i-1]) != step {
			return false
		}
	}
	return true
}

// HasPIN reports whether the store may be latched.
func (s *Store) HasPIN(ctx context.Context) (bool, error) {
	kept, err := s.meta(ctx, "store.pin", pinNote)
	return len(kept) > saltSize, err
}

// A Latch is what is left in memory of a store that was latched. It is used by one goroutine at a time.
type Latch struct {
	cfg    Config
	figure int // how many the PIN has
	salt   []byte
	sealed []byte // nil once the key was dropped
	tries  int
}

// ErrDropped is in the chain of the error that says that the key left memory: the passphrase is needed.
var ErrDropped = errors.New("the key left memory")

// Latch closes the store and leaves its key in memory, sealed so that the PIN opens it. Without a PIN it only closes, and the latch
// is nil. What was typed is on the disk.
func (s *Store) Latch(ctx context.Context) (*Latch, error) {
	l, err := s.latch(ctx)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return l, err
}

func (s *Store) latch(ctx context.Context) (*Latch, error) {
	const op = "store.latch"
	kept, err := s.meta(ctx, op, pinNote)
	if err != nil || len(kept) <= 1+saltSize {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	sealed, err := vault.SealTo(kept[1+saltSize:], latchUse, s.ring.Key())
	if err != nil {
		return nil, err
	}
	cfg := s.cfg
	cfg.file = "" // where a copy was read, the store itself is opened next
	return &Latch{cfg: cfg, figure: int(kept[0]), salt: kept[1 : 1+saltSize], sealed: sealed}, nil
}

// Figures is how many digits the PIN has.
func (l *Latch) Figures() int { return l.figure }

// Dir is the folder of the latched store.
func (l *Latch) Dir() string { return l.cfg.Dir }

// Left is how many wrong PINs more drop the key. Tries are counted beside the store before they are made, so that no kill gives any
// of them back.
func (l *Latch) Left() int {
	if l.sealed == nil {
		return 0
	}
	return max(0, pinTries-max(l.tries, FaceIn(l.cfg.Dir).Tries))
}

// Drop forgets the key: only the passphrase opens the store now.
func (l *Latch) Drop() {
	clear(l.sealed)
	l.sealed = nil
}

// Open opens the store again with its PIN. toSync opens it as OpenToSync does. The fifth wrong PIN drops the key, with ErrDropped in
// the chain.
func (l *Latch) Open(ctx context.Context, pin string, toSync bool) (*Store, error) {
	const op = "store.pin"
	dropped := func() error {
		l.Drop()
		return assessments.Wrap(ErrDropped, assessments.Unauthorized, op, "The PIN was wrong five times. Type the passphrase; nothing you wrote is lost.")
	}
	if l.Left() == 0 {
		return nil, dropped()
	}
	face := FaceIn(l.cfg.Dir)
	l.tries = max(l.tries, face.Tries) + 1
	face.Tries = l.tries
	if err := face.write(l.cfg); err != nil {
		return nil, explain(op, err) // a try that cannot be counted is not made
	}
	pair, err := vault.PINPair(pin, l.salt, l.cfg.KDF)
	if err != nil {
		return nil, err
	}
	key, err := pair.Open(latchUse, l.sealed)
	if err != nil {
		if l.Left() == 0 {
			return nil, dropped()
		}
		return nil, assessments.Errorf(assessments.Unauthorized, op, "That is not the PIN. %s left, then the passphrase is needed.", triesWord(l.Left()))
	}
	face.Tries, l.tries = l.tries-1, 0 // the right one counts as none; what others tried before is told once
	if err := face.write(l.cfg); err != nil {
		l.cfg.Log.Warn("a right PIN still counts as a try", "err", err)
	}
	how := withKey(key)
	how.wrap, how.toSync = "passphrase", toSync
	return open(ctx, l.cfg, how, false)
}

func triesWord(n int) string {
	if n == 1 {
		return "1 try"
	}
	return counted(int64(n), "trie")
}
