package capture_test

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/capture"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// TestScreen_ANoteThatNamesAnotherChildIsAskedAbout: it is kept with the name noted, or goes to be moved.
func TestScreen_ANoteThatNamesAnotherChildIsAskedAbout(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1280, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}} {
		t.Run(size.name, func(t *testing.T) {
			d := sessiontest.New(t, 2, time.Date(2026, 11, 24, 9, 12, 0, 0, session.London))
			isla := d.Child(t, "Isla")
			id, err := capture.Start(t.Context(), d.Session, isla, "", assessments.Contact{Place: "school"})
			if err != nil {
				t.Fatal(err)
			}
			b := kittest.Open(t, size.w, size.h)
			s := capture.NewScreen(d.Session, isla, id)
			defer s.Leave()
			b.Show(s.Content())
			note := func(words string) {
				b.Type("Write a note, Enter stamps it", words)
				b.Key("Return")
			}
			note("Issy sat well.")
			if strings.Contains(b.Texts(), "This note names") {
				t.Error("it asks about the child's own name")
			}
			note("Yusuf sat next to her.")
			b.Shows("This note names Yusuf", "Is it about Issy?")
			b.Picture("capture-names-" + size.name)
			b.Sound()
			b.Tap("It is about Issy")
			if strings.Contains(b.Texts(), "This note names") {
				t.Error("it asks again")
			}
			recs, err := d.Store.Records(t.Context(), store.Filter{Child: isla, Kinds: []assessments.Kind{assessments.KindObservation}})
			if err != nil {
				t.Fatal(err)
			}
			noted := ""
			for _, r := range recs {
				if r.Fields.Text("text") == "Yusuf sat next to her." {
					noted = string(r.Fields["other_names"])
				}
			}
			if noted != `["Yusuf"]` {
				t.Errorf("noted %s", noted)
			}
			note("Yusuf left.")
			b.Tap("It is not")
			if n := len(d.Went); n == 0 || d.Went[n-1].Screen != session.Wrong || d.Went[n-1].Arg == "" {
				t.Errorf("went to %+v", d.Went)
			}
		})
	}
}

// TestBegin_AsksWhileAnotherChildsContactRuns: and leads back to it, or starts this one too.
func TestBegin_AsksWhileAnotherChildsContactRuns(t *testing.T) {
	d := sessiontest.New(t, 2, time.Date(2026, 11, 24, 9, 12, 0, 0, session.London))
	isla, yusuf := d.Child(t, "Isla"), d.Child(t, "Yusuf")
	b := kittest.Open(t, 1280, 800)
	capture.Begin(b.Window.Canvas(), d.Session, isla, "", assessments.Contact{Place: "school"})
	if len(d.Went) != 1 || d.Went[0].Screen != session.Capture || d.Went[0].Child != isla {
		t.Fatalf("went to %+v", d.Went)
	}
	capture.Begin(b.Window.Canvas(), d.Session, yusuf, "", assessments.Contact{Type: "call"})
	if len(d.Went) != 1 {
		t.Fatalf("it started without asking: %+v", d.Went)
	}
	b.Picture("capture-running")
	b.Tap("Back to Issy")
	if d.Went[1] != d.Went[0] {
		t.Errorf("back at %+v", d.Went[1])
	}
	capture.Begin(b.Window.Canvas(), d.Session, yusuf, "", assessments.Contact{Type: "call"})
	b.Tap("Start this one too")
	if last := d.Went[len(d.Went)-1]; last.Screen != session.Contact || last.Child != yusuf {
		t.Errorf("a call opens at %+v", last)
	}
}
