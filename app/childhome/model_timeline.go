package childhome

import (
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// timeline lists contacts, reports and plans, newest first, and picks the next contact.
func (m *Model) timeline(s shelf, today assessments.Date) {
	notes := map[assessments.ID]*assessments.Observation{}
	for _, t := range s.byKind[assessments.KindObservation] {
		o := t.(*assessments.Observation)
		if was := notes[o.Contact]; o.Type == "fact" && !o.Confidential && (was == nil || o.At < was.At) {
			notes[o.Contact] = o
		}
	}
	for _, t := range s.byKind[assessments.KindObservation] {
		if o := t.(*assessments.Observation); o.Contact == "" && !o.Confidential {
			m.Timeline = append(m.Timeline, Event{Place: "note", When: o.On.Time().Format("2 January"), What: "Note", More: o.Text, on: o.On})
		}
	}
	since := s.referral().Received // what was missed in an earlier episode asks for nothing any more
	for _, t := range s.byKind[assessments.KindContact] {
		c := t.(*assessments.Contact)
		e := Event{ID: s.ids[t], Kind: assessments.KindContact, Place: c.Place, When: c.On.Time().Format("2 January"), What: c.Title(), on: c.On, Runs: c.Status == "started"}
		e.Open = e.Runs || c.Status == "planned"
		e.More = contactMore(c, notes[s.ids[t]])
		e.Asks = (c.Status == "not-brought" || c.Status == "did-not-attend") && c.Decision == "" && c.On >= since
		if e.Asks {
			m.Absences = append(m.Absences, e)
			e.More += ". " + undecided
		}
		m.Timeline = append(m.Timeline, e)
		next := e
		next.When, next.More = whenWords(c, today), c.Purpose
		switch {
		case e.Runs:
			m.Runs = append(m.Runs, next)
		case e.Open && (m.Next == nil || e.on < m.Next.on):
			m.Next = &next
		}
	}
	sort.SliceStable(m.Runs, func(i, j int) bool { return m.Runs[i].on < m.Runs[j].on })
	for _, t := range s.byKind[assessments.KindAdviceRequest] {
		a := t.(*assessments.AdviceRequest)
		if a.SentOn != "" {
			m.Timeline = append(m.Timeline, Event{Place: "report", When: a.SentOn.Time().Format("2 January"), What: "EHC advice sent", More: "To " + a.From, on: a.SentOn})
		}
		m.Timeline = append(m.Timeline, Event{Place: "report", When: a.Received.Time().Format("2 January"), What: "EHC advice asked for", More: "Due " + a.Due().Words(), on: a.Received})
	}
	for _, t := range s.byKind[assessments.KindActivityPlan] {
		p := t.(*assessments.ActivityPlan)
		if p.End != "" && p.End <= today {
			more := ""
			if p.PlannedDays > 0 {
				more = fmt.Sprintf("Done %d of %d days (%.0f%%)", p.DoneDays, p.PlannedDays, 100*float64(p.DoneDays)/float64(p.PlannedDays))
			}
			m.Timeline = append(m.Timeline, Event{ID: s.ids[t], Kind: assessments.KindActivityPlan, Place: "plan", When: p.End.Time().Format("2 January"), What: p.Title + " ended", More: more, on: p.End})
		}
	}
	for _, t := range s.byKind[assessments.KindLog] {
		l := t.(*assessments.Log)
		more := fmt.Sprintf("Done on %d days", len(l.Days))
		if len(l.Days) == 1 {
			more = "Done on 1 day"
		}
		if l.Comment != "" {
			more += ": “" + l.Comment + "”"
		}
		e := Event{Place: "plan", When: l.Week.Time().Format("2 January"), What: "Log" + orEmpty(" by ", l.By), More: more, on: l.Week}
		if l.Share == "" { // what was copied may be corrected
			e.ID, e.Kind = l.Of, assessments.KindLog
		}
		m.Timeline = append(m.Timeline, e)
	}
	m.answered(s)
	sort.SliceStable(m.Timeline, func(i, j int) bool { return m.Timeline[i].on > m.Timeline[j].on })
}

// answered puts what others answered on the timeline: who, how, and the first of their own words.
func (m *Model) answered(s shelf) {
	for _, t := range s.byKind[assessments.KindAnswers] {
		a := t.(*assessments.Answers)
		if !questions.Told(*a) {
			continue
		}
		e := Event{ID: s.ids[t], Kind: assessments.KindAnswers, Place: "said", When: a.On.Time().Format("2 January"), What: questions.CameBy(*a, s.names[a.By]), on: a.On}
		if a.Theirs() {
			e.What = strings.Replace(e.What, "Answered", "Answered before the visit", 1)
		}
		if asked, _, wrong := s.lib.Asked(*a); wrong == nil {
			e.More = asked.Title
			if w := questions.Words(asked, *a); w != "" {
				e.More = "“" + w + "”"
			}
		}
		m.Timeline = append(m.Timeline, e)
	}
}

func whenWords(c *assessments.Contact, today assessments.Date) string {
	day := c.On.Time().Format("Monday 2 January")
	if c.On == today {
		day = "Today"
	}
	if c.Status == "started" {
		day = "Started " + strings.Replace(day, "Today", "today", 1)
	}
	return strings.TrimSuffix(day+", "+string(c.From), ", ")
}

// undecided is what is open about an absence.
const undecided = "To be decided: is the child safe, and how does it go on?"

func contactMore(c *assessments.Contact, first *assessments.Observation) string {
	switch c.Status {
	case "planned":
		return "Planned" + orEmpty(": ", c.Purpose)
	case "started":
		return "Not finished"
	case "not-brought":
		return "Was not brought"
	case "did-not-attend":
		return "Did not attend"
	case "cancelled", "rescheduled":
		return assessments.UpperFirst(c.Status)
	}
	if first != nil {
		return first.Text
	}
	if c.Summary != "" {
		return c.Summary
	}
	return c.Purpose
}

func orEmpty(before, s string) string {
	if s == "" {
		return ""
	}
	return before + s
}

// sharing lists how each matter stands about which somebody said something.
func (m *Model) sharing(lines []consent.Line) {
	for _, l := range lines {
		s := Share{Key: l.Key(), Who: l.Title, State: l.Word, Standing: l.Standing}
		if l.Standing == reports.Ended {
			s.State = "Ended"
			if i := strings.LastIndex(l.Said, "until "); i >= 0 {
				s.State += " " + dayAndMonth(l.Said[i+len("until "):])
			}
		}
		m.Sharing = append(m.Sharing, s)
	}
}

// dayAndMonth leaves the year out of a day in words.
func dayAndMonth(words string) string {
	if i := strings.LastIndexByte(words, ' '); i > 0 {
		return words[:i]
	}
	return words
}

// shared puts what was sent on the timeline, with the newest that is known of it.
func (m *Model) shared(sent []share.Sent) {
	for _, x := range sent {
		on := assessments.NewDate(x.V.SentTime().In(session.London))
		e := Event{ID: x.ID, Kind: assessments.KindShare, Place: "report", When: on.Time().Format("2 January"), What: ReportTitle(x.V.ReportKind) + " shared with " + x.V.Who, More: x.Line, on: on}
		if x.V.Asks() {
			e.What = "Questions shared with " + x.V.Who
		}
		if x.Quiet != "" {
			e.More = x.Quiet
		}
		m.Timeline = append(m.Timeline, e)
	}
	sort.SliceStable(m.Timeline, func(i, j int) bool { return m.Timeline[i].on > m.Timeline[j].on })
}
