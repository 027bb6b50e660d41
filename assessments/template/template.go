package template

import "slices"

// A Template is one version of a set of questions. Templates come from Read or Load, which check them; the zero value asks
// nothing.
type Template struct {
	Name      string    `toml:"name"`
	Version   int       `toml:"version"`
	Title     string    `toml:"title"`
	Purpose   string    `toml:"purpose"`
	When      string    `toml:"when"`
	Source    string    `toml:"source"`   // where the wording comes from, and who should look at it
	AskedOf   string    `toml:"asked_of"` // one of Audiences
	Minutes   int       `toml:"minutes"`  // how long it takes, 0 where nobody has said
	Anonymous bool      `toml:"anonymous"`
	Sections  []Section `toml:"section"`

	at map[string]place // where each question stands, by id
}

// A Section is a group of questions under one title. Report, Area, Confidential and ShowIf hold for each of its questions.
type Section struct {
	ID           string     `toml:"id"`
	Title        string     `toml:"title"`
	Help         string     `toml:"help"`
	Each         []string   `toml:"each"`   // fixed rounds, one for each name
	Repeat       string     `toml:"repeat"` // open rounds: what is asked before another one, such as "Is there another room?"
	Called       string     `toml:"called"` // the question whose answer names an open round
	Most         int        `toml:"most"`   // largest number of open rounds
	ShowIf       *Condition `toml:"show_if"`
	Report       string     `toml:"report"`
	Area         string     `toml:"area"`
	Confidential bool       `toml:"confidential"`
	Questions    []Question `toml:"question"`
}

// A Question is one thing to ask. Which fields it may have depends on its kind.
type Question struct {
	ID           string     `toml:"id"`
	Ask          string     `toml:"ask"`
	Help         string     `toml:"help"`
	Kind         string     `toml:"kind"` // one of Kinds
	Unit         string     `toml:"unit"`
	Plausible    []float64  `toml:"plausible"` // least and most; what lies outside is warned of, never refused
	Scale        []int      `toml:"scale"`     // first and last step
	Ends         []string   `toml:"ends"`      // what the first and the last step mean
	Lines        int        `toml:"lines"`     // lines to write on, on paper
	Choices      []Choice   `toml:"choices"`
	Unsure       bool       `toml:"unsure"` // yes-no: "not sure" may be answered too
	Required     bool       `toml:"required"`
	ShowIf       *Condition `toml:"show_if"`
	FromLast     bool       `toml:"from_last"` // offer what was answered last time
	Report       string     `toml:"report"`    // one of the names of ReportSections
	Area         string     `toml:"area"`      // one of assessments.Areas
	Confidential bool       `toml:"confidential"`
	Sentence     string     `toml:"sentence"`
	Yes          string     `toml:"yes"` // sentence for yes
	No           string     `toml:"no"`  // sentence for no
	Note         string     `toml:"note"`
	Counts       string     `toml:"counts"` // what a number counts, for the note's measure
	OutOf        string     `toml:"out_of"` // the question that holds the whole
	Reads        string     `toml:"reads"`  // what a number measures, for the table of measurements
	Side         string     `toml:"side"`
	Thing        string     `toml:"thing"` // what was measured, where it is not the child
}

// A Choice is one answer that may be chosen.
type Choice struct {
	Is       string `toml:"is"`       // what is kept
	Say      string `toml:"say"`      // what stands on the screen
	Words    string `toml:"words"`    // what {answer} becomes; empty: Say with a small first letter
	Sentence string `toml:"sentence"` // empty: the question's
	Alone    bool   `toml:"alone"`    // it cannot be chosen together with another: "none of these"
}

// A Condition is a typed rule about one earlier question, or a list of conditions. A question that was not answered, or
// is hidden itself, meets no condition.
type Condition struct {
	Question string      `toml:"question"`
	Is       string      `toml:"is"`
	Isnt     string      `toml:"isnt"`
	Any      []string    `toml:"any"`
	Over     *float64    `toml:"over"`
	Under    *float64    `toml:"under"`
	And      []Condition `toml:"and"`
	Or       []Condition `toml:"or"`
}

// The kinds of question.
const (
	Text    = "text"
	YesNo   = "yes-no"
	OneOf   = "choice"
	SomeOf  = "choices"
	Number  = "number"
	Day     = "date"
	Steps   = "scale"
	TimeDay = "time"
)

// Kinds lists the kinds of question.
func Kinds() []string { return []string{Text, YesNo, OneOf, SomeOf, Number, Day, Steps, TimeDay} }

// Audiences lists who a template may be asked of: the therapist writes down what they see, or somebody else answers.
func Audiences() []string { return []string{"therapist", "parent", "teacher", "young-person"} }

// ReportSections lists the sections of a report that a sentence may be proposed for, in the order of a report.
func ReportSections() []string {
	return []string{"purpose", "sources", "consent", "views", "background", "strengths", "observations", "results", "function", "needs",
		"outcomes", "provision", "equipment", "training", "review", "limits"}
}

// notes lists what an answer may become as an observation.
var notes = []string{"fact", "opinion", "said", "strength"}

// place is where a question stands.
type place struct{ section, question int }

// Question returns the question of this id with what its section lends it, and whether there is one.
func (t Template) Question(id string) (Question, bool) {
	p, ok := t.at[id]
	if !ok {
		return Question{}, false
	}
	return t.full(p), true
}

// full is the question at p with its section's report section, area and confidentiality.
func (t Template) full(p place) Question {
	s := t.Sections[p.section]
	q := s.Questions[p.question]
	if q.Report == "" {
		q.Report = s.Report
	}
	if q.Area == "" {
		q.Area = s.Area
	}
	q.Confidential = q.Confidential || s.Confidential
	return q
}

// index fills at; of two questions with one id the first counts, and Check names the second.
func (t *Template) index() {
	t.at = map[string]place{}
	for s, sec := range t.Sections {
		for q, question := range sec.Questions {
			if _, twice := t.at[question.ID]; !twice {
				t.at[question.ID] = place{s, q}
			}
		}
	}
}

// rounds reports whether the section is asked more than once.
func (s Section) rounds() bool { return len(s.Each) > 0 || s.Repeat != "" }

// choice returns the choice that is kept as value.
func (q Question) choice(value string) (Choice, bool) {
	i := slices.IndexFunc(q.Choices, func(c Choice) bool { return c.Is == value })
	if i < 0 {
		return Choice{}, false
	}
	return q.Choices[i], true
}
