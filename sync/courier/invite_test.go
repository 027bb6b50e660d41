package courier

import (
	"strings"
	"testing"
)

func TestParseInvite_FindsBothParts(t *testing.T) {
	for text, want := range map[string][2]string{
		Invite("https://central.example/", "K7QD-04XZ-9"):                                   {"https://central.example", "K7QD-04XZ-9"},
		"https://central.example:8443/ot?code=K7QD-04XZ":                                    {"https://central.example:8443/ot", "K7QD-04XZ"},
		"Hello Sam,\nthe address is https://central.example and your code: K7QD-04XZ.\nPat": {"https://central.example", "K7QD-04XZ"},
		"http://127.0.0.1:8080/#snail-4821":                                                 {"http://127.0.0.1:8080", "snail-4821"},
		"K7QD-04XZ":                                                                         {"", "K7QD-04XZ"},
		"https://central.example":                                                           {"https://central.example", ""},
		"ftp://central.example/":                                                            {"", ""},
		"nothing of the sort":                                                               {"", ""},
		"https://central.example/#K7QD‑04XZ‑2H9M":                                           {"https://central.example", "K7QD‑04XZ‑2H9M"}, // a mail program's hyphens
		"WIFI:S:NorthPlaceGuest;T:WPA;P:sn4il-beanbag;;":                                    {"", ""},
		"BEGIN:VCARD\nVERSION:3.0\nTEL:020-7946-0999\nEND:VCARD":                            {"", ""},
		"https://central.example/#K7QD\x00-\x1b[31m04XZ":                                    {"https://central.example", ""},
		"https://central.example/#K7Q":                                                      {"https://central.example", ""}, // cut in half
		"https://central.example/#" + strings.Repeat("A1B2-", 20_000):                       {"https://central.example", ""},
		strings.Repeat("A1B2-", 20_000):                                                     {"", ""},
		"":                                                                                  {"", ""},
	} {
		address, code, ok := ParseInvite(text)
		if address != want[0] || code != want[1] || ok != (want[0] != "" && want[1] != "") {
			t.Errorf("%.80q: %q, %.40q, %v", text, address, code, ok)
		}
	}
}

func FuzzParseInvite(f *testing.F) {
	f.Add("https://central.example/#K7QD-04XZ")
	f.Add("a https://x/?code=1 b-2")
	f.Fuzz(func(t *testing.T, s string) {
		address, code, ok := ParseInvite(s)
		if !ok {
			return
		}
		// What was found stays what it is when it is put into one string, unless the code holds what a fragment cannot.
		if again, c, _ := ParseInvite(Invite(address, "K7QD-04XZ")); again != address || c != "K7QD-04XZ" {
			t.Errorf("%q: %q and %q come back as %q and %q", s, address, code, again, c)
		}
	})
}
