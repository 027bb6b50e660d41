package goals

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

func (d *desk) progress() shell.Screen { return NewProgress(d.Session, isla, dressing) }

func (d *desk) family() shell.Screen { return NewFamily(d.Session, isla, dressing) }

// TestFamily_IsTurned: the page that a family reads leads nowhere but back, also where there is no goal yet.
func TestFamily_IsTurned(t *testing.T) {
	d := sit(t)
	if f := d.family().Frame(); !f.Turned || f.Alerts != nil {
		t.Errorf("the family holds a screen with what is for staff: %+v", f)
	}
	b := kittest.Open(t, 1280, 1000)
	b.Show(d.family().Content())
	for _, p := range b.Placed() {
		if p.Text == "A bit less than we hope for" && p.H < 26 {
			t.Errorf("a step without words of its own is %v high: it is read from one tablet by two people", p.H)
		}
	}
	b = kittest.Open(t, 800, 600)
	b.Show(NewFamily(d.Session, "019a0002-0000-7001-8000-000000000001", "").Content())
	for _, p := range b.Placed() {
		if p.Kind == "tap" && p.Text != "Back" {
			t.Errorf("without a goal the family is offered %q", p.Text)
		}
	}
}

// TestProgressPictures draws charts and the page for families at every size and holds them to the rules.
func TestProgressPictures(t *testing.T) {
	for _, x := range []struct {
		name   string
		w, h   float32
		theme  kit.Theme
		family bool
	}{
		{name: "progress", w: 1280, h: 800},
		{name: "progress-portrait", w: 800, h: 1280},
		{name: "progress-phone", w: 400, h: 860},
		{name: "progress-dark", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "progress-large", w: 1280, h: 800, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
		{name: "family", w: 1280, h: 800, family: true},
		{name: "family-portrait", w: 800, h: 1280, family: true},
		{name: "family-phone", w: 400, h: 860, family: true},
		{name: "family-dark", w: 1280, h: 800, family: true, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "family-large", w: 800, h: 1280, family: true, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			worded(d)
			b := d.show(x.w, x.h, map[bool]func() shell.Screen{false: d.progress, true: d.family}[x.family])
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			b.Sound()
			b.Picture(x.name)
		})
	}
}

// TestProgress: the charts of Isla's notebook, point by point, and the same in words.
func TestProgress(t *testing.T) {
	d := sit(t)
	worded(d)
	all := d.book().Progress()
	if len(all) != 3 {
		t.Fatalf("%d goals", len(all))
	}
	p := all[1]
	if p.ID != dressing || p.Line != "From −1 to +1, more than expected" || p.Who != "Mum’s ratings" {
		t.Errorf("%+v", p)
	}
	want := "Rungs reached, Changes for PE with 1 prompt. 24 March 2026, −1, less than expected: 11 min, 5 prompts. " +
		"14 July 2026, +1, more than expected: 6 min, 1 prompt."
	if diff := cmp.Diff(want, p.Levels.Words()); diff != "" {
		t.Error(diff)
	}
	want = "Mum’s ratings from 1 to 10, Changes for PE with 1 prompt. 24 March 2026, How well: 2 of 10. 14 July 2026, How well: 7 of 10. " +
		"24 March 2026, How happy: 2 of 10. 14 July 2026, How happy: 7 of 10."
	if diff := cmp.Diff(want, p.Ratings.Words()); diff != "" {
		t.Error(diff)
	}
	if got := NewChart(p.Levels).AccessibilityLabel(); got != p.Levels.Words() {
		t.Errorf("the chart says %q", got)
	}
	// A rating nobody was asked for in July is no point of the chart, and so no change.
	if last := all[2].Ratings; len(last.Days) != 1 {
		t.Errorf("cutlery was rated on %v", last.Days)
	}
}

