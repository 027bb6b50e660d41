package delivery

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A sheetForm is a sheet on the page: the answers of one opening of a link: of two parents, or two teachers, each has their own, and neither sees the other's.
type sheetForm struct {
	Title, Purpose, Action, More, Sheet string
	Minutes                             int
	Parts                               []web.Part
	Name, Job                           web.Field
	AskJob                              bool
}

// sheetField carries the sheet that a form belongs to, so that what is typed for longer than an hour is kept with what went before.
const sheetField = "sheet"

// sheetLife is how long a form that was begun is taken: a school day, and the evening after it.
const sheetLife = 24 * time.Hour

// inner is the page behind the PIN.
func (p *parcel) inner() string {
	if p.share.Asks() {
		return "questions"
	}
	return "report"
}

// seal is what a form carries of its reader.
func (d *Desk) seal(p *parcel, reader string) string {
	at := strconv.FormatInt(d.Now().Unix(), 10)
	return reader + "." + at + "." + d.Site.Mac(sheetField, p.link+"\n"+reader+"\n"+at)
}

// sealed is whose form was posted, "" for one that is not ours or is of yesterday.
func (d *Desk) sealed(r *http.Request, p *parcel) string {
	part := strings.Split(r.PostForm.Get(sheetField), ".")
	if len(part) != 3 || !d.Site.Fits(sheetField, p.link+"\n"+part[0]+"\n"+part[1], part[2]) {
		return ""
	}
	at, err := strconv.ParseInt(part[1], 10, 64)
	if err != nil || d.Now().Sub(time.Unix(at, 0)) > sheetLife {
		return ""
	}
	return part[0]
}

// carried are the fields of a form, to be sent once more together with the PIN.
func carried(form map[string][]string) (out []web.Option) {
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if name == web.FormField || name == "pin" {
			continue
		}
		for _, v := range form[name] {
			out = append(out, web.Option{Value: name, Text: v})
		}
	}
	return out
}

// asking finds the questions of a link. A form that was begun while the link was open is still taken when it has ended meanwhile:
// somebody's evening is in it. What was taken back is not.
func (d *Desk) asking(w http.ResponseWriter, r *http.Request) (p *parcel, reader string, done bool, err error) {
	if p, err = d.find(r.Context(), r.PathValue("link")); err != nil {
		return nil, "", true, err
	}
	if r.Method == http.MethodPost {
		if err := d.Site.Check(r, p.link); err != nil {
			return nil, "", true, err
		}
	}
	reader = d.reader(r, p)
	begun := r.Method == http.MethodPost && d.sealed(r, p) != "" && p.standing == expired
	if p.standing != open && (p.standing != spent || reader == "" && d.sealed(r, p) == "") && !begun {
		return p, "", true, d.closed(w, r, p)
	}
	if !p.share.Asks() {
		return nil, "", true, assessments.Errorf(assessments.NotFound, "delivery.questions", "This link asks no questions.")
	}
	if reader != "" {
		return p, reader, false, nil
	}
	if r.Method != http.MethodPost {
		return p, "", true, see(w, r, p.link, "pin")
	}
	return d.again(w, r, p)
}

// again asks for the PIN once more, and carries what was typed meanwhile. It takes none of the link's openings: this one was counted.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, p *parcel) (_ *parcel, reader string, done bool, err error) {
	if !r.PostForm.Has("pin") {
		return p, "", true, d.pin(w, r, p, http.StatusOK, "")
	}
	if ok, err := d.tryPIN(w, r, p); !ok || err != nil {
		return p, "", true, err
	}
	if err := d.Ledger.ForgetPINs(r.Context(), p.row); err != nil {
		return p, "", true, err
	}
	reader, err = d.admit(w, p, readerCookie, d.sealed(r, p))
	return p, reader, false, err
}

// answersID is the record of one opening of a link.
func (p *parcel) answersID(reader string) assessments.ID {
	return assessments.DerivedID("answers/"+reader, p.row.Share)
}

// answered is what this opening has answered already.
func (p *parcel) answered(reader string) (rec assessments.Record, v assessments.Answers, ok bool) {
	id := p.answersID(reader)
	i := slices.IndexFunc(p.records, func(r assessments.Record) bool { return r.ID == id })
	if i < 0 {
		return rec, assessments.Answers{Template: p.asks.Name, Version: p.asks.Version}, false
	}
	assessments.Decode(p.records[i].Fields, &v)
	return p.records[i], v, true
}

// Questions shows the form, with what this reader answered before.
func (d *Desk) Questions(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if err := d.seen(r, p, "questions"); err != nil {
		return err
	}
	_, a, ok := p.answered(reader)
	page := sheetForm{Sheet: d.seal(p, reader), Parts: web.Paper(p.asks, a, nil)}
	if ok {
		page.More = "Your answers are with " + p.names.Known + ". You can change them here until an hour has passed."
	}
	name, job, _ := strings.Cut(a.Who, ", ")
	return d.showSheet(w, p, page, name, job, nil)
}

