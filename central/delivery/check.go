package delivery

import (
	"net/http"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/central/web"
)

// A checked is one theme on the page of all answers.
type checked struct {
	Title, Href string
	Parts       []web.Part // what was answered
	Blank       int        // how many questions were not
	Who         []web.Field
}

// A checkPage is every answer before it is sent.
type checkPage struct {
	Themes        []checked
	Action, Sheet string
	Sent, Changed bool
}

// CheckAnswers shows every answer, each with a way to change it, and sends nothing.
func (d *Desk) CheckAnswers(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	s, err := d.filled(r, p, reader)
	if err != nil {
		return err
	}
	return d.showCheck(w, p, s, reader, nil)
}

func (d *Desk) showCheck(w http.ResponseWriter, p *parcel, s filled, reader string, problems []web.Problem) error {
	x := checkPage{Action: at(p.link, "questions/check"), Sheet: d.seal(p, reader), Sent: s.sent, Changed: s.begun}
	all := p.themes(s.Values)
	for _, t := range all {
		c := checked{Title: t.title, Href: t.href(p) + "?then=check"}
		if t.who() {
			c.Who = p.whoFields(s)
		} else {
			c.Parts = web.Paper(p.asks, s.answers(p, false), t.on, nil, nil)
		}
		for i := range c.Parts { // a line for each of thirty that were left out would bury what was said
			n := len(c.Parts[i].Asks)
			c.Parts[i].Asks = slices.DeleteFunc(c.Parts[i].Asks, func(x web.Ask) bool { return x.Said == "" })
			c.Blank += n - len(c.Parts[i].Asks)
		}
		if n := len(x.Themes); n > 0 && x.Themes[n-1].Title == c.Title {
			c.Title = "" // the same theme, gone on with
		}
		x.Themes = append(x.Themes, c)
	}
	page := p.page("Check your answers", d.view(p, x))
	page.Back, page.Problems = web.Link{Href: all[len(all)-1].href(p), Text: "Back"}, problems
	status := http.StatusOK
	if len(problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return pages.Show(w, status, "check", page)
}

// SendAnswers makes a record of the sheet: from now on the therapist has it.
func (d *Desk) SendAnswers(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if own := d.sealed(r, p); own != "" {
		reader = own
	}
	s, err := d.filled(r, p, reader)
	if err != nil {
		return err
	}
	a, problems := s.answers(p, true), p.signed(s.Name, s.Job)
	rec, was, again := p.answered(reader)
	if len(a.Values) == 0 && !again {
		problems = append(problems, web.Problem{Text: "Answer at least one question, or ring " + p.names.Known})
	}
	if len(problems) > 0 {
		return d.showCheck(w, p, s, reader, problems)
	}
	if s.begun || !again {
		a.On, a.How, a.Share = d.today(), "link", p.row.Share
		a.Who, a.By, a.RecordedAt = strings.TrimSuffix(s.Name+", "+s.Job, ", "), p.writer(s.Name), d.stamp()
		if again {
			a.On = was.On
		}
		if err := d.keep(r, p, rec, again, reader, &a); err != nil {
			return err
		}
	}
	// Only now that it is written: whoever is cut off between the two sends the same words again.
	if err := d.forget(w, r, p, reader); err != nil {
		return err
	}
	return see(w, r, p.link, "questions/done")
}

// ForgetAnswers takes away what was begun, on its writer's word. What was sent stays with the therapist.
func (d *Desk) ForgetAnswers(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if err := d.forget(w, r, p, reader); err != nil {
		return err
	}
	d.Site.Flash(w, Path+p.link, "forgotten")
	return see(w, r, p.link, "questions")
}
