package finder_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/finder"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

var morning = time.Date(2026, 11, 24, 9, 12, 0, 0, session.London)

// open lays the finder over an empty screen and answers which commands ran.
func open(t *testing.T, d *sessiontest.Desk, w, h float32) (*kittest.Bench, *[]string) {
	b := kittest.Open(t, w, h)
	b.Show(kit.Middle(kit.Body("The screen below")))
	ran := &[]string{}
	command := func(icon, title, line, also string) finder.Command {
		return finder.Command{Icon: icon, Title: title, Line: line, Also: also, Run: func() { *ran = append(*ran, title) }}
	}
	finder.Show(b.Window.Canvas(), d.Session, []finder.Command{
		command("today", "Today", "Visits, clocks and what is to finish", ""), command("settings", "Settings", "Text size, light or dark, left or right hand", "look theme dark large letters"),
		command("lock", "Lock now", "Asks for the passphrase again", "close sign out"), command("clinic", "Clinics", "Drop-in days, site days and school calendars", "walk-in")})
	b.Settle()
	return b, ran
}

func TestFinder_AChildByKeyboardAlone(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b, _ := open(t, d, 1280, 800)
	b.Type("Find a child, words or a place", "thistle")
	b.Picture("finder")
	b.Shows("Isla Maeve O'Thistlewood, known as Issy", "Child")
	b.Key(fyne.KeyReturn)
	if len(d.Went) != 1 || d.Went[0].Screen != session.ChildHome || d.Went[0].Child != d.Child(t, "Isla") {
		t.Errorf("Enter went to %+v", d.Went)
	}
	if b.Window.Canvas().Overlays().Top() != nil {
		t.Error("the finder stays after it has found")
	}
}

func TestFinder_ACommandByAnotherWordForIt(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b, ran := open(t, d, 1280, 800)
	b.Type("Find a child, words or a place", "dark")
	b.Key(fyne.KeyReturn)
	if fmt.Sprint(*ran) != "[Settings]" {
		t.Errorf("ran %v", *ran)
	}
	b, ran = open(t, d, 390, 844)
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyDown)
	b.Key(fyne.KeyUp)
	b.Key(fyne.KeyEnter)
	if fmt.Sprint(*ran) != "[Lock now]" {
		t.Errorf("three down and one up ran %v", *ran)
	}
	b, ran = open(t, d, 390, 844)
	b.Key(fyne.KeyEscape)
	if len(*ran) != 0 || b.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("Escape leaves the finder open, or ran %v", *ran)
	}
}

func TestFinder_WordsOfARecord(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b, _ := open(t, d, 390, 844)
	b.Type("Find a child, words or a place", "cutlery")
	b.Picture("finder-phone")
	b.Shows("Isla Maeve O'Thistlewood", "utlery")
	b.Key(fyne.KeyReturn)
	if len(d.Went) != 1 || d.Went[0].Child == "" {
		t.Errorf("went to %+v", d.Went)
	}
}

// TestFinder_NothingOfAnAlert: whoever looks over a shoulder at the finder reads no alert and no confidential note.
func TestFinder_NothingOfAnAlert(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	ctx, isla := context.Background(), d.Child(t, "Isla")
	alert := assessments.Alert{Text: "Zebrawood must not be told", Since: "2026-01-02"}
	note := assessments.Observation{Area: "hands", Type: "fact", On: "2026-11-20", Text: "Zebrawood pencil, told in confidence"}
	note.Confidential = true
	plain := assessments.Observation{Area: "hands", Type: "fact", On: "2026-11-20", Text: "Zebrawood pencil held well"}
	told := assessments.Answers{Template: "questionnaire-young-person", Version: 1, On: "2026-11-20", How: "paper", Values: []assessments.Answer{{Question: "told-others", Value: "Zebrawood, just between us"}}}
	for _, x := range []assessments.Typed{&alert, &note, &plain, &told} {
		if !d.Write(ctx, d.Create(d.NewID(), assessments.ChildScope(isla), x)) {
			t.Fatal(d.Failed)
		}
	}
	b, _ := open(t, d, 1280, 800)
	b.Type("Find a child, words or a place", "zebrawood")
	b.Shows("Zebrawood pencil held well", "Marked as confidential: open it to read")
	if all := b.Texts(); strings.Contains(all, "must not be told") || strings.Contains(all, "in confidence") || strings.Contains(all, "between us") {
		t.Errorf("the finder shows\n%s", all)
	}
}

func TestFinder_SaysWhenThereIsNothing(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	b, _ := open(t, d, 800, 1280)
	b.Type("Find a child, words or a place", "qq")
	b.Shows("Nothing found. Try fewer letters, or another word")
	b.Key(fyne.KeyReturn)
	if len(d.Went) != 0 || b.Window.Canvas().Overlays().Top() == nil {
		t.Errorf("Enter on nothing went to %+v", d.Went)
	}
}

func TestFinder_IsSoundAtEverySize(t *testing.T) {
	d := sessiontest.New(t, 12, morning)
	b, _ := open(t, d, 1280, 800)
	b.Type("Find a child, words or a place", "la")
	b.Everywhere("finder")
}

// BenchmarkFinder_Words is one letter or word typed at 10,000 records (budget of a letter: 100 ms): the caseload is read once, at
// the opening. It prints the slowest.
func BenchmarkFinder_Words(b *testing.B) {
	d := sessiontest.New(b, 400, morning)
	ctx := context.Background()
	recs, err := d.Store.Records(ctx, store.Filter{})
	if err != nil || len(recs) < 10_000 {
		b.Fatalf("%d records: %v", len(recs), err)
	}
	kids, err := finder.Caseload(ctx, d.Store, d.Today())
	if err != nil {
		b.Fatal(err)
	}
	m := finder.NewModel(nil)
	m.Has(kids)
	if _, err := finder.Search(ctx, d.Store, "settle"); err != nil { // right after an unlock the index is still being filled
		b.Fatal(err)
	}
	all := []string{"i", "is", "pe", "wr", "cut", "sitt", "pencil", "sl", "chair", "me", "in", "an"}
	var worst time.Duration
	n := 0
	for b.Loop() {
		words := all[n%len(all)]
		n++
		began := time.Now()
		m.Find(words)
		hits, err := finder.Search(ctx, d.Store, words)
		if err != nil {
			b.Fatal(err)
		}
		m.Took(words, hits)
		worst = max(worst, time.Since(began))
	}
	b.ReportMetric(float64(worst)/float64(time.Millisecond), "ms-worst")
}
