package courier

import (
	"net/url"
	"strings"
	"unicode"
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
			if u.Fragment != "" {
				code = u.Fragment
			} else if c := u.Query().Get("code"); c != "" {
				code = c
			}
			u.Fragment, u.RawFragment, u.RawQuery = "", "", ""
			address = strings.TrimRight(u.String(), "/")
		}
	}
	// A code has figures or hyphens in it; the words around one in a message have not.
	for _, word := range rest {
		if word = strings.Trim(word, ".:;"); code == "" && strings.ContainsAny(word, "0123456789-") && len(word) >= 6 {
			code = word
		}
	}
	return address, code, address != "" && code != ""
}
