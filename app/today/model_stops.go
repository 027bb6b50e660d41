package today

import (
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// stops groups contacts by day and place, in order, and marks the next one.
func stops(open []store.ContactRow, kids map[assessments.ID]store.ChildRow, last map[assessments.ID]assessments.Observation, now time.Time) []Stop {
	var out []Stop
	day := assessments.NewDate(now)
	keys := map[string]int{}
	for i, c := range open {
		title := placeTitle(c)
		key := string(c.On) + title
		at, ok := keys[key]
		if !ok {
			at = len(out)
			keys[key] = at
			line := ""
			if c.On != day {
				line = c.On.Time().Format("Monday 2 January")
			}
			out = append(out, Stop{Place: c.Place, Title: title, Line: line, Today: c.On == day, from: string(c.From)})
		}
		out[at].Visits = append(out[at].Visits, visit(c, kids[c.Child], last, i == 0, now))
	}
	for i := range out {
		out[i].Line = strings.Trim(out[i].Line+", "+span(out[i].Visits), ", ")
	}
	return out
}

func span(v []Visit) string {
	first, end := v[0].Time, v[len(v)-1].Time
	who := "1 child"
	if len(v) > 1 {
		who = fmt.Sprintf("%d children", len(v))
	}
	if first == end || end == "" {
		return who
	}
	return who + ", " + first + " to " + end
}

func placeTitle(c store.ContactRow) string {
	switch {
	case c.Place == "home", c.Place == "phone", c.Type == "call", c.Type == "video", c.SettingName == "" && c.Place == "":
		return (&assessments.Contact{Type: c.Type, Place: c.Place}).Title()
	case c.SettingName != "":
		return c.SettingName
	}
	return assessments.UpperFirst(c.Place)
}

func visit(c store.ContactRow, kid store.ChildRow, last map[assessments.ID]assessments.Observation, next bool, now time.Time) Visit {
	v := Visit{Contact: c.ID, Child: c.Child, Time: string(c.From), Name: short(c), What: c.Purpose, Age: ageWords(kid.Born, c.On), Place: c.Place, Next: next}
	if o, ok := last[c.Child]; ok {
		v.Last = "Last note " + o.On.Time().Format("2 January") + ": " + assessments.Brief(strings.TrimSuffix(firstSentence(o.Text), "."), lastMost)
	}
	if next {
		v.Countdown = Countdown(c, now)
	}
	return v
}

// lastMost keeps what was last noted to about two lines on a tablet: it is there to remind, and some write no full stop in a page.
const lastMost = 140

// firstSentence keeps the line under a name to one thought.
func firstSentence(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if i := strings.Index(s, ". "); i > 0 {
		return s[:i]
	}
	return s
}

// Countdown says how far off a contact is: in minutes within the next hours, else the day.
func Countdown(c store.ContactRow, now time.Time) string {
	at, err := time.ParseInLocation("2006-01-02 15:04", string(c.On)+" "+string(c.From), now.Location())
	if err != nil {
		at, err = time.ParseInLocation("2006-01-02", string(c.On), now.Location())
		if err != nil {
			return "Next"
		}
	}
	switch d := at.Sub(now); {
	case d < 0:
		return "Now"
	case d < time.Hour:
		return fmt.Sprintf("Next, in %d minutes", int(d.Minutes()))
	case assessments.NewDate(at) == assessments.NewDate(now):
		return "Next, at " + string(c.From)
	default:
		return "Next, " + at.Format("Monday 2 January")
	}
}
