package reports

import (
	"github.com/fieldfare/fieldfare/assessments"
)

// checking is how anyone will know whether it works, and when it is looked at again: the monitoring of the rows, told
// once where several share it, then the dates that are known.
func (w *writer) checking() {
	w.section("checking", "", "How this will be checked", "")
	var items []Text
	at := map[string]int{}
	refs := map[string][]string{}
	for _, p := range w.provision {
		t := w.monitored(p)
		if t == nil {
			continue
		}
		s := t.Words()
		refs[s] = append(refs[s], tab(p.v.Ref, p.v.Section))
		if i, ok := at[s]; ok {
			items[i][0].From = append(items[i][0].From, p.id)
			continue
		}
		at[s] = len(items)
		items = append(items, Text{{Text: closed(s), From: []assessments.ID{p.id}}})
	}
	for i := range items {
		s := items[i].Words()
		items[i] = append(Text{{Text: list(refs[open(s)]) + ". ", Strong: true}}, items[i]...)
	}
	if len(items) > 0 {
		w.put("monitoring", &List{Items: items})
	}
	if dates := w.reviewDates(); len(dates) > 0 {
		w.put("dates", &List{Items: dates})
	}
}

// reviewDates are the days that lie ahead as at the report's day: contacts, equipment, and when to measure again.
func (w *writer) reviewDates() []Text {
	var out []Text
	for _, c := range w.contacts {
		if c.v.Status == "planned" && c.v.On >= w.req.AsAt {
			t := say(closed(upper(joined(", ", "Next contact "+c.v.On.Words(), w.place(c.v.Place, c.v.Setting)))), c.id)
			out = append(out, appendSentence(t, upper(c.v.Purpose), c.id))
		}
	}
	for _, e := range w.equipment {
		if e.v.ReviewOn >= w.req.AsAt && e.v.ReviewOn != "" {
			out = append(out, say(upper(e.v.Name())+": fit check "+e.v.ReviewOn.Words()+".", e.id))
		}
		if e.v.ExamineBy != "" {
			out = append(out, say(upper(e.v.Name())+": thorough examination due by "+e.v.ExamineBy.Words()+".", e.id))
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
