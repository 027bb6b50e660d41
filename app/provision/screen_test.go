package provision

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/logs"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

const (
	f1 assessments.ID = "019a0001-0000-7013-8000-000000000001"
	f5 assessments.ID = "019a0001-0000-7013-8000-000000000005"
)

func TestScreen_AnswerMovesTheRow(t *testing.T) {
	d := desktest.Sit(t, may)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	b.Shows("Does it educate or train Issy?", "12.7", "59.7 h a year", "1.25 h a year", "E2")
	b.Picture("provision-landscape")
	b.Sound()
	b.Tap("No")
	var p assessments.Provision
	if d.Read(f5, &p); p.Ref != "G2" || p.Section != "G" || p.ICB != "not-asked" {
		t.Fatalf("answered no: %s in %s, ICB %q", p.Ref, p.Section, p.ICB)
	}
	b.Shows("47.0 h a year", "13.9 h a year", "Has the ICB agreed?")
	d.TakeBack()
	b.Settle()
	p = assessments.Provision{}
	if d.Read(f5, &p); p.Ref != "F5" || p.Section != "F" || p.ICB != "" || p.Educates != "yes" {
		t.Errorf("taken back: %+v", p)
	}
	b.Tap("Unsure")
	b.Shows("Not settled", "your lead decides")
	if d.Read(f5, &p); p.Ref != "F5" || p.Disputed == "" {
		t.Errorf("unsure: %+v", p)
	}
	d.Sound()
}

// TestScreen_LeadsToTheLog: a row that says how much in a week leads to its own log, with what was typed last in it; another has none.
func TestScreen_LeadsToTheLog(t *testing.T) {
	d := desktest.Sit(t, time.Date(2026, 11, 26, 9, 12, 0, 0, time.UTC))
	b := d.Show(1280, 3400, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	b.Type("What is counted or timed", "Buttons fastened")
	b.Picture("provision-log")
	b.Tap("Log what was delivered")
	want := shell.Route{Screen: session.Log, Child: string(desktest.Isla), Arg: string(f5)}
	if len(d.Went) != 1 || d.Went[0] != want {
		t.Fatalf("went to %+v, want %+v", d.Went, want)
	}
	log := d.Show(1280, 800, func() shell.Screen { return logs.NewScreen(d.Session, desktest.Isla, f5) })
	var p assessments.Provision
	d.Read(f5, &p)
	log.Picture("log-of-row")
	log.Shows("F5", "2 times a week", "Done on", p.Monitoring.Measure)
	if !strings.Contains(p.Monitoring.Measure, "Buttons fastened") {
		t.Errorf("the words typed last are not in the record: %q", p.Monitoring.Measure)
	}

	set := assessments.Fields{"doses": keep.JSON([]assessments.Dose{{Minutes: 30, Sessions: 1, Per: "term"}})}
	if !d.Write(d.Ctx, assessments.Edit{Record: f5, Kind: assessments.KindProvision, Scope: assessments.ChildScope(desktest.Isla), Op: assessments.OpSet, Set: set}) {
		t.Fatal(d.Failed)
	}
	b = d.Show(1280, 3400, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	if strings.Contains(b.Texts(), "Log what was delivered") {
		t.Error("a row that is done once a term offers a log of the week")
	}
	d.Sound()
}

func TestScreen_HoursFollowTheNumbers(t *testing.T) {
	d := desktest.Sit(t, may)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	b.Type("Minutes", "5") // 10 becomes 105 or 510: either way the sums move with it
	var p assessments.Provision
	d.Clock.Turn(time.Second)
	d.Read(f5, &p)
	if p.Doses[0].Minutes == 10 || !strings.Contains(b.Texts(), assessments.HoursWords(p.Hours())) {
		t.Errorf("minutes %v, hours %v are not on show", p.Doses[0].Minutes, p.Hours())
	}
	d.Restart()
	var again assessments.Provision
	if d.Read(f5, &again); again.Doses[0] != p.Doses[0] {
		t.Errorf("after a kill: %+v, want %+v", again.Doses, p.Doses)
	}
}

func TestScreen_VagueWords(t *testing.T) {
	d := desktest.Sit(t, may)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f1, d.Clock.Kit()) })
	b.Type("What", " with access to a laptop")
	b.Tap("Who")
	b.Shows("access to", "Say this instead", "1 wording finding")
	b.Picture("provision-finding")
	b.Sound()
	b.Tap("Keep, with a reason")
	b.Tap("Keep these words")
	b.Shows("Say why, in a few words")
	b.Type("Why these words stay", "The words of the school's own timetable")
	b.Tap("Keep these words")
	var p assessments.Provision
	if d.Read(f1, &p); len(p.Overrides) != 1 || p.Overrides[0].Phrase != "access to" {
		t.Fatalf("kept %+v", p.Overrides)
	}
	if strings.Contains(b.Texts(), "wording finding") {
		t.Error("a kept finding still counts")
	}
	d.TakeBack()
	b.Tap("Use this wording")
	p = assessments.Provision{}
	if d.Read(f1, &p); !strings.Contains(p.What, "[minutes]") || strings.Contains(p.What, "access") {
		t.Errorf("used: %q", p.What)
	}
	b.Shows("Fill in what stands in brackets under “What”.")
	d.Sound()
}

