package groups

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/app/carry"
	"github.com/fieldfare/fieldfare/assessments"
)

// The marks of a register, in words and as they are kept.
var (
	markWords = []string{"Came", "Part", "Did not come"}
	marks     = []string{"yes", "part", "no"}
)

// Totals are a register added up.
type Totals struct {
	Came, Part, Not, Unknown int
	Minutes                  int
	NoTime                   int // came, but nobody said for how long
	Ready                    int // pre-work done
}

// Total adds a register up.
func Total(list []assessments.Attendee) Totals {
	var t Totals
	for _, a := range list {
		switch a.Came {
		case "yes":
			t.Came++
		case "part":
			t.Part++
		case "no":
			t.Not++
		default:
			t.Unknown++
		}
		if a.PreWork {
			t.Ready++
		}
		if was(a) {
			t.Minutes += a.Minutes
			if a.Minutes == 0 {
				t.NoTime++
			}
		}
	}
	return t
}

// was tells whether somebody was there at all.
func was(a assessments.Attendee) bool { return a.Came == "yes" || a.Came == "part" }

// Words says who came: "14 came, 3 part, 2 did not come".
func (t Totals) Words() string {
	out := []string{fmt.Sprintf("%d came", t.Came)}
	for _, p := range []struct {
		n     int
		words string
	}{{t.Part, "part"}, {t.Not, "did not come"}, {t.Unknown, "not marked yet"}} {
		if p.n > 0 {
			out = append(out, fmt.Sprintf("%d %s", p.n, p.words))
		}
	}
	return strings.Join(out, ", ")
}

// HourWords says the hours of everybody together, and whether any are missing: "21.5 hours. 2 without a time".
func (t Totals) HourWords() string {
	s := hours(t.Minutes)
	if t.NoTime > 0 {
		s += fmt.Sprintf(". %d without a time", t.NoTime)
	}
	return s
}

// hours writes minutes as hours with at most two decimals, so that a quarter of an hour is not lost.
func hours(minutes int) string {
	s := strconv.FormatFloat(float64(minutes)/60, 'f', 2, 64)
	s = strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
	if minutes == 60 {
		return "1 hour"
	}
	return s + " hours"
}

// Length is how long a session is meant to last, in minutes; 0 while its times are not known.
func Length(g *assessments.GroupSession) int {
	if !g.From.Valid() || !g.To.Valid() || g.To <= g.From {
		return 0
	}
	at := func(c assessments.Clock) int {
		h, _ := strconv.Atoi(string(c[:2]))
		m, _ := strconv.Atoi(string(c[3:]))
		return h*60 + m
	}
	return at(g.To) - at(g.From)
}

// Mark sets how somebody attended; the same mark again takes it away. Who came was there the whole time unless another time
// was noted; who came for a part has no time until somebody says it, for nobody may guess training hours.
func Mark(list []assessments.Attendee, i int, mark string, length int) []assessments.Attendee {
	out := slices.Clone(list)
	a := &out[i]
	whole := a.Came == "yes" && a.Minutes == length
	if a.Came == mark {
		mark = ""
	}
	a.Came = mark
	switch {
	case mark == "yes" && a.Minutes == 0:
		a.Minutes = length
	case mark == "part" && whole, mark == "no", mark == "":
		a.Minutes = 0
	}
	return out
}

// Rest marks everybody who is not marked yet as having come.
func Rest(list []assessments.Attendee, length int) []assessments.Attendee {
	out := slices.Clone(list)
	for i := range out {
		if out[i].Came == "" {
			out = Mark(out, i, "yes", length)
		}
	}
	return out
}

// PreWork ticks or clears what was to be done before.
func PreWork(list []assessments.Attendee, i int) []assessments.Attendee {
	out := slices.Clone(list)
	out[i].PreWork = !out[i].PreWork
	return out
}

// Minutes sets how long somebody was there.
func Minutes(list []assessments.Attendee, i, minutes int) []assessments.Attendee {
	out := slices.Clone(list)
	out[i].Minutes = minutes
	return out
}

