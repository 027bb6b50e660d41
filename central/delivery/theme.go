package delivery

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/web"
)

// A theme is what one page asks: a section of the template, or some rounds of a long one; the last asks who answers. n is its number
// among all of the template, which its address has: it stays the same whatever is answered. at of all is what its reader counts.
type theme struct {
	n, at, all  int
	section     template.Section
	first, last int // its rounds
	title       string
}

// roundsMost is how many rounds of a section stand on one page: more are half an hour's scrolling on a telephone.
const roundsMost = 5

// every lists the themes of a template, those that are not asked now among them.
func (p *parcel) every() []theme {
	var out []theme
	add := func(t theme) { t.n = len(out) + 1; out = append(out, t) }
	for _, s := range p.asks.Sections {
		pages := (len(s.Each) + roundsMost - 1) / roundsMost
		if pages < 2 {
			add(theme{section: s, last: 1 << 16, title: s.Title})
			continue
		}
		for i := range pages { // as long as each other
			add(theme{section: s, first: i * len(s.Each) / pages, last: (i+1)*len(s.Each)/pages - 1, title: s.Title})
		}
	}
	add(theme{title: whoTitle})
	return out
}

const whoTitle = "Who you are"

// who reports whether a theme asks who answers.
func (t theme) who() bool { return t.section.ID == "" }

// on is the piece of the template that stands on the page.
func (t theme) on(section string, round int) bool {
	return section == t.section.ID && t.first <= round && round <= t.last
}

// themes are those that are asked after these answers.
func (p *parcel) themes(values []assessments.Answer) []theme {
	f := p.asks.Form(filled{Values: values}.answers(p, false), nil)
	var out []theme
	for _, t := range p.every() {
		asked := t.who()
		for _, s := range f.Sections {
			asked = asked || t.on(s.ID, s.Round)
		}
		if asked {
			out = append(out, t)
		}
	}
	for i := range out {
		out[i].at, out[i].all = i+1, len(out)
	}
	return out
}

func (t theme) href(p *parcel) string { return at(p.link, "questions/part/"+strconv.Itoa(t.n)) }

// state says how far a theme is.
func (t theme) state(p *parcel, s filled) string {
	n := 0
	for _, item := range p.asks.Form(s.answers(p, false), nil).Items {
		if item.Answered && t.on(item.Section, item.Round) {
			n++
		}
	}
	switch {
	case t.who() && s.Name != "":
		return s.Name
	case n > 0:
		return fmt.Sprintf("%d answered", n)
	case slices.Contains(s.Been, t.n) && !t.who():
		return "Left out"
	}
	return "Not yet"
}

// A themePage is one theme as a form. Then is "check" for whoever came from the last page to change something, and goes back there.
type themePage struct {
	Title, Help, Progress, Action, Sheet, Then string
	Asks                                       []web.Part
	Who                                        []web.Field
}

// theme finds the one that an address names. One that is not asked any more leads to where it is said what is.
func (p *parcel) theme(r *http.Request, s filled) (theme, bool) {
	n, err := strconv.Atoi(r.PathValue("part"))
	for _, t := range p.themes(s.Values) {
		if err == nil && t.n == n {
			return t, true
		}
	}
	return theme{}, false
}

// Theme shows one part of the questions, with what this reader answered before.
func (d *Desk) Theme(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	s, err := d.filled(r, p, reader)
	if err != nil {
		return err
	}
	t, ok := p.theme(r, s)
	if !ok {
		return see(w, r, p.link, "questions")
	}
	more := d.Site.TakeFlash(w, r, Path+p.link) == "more"
	parts := web.Paper(p.asks, s.answers(p, false), t.on, nil, nil)
	return d.showTheme(w, p, t, parts, s, reader, r.URL.Query().Get("then"), more, nil)
}

func (d *Desk) showTheme(w http.ResponseWriter, p *parcel, t theme, parts []web.Part, s filled, reader, then string, more bool, problems []web.Problem) error {
	x := themePage{Title: t.title, Help: t.section.Help, Progress: fmt.Sprintf("Part %d of %d", t.at, t.all), Action: t.href(p), Sheet: d.seal(p, reader), Asks: parts}
	if then == "check" {
		x.Then = then
	}
	for i := range parts {
		parts[i].Title, parts[i].Help, parts[i].Top = "", "", true // they stand over the page
		for j := range parts[i].Asks {
			parts[i].Asks[j].Fresh = more && parts[i].Asks[j].Fresh
		}
	}
	if t.who() {
		x.Who = p.whoFields(s)
	}
	page := p.page(x.Title+", "+strings.ToLower(x.Progress), d.view(p, x))
	page.Back = p.before(t, s, x.Then)
	if more {
		page.Flash = "Saved. Your answers brought up a question or two more: they are marked as new."
	}
	page.Problems = append(problems, web.Faults(parts)...)
	status := http.StatusOK
	if len(page.Problems) > 0 {
		status = http.StatusUnprocessableEntity
	}
	return pages.Show(w, status, "theme", page)
}

// before is where the way back from a theme leads.
func (p *parcel) before(t theme, s filled, then string) web.Link {
	if then != "" {
		return web.Link{Href: at(p.link, "questions/check"), Text: "Back to your answers"}
	}
	back := web.Link{Href: at(p.link, "questions"), Text: "Back"}
	for _, x := range p.themes(s.Values) {
		if x.n < t.n {
			back.Href = x.href(p)
		}
	}
	return back
}

// ThemeAnswered keeps one part and goes on to the next. It is kept before anything is found wrong with it: whoever closes the page has
// lost nothing.
func (d *Desk) ThemeAnswered(w http.ResponseWriter, r *http.Request) error {
	p, reader, done, err := d.asking(w, r)
	if done || err != nil {
		return err
	}
	if own := d.sealed(r, p); own != "" {
		reader = own
	}
	was, err := d.filled(r, p, reader)
	if err != nil {
		return err
	}
	t, ok := p.theme(r, was)
	if !ok {
		return see(w, r, p.link, "questions")
	}
	var wrong map[string]string
	more := false
	s, err := d.change(w, r, p, reader, func(s *filled) {
		if t.who() {
			s.Name, s.Job = line(r.PostForm.Get("name")), line(r.PostForm.Get("job"))
		} else {
			var a assessments.Answers
			a, wrong, more = web.Answered(p.asks, s.answers(p, false), t.on, r.PostForm)
			s.Values = a.Values
		}
		if !slices.Contains(s.Been, t.n) {
			s.Been = append(s.Been, t.n)
		}
	})
	if err != nil {
		return err
	}
	var problems []web.Problem
	if t.who() {
		problems = p.signed(s.Name, s.Job)
	}
	then := r.PostForm.Get("then")
	if len(problems)+len(wrong) > 0 {
		return d.showTheme(w, p, t, web.Paper(p.asks, s.answers(p, false), t.on, wrong, r.PostForm), s, reader, then, false, problems)
	}
	next := "questions/check"
	switch {
	case more:
		d.Site.Flash(w, Path+p.link, "more")
		next = "questions/part/" + strconv.Itoa(t.n)
		if then == "check" {
			next += "?then=check"
		}
	case then == "check":
	default:
		for _, x := range p.themes(s.Values) {
			if x.n > t.n {
				next = "questions/part/" + strconv.Itoa(x.n)
				break
			}
		}
	}
	return see(w, r, p.link, next)
}
