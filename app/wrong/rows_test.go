package wrong_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/wrong"
	"github.com/fieldfare/fieldfare/assessments"
)

// Every row says what the entry is, when it was and how it begins, so that two of a kind and day can be told apart. What is confidential says
// when it was written down, and none of its words.
func TestScreen_RowsCanBeToldApart(t *testing.T) {
	d, isla, _, _, _ := mixed(t)
	scope := assessments.ChildScope(isla)
	secret := assessments.Observation{On: "2026-11-24", Type: "fact", Text: "Afraid of an uncle"}
	secret.Confidential = true
	if !d.Write(t.Context(), d.Create(d.NewID(), scope, &assessments.Contact{Type: "call", Place: "phone", On: "2026-11-24", From: "08:40", Status: "attended"}),
		d.Create(d.NewID(), scope, &assessments.Contact{Type: "call", Place: "phone", On: "2026-11-24", From: "08:55", Status: "attended", Summary: "Mum will ring again"}),
		d.Create(d.NewID(), scope, &assessments.Attachment{Of: isla, Type: "photo", Media: "image/jpeg", On: "2026-11-24", SHA256: strings.Repeat("0", 64)}),
		d.Create(d.NewID(), scope, &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-11-24", Who: "Mrs Nettlefold, SENCo"}), d.Create(d.NewID(), scope, &secret)) {
		t.Fatal(d.Failed)
	}
	b := kittest.Open(t, 1184, 1600)
	b.Show(wrong.NewScreen(d.Session, isla, "").Content())
	b.Shows("0 chosen", "Home visit: Bath seat trial, 24 November 2026 09:00", "Telephone call of 24 November 2026 08:40", "Telephone call of 24 November 2026 08:55", "Mum will ring again",
		"Note of 24 November 2026 09:05", "Mum lifts him alone.", "Photo of 24 November 2026", "Before we meet: for teachers and nursery staff, 24 November 2026", "Mrs Nettlefold, SENCo",
		"Written down 24 November 2026, 09:12")
	if strings.Contains(b.Texts(), "uncle") || strings.Contains(b.Texts(), "Contact of") {
		t.Error(b.Texts())
	}
	b.Picture("wrong-rows")
	b.Sound()
	b.Tap("Telephone call of 24 November 2026 08:40")
	b.Shows("1 chosen")
	m := wrong.NewModel(d.Store, d, d.Me, d.NewID, isla)
	if err := m.Read(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, e := range m.Entries {
		row := e.Title + "\n" + e.Line
		if seen[row] {
			t.Errorf("two rows say %q", row)
		}
		seen[row] = true
	}
}
