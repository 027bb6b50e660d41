package lead

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

type editPage struct {
	Token, Rev, Section string
	At                  string // the page's address
	Groups              []editGroup
	Drafted, Spread     bool      // Spread takes the whole width, for entries that stand beside each other
	Start               web.Field // question templates to begin from; no Name for none
}

type editGroup struct {
	service.Group
	Fields []web.Field
	Rows   []editRow
	Stands web.Field // its place in the list; no Name for none
	Add    string    // the path of a new entry, where that has a page of its own
	Small  bool      // one of many entries of a few words each, which stand beside each other
}

type editRow struct {
	service.Row
	Stands web.Field
}

// small reports whether an entry of a list is a few words and choices.
func small(g service.Group) bool {
	_, last, _ := strings.Cut(g.Path, ".")
	return last != "" && last[len(last)-1] <= '9' && len(g.Slots) > 1 && len(g.Slots) <= 4 && !slices.ContainsFunc(g.Slots, func(s service.Slot) bool {
		return s.Form != "text" && s.Form != "one" && s.Form != "truth" || strings.HasSuffix(s.Path, ".rules")
	})
}

// stands asks for the place of an entry in its list.
func stands(name string, no int, what string, typed map[string][]string) web.Field {
	f := web.Field{Name: name, Label: what, Value: strconv.Itoa(no), Mode: "numeric", Width: "short", Max: 4, Complete: "off"}
	if v := typed[name]; len(v) > 0 {
		f.Value = v[0]
	}
	return f
}

// fields are a group as a form. get gives what was typed, where something was.
func fields(g service.Group, typed map[string][]string) []web.Field {
	var out []web.Field
	for _, x := range g.Slots {
		f := web.Field{Name: x.Path, Label: x.Label, Value: x.Value, Complete: "off"}
		if v, ok := typed[x.Path]; ok && len(v) > 0 {
			f.Value = v[0]
		}
		switch x.Form {
		case "long":
			f.Type, f.Rows, f.Max = "textarea", 3, 4000
		case "list", "pairs":
			f.Type, f.Rows, f.Hint = "textarea", min(max(strings.Count(f.Value, "\n")+1, 2), 12), "One on each line."
			if x.Words != nil {
				f.Hint = "One on each line, of these: " + strings.Join(slices.DeleteFunc(slices.Clone(x.Words), func(w string) bool { return w == "" }), ", ") + "."
			}
		case "number":
			f.Mode, f.Width, f.Max = "numeric", "short", 5
		case "numbers":
			f.Width, f.Hint, f.Max = "middle", "Whole numbers, with commas between.", 200
		case "truth":
			f.Type, f.Width, f.Options = "radios", "row", []web.Option{{Value: "yes", Text: "Yes"}, {Value: "no", Text: "No"}}
			f.Value = cmp.Or(f.Value, "no")
		case "one":
			f.Type, f.Width = "select", "middle"
			if !slices.Contains(x.Words, "") {
				f.Options = append(f.Options, web.Option{Text: "Choose"})
			}
			for _, w := range x.Words {
				f.Options = append(f.Options, web.Option{Value: w, Text: cmp.Or(x.Says[w], spoken(w), "Not said")})
			}
		default:
			f.Max = cmp.Or(x.Most, 400)
			if hour := strings.HasPrefix(x.Path, "hours.") || strings.HasPrefix(x.Path, "clinic."); hour && (strings.HasSuffix(x.Path, ".from") || strings.HasSuffix(x.Path, ".to")) {
				f.Width, f.Max = "short", 5
			}
		}
		out = append(out, f)
	}
	return out
}

// spoken is a word of the rules as a list of answers has it.
func spoken(w string) string {
	if w == "" {
		return ""
	}
	return assessments.UpperFirst(strings.ReplaceAll(w, "-", " "))
}

// RuleSection asks for one section of the rules, or for one entry of it that has a page of its own.
func (d *Desk) RuleSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askSection(w, r, s, nil)
}

// sectionAt is the address of a page of a section.
func sectionAt(section, of string) string {
	if of == "" {
		return rulesHome + "section/" + section
	}
	return rulesHome + "section/" + section + "?of=" + of
}

// page finds the page of a section that an address names.
func (x ruleset) page(r *http.Request) (section, of string, groups []service.Group, err error) {
	section, of = r.PathValue("section"), r.URL.Query().Get("of")
	if groups = service.Page(x.next(), section, of); groups == nil {
		err = assessments.Errorf(assessments.NotFound, "lead.ruleset", "There is no such section of the rules.")
	}
	return section, of, groups, err
}

