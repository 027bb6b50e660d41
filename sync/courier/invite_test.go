package courier

import "testing"

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
		"":                                                                                  {"", ""},
	} {
		address, code, ok := ParseInvite(text)
		if address != want[0] || code != want[1] || ok != (want[0] != "" && want[1] != "") {
			t.Errorf("%q: %q, %q, %v", text, address, code, ok)
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
