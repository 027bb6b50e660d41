package delivery

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
)

// The longest name and question that are taken.
const (
	nameMost     = 100
	questionMost = 2000
)

type answerView struct {
	Name, Job, Question web.Field
	AskJob              bool
}

// Confirm shows the two forms: that it came, and a question.
func (d *Desk) Confirm(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	return d.answer(w, r, p, http.StatusOK, "", "", "", nil)
}

func (d *Desk) answer(w http.ResponseWriter, r *http.Request, p *parcel, status int, name, job, question string, problems []web.Problem) error {
	page := p.page("Confirm you have received this", d.view(p, answerView{
		Name:     web.Field{Name: "name", Label: "Your name", Value: name, Complete: "name", Max: nameMost},
		Job:      web.Field{Name: "job", Label: "Your job", Value: job, Complete: "organization-title", Width: "middle", Max: nameMost},
		Question: web.Field{Name: "question", Label: "Your question", Value: question, Type: "textarea", Max: questionMost},
		AskJob:   p.names.Yours != "you",
	}))
	page.Back, page.Problems = web.Link{Href: at(p.link, "report"), Text: "Back to the report"}, problems
	page.Flash = p.thanks(d.Site.TakeFlash(w, r, Path+p.link))
	return pages.Show(w, status, "confirm", page)
}

// line is what somebody typed into a field of one line.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// Confirmed takes the word that the report came.
func (d *Desk) Confirmed(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	name, job := line(r.PostForm.Get("name")), line(r.PostForm.Get("job"))
	var problems []web.Problem
	if name == "" || utf8.RuneCountInString(name) > nameMost {
		problems = append(problems, web.Problem{Field: "name", Text: "Enter your name, so that " + p.names.Known + " knows who has the report"})
	}
	if p.names.Yours != "you" && job == "" || utf8.RuneCountInString(job) > nameMost {
		problems = append(problems, web.Problem{Field: "job", Text: "Enter your job, such as SENCo"})
	}
	if len(problems) > 0 {
		return d.answer(w, r, p, http.StatusUnprocessableEntity, name, job, "", problems)
	}
	by := strings.TrimSuffix(name+", "+job, ", ")
	if err := d.receipt(r.Context(), p, reader+"/"+by, assessments.Receipt{What: "confirmed", By: by}); err != nil {
		return err
	}
	d.Site.Flash(w, Path+p.link, "confirmed")
	return see(w, r, p.link, "report")
}

// Asked takes a question to the therapist's list.
func (d *Desk) Asked(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	words := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(r.PostForm.Get("question"), ""), "\r\n", "\n"))
	words = strings.ReplaceAll(words, "\x00", "")
	problem := ""
	switch n := utf8.RuneCountInString(words); {
	case n == 0:
		problem = "Enter your question"
	case n > questionMost:
		problem = "Make the question shorter: up to 2,000 letters"
	}
	if problem != "" {
		return d.answer(w, r, p, http.StatusUnprocessableEntity, "", "", words, []web.Problem{{Field: "question", Text: problem}})
	}
	sum := sha256.Sum256([]byte(words))
	if err := d.receipt(r.Context(), p, hex.EncodeToString(sum[:]), assessments.Receipt{What: "question", By: p.share.Mailbox, Text: words}); err != nil {
		return err
	}
	d.Site.Flash(w, Path+p.link, "question")
	return see(w, r, p.link, "confirm")
}
