package lead

import (
	"net/http"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// The whole set of a service's rules: a lead changes a draft, looks at what differs, and signs it; from then on tablets and these
// pages work by it. Every version stays, and one goes back by drafting an old one anew.
const rulesHome = Home + "rules/"

// A ruleset is what there is of a service's rules.
type ruleset struct {
	Shipped *service.Pack // as the program has them, with its question templates that the service has made its own
	Base    *service.Pack // as the program had them when those of the service were taken from them
	Known   bool          // that is known
	Force   *service.Pack // what the service works by
	Draft   *service.Pack // nil for none
	Rev     int64         // of the draft
	Rec     assessments.Record
	V       assessments.Service
	Here    bool // the service has a record that holds them
	Broken  bool // its own cannot be read by this program
	List    []ledger.RulesVersion
}

// next is what a change begins from: the draft, where there is one.
func (x ruleset) next() *service.Pack {
	if x.Draft != nil {
		return x.Draft
	}
	return x.Force
}

// row is the version that next is; nil where the service works by the program's rules and nobody drafted others.
func (x ruleset) row() *ledger.RulesVersion {
	for i, v := range x.List {
		if x.Draft != nil || x.V.OwnRules != "" && x.V.Rules == x.Shipped.Name && int(v.N) == x.V.RulesVersion {
			return &x.List[i]
		}
	}
	return nil
}

func (d *Desk) rules(r *http.Request, s ledger.Sitting) (x ruleset, err error) {
	ctx := as(r, s)
	if x.Rec, x.V, x.Here, err = d.house(ctx, s); err != nil {
		return x, err
	}
	if x.List, err = d.ledger.RulesVersions(ctx, s.Tenant); err != nil {
		return x, err
	}
	if x.Shipped = d.packs[s.Pack]; x.Shipped == nil {
		return x, nil
	}
	x.Force, x.Broken = service.InForce(x.Shipped, &x.V)
	if len(x.List) > 0 && x.List[0].Signer == "" {
		x.Rev = x.List[0].Rev
		// A draft that a newer program made is changed anew from the rules in force.
		if draft, err := service.ParseOwn([]byte(x.List[0].Text), s.Pack); err == nil {
			x.Draft = draft.Complete(x.Shipped)
		}
	}
	x.Base, x.Known = x.Shipped, true
	if row := x.row(); row != nil {
		if x.Base, err = service.ParseOwn([]byte(row.Base), s.Pack); err != nil {
			// Nobody kept what they were taken from. What differs from the program's rules then counts as changed by the program.
			base := *x.next()
			base.Words = x.Shipped.Words
			x.Base, x.Known = &base, false
		}
	}
	x.Shipped = d.shipped(x.Shipped, x.Base)
	return x, nil
}

type sectionRow struct {
	Name, Title string
	Groups      []service.Group
	Stated, Own bool
	Says        string // of the service's own words
}

type versionRow struct {
	ledger.RulesVersion
	Force, Draft bool
}

type rulesetPage struct {
	ruleset
	Token    string
	Sections []sectionRow
	Versions []versionRow
	Changes  int
	Mended   int // sections in which the program has changed
}

// Ruleset shows the whole set, section by section, with what was changed when and by whom.
func (d *Desk) Ruleset(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showRuleset(w, r, s, nil)
}

func (d *Desk) showRuleset(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	p := rulesetPage{ruleset: x, Token: d.site.Token(s.Key)}
	for _, name := range service.Sections() {
		row := sectionRow{Name: name, Title: service.Title(name), Stated: !slices.Contains(x.Force.Unstated, name), Own: service.Own(name)}
		if row.Own {
			row.Says = inShort(x, name)
			p.Sections = append(p.Sections, row)
			continue
		}
		for _, g := range service.Groups(x.Force, name) {
			if !g.New && row.Stated {
				g.Slots = slices.DeleteFunc(slices.Clone(g.Slots), func(s service.Slot) bool { return s.Value == "" || s.Form == "truth" && s.Value == "no" })
				row.Groups = append(row.Groups, g)
			}
		}
		p.Sections = append(p.Sections, row)
	}
	for _, v := range x.List {
		p.Versions = append(p.Versions, versionRow{v, x.V.OwnRules != "" && int(v.N) == x.V.RulesVersion, v.Signer == ""})
	}
	p.Mended = len(mended(x))
	if x.Draft != nil {
		p.Changes = len(service.Differ(x.Force, x.Draft))
	}
	return d.show(w, r, s, "ruleset", "rules", web.Page{Title: "The whole set of rules", Back: web.Link{Href: Home + "rules", Text: "The service’s rules"}, Problems: wrong, Data: p})
}

// inShort sums up a section of the service's own words in a line.
func inShort(x ruleset, section string) string {
	var names []string
	for _, g := range service.Page(x.Force, section, "") {
		for _, r := range g.Rows {
			names = append(names, r.Title)
		}
		if len(g.Slots) > 0 && !g.New {
			for _, s := range g.Slots {
				if line := strings.ReplaceAll(s.Value, "\n", "; "); line != "" {
					names = append(names, line)
					break
				}
			}
		}
	}
	line := assessments.Brief(strings.Join(names, " · "), 300)
	if len(names) > 0 {
		return line
	}
	switch section {
	case "block":
		return "None yet."
	case "template_without":
		return "All are offered."
	}
	return "As Fieldfare ships it."
}

// addRules puts a draft that another lead made on Today.
func (d *Desk) addRules(r *http.Request, s ledger.Sitting, p *todayPage) error {
	waits, err := d.ledger.RulesWait(as(r, s), s.Tenant, string(s.Person))
	if waits {
		p.Things = append(p.Things, thing{rulesHome + "draft", "Look at the draft of the rules, and sign it or not", "Another lead changed the rules. It takes two."})
	}
	return err
}
