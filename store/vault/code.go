package vault

import (
	"crypto/sha256"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Code is the recovery code: 128 random bits, shown once.
type Code [16]byte

// letters are Crockford's base 32: no I, L, O or U, so that a code can be read aloud and written by hand.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const (
	codeLetters  = 26 // 130 bits, the last two are 0
	checkLetters = 2
	groupLetters = 4
)

// NewCode makes a random code.
func NewCode(rand io.Reader) (Code, error) {
	var c Code
	if _, err := io.ReadFull(rand, c[:]); err != nil {
		return c, noRandom(err)
	}
	return c, nil
}

// String returns the code as printed: seven groups of four letters and digits; the last two of all are a check.
func (c Code) String() string {
	all := encode(c[:], codeLetters) + c.check()
	var groups []string
	for i := 0; i < len(all); i += groupLetters {
		groups = append(groups, all[i:i+groupLetters])
	}
	return strings.Join(groups, "-")
}

// check is ten bits of the code's hash, enough to catch all but one mistyped code in a thousand.
func (c Code) check() string {
	h := sha256.Sum256(append([]byte("fieldfare recovery code"), c[:]...))
	return encode(h[:2], 4)[:checkLetters]
}

// ParseCode reads a code as a person types it: any case, spaces or hyphens anywhere, O for 0, I and L for 1.
func ParseCode(s string) (Code, error) {
	bad := func(format string, args ...any) (Code, error) {
		return Code{}, assessments.Errorf(assessments.Invalid, "vault.code", format, args...)
	}
	var clean []byte
	for _, r := range strings.ToUpper(s) {
		switch {
		case r == 'O':
			clean = append(clean, '0')
		case r == 'I' || r == 'L':
			clean = append(clean, '1')
		case r < 128 && strings.IndexByte(letters, byte(r)) >= 0:
			clean = append(clean, byte(r))
		case strings.ContainsRune(" -–—_.\t\r\n\u00a0", r):
		default:
			return bad("%q is not part of a recovery code: it has only letters and digits. Check group %d.", string(r), len(clean)/groupLetters+1)
		}
	}
	if len(clean) != codeLetters+checkLetters {
		return bad("A recovery code has %d letters and digits in seven groups of four; this one has %d.", codeLetters+checkLetters, len(clean))
	}
	c, ok := decode(clean[:codeLetters])
	if !ok || c.check() != string(clean[codeLetters:]) {
		return bad("One of the letters or digits of the recovery code is not right. Compare each group with the printed sheet.")
	}
	return c, nil
}

// encode writes n letters, five bits each, from the left; missing bits are 0.
func encode(b []byte, n int) string {
	out := make([]byte, n)
	for i := range out {
		v := 0
		for bit := i * 5; bit < i*5+5; bit++ {
			v <<= 1
			if bit/8 < len(b) && b[bit/8]>>(7-bit%8)&1 == 1 {
				v |= 1
			}
		}
		out[i] = letters[v]
	}
	return string(out)
}

// decode is encode the other way; letters beyond the 128 bits must be zero, or two codes would mean the same.
func decode(s []byte) (Code, bool) {
	var c Code
	for i, ch := range s {
		v := strings.IndexByte(letters, ch)
		for k := range 5 {
			if v>>(4-k)&1 == 0 {
				continue
			}
			bit := i*5 + k
			if bit >= len(c)*8 {
				return c, false
			}
			c[bit/8] |= 1 << (7 - bit%8)
		}
	}
	return c, true
}