func (d *Desk) askSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	section, of, groups, err := x.page(r)
	if err != nil {
		return err
	}
	// A draft that somebody else has changed since is told when the form comes back, not written over.
	p := editPage{Token: d.site.Token(s.Key), Rev: cmp.Or(r.PostForm.Get("rev"), strconv.FormatInt(x.Rev, 10)), Section: section, At: sectionAt(section, of), Drafted: x.Draft != nil}
	for _, g := range groups {
		e := editGroup{Group: g, Fields: fields(g, r.PostForm)}
		if g.Place != "" {
			e.Stands = stands(g.Place, g.No, "Place in the list", r.PostForm)
		}
		for _, row := range g.Rows {
			e.Rows = append(e.Rows, editRow{row, stands(row.Place, row.No, "Place of "+row.Title, r.PostForm)})
		}
		if e.Small = (g.New || g.Drop != "") && small(g); e.Small {
			p.Spread = true
		}
		if len(g.Slots) == 0 { // an index
			e.Add = sectionAt(section, g.Path+"."+strconv.Itoa(len(g.Rows)))
		}
		p.Groups = append(p.Groups, e)
	}
	if section == "template" && of == "" {
		p.Start = d.starts(x)
	}
	if section == "template_without" {
		p.Groups[0].Fields[0].Hint = "One on each line, of these: " + strings.Join(d.askedBy(x), ", ") + "."
	}
	page := web.Page{Title: service.Title(section), Back: web.Link{Href: rulesHome + "all", Text: "The whole set of rules"}, Problems: wrong}
	if of != "" {
		parent := service.Parent(of)
		page.Back = web.Link{Href: sectionAt(section, parent), Text: cmp.Or(service.Where(x.next(), parent), page.Title)}
		page.Title = cmp.Or(strings.Trim(lastName(service.Where(x.next(), of), service.Where(x.next(), parent)), "“”"), "Add another")
	}
	page.Data = p
	return d.show(w, r, s, "rulesection", "rules", page)
}

// lastName is what a path's name adds to that of its parent.
func lastName(of, parent string) string {
	return strings.TrimPrefix(strings.TrimPrefix(of, parent), ", ")
}

// EditSection keeps a page of a section in the draft, or says what is wrong with it. Nobody works by it before it is signed.
func (d *Desk) EditSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	section, of, groups, err := x.page(r)
	if err != nil {
		return err
	}
	if name := r.PostForm.Get("start"); name != "" && section == "template" {
		return d.startFrom(w, r, s, x, name)
	}
	next, problems := x.next().With(section, of, func(path string) string { return r.PostForm.Get(path) })
	if len(problems) > 0 {
		return d.askSection(w, r, s, told(x.next(), groups, problems))
	}
	d.distinct(x, next)
	if off := next.Without; off != nil && section == "template_without" {
		known := d.askedBy(x)
		for _, name := range off.Names {
			if !slices.Contains(known, name) {
				return d.askSection(w, r, s, []web.Problem{{Field: "template_without.names", Text: "There are no questions called “" + name + "”. Write the short name as it stands in the list."}})
			}
		}
	}
	if err := d.draft(r, s, x, next, nil, x.Base); err != nil {
		wrong, err := kindly(err, "")
		if err != nil {
			return err
		}
		return d.askSection(w, r, s, wrong)
	}
	if of != "" {
		return d.done(w, r, sectionAt(section, service.Parent(of)), "drafted")
	}
	return d.done(w, r, rulesHome+"draft", "drafted")
}

// told are problems as a page shows them: each leads to its field, or names the entry that has a page of its own.
func told(p *service.Pack, groups []service.Group, problems []assessments.Problem) []web.Problem {
	here := map[string]bool{}
	for _, g := range groups {
		here[g.Path], here[g.Place] = true, true
		for _, s := range g.Slots {
			here[s.Path] = true
		}
		for _, row := range g.Rows {
			here[row.Path], here[row.Place] = true, true
		}
	}
	var wrong []web.Problem
	for _, x := range problems {
		if at := service.Where(p, x.Field); !here[x.Field] && at != "" {
			x.Field, x.Text = "", at+": "+x.Text
		}
		wrong = append(wrong, web.Problem{Field: x.Field, Text: x.Text})
	}
	return wrong
}
