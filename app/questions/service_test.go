package questions

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// TestLibrary_TheServicesOwn: questions that a lead signed are asked in place of ours, those that a service does not use are not offered, and
// answers keep the words that were asked.
func TestLibrary_TheServicesOwn(t *testing.T) {
	d := sit(t)
	ours, ok := d.lib.Current("drop-in")
	if !ok {
		t.Fatal("no drop-in")
	}
	first := ours
	first.Version, first.Title = template.OwnVersions, "Drop-in at the library"
	second := first
	second.Version, second.Title = template.OwnVersions+1, "Drop-in on Thursdays"
	sessiontest.Speaks(t, d.Session, service.Words{Templates: []template.Template{second}, Earlier: []template.Template{first}, Without: &service.Without{Names: []string{"mealtime"}}})
	lib, err := Library(d.Ctx, d.Store)
	if err != nil {
		t.Fatal(err)
	}
	all, err := Choices(d.Ctx, d.Store, lib, desktest.Isla)
	if err != nil {
		t.Fatal(err)
	}
	offered := map[string]string{}
	for _, c := range all {
		offered[c.Name] = c.Title
	}
	if offered["drop-in"] != "Drop-in on Thursdays" || offered["mealtime"] != "" || offered["dressing"] == "" {
		t.Errorf("offered: %v", offered)
	}
	if x, note, err := lib.Asked(assessments.Answers{Template: "drop-in", Version: template.OwnVersions}); err != nil || note != "" || x.Title != "Drop-in at the library" {
		t.Errorf("%q %q %v", x.Title, note, err)
	}
	if again, _ := Library(d.Ctx, d.Store); again != lib {
		t.Error("the same words are laid over anew")
	}
	for version, held := range map[int]bool{template.OwnVersions: false, template.OwnVersions + 1: false, template.OwnVersions + 2: true} {
		a := &assessments.Answers{Template: "drop-in", Version: version, Values: []assessments.Answer{{Question: "topic", Value: "handwriting"}}}
		if got := InConfidence(d.Ctx, d.Store, assessments.Record{Kind: assessments.KindAnswers, Fields: assessments.Encode(a)}); got != held {
			t.Errorf("answers to version %d are held: %v", version, got)
		}
	}
	b, _ := d.openWith(390, 844, lib)
	b.Shows("Drop-in on Thursdays")
	sessiontest.Says(t, d.Session, "mood = 3")
	lib, err = Library(d.Ctx, d.Store)
	if x, _ := lib.Current("drop-in"); err == nil || x.Title != ours.Title {
		t.Errorf("words of a newer program: %q %v", x.Title, err)
	}
}

// openWith shows the templates to pick from, of a library.
func (d *desk) openWith(w, h float32, lib *template.Library) (*kittest.Bench, *Screen) {
	d.t.Helper()
	d.lib = lib
	return d.open(w, h, "", "")
}
