package wire

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Wipe is a service's order to one device to destroy its keys and rows. Sig is made with the key that the device pinned when it
// enrolled, over WipeWords.
type Wipe struct {
	Nonce string `json:"nonce"`
	Sig   []byte `json:"sig"`
}

// WipeWords is what an order is signed over. The device's id is in it, so that no order fits another device, and the token of the
// very request that it answers, so that an order that was recorded and taken back cannot be played again.
func WipeWords(device, nonce, token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return []byte("fieldfare wipe 1\n" + device + "\n" + nonce + "\n" + hex.EncodeToString(sum[:]))
}

// Holds reports whether the order is for this device, was given in answer to this token, and bears the signature of key.
func (w Wipe) Holds(key ed25519.PublicKey, device, token string) bool {
	return len(key) == ed25519.PublicKeySize && device != "" && w.Nonce != "" && ed25519.Verify(key, WipeWords(device, w.Nonce, token), w.Sig)
}

// WipedReport is what a device says of an order: that it obeyed, and how many changes were lost with it because the service would
// not have them; or, with Refused, that the order's signature is not its service's and nothing was done. Sig is the device key's,
// over Words.
type WipedReport struct {
	Device  string `json:"device"`
	Nonce   string `json:"nonce"`
	Lost    int    `json:"lost,omitempty"`
	Refused bool   `json:"refused,omitempty"`
	Sig     []byte `json:"sig"`
}

// Words is what the report is signed over: everything in it.
func (r WipedReport) Words() []byte {
	return fmt.Appendf(nil, "fieldfare wiped 1\n%s\n%s\n%d\n%t", r.Device, r.Nonce, r.Lost, r.Refused)
}

// Signed is the report with the device's signature.
func (r WipedReport) Signed(key ed25519.PrivateKey) WipedReport {
	r.Sig = ed25519.Sign(key, r.Words())
	return r
}
