package signin

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 6238 as every phone's app speaks it; an HMAC does not need what SHA-1 has lost
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// What every phone's app takes for granted: six digits, a new code each half minute.
const (
	stepSeconds = 30
	digits      = 6
)

// SeedBytes is the length of a seed: that of the hash, as RFC 4226 asks.
const SeedBytes = 20

// code is RFC 4226's HOTP of a seed and a counter, which RFC 6238 makes the time.
func code(seed []byte, step int64) string {
	mac := hmac.New(sha1.New, seed)
	_ = binary.Write(mac, binary.BigEndian, step) // a hash takes everything
	sum := mac.Sum(nil)
	at := sum[len(sum)-1] & 15
	n := binary.BigEndian.Uint32(sum[at:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", digits, n%1_000_000)
}

// Code is what a phone with the seed shows at a moment.
func Code(seed []byte, at time.Time) string { return code(seed, at.Unix()/stepSeconds) }

// Step returns the step that a typed code belongs to: the present one, or one to either side, since clocks differ and people take
// a moment. A step up to last was used before and counts no more: a code that somebody read over a shoulder opens nothing.
func Step(seed []byte, typed string, at time.Time, last int64) (int64, bool) {
	typed = strings.Join(strings.Fields(typed), "")
	now := at.Unix() / stepSeconds
	for _, step := range []int64{now, now - 1, now + 1} {
		if subtle.ConstantTimeCompare([]byte(code(seed, step)), []byte(typed)) == 1 && step > last {
			return step, true
		}
	}
	return 0, false
}

// Words writes a seed as people type it into a phone that cannot read the picture: in fours.
func Words(seed []byte) string {
	plain := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(seed)
	var out []string
	for ; len(plain) > 4; plain = plain[4:] {
		out = append(out, plain[:4])
	}
	return strings.Join(append(out, plain), " ")
}

// URI is what the picture for a phone says; service and account are what the phone shows beside the code.
func URI(seed []byte, service, account string) string {
	service = strings.ReplaceAll(service, ":", " ") // a colon parts the two
	u := url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + service + ":" + account,
		RawQuery: strings.ReplaceAll(url.Values{"secret": {strings.ReplaceAll(Words(seed), " ", "")}, "issuer": {service}}.Encode(), "+", "%20")}
	return u.String()
}

// Seed reads what Words wrote, as a phone does.
func Seed(words string) ([]byte, error) {
	return base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.ToUpper(strings.Join(strings.Fields(words), "")))
}
