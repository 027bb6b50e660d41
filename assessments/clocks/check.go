package clocks

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/pelletier/go-toml/v2"
)

// A checker gathers the problems of one file.
type checker struct {
	problems assessments.FileProblems
	lines    lines
}

func (c *checker) add(line int, key, text string) {
	c.problems.List = append(c.problems.List, assessments.FileProblem{Line: line, Field: key, Text: text})
}

func (c *checker) need(line int, key, value string) {
	if strings.TrimSpace(value) == "" {
		c.add(line, key, "This is missing: write "+key+" = …")
	}
}

// towardsDay are the rules that count towards a day which is given, so that they cannot be counted from a start.
var towardsDay = []string{ReviewAdvice, TribunalOrder}

// rule checks one rule. A time limit says exactly one of within, before and set.
func (c *checker) rule(r lawRule, at func(string) int) Rule {
	out := Rule{
		Name: r.Name, Title: r.Title, Starts: r.Starts, Stops: r.Stops, Who: r.Who, Set: r.Set, CountsFirstDay: r.CountsFirstDay,
		Hold: r.Hold, From: day(r.From), Source: r.Source, Law: r.Force == "law",
	}
	for _, x := range [][2]string{
		{"name", r.Name}, {"title", r.Title}, {"starts", r.Starts}, {"stops", r.Stops}, {"who", r.Who}, {"force", r.Force}, {"from", string(out.From)}, {"source", r.Source},
	} {
		c.need(at(x[0]), x[0], x[1])
	}
	out.Within = c.span(at("within"), "within", r.Within)
	out.Before = c.span(at("before"), "before", r.Before)
	said := 0
	for _, is := range []bool{r.Within != "", r.Before != "", r.Set} {
		if is {
			said++
		}
	}
	if said != 1 {
		c.add(at("within"), "within", "A rule says exactly one of these: within, before, or set = true.")
	}
	if r.Within == "" == !slices.Contains(towardsDay, r.Name) {
		c.add(at("within"), "within", fmt.Sprintf("The rule %q is counted another way: %s.", r.Name, how(r.Name)))
	}
	if r.Force != "" && r.Force != "law" && r.Force != "expected" {
		c.add(at("force"), "force", "The force of a rule is \"law\" or \"expected\".")
	}
	if r.Hold && r.Name == EHCAdvice {
		c.add(at("hold"), "hold", "The time for EHC advice cannot be held: exceptions are recorded with the request.")
	}
	return out
}

func how(name string) string {
	if slices.Contains(towardsDay, name) {
		return "with before, or with set, towards a day that is given"
	}
	return "with within, from the day that starts it"
}

func (c *checker) span(line int, key, text string) Span {
	if text == "" {
		return Span{}
	}
	s, err := ParseSpan(text)
	if err == nil && s.Unit == SchoolDay {
		err = assessments.Errorf(assessments.Invalid, "clocks.span", "The law counts no school days, since each school has its own")
	}
	if err != nil {
		c.add(line, key, assessments.Sentence(err)+".")
	}
	return s
}

// day turns a TOML date into ours; a missing one is "".
func day(d toml.LocalDate) assessments.Date {
	if d == (toml.LocalDate{}) {
		return ""
	}
	return assessments.NewDate(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC))
}

// lines finds the lines of tables and keys again, since the TOML reader keeps none of what it could read. A text over several
// lines could mislead it; the worst that happens is a problem named some lines off. They hold no spaces.
type lines []string

func linesOf(data []byte) lines {
	all := strings.Split(string(data), "\n")
	for i, text := range all {
		all[i] = strings.Join(strings.Fields(text), "")
	}
	return all
}

// of returns the line, from 1, of a key in the version-th version, or in its rule-th rule (-1 for the version itself): the line
// of the table's header when the key is not there.
func (l lines) of(version, rule int, key string) int {
	at, v, r := 1, -1, -1
	for i, text := range l {
		switch {
		case strings.HasPrefix(text, "[[version]]"):
			v, r = v+1, -1
		case strings.HasPrefix(text, "[[version.rule]]"):
			r++
		case v == version && r == rule && key != "" && strings.HasPrefix(text, key+"="):
			return i + 1
		default:
			continue
		}
		if v == version && r == rule {
			at = i + 1
		}
	}
	return at
}
