package template

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Limits that keep a form usable and a hostile file harmless.
const (
	maxQuestions = 200
	maxChoices   = 40
	maxRounds    = 50
	maxDepth     = 5
)

var idShape = regexp.MustCompile(`^[a-z][a-z0-9-]{0,59}$`)

// checker gathers the problems of one template's meaning.
type checker struct {
	t     *Template
	lines lines
	p     *assessments.FileProblems
	paths bool // a problem's field is its path, such as "section[1].question[2].ask": there is no file with lines
}

// Check says what is wrong with a template that comes from no file; the field of each problem is its path in the template. What is
// found sound is ready to be asked.
func Check(t *Template) []assessments.FileProblem {
	t.index()
	c := checker{t: t, p: &assessments.FileProblems{}, paths: true}
	c.all()
	return c.p.List
}

// inSection and inQuestion report a problem at its line, or at its path.
func (c *checker) inSection(s int, key, format string, args ...any) {
	field := "section " + c.t.Sections[s].ID
	if c.paths {
		field = fmt.Sprintf("section[%d].%s", s, strings.TrimSpace(key))
	}
	report(c.p, c.lines.section(s, key), field, format, args...)
}

func (c *checker) inQuestion(p place, key, format string, args ...any) {
	q := c.t.Sections[p.section].Questions[p.question]
	field := "question " + q.ID
	if c.paths {
		if i := slices.IndexFunc(q.Choices, func(x Choice) bool { return key == choiceLine(x) }); i >= 0 {
			key = fmt.Sprintf("choices[%d].say", i)
		}
		field = fmt.Sprintf("section[%d].question[%d].%s", p.section, p.question, strings.TrimSpace(key))
	}
	report(c.p, c.lines.at(p, key), field, format, args...)
}

func (c *checker) top(key, format string, args ...any) {
	report(c.p, c.lines.top(key+" "), key, format, args...)
}

func (c *checker) all() {
	t := c.t
	for _, need := range []struct{ key, value, what string }{
		{"name", t.Name, "its name, such as \"handwriting\""}, {"title", t.Title, "its title"}, {"purpose", t.Purpose, "what it is for"},
		{"when", t.When, "when it is used"}, {"source", t.Source, "where its wording comes from"}, {"asked_of", t.AskedOf, "who answers"},
	} {
		if strings.TrimSpace(need.value) == "" {
			c.top(need.key, "%s is missing: a template must say %s.", need.key, need.what)
		}
	}
	if t.Name != "" && !idShape.MatchString(t.Name) {
		c.top("name", "The name %q must be small letters, digits and hyphens, such as home-environment.", t.Name)
	}
	if t.AskedOf != "" && !slices.Contains(Audiences(), t.AskedOf) {
		c.top("asked_of", "asked_of must be one of %s; %q is not.", strings.Join(Audiences(), ", "), t.AskedOf)
	}
	if t.Version < 1 {
		c.top("version", "version is missing: the first version is 1.")
	}
	if t.Minutes < 0 {
		c.top("minutes", "minutes must not be less than 0.")
	}
	if len(t.Sections) == 0 {
		report(c.p, 1, "section", "A template needs at least one [[section]] with questions.")
	}
	n := 0
	seen := map[string]bool{}
	for s := range t.Sections {
		n += len(t.Sections[s].Questions)
		c.section(s, seen)
	}
	if n > maxQuestions {
		report(c.p, 1, "section", "A template may ask at most %d questions; this one asks %d.", maxQuestions, n)
	}
	if len(c.p.List) == 0 {
		c.rules()
	}
}

// section checks one section and its questions.
func (c *checker) section(s int, seen map[string]bool) {
	sec := c.t.Sections[s]
	bad := func(key, format string, args ...any) {
		c.inSection(s, key+" ", format, args...)
	}
	switch {
	case !idShape.MatchString(sec.ID):
		bad("id", "A section needs an id of small letters, digits and hyphens; %q is none.", sec.ID)
	case seen["section "+sec.ID]:
		bad("id", "There are two sections called %q.", sec.ID)
	}
	seen["section "+sec.ID] = true
	if strings.TrimSpace(sec.Title) == "" {
		bad("title", "title is missing: say what the section is about.")
	}
	if len(sec.Questions) == 0 {
		bad("id", "The section asks nothing: give it a [[section.question]], or take it out.")
	}
	if len(sec.Each) > 0 && sec.Repeat != "" {
		bad("repeat", "A section has either fixed rounds (each) or open ones (repeat), not both.")
	}
	if len(sec.Each) > maxRounds || sec.Most > maxRounds || sec.Most < 0 {
		bad("most", "A section may have at most %d rounds.", maxRounds)
	}
	for i, name := range sec.Each {
		if strings.TrimSpace(name) == "" || slices.Contains(sec.Each[:i], name) {
			bad("each", "Each round needs a name of its own.")
		}
	}
	if sec.Repeat == "" && (sec.Called != "" || sec.Most != 0) {
		bad("called", "called and most belong to a section with repeat.")
	}
	if sec.Called != "" && !slices.ContainsFunc(sec.Questions, func(q Question) bool { return q.ID == sec.Called && q.Kind != SomeOf }) {
		bad("called", "called must name a question of this section with one answer; %q is none.", sec.Called)
	}
	c.belongs(bad, sec.Report, sec.Area)
	for q := range sec.Questions {
		c.question(place{s, q}, seen)
	}
}

// belongs checks a report section and an area.
func (c *checker) belongs(bad fault, section, area string) {
	if section != "" && !slices.Contains(ReportSections(), section) {
		bad("report", "report must be one of %s; %q is not.", strings.Join(ReportSections(), ", "), section)
	}
	if area != "" && !slices.Contains(assessments.Areas(), area) {
		bad("area", "area must be one of %s; %q is not.", strings.Join(assessments.Areas(), ", "), area)
	}
	if c.t.Anonymous && (section != "" || area != "") {
		bad("report", "An anonymous template belongs to no child's report: take report and area out.")
	}
}
