package lead

import (
	"net/http"
	"strconv"
	"strings"
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
	seq, err := d.keepCall(r, s, child, sheet, &v)
	switch {
	case err != nil && assessments.KindOf(err) == assessments.Conflict:
		return d.showCall(w, r, s, a, t.Title, form, []web.Problem{{Text: calledBefore}})
	case err != nil:
		return err
	case seq > 0:
		d.site.SetCookie(w, calledCookie, string(sheet)+"."+strconv.FormatUint(seq, 10), Home+"caseload/"+string(child)+"/call", calledLife)
	}
	return d.done(w, r, Home+"caseload/"+string(child), "called")
}

// calledCookie remembers which sheet this browser saved last, and as which change. Whoever goes back to that form and puts an answer right
// changes what they wrote, and never what a therapist made of it meanwhile.
const calledCookie = "called"

// calledBefore is said of a sheet that is there already and cannot be put right from where it was sent.
const calledBefore = "These answers were written down already, and somebody changed them since, or they were sent from another browser. What you see here is not saved. Open the questions once more from the child’s page, and write down what is to be put right."

// calledLife is how long: somebody rings back on the same day.
const calledLife = 12 * time.Hour

// keepCall writes a sheet down and returns the number of the change, 0 where it says nothing new.
func (d *Desk) keepCall(r *http.Request, s ledger.Sitting, child, sheet assessments.ID, v *assessments.Answers) (uint64, error) {
	who, id := ledger.Author{Actor: string(s.Person), Person: s.Person}, assessments.DerivedID("called/"+string(child), sheet)
	seq, err := d.ledger.Write(as(r, s), s.Tenant, who, ledger.NewEntry(id, assessments.ChildScope(child), v))
	if err == nil || assessments.KindOf(err) != assessments.Conflict {
		return seq, err
	}
	e, err := d.calledAgain(r, s, id, v)
	if err != nil || len(e.Set) == 0 {
		return 0, err
	}
	return d.ledger.Write(as(r, s), s.Tenant, who, e)
}

// calledAgain is what is to be written of a sheet that is written down already: nothing where a button was pressed twice, or a correction.
// Conflict says that it is neither.
func (d *Desk) calledAgain(r *http.Request, s ledger.Sitting, id assessments.ID, v *assessments.Answers) (e ledger.Entry, err error) {
	rec, err := d.ledger.ReadRecord(as(r, s), s.Tenant, id, "telephone call")
	if err != nil {
		return e, err
	}
	var was assessments.Answers
	assessments.Decode(rec.Fields, &was)
	if was.Template != v.Template || was.Version != v.Version || was.By != v.By || was.Who != v.Who || was.RecordedBy != s.Person {
		return e, assessments.Errorf(assessments.Conflict, "lead.call", "This sheet holds what somebody else said.")
	}
	next := was
	next.Values = v.Values
	if e, differs := ledger.NextEntry(rec, &next); !differs {
		return e, nil
	}
	sheet, seq, _ := strings.Cut(web.Cookie(r, calledCookie), ".")
	base, err := strconv.ParseUint(seq, 10, 64)
	if err != nil || sheet != r.PostForm.Get("sheet") {
		return e, assessments.Errorf(assessments.Conflict, "lead.call", "Nobody can tell what was there when this was typed.")
	}
	next.RecordedAt = v.RecordedAt
	e, _ = ledger.NextEntry(rec, &next)
	e.Base = base
	return e, nil
}
