package lead

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// draft keeps rules as the draft, if the one that the form was made from is still that of now. raw is the file they came in, nil for none:
// it is kept as it was written, with its remarks. base is what the program's rules were for them. What says the same as the rules in force
// is no draft.
func (d *Desk) draft(r *http.Request, s ledger.Sitting, x ruleset, next *service.Pack, raw []byte, base *service.Pack) error {
	if !x.Here {
		return noHouse()
	}
	rev, err := strconv.ParseInt(r.PostForm.Get("rev"), 10, 64)
	if err != nil {
		return assessments.Errorf(assessments.Invalid, "lead.ruleset", "This form is not whole. Open the page again.")
	}
	before := string(service.Write(next))
	next.Number(x.signed())
	text := string(service.Write(next.Spare(x.Shipped)))
	if x.Draft == nil && string(service.Write(x.Force.Spare(x.Shipped))) == text {
		return assessments.Errorf(assessments.Invalid, "lead.ruleset", "Nothing differs from the rules in force.")
	}
	if len(text) > service.MaxOwn {
		return assessments.Errorf(assessments.TooLarge, "lead.ruleset", "These rules would be larger than a service’s own can be (%d KiB). Take out what nobody uses.", service.MaxOwn>>10)
	}
	if raw != nil && string(service.Write(next)) == before {
		text = string(raw)
	}
	was := string(service.Write(base))
	if base == x.Base && !x.Known {
		was = "" // what nobody kept is not made up now
	}
	return d.ledger.DraftRules(as(r, s), s.Tenant, string(s.Person), text, was, rev)
}

// signed are the editions of the service's question templates that were ever signed, the newest first.
func (x ruleset) signed() []template.Template {
	var out []template.Template
	for _, v := range x.List {
		if v.Signer == "" || !strings.Contains(v.Text, "[[template") {
			continue
		}
		p, err := service.ParseOwn([]byte(v.Text), x.Shipped.Name)
		if err != nil {
			continue // of a newer program, which numbered them itself
		}
		for _, t := range p.Templates {
			if !slices.ContainsFunc(out, func(o template.Template) bool { return o.Name == t.Name && o.Version == t.Version }) {
				out = append(out, t)
			}
		}
	}
	return out
}

// shipped is a pack of the program with those of its question templates that base has, as a service's own would be.
func (d *Desk) shipped(p, base *service.Pack) *service.Pack {
	out := *p
	out.Templates = nil
	for _, b := range base.Templates {
		if t, ok := d.cfg.Asks.Current(b.Name); ok {
			t.Version = template.OwnVersions
			out.Templates = append(out.Templates, t)
		}
	}
	return &out
}

// starts offers the question templates of the program that the service has not made its own.
func (d *Desk) starts(x ruleset) web.Field {
	f := web.Field{Name: "start", Label: "Question template", Type: "select", Width: "middle", Options: []web.Option{{Text: "Choose"}}}
	for _, t := range d.cfg.Asks.List() {
		if !slices.ContainsFunc(x.next().Templates, func(o template.Template) bool { return o.Name == t.Name }) {
			f.Options = append(f.Options, web.Option{Value: t.Name, Text: t.Title})
		}
	}
	return f
}

// askedBy are the short names of all question templates that there are.
func (d *Desk) askedBy(x ruleset) []string {
	var out []string
	for _, t := range append(d.cfg.Asks.List(), x.next().Templates...) {
		if !slices.Contains(out, t.Name) {
			out = append(out, t.Name)
		}
	}
	return out
}

// startFrom takes one of them into the draft, where it can be changed.
func (d *Desk) startFrom(w http.ResponseWriter, r *http.Request, s ledger.Sitting, x ruleset, name string) error {
	t, ok := d.cfg.Asks.Current(name)
	own := slices.ContainsFunc(x.next().Templates, func(o template.Template) bool { return o.Name == name })
	if !ok || own {
		return d.askSection(w, r, s, []web.Problem{{Field: "start", Text: "Choose one of the question templates."}})
	}
	t.Version = template.OwnVersions
	next, base := *x.next(), *x.Base
	next.Templates = append(slices.Clone(next.Templates), t)
	base.Templates = append(slices.DeleteFunc(slices.Clone(base.Templates), func(o template.Template) bool { return o.Name == name }), t)
	if err := d.draft(r, s, x, &next, nil, &base); err != nil {
		wrong, err := kindly(err, "start")
		if err != nil {
			return err
		}
		return d.askSection(w, r, s, wrong)
	}
	return d.done(w, r, sectionAt("template", "template."+strconv.Itoa(len(next.Templates)-1)), "drafted")
}

// distinct keeps a new question template from standing in the place of one of the program's that has the same title.
func (d *Desk) distinct(x ruleset, next *service.Pack) {
	for i := range next.Templates {
		t := &next.Templates[i]
		_, ships := d.cfg.Asks.Current(t.Name)
		if ships && !slices.ContainsFunc(x.next().Templates, func(o template.Template) bool { return o.Name == t.Name }) {
			t.Name += "-own"
		}
	}
}
