package lead

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A mendRow is a section in which the program's own rules have changed since a service's were taken from them.
type mendRow struct {
	Section, Title string
	Mends          []service.Mend
}

// mended lists them. A service that works by the program's rules has them already.
func mended(x ruleset) []mendRow {
	var out []mendRow
	if x.row() == nil {
		return nil
	}
	for _, m := range service.Mended(x.Base, x.next(), x.Shipped) {
		if len(out) == 0 || out[len(out)-1].Section != m.Section {
			out = append(out, mendRow{Section: m.Section, Title: service.Title(m.Section)})
		}
		out[len(out)-1].Mends = append(out[len(out)-1].Mends, m)
	}
	return out
}

type mendPage struct {
	ruleset
	Token string
	Rows  []mendRow
}

// Mended shows what the program has changed in its own rules, section by section.
func (d *Desk) Mended(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showMended(w, r, s, nil)
}

func (d *Desk) showMended(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	p := mendPage{ruleset: x, Token: d.site.Token(s.Key), Rows: mended(x)}
	title := "The program’s own rules have changed since yours were taken from them"
	if len(p.Rows) == 0 {
		title = "The program’s own rules have not changed"
	}
	return d.show(w, r, s, "rulemend", "rules", web.Page{Title: title, Back: web.Link{Href: rulesHome + "all", Text: "The whole set of rules"}, Problems: wrong, Data: p})
}

// Mend takes a section over into the draft, or notes that a lead has looked at it and leaves the service's own as it is.
func (d *Desk) Mend(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	section, row := r.PostForm.Get("section"), x.row()
	told := slices.ContainsFunc(mended(x), func(m mendRow) bool { return m.Section == section })
	rev, _ := strconv.ParseInt(r.PostForm.Get("rev"), 10, 64)
	switch {
	case !told:
		return d.showMended(w, r, s, []web.Problem{{Text: "That section says the same by now. Look at the page again."}})
	case rev != x.Rev:
		return d.showMended(w, r, s, []web.Problem{{Text: "Another lead changed the draft meanwhile. Look at it again, and do it anew."}})
	}
	base := service.Compared(section, x.Base, x.Shipped)
	next := service.TakeOver(section, x.Base, x.next(), x.Shipped)
	if leaves := r.PostForm.Get("do") == "leave"; leaves || len(service.Differ(x.next(), next)) == 0 {
		err = d.ledger.CompareRules(as(r, s), s.Tenant, row.N, row.Base, string(service.Write(base)))
		return d.mendedTo(w, r, s, err, "left")
	}
	if _, err = service.ParseOwn(service.Write(next), s.Pack); err != nil {
		return d.showMended(w, r, s, []web.Problem{{Text: "This section does not fit your rules as they are: " + assessments.Sentence(err) + " Change it by hand."}})
	}
	return d.mendedTo(w, r, s, d.draft(r, s, x, next, nil, base), "drafted")
}

func (d *Desk) mendedTo(w http.ResponseWriter, r *http.Request, s ledger.Sitting, err error, flash string) error {
	if err != nil {
		wrong, err := kindly(err, "")
		if err != nil {
			return err
		}
		return d.showMended(w, r, s, wrong)
	}
	if flash == "drafted" {
		return d.done(w, r, rulesHome+"draft", flash)
	}
	return d.done(w, r, rulesHome+"program", flash)
}
