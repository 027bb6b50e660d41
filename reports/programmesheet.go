package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// sheet is the page of one activity: what to do, easier and harder, when to stop, and a box for each day.
func (w *writer) sheet(p entry[*assessments.ActivityPlan], a entry[*assessments.Activity], n, of int) {
	title := assessments.UpperFirst(open(a.v.Title))
	w.part("activity/"+string(a.id), title, &Section{Title: title, Aside: joined(" of ", "Activity "+num(float64(n)), num(float64(of)))})
	w.parts[len(w.parts)-1].NewPage = true
	pictures := w.figures(a.id)
	line := w.sheetLine(p, a)
	if a.v.Picture != "" && len(pictures) == 0 {
		line = append(append(line, span(" ")), gap("Picture: "+w.lower(open(a.v.Picture))+", not in this file.", a.id)...)
	}
	w.put("for", &Para{Text: line})
	for i, b := range pictures {
		w.put("picture/"+num(float64(i+1)), b)
	}
	if s := w.stepsOf(p, a); len(s.Items) > 0 {
		w.put("steps", s)
	}
	if len(steps(a.v)) == 0 {
		w.put("unwritten", w.unwritten(a))
	}
	if b := beside(a); b != nil {
		w.put("ways", b)
	}
	w.must("stop", w.stopIf(p))
	if t := w.remitOf(a); t != nil {
		w.put("remit", &Para{Text: t, Note: true})
	}
	if g := tickGrid(p.v, a.v); g != nil {
		w.put("grid", g)
	} else {
		w.put("grid", &Para{Text: gap("How many weeks: not recorded.", p.id)})
	}
}

// sheetLine says for whom, with whom and how much, what is needed, and where the translation stands.
func (w *writer) sheetLine(p entry[*assessments.ActivityPlan], a entry[*assessments.Activity]) Text {
	soft := func(s string, from ...assessments.ID) Span { return Span{Text: s, Soft: true, From: from} }
	who := w.planWho(p.v)
	if who != "" {
		who = "with " + who
	}
	t := Text{soft("For "+joined(", ", w.child.Known(), w.lower(w.hand()), who)+".", w.childID, p.id)}
	dose := planDose(p.v)
	if h := p.v.Hours(); h > 0 {
		dose += parens(assessments.HoursWords(h) + " hours")
	}
	if dose != "" {
		t = append(t, soft(" The whole plan is "+dose+".", p.id))
	}
	if a.v.Kit != "" {
		t = append(t, Span{Text: " You need: ", Strong: true}, span(closed(w.lower(open(a.v.Kit))), a.id))
	}
	if l := w.sheetLanguage(p); l != nil {
		t = append(append(t, span(" ")), l...)
	}
	return t
}

// stepsOf are the steps, after the general principles where the plan begins with them.
func (w *writer) stepsOf(p entry[*assessments.ActivityPlan], a entry[*assessments.Activity]) *Steps {
	s := &Steps{}
	if p.v.Principles {
		s.Items = append(s.Items, say("Read the general principles first.", p.id))
	}
	for _, x := range steps(a.v) {
		s.Items = append(s.Items, say(closed(assessments.UpperFirst(x)), a.id))
	}
	return s
}

// unwritten stands where there are no steps: nobody is left to guess, so it says whom to ask.
func (w *writer) unwritten(a entry[*assessments.Activity]) *Para {
	who := w.called(w.req.Author)
	if who == "" {
		who = "us"
	}
	return &Para{Text: Text{{Text: "The steps are not written down.", Gap: true, From: []assessments.ID{a.id}}, span(" Ask " + who + " to show you.")}}
}

// beside sets the easier and the harder way side by side, or is nil where neither was noted.
func beside(a entry[*assessments.Activity]) *Beside {
	side := func(key, s string) KeyValue {
		if s = strings.TrimSpace(s); s == "" {
			return KeyValue{Key: key, Lines: []Text{gap("Not noted", a.id)}}
		}
		return KeyValue{Key: key, Lines: []Text{say(closed(assessments.UpperFirst(s)), a.id)}}
	}
	if strings.TrimSpace(a.v.Easier+a.v.Harder) == "" {
		return nil
	}
	return &Beside{Left: side("Easier", a.v.Easier), Right: side("Harder", a.v.Harder)}
}

