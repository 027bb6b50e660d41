package clinic

import (
	"context"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// weekdays are the days a site day can be on.
var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday"}

// siteAhead is how far the dates of site days look, and mostSite how many of each are shown.
const (
	siteAhead = 70
	mostSite  = 5
)

// A Visit is one day of a site day.
type Visit struct {
	On    assessments.Date
	Words string
	State VisitState
}

// VisitState is whether a site day takes place.
type VisitState int

// The states of a visit. NotKnown is said wherever term dates are missing: nobody guesses them (rule 64).
const (
	Held VisitState = iota
	FallsAway
	NotKnown
)

// A SiteDay is one therapist's standing day at one school.
type SiteDay struct {
	Rec       assessments.Record
	V         assessments.SiteDay
	Title     string // "Bryony Alder, every Tuesday"
	Line      string // "09:00 to 15:00, in term time only, until 17 July 2027"
	Next      []Visit
	Therapist string
}

// A Site is a school with its standing days and its term dates.
type Site struct {
	ID      assessments.ID
	Name    string
	Special bool
	Days    []SiteDay
	Terms   assessments.Record // ID empty while there are none
	Source  string             // where the term dates come from, "" while there are none
	Missing string             // which days nothing is known of, as a sentence
	Differs []string           // how the days differ from the service's rules
	Rule    string             // what the rules promise the school
}

// Sites are all settings that have standing days, and the special schools that might.
type Sites struct {
	List   []Site
	Others []Site // the other schools, to choose from
	Staff  []Kid  // therapists of the service
	today  assessments.Date
}

// ReadSites reads them.
func ReadSites(ctx context.Context, r Reader, packs fs.FS, today assessments.Date) (*Sites, error) {
	s := &Sites{today: today}
	pack, _, _, err := Rules(ctx, r, packs)
	if err != nil {
		return s, err
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting, assessments.KindSiteDay, assessments.KindTerms, assessments.KindPerson}})
	if err != nil {
		return s, err
	}
	names, at := map[assessments.ID]string{}, map[assessments.ID]*Site{}
	for _, rec := range recs {
		switch t, _ := rec.Read(); t := t.(type) {
		case *assessments.Setting:
			at[rec.ID] = &Site{ID: rec.ID, Name: t.Name, Special: t.Type == "special"}
		case *assessments.Person:
			names[rec.ID] = t.Name
			if rec.Scope.Type == assessments.ScopeTeam {
				s.Staff = append(s.Staff, Kid{ID: rec.ID, Name: t.Name, Line: assessments.UpperFirst(t.JobWords())})
			}
		}
	}
	terms := map[assessments.ID]*assessments.Terms{}
	for _, rec := range recs {
		site := at[rec.Scope.ID]
		if rec.Scope.Type != assessments.ScopeSetting || site == nil {
			continue
		}
		switch t, _ := rec.Read(); t := t.(type) {
		case *assessments.SiteDay:
			site.Days = append(site.Days, SiteDay{Rec: rec, V: *t, Therapist: names[t.Therapist]})
		case *assessments.Terms:
			if was := terms[site.ID]; was == nil || t.ImportedOn >= was.ImportedOn {
				terms[site.ID], site.Terms, site.Source = t, rec, t.Source
			}
		}
	}
	for _, site := range at {
		site.dress(calendar.New(terms[site.ID]), pack, today)
		if len(site.Days) > 0 || site.Special {
			s.List = append(s.List, *site)
		} else {
			s.Others = append(s.Others, *site)
		}
	}
	for _, l := range [][]Site{s.List, s.Others} {
		sort.Slice(l, func(i, j int) bool { return l[i].Name < l[j].Name })
	}
	return s, nil
}

// dress makes the words of a site.
func (s *Site) dress(school calendar.School, p *service.Pack, today assessments.Date) {
	var plain []assessments.SiteDay
	sort.SliceStable(s.Days, func(i, j int) bool {
		return slices.Index(weekdays, s.Days[i].V.Weekday) < slices.Index(weekdays, s.Days[j].V.Weekday)
	})
	for i := range s.Days {
		d := &s.Days[i]
		plain = append(plain, d.V)
		d.words(today)
		for _, slot := range school.SiteDays(&d.V, today, today.AddDays(siteAhead)) {
			if len(d.Next) < mostSite {
				d.Next = append(d.Next, visitOf(slot))
			}
		}
		if d.V.TermTime {
			s.Missing = school.MissingWords(today, today.AddDays(siteAhead))
		}
	}
	if rule := siteRule(p, s); rule != nil {
		s.Rule = rule.Words
		s.Differs = service.CheckSite(*rule, plain)
	}
}

// siteRule is what the pack promises a school: by its name, or what it promises every special school alike.
func siteRule(p *service.Pack, s *Site) *service.Site {
	if p == nil {
		return nil
	}
	if r := p.Site(s.Name); r != nil {
		return r
	}
	if s.Special && len(p.Sites) > 0 {
		return &p.Sites[0]
	}
	return nil
}

func (d *SiteDay) words(today assessments.Date) {
	who := d.Therapist
	if who == "" {
		who = "A therapist whose record is not on this tablet"
	}
	d.Title = who + ", every " + assessments.UpperFirst(d.V.Weekday)
	hours := ""
	if d.V.From != "" && d.V.To != "" {
		hours = string(d.V.From) + " to " + string(d.V.To)
	}
	when := "In the holidays too"
	if d.V.TermTime {
		when = "In term time only"
	}
	last := ""
	if d.V.Last.Valid() {
		last = "until " + d.V.Last.Words()
	}
	first := ""
	if d.V.First > today {
		first = "from " + d.V.First.Words()
	}
	d.Line = strings.Join(some(when, hours, first, last), ", ")
}

func visitOf(s calendar.Slot) Visit {
	v := Visit{On: s.On, Words: s.On.Time().Format("2 January")} // the day of the week stands in the title
	switch {
	case s.Off:
		v.State, v.Words = FallsAway, v.Words+": "+s.Why
	case !s.Known:
		v.State, v.Words = NotKnown, v.Words+": not known"
	}
	return v
}

// firstOn is the first such weekday from a day on.
func firstOn(weekday string, from assessments.Date) assessments.Date {
	for d := from; ; d = d.AddDays(1) {
		if strings.EqualFold(d.Time().Weekday().String(), weekday) {
			return d
		}
		if d.Time().Sub(from.Time()) > 7*24*time.Hour {
			return from // no day of the week has that name
		}
	}
}
