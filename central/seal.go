package central

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
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
	Expires int64  `json:"x"` // seconds, by the service's clock
}

// seal makes a token or challenge for a device.
func (c *Central) seal(purpose, device string, life time.Duration) (string, error) {
	nonce := make([]byte, 16)
	if _, err := io.ReadFull(c.cfg.Rand, nonce); err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "central.seal", "")
	}
	raw, err := json.Marshal(sealed{purpose, device, nonce, c.cfg.Now().Add(life).Unix()})
	if err != nil {
		return "", assessments.Wrap(err, assessments.Internal, "central.seal", "")
	}
	enc := base64.RawURLEncoding
	return enc.EncodeToString(raw) + "." + enc.EncodeToString(c.mac(raw)), nil
}

// open returns the device that a seal is for; ok is false when it is forged, for another purpose or too old.
func (c *Central) open(purpose, text string) (device string, ok bool) {
	body, sum, _ := strings.Cut(text, ".")
	raw, err := base64.RawURLEncoding.DecodeString(body)
	mac, err2 := base64.RawURLEncoding.DecodeString(sum)
	if err != nil || err2 != nil || !hmac.Equal(mac, c.mac(raw)) {
		return "", false
	}
	var s sealed
	if json.Unmarshal(raw, &s) != nil || s.Purpose != purpose || c.cfg.Now().Unix() >= s.Expires {
		return "", false
	}
	return s.Device, true
}

func (c *Central) mac(raw []byte) []byte {
	m := hmac.New(sha256.New, c.ledger.Secret())
	m.Write([]byte("seal\n"))
	m.Write(raw)
	return m.Sum(nil)
}
