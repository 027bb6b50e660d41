package questions

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// ReportPage is the page after the last section: what a report would say, or for whoever holds the tablet that it is done.
const ReportPage = "/report"

// A Page is one section on screen.
type Page struct {
	ID, Title, Help string
	Done            bool // nothing that must be answered is open, and something was answered
	Groups          []Group
}

// A Group is one round of a page.
type Group struct {
	Round   int
	Name    string // what the round is called; "" where a section has one round only
	Shown   bool   // at least one of its questions is asked
	CanDrop bool
}

// Pages are the sections that have something to ask, and the page after them.
func (s *Sheet) Pages() []Page {
	var out []Page
	sections := s.T.Sections
	if s.A.Theirs() { // their words are read, and only what a report would say of them is asked
		sections = nil
	}
	for _, sec := range sections {
		p := Page{ID: sec.ID, Title: sec.Title, Help: sec.Help, Done: true}
		any := false
		for _, fs := range s.Form.Sections {
			if fs.ID != sec.ID {
				continue
			}
			for _, item := range s.Form.Items[fs.First : fs.First+fs.Count] {
				any = any || item.Answered
				p.Done = p.Done && (item.Answered || !item.Question.Required)
			}
			for len(p.Groups) < fs.Round { // a round of which nothing is asked now
				p.Groups = append(p.Groups, Group{Round: len(p.Groups)})
			}
			p.Groups = append(p.Groups, Group{Round: fs.Round, Name: fs.RoundName, Shown: true})
		}
		if len(p.Groups) == 0 {
			continue
		}
		p.Done = p.Done && any
		for i := range p.Groups {
			p.Groups[i].CanDrop = sec.Repeat != "" && len(p.Groups) > 1
		}
		out = append(out, p)
	}
	if s.T.Anonymous || s.Turned {
		return append(out, Page{ID: ReportPage, Title: "Finish"})
	}
	return append(out, Page{ID: ReportPage, Title: "What the report would say"})
}

// More is what is asked before another round of a page; "" where there is no other.
func (s *Sheet) More(page string) string {
	for _, fs := range s.Form.Sections {
		if fs.ID == page && fs.More != "" {
			return fs.More
		}
	}
	return ""
}

// Section is the section of a page.
func (s *Sheet) Section(page string) template.Section {
	for _, sec := range s.T.Sections {
		if sec.ID == page {
			return sec
		}
	}
	return template.Section{}
}

// StartPage is where a person goes on: at the next question, or at the end.
func (s *Sheet) StartPage() string {
	if s.Form.Next < 0 {
		return ReportPage
	}
	return s.Form.Items[s.Form.Next].Section
}

// Beside is the page before (-1) or after (+1) a page; "" at the ends.
func (s *Sheet) Beside(page string, by int) string {
	pages := s.Pages()
	for i, p := range pages {
		if j := i + by; p.ID == page && j >= 0 && j < len(pages) {
			return pages[j].ID
		}
	}
	return ""
}

// Open are the questions of a page that must be answered and are not, in the form's order; of every page where page is "".
func (s *Sheet) Open(page string) []template.Item {
	var out []template.Item
	for _, i := range s.Form.Items {
		if i.Question.Required && !i.Answered && (page == "" || i.Section == page) {
			out = append(out, i)
		}
	}
	return out
}

// Still says in a sentence what was passed over: at most three questions by their words, the rest by their number.
func Still(open []template.Item) string {
	if len(open) == 0 {
		return ""
	}
	var words []string
	for i, item := range open {
		if i == 3 {
			words = append(words, "and "+itoa(len(open)-3)+" more")
			break
		}
		words = append(words, "“"+item.Question.Ask+"”")
	}
	return "Not answered yet: " + strings.Join(words, ", ") + "."
}

// Said is an answer in the words of the screen.
func Said(q template.Question, a assessments.Answer) string {
	say := func(v string) string {
		for _, c := range q.Choices {
			if c.Is == v {
				return c.Say
			}
		}
		return v
	}
	switch q.Kind {
	case template.SomeOf:
		var out []string
		for _, v := range a.Values {
			out = append(out, say(v))
		}
		return strings.Join(out, "; ")
	case template.OneOf:
		return say(a.Value)
	case template.YesNo:
		return map[string]string{"yes": "Yes", "no": "No", "not-sure": "Not sure"}[a.Value]
	case template.Day:
		return assessments.Date(a.Value).Words()
	case template.Number:
		return strings.TrimSpace(a.Value + " " + a.Unit)
	case template.Steps:
		if len(q.Scale) == 2 {
			return a.Value + " of " + itoa(q.Scale[1])
		}
	}
	return a.Value
}

// A Line is one answer to read: the question as it was asked, and what was answered.
type Line struct{ Section, Ask, Answer string }

// Lines are all answers in the order of the form, then those whose question is not asked now, under their own names.
func (s *Sheet) Lines() []Line {
	var out []Line
	for _, fs := range s.Form.Sections {
		title := fs.Title
		if fs.RoundName != "" && fs.RoundName != fs.Title {
			title += ": " + fs.RoundName
		}
		for _, item := range s.Form.Items[fs.First : fs.First+fs.Count] {
			if item.Answered {
				out = append(out, Line{title, item.Question.Ask, Said(item.Question, item.Answer)})
			}
		}
	}
	for _, a := range s.Form.Kept {
		l := Line{Section: "Answered earlier, no longer asked", Ask: strings.ReplaceAll(a.Question, "-", " "), Answer: strings.Join(append(a.Values, a.Value), " ")}
		if q, ok := s.T.Question(a.Question); ok {
			l.Ask, l.Answer = q.Ask, Said(q, a)
		} else if a.Unit != "" {
			l.Answer += " " + a.Unit
		}
		out = append(out, l)
	}
	return out
}
