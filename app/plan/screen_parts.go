package plan

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// stopRules are offered first; others can be typed.
var stopRules = []string{"It hurts", "Tears", "Tired or cross", "The time is up", "Skin stays red", "Out of breath"}

// longRule is how many letters a chip may have; a sentence stands on a line of its own, where it can wrap.
const longRule = 28

// placesOf are the answers to where; placesIn their words.
var (
	placesOf = []string{"home", "school", "nursery", "clinic"}
	placesIn = []string{"Home", "School", "Nursery", "Clinic"}
)

// whoCard is the title, the place, who does it and when to stop.
func (v *Screen) whoCard() fyne.CanvasObject {
	v.titling = v.types(func(ctx context.Context) error {
		if strings.TrimSpace(v.titled.Text()) == "" {
			return nil
		}
		v.retitle(v.titled.Text())
		return v.m.Type(ctx, "title", v.titled.Text())
	})
	v.titled = kit.NewField("What it is called", func(string) { v.titling.Later() }).OnLeave(func() { v.left(v.titling, v.m.ID) })
	v.titled.SetText(v.m.Plan().Title)
	where, place := kit.NewChips(placesIn, slices.Index(placesOf, v.m.Plan().Place), func(i int) {
		v.did(v.m.Set(v.ctx, func(p *assessments.ActivityPlan) { p.Place = placesOf[i] }), "Changed the place")
	})
	v.place = place
	var other *kit.Field
	other = kit.NewField("Another reason to stop, Enter adds it", nil).OnEnter(func() {
		rule := strings.TrimSpace(other.Text())
		if rule == "" || slices.Contains(v.m.Plan().StopIf, rule) {
			return
		}
		other.SetText("")
		v.did(v.m.ToggleStop(v.ctx, rule), "Added a stop rule")
	})
	var notes *kit.Field
	warn := v.types(func(ctx context.Context) error { return v.m.Type(ctx, "warnings", notes.Text()) })
	notes = kit.NewNotes("What must not be done, one to a line", 2, func(string) { warn.Later() }).OnLeave(func() { v.left(warn, v.m.ID) })
	notes.SetText(strings.Join(v.m.Plan().Warnings, "\n"))
	first := kit.NewCheck("Read the general principles first", "", v.m.Plan().Principles, func(on bool) {
		v.did(v.m.Set(v.ctx, func(p *assessments.ActivityPlan) { p.Principles = on }), "Changed what to read first")
	})
	return kit.NewCard(kit.Inset(20, kit.Column(14, v.titled,
		kit.Column(8, kit.Quieter("Where"), where), kit.Column(8, kit.Quieter("Who does it"), v.who),
		kit.Column(8, kit.Quieter("Stop if"), v.stops, v.long), other, notes, first)))
}

// left ends the typing of a box: one change of its record.
func (v *Screen) left(t *keep.Typist, id assessments.ID) {
	t.Flush()
	if v.m.Made() {
		v.fail(v.m.Close(v.ctx, id))
	}
	v.show()
}

func (v *Screen) subtitle() string {
	p := v.m.Plan()
	var parts []string
	if i := slices.Index(placesOf, p.Place); i >= 0 {
		parts = append(parts, placesIn[i])
	}
	if p.Version > 0 {
		parts = append(parts, "version "+strconv.Itoa(p.Version))
	}
	if h, _ := v.m.Hours(); h != "" {
		parts = append(parts, h+" hours in all")
	}
	if p.PlannedDays > 0 {
		parts = append(parts, "done "+strconv.Itoa(p.DoneDays)+" of "+strconv.Itoa(p.PlannedDays)+" days")
	}
	if len(parts) == 0 {
		return "Each change is saved."
	}
	return strings.Join(parts, ", ")
}

// show puts everything to what the plan holds now, but for words that wait for room on the disk.
func (v *Screen) show() {
	p := v.m.Plan()
	v.retitle(p.Title)
	figure, line := v.m.Hours()
	v.hours.SetText(figure)
	v.hours.Hidden = figure == ""
	if figure != "" {
		line = "hours: " + line
	}
	v.line.SetText(line)
	for _, d := range v.doses {
		n := d.get(p)
		d.set(slices.Index(d.usual, n))
		if now, ok := d.field.Number(); !d.wait.Waiting() && (n == 0 && ok || n != 0 && now != float64(n)) {
			d.field.SetText("")
			if n != 0 {
				d.field.SetNumber(float64(n))
			}
		}
	}
	v.days.SetText("")
	if p.End != "" {
		v.days.SetText("Last day " + p.End.Weekday())
	}
	if !v.titling.Waiting() && strings.TrimSpace(v.titled.Text()) != strings.TrimSpace(p.Title) {
		v.titled.SetText(p.Title)
	}
	v.place(slices.Index(placesOf, p.Place))
	v.showChips()
	v.showActivities()
	kit.RelayAround(v.holder)
}

