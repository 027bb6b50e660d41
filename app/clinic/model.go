package clinic

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what these screens read. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
	Contacts(ctx context.Context, from, to assessments.Date) ([]store.ContactRow, error)
}

// How far the list of clinic days looks: ahead for what comes, back for what was.
const (
	aheadDays  = 120
	behindDays = 35
	mostDates  = 4 // of each clinic
)

// A Date is one day of a clinic in the list.
type Date struct {
	On    assessments.Date
	Words string // "Thursday 3 December 2026, 09:30 to 12:00"
	Line  string // "7 families came", or why it falls away
	Today bool
	Off   bool
	Past  bool
}

// A Clinic is one of the service's clinics in the list.
type Clinic struct {
	K     service.Clinic
	Title string
	Line  string   // what happens there
	Facts []string // "Walk in", "The clinic, face to face", …
	Dates []Date
}

// Model is the list of clinics.
type Model struct {
	Pack    *service.Pack // nil while the service has chosen no rules
	Chosen  map[string]string
	Why     string // why there is no pack, as a sentence
	Clinics []Clinic
	Hours   string // when the service is open
	Open    string // whether it is open now
	Note    string // what the pack says is doubtful about the hours
	Others  []Date // days with walk-ins that no clinic of the pack falls on
	today   assessments.Date
}

// Rules reads the pack that the service record names. A service without one, or with a name that is no pack, works without:
// why says so.
func Rules(ctx context.Context, r Reader, packs fs.FS) (p *service.Pack, choices map[string]string, why string, err error) {
	team := assessments.TeamScope()
	recs, err := r.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		return nil, nil, "", err
	}
	why = "Your service has not chosen its rules yet."
	for _, rec := range recs { // a caseload that came from two places has two; the first whose rules can be read decides
		var s assessments.Service
		if assessments.Decode(rec.Fields, &s); s.Rules == "" {
			continue
		}
		if p, err := service.Of(packs, &s); err == nil {
			return p, s.Choices, "", nil
		}
		why = "The rules “" + s.Rules + "” cannot be opened on this tablet."
	}
	return nil, nil, why, nil
}

// Read reads the clinics and their days; at is the time of day.
func (m *Model) Read(ctx context.Context, r Reader, packs fs.FS, today assessments.Date, at assessments.Clock) (err error) {
	*m = Model{today: today}
	if m.Pack, m.Chosen, m.Why, err = Rules(ctx, r, packs); err != nil {
		return err
	}
	came, err := families(ctx, r, today.AddDays(-behindDays), today.AddDays(aheadDays))
	if err != nil {
		return err
	}
	said := map[assessments.Date]bool{}
	if p := m.Pack; p != nil {
		m.hours(p, at)
		for _, k := range p.Clinics {
			c := Clinic{K: k, Title: k.Title, Line: k.Words, Facts: facts(p, k)}
			c.Dates = dates(k, today, came)
			for _, d := range c.Dates {
				said[d.On] = said[d.On] || k.WalkIn
			}
			m.Clinics = append(m.Clinics, c)
		}
	}
	for on, n := range came {
		if !said[on] && on < today {
			m.Others = append(m.Others, Date{On: on, Words: on.Weekday(), Line: familiesWords(n) + ". Not one of your service’s clinic days", Past: true})
		}
	}
	slices.SortFunc(m.Others, func(a, b Date) int { return strings.Compare(string(b.On), string(a.On)) })
	return nil
}

// hours says when the service is open. A service that states no hours is never said to be open (rules 43 and 50).
func (m *Model) hours(p *service.Pack, at assessments.Clock) {
	h := p.Hours
	if h == nil {
		return
	}
	m.Hours = fmt.Sprintf("Open %s, %s to %s", dayWords(h.Days), h.From, h.To)
	if !h.BankHolidays {
		m.Hours += ", not on bank holidays"
	}
	m.Note, m.Open = h.Note, "Open now"
	if open, why := p.OpenAt(m.today, at); !open {
		m.Open = why
	}
}

// dayWords names days of the week: a run of three or more as "Monday to Friday".
func dayWords(days []string) string {
	var out []string
	for _, d := range days {
		out = append(out, assessments.UpperFirst(d))
	}
	week := []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	if at := slices.Index(week, strings.Join(out[:min(1, len(out))], "")); len(out) > 2 && at >= 0 && at+len(out) <= 7 && slices.Equal(week[at:at+len(out)], out) {
		return out[0] + " to " + out[len(out)-1]
	}
	return list(out, "and")
}

// dates are the last day of a clinic that was, if anybody came, and the next ones. One on a bank holiday stays and says so.
func dates(k service.Clinic, today assessments.Date, came map[assessments.Date]int) []Date {
	var past, next []Date
	for _, s := range k.Dates(today.AddDays(-behindDays), today.AddDays(aheadDays)) {
		d := Date{On: s.On, Words: slotWords(s), Today: s.On == today, Off: s.Off, Past: s.On < today}
		if s.Off {
			d.Line = "Not held: " + s.Why
		} else if n := came[s.On]; n > 0 && k.WalkIn {
			d.Line = familiesWords(n)
		}
		switch {
		case d.Past && !d.Off && k.WalkIn:
			past = append(past, d)
		case !d.Past && len(next) < mostDates:
			next = append(next, d)
		}
	}
	if len(past) > 1 {
		past = past[len(past)-1:]
	}
	if len(past) == 1 && past[0].Line == "" {
		past[0].Line = "Nobody is on its board"
	}
	return append(next, past...)
}

// slotWords says a slot without its reason, which has a line of its own.
func slotWords(s calendar.Slot) string {
	s.Off, s.Known, s.Why = false, true, ""
	return s.Words()
}

// families counts the walk-ins of each day.
func families(ctx context.Context, r Reader, from, to assessments.Date) (map[assessments.Date]int, error) {
	rows, err := r.Contacts(ctx, from, to)
	out := map[assessments.Date]int{}
	for _, c := range rows {
		if c.Type == walkIn {
			out[c.On]++
		}
	}
	return out, err
}

func familiesWords(n int) string {
	if n == 1 {
		return "1 family came"
	}
	return fmt.Sprintf("%d families came", n)
}

// facts are what sets a clinic apart, as few words each.
func facts(p *service.Pack, k service.Clinic) []string {
	var out []string
	if k.WalkIn {
		out = append(out, "Nobody books")
	}
	if len(k.BookedBy) > 0 {
		out = append(out, "Booked by "+list(people(k.BookedBy), "or"))
	}
	for _, w := range p.Pathways {
		if w.Name == k.Pathway && w.NoReferral {
			out = append(out, "No referral needed")
		}
	}
	if k.Sample {
		out = append(out, "A sample of the problem first")
	}
	if k.Tier != "" {
		out = append(out, assessments.UpperFirst(k.Tier)+" offer")
	}
	out = append(out, assessments.UpperFirst(k.Place))
	if len(k.Professions) > 1 {
		out = append(out, assessments.UpperFirst(list(k.Professions, "and")))
	}
	return out
}

// people are referral sources as words.
func people(sources []string) []string {
	var out []string
	for _, s := range sources {
		if s == "parent" {
			s = "parents and carers"
		}
		out = append(out, strings.ReplaceAll(s, "-", " "))
	}
	return out
}
