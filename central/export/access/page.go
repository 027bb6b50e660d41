package access

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// page is the record to read: one file, no script, nothing asked of the net.
func (b *builder) page(child *assessments.Child) ([]byte, error) {
	data := sheet{Title: "Record of " + child.Name, Made: b.At.In(time.UTC).Format("2 January 2006"), Open: len(b.pack.Open)}
	for _, e := range b.kept {
		info, _ := assessments.LookupKind(e.Kind)
		if n := len(data.Parts); n == 0 || data.Parts[n-1].Kind != e.Kind {
			title := info.Title
			if title == "" {
				title = label(string(e.Kind))
			}
			data.Parts = append(data.Parts, part{Kind: e.Kind, Title: title, About: strings.SplitN(info.Doc, ";", 2)[0]})
		}
		p := &data.Parts[len(data.Parts)-1]
		p.Items = append(p.Items, b.item(e, info))
	}
	var out bytes.Buffer
	err := layout.Execute(&out, data)
	return out.Bytes(), err
}

type sheet struct {
	Title, Made string
	Open        int
	Parts       []part
}

type part struct {
	Kind         assessments.Kind
	Title, About string
	Items        []item
}

type item struct {
	ID, Day string
	Why     string // why all of it must be looked at
	Lines   []line
	Files   []string
}

type line struct{ Name, Help, Text, Why string }

func (b *builder) item(e entry, info assessments.KindInfo) item {
	it := item{ID: string(e.ID), Day: assessments.Date(dayOf(e.Record)).Words(), Files: e.files}
	help, why, listed := map[string]string{}, map[string]string{}, map[string]bool{}
	var order []string // as the fields are declared, which is how the form asks; then those of a newer program
	if info.New != nil {
		for _, f := range info.Fields() {
			help[f.Name], listed[f.Name] = f.Doc, len(f.Enum) > 0
			order = append(order, f.Name)
		}
	}
	slices.SortStableFunc(order, func(x, y string) int { return cmp.Compare(late(x), late(y)) })
	for _, name := range e.Fields.Names() {
		if !slices.Contains(order, name) {
			order = append(order, name)
		}
	}
	for _, p := range e.points {
		if why[p.Field] = p.Why; p.Field == "" {
			it.Why = p.Why
		}
	}
	for _, name := range order {
		if name == "tree" || name == "fhir" || e.Fields[name] == nil {
			continue // the signed report is the file beside it; what another system sent is in record.json
		}
		text := b.said(e.Fields[name])
		switch {
		case listed[name]:
			text = strings.ReplaceAll(text, "-", " ")
		case name == "nhs_number":
			text = assessments.FormatNHSNumber(text)
		}
		if text != "" {
			it.Lines = append(it.Lines, line{label(name), help[name], text, why[name]})
		}
	}
	return it
}

// late is 1 for who wrote an entry down and when, which comes after what it says.
func late(field string) int {
	if strings.HasPrefix(field, "recorded_") || field == "missing" || field == "not_for" || field == "private" {
		return 1
	}
	return 0
}

// letters are said as such.
var letters = strings.NewReplacer("Nhs", "NHS", "Upn", "UPN", "Hcpc", "HCPC", "Ehc", "EHC", "ehc", "EHC", "Icb", "ICB", "sha256", "SHA-256", "Sha256", "SHA-256")

// label is a field's name as people read it.
func label(name string) string {
	s := strings.ReplaceAll(name, "_", " ")
	if s == "" {
		return s
	}
	return letters.Replace(assessments.UpperFirst(s))
}

// said is a value in words: ids as the names they stand for, days as days, lists one after another.
func (b *builder) said(raw json.RawMessage) string {
	var x any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if dec.Decode(&x) != nil {
		return string(raw)
	}
	return b.plain(x)
}

