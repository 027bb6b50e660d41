package reports

import (
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// What is decided of every field of every record is decided without a pattern where a glance is enough. These tests hold each glance
// against the pattern or the whole reading.

var insidePattern = regexp.MustCompile(`[\p{Ll}\p{N},;] (\p{Lu}[\p{L}'’-]+)`)

func FuzzInside(f *testing.F) {
	for _, s := range []string{`"She sat by Robin Hill, and Zoë-Mae’s table"`, "by  Robin", "3 Rs", "a I am", "x Éa Öb; Cc", "\xe2 Ab", "a \xc3", "ſ Ab", "a Ab\xff c De"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var got, want []string
		inside(text, func(w string) { got = append(got, w) })
		for _, m := range insidePattern.FindAllSubmatch(text, -1) {
			want = append(want, string(m[1]))
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, the pattern finds %q", text, got, want)
		}
	})
}

func FuzzGuard(f *testing.F) {
	for _, s := range [][2]string{{"Robin Hill", "with robin at the table"}, {"Will", "will it fit"}, {"Will", "Will did"}, {"Zoë", "ZOE’S pen"}, {"Ida-May Reed", "on 14 May 2026 ida sat"}, {"İnci", "INCI and inci"}, {"Strauß", "STRAUSS, STRAUß"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		others, err := json.Marshal([]string{name})
		if err != nil {
			t.Fatal(err) // a text always can be written
		}
		g := newGuard([]assessments.Record{{Kind: assessments.KindObservation, Fields: assessments.Fields{"other_names": others}}})
		whole := g
		whole.small = []string{""} // every text may hold a name
		if got, want := g.finds(text), whole.finds(text); got != want {
			t.Errorf("%q in %q: %v, read whole %v", name, text, got, want)
		}
	})
}

func FuzzGlance(f *testing.F) {
	for _, s := range []string{"a clinically  very significant change", "CLINICALLY SIGNIFICANT", "Two Photographs were taken", "a\u017ftills consent", "video", "İ film"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		low := strings.ToLower(s)
		if pictures.MatchString(s) && !pictured(low) {
			t.Errorf("%q speaks of a picture and is passed over", s)
		}
		if significant.MatchString(s) && !strings.Contains(low, "clinically") {
			t.Errorf("%q calls a change significant and is passed over", s)
		}
	})
}
