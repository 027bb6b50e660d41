package delivery

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
)

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
// somebody's evening is in it, and they go through the parts that are left. What was taken back is not.
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
	begun := r.Method == http.MethodPost && d.sealed(r, p) != ""
	if !begun && p.standing == expired && reader != "" {
		was, err := d.Ledger.Sheet(r.Context(), p.row, reader)
		if err != nil {
			return nil, "", true, err
		}
		_, _, sent := p.answered(reader)
		begun = sent || len(was.Body) > 0 && d.Now().Sub(was.At) <= sheetLife
	}
	begun = begun && p.standing == expired
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

// again asks for the PIN once more, and carries what was typed meanwhile. A form that was begun behind the PIN takes none of the link's
// openings: that one was counted. One that carries no reader, or one of another day, is an opening like any other.
func (d *Desk) again(w http.ResponseWriter, r *http.Request, p *parcel) (_ *parcel, reader string, done bool, err error) {
	if !r.PostForm.Has("pin") {
		return p, "", true, d.pin(w, r, p, http.StatusOK, "")
	}
	if ok, err := d.tryPIN(w, r, p); !ok || err != nil {
		return p, "", true, err
	}
	was := d.sealed(r, p)
	if was == "" {
		reader, err = d.opened(w, r, p)
		return p, reader, reader == "", err
	}
	if err := d.Ledger.ForgetPINs(r.Context(), p.row); err != nil {
		return p, "", true, err
	}
	reader, err = d.admit(w, p, readerCookie, was, readerLife)
	return p, reader, false, err
}

// A row is one theme in the list of them, with how far it is.
type row struct{ Title, Href, State string }

// A startPage is what stands before the questions: how it goes, and once something was written, how far it is.
type startPage struct {
	Purpose, Said, Next, Check string
	Minutes, Parts             int
	Begun                      bool // there is something that was not sent
	Rows                       []row
}

// Questions is where the PIN leads to: what is asked, in how many parts, and where whoever began goes on.
func (d *Desk) Questions(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if err := d.seen(r, p, "questions"); err != nil {
		return err
	}
	s, err := d.filled(r, p, reader)
	if err != nil {
		return err
	}
	all := p.themes(s.Values)
	x := startPage{Purpose: p.asks.Purpose, Minutes: p.asks.Minutes, Parts: len(all), Begun: s.begun, Next: all[0].href(p), Check: at(p.link, "questions/check")}
	if s.begun || s.sent {
		x.Next = x.Check
		for _, t := range all {
			x.Rows = append(x.Rows, row{t.title, t.href(p), t.state(p, s)})
			if x.Next == x.Check && !slices.Contains(s.Been, t.n) {
				x.Next = t.href(p)
			}
		}
	}
	switch {
	case s.sent && s.begun:
		x.Said = "Your answers are with " + p.names.Known + ". What you changed since is not sent yet."
	case s.sent:
		x.Said = "Your answers are with " + p.names.Known + ". You can change them here until an hour has passed."
	}
	page := p.page(p.asks.Title, d.view(p, x))
	page.Flash = map[string]string{"forgotten": "What you wrote is taken away."}[d.Site.TakeFlash(w, r, Path+p.link)]
	return pages.Show(w, http.StatusOK, "questions", page)
}

// AnswersSent is the page after sending, so that a page loaded again sends nothing twice.
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
