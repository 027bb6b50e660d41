package goals

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestRungs proposes ladders and holds every one the bank can make to what a ladder must be: five different rungs.
func TestRungs(t *testing.T) {
	for _, x := range []struct {
		kind   amountKind
		amount int
		help   int
		want   []string
	}{
		{faster, 8, 1, []string{"5 min, no prompts", "6 min, 1 prompt", "8 min, 1 prompt", "11 min, 3 prompts", "An adult does most of it"}},
		{longer, 10, 0, []string{"20 min, no prompts", "15 min, no prompts", "10 min, no prompts", "5 min, 2 prompts", "Starts, and stops within a minute"}},
		{timesOutOf5, 4, 1, []string{"5 times out of 5, no prompts", "5 times out of 5, 1 prompt", "4 times out of 5, 1 prompt",
			"3 times out of 5, 3 prompts", "2 times out of 5, 5 prompts"}},
		{lettersRead, 80, 0, []string{"100% of letters readable, no prompts", "90% of letters readable, no prompts", "80% of letters readable, no prompts",
			"60% of letters readable, 2 prompts", "40% of letters readable, 3 prompts"}},
	} {
		var got []string
		for _, r := range prewrite(x.kind, x.amount, x.help) {
			got = append(got, r.Text)
		}
		if diff := cmp.Diff(x.want, got); diff != "" {
			t.Errorf("%s with %s: %s", x.kind.chip(x.amount), helps[x.help], diff)
		}
	}
	for _, kind := range []amountKind{faster, longer, timesOutOf5, lettersRead} {
		for _, n := range kind.offers() {
			for help := range helps[:offeredHelps] {
				seen := map[string]int{}
				for i, r := range prewrite(kind, n, help) {
					if r.Level != 2-i || strings.TrimSpace(r.Text) == "" {
						t.Errorf("%s: rung %d is level %d, %q", kind.chip(n), i, r.Level, r.Text)
					}
					if at, twice := seen[r.Text]; twice {
						t.Errorf("%s with %s: rungs %d and %d both say %q", kind.chip(n), helps[help], at, r.Level, r.Text)
					}
					seen[r.Text] = r.Level
				}
			}
		}
	}
}

// TestBank holds the bank to the areas of the records.
func TestBank(t *testing.T) {
	for _, a := range bank {
		known := false
		for _, x := range assessments.Areas() {
			known = known || x == a.id
		}
		if !known || len(a.situations) == 0 {
			t.Errorf("area %q is unknown or empty", a.id)
		}
		for _, s := range a.situations {
			if s.chip == "" || s.will == "" || s.does == "" || s.rate == "" || strings.HasPrefix(s.does, "will") {
				t.Errorf("%s: %+v lacks words", a.id, s)
			}
		}
	}
}

// TestPage is Isla's dressing goal as the notebook has it.
func TestPage(t *testing.T) {
	d := sit(t)
	b := d.book()
	p, ok := b.Page(dressing)
	if !ok {
		t.Fatal("no page")
	}
	if p.Title != "Changes for PE with 1 prompt" || p.Subtitle != "Set 24 March 2026. Importance 2, difficulty 2" {
		t.Errorf("head %q, %q", p.Title, p.Subtitle)
	}
	want := []Point{{"24 March", -1, ""}, {"14 July", 1, ""}}
	if diff := cmp.Diff(want, p.Points); diff != "" {
		t.Error(diff)
	}
	// Rungs without words say what they mean, once.
	rungs := []Rung{{2, "Much more", "The next step"}, {1, "More", "14 July"}, {0, "As expected", "The goal"}, {-1, "Less", "At start"}, {-2, "Much less", ""}}
	if !cmp.Equal(rungs, p.Rungs) || p.Written {
		t.Errorf("rungs %+v", p.Rungs)
	}
	if p.RatingHead != "Mum’s ratings" || p.Ratings[0].Words != "2 to 7" || p.Ratings[1].Words != "2 to 7" {
		t.Errorf("%s %+v", p.RatingHead, p.Ratings)
	}
	if p.T != "34.6 to 54.4" {
		t.Errorf("T %q, the notebook says 34.6 to 54.4", p.T)
	}
	if p.Report != "On 14 July 2026 Issy was more than expected. On 24 March 2026 Issy was less than expected." {
		t.Errorf("report %q", p.Report)
	}
	cut, _ := b.Page(cutlery)
	if cut.Ratings[0].Words != "4" {
		t.Errorf("a rating that was not asked again reads %q; it must never look like a change", cut.Ratings[0].Words)
	}
	if _, ok := b.Page("019a0001-0000-700b-8000-0000000000ff"); ok {
		t.Error("a goal that is not there has a page")
	}
}

