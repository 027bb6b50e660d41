package assessments

// KindAnswers is one filled-in question template.
const KindAnswers Kind = "answers"

// Answers are what was said to the questions of one version of a template. The version is pinned: a template that changes
// later changes nothing that was answered.
type Answers struct {
	Common
	Template string   `json:"template,omitempty" required:"true" doc:"name of the template, such as initial-assessment" class:"internal"`
	Version  int      `json:"version,omitempty" required:"true" doc:"version of the template that was asked" class:"internal"`
	Contact  ID       `json:"contact,omitempty" doc:"contact at which it was asked" class:"internal"`
	On       Date     `json:"on,omitempty" required:"true" doc:"day it was answered" class:"education"`
	Copied   Date     `json:"copied,omitempty" doc:"day the therapist copied them from paper" class:"internal"`
	By       ID       `json:"by,omitempty" doc:"person who answered, where that is not the therapist" class:"education"`
	Who      string   `json:"who,omitempty" doc:"who answered, as they wrote it themselves" class:"internal"`
	How      string   `json:"how,omitempty" enum:"link|paper|call|met" doc:"by a link, on paper copied by the therapist, on the telephone, or when they met" class:"internal"`
	Share    ID       `json:"share,omitempty" doc:"share whose link they came by" class:"internal"`
	Values   []Answer `json:"values,omitempty" doc:"the answers; only the sentences proposed from them go into a report" class:"internal"`
}

// An Answer is the answer to one question; of a question that repeats, of one round of it.
type Answer struct {
	Question string   `json:"question" doc:"name of the question in its template"`
	Round    int      `json:"round,omitempty" doc:"0 for the first time a question is asked, 1 for the next"`
	Value    string   `json:"value,omitempty" doc:"text, yes or no, a date, a chosen word, a number as written"`
	Values   []string `json:"values,omitempty" doc:"chosen words, where several may be chosen"`
	Unit     string   `json:"unit,omitempty" doc:"unit of a number, such as mm"`
}

// Theirs reports whether the answers are somebody's own writing, by link: they are read and quoted, and changed by nobody else.
func (a *Answers) Theirs() bool { return a.How == "link" }

// RecordKind is KindAnswers.
func (*Answers) RecordKind() Kind { return KindAnswers }

// Check returns the problems of the answers' own fields.
func (a *Answers) Check() Problems {
	var p Problems
	p.day("on", a.On, "Date of the answers")
	for _, v := range a.Values {
		if v.Question == "" {
			p.add("values", "Each answer must name its question.")
		}
		p.whole("values", v.Round, 0, 99, "The round of an answer")
	}
	return p
}

// KindSurvey is one anonymous answer to the experience survey.
const KindSurvey Kind = "survey"

// Survey is what somebody thought of the service. It holds no child, no person and no day, so that nobody can be found by it:
// only the month.
type Survey struct {
	Common
	Template string   `json:"template,omitempty" required:"true" doc:"name of the survey" class:"internal"`
	Version  int      `json:"version,omitempty" required:"true" doc:"version that was asked" class:"internal"`
	Month    string   `json:"month,omitempty" required:"true" doc:"month it was given, such as 2026-11" class:"internal"`
	Values   []Answer `json:"values,omitempty" doc:"the answers" class:"internal"`
}

// RecordKind is KindSurvey.
func (*Survey) RecordKind() Kind { return KindSurvey }

// Check returns the problems of a survey's own fields.
func (s *Survey) Check() Problems {
	var p Problems
	if s.Month != "" && !Date(s.Month+"-01").Valid() {
		p.add("month", "The month of a survey must be a year and a month, such as 2026-11; %q is not.", s.Month)
	}
	return p
}
