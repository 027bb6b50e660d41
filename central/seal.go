package central

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// How long what the service seals is good for.
const (
	tokenLife     = 15 * time.Minute
	challengeLife = 2 * time.Minute
)

// A sealed is what stands in a token or a challenge. Nothing is stored: whoever shares the database can check it.
type sealed struct {
	Purpose string `json:"p"`
	Device  string `json:"d"`
	Nonce   []byte `json:"n"`
	Expires int64  `json:"x"`           // seconds, by the service's clock
	After   []byte `json:"a,omitempty"` // of a challenge: the token that it comes after; see after
}

// seal makes a token or challenge for a device.
func (c *Central) seal(purpose, device string, life time.Duration, after []byte) (string, error) {
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(c.cfg.Rand, nonce); err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "central.seal", "")
	}
	raw, err := json.Marshal(sealed{purpose, device, nonce, c.cfg.Now().Add(life).Unix(), after})
	if err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "central.seal", "")
	}
	enc := base64.RawURLEncoding
	return enc.EncodeToString(raw) + "." + enc.EncodeToString(c.mac(raw)), nil
}

// open returns what was sealed; ok is false when it is forged, for another purpose or too old.
func (c *Central) open(purpose, text string) (s sealed, ok bool) {
	body, sum, _ := strings.Cut(text, ".")
	raw, err := base64.RawURLEncoding.DecodeString(body)
	mac, err2 := base64.RawURLEncoding.DecodeString(sum)
	if err != nil || err2 != nil || !hmac.Equal(mac, c.mac(raw)) {
		return s, false
	}
	if json.Unmarshal(raw, &s) != nil || s.Purpose != purpose || c.cfg.Now().Unix() >= s.Expires {
		return s, false
	}
	return s, true
}

// after names the token that counts for a device when a challenge is given. The challenge is worth a token only while that is
// still so: used once it is used up, and of two that were given one works. A device that is not known has a name as well.
func (c *Central) after(device, token string) []byte {
	return c.mac([]byte("after\n" + device + "\n" + token))[:16]
}

// tokenName is what the ledger keeps of a token.
func tokenName(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:12])
}

func (c *Central) mac(raw []byte) []byte {
	m := hmac.New(sha256.New, c.ledger.Secret())
	m.Write([]byte("seal\n"))
	m.Write(raw)
	return m.Sum(nil)
}