// TestTChart: T over time is worked out from the same goals on every day, with the worked figures of the notebook.
func TestTChart(t *testing.T) {
	d := sit(t)
	c, ok := d.book().TChart()
	if !ok || len(c.Series) != 1 {
		t.Fatal(ok, c)
	}
	var got []string
	for _, m := range c.Series[0].Points {
		got = append(got, c.Days[m.Day].Words()+" "+m.Words)
	}
	if diff := cmp.Diff([]string{"24 March 2026 34.6", "14 July 2026 54.4"}, got); diff != "" {
		t.Error(diff)
	}
	// A goal that is scored for the first time today has no past: earlier days would compare other goals.
	w := d.book().Build("")
	w.PickArea(d.ctx, 0)
	w.PickSituation(d.ctx, 1)
	w.PickHelp(d.ctx, 1)
	w.PickWhose(d.ctx, 1)
	if !w.Agree(d.ctx) {
		t.Fatal("the goal was not agreed")
	}
	b := d.book()
	b.Score(d.ctx, w.ID, 0)
	if c, ok = b.TChart(); !ok || len(c.Days) != 1 || c.Days[0] != "2026-11-24" {
		t.Errorf("with a new goal: %v, %v", ok, c.Days)
	}
}

// TestPlaces: days stand by time, two near ones do not hide each other, and none leaves the chart.
func TestPlaces(t *testing.T) {
	for _, x := range []struct {
		days  []assessments.Date
		least float64
		want  []float64
	}{
		{[]assessments.Date{"2026-01-01"}, 0.1, []float64{0}},
		{[]assessments.Date{"2026-01-01", "2026-01-26", "2026-04-11"}, 0.1, []float64{0, 0.25, 1}},
		{[]assessments.Date{"2026-01-01", "2026-01-02", "2026-04-11"}, 0.2, []float64{0, 0.2, 1}},
		{[]assessments.Date{"2026-01-01", "2026-04-10", "2026-04-11"}, 0.2, []float64{0, 0.8, 1}},
		{[]assessments.Date{"2026-01-01", "2026-01-02", "2026-01-03"}, 0.9, []float64{0, 0.5, 1}},
	} {
		got := ChartData{Days: x.days}.places(x.least)
		for i := range got {
			if d := got[i] - x.want[i]; d > 1e-9 || d < -1e-9 {
				t.Errorf("%v, at least %v apart: %v, want %v", x.days, x.least, got, x.want)
				break
			}
		}
	}
}

// TestFamily: a parent reads where the child is, where they started and what comes next, and no figure of the scale.
func TestFamily(t *testing.T) {
	d := sit(t)
	worded(d)
	p := d.book().Family()[1]
	if p.Hope != "Changes for PE with 1 prompt" || p.Now != "On 14 July 2026: 6 minutes, 1 prompt. That is two steps up." || p.Next != "5 minutes, no prompts." {
		t.Errorf("%+v", p)
	}
	var got []string
	for _, s := range p.Steps {
		got = append(got, s.Looks+" | "+s.Name+" | "+s.Place)
	}
	want := []string{"5 minutes, no prompts | Much more than we hope for | The next step", "6 minutes, 1 prompt | A bit more than we hope for | Issy is here now",
		"8 minutes, 1 prompt | What we hope for | ", "11 minutes, 5 prompts | A bit less than we hope for | Where we started", "Adult does most of it | Much less than we hope for | "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"How well it goes: 2 on 24 March 2026, 7 on 14 July 2026.", "How happy with it: 2 on 24 March 2026, 7 on 14 July 2026."}, p.Said); diff != "" {
		t.Error(diff)
	}
	bare := d.book().Family()[0] // its rungs have no words: only those that are a place stand there, and the goal itself
	got = nil
	for _, s := range bare.Steps {
		got = append(got, s.Looks+" | "+s.Name+" | "+s.Place)
	}
	want = []string{" | A bit more than we hope for | The next step", "A sentence with 80% of letters readable | What we hope for | Issy is here now",
		" | A bit less than we hope for | Where we started"}
	if diff := cmp.Diff(want, got); diff != "" || bare.Next != "A bit more than we hope for." {
		t.Error(diff, bare.Next)
	}
	between := d.book().Family()[2] // from −2 to 0 it is two steps: the rung between stays, without a place and without words
	if n := len(between.Steps); n != 4 || between.Steps[2].Looks != "" || between.Steps[2].Place != "" || between.Steps[2].Name != "A bit less than we hope for" {
		t.Errorf("%+v", between.Steps)
	}
	if diff := cmp.Diff([]string{"How well it goes: 4 on 24 March 2026.", "How happy with it: 5 on 24 March 2026."}, between.Said); diff != "" {
		t.Error(diff)
	}
	b := d.show(1280, 1600, d.family)
	for _, staff := range []string{"T for staff", "−1", "+1", "GAS"} {
		if strings.Contains(b.Texts(), staff) {
			t.Errorf("a family is shown %q", staff)
		}
	}
	b.Shows("Goal 2 of 3", "Issy is here now", "6 minutes, 1 prompt")
	b.Tap("Next goal")
	b.Shows("Goal 3 of 3", "Cuts own lunch", "How well it goes: 4 on 24 March 2026.")
	if strings.Contains(b.Texts(), "Next goal") {
		t.Error("the last goal leads to a next one")
	}
	b.Tap("Goal before")
	b.Tap("Goal before")
	b.Shows("Goal 1 of 3")
	if strings.Contains(b.Texts(), "Goal before") {
		t.Error("the first goal leads to one before it")
	}
	b.Tap("Next goal")
	b.Tap("Next goal")
	if b.Tap("Done"); d.backs != 1 {
		t.Errorf("Done went back %d times", d.backs)
	}
}