// TestScore: one tap is one review of today, a second tap changes it, not asked is said, undo takes all of it back.
func TestScore(t *testing.T) {
	d := sit(t)
	b := d.book()
	b.Score(d.ctx, cutlery, -1)
	b.Score(d.ctx, cutlery, 1)
	if _, _, chosen := b.Raters(); chosen != -1 {
		t.Errorf("somebody is chosen who was not asked today: %d", chosen)
	}
	b.Rate(d.ctx, cutlery, HowWell, 7)
	if v := d.reviews(cutlery)[2]; v.RatedBy != "" || !b.Unsaid() {
		t.Errorf("a rating of nobody is of %q", v.RatedBy)
	}
	b.SetRater(d.ctx, mum)
	b.NotAsked(d.ctx, cutlery, HowHappy)
	vs := d.reviews(cutlery)
	v := vs[len(vs)-1]
	if len(vs) != 3 || v.On != "2026-11-24" || *v.Level != 1 || v.Performance != 7 || v.Satisfaction != 0 || v.RatedBy != mum || v.Baseline {
		t.Fatalf("%d reviews, the newest %+v", len(vs), v)
	}
	if diff := cmp.Diff(map[string]string{"satisfaction": "not asked"}, v.Missing); diff != "" {
		t.Error(diff)
	}
	levels, ratings := b.Left()
	if levels != 2 || ratings != 4 {
		t.Errorf("left over: %d rungs, %d ratings; want 2 and 4", levels, ratings)
	}
	d.restart()
	b = d.book()
	if c := b.Cards()[2]; !c.Scored || c.Level != 1 || c.Ratings != [2]Answer{{Value: 7}, {NotAsked: true}} || c.Last != "Last time 0, 14 July" {
		t.Errorf("after a restart the card is %+v", c)
	}
	b.Rate(d.ctx, cutlery, HowHappy, 8)
	if v := d.reviews(cutlery)[2]; v.Satisfaction != 8 || len(v.Missing) != 0 {
		t.Errorf("asked after all: %d, missing %v", v.Satisfaction, v.Missing)
	}
	back := b.NotAsked(d.ctx, cutlery, HowHappy)
	back()
	if v := d.reviews(cutlery)[2]; v.Satisfaction != 8 || len(v.Missing) != 0 {
		t.Errorf("undo left %d, missing %v", v.Satisfaction, v.Missing)
	}
	b.SetRater(d.ctx, isla)
	if v := d.reviews(cutlery)[2]; v.RatedBy != mum {
		t.Errorf("Issy is asked next, and what Mum said is of %q", v.RatedBy)
	}
	undoFirst := b.Score(d.ctx, writing, 0)
	undoFirst()
	if n := len(d.reviews(writing)); n != 2 || len(d.failed) > 0 {
		t.Errorf("undo of a first score left %d reviews, %v", n, d.failed)
	}
}

