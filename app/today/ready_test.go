package today_test

import (
	"context"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/today"
	"github.com/fieldfare/fieldfare/assessments"
)

// photographed is a day with one child at a school that nobody works at, with a note and photos of five visits; have photos are
// on the tablet.
func photographed(t *testing.T, here func(visit int) bool) *sessiontest.Desk {
	t.Helper()
	d, child := desk(t, "")
	school := d.NewID()
	write(t, d, d.Create(school, assessments.SettingScope(school), &assessments.Setting{Name: "Larkbarrow Primary", Type: "primary"}),
		d.Create(d.NewID(), assessments.SettingScope(school), &assessments.Person{Name: "Mrs Nettlefold", Role: "senco"}))
	rec, err := d.Store.Record(t.Context(), child)
	if err != nil {
		t.Fatal(err)
	}
	edit, _ := d.Change(rec, &assessments.Child{Name: "Wren Applecote", Born: "2020-05-01", Setting: school})
	write(t, d, edit)
	for i, on := range []assessments.Date{"2026-05-05", "2026-06-02", "2026-07-07", "2026-09-01", "2026-10-06"} {
		visit := add(t, d, child, &assessments.Contact{Type: "visit", On: on, Status: "attended", Place: "school"})
		note := add(t, d, child, &assessments.Observation{Contact: visit, On: on, Type: "fact", Text: "Sat with both feet down."})
		picture := strings.NewReader("picture " + string(on))
		a := assessments.Attachment{Of: note, Type: "photo"}
		if here(i) {
			if _, err := d.Store.Attach(context.Background(), d.NewID(), assessments.ChildScope(child), a, picture); err != nil {
				t.Fatal(err)
			}
			continue
		}
		a.SHA256 = strings.Repeat(string("abcde"[i]), 64) // the record has come, its file has not
		add(t, d, child, &a)
	}
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-24", From: "13:15", Status: "planned", Place: "home", Purpose: "Toilet seat trial, with Dad"})
	return d
}

func TestReady_SaysWhichChildAndWhatIsMissing(t *testing.T) {
	d := photographed(t, func(visit int) bool { return visit == 3 })
	m := build(t, d)
	v := m.Stops[0].Visits[0]
	if v.Ready || v.Missing != "2 photos" {
		t.Errorf("ready %v, missing %q; of the last three visits two photos are not here", v.Ready, v.Missing)
	}
	if len(m.Lacks) != 1 || m.Lacks[0].Name != "Wren Applecote" || m.Ready() != "Ready offline 0 of 1" {
		t.Errorf("%s: %+v", m.Ready(), m.Lacks)
	}
	if m.Subtitle != "1 visit today, not all of it on this tablet yet" {
		t.Errorf("the day says %q", m.Subtitle)
	}
}

func TestReady_OldPhotosAreNotWaitedFor(t *testing.T) {
	m := build(t, photographed(t, func(visit int) bool { return visit >= 2 }))
	if v := m.Stops[0].Visits[0]; !v.Ready || v.Missing != "" {
		t.Errorf("ready %v, missing %q", v.Ready, v.Missing)
	}
	if m.Subtitle != "1 visit today, ready offline" {
		t.Errorf("the day says %q", m.Subtitle)
	}
}

func TestReady_ASchoolWithoutPeopleAndAVisitThatIsNotHere(t *testing.T) {
	d, child := desk(t, "")
	school := d.NewID()
	write(t, d, d.Create(school, assessments.SettingScope(school), &assessments.Setting{Name: "Larkbarrow Primary", Type: "primary"}))
	rec, _ := d.Store.Record(t.Context(), child)
	edit, _ := d.Change(rec, &assessments.Child{Name: "Wren Applecote", Born: "2020-05-01", Setting: school})
	write(t, d, edit)
	add(t, d, child, &assessments.Observation{Contact: d.NewID(), On: "2026-10-06", Type: "fact", Text: "Sat."})
	add(t, d, child, &assessments.Contact{Type: "visit", On: "2026-11-24", From: "13:15", Status: "planned"})
	if v := build(t, d).Stops[0].Visits[0]; v.Missing != "1 visit, school contacts" {
		t.Errorf("missing %q", v.Missing)
	}
}

func TestScreen_AHomeVisitStartsInOneTapAndNamesWhatIsNotHere(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 712}, {"portrait", 800, 1112}, {"phone", 390, 676}} {
		d := photographed(t, func(visit int) bool { return visit == 3 })
		b := kittest.Open(t, size.w, size.h)
		s := today.NewScreen(d.Session)
		b.Show(s.Content())
		b.Shows("2 photos missing", "Ready offline 0 of 1", "Not here yet: 2 photos")
		b.Picture("today-missing-" + size.name)
		b.Sound()
		b.Tap("Start home visit")
		if len(d.Went) != 1 || d.Went[0].Screen != session.Capture {
			t.Errorf("%s: went to %+v", size.name, d.Went)
		}
	}
}
