package wording_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments/wording"
)

// british is the speller with the lists that the app ships.
func british(t testing.TB) *wording.Speller {
	t.Helper()
	var lists [3]string
	for i, name := range []string{"common", "british", "therapy"} {
		raw, err := os.ReadFile("../../assets/spelling/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		lists[i] = string(raw)
	}
	for i := range 2 {
		if words := strings.Split(strings.TrimSpace(lists[i]), "\n"); !slices.IsSorted(words) || len(words) < 30_000 {
			t.Fatalf("list %d is not sorted, or too short: %d words", i, len(words))
		}
	}
	return wording.NewSpeller(lists[0], lists[1], lists[2])
}

func TestSpeller_FindsWhatIsWrongAndNothingElse(t *testing.T) {
	s := british(t)
	for text, want := range map[string][]string{
		"Isla’s pencil grip tires her wrist; she isn't yet independent.":       {"Isla’s"},
		"He recieves a programme of proprioceptive work with orthotics.":       {"recieves"},
		"Her therapist said “She dont lik it” and Mum agreed.":                 {},
		"The childrens' wheelchair is 280mm wide, e.g. at www.example.org.":    {"childrens"},
		"The children's wheelchair, and both girls' chairs, are the school’s.": {},
		"We will organize the colors at the center.":                           {"organize", "colors", "center"},
		"EHC advice from the OT and the SENCo, re-referred on 3rd May 2026.":   {},
		"Self-propels; hand-over-hand; wieght-bearing through both feet.":      {"wieght"},
		"[name] had a teh teh teh day":                                         {"teh"},
		"Dressing/undressing improved – socks and tights at school, wirtes.":   {"wirtes"},
		"Monday in November, at Larkbarrow with Mrs Perpetua Nettlefold-Quay":  {"Larkbarrow", "Perpetua", "Nettlefold"},
	} {
		got := s.Unknown(text, nil)
		if diff := cmp.Diff(want, append([]string{}, got...)); diff != "" {
			t.Errorf("%s\n%s", text, diff)
		}
	}
	if got := s.Unknown("Larkbarrow's Isla", map[string]bool{"isla": true, "larkbarrow's": true}); len(got) != 0 {
		t.Errorf("names that are known to be right are found: %q", got)
	}
}

func TestSpeller_SuggestsTheWordThatWasMeant(t *testing.T) {
	s := british(t)
	for wrong, want := range map[string]string{
		"recieves": "receives", "wieght": "weight", "organize": "organise", "colors": "colours", "center": "centre", "handwritting": "handwriting",
		"seperate": "separate", "occured": "occurred", "Definately": "Definitely", "proprioceptve": "proprioceptive", "thankyou": "thank you",
		"teh": "the", "wheelchiar": "wheelchair", "assesment": "assessment", "independant": "independent", "concentation": "concentration",
		"pratice": "practice", "hypermoblity": "hypermobility", "acheive": "achieve", "fastenngs": "fastenings",
	} {
		began := time.Now()
		got := s.Suggest(wrong, 3)
		if !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q among them", wrong, got, want)
		}
		if took := time.Since(began); took > 250*time.Millisecond {
			t.Errorf("%s took %s", wrong, took)
		}
	}
	if got := s.Suggest("qzxvkwqzxvkw", 3); len(got) != 0 {
		t.Errorf("nothing is near qzxvkwqzxvkw, got %q", got)
	}
}

func FuzzSpeller(f *testing.F) {
	f.Add("Isla’s “own wrds” and teh rest-of it, 3rd e.g. ﬁ ñ")
	s := british(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, w := range s.Unknown(text, nil) {
			if w == "" || !strings.Contains(text, w) {
				t.Fatalf("%q is no word of %q", w, text)
			}
			if len(w) < 12 {
				s.Suggest(w, 3)
			}
		}
	})
}