// stopIf is when to stop, in one sentence where the reasons are short, and what must never be done.
func (w *writer) stopIf(p entry[*assessments.ActivityPlan]) *Callout {
	c := &Callout{Style: CalloutStop, Title: "Stop if"}
	var why []string
	for _, s := range p.v.StopIf {
		if s = open(s); s != "" {
			why = append(why, s)
		}
	}
	long := slices.ContainsFunc(why, func(s string) bool { return strings.ContainsAny(s, ",.;") || len(s) > 60 })
	switch {
	case len(why) == 0:
		c.Body = gap("When to stop is not recorded.", p.id)
	case long || len(why) > 5:
		for _, s := range why {
			c.Items = append(c.Items, say(closed(assessments.UpperFirst(s)), p.id))
		}
	default:
		for i := range why {
			why[i] = w.lower(why[i])
		}
		c.Body = say(closed(assessments.UpperFirst(orList(why))), p.id)
	}
	for _, s := range p.v.Warnings {
		switch {
		case strings.TrimSpace(s) == "":
		case len(c.Items) > 0:
			c.Items = append(c.Items, strong(closed(assessments.UpperFirst(s)), p.id))
		default:
			c.Body = append(c.Body, span(" "), Span{Text: closed(assessments.UpperFirst(s)), Strong: true, From: []assessments.ID{p.id}})
		}
	}
	return c
}

// orList joins words as a choice: "a, b, or c".
func orList(words []string) string {
	n := len(words)
	if n < 3 {
		return strings.Join(words, " or ")
	}
	return strings.Join(words[:n-1], ", ") + ", or " + words[n-1]
}

// remitOf says whose advice counts where the activity touches on a need that another profession advises on.
func (w *writer) remitOf(a entry[*assessments.Activity]) Text {
	for _, n := range w.needs {
		if n.v.Owner != "" && n.v.Area != "" && n.v.Area == a.v.Area {
			return say("Advice on "+w.lower(remit(n.v.Area))+" is given by the "+w.profession(n.v.Owner)+".", n.id)
		}
	}
	return nil
}

// tickGrid has a row for each week of the plan and a box for each day, or is nil where nobody noted how many weeks.
func tickGrid(p *assessments.ActivityPlan, a *assessments.Activity) *TickGrid {
	g := &TickGrid{Caption: "Tick a box on each day it is done", Head: "Week starting", Days: []string{"Mon", "Tue", "Wed", "Thu", "Fri"},
		Write: assessments.UpperFirst(open(a.CountBy)), Rows: planWeeks(p)}
	if p.TimesADay > 1 {
		g.Caption = "One tick for each time: " + num(float64(p.TimesADay)) + " in a box"
	}
	switch n := p.DaysAWeek; {
	case n == 5:
	case n == 6:
		g.Days = append(g.Days, "Sat")
	case n > 0 && n < 5 && (p.Place == "school" || p.Place == "nursery"):
		g.Caption += ", " + count(float64(n), "day") + " a week"
	default:
		g.Days = append(g.Days, "Sat", "Sun")
		if n > 0 && n < 7 {
			g.Caption += ", " + count(float64(n), "day") + " a week"
		}
	}
	if len(g.Rows) == 0 {
		return nil
	}
	if !p.Start.Valid() {
		g.Head = "Week"
	}
	return g
}

// planWeeks are the Mondays from the first to the last day of a plan; without a first day they are numbers. No week of the
// plan is lost.
func planWeeks(p *assessments.ActivityPlan) []string {
	var out []string
	if !p.Start.Valid() {
		for i := range min(max(p.Weeks, 0), mostWeeks) {
			out = append(out, num(float64(i+1)))
		}
		return out
	}
	last := p.Start.AddDays(7*p.Weeks - 1)
	if p.End.Valid() {
		last = p.End
	}
	monday := p.Start.AddDays(-(int(p.Start.Time().Weekday()) + 6) % 7)
	for d := monday; d <= last && len(out) < mostWeeks; d = d.AddDays(7) {
		out = append(out, d.Time().Format("2 January"))
	}
	return out
}

// mostWeeks is the longest plan that a record takes.
const mostWeeks = 104
