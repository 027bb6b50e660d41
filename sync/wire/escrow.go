package wire

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
)

// An Escrow is a device's store key, sealed on the device to its tenant's recovery key, which Key names. The service keeps it and
// cannot open it. It is also the form of the file that goes to whoever recovers the store.
type Escrow struct {
	Tenant string `json:"tenant"`
	Device string `json:"device"`
	Key    string `json:"key"`
	Sealed []byte `json:"sealed"`
}

// A Share is one of the two halves of a recovery key's private part. One alone says nothing about it.
type Share struct {
	Share  int    `json:"fieldfare_recovery_share"` // 1 or 2
	Tenant string `json:"tenant"`
	Key    string `json:"key"`
	Half   []byte `json:"half"`
}

// The sealing is HPKE (RFC 9180) in its base mode: X25519, HKDF-SHA256, AES-256-GCM.
func kem() hpke.KEM { return hpke.DHKEM(ecdh.X25519()) }

// escrowInfo binds what is sealed to its device: it does not open for another.
func escrowInfo(tenant, device string) []byte {
	return []byte("fieldfare escrow 1\n" + tenant + "\n" + device)
}

// RecoveryName is the short name of a recovery key, by its public part.
func RecoveryName(public []byte) string {
	sum := sha256.Sum256(public)
	return hex.EncodeToString(sum[:8])
}

// NewRecovery makes a recovery key for a tenant: its public part, and its private part in two halves. The randomness of the key
// itself is the system's, as the standard library has it; rand hides the halves from each other.
func NewRecovery(rand io.Reader, tenant string) (public []byte, halves [2]Share, err error) {
	private, err := kem().GenerateKey()
	if err != nil {
		return nil, halves, err
	}
	raw, err := private.Bytes()
	if err != nil {
		return nil, halves, err
	}
	defer clear(raw)
	one, two := make([]byte, len(raw)), make([]byte, len(raw))
	if _, err := io.ReadFull(rand, one); err != nil {
		return nil, halves, err
	}
	for i := range raw {
		two[i] = raw[i] ^ one[i]
	}
	public = private.PublicKey().Bytes()
	name := RecoveryName(public)
	return public, [2]Share{{1, tenant, name, one}, {2, tenant, name, two}}, nil
}

// SealEscrow seals a store key to a recovery key.
func SealEscrow(public []byte, tenant, device string, key []byte) (Escrow, error) {
	const op = "wire.escrow"
	pub, err := kem().NewPublicKey(public)
	if err != nil {
		return Escrow{}, assessments.Wrap(err, assessments.Invalid, op, "The service's recovery key is not a key.")
	}
	sealed, err := hpke.Seal(pub, hpke.HKDFSHA256(), hpke.AES256GCM(), escrowInfo(tenant, device), key)
	if err != nil {
		return Escrow{}, assessments.Wrap(err, assessments.Internal, op, "")
	}
	return Escrow{Tenant: tenant, Device: device, Key: RecoveryName(public), Sealed: sealed}, nil
}

// Open opens a store key with both halves of the recovery key that it is sealed to.
func (e Escrow) Open(one, two Share) ([]byte, error) {
	const op = "wire.escrow"
	switch {
	case one.Share == two.Share || one.Share+two.Share != 3 || len(one.Half) != len(two.Half) || one.Key != two.Key:
		return nil, assessments.Errorf(assessments.Invalid, op, "These two files are not the two halves of one recovery key. Ask both leads for the file they were given last.")
	case one.Key != e.Key:
		return nil, assessments.Errorf(assessments.Invalid, op, "This tablet's key is sealed to another recovery key (%s) than these halves are of (%s).", e.Key, one.Key)
	}
	raw := make([]byte, len(one.Half))
	defer clear(raw)
	for i := range raw {
		raw[i] = one.Half[i] ^ two.Half[i]
	}
	private, err := kem().NewPrivateKey(raw)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, op, "These two files are not the two halves of one recovery key. Ask both leads for the file they were given last.")
	}
	key, err := hpke.Open(private, hpke.HKDFSHA256(), hpke.AES256GCM(), escrowInfo(e.Tenant, e.Device), e.Sealed)
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unauthorized, op, "The recovery key does not open this tablet's key: one of the three files was changed, or belongs to something else.")
	}
	return key, nil
}
