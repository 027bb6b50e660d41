package public

import (
	"net/http"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

type paperPage struct {
	Token, Purpose, Action, More string
	Minutes                      int
	Parts                        []web.Part
}

// Survey shows the questions. Nothing is asked that could say who answers.
func (d *Desk) Survey(w http.ResponseWriter, r *http.Request) error {
	t, err := d.service(r)
	if err != nil {
		return err
	}
	asks, err := d.survey(r.Context(), t)
	if err != nil {
		return err
	}
	return d.showSurvey(w, t, asks, assessments.Answers{}, nil, nil, "")
}

func (d *Desk) showSurvey(w http.ResponseWriter, t ledger.Tenant, asks template.Template, a assessments.Answers, wrong map[string]string, typed map[string][]string, more string) error {
	parts := web.Paper(asks, a, nil, wrong, typed)
	p := page(t, asks.Title, "Survey", paperPage{Token: d.Site.Token("public/" + t.ID), Purpose: asks.Purpose, Action: SurveyPath + t.ID, Minutes: asks.Minutes, More: more, Parts: parts})
	status := http.StatusOK
	if p.Problems = web.Faults(parts); len(p.Problems) > 0 {
		status = http.StatusUnprocessableEntity
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
	asks, err := d.survey(r.Context(), t)
	if err != nil {
		return err
	}
	a, wrong, more := web.Answered(asks, assessments.Answers{}, nil, r.PostForm)
	switch {
	case len(wrong) > 0:
		return d.showSurvey(w, t, asks, a, wrong, r.PostForm, "")
	case more:
		return d.showSurvey(w, t, asks, a, nil, nil, "Your answers brought up a question or two more.")
	}
	if err := d.took(r, t); err != nil {
		return err
	}
	s, err := asks.Survey(a, string(d.today())[:7])
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