// TestBuild writes a goal from taps and holds each to what is in the store.
// TestWith: who was named before the page opened rates, and takes nobody’s ratings of today.
func TestWith(t *testing.T) {
	d := sit(t)
	b := d.book()
	b.With(isla)
	b.Rate(d.ctx, cutlery, HowWell, 7)
	if v := d.reviews(cutlery)[2]; v.RatedBy != isla {
		t.Errorf("rated by %q", v.RatedBy)
	}
	b = d.book()
	b.With(mum)
	b.Rate(d.ctx, cutlery, HowHappy, 8)
	if v := d.reviews(cutlery)[2]; v.RatedBy != isla {
		t.Errorf("what Isla rated is of %q", v.RatedBy)
	}
	if v := d.reviews(cutlery)[3]; v.RatedBy != mum || v.Satisfaction != 8 || v.Performance != 0 {
		t.Errorf("what Mum rated is %+v", v)
	}
}

// TestRaters_EachKeepsTheirs: two people answer on one day. What the first said stays theirs and as it was, the second has answers of their own,
// one level stands for both, and each is compared with what the same person said before.
func TestRaters_EachKeepsTheirs(t *testing.T) {
	d := sit(t)
	b := d.book()
	b.Rate(d.ctx, cutlery, HowWell, 7) // before anybody is named
	b.SetRater(d.ctx, mum)
	b.Rate(d.ctx, cutlery, HowHappy, 8)
	b.Rate(d.ctx, writing, HowWell, 5)
	b.SetRater(d.ctx, isla)
	if c := b.Cards()[2]; c.Ratings != [2]Answer{} || c.Others != "Mum today: how well 7, how happy 8" {
		t.Errorf("before Issy is asked the card says %+v, %q", c.Ratings, c.Others)
	}
	if _, ratings := b.Left(); ratings != 3 {
		t.Errorf("%d ratings are said to be open: what one person answered is not", ratings)
	}
	b.Rate(d.ctx, cutlery, HowWell, 3)
	b.Score(d.ctx, cutlery, 1)
	undo := b.Rate(d.ctx, cutlery, HowHappy, 10)
	undo()
	vs := d.reviews(cutlery)
	if len(vs) != 4 || vs[2].RatedBy != mum || vs[2].Performance != 7 || vs[2].Satisfaction != 8 || vs[3].RatedBy != isla || vs[3].Performance != 3 || vs[3].Satisfaction != 0 {
		t.Fatalf("%d reviews: %+v and %+v", len(vs), vs[2], vs[len(vs)-1])
	}
	if (vs[2].Level == nil) == (vs[3].Level == nil) {
		t.Errorf("the level is scored once: %v and %v", vs[2].Level, vs[3].Level)
	}
	if v := d.reviews(writing); v[len(v)-1].RatedBy != mum {
		t.Errorf("what was not asked again is of %q", v[len(v)-1].RatedBy)
	}
	d.restart()
	b = d.book()
	if _, _, chosen := b.Raters(); chosen != -1 {
		t.Error("two people rated today, and one of them is chosen for the next rating")
	}
	b.With(mum)
	if c := b.Cards()[2]; c.Ratings != [2]Answer{{Value: 7}, {Value: 8}} || !c.Scored || c.Others != "Issy today: how well 3" {
		t.Errorf("asked again Mum's card says %+v, %q", c.Ratings, c.Others)
	}
	if len(d.failed) > 0 {
		t.Error(d.failed)
	}
}