func (v *Screen) showChips() {
	words, ids, chosen := v.m.People()
	v.who.Objects = nil
	for i, w := range words {
		v.who.Add(kit.NewChip(w, chosen[i], func() { v.did(v.m.ToggleWho(v.ctx, ids[i]), "Changed who does it") }))
	}
	v.stops.Objects, v.long.Objects = nil, nil
	rules := append([]string(nil), stopRules...)
	for _, r := range v.m.Plan().StopIf {
		if !slices.Contains(rules, r) {
			rules = append(rules, r)
		}
	}
	for _, r := range rules {
		on, toggle := slices.Contains(v.m.Plan().StopIf, r), func() { v.did(v.m.ToggleStop(v.ctx, r), "Changed when to stop") }
		if len(r) > longRule {
			v.long.Add(kit.NewCheck(r, "", on, func(bool) { toggle() }))
			continue
		}
		v.stops.Add(kit.NewChip(r, on, toggle))
	}
}

// activityCard is one activity with its boxes.
type activityCard struct {
	card   fyne.CanvasObject
	number *kit.Text
	fields map[string]*kit.Field
	typing map[string]*keep.Typist
	goal   *kit.Select
	over   bool // more steps are typed than one activity may have
}

// activityFields are the boxes of an activity by record field.
var activityFields = []struct{ field, label string }{
	{"title", "What to do"}, {"easier", "An easier way"}, {"harder", "A harder way"}, {"count_by", "What to count"}, {"kit", "What is needed"}}

func textOf(a assessments.Activity, field string) string {
	switch field {
	case "title":
		return a.Title
	case "easier":
		return a.Easier
	case "harder":
		return a.Harder
	case "count_by":
		return a.CountBy
	case "kit":
		return a.Kit
	}
	return strings.Join(a.Steps, "\n")
}

func (v *Screen) newCard(id assessments.ID) *activityCard {
	c := &activityCard{fields: map[string]*kit.Field{}, typing: map[string]*keep.Typist{}, number: kit.RowTitle("")}
	box := func(field, label string, lines int) *kit.Field {
		var f *kit.Field
		wait := v.types(func(ctx context.Context) error {
			if field == "title" && strings.TrimSpace(f.Text()) == "" || field == "steps" && c.over {
				return nil // an activity is called something, and too many steps are not kept: the box says what to do
			}
			return v.m.TypeActivity(ctx, id, field, f.Text())
		})
		c.typing[field] = wait
		changed := func(s string) {
			if field == "steps" {
				if c.over = len(strings.Split(strings.TrimSpace(s), "\n")) > MaxSteps; c.over {
					f.SetError("Keep to " + strconv.Itoa(MaxSteps) + " steps, or split this in two")
					return
				}
			}
			wait.Later()
		}
		if lines > 1 {
			f = kit.NewNotes(label, lines, changed)
		} else {
			f = kit.NewField(label, changed)
		}
		c.fields[field] = f
		return f.OnLeave(func() { v.left(wait, id) })
	}
	for _, x := range activityFields {
		box(x.field, x.label, 1)
	}
	steps := box("steps", "How, one step to a line", 2)
	words, ids := v.m.Goals()
	c.goal = kit.NewSelect("Goal it serves", words, -1, func(i int) {
		v.did(v.m.Serve(v.ctx, id, ids[i]), "Changed the goal")
	})
	remove := kit.NewRemove("Remove", func() {
		v.flush()
		v.did(v.m.Remove(v.ctx, id), "Removed the activity")
	})
	f := c.fields
	c.card = kit.NewCard(kit.Insets(12, 20, 20, 20, kit.Column(14, kit.Row(12, kit.Grow(c.number), remove), f["title"],
		kit.RowTop(16, kit.Grow(f["easier"]), kit.Grow(f["harder"])), kit.RowTop(16, kit.Grow(f["count_by"]), kit.Grow(f["kit"])), steps, c.goal)))
	return c
}

func (v *Screen) showActivities() {
	ids, all := v.m.Activities()
	_, goals := v.m.Goals()
	v.list.Objects = nil
	for i, id := range ids {
		c := v.cards[id]
		if c == nil {
			c = v.newCard(id)
			v.cards[id] = c
		}
		c.number.SetText("Activity " + strconv.Itoa(i+1))
		for field, f := range c.fields {
			if want := textOf(all[i], field); !c.typing[field].Waiting() && strings.TrimSpace(f.Text()) != strings.TrimSpace(want) && !(field == "steps" && c.over) {
				f.SetText(want)
			}
		}
		c.goal.SetChosen(slices.Index(goals, all[i].Goal))
		v.list.Add(c.card)
	}
	if len(ids) == 0 {
		v.list.Add(kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconPlan, "No activities yet", "Three are enough for most families", "Add the first", v.add))))
	}
}

// pick opens the library beside this plan. A new plan is made first, so that the way back leads to it.
func (v *Screen) pick() {
	v.flush()
	if !v.m.Made() {
		v.m.Set(v.ctx, func(*assessments.ActivityPlan) {})
		if !v.m.Made() {
			return
		}
	}
	s, child, id := v.s, v.m.Child, v.m.ID
	s.Swap(session.Plan, child, id)
	s.Go(pickRoute, child, id)
}

// add puts a new activity at the end and the keyboard into its first box.
func (v *Screen) add() {
	v.flush()
	ids, _ := v.m.Activities()
	id := v.m.Add(v.ctx, "Activity "+strconv.Itoa(len(ids)+1))
	if id == "" {
		return
	}
	v.did(func() { v.m.Remove(v.ctx, id) }, "Added an activity")
	v.page.Reveal(v.cards[id].card)
	v.cards[id].fields["title"].Focus()
}
