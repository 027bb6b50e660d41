package practice

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const today assessments.Date = "2026-11-20"

func caseload(t *testing.T, seed int64, n int) assessments.Bundle {
	t.Helper()
	b, err := Caseload(seed, n, today)
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	return b
}

func written(t *testing.T, b assessments.Bundle) string {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	return out.String()
}

// read gives the typed records of one kind.
func read[T assessments.Typed](t *testing.T, b assessments.Bundle) map[assessments.ID]T {
	t.Helper()
	out := map[assessments.ID]T{}
	for _, r := range b.Records {
		typed, problems := r.Read()
		if len(problems) > 0 {
			t.Fatalf("%s: %v", r.Kind, problems)
		}
		if x, ok := typed.(T); ok {
			out[r.ID] = x
		}
	}
	return out
}

func TestTheSameSeedTellsTheSameStory(t *testing.T) {
	one, again := written(t, caseload(t, 1, 10)), written(t, caseload(t, 1, 10))
	if one != again {
		t.Error("two caseloads of one seed differ")
	}
	if one == written(t, caseload(t, 2, 10)) {
		t.Error("two seeds give one caseload")
	}
	back, err := assessments.ParseBundle(strings.NewReader(one), "practice.json")
	if err != nil {
		t.Fatal(assessments.Sentence(err))
	}
	if written(t, back) != one {
		t.Error("what is read back is not what was written")
	}
}

// TestEveryCaseloadHolds runs many seeds and days: leap days, the turn of the year, and a day in the holidays.
func TestEveryCaseloadHolds(t *testing.T) {
	for _, day := range []assessments.Date{today, "2028-02-29", "2027-01-01", "2026-05-25"} {
		for seed := range int64(25) {
			b, err := Caseload(seed, 12, day)
			if err != nil {
				t.Fatalf("seed %d at %s: %s", seed, day, assessments.Sentence(err))
			}
			for _, c := range read[*assessments.Contact](t, b) {
				if (c.Status == "planned") != (c.On > day) || !c.On.WorkingDay() || holiday(c.On) {
					t.Errorf("seed %d: a contact on %s is %s, and today is %s", seed, c.On.Weekday(), c.Status, day)
				}
			}
			for _, c := range read[*assessments.Child](t, b) {
				if age := int(day.Time().Sub(c.Born.Time()).Hours() / 24 / 365.25); age < 2 || age > 12 {
					t.Errorf("seed %d: a child of %d", seed, age)
				}
			}
		}
	}
	if _, err := Caseload(1, 10, "2026-02-31"); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("31 February: %v", err)
	}
	if _, err := Caseload(1, -1, today); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("minus one child: %v", err)
	}
}

func TestChildrenArePlainlyFictitious(t *testing.T) {
	b := caseload(t, 1, 10)
	children := read[*assessments.Child](t, b)
	if len(children) != 10 {
		t.Fatalf("%d children, want 10", len(children))
	}
	seen := map[string]bool{}
	for _, c := range children {
		if seen[c.Name] || seen[c.NHSNumber] {
			t.Errorf("%s, %s: a name or number stands twice", c.Name, c.NHSNumber)
		}
		seen[c.Name], seen[c.NHSNumber] = true, true
		if !strings.HasPrefix(c.NHSNumber, "999") || c.NHSNumber == "9994172638" || c.NHSNumber == "9993058416" {
			t.Errorf("NHS number %s is not free for practice", c.NHSNumber)
		}
	}
	text := written(t, b)
	for _, notebook := range []string{"Thistlewood", "Dayaxweyn", "Larkbarrow", "Pebblemoor", "Quillfeather", "Tansywick"} {
		if strings.Contains(text, notebook) {
			t.Errorf("%s belongs to a notebook", notebook)
		}
	}
	for _, left := range []string{"{name}", "{n}", "{of}", "{by}"} {
		if strings.Contains(text, left) {
			t.Errorf("%s was not filled in", left)
		}
	}
}

