package public

import (
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// textMost is the longest answer in words that is taken.
const textMost = 2000

// An ask is one question of a paper. Type is radios, checks, textarea or text.
type ask struct {
	Name, Label, Help, Type, Value, Problem, Caution string
	Chosen                                           map[string]bool
	Options                                          []web.Option
}

type part struct {
	Title, Help string
	Asks        []ask
}

type paperPage struct {
	Token, Purpose, Action, More string
	Minutes                      int
	Parts                        []part
}

// asks lays a template out as it stands with the answers so far.
func asks(t template.Template, a assessments.Answers, wrong map[string]string) []part {
	f := t.Form(a, nil)
	var out []part
	for _, s := range f.Sections {
		p := part{Title: strings.TrimSpace(s.Title + " " + s.RoundName), Help: s.Help}
		for _, item := range f.Items[s.First : s.First+s.Count] {
			q := item.Question
			x := ask{Name: field(q.ID, item.Round), Label: q.Ask, Help: q.Help, Type: "text", Value: item.Answer.Value, Caution: item.Caution, Chosen: map[string]bool{}}
			x.Problem = wrong[x.Name]
			for _, v := range append(item.Answer.Values, item.Answer.Value) {
				x.Chosen[v] = v != ""
			}
			switch q.Kind {
			case template.Text:
				x.Type = "textarea"
			case template.YesNo:
				x.Type, x.Options = "radios", []web.Option{{Value: "yes", Text: "Yes"}, {Value: "no", Text: "No"}}
				if q.Unsure {
					x.Options = append(x.Options, web.Option{Value: "unsure", Text: "Not sure"})
				}
			case template.Steps:
				x.Type = "radios"
				for n := q.Scale[0]; n <= q.Scale[1]; n++ {
					text := strconv.Itoa(n)
					if i := map[int]int{q.Scale[0]: 0, q.Scale[1]: 1}; (n == q.Scale[0] || n == q.Scale[1]) && len(q.Ends) == 2 {
						text += ", " + q.Ends[i[n]]
					}
					x.Options = append(x.Options, web.Option{Value: strconv.Itoa(n), Text: text})
				}
			case template.OneOf, template.SomeOf:
				x.Type = map[string]string{template.OneOf: "radios", template.SomeOf: "checks"}[q.Kind]
				for _, c := range q.Choices {
					x.Options = append(x.Options, web.Option{Value: c.Is, Text: c.Say})
				}
			}
			p.Asks = append(p.Asks, x)
		}
		out = append(out, p)
	}
	return out
}

func field(question string, round int) string { return "q-" + question + "-" + strconv.Itoa(round) }

// answered reads a posted paper: the answers, what is wrong by field, and whether they brought up questions that were not there.
func answered(t template.Template, form map[string][]string) (a assessments.Answers, wrong map[string]string, more bool) {
	wrong = map[string]string{}
	for range 5 { // an answer may bring up a question, which may bring up another
		asked := 0
		for _, item := range t.Form(a, nil).Items {
			name := field(item.Question.ID, item.Round)
			given, there := form[name]
			if !there || item.Answered || wrong[name] != "" {
				continue
			}
			asked++
			for i, s := range given {
				if s = strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")); utf8.RuneCountInString(s) > textMost {
					wrong[name] = "Make the answer shorter: up to 2,000 letters"
				}
				given[i] = s
			}
			if wrong[name] != "" || len(given) == 0 || given[0] == "" {
				continue
			}
			next, err := t.Set(a, item.Question.ID, item.Round, given...)
			if err != nil {
				wrong[name] = assessments.Sentence(err)
				continue
			}
			a = next
		}
		if asked == 0 {
			break
		}
	}
	for _, item := range t.Form(a, nil).Items {
		// a paper without any radio chosen posts nothing for it, so that a question counts as seen by its hidden mark
		if _, seen := form["seen-"+field(item.Question.ID, item.Round)]; !seen {
			more = true
		}
	}
	return a, wrong, more
}

// Survey shows the questions. Nothing is asked that could say who answers.
func (d *Desk) Survey(w http.ResponseWriter, r *http.Request) error {
	t, err := d.service(r)
	if err != nil {
		return err
	}
	return d.showSurvey(w, t, assessments.Answers{}, nil, "")
}

func (d *Desk) showSurvey(w http.ResponseWriter, t ledger.Tenant, a assessments.Answers, wrong map[string]string, more string) error {
	p := page(t, d.survey.Title, "Survey", paperPage{Token: d.Site.Token("public/" + t.ID), Purpose: d.survey.Purpose, Action: SurveyPath + t.ID, Minutes: d.survey.Minutes, More: more, Parts: asks(d.survey, a, wrong)})
	status := http.StatusOK
	for _, part := range p.Data.(paperPage).Parts {
		for _, x := range part.Asks {
			if x.Problem != "" {
				p.Problems, status = append(p.Problems, web.Problem{Field: x.Name, Text: x.Problem}), http.StatusUnprocessableEntity
			}
		}
	}
	return pages.Show(w, status, "paper", p)
}

// Surveyed keeps the answers: with the month, and with nothing that says who, when or about which child.
func (d *Desk) Surveyed(w http.ResponseWriter, r *http.Request) error {
	t, err := d.service(r)
	if err != nil {
		return err
	}
	if err := d.Site.Check(r, "public/"+t.ID); err != nil {
		return err
	}
	a, wrong, more := answered(d.survey, r.PostForm)
	switch {
	case len(wrong) > 0:
		return d.showSurvey(w, t, a, wrong, "")
	case more:
		return d.showSurvey(w, t, a, nil, "Your answers brought up a question or two more.")
	}
	if err := d.took(r, t); err != nil {
		return err
	}
	s, err := d.survey.Survey(a, string(d.today())[:7])
	if err != nil {
		return err
	}
	if len(s.Values) > 0 { // an empty paper says nothing
		if err := d.write(r.Context(), t, ledger.NewEntry(assessments.ID(d.NewID()), assessments.TeamScope(), &s)); err != nil {
			return err
		}
	}
	web.Headers(w)
	http.Redirect(w, r, SurveyPath+t.ID+"/thanks", http.StatusSeeOther)
	return nil
}

// SurveyThanks is the page after it.
func (d *Desk) SurveyThanks(w http.ResponseWriter, r *http.Request) error {
	return d.thanks("Survey", "Thank you", "Your answers are with the service. Nobody can tell that they are yours.")(w, r)
}
