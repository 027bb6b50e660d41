package calendar

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Calendar files are read here and not by a library: of RFC 5545 term dates need whole-day events with a name, which is a page of
// code, while libraries bring recurrence rules and time zone tables that this room, pure and without dependencies, does not want.

// ParseICS reads term dates from a calendar file (iCalendar, RFC 5545) such as schools and councils publish. Events are told apart
// by their names: a stretch ("Autumn term"), a pair of days ("Autumn term starts", "Autumn term ends"), INSET days, half-terms and
// holidays, closures. leftOut are the events that speak of terms or holidays in words that leave it open what they mean: they are
// said, never guessed. Events about anything else are passed over. file is what messages call it.
func ParseICS(file string, r io.Reader) (t *assessments.Terms, leftOut []assessments.FileProblem, err error) {
	g := &gatherer{problems: assessments.FileProblems{File: file}}
	text, err := g.read(r)
	if err != nil {
		return nil, nil, err
	}
	var marks []mark
	for _, e := range g.events(text) {
		what := meaning(e.summary, 1)
		if what == other {
			continue
		}
		first, last, ok := g.days(e)
		if !ok {
			continue
		}
		if e.repeats {
			g.problem(e.line, "RRULE", "%q repeats by a rule. Term dates are read from single events only.", assessments.Brief(e.summary, assessments.Quoted))
			continue
		}
		switch what = meaning(e.summary, int(last.Time().Sub(first.Time()).Hours()/24)+1); what {
		case stretch:
			g.term(e.line, assessments.Period{Name: e.summary, First: first, Last: last})
		case starts, ends:
			marks = append(marks, mark{e.line, what, first, last, e.summary})
		case open:
			leftOut = append(leftOut, assessments.FileProblem{Line: e.line, Text: assessments.Brief(e.summary, assessments.Quoted) + ", " + first.Words() + ": what this means for school days is not certain, so it was left out."})
		default:
			g.closure(e.line, assessments.Closure{On: first, To: last, Kind: string(what), Name: e.summary})
		}
	}
	g.pair(marks)
	t, err = g.result()
	return t, leftOut, err
}

// An event is what is read of one VEVENT.
type event struct {
	line                 int
	summary              string
	start, end, duration value
	repeats, cancelled   bool
}

// A value is the text of a property and the line it stands on.
type value struct {
	line int
	text string
}

// events reads the events of a calendar file. What stands inside an event's alarm is not the event's.
func (g *gatherer) events(text string) []event {
	var out []event
	var e event
	inside, depth, calendars := false, 0, 0
	for _, l := range unfold(text) {
		name, v, ok := property(l.is)
		switch {
		case !ok && calendars == 0 && strings.TrimSpace(l.is) != "":
			g.problem(l.line, "", "This is not a calendar file: it does not begin with BEGIN:VCALENDAR.")
			return nil
		case name == "BEGIN" && strings.EqualFold(v, "VCALENDAR"):
			calendars++
		case calendars == 0 && ok:
			g.problem(l.line, "", "This is not a calendar file: it does not begin with BEGIN:VCALENDAR.")
			return nil
		case name == "BEGIN" && strings.EqualFold(v, "VEVENT") && !inside:
			e, inside, depth = event{line: l.line}, true, 0
		case name == "BEGIN" && inside:
			depth++
		case name == "END" && inside && depth > 0:
			depth--
		case name == "END" && inside:
			if inside = false; !e.cancelled {
				out = append(out, e)
			}
		case inside && depth == 0:
			e.set(name, v, l.line)
		}
	}
	switch {
	case inside:
		g.problem(e.line, "", "This event has no end: the file is cut off.")
	case calendars == 0:
		g.problem(1, "", "This is not a calendar file: it does not begin with BEGIN:VCALENDAR.")
	}
	return out
}

func (e *event) set(name, v string, line int) {
	switch name {
	case "SUMMARY":
		e.summary = strings.Join(strings.Fields(unescape.Replace(v)), " ")
	case "DTSTART":
		e.start = value{line, v}
	case "DTEND":
		e.end = value{line, v}
	case "DURATION":
		e.duration = value{line, v}
	case "RRULE", "RDATE":
		e.repeats = true
	case "STATUS":
		e.cancelled = strings.EqualFold(v, "CANCELLED")
	}
}

