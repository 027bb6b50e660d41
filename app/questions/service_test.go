package questions

import (
	"encoding/json"
	"testing"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

// speaks gives every service on the tablet words of its own, as a sync brings them.
func speaks(t *testing.T, d *desk, w service.Words) {
	t.Helper()
	var v assessments.Service
	if err := (&service.Pack{Words: w}).Record(&v, &service.Pack{}, w.Earlier); err != nil {
		t.Fatal(err)
	}
	says(t, d, v.OwnWords)
}

func says(t *testing.T, d *desk, words string) {
	t.Helper()
	text, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	recs, err := d.Store.Records(d.Ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil || len(recs) == 0 {
		t.Fatal(err)
	}
	if !d.Write(d.Ctx, assessments.Edit{Record: recs[0].ID, Kind: recs[0].Kind, Scope: recs[0].Scope, Op: assessments.OpSet, Set: assessments.Fields{"own_words": text}}) {
		t.Fatal(d.Failed)
	}
}

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
	speaks(t, d, service.Words{Templates: []template.Template{second}, Earlier: []template.Template{first}, Without: &service.Without{Names: []string{"mealtime"}}})
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
	b, _ := d.openWith(390, 844, lib)
	b.Shows("Drop-in on Thursdays")
	says(t, d, "mood = 3")
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