func TestScreen_ANewRow(t *testing.T) {
	d := desktest.Sit(t, may)
	build := func() shell.Screen { return newScreen(d.Session, desktest.Isla, "", d.Clock.Kit()) }
	b := d.Show(800, 1280, build)
	b.Picture("provision-list-portrait")
	b.Tap("Add a row")
	b.Shows("All rows", "Say what is done.")
	b.Tap("What")
	b.Type("What", "Sensory circuit")
	b.Type("Minutes", "15")
	b.Type("Times", "5")
	b.Shows("47.5")
	b.Picture("provision-portrait")
	b.Sound()
	d.Clock.Turn(time.Second)
	d.Restart()
	b = d.Show(800, 1280, build)
	b.Shows("F6", "Sensory circuit", "47.5")
	d.Sound()
}

func TestScreen_OutcomesAndNeeds(t *testing.T) {
	d := desktest.Sit(t, may)
	b := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, "", d.Clock.Kit()) })
	b.Tap("Outcomes")
	b.Shows("What will Issy do?", "Served by 4 rows")
	b.Picture("provision-outcomes")
	b.Sound()
	b.Tap("Add an outcome")
	b.Type("By when, who does what, how well, how often", "Issy will receive weekly therapy")
	b.Tap("Who counts, and how")
	b.Shows("“will receive”", "No row serves this outcome yet", "E3")
	b.Tap("Needs")
	b.Shows("What is hard for Issy, and why does it matter?")
	b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
	b.Picture("provision-needs-dark-20")
	b.Sound()
	b.Theme(kit.Theme{})
	b.Resize(390, 844)
	b.Tap("Provision")
	b.Tap("Letter formation")
	b.Shows("All rows", "Does it educate or train Issy?")
	b.Picture("provision-phone")
	b.Sound()
	d.Sound()
}

func BenchmarkOpen(b *testing.B) {
	d := desktest.Sit(b, may)
	bench := d.Show(1280, 800, func() shell.Screen { return newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()) })
	for b.Loop() {
		s := newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit())
		bench.Show(s.Content())
		s.Leave()
	}
}

func BenchmarkKey(b *testing.B) {
	d := desktest.Sit(b, may)
	var v *Screen
	d.Show(1280, 800, func() shell.Screen { v = newScreen(d.Session, desktest.Isla, f5, d.Clock.Kit()); return v })
	for b.Loop() {
		v.form.Type("why", "It teaches", quote("It teaches"))
	}
}