func TestBuild(t *testing.T) {
	d := sit(t)
	b := d.book()
	w := b.Build("")
	w.PickArea(d.ctx, 0)
	if w.ID != "" {
		t.Error("an area alone made a goal")
	}
	w.PickSituation(d.ctx, 0)
	if w.ID == "" {
		t.Fatal(d.failed)
	}
	w.PickPlace(d.ctx, 3)
	undo := w.PickHelp(d.ctx, 1)
	_, days, _ := w.ByDates()
	w.SetBy(d.ctx, days[1])
	w.PickWhose(d.ctx, 1)
	g := d.goal(w.ID)
	if g.Title != "Issy changes for PE with 1 prompt" || g.Area != "dressing" || g.Situation != "Changing for PE" || g.WordsOf != "parent" || g.RatingLabel != "changing" {
		t.Errorf("the goal is %+v", g)
	}
	if g.Statement != "Issy will change for PE in PE with 1 prompt, in 8 minutes, by 16 February 2027." || g.ReviewOn != "2027-02-16" {
		t.Errorf("statement %q", g.Statement)
	}
	if len(g.Rungs) != 5 || g.Rungs[2].Text != "8 min, 1 prompt" {
		t.Errorf("rungs %+v", g.Rungs)
	}
	undo()
	if g := d.goal(w.ID); strings.Contains(g.Statement, "prompt") || w.b.help != -1 {
		t.Errorf("undo left %q and the blank %d", g.Statement, w.b.help)
	}
	w.PickHelp(d.ctx, 2)

	if err := w.TypeRung(d.ctx, 2, "4 min, all alone"); err != nil {
		t.Fatal(err)
	}
	d.restart()
	b = d.book()
	if b.Unfinished() == "" || b.OpenCount() != 3 {
		t.Fatalf("unfinished %q, %d open: a goal that is not agreed must not be scored", b.Unfinished(), b.OpenCount())
	}
	w = b.Build(b.Unfinished())
	if err := w.Close(d.ctx); err != nil {
		t.Fatal(err)
	}
	w.PickAmount(d.ctx, 0)
	if g := d.goal(w.ID); g.Rungs[0].Text != "4 min, all alone" {
		t.Errorf("the rung written by hand became %q", g.Rungs[0].Text)
	}
	stem := ""
	for _, p := range w.Stem() {
		stem += p.Text
	}
	if stem != "Issy will change for PE in PE with 2 prompts, in 5 minutes by 16 February 2027." {
		t.Errorf("after a restart the stem reads %q", stem)
	}
	b.Score(d.ctx, w.ID, -1)
	if v := d.reviews(w.ID); len(v) != 1 || !v[0].Baseline || *v[0].Level != -1 {
		t.Errorf("the start is %+v", v)
	}
	if _, missing := w.Missing(); len(missing) > 0 {
		t.Errorf("still missing: %v", missing)
	}
	if !w.Agree(d.ctx) {
		t.Fatal(d.failed)
	}
	if g := d.goal(w.ID); g.SetOn != "2026-11-24" || len(g.Missing) != 0 || b.OpenCount() != 4 {
		t.Errorf("agreed on %q, missing %v, %d open", g.SetOn, g.Missing, b.OpenCount())
	}
	b.Reopen(d.ctx, w.ID)
	if b.Unfinished() != w.ID || b.OpenCount() != 3 {
		t.Error("the agreement was not taken back")
	}
}

// TestOwnWords: a goal in words of one's own, and what is missing is said in people's words.
func TestOwnWords(t *testing.T) {
	d := sit(t)
	b := d.book()
	w := b.Build("")
	_, words := w.Missing()
	if diff := cmp.Diff([]string{"Say what Issy will do", "Write all five rungs, or choose how much help", "Say whose words these are"}, words); diff != "" {
		t.Error(diff)
	}
	if err := w.SetWill(d.ctx, d.Try, "race snails with Dilwyn. "); err != nil {
		t.Fatal(err)
	}
	w.PickHelp(d.ctx, 0)
	g := d.goal(w.ID)
	if g.Title != "Issy will race snails with Dilwyn with no prompts" || len(g.Rungs) != 5 || g.Rungs[2].Text != "4 times out of 5, no prompts" {
		t.Errorf("%q %+v", g.Title, g.Rungs)
	}
	if err := w.TypeTitle(d.ctx, "Snail racing"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(d.ctx); err != nil {
		t.Fatal(err)
	}
	w.PickHelp(d.ctx, 1)
	if g := d.goal(w.ID); g.Title != "Snail racing" {
		t.Errorf("the title written by hand became %q", g.Title)
	}
	lines := b.Lines()
	last := lines[len(lines)-1]
	if fmt.Sprint(last.Title, last.Unfinished) != "Snail racingtrue" || last.Subtitle != "Being written, not agreed yet" {
		t.Errorf("in the list it stands as %+v", last)
	}
}
