package assessments

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// pinRounds is the work of one guess (OWASP Password Storage Cheat Sheet: 600,000 for PBKDF2 with SHA-256). Six figures can be
// guessed by anybody who holds the sum and has a day; who holds the sum holds the report as well, so the sum keeps the PIN from a
// curious reader of the record and the service keeps it from guessers, with a lock after five.
const pinRounds = 600_000

var pinSum = regexp.MustCompile(`^pbkdf2-sha256\$([1-9][0-9]{4,7})\$([0-9a-f]{32})\$([0-9a-f]{64})$`)

// PINFrom makes a PIN of six figures out of four random bytes. The remainder's bias is under one in four thousand.
func PINFrom(random [4]byte) string {
	n := uint32(random[0])<<24 | uint32(random[1])<<16 | uint32(random[2])<<8 | uint32(random[3])
	return fmt.Sprintf("%06d", n%1_000_000)
}

// PINSum is what a PIN is checked against. It takes a tenth of a second or more on purpose: not for the screen's own goroutine.
func PINSum(pin string, salt [16]byte) (string, error) {
	return pinSumOf(pin, salt[:], pinRounds)
}

func pinSumOf(pin string, salt []byte, rounds int) (string, error) {
	sum, err := pbkdf2.Key(sha256.New, pin, salt, rounds, sha256.Size)
	if err != nil {
		return "", Wrap(err, Internal, "pin", "")
	}
	return fmt.Sprintf("pbkdf2-sha256$%d$%s$%s", rounds, hex.EncodeToString(salt), hex.EncodeToString(sum)), nil
}

// ValidPINSum reports whether a text is a sum that PINFits can check.
func ValidPINSum(sum string) bool { return pinSum.MatchString(sum) }

// PINFits reports whether a PIN is the one a sum was made of. A sum of another shape fits nothing.
func PINFits(sum, pin string) bool {
	m := pinSum.FindStringSubmatch(sum)
	if m == nil {
		return false
	}
	rounds, err := strconv.Atoi(m[1])
	if err != nil || rounds > 10*pinRounds { // a sum from elsewhere must not keep the service busy for minutes
		return false
	}
	salt, err := hex.DecodeString(m[2])
	if err != nil {
		return false
	}
	same, err := pinSumOf(pin, salt, rounds)
	return err == nil && subtle.ConstantTimeCompare([]byte(same), []byte(sum)) == 1
}

// codeLetters have none that look or sound alike.
const codeLetters = "2346789ABCDEFGHJKMNPQRTVWXYZ"

// SchoolCodeFrom makes a school's standing code of eight letters and figures out of eight random bytes: "K7QP4MXR". It opens many
// reports for a long time, so it is longer than a PIN: thirty-eight bits.
func SchoolCodeFrom(random [8]byte) string {
	b := make([]byte, len(random))
	for i, x := range random {
		b[i] = codeLetters[int(x)%len(codeLetters)]
	}
	return string(b)
}

// SchoolCodeTyped is a standing code as somebody typed it, in capitals and without spaces and hyphens; ok is false for what cannot be one.
func SchoolCodeTyped(s string) (code string, ok bool) {
	code = strings.ToUpper(strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(s))
	return code, len(code) == 8 && strings.Trim(code, codeLetters) == ""
}
