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

// The whole set of a service's rules: a lead changes a draft, looks at what differs, and signs it; from then on tablets and these
// pages work by it. Every version stays, and one goes back by drafting an old one anew.
const rulesHome = Home + "rules/"

// A ruleset is what there is of a service's rules.
type ruleset struct {
	Shipped *service.Pack // as the program has them
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

func (d *Desk) rules(r *http.Request, s ledger.Sitting) (x ruleset, err error) {
	ctx := as(r, s)
	if x.Rec, x.V, x.Here, err = d.house(ctx, s); err != nil {
		return x, err
	}
	if x.List, err = d.ledger.RulesVersions(ctx, s.Tenant); err != nil {
		return x, err
	}
	x.Shipped = d.packs[s.Pack]
	x.Force = x.Shipped
	if x.V.OwnRules != "" && x.Shipped != nil && x.V.Rules == s.Pack {
		own, err := service.ParseOwn([]byte(x.V.OwnRules), s.Pack)
		if x.Broken = err != nil; !x.Broken {
			x.Force = own
		}
	}
	if len(x.List) > 0 && x.List[0].Signer == "" {
		x.Rev = x.List[0].Rev
		// A draft that a newer program made is changed anew from the rules in force.
		if x.Draft, err = service.ParseOwn([]byte(x.List[0].Text), s.Pack); err != nil {
			x.Draft, err = nil, nil
		}
	}
	return x, err
}

type sectionRow struct {
	Name, Title string
	Groups      []service.Group
	Stated      bool
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
		row := sectionRow{Name: name, Title: service.Title(name), Stated: !slices.Contains(x.Force.Unstated, name)}
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
	if x.Draft != nil {
		p.Changes = len(service.Differ(x.Force, x.Draft))
	}
	return d.show(w, r, s, "ruleset", "rules", web.Page{Title: "The whole set of rules", Back: web.Link{Href: Home + "rules", Text: "The service’s rules"}, Problems: wrong, Data: p})
}

type editPage struct {
	Token, Rev, Section string
	Groups              []editGroup
	Drafted             bool
}

type editGroup struct {
	service.Group
	Fields []web.Field
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
				f.Options = append(f.Options, web.Option{Value: w, Text: cmp.Or(spoken(w), "Not said")})
			}
		default:
			f.Max = 400
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
	return strings.ToUpper(w[:1]) + strings.ReplaceAll(w[1:], "-", " ")
}

// RuleSection asks for one section of the rules.
func (d *Desk) RuleSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askSection(w, r, s, nil)
}

func (d *Desk) askSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	section := r.PathValue("section")
	groups := service.Groups(x.next(), section)
	if groups == nil {
		return assessments.Errorf(assessments.NotFound, "lead.ruleset", "There is no such section of the rules.")
	}
	// A draft that somebody else has changed since is told when the form comes back, not written over.
	p := editPage{Token: d.site.Token(s.Key), Rev: cmp.Or(r.PostForm.Get("rev"), strconv.FormatInt(x.Rev, 10)), Section: section, Drafted: x.Draft != nil}
	for _, g := range groups {
		p.Groups = append(p.Groups, editGroup{g, fields(g, r.PostForm)})
	}
	return d.show(w, r, s, "rulesection", "rules", web.Page{Title: service.Title(section), Back: web.Link{Href: rulesHome + "all", Text: "The whole set of rules"}, Problems: wrong, Data: p})
}

// EditSection keeps a section in the draft, or says what is wrong with it. Nobody works by it before it is signed.
func (d *Desk) EditSection(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	section := r.PathValue("section")
	if service.Groups(x.next(), section) == nil {
		return assessments.Errorf(assessments.NotFound, "lead.ruleset", "There is no such section of the rules.")
	}
	next, problems := x.next().With(section, func(path string) string { return r.PostForm.Get(path) })
	if len(problems) > 0 {
		var wrong []web.Problem
		for _, p := range problems {
			wrong = append(wrong, web.Problem{Field: p.Field, Text: p.Text})
		}
		return d.askSection(w, r, s, wrong)
	}
	if err := d.draft(r, s, x, service.Write(next)); err != nil {
		wrong, err := kindly(err, "")
		if err != nil {
			return err
		}
		return d.askSection(w, r, s, wrong)
	}
	return d.done(w, r, rulesHome+"draft", "drafted")
}

// draft keeps a text as the draft, if the one that the form was made from is still that of now. What says the same as the rules in force
// is no draft.
func (d *Desk) draft(r *http.Request, s ledger.Sitting, x ruleset, text []byte) error {
	if !x.Here {
		return noHouse()
	}
	rev, err := strconv.ParseInt(r.PostForm.Get("rev"), 10, 64)
	if err != nil {
		return assessments.Errorf(assessments.Invalid, "lead.ruleset", "This form is not whole. Open the page again.")
	}
	if x.Draft == nil && string(service.Write(x.Force)) == string(text) {
		return assessments.Errorf(assessments.Invalid, "lead.ruleset", "Nothing differs from the rules in force.")
	}
	return d.ledger.DraftRules(as(r, s), s.Tenant, string(s.Person), string(text), "", rev)
}

// addRules puts a draft that another lead made on Today.
func (d *Desk) addRules(r *http.Request, s ledger.Sitting, p *todayPage) error {
	waits, err := d.ledger.RulesWait(as(r, s), s.Tenant, string(s.Person))
	if waits {
		p.Things = append(p.Things, thing{rulesHome + "draft", "Look at the draft of the rules, and sign it or not", "Another lead changed the rules. It takes two."})
	}
	return err
}