func (b *builder) plain(x any) string {
	switch x := x.(type) {
	case nil:
		return ""
	case bool:
		return map[bool]string{true: "yes", false: "no"}[x]
	case string:
		if id := assessments.ID(x); id.Valid() {
			if name := b.names[id]; name != "" {
				return name
			}
			return "entry " + id.Short()
		}
		if d := assessments.Date(x); d.Valid() {
			return d.Words()
		}
		return x
	case []any:
		var parts []string
		for _, y := range x {
			parts = append(parts, b.plain(y))
		}
		return strings.Join(parts, "\n")
	case map[string]any:
		raw := assessments.Fields{}
		for k, v := range x {
			raw[k], _ = json.Marshal(v) // it was JSON
		}
		var parts []string
		for _, k := range raw.Names() {
			parts = append(parts, label(k)+": "+b.plain(x[k]))
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(x)
}

var layout = template.Must(template.New("record").Parse(`<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{if .Open}}DRAFT, not to be sent: {{end}}{{.Title}}</title>
<style>
:root { color-scheme: light dark; --ink: #1d2a2f; --paper: #fbfaf7; --line: #8b979b; --soft: #55636a; --mark: #7a2e12; --wash: #fdeee4; }
@media (prefers-color-scheme: dark) { :root { --ink: #eceff0; --paper: #151b1e; --line: #75838a; --soft: #b3bec2; --mark: #ffc2a3; --wash: #3a2116; } }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem 1rem 4rem; font: 1.0625rem/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0 .25rem; } h2 { font-size: 1.35rem; margin: 2.5rem 0 .25rem; border-top: 3px solid var(--ink); padding-top: .75rem; } h3 { font-size: 1.0625rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); } nav ul { columns: 14rem; padding-left: 1.2rem; }
a { color: inherit; } a:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
article { border-top: 1px solid var(--line); padding: .5rem 0 .75rem; }
dl { margin: 0; } dl > div { display: grid; grid-template-columns: 12rem 1fr; gap: 0 1rem; padding: .15rem 0; } dt { color: var(--soft); } dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
.look { margin: .5rem 0; border-left: 6px solid var(--mark); background: var(--wash); padding: .5rem .75rem; } .look strong { color: var(--mark); } dd .look { display: block; margin-top: .25rem; }
@media (max-width: 34rem) { dl > div { grid-template-columns: 1fr; } }
@media print { body { max-width: none; } article { break-inside: avoid; } nav { display: none; } }
</style>
</head>
<body>
<main>
{{if .Open}}<p class="look" role="note"><strong>Draft: not to be sent.</strong> A person must look at {{.Open}} {{if eq .Open 1}}part{{else}}parts{{end}} first. They are marked on this page and listed in review.csv.</p>{{end}}
<h1>{{.Title}}</h1>
<p class="soft">Everything that the service keeps about the child, as it stood on {{.Made}}. The same is in record.json for a computer to read.</p>
<nav aria-label="Contents"><ul>{{range .Parts}}<li><a href="#{{.Kind}}">{{.Title}} ({{len .Items}})</a></li>{{end}}</ul></nav>
{{range .Parts}}<section aria-labelledby="{{.Kind}}">
<h2 id="{{.Kind}}">{{.Title}}</h2>
<p class="soft">{{.About}}</p>
{{range .Items}}<article>
{{if .Day}}<h3>{{.Day}}</h3>{{end}}
{{if .Why}}<p class="look"><strong>Look at this before it goes.</strong> {{.Why}}</p>{{end}}
<dl>{{range .Lines}}<div><dt{{if .Help}} title="{{.Help}}"{{end}}>{{.Name}}</dt><dd>{{.Text}}{{if .Why}}<span class="look"><strong>Look at this before it goes.</strong> {{.Why}}</span>{{end}}</dd></div>
{{end}}</dl>
{{range .Files}}<p><a href="{{.}}">Open the file</a></p>{{end}}
</article>
{{end}}</section>
{{end}}</main>
</body>
</html>
`))
