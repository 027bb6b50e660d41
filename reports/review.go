package reports

import (
	"github.com/fieldfare/fieldfare/assessments"
)

// checking is when it is looked at again: the days that are known. How each row is checked stands in the row.
func (w *writer) checking() {
	w.section("checking", "", "How this will be checked", "")
	if dates := w.reviewDates(); len(dates) > 0 {
		w.put("dates", &List{Items: dates})
	}
}

// reviewDates are the days that lie ahead as at the report's day: contacts, equipment, and when to measure again.
func (w *writer) reviewDates() []Text {
	var out []Text
	for _, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On >= w.req.AsAt {
			t := say(closed(assessments.UpperFirst(joined(", ", "Next contact "+c.v.On.Words(), w.place(c.v.Place, c.v.Setting)))), c.id)
			out = append(out, appendSentence(t, assessments.UpperFirst(c.v.Purpose), c.id))
		}
	}
	for _, e := range w.equipment {
		if e.v.ReviewOn >= w.req.AsAt && e.v.ReviewOn != "" {
			out = append(out, say(assessments.UpperFirst(e.v.Name())+": fit check "+e.v.ReviewOn.Words()+".", e.id))
		}
		if e.v.ExamineBy != "" {
			due := say(assessments.UpperFirst(e.v.Name())+": thorough examination due by "+e.v.ExamineBy.Words()+".", e.id)
			if w.overdue(e.v) {
				due = append(due, append(say(" "), gap("That day has passed and no examination is recorded.", e.id)...)...)
			}
			out = append(out, due)
		}
	}
	for _, m := range w.measurements {
		if m.v.RemeasureAfter != "" {
			out = append(out, say("Measure again if anything is ordered after "+m.v.RemeasureAfter.Words()+".", m.id))
		}
	}
	return out
}

// nextReview is the first planned contact after the report's day, for the corner of page one.
func (w *writer) nextReview() assessments.Date {
	for _, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On > w.req.AsAt {
			return c.v.On
		}
	}
	return ""
}
