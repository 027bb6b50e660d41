package lead

import (
	"cmp"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

// A retainedRow is a record on the list of those whose time is over, or that were destroyed.
type retainedRow struct {
	Href, Who, Until, Rule, State string
	When                          string
}

type retentionPage struct {
	Due, Asked, Gone []retainedRow
	Turn             turn // of what is due
	Off              bool // nothing is destroyed here: there is no register
}

// Retention lists the records whose time is over, what one lead wants destroyed, and what is.
func (d *Desk) Retention(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: retention", "list")
	}
	if err != nil {
		return err
	}
	due, err := d.cfg.Disposal.Sift(ctx, s.Tenant, func(yield func(service.Case) bool) {
		for _, c := range v.children {
			if !yield(c.Case) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	p := retentionPage{Off: d.cfg.Disposal.Register == ""}
	due, p.Turn = leaf(r, due, Home+"retention", "from")
	p.Turn.What = "Records whose time is over"
	for _, x := range due {
		row := retainedRow{Href: Home + "retention/" + string(x.Child), Who: x.Name, Until: x.Retention.Until.Words(), Rule: x.Retention.Rule}
		if x.Held {
			row.State = "Held"
		}
		p.Due = append(p.Due, row)
	}
	list, err := d.ledger.Disposals(ctx, s.Tenant)
	for _, x := range list {
		row := retainedRow{Href: Home + "retention/" + string(x.Child), Who: string(x.Child), Rule: x.Rule, Until: x.Until.Words(), State: disposalWords[x.State], When: moment(cmp.Or(x.Ordered, x.Asked))}
		if x.State != ledger.DisposalAsked {
			p.Gone = append(p.Gone, row)
			continue
		}
		if c := v.find(string(x.Child)); c != nil {
			row.Who = c.Child.Name
		}
		p.Asked = append(p.Asked, row)
	}
	if err != nil {
		return err
	}
	return d.show(w, r, s, "retention", "caseload", web.Page{Title: "Records whose time is over", Back: web.Link{Href: Home + "caseload", Text: "Caseloads"}, Data: p})
}

var disposalWords = map[string]string{ledger.DisposalAsked: "One lead wants it destroyed", ledger.DisposalOrdered: "Being destroyed", ledger.DisposalErased: "Being destroyed", ledger.DisposalDone: "Destroyed"}

// moment is a time of a record as a page writes it.
func moment(at string) string {
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return ""
	}
	return web.Clock(t)
}

// A kindCount is how many records of a kind there are, or were.
type kindCount struct {
	Title string
	N     int
}

// counts puts kinds in the order of the documentation, under their titles.
func counts(of map[assessments.Kind]int) (out []kindCount) {
	for _, k := range assessments.Kinds() {
		if n := of[k.Kind]; n > 0 {
			out = append(out, kindCount{k.Title, n})
		}
	}
	return out
}

type retainedPage struct {
	disposal.Review
	C           assessments.Child
	Until       string // "" where nobody can say
	Counts      []kindCount
	Asked       *ledger.Disposal // by one lead
	AskedWho    string
	Mine        bool
	Master      bool // what is signed goes to the trust's own record
	Token       string
	Why, Day    web.Field
	Died        web.Field
	Certificate *ledger.Certificate
	Done        bool
	When        string // it was destroyed
	Earlier     string // of a record that was destroyed before: when
	AskedAt     string
	AgreedAt    string
	BackupsGone string // the last backup that holds it is gone by then; "" where nobody said
}

// Kept shows until when a child's record is kept and what stands in the way of destroying it; once it is destroyed, its certificate.
func (d *Desk) Kept(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showKept(w, r, s, nil)
}

func (d *Desk) showKept(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	ctx := as(r, s)
	v, err := d.cfg.Disposal.Look(ctx, s.Tenant, assessments.ID(r.PathValue("id")))
	if err != nil {
		return err
	}
	p := retainedPage{Review: v, C: v.Case.Child, Counts: counts(v.Records), Token: d.site.Token(s.Key), Master: d.cfg.Handoff != nil}
	page := web.Page{Title: p.C.Name, Back: web.Link{Href: Home + "retention", Text: "Records whose time is over"}, Problems: wrong}
	if x := v.Disposal; x != nil && x.State != ledger.DisposalAsked {
		page.Title = "Being destroyed"
		if err := p.certify(*x); err != nil {
			return err
		}
		if p.Certificate != nil {
			page.Title = "Certificate of destruction"
		}
		page.Data = p
		return d.show(w, r, s, "certificate", "caseload", page)
	}
	if v.Retention.Until.Valid() {
		p.Until = v.Retention.Until.Words()
	}
	get := func(name string) string { return r.PostForm.Get(name) }
	p.Why = web.Field{Name: "why", Label: "Why it is to be kept", Hint: "A few words that name nobody, such as: the public inquiry", Type: "textarea", Rows: 2, Max: 500, Value: get("why")}
	p.Day = web.Field{Name: "until", Label: "Last day of the hold", Hint: "Such as 31 12 2030. Leave it empty to hold the record until somebody lifts the hold.", Width: "short", Max: 20, Complete: "off", Value: get("until")}
	p.Died = web.Field{Name: "died", Label: "Day of death", Hint: "Such as 27 3 2019. Leave it empty if it was entered by mistake.", Width: "short", Max: 20, Complete: "off", Value: cmp.Or(get("died"), string(p.C.Died))}
	if p.Asked = v.Disposal; p.Asked != nil {
		p.Mine = p.Asked.Lead == string(s.Person)
		if p.AskedWho, err = d.nameOf(ctx, s.Tenant, p.Asked.Lead); err != nil {
			return err
		}
	}
	page.Data = p
	return d.show(w, r, s, "kept", "caseload", page)
}

// certify reads the certificate for its page.
func (p *retainedPage) certify(x ledger.Disposal) error {
	p.Done = x.State == ledger.DisposalDone
	if len(x.Certificate) == 0 {
		return nil
	}
	p.Certificate = &ledger.Certificate{}
	if err := json.Unmarshal(x.Certificate, p.Certificate); err != nil {
		return assessments.Wrap(err, assessments.Damaged, "lead.certificate", "The certificate cannot be read.")
	}
	c := p.Certificate
	p.When, p.AskedAt, p.AgreedAt, p.Until, p.Counts = moment(c.Destroyed), moment(c.Asked.At), moment(c.Agreed.At), c.Until.Words(), counts(c.Records)
	var before ledger.Certificate
	if json.Unmarshal(c.Before, &before) == nil {
		p.Earlier = moment(before.Destroyed)
	}
	if at, err := time.Parse(time.RFC3339, c.Destroyed); err == nil && c.BackupDays > 0 {
		p.BackupsGone = london.Day(at).AddDays(c.BackupDays).Words()
	}
	return nil
}

// nameOf is the name of somebody who works for a tenant.
func (d *Desk) nameOf(ctx context.Context, tenant, id string) (string, error) {
	people, err := d.ledger.People(ctx, tenant)
	for _, p := range people {
		if p.ID == id {
			return p.Name, err
		}
	}
	return "Another lead", err
}

// DoKept does one of the verbs to a record whose time is over.
func (d *Desk) DoKept(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx, child, lead := as(r, s), assessments.ID(r.PathValue("id")), string(s.Person)
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	flash, field := get("do"), ""
	day := func(name string) assessments.Date {
		if get(name) == "" {
			return ""
		}
		return web.TypedDay(get(name))
	}
	// Whoever is asked about a child of another service has never heard of it, whatever the verb is.
	_, err := d.ledger.Bars(ctx, s.Tenant, child)
	if assessments.KindOf(err) == assessments.NotFound && err != nil {
		return err
	}
	switch flash {
	case "destroy":
		if field = "sure"; get("sure") != "yes" {
			return d.showKept(w, r, s, []web.Problem{{Field: "sure", Text: "Tick that you have looked at what is to be destroyed."}})
		}
		var ordered bool
		if ordered, err = d.cfg.Disposal.Ask(ctx, s.Tenant, child, lead); !ordered {
			flash = "destroy-asked"
		}
	case "call-off":
		err = d.ledger.DropDisposal(ctx, s.Tenant, child)
	case "hold":
		field = "why"
		if err = d.ledger.HoldRecord(ctx, s.Tenant, ledger.Hold{Child: child, Lead: lead, Why: get("why"), Until: day("until")}); err != nil && get("until") != "" && strings.Contains(assessments.Sentence(err), "last day") {
			field = "until"
		}
	case "lift":
		err = d.ledger.LiftHolds(ctx, s.Tenant, child, lead)
	case "died":
		field = "died"
		err = d.cfg.Disposal.Died(ctx, s.Tenant, child, s.Person, day("died"))
	case "later":
		err = d.ledger.EraseLater(ctx, s.Tenant, child, lead)
	default:
		err = assessments.Errorf(assessments.Invalid, "lead.retention", "Choose what to do.")
	}
	if err != nil {
		wrong, err := kindly(err, field)
		if err != nil {
			return err
		}
		return d.showKept(w, r, s, wrong)
	}
	return d.done(w, r, Home+"retention/"+string(child), flash)
}

// addDisposals puts what another lead wants destroyed on Today.
func (d *Desk) addDisposals(r *http.Request, s ledger.Sitting, v *view, p *todayPage) error {
	list, err := d.ledger.Disposals(as(r, s), s.Tenant)
	for _, x := range slices.Backward(list) { // the oldest first
		c := v.find(string(x.Child))
		if x.State == ledger.DisposalAsked && x.Lead != string(s.Person) && c != nil {
			p.Things = append(p.Things, thing{Home + "retention/" + string(x.Child), "See whether the record of " + c.Child.Name + " may be destroyed", "Another lead asked for it. " + x.Rule})
		}
	}
	return err
}
