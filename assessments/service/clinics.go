package service

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
)

var weekdays = map[string]time.Weekday{
	"monday": time.Monday, "tuesday": time.Tuesday, "wednesday": time.Wednesday, "thursday": time.Thursday, "friday": time.Friday,
}

// Clinic returns a clinic of the pack by its name, or nil.
func (p *Pack) Clinic(name string) *Clinic {
	for i := range p.Clinics {
		if p.Clinics[i].Name == name {
			return &p.Clinics[i]
		}
	}
	return nil
}

// Dates are the days of a clinic on set weekdays, both ends included; a clinic that is held as needed has none.
func (k Clinic) Dates(from, to assessments.Date) []calendar.Slot {
	if k.Weekday == "" {
		return nil
	}
	return calendar.Clinic{Weekday: weekdays[k.Weekday], Nth: k.Weeks, From: assessments.Clock(k.From), To: assessments.Clock(k.To)}.Slots(from, to)
}

// Booking says whether a case may come to a clinic, and what is missing: a sample, a level, a referral. by is who would book, as
// a referral's source, or "" for the service itself. Nobody books a walk-in.
func Booking(p *Pack, c Case, k Clinic, by string) Decision {
	q := asking{p, c}
	var out []Reason
	add := func(e Effect, sentence, change string) {
		r := Reason{Rules: k.Rules, Key: "clinic." + k.Name, Effect: e, Code: "clinic", Sentence: sentence, WouldChange: change}
		if e == Against {
			r.Signposts = q.signposts("clinic")
		}
		out = append(out, r)
	}
	if w := p.pathway(k.Pathway); w != nil {
		c.Referral.Pathway = w.Name
		out = Eligibility(p, c).Reasons
	} else if c.Referral.Outcome != "accepted" {
		add(Ask, "This clinic is for children who were accepted at triage.", "Triage the referral first.")
	}
	if k.Tier != "" && c.Tier() != "" && c.Tier() != k.Tier {
		add(Note, fmt.Sprintf("This clinic is part of the %s offer, and the child is at the %s level.", k.Tier, c.Tier()), "")
	}
	if k.Sample && !c.Referral.Sample {
		add(Ask, "A sample of the problem must be there before this clinic is booked.", "Ask the family or the school for a sample, such as handwriting.")
	}
	switch {
	case k.WalkIn:
		add(Note, "Nobody books: the family comes during the opening hours.", "")
	case by != "" && len(k.BookedBy) > 0 && !slices.Contains(k.BookedBy, by):
		add(Against, "This clinic is booked by "+peopleList(k.BookedBy)+".", "Give the family the way to book.")
	}
	return decide(out)
}

// Site returns what the pack says of special schools with standing days.
func (p *Pack) Site(name string) *Site {
	for i := range p.Sites {
		if strings.EqualFold(p.Sites[i].Name, name) {
			return &p.Sites[i]
		}
	}
	return nil
}

// CheckSite says how standing days at one school differ from what the pack promises it: how many a week, in term time or not, by
// whom. An empty list says that they agree.
func CheckSite(s Site, days []assessments.SiteDay) []string {
	var out []string
	week := map[string]bool{}
	for _, d := range days {
		week[d.Weekday] = true
		if d.TermTime != s.TermTime {
			out = append(out, fmt.Sprintf("The day on %s must be in term time only.", d.Weekday))
		}
		if s.Named && d.Therapist == "" {
			out = append(out, fmt.Sprintf("The day on %s names no therapist.", d.Weekday))
		}
	}
	if len(week) != s.DaysPerWeek {
		out = append(out, fmt.Sprintf("The school gets %s a week; %s set.", plural(s.DaysPerWeek, "day"), are(len(week))))
	}
	return out
}

// OpenAt reports whether the service is open at a time, and why not. A service that states no hours is never said to be open.
func (p *Pack) OpenAt(d assessments.Date, at assessments.Clock) (open bool, why string) {
	h := p.Hours
	switch {
	case h == nil:
		return false, "The service's hours are not stated."
	case !d.Valid() || !slices.Contains(h.Days, strings.ToLower(d.Time().Weekday().String())):
		return false, "The service is closed on this day of the week."
	case !h.BankHolidays && assessments.BankHoliday(d) != "":
		return false, "The service is closed on bank holidays: " + assessments.BankHoliday(d) + "."
	case at < assessments.Clock(h.From) || at >= assessments.Clock(h.To):
		return false, "The service is open from " + h.From + " to " + h.To + "."
	}
	return true, ""
}
