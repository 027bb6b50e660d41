package goals

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

func (d *desk) page(id assessments.ID) func() shell.Screen {
	return func() shell.Screen { return newScreen(d.Session, isla, id, d.clock.Kit()) }
}

func (d *desk) scoring() shell.Screen { return NewScoreScreen(d.Session, isla, "") }

// worded gives Isla's dressing goal the rungs of the look.
func worded(d *desk) {
	w := d.book().Build(dressing)
	for i, s := range []string{"5 min, no prompts", "6 min, 1 prompt", "8 min, 1 prompt", "11 min, 5 prompts", "Adult does most of it"} {
		if err := w.TypeRung(d.ctx, 2-i, s); err != nil {
			d.t.Fatal(err)
		}
	}
	if err := w.Close(d.ctx); err != nil {
		d.t.Fatal(err)
	}
}

// TestPictures draws every screen at both sizes and holds it to the rules of targets and words.
func TestPictures(t *testing.T) {
	tapGoal := []string{"Dressing", "Changing for PE", "in PE", "1 prompt"}
	for _, x := range []struct {
		name  string
		w, h  float32
		theme kit.Theme
		id    assessments.ID
		score bool
		taps  []string
	}{
		{name: "goal", w: 1280, h: 800, id: dressing},
		{name: "goal-dark", w: 1280, h: 800, id: dressing, theme: kit.Theme{Variant: kit.VariantDark}},
		{name: "goal-portrait", w: 800, h: 1280, id: dressing},
		{name: "goal-phone", w: 400, h: 860, id: dressing},
		{name: "goal-large", w: 1280, h: 800, id: dressing, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
		{name: "goal-bare", w: 1280, h: 800, id: cutlery},
		{name: "goal-new", w: 1280, h: 800},
		{name: "goal-build", w: 1280, h: 800, taps: tapGoal},
		{name: "goal-build-portrait", w: 800, h: 1280, taps: tapGoal},
		{name: "goal-missing", w: 1280, h: 800, taps: []string{"Dressing", "Changing for PE", "Agree goal"}},
		{name: "score", w: 1280, h: 800, score: true, taps: []string{"Dad", "How well, 6"}},
		{name: "score-portrait", w: 800, h: 1280, score: true},
		{name: "score-phone", w: 400, h: 860, score: true},
		{name: "score-large", w: 1280, h: 800, score: true, theme: kit.Theme{Variant: kit.VariantLight, Text: 20}},
	} {
		t.Run(x.name, func(t *testing.T) {
			d := sit(t)
			worded(d)
			open := d.page(x.id)
			if x.score {
				open = d.scoring
			}
			b := d.show(x.w, x.h, open)
			if x.theme.Variant == 0 {
				x.theme.Variant = kit.VariantLight
			}
			b.Theme(x.theme)
			for _, s := range x.taps {
				b.Tap(s)
			}
			d.clock.Turn(11 * time.Second) // the undo bar has gone
			b.Sound()
			b.Picture(x.name)
		})
	}
}

// TestQuickTaps: a finger that comes down while a rung is half typed, and two that follow each other before anything is looked at
// again, all count.
func TestQuickTaps(t *testing.T) {
	d := sit(t)
	b := d.show(1280, 2400, d.page(""))
	b.Tap("Dressing")
	b.Tap("Changing for PE")
	b.Type("+2  Much more", "on the first day")
	lift := b.Press("in PE") // the rung is kept, and everything drawn that follows from it
	lift()
	at := func(name string) fyne.Position {
		p := b.Find(name)
		return fyne.NewPos(p.X+p.W/2, p.Y+p.H/2)
	}
	first, second := at("1 prompt"), at("Parent")
	test.TapCanvas(b.Canvas(), first)
	test.TapCanvas(b.Canvas(), second)
	for _, name := range []string{"Changing for PE", "−1"} {
		b.Type("+1  More", " too")
		b.Press(name)()
	}
	b.Settle()
	for _, name := range []string{"in PE", "1 prompt", "Parent", "−1"} {
		if c := b.Find(name).Object.(*kit.Chip); !c.Chosen() {
			t.Errorf("%q was tapped and is not chosen", name)
		}
	}
	b.Shows("Situation") // the tap on what the goal is about asks for it again
}

// TestNewGoalByHand writes a goal and counts the taps: with the two that lead here twelve are allowed, and one more to say who rates,
// which nothing may answer for them.
func TestNewGoalByHand(t *testing.T) {
	d := sit(t)
	b := d.show(1280, 2400, d.page("")) // a window high enough that nothing has to be scrolled to
	taps := 2                           // Goals, New goal
	for _, name := range []string{"Dressing", "Changing for PE", "in PE", "1 prompt", "12 weeks, 16 February 2027", "Parent", "−1", "How well, 2", "How happy, 3",
		"Mum", "Agree goal"} {
		b.Tap(name)
		taps++
	}
	if taps > 13 {
		t.Errorf("a new goal took %d taps, thirteen are allowed", taps)
	}
	book := d.book()
	if book.OpenCount() != 4 || len(d.failed) > 0 {
		t.Fatalf("%d open goals, failed %v", book.OpenCount(), d.failed)
	}
	lines := book.Lines()
	id := lines[len(lines)-1].ID
	g, vs := d.goal(id), d.reviews(id)
	if g.Title != "Issy changes for PE with 1 prompt" || g.SetOn != "2026-11-24" || g.WordsOf != "parent" || len(g.Rungs) != 5 {
		t.Errorf("the goal is %+v", g)
	}
	if len(vs) != 1 || *vs[0].Level != -1 || vs[0].Performance != 2 || vs[0].Satisfaction != 3 || !vs[0].Baseline || vs[0].RatedBy != mum {
		t.Errorf("the start is %+v", vs)
	}
	b.Shows("Issy changes for PE with 1 prompt", "8 min, 1 prompt", "Score 4 goals")
}

// TestScoreByHand scores Isla's three goals and counts the taps: with the one that leads here ten are allowed, and one more to say who
// rates. Nobody is chosen before: Mum rated last time, and today it may be somebody else.
func TestScoreByHand(t *testing.T) {
	d := sit(t)
	b := d.show(1280, 2400, d.scoring)
	b.Shows("Score 3 goals", "Last time +1, 14 July", "Still open: 3 rungs, 6 ratings.")
	for _, who := range []string{"Mum", "Dad", "Issy"} {
		if b.Find(who).Object.(*kit.Chip).Chosen() {
			t.Errorf("%s is chosen before anybody was asked", who)
		}
	}
	taps := 1
	nth := func(name string, n int) { // the same word stands on every card: take the n-th from the top
		t.Helper()
		taps++
		seen := 0
		for _, p := range b.Placed() {
			if p.Kind == "tap" && p.Text == name {
				if seen == n {
					test.TapCanvas(b.Window.Canvas(), fyne.NewPos(p.X+p.W/2, p.Y+p.H/2))
					return
				}
				seen++
			}
		}
		t.Fatalf("there is no %s number %d", name, n)
	}
	for n, level := range []string{"+1", "+2", "0"} {
		nth(level, n)
		nth("How well, 8", n)
		if n == 2 {
			nth("Not asked", 5)
			continue
		}
		nth("How happy, 9", n)
	}
	b.Shows("Say who gives the ratings. All scored.")
	taps++
	if b.Tap("Issy"); taps > 11 {
		t.Errorf("scoring took %d taps, eleven are allowed", taps)
	}
	b.Shows("All scored. Saved on this tablet.", "T for staff:")
	for goal, level := range map[assessments.ID]int{writing: 1, dressing: 2, cutlery: 0} {
		vs := d.reviews(goal)
		v := vs[len(vs)-1]
		if v.On != "2026-11-24" || *v.Level != level || v.Performance != 8 || v.RatedBy != isla {
			t.Errorf("%s: %+v", goal.Short(), v)
		}
	}
	if vs := d.reviews(cutlery); vs[len(vs)-1].Missing["satisfaction"] != "not asked" {
		t.Errorf("not asked is stored as %v", vs[len(vs)-1].Missing)
	}
}

// TestPageByHand: a tap on today's column is a score at once, and undo takes it from the chart again.
func TestPageByHand(t *testing.T) {
	d := sit(t)
	worded(d)
	b := d.show(1280, 800, d.page(dressing))
	b.Tap("+2, 5 min, no prompts")
	if vs := d.reviews(dressing); len(vs) != 3 || *vs[2].Level != 2 {
		t.Fatalf("after the tap: %+v", vs)
	}
	b.Shows("Much more, 24 November")
	d.undo()
	if vs := d.reviews(dressing); len(vs) != 2 {
		t.Errorf("undo left %d reviews", len(vs))
	}
	b.Tap("Score 3 goals")
	if len(d.went) != 1 || d.went[0] != "score" {
		t.Errorf("went to %v", d.went)
	}
}

// TestTyping: words typed into a rung are in the store within a second and become one change when the field is left.
func TestTyping(t *testing.T) {
	d := sit(t)
	worded(d)
	b := d.show(1280, 2400, d.page(dressing))
	b.Tap("Change goal")
	b.Type("+2  Much more", "Under ")
	d.clock.Turn(time.Second)
	if g := d.goal(dressing); g.Rungs[0].Text != "Under 5 min, no prompts" {
		t.Errorf("a second after the last key the rung is %q", g.Rungs[0].Text)
	}
	drafts, err := d.Store.Drafts(d.ctx)
	if err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
	b.Tap("Back to the goal")
	drafts, err = d.Store.Drafts(d.ctx)
	if err != nil || len(drafts) != 0 {
		t.Errorf("after leaving %d drafts are open, %v", len(drafts), err)
	}
	b.Shows("Under 5 min, no prompts")
}

// TestOneDirection: more is up, and to the right, wherever rungs stand.
func TestOneDirection(t *testing.T) {
	d := sit(t)
	worded(d)
	levels := []string{"−2", "−1", "0", "+1", "+2"}
	climbs := func(where string, screen *kittest.Bench, up bool) {
		t.Helper()
		at := map[string]kit.Placed{} // the last of each: how important a goal is comes before, with a 0 of its own
		for _, p := range screen.Placed() {
			if p.Kind == "tap" {
				at[p.Text] = p
			}
		}
		for i := 1; i < len(levels); i++ {
			less, more := at[levels[i-1]], at[levels[i]]
			if less.W == 0 || more.W == 0 || up && (less.X != more.X || less.Y <= more.Y) || !up && (less.Y != more.Y || less.X >= more.X) {
				t.Errorf("%s: %s stands at %v, %v and %s at %v, %v", where, levels[i-1], less.X, less.Y, levels[i], more.X, more.Y)
			}
		}
	}
	climbs("wide", d.show(1280, 2400, d.scoring), false)
	climbs("portrait", d.show(800, 3600, d.scoring), true)
	climbs("phone", d.show(400, 3600, d.scoring), true)
	builder := d.show(1280, 2400, d.page(""))
	builder.Tap("Dressing")
	builder.Tap("Changing for PE")
	climbs("builder", builder, false)
}
