package template

import "slices"

// A Template is one version of a set of questions. Templates come from Read or Load, which check them; the zero value asks
// nothing. The tags label and form are for a page that asks for each value: "-" is what it does not ask for.
type Template struct {
	Title     string    `toml:"title,omitempty" label:"What these questions are called"`
	Purpose   string    `toml:"purpose,omitempty" form:"long" label:"What they are for"`
	When      string    `toml:"when,omitempty" form:"long" label:"When they are asked"`
	AskedOf   string    `toml:"asked_of,omitempty" enum:"|therapist|parent|teacher|young-person" label:"Who answers"` // one of Audiences
	Minutes   int       `toml:"minutes,omitempty" label:"How long it takes, in minutes"`                              // 0 where nobody has said
	Source    string    `toml:"source,omitempty" form:"long" label:"Where the wording comes from"`                    // and who should look at it
	Name      string    `toml:"name,omitempty" form:"-"`
	Version   int       `toml:"version,omitempty" form:"-"`
	Anonymous bool      `toml:"anonymous,omitempty" form:"-"`
	Sections  []Section `toml:"section,omitempty" fold:"title" label:"Part"`

	at map[string]place // where each question stands, by id
}

// A Section is a group of questions under one title. Report, Area, Confidential and ShowIf hold for each of its questions.
type Section struct {
	ID           string     `toml:"id,omitempty" form:"-"`
	Title        string     `toml:"title,omitempty" label:"Heading"`
	Help         string     `toml:"help,omitempty" form:"long" label:"Help for whoever asks"`
	Each         []string   `toml:"each,omitempty" label:"Asked once for each of"`                 // fixed rounds, one for each name
	Repeat       string     `toml:"repeat,omitempty" label:"Question that asks for another round"` // open rounds, such as "Is there another room?"
	Called       string     `toml:"called,omitempty" form:"-"`                                     // the question whose answer names an open round
	Most         int        `toml:"most,omitempty" label:"Most rounds"`                            // largest number of open rounds
	ShowIf       *Condition `toml:"show_if,omitempty" label:"Asked only if"`
	Report       string     `toml:"report,omitempty" only:"report" label:"Part of a report"`
	Area         string     `toml:"area,omitempty" only:"area" label:"Part of daily life"`
	Confidential bool       `toml:"confidential,omitempty" label:"Confidential"`
	Questions    []Question `toml:"question,omitempty" fold:"ask" label:"Question"`
}

// A Question is one thing to ask. Which fields it may have depends on its kind.
type Question struct {
	ID           string     `toml:"id,omitempty" form:"-"`
	Ask          string     `toml:"ask,omitempty" form:"long" label:"Words to say"`
	Help         string     `toml:"help,omitempty" form:"long" label:"Help for whoever asks"`
	Kind         string     `toml:"kind,omitempty" enum:"|text|yes-no|choice|choices|number|date|scale|time" label:"How it is answered"` // one of Kinds
	Required     bool       `toml:"required,omitempty" label:"Always to be answered"`
	Choices      []Choice   `toml:"choices,omitempty" fresh:"4" label:"Answer to choose"`
	Unsure       bool       `toml:"unsure,omitempty" label:"“Not sure” may be answered too"` // yes-no
	Lines        int        `toml:"lines,omitempty" label:"Lines to write on, on paper"`
	Unit         string     `toml:"unit,omitempty" label:"Unit of a number"`
	Plausible    []float64  `toml:"plausible,omitempty" label:"Least and most that are likely"` // what lies outside is warned of, never refused
	Scale        []int      `toml:"scale,omitempty" label:"First and last step of a scale"`
	Ends         []string   `toml:"ends,omitempty" label:"What the first and the last step mean"`
	ShowIf       *Condition `toml:"show_if,omitempty" label:"Asked only if"`
	FromLast     bool       `toml:"from_last,omitempty" label:"Offer the answer from last time"`
	Report       string     `toml:"report,omitempty" only:"report" label:"Part of a report"` // one of the names of ReportSections
	Area         string     `toml:"area,omitempty" only:"area" label:"Part of daily life"`   // one of assessments.Areas
	Confidential bool       `toml:"confidential,omitempty" label:"Confidential"`
	Sentence     string     `toml:"sentence,omitempty" form:"long" label:"Sentence for a report"`
	Yes          string     `toml:"yes,omitempty" form:"long" label:"Sentence for yes"`
	No           string     `toml:"no,omitempty" form:"long" label:"Sentence for no"`
	Note         string     `toml:"note,omitempty" enum:"|fact|opinion|said|strength" label:"Becomes a note of this sort"`
	Counts       string     `toml:"counts,omitempty" form:"-"` // what a number counts, for the note's measure
	OutOf        string     `toml:"out_of,omitempty" form:"-"` // the question that holds the whole
	Reads        string     `toml:"reads,omitempty" form:"-"`  // what a number measures, for the table of measurements
	Side         string     `toml:"side,omitempty" form:"-"`
	Thing        string     `toml:"thing,omitempty" form:"-"` // what was measured, where it is not the child
}

// A Choice is one answer that may be chosen.
type Choice struct {
	Is       string `toml:"is,omitempty" form:"-"`                                    // what is kept
	Say      string `toml:"say,omitempty" label:"On the screen"`                      // what stands on the screen
	Words    string `toml:"words,omitempty" form:"text" label:"In a sentence"`        // what {answer} becomes; empty: Say with a small first letter
	Sentence string `toml:"sentence,omitempty" label:"Sentence of its own"`           // empty: the question's
	Alone    bool   `toml:"alone,omitempty" label:"Not together with another answer"` // "none of these"
}

// A Condition is a typed rule about one earlier question, or a list of conditions. A question that was not answered, or
// is hidden itself, meets no condition.
type Condition struct {
	Question string      `toml:"question,omitempty" label:"Question"`
	Is       string      `toml:"is,omitempty" label:"was answered with"`
	Isnt     string      `toml:"isnt,omitempty" label:"was answered, and not with"`
	Any      []string    `toml:"any,omitempty" label:"was answered with one of"`
	Over     *float64    `toml:"over,omitempty" label:"has a number over"`
	Under    *float64    `toml:"under,omitempty" label:"has a number under"`
	And      []Condition `toml:"and,omitempty" form:"-"`
	Or       []Condition `toml:"or,omitempty" form:"-"`
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