// sameLine and samePerson tell which lines are one and the same: two of one name may do different work.
func sameLine(a, b assessments.Attendee) bool {
	return samePerson(a, b) && strings.EqualFold(a.Role, b.Role)
}

func samePerson(a, b assessments.Attendee) bool {
	return a.Person == b.Person && a.Child == b.Child && strings.EqualFold(a.Who, b.Who)
}

// At is where somebody stands on the register by now, -1 where they do not.
func At(list []assessments.Attendee, a assessments.Attendee) int {
	return carry.Find(list, a, sameLine, samePerson)
}

// ParseMinutes reads how long somebody was there. Nothing is no time; ok is false for what is no whole number of minutes of a day.
func ParseMinutes(s string) (minutes int, ok bool) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, true
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1440 {
		return 0, false
	}
	return n, true
}

// Add puts a person on the register from one line: a name, and after a comma what they are.
func Add(list []assessments.Attendee, line string) ([]assessments.Attendee, error) {
	who, role, _ := strings.Cut(line, ",")
	a := assessments.Attendee{Who: strings.Join(strings.Fields(who), " "), Role: strings.Join(strings.Fields(role), " ")}
	if a.Who == "" {
		return list, assessments.Errorf(assessments.Invalid, "groups.add", "Enter a name, and after a comma what they are, such as “Ann Field, teaching assistant”.")
	}
	return add(list, a, a.Who)
}

// AddChild puts a child of the caseload on the register, AddPerson somebody with a record.
func AddChild(list []assessments.Attendee, k Known) ([]assessments.Attendee, error) {
	return add(list, assessments.Attendee{Child: k.ID}, k.Name)
}

// AddPerson puts somebody with a person record on the register.
func AddPerson(list []assessments.Attendee, k Known) ([]assessments.Attendee, error) {
	return add(list, assessments.Attendee{Person: k.ID}, k.Name)
}

func add(list []assessments.Attendee, a assessments.Attendee, name string) ([]assessments.Attendee, error) {
	for _, b := range list {
		if sameLine(a, b) {
			return list, assessments.Errorf(assessments.Conflict, "groups.add", "%s is on the register already.", name)
		}
	}
	return append(slices.Clone(list), a), nil
}

// preWork is what is to be done before, in words; a session without any has none.
func preWork(g *assessments.GroupSession) string {
	return strings.TrimSuffix(strings.TrimSpace(g.PreWork), ".")
}

// NotReady are the lines whose pre-work is not done, where there is any. Who did not come no longer has to.
func NotReady(g *assessments.GroupSession) []assessments.Attendee {
	if preWork(g) == "" {
		return nil
	}
	var out []assessments.Attendee
	for _, a := range g.Register {
		if !a.PreWork && a.Came != "no" {
			out = append(out, a)
		}
	}
	return out
}

// Who is somebody on the register, in words.
func (n Names) Who(a assessments.Attendee) (name, role string) {
	name, role = a.Who, a.Role
	switch {
	case a.Person != "":
		name = n.Of[a.Person]
		if role == "" {
			role = assessments.UpperFirst(n.Role[a.Person])
		}
	case a.Child != "":
		name = n.Of[a.Child]
		if role == "" {
			role = "Child"
		}
	}
	if name == "" {
		name = "Somebody whose record is not on this tablet"
	}
	return name, assessments.UpperFirst(role)
}

// Next is the same session once more: the same people expected, nothing marked, pre-work still to be done. A group meets again
// after a week, training and meetings after a term of thirteen; the day can be changed like any other.
func Next(g *assessments.GroupSession) *assessments.GroupSession {
	days := 7
	if g.Type == "training" || g.Type == "meeting" {
		days = 13 * 7
	}
	n := *g
	n.Common = assessments.Common{}
	n.On, n.Notes, n.Register = g.On.AddDays(days), "", nil
	for _, a := range g.Register {
		n.Register = append(n.Register, assessments.Attendee{Person: a.Person, Child: a.Child, Who: a.Who, Role: a.Role})
	}
	return &n
}
