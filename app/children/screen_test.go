package children_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

func TestScreen_FindsByAnyWordOfTheName(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	for _, words := range []string{"thistle", "ISLA", "issy", "999 417 2638", "9994172638", "othistlewood larkbarrow"} {
		b := kittest.Open(t, 1184, 712)
		s := children.NewScreen(d.Session, words)
		b.Show(s.Content())
		b.Sound()
		b.Shows("Isla Maeve O'Thistlewood, known as Issy")
		if got := s.Frame().Subtitle; got != "1 child" {
			t.Errorf("%q: %s, want 1 child", words, got)
		}
	}
}

func TestScreen_OpensTheChildTapped(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b := kittest.Open(t, 1184, 712)
	s := children.NewScreen(d.Session, "")
	b.Show(s.Content())
	b.Picture("children")
	if got := s.Frame().Subtitle; got != "12 children" {
		t.Errorf("%s, want 12 children", got)
	}
	b.Tap("Isla Maeve O'Thistlewood, known as Issy")
	if len(d.Went) != 1 || d.Went[0].Child != d.Child(t, "Isla") {
		t.Errorf("went to %+v", d.Went)
	}
}

func TestScreen_SaysWhyNothingIsShown(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b := kittest.Open(t, 800, 1100)
	s := children.NewScreen(d.Session, "zzz")
	b.Show(s.Content())
	b.Shows("No child matches")
}

// A date at the end of a row says what it is of, and the school year is that of the day.
func TestRead_SaysWhatADateIsAndTheYearOfToday(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	rows, err := children.Read(t.Context(), d.Store, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	dated := 0
	for _, r := range rows {
		if r.Trailing != "" {
			dated++
			if !strings.HasPrefix(r.Trailing, "Next contact ") {
				t.Errorf("%s ends in %q", r.Title, r.Trailing)
			}
		}
		for name, year := range map[string]string{"Isla": "Larkbarrow Primary, Year 2", "Yusuf": "Pebblemoor Nursery School, Reception"} {
			if strings.HasPrefix(r.Title, name) && !strings.HasSuffix(r.Subtitle, year) {
				t.Errorf("%s: %q, want %q", r.Title, r.Subtitle, year)
			}
		}
	}
	if band := d.Band(t.Context(), d.Child(t, "Isla"), d.Today()); !strings.HasSuffix(band.Line, "Larkbarrow Primary, Year 2") {
		t.Errorf("the band says %q", band.Line)
	}
	if dated == 0 {
		t.Error("nobody has a date")
	}
	b := kittest.Open(t, 800, 1100)
	b.Show(children.NewScreen(d.Session, "").Content())
	b.Shows("Next contact")
	b.Everywhere("children-dates")
}

// TestScreen_OnlyACaseloadThatIsSentAsksWhatIsNot: of a practice caseload nothing is ever sent.
func TestScreen_OnlyACaseloadThatIsSentAsksWhatIsNot(t *testing.T) {
	for _, practice := range []bool{false, true} {
		d := sessiontest.NewIn(t, 2, morning, store.InitOptions{Practice: practice})
		b := kittest.Open(t, 1184, 712)
		b.Show(children.NewScreen(d.Session, "").Content())
		b.Shows("Visit planned")
		if asks := strings.Contains(b.Texts(), "Not sent"); asks == practice {
			t.Errorf("practice %v, and Not sent is offered: %v", practice, asks)
		}
	}
}
