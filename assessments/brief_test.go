package assessments_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

func TestBrief(t *testing.T) {
	for _, c := range []struct {
		s    string
		most int
		want string
	}{
		{"", 8, ""},
		{"sat well", 8, "sat well"},
		{"held the pencil in a fist", 16, "held the pencil…"},
		{"held the pencil in a fist", 18, "held the pencil…"},
		{"held the pencil, in a fist", 17, "held the pencil…"},
		{"counterproductive", 8, "counter…"},
		{"a counterproductive", 8, "a count…"},
		{"🦺🦺🦺🦺🦺", 4, "🦺🦺🦺…"},
	} {
		if got := assessments.Brief(c.s, c.most); got != c.want {
			t.Errorf("%q in %d: %q, want %q", c.s, c.most, got, c.want)
		}
	}
}

func FuzzBrief(f *testing.F) {
	f.Add("held the pencil in a fist", uint8(16))
	f.Fuzz(func(t *testing.T, s string, n uint8) {
		most := int(n) + 1
		got := assessments.Brief(s, most)
		if utf8.RuneCountInString(got) > most {
			t.Errorf("%q is longer than %d", got, most)
		}
		if utf8.ValidString(s) && got != s && !strings.HasPrefix(s, strings.TrimSuffix(got, "…")) {
			t.Errorf("%q is not how %q begins", got, s)
		}
	})
}
