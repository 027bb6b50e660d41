package reports

import (
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

var programmeToParent = Request{Kind: ActivityProgramme, Recipient: Recipient{Role: assessments.RoleParent}, AsAt: "2026-05-21"}

// plan is an invented home plan with two activities.
func plan(change func(*assessments.ActivityPlan)) []assessments.Record {
	p := &assessments.ActivityPlan{Title: "Morning plan", Place: "home", WhoWords: "Mum", Start: "2026-05-06", Minutes: 5, TimesADay: 2, DaysAWeek: 3, Weeks: 2,
		Principles: true, StopIf: []string{"She is cross", "Pain"}}
	if change != nil {
		change(p)
	}
	return []assessments.Record{record(id(40), p),
		record(id(41), &assessments.Activity{Plan: id(40), Order: 1, Title: "Zip race", Steps: []string{"hold the tab", "Pull"}, Easier: "Start it for her", CountBy: "Zips of 5", Kit: "A coat", Area: "dressing"}),
		record(id(42), &assessments.Activity{Plan: id(40), Order: 2, Title: "Sock line"}),
		record(id(43), &assessments.Activity{Plan: id(99), Title: "Of another plan"})}
}

func TestProgramme_APageForEachActivity(t *testing.T) {
	d := mustDraft(t, kestrel(plan(nil)...), programmeToParent)
	pages, stops := 0, 0
	for i, b := range d.Blocks {
		if _, ok := b.(*PageBreak); ok {
			pages++
			if s, ok := d.Blocks[i+1].(*Section); !ok || s.Aside == "" {
				t.Errorf("a page begins with %T", d.Blocks[i+1])
			}
		}
		if c, ok := b.(*Callout); ok && c.Style == CalloutStop {
			stops++
			if got := c.Body.Words(); got != "She is cross or pain." {
				t.Errorf("stop if %q", got)
			}
		}
	}
	if pages != 2 || stops != 2 {
		t.Errorf("%d pages with %d times when to stop, want 2 and 2", pages, stops)
	}
	steps, ways, grids := block[*Steps](d), block[*Beside](d), block[*TickGrid](d)
	if len(steps) != 2 || len(ways) != 1 || len(grids) != 2 {
		t.Fatalf("%d steps, %d ways, %d grids", len(steps), len(ways), len(grids))
	}
	if got := steps[0].Items[1].Words(); len(steps[0].Items) != 3 || steps[0].Items[0].Words() != "Read the general principles first." || got != "Hold the tab." {
		t.Errorf("steps: %v", steps[0].Items)
	}
	if ways[0].Right.Lines[0].Plain() != "[ ] Not noted" {
		t.Errorf("the harder way that nobody noted is %q", ways[0].Right.Lines[0].Plain())
	}
	want := &TickGrid{Caption: "One tick for each time: 2 in a box, 3 days a week", Head: "Week starting", Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
		Write: "Zips of 5", Rows: []string{"4 May", "11 May", "18 May"}}
	if diff := cmp.Diff(want, grids[0]); diff != "" {
		t.Errorf("two weeks from a Wednesday touch three (-want +got):\n%s", diff)
	}
	text := d.PlainText()
	for _, want := range []string{"Morning plan for Tam\n", "You need: a coat.", "[ ] The steps are not written down. Ask us to show you.", "First: Read the general principles first"} {
		if !contains(text, want) {
			t.Errorf("%q is not said in\n%s", want, text)
		}
	}
	if contains(text, "another plan") || contains(text, "translation") {
		t.Error("another plan's activity is here, or a family that reads English is told of a translation")
	}
}

func TestPlanWeeks(t *testing.T) {
	for _, c := range []struct {
		p    assessments.ActivityPlan
		want []string
	}{
		{assessments.ActivityPlan{}, nil},
		{assessments.ActivityPlan{Weeks: 2}, []string{"1", "2"}},
		{assessments.ActivityPlan{Start: "2026-05-18", Weeks: 2}, []string{"18 May", "25 May"}},
		{assessments.ActivityPlan{Start: "2026-05-17", Weeks: 1}, []string{"11 May", "18 May"}}, // a Sunday ends its week
		{assessments.ActivityPlan{Start: "2026-05-18", End: "2026-06-01"}, []string{"18 May", "25 May", "1 June"}},
		{assessments.ActivityPlan{Start: "2026-12-28", Weeks: 1}, []string{"28 December"}},
	} {
		if got := planWeeks(&c.p); !slices.Equal(got, c.want) {
			t.Errorf("%s to %s, %d weeks: %q, want %q", c.p.Start, c.p.End, c.p.Weeks, got, c.want)
		}
	}
	if n := len(planWeeks(&assessments.ActivityPlan{Start: "2026-01-05", Weeks: 9999})); n != mostWeeks {
		t.Errorf("%d weeks", n)
	}
}

func TestProgramme_WhichOneAndForWhom(t *testing.T) {
	school := record(id(50), &assessments.ActivityPlan{Title: "Class plan", Place: "school", Start: "2026-05-11", Weeks: 4})
	ev := kestrel(append(plan(nil), school)...)
	if d := mustDraft(t, ev, programmeToParent); d.Title != "Morning plan for Tam" || d.Band.Label != "Home" {
		t.Errorf("a parent gets %q", d.Title)
	}
	req := programmeToParent
	req.Recipient.Role = assessments.RoleSchool
	if d := mustDraft(t, ev, req); d.Title != "Class plan for Tam" || contains(d.PlainText(), "Morning") {
		t.Errorf("school gets %q", d.Title)
	}
	if d := mustDraft(t, kestrel(plan(nil)...), req); !contains(d.PlainText(), "[ ] No programme is recorded by 21 May 2026.") {
		t.Errorf("school gets the family's plan: %q", d.Title)
	}
	req.About = id(40)
	if d := mustDraft(t, ev, req); d.Title != "Morning plan for Tam" {
		t.Errorf("asked for one plan, got %q", d.Title)
	}
}

// TestProgramme_Translation follows a plan for a family that reads Somali: the sheet says that the translation is missing, and
// stops saying so once one of the signed version is there.
func TestProgramme_Translation(t *testing.T) {
	more := plan(func(p *assessments.ActivityPlan) {
		p.Language, p.Warnings = "Somali", []string{"The standing frame is not for home."}
	})
	text := mustDraft(t, kestrel(more...), programmeToParent).PlainText()
	if n := countOf(text, "[ ] Somali translation not yet received."); n != 3 {
		t.Errorf("the missing translation is told %d times, want on the first page and on both sheets:\n%s", n, text)
	}
	if n := countOf(text, "The standing frame is not for home."); n != 2 {
		t.Errorf("what must never be done is told on %d sheets", n)
	}
}

func countOf(s, x string) int {
	n := 0
	for i := 0; i+len(x) <= len(s); i++ {
		if s[i:i+len(x)] == x {
			n++
		}
	}
	return n
}
