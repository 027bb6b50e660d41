package assessments

// KindScore is the result of one assessment tool on one day. Scores are entered, never computed: norm tables are copyright.
const KindScore Kind = "score"

// Score keeps tool and edition together as the key, says in which direction its numbers run, and who scored.
type Score struct {
	Common
	Tool       string      `json:"tool,omitempty" required:"true" doc:"name of the tool, such as Movement ABC-2" class:"health"`
	Edition    string      `json:"edition,omitempty" doc:"edition, part of the key: scores of two editions are never compared" class:"health"`
	Form       string      `json:"form,omitempty" doc:"age band, form or version used" class:"health"`
	On         Date        `json:"on,omitempty" doc:"day of the test; a level such as GMFCS may have none" class:"health"`
	Contact    ID          `json:"contact,omitempty" doc:"contact it was done at" class:"internal"`
	By         ID          `json:"by,omitempty" doc:"who tested" class:"health"`
	ByWho      string      `json:"by_who,omitempty" doc:"who tested, in words, where there is no person record" class:"health"`
	How        string      `json:"how,omitempty" doc:"how it was done: by interpreter, over two days" class:"health"`
	Respondent ID          `json:"respondent,omitempty" doc:"who answered, for a questionnaire" class:"health"`
	Direction  string      `json:"direction,omitempty" required:"true" enum:"high-is-better|low-is-better|level" doc:"which way the numbers run; level for a classification" class:"health"`
	Parts      []ScorePart `json:"parts,omitempty" required:"true" doc:"the results" class:"health"`
	Means      string      `json:"means,omitempty" doc:"what the scores mean for everyday life, in the author's words" class:"health"`
	Limits     string      `json:"limits,omitempty" doc:"what was not done or must not be read into it" class:"health"`
	SEM        float64     `json:"sem,omitempty" doc:"standard error of measurement from the manual" class:"health"`
	Class      string      `json:"class,omitempty" enum:"function|medical" doc:"medical results (X-rays, hip surveillance) go to fewer readers" class:"internal"`
}

// A ScorePart is one number or level of a result.
type ScorePart struct {
	Name    string  `json:"name" doc:"part of the test, or Total"`
	Type    string  `json:"type,omitempty" doc:"standard, scaled, T, raw, percent, level"`
	Value   string  `json:"value" doc:"as written: 82, IV, <50"`
	Of      string  `json:"of,omitempty" doc:"75 in 38 of 75"`
	Centile float64 `json:"centile,omitempty" doc:"centile as given, 0 to 100"`
	Scaled  string  `json:"scaled,omitempty" doc:"a second, growth-scaled value"`
	Zone    string  `json:"zone,omitempty" doc:"the tool's own word for it"`
	Side    string  `json:"side,omitempty" enum:"left|right" doc:"side of the body"`
	Total   bool    `json:"total,omitempty" doc:"true for the whole test's result"`
}

// RecordKind is KindScore.
func (*Score) RecordKind() Kind { return KindScore }

// Check returns the problems of a score's own fields.
func (s *Score) Check() Problems {
	var p Problems
	p.day("on", s.On, "Date of the test")
	if s.On == "" && s.Direction != "level" {
		p.add("on", "Enter the day of the test.")
	}
	for _, x := range s.Parts {
		if x.Name == "" || x.Value == "" {
			p.add("parts", "Each result needs a name and a value.")
		}
		if x.Centile < 0 || x.Centile > 100 {
			p.add("parts", "Centile must be from 0 to 100; %v is not.", x.Centile)
		}
	}
	return p
}