// TestRule81_AllGoalsClosedAsksAboutDischarge: the question comes with the last goal that is closed, not before, it goes
// when the closing is taken back, and nothing is discharged by itself.
func TestRule81_AllGoalsClosedAsksAboutDischarge(t *testing.T) {
	d := sit(t)
	b := d.book()
	b.Close(d.ctx, writing)
	b.Close(d.ctx, dressing)
	if b.AskDischarge() != "" {
		t.Fatal("one goal is open, and the question was asked")
	}
	back := b.Close(d.ctx, cutlery)
	if b.AskDischarge() != "All goals of Issy are closed. Is the work done, or is there a new goal?" || d.goal(cutlery).ClosedOn != "2026-11-24" {
		t.Errorf("%q, closed on %q", b.AskDischarge(), d.goal(cutlery).ClosedOn)
	}
	d.clock.Turn(time.Minute)
	bench := d.show(1280, 800, d.page(cutlery))
	bench.Sound()
	bench.Picture("goal-closed")
	bench.Shows("All goals are closed", "closed 24 November 2026")
	bench.Tap("Think about discharge")
	if len(d.went) != 1 || d.went[0] != "discharge" {
		t.Errorf("went to %v", d.went)
	}
	back()
	if b.AskDischarge() != "" || d.goal(cutlery).ClosedOn != "" {
		t.Error("the closing was taken back, and the question stays")
	}
	if again := d.book(); again.OpenCount() != 1 {
		t.Errorf("%d goals are open", again.OpenCount())
	}
}

// TestCounted: what school and home count stands in the goal's chart, and moves no rung.
func TestCounted(t *testing.T) {
	d := sit(t)
	if p := d.book().Progress()[1]; p.Logged() {
		t.Fatalf("before anybody counted: %v", p.Counts)
	}
	twelve, none, four := 12, 0, 4
	for i, l := range []assessments.Log{
		{Of: dressing, Week: "2026-11-16", By: "Mum", Samples: []assessments.LogSample{{What: "buttons", Goal: dressing, On: "2026-11-18", Count: &twelve, Prompts: &none}}},
		{Of: dressing, Week: "2026-11-09", By: "Ms Venn", Samples: []assessments.LogSample{{What: "buttons", Goal: dressing, On: "2026-11-10", Count: &four}, {What: "letters", Goal: "other", On: "2026-11-10", Count: &four}}},
	} {
		if !d.Write(d.ctx, d.Create(assessments.ID(fmt.Sprintf("01890a5d-ac96-774b-bcce-0000000000e%d", i)), assessments.ChildScope(isla), &l)) {
			t.Fatal(d.failed)
		}
	}
	p := d.book().Progress()[1]
	want := "Counted at school and at home, Changes for PE with 1 prompt. 10 November 2026, buttons: 4. 18 November 2026, buttons: 12. 18 November 2026, Prompts: 0."
	if got := p.Counts.Words(); got != want || p.Line != "From −1 to +1, more than expected" {
		t.Errorf("%q, %q", got, p.Line)
	}
	b := d.show(1280, 800, d.progress)
	b.Shows("Counted at school and at home")
	b.Sound()
	b.Picture("progress-counted")
}
