package lead

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

type diffRow struct {
	service.Difference
	Title string
}

type draftPage struct {
	ruleset
	Token string
	Diff  []diffRow
	Why   web.Field
	Alone web.Field // asked of the only lead, of their own draft
	Mine  bool      // whoever looks changed it last
	Wait  bool      // for another lead
}

func differ(was, is *service.Pack) []diffRow {
	var out []diffRow
	for _, x := range service.Differ(was, is) {
		out = append(out, diffRow{x, service.Title(x.Section)})
	}
	return out
}

// RuleDraft shows what the draft would change.
func (d *Desk) RuleDraft(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showDraft(w, r, s, nil)
}

func (d *Desk) showDraft(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	p := draftPage{ruleset: x, Token: d.site.Token(s.Key)}
	title := "There is no draft"
	if x.Draft != nil {
		title = "What the draft would change"
		p.Diff = differ(x.Force, x.Draft)
		p.Mine, err = d.ledger.MaySign(as(r, s), s.Tenant, string(s.Person), "")
		if p.Wait = assessments.KindOf(err) == assessments.Forbidden && err != nil; err != nil && !p.Wait && assessments.KindOf(err) != assessments.Invalid {
			return err
		}
		p.Alone = web.Field{Name: "alone", Label: "Why nobody else could look at it", Hint: "You changed this draft last, and you are the only lead. The audit keeps what you write here: name nobody.", Type: "textarea", Rows: 2, Max: 300, Value: r.PostForm.Get("alone")}
		p.Why = web.Field{Name: "why", Label: "Why the rules change", Type: "textarea", Rows: 3, Max: 1000, Value: r.PostForm.Get("why")}
	}
	return d.show(w, r, s, "ruledraft", "rules", web.Page{Title: title, Back: web.Link{Href: rulesHome + "all", Text: "The whole set of rules"}, Problems: wrong, Data: p})
}

// DoDraft signs the draft or drops it. What is signed is written into the service's own record in the same step: tablets never work by rules
// that nobody signed.
func (d *Desk) DoDraft(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	rev, _ := strconv.ParseInt(r.PostForm.Get("rev"), 10, 64)
	flash := "undrafted"
	switch do := r.PostForm.Get("do"); {
	case x.Draft == nil || rev != x.Rev:
		return d.showDraft(w, r, s, []web.Problem{{Text: "Another lead changed the draft meanwhile. Look at it again, and do it anew."}})
	case do == "drop":
		err = d.ledger.DropRules(as(r, s), s.Tenant, rev)
	case do != "sign":
		return d.showDraft(w, r, s, []web.Problem{{Text: "Choose what to do with the draft."}})
	case len([]rune(r.PostForm.Get("why"))) < 3:
		return d.showDraft(w, r, s, []web.Problem{{Field: "why", Text: "Say why the rules change, for whoever asks later."}})
	case r.PostForm.Get("read") != "yes":
		return d.showDraft(w, r, s, []web.Problem{{Field: "read", Text: "Confirm that you have read what changes."}})
	default:
		flash = "signed"
		err = d.sign(r, s, x)
	}
	if err != nil {
		field := ""
		if assessments.KindOf(err) == assessments.Invalid {
			field = "alone"
		}
		wrong, err := kindly(err, field)
		if err != nil {
			return err
		}
		return d.showDraft(w, r, s, wrong)
	}
	return d.done(w, r, rulesHome+"all", flash)
}

func (d *Desk) sign(r *http.Request, s ledger.Sitting, x ruleset) error {
	if !x.Here {
		return noHouse()
	}
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	_, err := d.ledger.SignRules(as(r, s), s.Tenant, string(s.Person), get("why"), get("alone"), x.Rev, func(own bool) (*ledger.Entry, error) {
		if err := x.Draft.Record(&x.V, x.Shipped, x.signed()); err != nil {
			return nil, err
		}
		x.V.RulesVersion = int(x.List[0].N)
		x.V.RulesSigned = "Signed by " + s.Name + " on " + d.today().Words()
		if own {
			x.V.RulesSigned += ", without a second person"
		}
		if e, changed := ledger.NextEntry(x.Rec, &x.V); changed {
			return &e, nil
		}
		return nil, nil
	})
	return err
}

