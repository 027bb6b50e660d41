package web

import (
	"bytes"
	"cmp"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/london"
)

//go:embed parts/*.html
var parts embed.FS

// A Link is an address with its words. Here marks the page that is shown.
type Link struct {
	Href, Text string
	Here       bool
}

// A Problem is one thing to put right. Field is the name of the field it is about, which the summary leads to.
type Problem struct{ Field, Text string }

// A Page is what the sheet shows around its main part. Title is the H1 and the browser's tab; the main part writes its own H1.
type Page struct {
	Title    string
	Service  string // the band's left: the therapy service, by name
	Section  string // the band's right, such as "Reports for schools"
	Menu     []Link // under the band, for who is signed in
	Out      Link   // in the band, beside their name
	Back     Link   // above the H1
	Problems []Problem
	Flash    string
	Foot     []Link
	Wide     bool         // the main part may take the whole width: tables
	Outer    string       // a sheet of the page's own, by its name; "" is ours
	Style    template.CSS // its style sheet, which the policy then allows
	Data     any          // what the main part shows
}

// Crumb is Title as the tab says it: a page with problems begins with the word, for whoever hears the tab first.
func (p Page) Crumb() string {
	title := p.Title
	if len(p.Problems) > 0 {
		title = "Error: " + title
	}
	if p.Service != "" {
		title += " - " + p.Service
	}
	return title
}

// Problem is what is wrong with a field, "" for nothing.
func (p Page) Problem(field string) string {
	for _, x := range p.Problems {
		if x.Field == field {
			return x.Text
		}
	}
	return ""
}

// A Field is one question of a form. Type is an input's type, or "select", "radios", "checkbox", "textarea"; "" is text.
type Field struct {
	Name, Label, Hint, Value, Problem, Type string
	Mode                                    string // inputmode: numeric
	Complete                                string // autocomplete
	Width                                   string // short, middle; "" is whole
	Rows, Max                               int
	Options                                 []Option
}

// An Option is one answer of a select or of radios.
type Option struct{ Value, Text string }

// Pages are the main parts of one package, each over the sheet.
type Pages struct{ all map[string]*template.Template }

// Parse reads every file *.html of a folder: each defines "main". It panics on a file that is none, as they are embedded.
func Parse(files fs.FS, folder string) Pages {
	base := template.Must(template.New("").Funcs(helpers).ParseFS(parts, "parts/*.html"))
	p := Pages{map[string]*template.Template{}}
	names, err := fs.Glob(files, folder+"/*.html")
	if err != nil || len(names) == 0 {
		panic("web: no pages in " + folder)
	}
	for _, name := range names {
		t := template.Must(template.Must(base.Clone()).ParseFS(files, name))
		p.all[strings.TrimSuffix(name[len(folder)+1:], ".html")] = t
	}
	return p
}

// Show writes a page. It is made whole first: whoever asks gets the page or the error page, never half of one.
func (p Pages) Show(w http.ResponseWriter, status int, name string, page Page) error {
	t, ok := p.all[name]
	if !ok {
		return assessments.Errorf(assessments.Internal, "web.show", "There is no page %q.", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, cmp.Or(page.Outer, "sheet"), page); err != nil {
		return assessments.Wrap(err, assessments.Internal, "web.show", "")
	}
	Headers(w)
	if page.Style != "" {
		w.Header().Set("Content-Security-Policy", Policy(string(page.Style)))
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // whoever went away misses nothing that is kept here
	return nil
}

// helpers are the words that templates may use.
var helpers = template.FuncMap{
	"asset": func(name string) string { return AssetPath + assetVersion + "/" + name },
	"day":   Day,
	"iso": func(at string) string { // a moment in RFC 3339, as a day
		t, err := time.Parse(time.RFC3339, at)
		if err != nil {
			return at
		}
		return Day(t)
	},
	"inc":  func(i int) int { return i + 1 },
	"nbsp": func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
	"days": func() []string { return []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"} },
	// ask gives a field its problem, so that no page forgets to
	"ask": func(f Field, p Page) Field { f.Problem = p.Problem(f.Name); return f },
}

// Day is a day as pages write it: "Thursday 21 May 2026", never broken between day and month. It takes a time, or a Date.
func Day(v any) string {
	t, ok := v.(time.Time)
	if d, isDate := v.(assessments.Date); isDate {
		var err error
		if t, err = time.Parse(time.DateOnly, string(d)); err != nil {
			return string(d)
		}
		return t.Format("Monday 2\u00a0January\u00a02006")
	}
	if !ok || t.IsZero() {
		return ""
	}
	return t.In(london.Zone).Format("Monday 2\u00a0January\u00a02006")
}

// Clock is a time as pages write it: "Thursday 21 May 2026, 14:05".
func Clock(t time.Time) string { return Day(t) + ", " + t.In(london.Zone).Format("15:04") }
