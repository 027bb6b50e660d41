package library

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Topic is one of the five headings under which families look for activities (rule 54).
type Topic string

// The topics, in the order families meet them.
const (
	FineMotor   Topic = "fine-motor"
	GrossMotor  Topic = "gross-motor"
	SelfCare    Topic = "self-care"
	SensoryPath Topic = "sensory-processing"
	School      Topic = "school-strategies"
)

// Topics lists the topics in order.
func Topics() []Topic { return []Topic{FineMotor, GrossMotor, SelfCare, SensoryPath, School} }

// Words is a topic's name for people.
func (t Topic) Words() string {
	switch t {
	case FineMotor:
		return "Fine Motor Skills"
	case GrossMotor:
		return "Gross Motor Skills"
	case SelfCare:
		return "Self Care Skills"
	case SensoryPath:
		return "Sensory Processing"
	case School:
		return "School Strategies"
	}
	return string(t)
}

// An Activity is one thing to practise. Everything but ICF, Words and Picture is written for the family and in plain words.
type Activity struct {
	ID     string   `toml:"id" need:"a short name such as zips"`
	Topic  Topic    `toml:"topic"`
	Title  string   `toml:"title" need:"what it is called"`
	Area   string   `toml:"area" need:"the functional area"`
	Also   []string `toml:"also"` // other functional areas it helps
	ICF    []string `toml:"icf" need:"ICF codes with short labels"`
	Search []string `toml:"words"` // what people may type that stands nowhere else

	Purpose  string   `toml:"purpose" need:"why, in the child's words"`
	Kit      []string `toml:"kit" need:"what is needed"`
	SetUp    string   `toml:"set_up" need:"how to get ready"`
	Steps    []string `toml:"steps" need:"what to do"`
	Easier   []string `toml:"easier" need:"an easier way"`
	Harder   []string `toml:"harder" need:"a harder way"`
	HowMuch  string   `toml:"how_much" need:"how long and how often"`
	Minutes  int      `toml:"minutes" need:"minutes each time"`
	WithWhom string   `toml:"with_whom" need:"who is there"`
	Where    string   `toml:"where" need:"where it is done"`

	Count    string   `toml:"count" need:"what to count"`
	Sign     string   `toml:"sign" need:"how you can tell that it works"`
	HelpGoal string   `toml:"help" need:"the help level to aim for"`
	StopIf   []string `toml:"stop_if" need:"when to stop"` // each to be read after the words Stop if
	Safety   []string `toml:"safety" need:"what keeps it safe"`

	Seeing    string `toml:"seeing" need:"how to change it for a child who sees little"`
	Behaviour string `toml:"behaviour" need:"how to change it when feelings run high"`
	Equipment string `toml:"equipment" need:"how to do it in or with equipment"`
	Why       string `toml:"why" need:"why it helps"`
	Picture   string `toml:"picture" need:"what the picture shows"`
	Standing
}

// maxSteps is the most steps an activity may have: more do not fit one page, nor one head.
const maxSteps = 7

func (a Activity) name() string { return a.ID }

// check holds what the types cannot: known areas, topics and help levels, and a sheet that fits one page.
func (a Activity) check(say sayer) {
	if !slices.Contains(Topics(), a.Topic) {
		say("topic", "%q is not a topic. Known are: %s.", a.Topic, join(Topics()))
	}
	for _, area := range append([]string{a.Area}, a.Also...) {
		if area != "" && !slices.Contains(assessments.Areas(), area) {
			say("area", "%q is not a functional area. Known are: %s.", area, join(assessments.Areas()))
		}
	}
	if len(a.Steps) > maxSteps {
		say("steps", "An activity has at most %d steps; this has %d. Split it in two.", maxSteps, len(a.Steps))
	}
	if a.Minutes < 0 || a.Minutes > 60 {
		say("minutes", "Minutes must be a whole number from 1 to 60; %d is not.", a.Minutes)
	}
	if a.HelpGoal != "" && !slices.Contains(HelpLevels(), a.HelpGoal) {
		say("help", "%q is not a help level. Known are: %s.", a.HelpGoal, join(HelpLevels()))
	}
	for _, code := range a.ICF {
		if !icf(code) {
			say("icf", "%q is not an ICF code with its short label, such as d440 fine hand use.", code)
		}
	}
	a.Standing.check(say)
}

