package reports

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// planDose is how much of a plan is done: "10 minutes, twice a day, 5 days a week, 6 weeks".
func planDose(p *assessments.ActivityPlan) string {
	var out []string
	if p.Minutes > 0 {
		out = append(out, count(float64(p.Minutes), "minute"))
	}
	switch p.TimesADay {
	case 0:
	case 1:
		out = append(out, "once a day")
	case 2:
		out = append(out, "twice a day")
	default:
		out = append(out, num(float64(p.TimesADay))+" times a day")
	}
	if p.DaysAWeek > 0 {
		out = append(out, count(float64(p.DaysAWeek), "day")+" a week")
	}
	if p.Weeks > 0 {
		out = append(out, count(float64(p.Weeks), "week"))
	}
	return strings.Join(out, ", ")
}

// planDates are its first and last day.
func planDates(p *assessments.ActivityPlan) string {
	switch {
	case p.Start != "" && p.End != "":
		return "From " + p.Start.Words() + " to " + p.End.Words()
	case p.Start != "":
		return "From " + p.Start.Words()
	case p.End != "":
		return "To " + p.End.Words()
	}
	return ""
}

// planWho is who does it: in words where there are any, else by name.
func (f *facts) planWho(p *assessments.ActivityPlan) string {
	if p.WhoWords != "" {
		return open(p.WhoWords)
	}
	return assessments.UpperFirst(f.names(p.Who))
}

// inPlace tells the programmes that were under way or planned by the report's day, wherever they are done.
func (w *writer) inPlace() {
	w.section("plans", "", "Programmes in place", "")
	for _, p := range w.plans {
		if p.v.Title != "" {
			w.put(string(p.id), w.planCard(p, false))
		}
	}
}

// programmes are the ones that school or nursery does, with what to do, step by step.
func (w *writer) programmes() {
	place := "in school"
	switch {
	case w.nursery():
		place = "at nursery"
	case w.placeWord() == "college":
		place = "at college"
	}
	w.section("plans", "", "The programme "+place, "")
	for _, p := range w.schoolPlans() {
		w.put(string(p.id), w.planCard(p, true))
		var items []Text
		for _, s := range p.v.StopIf {
			items = append(items, say(closed(assessments.UpperFirst(s)), p.id))
		}
		if len(items) > 0 {
			w.put("stop/"+string(p.id), &Callout{Style: CalloutStop, Title: "Stop if", Items: items})
		}
	}
}

// schoolPlans are the plans that are done in school or nursery, or that nobody placed.
func (f *facts) schoolPlans() []entry[*assessments.ActivityPlan] {
	var out []entry[*assessments.ActivityPlan]
	for _, p := range f.plans {
		// A programme that nobody placed may be school's; one for home would be read as one more thing a teacher must do.
		if p.v.Title != "" && p.v.Place != "home" && p.v.Place != "clinic" {
			out = append(out, p)
		}
	}
	return out
}

// planCard is one programme; steps also tells how each activity is done.
func (w *writer) planCard(p entry[*assessments.ActivityPlan], steps bool) *Card {
	v := p.v
	var r rows
	one := func(key, s string) {
		if s != "" {
			r.add(key, say(s, p.id))
		}
	}
	c := &Card{Tab: "P", Style: TabOpen, Title: say(open(v.Title), p.id)}
	if d := planDose(v); d != "" {
		c.Dose = assessments.UpperFirst(d)
		if h := v.Hours(); h > 0 {
			c.Hours = assessments.HoursWords(h) + " hours in all"
		}
	}
	// A programme that nobody does is no programme, so this is never just left out.
	who := w.planWho(v)
	if who != "" {
		who = joined(", ", who, at(v.Place))
	} else {
		one("Where", assessments.UpperFirst(v.Place))
	}
	r.need("Who", w.lacks(p.id, v.Missing, "who"), say(who, p.id))
	one("Dates", planDates(v))
	// Without the days it was planned for, days done say nothing about whether it can be done.
	if v.PlannedDays > 0 && v.DoneDays > 0 {
		one("Done", num(float64(v.DoneDays))+" of "+num(float64(v.PlannedDays))+" days")
	}
	var titles Text
	for _, a := range w.activities {
		switch {
		case a.v.Plan != p.id || a.v.Title == "":
		case steps:
			r.add("Activity", w.activity(a)...)
		default: // a reader of the plan wants to know what is done, not how
			if len(titles) > 0 {
				titles = append(titles, span("; "))
			}
			titles = append(titles, span(open(a.v.Title), a.id))
		}
	}
	r.add("Activities", titles)
	one("Never", open(strings.Join(v.Warnings, " ")))
	if v.Review != "" {
		one("Review", v.Review.Words())
	}
	c.Values = r
	return c
}

// activity is a title, and its steps with the easier and the harder way and what to count.
func (w *writer) activity(a entry[*assessments.Activity]) []Text {
	out := []Text{strong(open(a.v.Title), a.id)}
	for i, s := range a.v.Steps {
		out = append(out, say(num(float64(i+1))+". "+closed(s), a.id))
	}
	for _, x := range []struct{ name, words string }{{"Easier", a.v.Easier}, {"Harder", a.v.Harder}, {"Count", a.v.CountBy}, {"With", a.v.Kit}} {
		if x.words != "" {
			out = append(out, say(x.name+": "+w.lower(open(x.words)), a.id))
		}
	}
	return out
}

// planAction is a programme as one of the things to do.
func (w *writer) planAction(p entry[*assessments.ActivityPlan]) *Action {
	a := &Action{Title: assessments.UpperFirst(open(p.v.Title)), What: say(closed(assessments.UpperFirst(planDose(p.v))), p.id)}
	if planDose(p.v) == "" {
		a.What = gap("How much: not recorded", p.id)
	}
	var r rows
	r.need("Who", w.lacks(p.id, p.v.Missing, "who"), say(w.planWho(p.v), p.id))
	if d := planDates(p.v); d != "" {
		r.add("When", say(d, p.id))
	}
	var kit []string
	for _, x := range w.activities {
		if x.v.Plan == p.id && x.v.Kit != "" {
			kit = append(kit, w.lower(open(x.v.Kit)))
		}
	}
	if len(kit) > 0 {
		r.add("With", say(assessments.UpperFirst(list(kit)), p.id))
	}
	if len(p.v.StopIf) > 0 {
		r.add("Stop if", say(assessments.UpperFirst(open(p.v.StopIf[0])), p.id))
	}
	a.Values = r
	return a
}
