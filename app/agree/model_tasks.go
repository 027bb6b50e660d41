package agree

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// A Task is one thing to do at home, with how it went since the last visit.
type Task struct {
	Title string
	Went  Went
}

// Went is how a task went.
type Went int

// The answers to how a task went.
const (
	NotAsked Went = iota
	Done
	Partly
	NotDone
)

// WentWords are the answers, in the order of Done, Partly and NotDone.
var WentWords = []string{"Done", "Partly", "Not done"}

var wentNotes = [...]string{Done: "done", Partly: "partly done", NotDone: "not done"}

// tasks are the activities of the newest plan for home, with what was ticked at this visit.
func (v *Visit) tasks(plans, activities []assessments.Record) {
	var plan assessments.Record
	var of assessments.ActivityPlan
	for _, r := range plans {
		var p assessments.ActivityPlan
		if assessments.Decode(r.Fields, &p); p.Place == "home" && p.Start >= of.Start {
			plan, of = r, p
		}
	}
	v.Tasks, v.Dose, v.Over = nil, howOften(of), of.End.Valid() && of.End < v.desk.Today()
	type ordered struct {
		a assessments.Activity
	}
	var all []ordered
	for _, r := range activities {
		var a assessments.Activity
		if assessments.Decode(r.Fields, &a); a.Plan == plan.ID && plan.ID != "" {
			all = append(all, ordered{a})
		}
	}
	slices.SortStableFunc(all, func(x, y ordered) int { return x.a.Order - y.a.Order })
	for _, x := range all {
		t := Task{Title: x.a.Title}
		if n := v.noteOf(t.Title); n != nil {
			for w := Done; w <= NotDone; w++ {
				if strings.HasSuffix(n.Fields.Text("text"), ": "+wentNotes[w]) {
					t.Went = w
				}
			}
		}
		v.Tasks = append(v.Tasks, t)
	}
}

// howOften is a plan's amount in words, as far as it is known.
func howOften(p assessments.ActivityPlan) string {
	var out []string
	if p.Minutes > 0 {
		out = append(out, fmt.Sprintf("%d minutes", p.Minutes))
	}
	if p.TimesADay > 1 {
		out = append(out, fmt.Sprintf("%d times a day", p.TimesADay))
	}
	if p.DaysAWeek > 0 {
		out = append(out, fmt.Sprintf("%d days a week", p.DaysAWeek))
	}
	return strings.Join(out, ", ")
}

// noteHead begins the note of a task.
func noteHead(title string) string { return "Home task “" + title + "”: " }

// noteOf is what was noted of a task at this visit, or nil.
func (v *Visit) noteOf(title string) *assessments.Record {
	for i, r := range v.notes {
		if r.Fields.Text("contact") == string(v.ID) && strings.HasPrefix(r.Fields.Text("text"), noteHead(title)) {
			return &v.notes[i]
		}
	}
	return nil
}

// SetWent notes how a task went, as a note of the visit like any other; the answer that stands already is taken back. It answers
// what puts it back.
func (v *Visit) SetWent(ctx context.Context, title string, w Went) (undo func()) {
	scope := assessments.ChildScope(v.Child)
	old := v.noteOf(title)
	text := noteHead(title) + wentNotes[w]
	if old == nil {
		id := v.newID()
		o := assessments.Observation{Contact: v.ID, On: v.desk.Today(), At: v.desk.Clock(), Type: "fact", Text: text}
		if !v.desk.Write(ctx, v.desk.Create(id, scope, &o)) || v.Open(ctx) != nil {
			return nil
		}
		return func() { v.strike(ctx, id) }
	}
	var o assessments.Observation
	assessments.Decode(old.Fields, &o)
	was := o.Text
	if o.Text == text {
		if !v.strike(ctx, old.ID) {
			return nil
		}
		return func() { v.SetWent(ctx, title, w) }
	}
	o.Text = text
	edit, differs := v.desk.Change(*old, &o)
	if !differs || !v.desk.Write(ctx, edit) || v.Open(ctx) != nil {
		return nil
	}
	return func() {
		if now := v.noteOf(title); now != nil {
			o.Text = was
			if back, differs := v.desk.Change(*now, &o); differs && v.desk.Write(ctx, back) {
				_ = v.Open(ctx) // the screen reads it again
			}
		}
	}
}

func (v *Visit) strike(ctx context.Context, id assessments.ID) bool {
	e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: v.desk.Today()}
	return v.desk.Write(ctx, v.desk.Create(v.newID(), assessments.ChildScope(v.Child), &e)) && v.Open(ctx) == nil
}

// plainGrade is the hardest a line may be: about ten years of age, since a single line is measured more roughly than a page.
const plainGrade = 5

// Hard are the lines that a child of about nine could not read, for the therapist to put more simply.
func (v *Visit) Hard() []string {
	var out []string
	for _, s := range v.Steps() {
		if e := library.EaseOf(s); e.Words > 3 && e.Grade > plainGrade {
			out = append(out, s)
		}
	}
	return out
}
