package library

import (
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Question is one question of the experience survey.
type Question struct {
	ID      string   `toml:"id" need:"a short name such as listened"`
	Ask     string   `toml:"ask" need:"the question"`
	Kind    string   `toml:"kind" need:"choice, scale or text"`
	Choices []string `toml:"choices"`
	Low     string   `toml:"low"`  // what 1 means on a scale of 1 to 5
	High    string   `toml:"high"` // what 5 means
}

func (q Question) name() string { return q.ID }

// check makes sure that each kind of question can be answered.
func (q Question) check(say sayer) {
	switch q.Kind {
	case "choice":
		if len(q.Choices) < 2 {
			say("choices", "A choice needs at least two answers.")
		}
	case "scale":
		if q.Low == "" || q.High == "" {
			say("low", "A scale says what 1 and 5 mean, in low and high.")
		}
	case "text", "":
	default:
		say("kind", "%q is not known: write choice, scale or text.", q.Kind)
	}
}

// Survey is the experience survey (rule 83). It asks for nothing that tells who answered: no name, no day, no child.
type Survey struct {
	Title     string
	Intro     string
	Version   int
	Questions []Question
	Standing
}

// surveyName is what the survey is called in records.
const surveyName = "experience"

// scaleTop is the highest answer on a scale.
const scaleTop = 5

// Record makes the record of one filled-in survey of a month. Answers are by question; one that was not answered is left out,
// and a word that was not offered is a problem.
func (s Survey) Record(month string, answers map[string]string) (assessments.Survey, error) {
	rec := assessments.Survey{Template: surveyName, Version: s.Version, Month: month}
	p := rec.Check()
	for _, q := range s.Questions {
		a, ok := answers[q.ID]
		if !ok || a == "" {
			continue
		}
		if n, err := strconv.Atoi(a); q.Kind == "scale" && (err != nil || n < 1 || n > scaleTop) {
			p = append(p, assessments.Problem{Field: q.ID, Text: sentence("%q is no answer to %s Choose 1 to %d.", a, q.Ask, scaleTop)})
		}
		if q.Kind == "choice" && !slices.Contains(q.Choices, a) {
			p = append(p, assessments.Problem{Field: q.ID, Text: sentence("%q is no answer to %s Choose one of: %s.", a, q.Ask, join(q.Choices))})
		}
		rec.Values = append(rec.Values, assessments.Answer{Question: q.ID, Value: a})
	}
	if err := p.Err("library.survey"); err != nil {
		return assessments.Survey{}, err
	}
	return rec, nil
}
