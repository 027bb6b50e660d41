package lead

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// surveyName is the template that families answer without a name.
const surveyName = "experience-survey"

// A saying is what somebody wrote in the survey. It stands beside no other answer of theirs: together they could say who it was.
type saying struct {
	Month, Ask, Words string
	Share             bool // they said that it may be used to show what families think
	at                int  // the place of its question among the others
}

// On is the month as people say it.
func (s saying) On() string {
	t, err := time.Parse("2006-01", s.Month)
	if err != nil {
		return s.Month
	}
	return t.Format("January 2006")
}

// surveys reads what a service asks families, and what was answered in this month and the 11 before it.
func (d *Desk) surveys(r *http.Request, s ledger.Sitting) (asks template.Template, list []assessments.Survey, err error) {
	from := d.today().Time().AddDate(0, 0, 1-d.today().Time().Day()).AddDate(0, -11, 0).Format("2006-01")
	asks, _ = d.cfg.Asks.Current(surveyName)
	err = d.ledger.ReadMany(r.Context(), s.Tenant, []assessments.Scope{assessments.TeamScope()}, func(_ assessments.Scope, recs []assessments.Record) {
		if own, ok := service.FormsOf(recs, d.cfg.Asks).Current(surveyName); ok && own.Anonymous {
			asks = own
		}
		struck := map[string]bool{}
		for _, rec := range recs {
			if rec.Kind == assessments.KindEnteredInError {
				struck[rec.Fields.Text("of")] = true
			}
		}
		for _, rec := range recs {
			if t, _ := rec.Read(); rec.Kind == assessments.KindSurvey && !struck[string(rec.ID)] {
				if v := t.(*assessments.Survey); v.Template == surveyName && v.Month >= from {
					list = append(list, *v)
				}
			}
		}
	}, assessments.KindService, assessments.KindSurvey, assessments.KindEnteredInError)
	return asks, list, err
}

// Survey shows what families answered: counts, of which small ones are left out, and to leads the words.
func (d *Desk) Survey(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	asks, list, err := d.surveys(r, s)
	if err == nil {
		err = d.ledger.Note(as(r, s), s.Tenant, "read: survey", "list")
	}
	if err != nil {
		return err
	}
	p := struct {
		Day    assessments.Date
		Tables []figures
		Lead   bool
		Words  []saying
		Turn   turn
	}{Day: d.today(), Tables: answered(asks, list), Lead: s.Role == ledger.RoleLead}
	if p.Lead {
		p.Words, p.Turn = leaf(r, sayings(asks, list), Home+"survey", "from")
		p.Turn.What = "In their words"
	}
	return d.show(w, r, s, "survey", "figures", web.Page{Title: "What families say", Back: web.Link{Href: Home + "figures", Text: "Service figures"}, Data: p})
}

// options are the answers that a question of a survey can have, where they can be counted.
func options(q template.Question) (out []web.Option) {
	switch {
	case q.Kind == "scale" && len(q.Scale) == 2:
		for n := q.Scale[0]; n <= q.Scale[1]; n++ {
			text := strconv.Itoa(n)
			if end := map[int]int{q.Scale[0]: 0, q.Scale[1]: 1}; len(q.Ends) == 2 && (n == q.Scale[0] || n == q.Scale[1]) {
				text = fmt.Sprintf("%d, %s", n, q.Ends[end[n]])
			}
			out = append(out, web.Option{Value: strconv.Itoa(n), Text: text})
		}
	case q.Kind == "choice" || q.Kind == "choices":
		for _, c := range q.Choices {
			out = append(out, web.Option{Value: c.Is, Text: c.Say})
		}
	case q.Kind == "yes-no":
		if out = []web.Option{{Value: "yes", Text: "Yes"}, {Value: "no", Text: "No"}}; q.Unsure {
			out = append(out, web.Option{Value: "not-sure", Text: "Not sure"})
		}
	}
	return out
}

// answered counts the answers to each question.
func answered(asks template.Template, list []assessments.Survey) []figures {
	all := fmt.Sprint(len(list))
	if n := len(list); n > 0 && n < least {
		all = few
	}
	out := []figures{{Title: "Experience survey", Note: "Families and others who answered in this month and the 11 before it. Nobody can tell who they are.", Head: []string{"When", "Answered"}, Rows: []figureRow{{"Last 12 months", []string{all}}}}}
	for _, sec := range asks.Sections {
		for _, q := range sec.Questions {
			all := options(q)
			counts, t := make([]int, len(all)), figures{Title: q.Ask, Note: "Each may give one answer, or none.", Head: []string{"When"}}
			for _, v := range list {
				for _, a := range v.Values {
					for i, o := range all {
						if a.Question == q.ID && (a.Value == o.Value || slices.Contains(a.Values, o.Value)) {
							counts[i]++
						}
					}
				}
			}
			if len(all) == 0 || slices.Max(counts) == 0 {
				continue
			}
			for _, o := range all {
				t.Head = append(t.Head, o.Text)
			}
			cells := suppress([][]int{counts})[0]
			t.Chart = draw(q.Ask, t.Head[1:], cells[:len(all)])
			if q.Kind == "choices" {
				t.Note, cells = "Each may give several answers.", cells[:len(all)] // their sum is not how many answered
			} else {
				t.Head = append(t.Head, "All")
			}
			t.Rows = []figureRow{{"Last 12 months", cells}}
			out = append(out, t)
		}
	}
	return out
}

// sayings are the texts, the newest month first, and within it by question and letter, so that nothing shows which came from one hand.
func sayings(asks template.Template, list []assessments.Survey) (out []saying) {
	at, ask := map[string]int{}, map[string]string{}
	for _, sec := range asks.Sections {
		for _, q := range sec.Questions {
			if at[q.ID] = len(at); q.Kind == "text" {
				ask[q.ID] = q.Ask
			}
		}
	}
	for _, v := range list {
		share := slices.ContainsFunc(v.Values, func(a assessments.Answer) bool { return a.Question == "tell-others" && a.Value == "yes" })
		for _, a := range v.Values {
			if q := ask[a.Question]; q != "" && a.Value != "" {
				out = append(out, saying{v.Month, q, a.Value, share, at[a.Question]})
			}
		}
	}
	slices.SortFunc(out, func(a, z saying) int {
		return cmp.Or(cmp.Compare(z.Month, a.Month), a.at-z.at, cmp.Compare(a.Words, z.Words))
	})
	return out
}