// TestEveryChildHasADayToOpen checks what a screen of the practice caseload needs: some contacts behind, one ahead, a
// goal with all its rungs and two scores where there were two visits, a plan, and for every other child a whole advice.
func TestEveryChildHasADayToOpen(t *testing.T) {
	b := caseload(t, 1, 10)
	contacts, notBrought := map[assessments.ID][]*assessments.Contact{}, 0
	scope := map[assessments.ID]assessments.ID{}
	for _, r := range b.Records {
		scope[r.ID] = r.Scope.ID
	}
	for id, c := range read[*assessments.Contact](t, b) {
		contacts[scope[id]] = append(contacts[scope[id]], c)
		if c.Status == "not-brought" {
			notBrought++
			if c.Decision == "" || c.Safeguarding == "" || c.DecidedBy == "" {
				t.Error("a child was not brought and nobody decided anything")
			}
		}
	}
	if notBrought == 0 {
		t.Error("nobody was ever not brought: that screen cannot be practised")
	}
	for id, c := range read[*assessments.Child](t, b) {
		if n := len(contacts[id]); n < 2 || n > 6 {
			t.Errorf("%s has %d contacts, want 2 to 6", c.Name, n)
		}
	}
	for _, g := range read[*assessments.Goal](t, b) {
		if len(g.Rungs) != 5 {
			t.Errorf("%q has %d rungs", g.Title, len(g.Rungs))
		}
	}
	count := map[string]int{}
	for _, p := range read[*assessments.Provision](t, b) {
		count[p.Section]++
		if gaps := p.Gaps(); len(gaps) > 0 {
			t.Errorf("%s %q: %v", p.Ref, p.What, gaps)
		}
		if p.Hours() <= 0 {
			t.Errorf("%s %q has no hours", p.Ref, p.What)
		}
	}
	if count["F"] == 0 || count["G"] == 0 {
		t.Errorf("rows by section: %v; F and G are both to be practised", count)
	}
	if n := len(read[*assessments.AdviceRequest](t, b)); n != 5 {
		t.Errorf("%d advice requests, want 5", n)
	}
	for _, a := range read[*assessments.AdviceRequest](t, b) {
		if a.SentOn != "" && a.SentOn > a.Due() {
			t.Errorf("advice due %s was sent %s", a.Due(), a.SentOn)
		}
	}
}

// TestReferencesLeadSomewhere follows every id in every field to a record of the bundle.
func TestReferencesLeadSomewhere(t *testing.T) {
	for _, s := range dangling(caseload(t, 3, 12)) {
		t.Error(s)
	}
}

// dangling lists the ids that lead to no record of the bundle, or says that hardly any were found to follow.
func dangling(b assessments.Bundle) (out []string) {
	known := map[string]bool{}
	for _, r := range b.Records {
		known[string(r.ID)] = true
	}
	followed := 0
	for _, r := range b.Records {
		for name, raw := range r.Fields {
			for _, word := range strings.FieldsFunc(string(raw), func(c rune) bool { return strings.ContainsRune(`"[]{},: `, c) }) {
				if !assessments.ID(word).Valid() {
					continue
				}
				followed++
				if !known[word] {
					out = append(out, name+" of a "+string(r.Kind)+" leads to nothing: "+word)
				}
			}
		}
	}
	if followed < 100 {
		out = append(out, fmt.Sprintf("followed only %d references", followed))
	}
	return out
}

// TestSchoolDays: no therapist visits a school in August.
func TestSchoolDays(t *testing.T) {
	for _, tc := range []struct {
		from assessments.Date
		n    int
		want assessments.Date
	}{
		{"2026-07-20", 1, "2026-09-04"}, {"2026-12-18", 1, "2027-01-05"}, {"2026-03-30", 1, "2026-04-14"}, {"2026-05-22", 3, "2026-06-01"}, {"2026-03-12", 5, "2026-03-17"}, {"2026-03-13", 1, "2026-03-16"}, {"2026-11-20", -7, "2026-11-13"},
	} {
		if got := schoolDay(tc.from, tc.n); got != tc.want {
			t.Errorf("%d days after %s: %s, want %s", tc.n, tc.from, got, tc.want)
		}
	}
}
