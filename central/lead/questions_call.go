package lead

import (
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// QuestionsPaper gives the questions to print. The pages name nobody.
func (d *Desk) QuestionsPaper(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	a, t, recs, ok, err := d.chosen(r, s, assessments.ID(r.PathValue("id")), r.URL.Query().Get("ask"))
	if err != nil {
		return err
	}
	if !ok {
		return unasked()
	}
	service := ""
	for _, x := range recs {
		if x.Kind == assessments.KindService {
			service = x.Fields.Text("name")
		}
	}
	made, err := pdf.Render(r.Context(), reports.Paper(t.For(a.to.Role), service))
	if err != nil {
		return err
	}
	web.Headers(w)
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="`+t.Name+`.pdf"`)
	_, _ = w.Write(made.Bytes) // whoever went away asks again
	return nil
}

func unasked() error {
	return assessments.Errorf(assessments.NotFound, "lead.ask", "Nobody of that name may be asked about this child now. Go back to the child’s page, and choose who answers.")
}

// callPage is a set of questions as it is asked on the telephone.
type callPage struct {
	Token, Key, Sheet, Who, Purpose string
	Parts                           []web.Part
	More                            bool // the answers brought up questions that were not there
}

// Call asks questions on the telephone: the lead types what is said. What others answered is not shown.
func (d *Desk) Call(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	a, t, _, ok, err := d.chosen(r, s, assessments.ID(r.PathValue("id")), r.URL.Query().Get("ask"))
	if err != nil {
		return err
	}
	if !ok {
		return unasked()
	}
	return d.showCall(w, r, s, a, t.Title, callPage{Sheet: d.cfg.NewID(), Purpose: t.Purpose, Parts: web.Paper(t.For(a.to.Role), assessments.Answers{}, nil, nil, nil)}, nil)
}

func (d *Desk) showCall(w http.ResponseWriter, r *http.Request, s ledger.Sitting, a asked, title string, p callPage, problems []web.Problem) error {
	p.Token, p.Key, p.Who = d.site.Token(s.Key), a.key(), a.who
	page := web.Page{Title: title, Back: web.Link{Href: Home + "caseload/" + r.PathValue("id"), Text: "The child"}, Problems: append(problems, web.Faults(p.Parts)...), Data: p}
	return d.show(w, r, s, "call", "caseload", page)
}

// Called writes down what was said. The tablets of those who have the child get it, as answers that may be corrected; these pages show it to nobody.
func (d *Desk) Called(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	child, sheet := assessments.ID(r.PathValue("id")), assessments.ID(r.PostForm.Get("sheet"))
	a, t, _, ok, err := d.chosen(r, s, child, r.PostForm.Get("ask"))
	if err != nil {
		return err
	}
	if !ok || !sheet.Valid() {
		return unasked()
	}
	t = t.For(a.to.Role)
	v, wrong, more := web.Answered(t, assessments.Answers{}, nil, r.PostForm)
	form := callPage{Sheet: string(sheet), Purpose: t.Purpose, Parts: web.Paper(t, v, nil, wrong, r.PostForm), More: more}
	switch {
	case len(wrong) > 0:
		return d.showCall(w, r, s, a, t.Title, form, nil)
	case len(v.Values) == 0:
		return d.showCall(w, r, s, a, t.Title, form, []web.Problem{{Text: "Write down at least one answer."}})
	case more:
		return d.showCall(w, r, s, a, t.Title, form, nil)
	}
	v.Template, v.Version, v.On, v.How, v.RecordedAt, v.RecordedBy = t.Name, t.Version, d.today(), "call", d.cfg.Now().UTC().Format(time.RFC3339), s.Person
	switch v.By = a.to.Person; {
	case a.to.Role == assessments.RoleYoungPerson:
		v.By = child
	case v.By == "" || t.Name == young:
		v.By, v.Who = "", a.who
	}
	// A button that is pressed twice writes the same record, which is there already.
	_, err = d.ledger.Write(as(r, s), s.Tenant, ledger.Author{Actor: string(s.Person), Person: s.Person},
		ledger.NewEntry(assessments.DerivedID("called/"+string(child), sheet), assessments.ChildScope(child), &v))
	if err != nil && assessments.KindOf(err) != assessments.Conflict {
		return err
	}
	return d.done(w, r, Home+"caseload/"+string(child), "called")
}