// version is the one that an address names: 0 are the rules as the program has them.
func (d *Desk) version(r *http.Request, s ledger.Sitting) (x ruleset, n int64, p *service.Pack, err error) {
	if x, err = d.rules(r, s); err != nil {
		return x, 0, nil, err
	}
	n, err = strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err == nil && n == 0 {
		p := *x.Shipped
		p.Templates = nil // they are asked as they ship where a service has none of its own
		return x, 0, &p, nil
	}
	for _, v := range x.List {
		if err == nil && v.N == n {
			if p, err = service.ParseOwn([]byte(v.Text), s.Pack); err == nil {
				p = p.Complete(x.Shipped)
			}
			return x, n, p, err
		}
	}
	return x, n, nil, assessments.Errorf(assessments.NotFound, "lead.ruleset", "There is no such version of your service’s rules.")
}

type oldPage struct {
	ruleset
	Token string
	N     int64
	Of    ledger.RulesVersion
	Diff  []diffRow
}

// RuleVersion shows in what an old version differs from the rules in force, and offers to go back to it.
func (d *Desk) RuleVersion(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, n, old, err := d.version(r, s)
	if err != nil {
		return err
	}
	p := oldPage{ruleset: x, Token: d.site.Token(s.Key), N: n, Diff: differ(x.Force, old)}
	title := fmt.Sprintf("Version %d of the rules", n)
	for _, v := range x.List {
		if v.N == n {
			p.Of = v
		}
	}
	if n == 0 {
		title = "The rules as Fieldfare ships them"
	}
	return d.show(w, r, s, "ruleversion", "rules", web.Page{Title: title, Back: web.Link{Href: rulesHome + "all", Text: "The whole set of rules"}, Data: p})
}

// BackTo makes an old version the draft: it is looked at and signed like any other.
func (d *Desk) BackTo(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, n, old, err := d.version(r, s)
	if err == nil {
		base := x.Shipped
		for _, v := range x.List {
			if v.N == n {
				var unread error
				if base, unread = service.ParseOwn([]byte(v.Base), s.Pack); unread != nil {
					base = x.Base
				}
			}
		}
		err = d.draft(r, s, x, old, nil, base)
	}
	if err != nil {
		wrong, err := kindly(err, "")
		if err != nil || assessments.KindOf(err) == assessments.NotFound {
			return err
		}
		return d.showRuleset(w, r, s, wrong)
	}
	return d.done(w, r, rulesHome+"draft", "drafted")
}

// RulesFile gives the rules as a file: the draft where there is one, else those in force.
func (d *Desk) RulesFile(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	web.Headers(w)
	w.Header().Set("Content-Type", "application/toml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+s.Pack+`.toml"`)
	_, _ = w.Write(service.Write(x.next())) // whoever went away asks again
	return nil
}

// TakeRules takes a file as the draft, or says what is wrong with it, line by line.
func (d *Desk) TakeRules(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	x, err := d.rules(r, s)
	if err != nil {
		return err
	}
	f, _, err := r.FormFile("file")
	if err != nil {
		return d.showRuleset(w, r, s, []web.Problem{{Field: "file", Text: "Choose a file."}})
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, service.MaxOwn+1))
	if err != nil {
		return d.showRuleset(w, r, s, []web.Problem{{Field: "file", Text: "The file could not be read. Choose it again."}})
	}
	next, err := service.ParseOwn(raw, s.Pack)
	if err == nil {
		err = d.draft(r, s, x, next.Complete(x.Shipped), raw, x.Base)
	}
	var found *assessments.FileProblems
	if errors.As(err, &found) {
		var wrong []web.Problem
		for i, x := range found.List {
			if i == 20 {
				wrong = append(wrong, web.Problem{Field: "file", Text: fmt.Sprintf("And %d more.", len(found.List)-i)})
				break
			}
			wrong = append(wrong, web.Problem{Field: "file", Text: fmt.Sprintf("Line %d: %s", x.Line, x.Text)})
		}
		return d.showRuleset(w, r, s, wrong)
	}
	if err != nil {
		wrong, err := kindly(err, "file")
		if err != nil {
			return err
		}
		return d.showRuleset(w, r, s, wrong)
	}
	return d.done(w, r, rulesHome+"draft", "drafted")
}
