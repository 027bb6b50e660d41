package vault

import (
	"crypto/ecdh"
	"crypto/hpke"
	"encoding/binary"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Pair is a key pair that is derived again whenever it is needed: anybody may seal to its public half, and only whoever derives
// it opens what was sealed. The sealing is HPKE (RFC 9180) in its base mode: X25519, HKDF-SHA256, AES-256-GCM.
type Pair struct{ private hpke.PrivateKey }

// kem is the one way keys are agreed on.
func kem() hpke.KEM { return hpke.DHKEM(ecdh.X25519()) }

// Slips is the pair of the notes that are written while the store is locked. Its public half may lie beside the store.
func (r *Ring) Slips() (Pair, error) {
	private, err := kem().DeriveKeyPair(derive(r.device, r.store, "notes while locked"))
	return Pair{private}, err
}

// PINPair is the pair of a PIN. A PIN has so few figures that all of them can be tried: what is sealed to its pair belongs in
// memory and never on a disk. Only the public half is kept, sealed.
func PINPair(pin string, salt []byte, p Params) (Pair, error) {
	if err := p.Check(); err != nil {
		return Pair{}, err
	}
	seed := argon([]byte(pin), salt, p)
	defer clear(seed)
	private, err := kem().DeriveKeyPair(seed)
	return Pair{private}, err
}

// Public is the half that others seal to.
func (p Pair) Public() []byte { return p.private.PublicKey().Bytes() }

// SealTo seals plain to a public half for one use, padded so that its length says little.
func SealTo(public []byte, use string, plain []byte) ([]byte, error) {
	const op = "vault.sealTo"
	to, err := kem().NewPublicKey(public)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Damaged, op, "The key that this is sealed to is not a key.")
	}
	buf := make([]byte, padded(len(plain)+4))
	defer clear(buf)
	binary.BigEndian.PutUint32(buf, uint32(len(plain)))
	copy(buf[4:], plain)
	sealed, err := hpke.Seal(to, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte("fieldfare "+use+" 1"), buf)
	if err != nil {
		return nil, noRandom(err)
	}
	return sealed, nil
}

// Open returns what was sealed to the pair for the same use, or ErrSeal.
func (p Pair) Open(use string, sealed []byte) ([]byte, error) {
	buf, err := hpke.Open(p.private, hpke.HKDFSHA256(), hpke.AES256GCM(), []byte("fieldfare "+use+" 1"), sealed)
	if err != nil || len(buf) < 4 {
		return nil, ErrSeal
	}
	n := binary.BigEndian.Uint32(buf)
	if int64(n)+4 > int64(len(buf)) {
		return nil, ErrSeal
	}
	return buf[4 : 4+n], nil
}
