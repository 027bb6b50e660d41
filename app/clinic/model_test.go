package clinic

import (
	"io"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// rules lets the service of the desk work by a pack.
func rules(t testing.TB, d *desktest.Desk, pack string) {
	t.Helper()
	team := assessments.TeamScope()
	recs, err := d.Store.Records(d.Ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatalf("%d service records, %v", len(recs), err)
	}
	for _, r := range recs {
		if !d.Write(d.Ctx, assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: team, Op: assessments.OpSet, Set: assessments.Fields{"rules": keep.JSON(pack)}}) {
			t.Fatal(d.Failed)
		}
	}
}

// special is a special school with a site day on Tuesdays.
func special(t testing.TB, d *desktest.Desk) assessments.ID {
	t.Helper()
	id := d.NewID()
	scope := assessments.SettingScope(id)
	if !d.Write(d.Ctx, d.Create(id, scope, &assessments.Setting{Name: "Otterbourne School", Type: "special"}),
		d.Create(d.NewID(), scope, &assessments.SiteDay{Weekday: "tuesday", Therapist: desktest.Bryony, TermTime: true, First: "2026-09-08", From: "09:00", To: "15:00"})) {
		t.Fatal(d.Failed)
	}
	return id
}

// walkIns counts the walk-ins that stand, of a child or of the team's own list.
func walkIns(t testing.TB, d *desktest.Desk, child assessments.ID) (n int) {
	t.Helper()
	rows, err := d.Store.Contacts(d.Ctx, "2026-01-01", "2027-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Type == walkIn && r.Child == child {
			n++
		}
	}
	return n
}

func TestParseAge(t *testing.T) {
	for in, want := range map[string]string{"": "", "5": "5 years", "1": "1 year", "5 years": "5 years", "5 yrs 3 months": "5 years 3 months", "5y 3m": "5 years 3 months", "8 months": "8 months", "18m": "1 year 6 months", "01M": "1 month",
		"0 years 7 months": "7 months", "3 March 2021": "born 3 March 2021", "3 mar 2021": "born 3 March 2021", "03/03/2021": "born 3 March 2021", "2021-03-03": "born 3 March 2021", "born 3 March 2021": "born 3 March 2021"} {
		if got, ok := ParseAge(in, "2026-12-03"); !ok || got != want {
			t.Errorf("%q: %q %v, want %q", in, got, ok, want)
		}
	}
	for _, in := range []string{"soon", "31/02/2021", "30", "3 March 2031", "3 March 1990", "5 years 14 months", "-1", "five"} {
		if got, ok := ParseAge(in, "2026-12-03"); ok {
			t.Errorf("%q was read as %q", in, got)
		}
	}
	if got := AgeOn("born 3 March 2021", "2026-12-03"); got != "5 years 9 months" {
		t.Errorf("age %q", got)
	}
	if got := AgeOn("5 years", "2026-12-03"); got != "5 years" {
		t.Errorf("an age that was said became %q", got)
	}
}

func FuzzParseAge(f *testing.F) {
	for _, s := range []string{"5", "5 years 3 months", "3 March 2021", "03/03/2021", "born 2021-03-03", ":"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words, ok := ParseAge(s, "2026-12-03")
		if !ok && words != "" {
			t.Fatalf("%q is no age and became %q", s, words)
		}
		if again, same := ParseAge(words, "2026-12-03"); ok && (!same || again != words) {
			t.Fatalf("%q became %q, and that became %q", s, words, again)
		}
	})
}

func TestTakeTerms(t *testing.T) {
	const calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20260902\nDTEND;VALUE=DATE:20261219\nSUMMARY:Autumn term\nEND:VEVENT\nEND:VCALENDAR\n"
	for _, c := range []struct {
		name, text, source string
		summary, problem   string
	}{
		{"nothing", "  ", "", "", ""},
		{"a table", "kind,name,first,last\nterm,Autumn,2/9/2026,18/12/2026\nholiday,Half-term,26/10/2026,30/10/2026\n", "the school’s page", "1 stretch of school days and 1 holiday, from 2 September 2026 to 18 December 2026", ""},
		{"a calendar", calendar, "the school’s page", "1 stretch of school days, from 2 September 2026 to 18 December 2026", ""},
		{"a day that does not exist", "kind,name,first,last\nterm,Autumn,2026-09-31,2026-12-18\n", "", "", "Line 2: "},
		{"no table at all", "see the newsletter", "", "", "Line 1: "},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := TakeTerms(c.text, c.source, "2026-12-03")
			if got.Summary != c.summary || (got.Terms != nil) != (c.summary != "") {
				t.Errorf("summary %q, terms %v, problems %q", got.Summary, got.Terms, got.Problems)
			}
			if (c.problem != "") != (len(got.Problems) > 0) || c.problem != "" && got.Problems[0][:len(c.problem)] != c.problem {
				t.Errorf("problems %q", got.Problems)
			}
			if got.Terms != nil && (got.Terms.Source != c.source || got.Terms.ImportedOn != "2026-12-03") {
				t.Errorf("terms %+v", got.Terms)
			}
		})
	}
}

func TestPurpose_TopicsAndOwnWords(t *testing.T) {
	b := Board{Topics: []Topic{{"laces", "Shoe laces"}, {"cutlery", "Knife and fork"}}}
	purpose, topic := b.Purpose(map[string]bool{"cutlery": true, "laces": true}, " a coat that scratches ")
	if purpose != "Shoe laces, Knife and fork, a coat that scratches" || topic != "laces" {
		t.Errorf("%q, %q", purpose, topic)
	}
	chosen, own := b.TopicsOf(purpose)
	if !chosen["laces"] || !chosen["cutlery"] || own != "a coat that scratches" {
		t.Errorf("%v, %q", chosen, own)
	}
	w := WalkIn{}
	w.V.Purpose = purpose
	if got := w.Line(); got != "Asks about shoe laces, knife and fork, a coat that scratches" {
		t.Errorf("line %q", got)
	}
}

func TestReadTerms_NoFileThatIsTooLarge(t *testing.T) {
	if text, err := readTerms(io.NopCloser(strings.NewReader("kind,name,first,last\n"))); err != nil || text != "kind,name,first,last\n" {
		t.Errorf("%q, %v", text, err)
	}
	if _, err := readTerms(io.NopCloser(strings.NewReader(strings.Repeat("x", mostTerms+1)))); assessments.KindOf(err) != assessments.TooLarge {
		t.Errorf("a file too large: %v", err)
	}
}
