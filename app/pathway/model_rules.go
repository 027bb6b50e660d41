package pathway

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
)

// noLaws leaves the law's clocks out, where only the service's own are wanted.
var noLaws clocks.Laws

// A Rule is one row of a pack in plain words.
type Rule struct {
	Title string
	Words string
	Rules string // "Rule 29"
}

// A Section is rows under a title.
type Section struct {
	Title string
	Rows  []Rule
}

// Packs are the names of the packs there are, with their titles.
func Packs() (names, titles []string, err error) {
	names, err = service.List(assets.Services)
	if err != nil {
		return nil, nil, err
	}
	for _, n := range names {
		p, err := service.Load(assets.Services, n)
		if err != nil {
			return nil, nil, err
		}
		titles = append(titles, p.Title)
	}
	return names, titles, nil
}

// Plain says a pack in rows that a therapist reads in a minute. What its pages do not state has no row; Unstated names it.
func Plain(p *service.Pack) []Section {
	var who, how, after, end []Rule
	add := func(to *[]Rule, title, words string, rules []int) {
		*to = append(*to, Rule{title, words, ruleTag(rules)})
	}
	if p.Ages != nil {
		add(&who, "Ages", strings.ToUpper(p.AgeWords()[:1])+p.AgeWords()[1:]+".", p.Ages.Rules)
		for _, c := range p.Ages.Ceilings {
			add(&who, "Not seen", c.Words, c.Rules)
		}
	}
	for _, c := range p.Catchment {
		words := strings.Join(c.Areas, ", ") + "."
		if c.InCurriculum {
			words += " Only where the therapy must happen within the curriculum."
		}
		add(&who, map[string]string{"gp": "GP practice in", "school": "School in", "home": "Home in"}[c.Basis], words, c.Rules)
	}
	for _, x := range p.Exclusions {
		title := "Not seen, unless set aside"
		if x.Hard {
			title = "Not seen"
		}
		add(&who, title, strings.TrimSpace(x.Words+" "+x.Still), x.Rules)
	}
	if n := p.Needs; n != nil {
		add(&who, "For the therapist to judge", n.Judgement, n.Rules)
	}
	for _, r := range p.Referrers {
		words := strings.Join(labels(r.Sources), ", ") + "."
		if r.Permission {
			words += " With the family's permission."
		}
		if r.OnlyReturn {
			words += " Only within the time to come back after a discharge."
		}
		if r.Choice != "" {
			words += " Depends on a choice that your service makes."
		}
		add(&how, strings.TrimSpace("May refer"+strings.TrimRight(": "+assessments.LowerFirst(label(r.Stage)), ": ")), words, r.Rules)
	}
	if c := p.Channels; c != nil {
		for _, a := range c.Accept {
			add(&how, label(a.Channel), a.Words, a.Rules)
		}
		if len(c.Refuse) > 0 {
			add(&how, "Not taken", strings.Join(labels(c.Refuse), ", ")+".", c.Rules)
		}
	}
	for _, b := range p.Before {
		add(&how, "Advice first", b.Words, b.Rules)
	}
	for _, w := range p.Pathways {
		add(&how, w.Title, w.Words, w.Rules)
	}
	if t := p.Triage; t != nil {
		words := t.Words
		if t.WorkingDays > 0 {
			words = "Within " + count(t.WorkingDays, "working day") + ". " + words
		}
		add(&after, "Triage", words, append(append([]int{}, t.DayRules...), t.Rules...))
	}
	if t := p.PhoneTriage; t != nil {
		add(&after, "Triage by telephone", t.Words, t.Rules)
	}
	if a := p.Aim; a != nil {
		add(&after, fmt.Sprintf("Within %d weeks", a.Weeks), a.Words, a.Rules)
	}
	if a := p.Appointment; a != nil {
		add(&after, "Appointments", fmt.Sprintf("%d to %d minutes.", a.Min, a.Max), a.Rules)
	}
	for _, c := range p.Clinics {
		add(&after, c.Title, c.Words, c.Rules)
	}
	for _, t := range p.Tiers {
		add(&after, label(t.Name)+" tier", t.Definition, t.Rules)
	}
	if m := p.Moves; m != nil {
		add(&after, "Moving between tiers", m.Words, m.Rules)
	}
	if e := p.Episode; e != nil {
		add(&after, "Episode of care", e.Words, e.Rules)
	}
	if r := p.Reschedule; r != nil {
		add(&after, "Moved appointments", fmt.Sprintf("A family may move an appointment %s; the next time a clinician decides.", times(r.Limit)), r.Rules)
	}
	if n := p.NotBrought; n != nil {
		add(&end, "Not brought", n.Page+" Nobody is discharged for that alone: "+assessments.LowerFirst(n.Decision), n.Rules)
	}
	for _, e := range p.Discharges {
		add(&end, "Discharge", e.Words, e.Rules)
	}
	if r := p.Return; r != nil {
		var words []string
		for _, w := range r.Windows {
			words = append(words, "within "+count(w.Months, "month"))
		}
		add(&end, "Coming back", "The family may come back "+strings.Join(words, ", or ")+" of a discharge.", r.Rules)
	}
	if x := p.Partners; x != nil {
		add(&end, "Works with", strings.Join(x.With, ", ")+".", x.Rules)
	}
	for _, s := range p.Signposts {
		add(&end, "Points to", assessments.UpperFirst(s.To)+".", s.Rules)
	}
	var out []Section
	for _, s := range []Section{{"Who is seen", who}, {"How a referral comes", how}, {"What happens then", after}, {"How it ends, and who else helps", end}} {
		if len(s.Rows) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func times(n int) string {
	return map[int]string{1: "once", 2: "twice"}[n] + map[bool]string{true: fmt.Sprintf("%d times", n)}[n > 2]
}

// Unstated names what the pack's pages say nothing about.
func Unstated(p *service.Pack) string {
	var words []string
	for _, u := range p.Unstated {
		words = append(words, strings.ReplaceAll(u, "_", " "))
	}
	return strings.Join(words, ", ")
}
