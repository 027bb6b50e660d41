package vault

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
)

// KeySize is the length of every key in bytes.
const KeySize = 32

// A Wrap is the device key sealed under a passphrase or a recovery code.
type Wrap struct {
	Params
	Salt   []byte
	Sealed []byte
}

// WrapPassphrase seals key under a passphrase. store is the store's id: a wrap copied into another file does not open.
func WrapPassphrase(rand io.Reader, store, key []byte, passphrase string, p Params) (Wrap, error) {
	if err := p.Check(); err != nil {
		return Wrap{}, err
	}
	return wrap(rand, store, key, p, func(salt []byte) []byte { return stretch(passphrase, salt, p) })
}

// OpenPassphrase returns the device key, or an Unauthorized error when the passphrase is not the one.
func (w Wrap) OpenPassphrase(store []byte, passphrase string) ([]byte, error) {
	if err := w.Check(); err != nil {
		return nil, err
	}
	key, err := unwrap(w, store, stretch(passphrase, w.Salt, w.Params))
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unauthorized, "vault.open", "That passphrase does not open this store. Nothing was changed; try again, or use the recovery code.")
	}
	return key, nil
}

// WrapCode seals key under a recovery code. The code has 128 random bits, so it needs no stretching.
func WrapCode(rand io.Reader, store, key []byte, c Code) (Wrap, error) {
	return wrap(rand, store, key, Params{}, func(salt []byte) []byte { return fromCode(c, salt) })
}

// OpenCode returns the device key, or an Unauthorized error when the code belongs to another store.
func (w Wrap) OpenCode(store []byte, c Code) ([]byte, error) {
	key, err := unwrap(w, store, fromCode(c, w.Salt))
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unauthorized, "vault.recover", "That recovery code belongs to another store. Nothing was changed; look for the sheet that was printed for this device.")
	}
	return key, nil
}

// wrap seals the device key under a key derived with a fresh salt.
func wrap(rand io.Reader, store, key []byte, p Params, derive func(salt []byte) []byte) (Wrap, error) {
	w := Wrap{Params: p, Salt: make([]byte, 16)}
	if _, err := io.ReadFull(rand, w.Salt); err != nil {
		return Wrap{}, noRandom(err)
	}
	s, err := NewSealer(derive(w.Salt))
	if err != nil {
		return Wrap{}, err
	}
	w.Sealed, err = s.Seal(rand, Label{Store: store, Table: "vault", Row: w.Salt}, key)
	return w, err
}

// unwrap opens a wrap with the key derived again.
func unwrap(w Wrap, store, under []byte) ([]byte, error) {
	s, err := NewSealer(under)
	if err != nil {
		return nil, err
	}
	return s.Open(Label{Store: store, Table: "vault", Row: w.Salt}, bytes.Clone(w.Sealed)) // opening overwrites
}

// stretch makes a key of a passphrase. The same words typed on another keyboard are the same bytes after NFKC.
func stretch(passphrase string, salt []byte, p Params) []byte {
	return argon([]byte(norm.NFKC.String(strings.TrimSpace(passphrase))), salt, p)
}

// fromCode makes a key of a recovery code.
func fromCode(c Code, salt []byte) []byte {
	return derive(c[:], salt, "recovery code")
}

// derive makes a key for one use: the use is part of the derivation, so no key serves two.
func derive(secret, salt []byte, use string) []byte {
	k, err := hkdf.Key(sha256.New, secret, salt, "fieldfare/"+use, KeySize)
	if err != nil {
		panic("vault: hkdf refuses a 32-byte key: " + err.Error()) // cannot happen: the length is fixed and small
	}
	return k
}

// noRandom is the one trouble that no retry mends.
func noRandom(err error) error {
	return assessments.Wrap(err, assessments.Internal, "vault.random", "This device gave no random numbers, so nothing could be sealed. Restart it and try again.")
}