// icf reports whether s is a code of the body, activity or environment part of the ICF-CY with a short label.
func icf(s string) bool {
	code, label, ok := strings.Cut(s, " ")
	if !ok || strings.TrimSpace(label) == "" || len(code) < 4 || len(code) > 6 || !strings.Contains("bdes", code[:1]) {
		return false
	}
	return strings.Trim(code[1:], "0123456789") == ""
}

func join[T ~string](list []T) string {
	s := make([]string, len(list))
	for i, x := range list {
		s[i] = string(x)
	}
	return strings.Join(s, ", ")
}

// Record is the activity as a row of a plan, serving a goal ("" for none). Getting ready becomes the first step while there
// is room for it, since a plan has no place of its own for it; what must stop the child goes into the plan by Guard.
func (a Activity) Record(plan, goal assessments.ID) assessments.Activity {
	r := assessments.Activity{Plan: plan, Goal: goal, Title: a.Title, Area: a.Area, Easier: strings.Join(a.Easier, " "),
		Harder: strings.Join(a.Harder, " "), CountBy: a.Count, Kit: strings.Join(a.Kit, "; "), Picture: a.Picture}
	if len(a.Steps) < maxSteps {
		r.Steps = append(r.Steps, a.SetUp)
	} else {
		r.Kit += ". " + a.SetUp
	}
	r.Steps = append(r.Steps, a.Steps...)
	return r
}

// Guard adds to a plan what must stop any of its activities and what keeps them safe, each sentence once.
func (a Activity) Guard(p *assessments.ActivityPlan) {
	for _, s := range a.StopIf {
		if !slices.Contains(p.StopIf, s) {
			p.StopIf = append(p.StopIf, s)
		}
	}
	for _, s := range a.Safety {
		if !slices.Contains(p.Warnings, s) {
			p.Warnings = append(p.Warnings, s)
		}
	}
	p.Principles = true // a plan with a library activity begins with the general principles
}

// A Part is one heading of a handout with its lines.
type Part struct {
	Heading string
	Lines   []string
}

// Parts is the activity as a handout of one page, in reading order. Where it comes from and its standing are the last line.
func (a Activity) Parts() []Part {
	return []Part{
		{"Why I do this", []string{a.Purpose}},
		{"What you need", a.Kit},
		{"Get ready", []string{a.SetUp}},
		{"What to do", a.Steps},
		{"If it is too hard", a.Easier},
		{"If it is too easy", a.Harder},
		{"How much", []string{a.HowMuch}},
		{"Who and where", []string{a.WithWhom, a.Where}},
		{"Count it", []string{a.Count}},
		{"You can tell it works when", []string{a.Sign}},
		{"Stop if", a.StopIf},
		{"Keep safe", a.Safety},
		{"If your child does not see well", []string{a.Seeing}},
		{"If feelings run high", []string{a.Behaviour}},
		{"With equipment", []string{a.Equipment}},
		{"Why it helps", []string{a.Why}},
		{"About this sheet", []string{a.Standing.Words()}},
	}
}

type activityFile struct {
	Topic Topic      `toml:"topic"`
	Hide  []string   `toml:"hide"`
	Items []Activity `toml:"activity"`
	Standing
}

func (r *reader) activities(name string, data []byte) {
	var f activityFile
	if !r.open(name, data, &f) {
		return
	}
	for i := range f.Items {
		if f.Items[i].Topic == "" {
			f.Items[i].Topic = f.Topic
		}
		f.Items[i].Standing = f.Items[i].under(f.Standing)
	}
	lay(r, name, "activity", data, &r.lib.Activities, f.Items, f.Hide)
}
