package wire

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
)

// EnrolRequest asks for a place on the service, with a one-use code. Sig shows that the device holds the private half of Key.
type EnrolRequest struct {
	Code string `json:"code"`
	Key  []byte `json:"key"` // Ed25519 public key
	Inc  string `json:"inc"`
	Sig  []byte `json:"sig"` // of EnrolWords
	// Device is who it was on this service before, "" for a new one. A service that was restored from before it enrolled gives it
	// the same name again, so that its changes stay its own.
	Device string `json:"device,omitempty"`
}

// EnrolReply is the place: who the device is, and for whom it works. WipeKey is the one key whose orders to wipe count from now
// on; LeaseS is how many seconds the device may be opened without a sync.
type EnrolReply struct {
	Device     string `json:"device"`
	Tenant     string `json:"tenant"`
	TenantName string `json:"tenant_name"`
	Therapist  string `json:"therapist"`
	Name       string `json:"name"`
	Epoch      string `json:"epoch"`
	WipeKey    []byte `json:"wipe_key,omitempty"` // Ed25519 public key
	LeaseS     int64  `json:"lease_s,omitempty"`
	Recovery   []byte `json:"recovery,omitempty"` // the tenant's recovery key, where it has one: see SealEscrow
}

// TokenRequest asks for a token. The first one has no Challenge and gets one; the second brings it back signed. No clock of
// the device takes part: tablets with a wrong clock must be able to sync.
type TokenRequest struct {
	Device    string `json:"device"`
	Challenge string `json:"challenge,omitempty"`
	Sig       []byte `json:"sig,omitempty"` // of TokenWords
}

// TokenReply holds either a Challenge to sign or a Token, good for Seconds.
type TokenReply struct {
	Challenge string `json:"challenge,omitempty"`
	Token     string `json:"token,omitempty"`
	Seconds   int    `json:"seconds,omitempty"`
}

// ProofHeader carries the signature of ProofWords in base64, made by the device's key over the token and the body as sent:
// a token that leaks is of no use without the device.
const ProofHeader = "Fieldfare-Proof"

// EnrolWords, TokenWords and ProofWords are what a device signs. Each begins with its own purpose, so that no signature
// counts for another.
func EnrolWords(code, inc string) []byte { return []byte("fieldfare enrol 1\n" + code + "\n" + inc) }

// TokenWords is signed to get a token.
func TokenWords(device, challenge string) []byte {
	return []byte("fieldfare token 1\n" + device + "\n" + challenge)
}

// ProofPath is what stands for the path in a proof: with the query, where there is one, so that nobody can ask for another scope
// with the same proof.
func ProofPath(u *url.URL) string {
	if u.RawQuery == "" {
		return u.Path
	}
	return u.Path + "?" + u.RawQuery
}

// ProofWords is signed for each request; path is ProofPath's and body the body as sent, after packing.
func ProofWords(path, token string, body []byte) []byte {
	sum := sha256.Sum256(body)
	return []byte("fieldfare proof 1\n" + path + "\n" + token + "\n" + hex.EncodeToString(sum[:]))
}

// PlainCode brings an enrolment code as somebody typed it to the form that is signed and compared: capitals and digits
// only, with the letters that look like digits read as those.
func PlainCode(typed string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			r -= 'a' - 'A'
		}
		switch {
		case r == 'O':
			return '0'
		case r == 'I' || r == 'L':
			return '1'
		case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
			return r
		}
		return -1
	}, typed)
}
