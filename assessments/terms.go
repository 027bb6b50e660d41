package assessments

// KindTerms is the school calendar of one setting.
const KindTerms Kind = "terms"

// Terms are the days on which a setting teaches. What is not known is not guessed: a day outside every term that was imported
// is "not known", never a school day.
type Terms struct {
	Common
	Source     string    `json:"source,omitempty" required:"true" doc:"where the dates come from: file or page, and its date" class:"education"`
	ImportedOn Date      `json:"imported_on,omitempty" doc:"day they were taken over" class:"internal"`
	Terms      []Period  `json:"terms,omitempty" required:"true" doc:"stretches of school days, half-terms apart" class:"education"`
	Closed     []Closure `json:"closed,omitempty" doc:"days within them without children" class:"education"`
}

// A Period is a stretch of days, both ends included.
type Period struct {
	Name  string `json:"name,omitempty" doc:"Autumn term, first half"`
	First Date   `json:"first" doc:"first school day"`
	Last  Date   `json:"last" doc:"last school day"`
}

// A Closure is a day, or several, on which the setting is shut to children.
type Closure struct {
	On   Date   `json:"on" doc:"first day"`
	To   Date   `json:"to,omitempty" doc:"last day; empty for one day"`
	Kind string `json:"kind" enum:"inset|closure|holiday" doc:"training of staff, unplanned, or planned"`
	Name string `json:"name,omitempty" doc:"what it is: snow, election"`
}

// RecordKind is KindTerms.
func (*Terms) RecordKind() Kind { return KindTerms }

// Check returns the problems of a calendar's own fields.
func (t *Terms) Check() Problems {
	var p Problems
	p.day("imported_on", t.ImportedOn, "Day of import")
	for _, x := range t.Terms {
		p.day("terms", x.First, "First day of a term")
		p.day("terms", x.Last, "Last day of a term")
		if x.First.Valid() && x.Last.Valid() && x.Last < x.First {
			p.add("terms", "A term must not end before it starts: %s to %s.", x.First, x.Last)
		}
	}
	for _, c := range t.Closed {
		p.day("closed", c.On, "Day of a closure")
		p.day("closed", c.To, "Last day of a closure")
		if !oneOf(c.Kind, []string{"inset", "closure", "holiday"}) {
			p.add("closed", "A closure is inset, closure or holiday; %q is none of them.", c.Kind)
		}
	}
	return p
}

// KindSiteDay is a day of the week on which a therapist is at a setting.
const KindSiteDay Kind = "site_day"

// SiteDay is a standing day at a special school, as a rule in term time only.
type SiteDay struct {
	Common
	Weekday   string `json:"weekday,omitempty" required:"true" enum:"monday|tuesday|wednesday|thursday|friday" doc:"day of the week" class:"education"`
	Therapist ID     `json:"therapist,omitempty" required:"true" doc:"named therapist" class:"education"`
	TermTime  bool   `json:"term_time,omitempty" doc:"only on school days" class:"education"`
	First     Date   `json:"first,omitempty" required:"true" doc:"first such day, or the day it begins" class:"education"`
	Last      Date   `json:"last,omitempty" doc:"last day" class:"education"`
	From      Clock  `json:"from,omitempty" doc:"start" class:"education"`
	To        Clock  `json:"to,omitempty" doc:"end" class:"education"`
}

// RecordKind is KindSiteDay.
func (*SiteDay) RecordKind() Kind { return KindSiteDay }

// Check returns the problems of a site day's own fields.
func (s *SiteDay) Check() Problems {
	var p Problems
	p.day("first", s.First, "First day")
	p.day("last", s.Last, "Last day")
	p.clock("from", s.From, "Start time")
	p.clock("to", s.To, "End time")
	return p
}