func (d *Desk) showSheet(w http.ResponseWriter, p *parcel, x sheetForm, name, job string, problems []web.Problem) error {
	x.Title, x.Purpose, x.Minutes, x.Action = p.asks.Title, p.asks.Purpose, p.asks.Minutes, at(p.link, "questions")
	x.AskJob = p.names.Yours != "you"
	x.Name = web.Field{Name: "name", Label: "Your name", Hint: "So that " + p.names.Known + " knows whose words these are", Value: name, Complete: "name", Width: "middle", Max: nameMost}
	x.Job = web.Field{Name: "job", Label: "Your job", Value: job, Complete: "organization-title", Width: "middle", Max: nameMost}
	page := p.page(x.Title, d.view(p, x))
	page.Problems = append(problems, web.Faults(x.Parts)...)
	status := http.StatusOK
	if len(page.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return pages.Show(w, status, "questions", page)
}

// Answered takes the answers down. They are written before anything more is asked: whoever closes the page has lost nothing.
func (d *Desk) Answered(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if own := d.sealed(r, p); own != "" {
		reader = own
	}
	a, wrong, more := web.Answered(p.asks, r.PostForm)
	name, job := line(r.PostForm.Get("name")), line(r.PostForm.Get("job"))
	form := sheetForm{Sheet: d.seal(p, reader), Parts: web.Paper(p.asks, a, wrong)}
	problems := p.signed(name, job)
	if len(problems)+len(wrong) > 0 {
		return d.showSheet(w, p, form, name, job, problems)
	}
	rec, was, again := p.answered(reader)
	if len(a.Values) == 0 && !again {
		return d.showSheet(w, p, form, name, job, []web.Problem{{Text: "Answer at least one question, or ring " + p.names.Known}})
	}
	a.Template, a.Version, a.On, a.How, a.Share = p.asks.Name, p.asks.Version, d.today(), "link", p.row.Share
	a.Who, a.By, a.RecordedAt = strings.TrimSuffix(name+", "+job, ", "), p.writer(name), d.stamp()
	if again {
		a.On = was.On
	}
	if err := d.keep(r, p, rec, again, reader, &a); err != nil {
		return err
	}
	if more {
		form.More = "Saved. Your answers brought up a question or two more."
		return d.showSheet(w, p, form, name, job, nil)
	}
	return see(w, r, p.link, "questions/done")
}

// keep writes the answers, and the receipt that tells the therapist of them.
func (d *Desk) keep(r *http.Request, p *parcel, rec assessments.Record, again bool, reader string, a *assessments.Answers) error {
	err := d.put(r, p, rec, again, p.answersID(reader), a)
	if err != nil && assessments.KindOf(err) == assessments.Conflict {
		return assessments.Errorf(assessments.Conflict, "delivery.answers", "These answers were sent a moment ago, from another page. Go back, and send them again.")
	}
	if err != nil {
		return err
	}
	return d.receipt(r.Context(), p, reader, assessments.Receipt{What: "answered", By: a.Who})
}

// put writes what a form holds: a record of its own, or the next of what was there. A form that is sent twice within a second says
// nothing new, and is no mistake.
func (d *Desk) put(r *http.Request, p *parcel, rec assessments.Record, again bool, id assessments.ID, v assessments.Typed) error {
	e := ledger.NewEntry(id, p.row.Scope, v)
	if again {
		var differs bool
		if e, differs = ledger.NextEntry(rec, v); !differs {
			return nil
		}
	}
	_, err := d.Ledger.Write(r.Context(), p.row.Tenant, p.author(), e)
	return err
}

// signed is what is wrong with who says they answered.
func (p *parcel) signed(name, job string) (out []web.Problem) {
	if name == "" || utf8.RuneCountInString(name) > nameMost {
		out = append(out, web.Problem{Field: "name", Text: "Enter your name, so that " + p.names.Known + " knows whose words these are"})
	}
	if p.names.Yours != "you" && job == "" || utf8.RuneCountInString(job) > nameMost {
		out = append(out, web.Problem{Field: "job", Text: "Enter your job, such as class teacher"})
	}
	return out
}

// writer is the person a link was sent to, where it is by their name that somebody answered: a link is passed on. A young person's own
// questions are answered by the young person; whether with help, they ask.
func (p *parcel) writer(name string) assessments.ID {
	if p.share.Recipient == assessments.RoleYoungPerson {
		return p.row.Scope.ID
	}
	if p.asks.AskedOf == "young-person" { // passed on, and answered by the child's own name
		for _, r := range p.records {
			if r.ID == p.row.Scope.ID && slices.ContainsFunc([]string{"name", "preferred_name", "given_name"}, func(f string) bool { return strings.EqualFold(r.Fields.Text(f), name) }) {
				return r.ID
			}
		}
	}
	for _, r := range p.records {
		if r.ID == p.share.Person && r.Kind == assessments.KindPerson && strings.EqualFold(r.Fields.Text("name"), name) {
			return r.ID
		}
	}
	return ""
}

// AnswersSent is the page after it, so that a page loaded again sends nothing twice.
func (d *Desk) AnswersSent(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if _, _, ok := p.answered(reader); !ok {
		return see(w, r, p.link, "questions")
	}
	return pages.Show(w, http.StatusOK, "sent", p.page("Thank you", d.view(p, nil)))
}

// QuestionsPaper is the same to print: to be filled in by hand and given to the therapist.
func (d *Desk) QuestionsPaper(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if err := d.seen(r, p, "questions"); err != nil {
		return err
	}
	page := p.page(p.asks.Title, d.view(p, p.asks.Lines()))
	page.Back = web.Link{Href: at(p.link, "questions"), Text: "Back to the questions"}
	return pages.Show(w, http.StatusOK, "questionspaper", page)
}