var unescape = strings.NewReplacer(`\\`, `\`, `\,`, `,`, `\;`, `;`, `\n`, " ", `\N`, " ")

// unfold joins the lines that were folded: a line that begins with a space or tab goes on with the one before (RFC 5545, 3.1).
func unfold(text string) []lined[string] {
	var out []lined[string]
	var b strings.Builder
	start := 0
	flush := func() {
		if start > 0 {
			out = append(out, lined[string]{start, b.String()})
		}
		b.Reset()
	}
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimSuffix(l, "\r")
		if start > 0 && l != "" && (l[0] == ' ' || l[0] == '\t') {
			b.WriteString(l[1:])
			continue
		}
		flush()
		start = i + 1
		b.WriteString(l)
	}
	flush()
	return out
}

// property splits "NAME;PARAMETER=…:value"; a colon inside quotation marks belongs to a parameter.
func property(l string) (name, v string, ok bool) {
	quoted := false
	for i := range len(l) {
		switch {
		case l[i] == '"':
			quoted = !quoted
		case l[i] == ':' && !quoted:
			name, _, _ = strings.Cut(l[:i], ";")
			return strings.ToUpper(strings.TrimSpace(name)), strings.TrimSpace(l[i+1:]), true
		}
	}
	return "", "", false
}

// days returns the first and last day of an event. DTEND is not part of it: a day without a time, or midnight, ends the day before.
func (g *gatherer) days(e event) (first, last assessments.Date, ok bool) {
	first, _, ok = moment(e.start.text)
	if !ok {
		g.problem(max(e.start.line, e.line), "DTSTART", "%q has no first day that can be read.", assessments.Brief(e.summary, assessments.Quoted))
		return "", "", false
	}
	last = first
	switch {
	case e.end.text != "":
		end, midnight, fine := moment(e.end.text)
		if !fine {
			g.problem(e.end.line, "DTEND", "%q has no last day that can be read.", assessments.Brief(e.summary, assessments.Quoted))
			return "", "", false
		}
		if last = end; midnight && end > first {
			last = end.AddDays(-1)
		}
	case e.duration.text != "":
		n, fine := wholeDays(e.duration.text)
		if !fine {
			g.problem(e.duration.line, "DURATION", "%q has a length that can't be read in days: %q.", assessments.Brief(e.summary, assessments.Quoted), assessments.Brief(e.duration.text, assessments.Quoted))
			return "", "", false
		}
		last = first.AddDays(max(n, 1) - 1)
	}
	if last < first {
		g.problem(e.end.line, "DTEND", "%q ends on %s, before it starts on %s.", assessments.Brief(e.summary, assessments.Quoted), last.Words(), first.Words())
		return "", "", false
	}
	return first, last, true
}

// moment reads 20260902, 20260902T090000 or 20260901T230000Z, which is midnight in London: the day there, and whether it is the
// day's first moment.
func moment(s string) (d assessments.Date, midnight, ok bool) {
	for _, shape := range []string{"20060102", "20060102T150405", "20060102T150405Z"} {
		t, err := time.Parse(shape, s)
		if err != nil || t.Year() < 2000 || t.Year() >= 2100 {
			continue
		}
		if strings.HasSuffix(shape, "Z") {
			t = london(t)
		}
		return assessments.NewDate(t), t.Hour() == 0 && t.Minute() == 0, true
	}
	return "", false, false
}

// london moves a time of UTC to the clock in London: summer time from the last Sunday of March to that of October, 01:00 UTC
// (Summer Time Order 2002).
func london(t time.Time) time.Time {
	turn := func(month time.Month) time.Time {
		last := time.Date(t.Year(), month, 31, 1, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -int(last.Weekday()))
	}
	if !t.Before(turn(time.March)) && t.Before(turn(time.October)) {
		return t.Add(time.Hour)
	}
	return t
}

// wholeDays reads P5D, P2W or a length of hours (PT6H), which is within the day.
func wholeDays(s string) (int, bool) {
	body, ok := strings.CutPrefix(strings.TrimPrefix(s, "+"), "P")
	if !ok || body == "" {
		return 0, false
	}
	if body[0] == 'T' {
		return 1, true
	}
	n, err := strconv.Atoi(body[:len(body)-1])
	if err != nil || n < 1 || n > 1000 {
		return 0, false
	}
	switch body[len(body)-1] {
	case 'D':
		return n, true
	case 'W':
		return 7 * n, true
	}
	return 0, false
}
