package vault

import (
	"crypto/hmac"
	"crypto/sha256"
	"io"
)

// IDSize is the length of a row's id on disk.
const IDSize = 16

// A Ring holds the keys derived from the device key, one for each use.
type Ring struct {
	Scopes *Sealer // seals scope keys
	Device *Sealer // seals what belongs to no scope: state, notes, the device's own key
	store  []byte
	device []byte
	ids    []byte
	digest []byte
}

// NewRing derives the ring of a store.
func NewRing(store, device []byte) (*Ring, error) {
	scopes, err := NewSealer(derive(device, store, "scope keys"))
	if err != nil {
		return nil, err
	}
	dev, err := NewSealer(derive(device, store, "device rows"))
	if err != nil {
		return nil, err
	}
	return &Ring{scopes, dev, store, device, derive(device, store, "row ids"), derive(device, store, "digests")}, nil
}

// Key returns the device key, to be wrapped again under a new passphrase.
func (r *Ring) Key() []byte { return r.device }

// ID is what stands on disk for a name: an HMAC, since a record's own id would show when it was made.
func (r *Ring) ID(use, name string) []byte {
	m := hmac.New(sha256.New, r.ids)
	m.Write([]byte(use)) // a hash never fails to take what it is given
	m.Write([]byte{0})
	m.Write([]byte(name))
	return m.Sum(nil)[:IDSize]
}

// Digest is a row's share of a table's digest. Shares are combined by exclusive or, so a row can be added and taken away.
func (r *Ring) Digest(row []byte) [32]byte {
	h := sha256.New()
	h.Write(r.digest) // fixed length: the key cannot run into the row
	h.Write(row)
	return [32]byte(h.Sum(nil))
}

// NewKey returns a random key.
func NewKey(rand io.Reader) ([]byte, error) {
	k := make([]byte, KeySize)
	if _, err := io.ReadFull(rand, k); err != nil {
		return nil, noRandom(err)
	}
	return k, nil
}
