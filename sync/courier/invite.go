package courier

import (
	"net/url"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/sync/wire"
)

// Invite is the address of a service and a one-use code in one string, as a QR code or a message carries it. The code is the fragment,
// which no browser sends to the address.
func Invite(address, code string) string {
	return strings.TrimRight(address, "/") + "/#" + code
}

// ParseInvite finds address and code in what somebody scanned, pasted or typed: an Invite, or words with an address in them and a
// code. ok says that both are there; a part that is not is "".
func ParseInvite(text string) (address, code string, ok bool) {
	var rest []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ',' || r == '<' || r == '>' }) {
		u, err := url.Parse(word)
		if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
			rest = append(rest, word)
			continue
		}
		if address == "" {
			for _, c := range []string{u.Fragment, u.Query().Get("code")} {
				if code == "" && codeLike(c) {
					code = c
				}
			}
			u.Fragment, u.RawFragment, u.RawQuery = "", "", ""
			address = strings.TrimRight(u.String(), "/")
		}
	}
	// A code has figures or hyphens in it; the words around one in a message have not.
	for _, word := range rest {
		if word = strings.Trim(word, ".:;"); code == "" && strings.ContainsAny(word, "0123456789-") && codeLike(word) {
			code = word
		}
	}
	return address, code, address != "" && code != ""
}

// codeLike reports whether a text could be a one-use code, with the hyphens and blanks that mail programs and people put into one. The
// password of a guest network, a card with an address or a whole letter are none, and are not sent to anybody as if they were.
func codeLike(text string) bool {
	for _, r := range text {
		if r > unicode.MaxASCII && !unicode.In(r, unicode.Pd, unicode.Zs, unicode.Cf) || r <= unicode.MaxASCII && r != '-' && r != ' ' && wire.PlainCode(string(r)) == "" {
			return false
		}
	}
	n := len(wire.PlainCode(text))
	return n >= 6 && n <= 32 && len(text) <= 100
}
