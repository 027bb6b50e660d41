package lead

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

type caseRow struct {
	Href, Name, School, Who, State string
}

type caseloadPage struct {
	Find, Of   string
	Therapists []web.Option
	Rows       []caseRow
	Count      int
	Turn       turn
	Cut        bool // more were found than are shown
}

// toSee is the state of a child who was accepted and not seen.
const toSee = "Waits to be seen"

// state is how far a child is, in a few words.
func state(c *service.Case) string {
	switch {
	case c.Discharged() != nil:
		return "Discharged"
	case c.Referred == "":
		return "No referral"
	case !c.Referral.TriagedOn.Valid():
		return "Waits for triage"
	case c.Referral.Outcome != "accepted":
		return "Closed at triage"
	case slices.ContainsFunc(c.Contacts, func(m service.Entry[assessments.Contact]) bool { return m.Is.Seen() && m.Is.On >= c.Referral.Received }):
		return "Being seen"
	}
	return toSee
}

// Caseload lists the children, all or one therapist's, found by a part of the name. What is looked for stands in no address: the search
// is a post, and only the number of the page and the therapist's id are links.
func (d *Desk) Caseload(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: caseload", "list")
	}
	if err != nil {
		return err
	}
	p := caseloadPage{Find: strings.TrimSpace(r.PostForm.Get("find")), Of: r.URL.Query().Get("of"), Therapists: []web.Option{{Value: "", Text: "Everybody"}}}
	mine, err := d.mine(ctx, s, &p)
	if err != nil {
		return err
	}
	var list []*child
	find := strings.ToLower(p.Find)
	for _, c := range v.children {
		if (p.Of == "" || mine[c.ID]) && strings.Contains(c.look, find) {
			list = append(list, c)
		}
	}
	p.Count = len(list)
	if p.Find == "" {
		list, p.Turn = leaf(r, list, Home+"caseload", "from", "of")
		p.Turn.What = "Children"
	} else {
		p.Cut, list = len(list) > perPage, list[:min(perPage, len(list))] // a search is a post and has no address to turn a page at
	}
	who, err := d.holders(ctx, s.Tenant, list)
	if err != nil {
		return err
	}
	for _, c := range list {
		p.Rows = append(p.Rows, caseRow{Home + "caseload/" + string(c.ID), c.Child.Name, v.settings[c.Child.Setting], who[c.ID], state(&c.Case)})
	}
	return d.show(w, r, s, "caseload", "caseload", web.Page{Title: "Caseloads", Data: struct {
		caseloadPage
		Token string
	}{p, d.site.Token(s.Key)}})
}

// mine offers the therapists who have children, and returns the children of the one who was asked for.
func (d *Desk) mine(ctx context.Context, s ledger.Sitting, p *caseloadPage) (map[assessments.ID]bool, error) {
	people, err := d.ledger.People(ctx, s.Tenant)
	if err != nil {
		return nil, err
	}
	loads, err := d.ledger.Loads(ctx, s.Tenant)
	for _, x := range people {
		if n := loads[x.ID]; n > 0 {
			p.Therapists = append(p.Therapists, web.Option{Value: x.ID, Text: x.Name + " (" + strconv.Itoa(n) + ")"})
		}
	}
	out := map[assessments.ID]bool{}
	if p.Of == "" || err != nil {
		return out, err
	}
	scopes, err := d.ledger.Grants(ctx, s.Tenant, p.Of)
	for _, x := range scopes {
		out[x.ID] = out[x.ID] || x.Type == assessments.ScopeChild
	}
	return out, err
}

type childPage struct {
	Case               *service.Case
	School, State, NHS string
	Running            []clockRow
	Ended              []string
	Reports            []parcelRow
	Holders            []ledger.Holding
	Handings           []ledger.Handing
	Token              string
	From, To, Give     web.Field
	Unborn             bool
	Born               web.Field
	Ask                asking
}

// Child shows who has a child, the clocks, and how to hand over. It shows nothing that was written of the child.
func (d *Desk) Child(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showChild(w, r, s, asking{}, nil)
}

func (d *Desk) showChild(w http.ResponseWriter, r *http.Request, s ledger.Sitting, sent asking, wrong []web.Problem) error {
	ctx := as(r, s)
	c, v, err := d.child(r, s)
	if err != nil {
		return err
	}
	scope := assessments.ChildScope(c.ID)
	if err := d.ledger.Note(ctx, s.Tenant, "read: caseload", scope.Key()); err != nil {
		return err
	}
	p := childPage{Case: &c.Case, School: v.settings[c.Child.Setting], State: state(&c.Case), NHS: assessments.FormatNHSNumber(c.Child.NHSNumber), Token: d.site.Token(s.Key),
		Unborn: c.unborn(), Born: bornField(r)}
	for _, x := range c.dues {
		p.Running = append(p.Running, x.row(nil))
	}
	for _, k := range service.Clocks(v.pack, c.Case, d.laws) {
		if !k.Running() {
			p.Ended = append(p.Ended, k.Line(c.Today))
		}
	}
	for i := range c.parcels {
		row, _, _ := c.parcels[i].row(c, d.cfg.Now(), false)
		p.Reports = append(p.Reports, row)
	}
	recs, err := d.ledger.Evidence(ctx, s.Tenant, scope)
	if err != nil {
		return err
	}
	p.Ask = sent
	p.Ask.Field = askField(d.askable(recs), r.PostForm.Get("ask"))
	held, err := d.ledger.Holders(ctx, s.Tenant, scope)
	if err != nil {
		return err
	}
	p.From = web.Field{Name: "from", Label: "From", Type: "select", Width: "whole", Value: r.PostForm.Get("from")}
	for _, h := range held {
		p.Holders = append(p.Holders, h)
		p.From.Options = append(p.From.Options, web.Option{Value: h.Therapist, Text: h.Name})
	}
	if p.To, err = d.whoField(r, s, "to", "To", "Choose"); err != nil {
		return err
	}
	if p.Give, err = d.whoField(r, s, "give", "Therapist", "Choose"); err != nil {
		return err
	}
	if p.Handings, err = d.ledger.Handovers(ctx, s.Tenant, scope); err != nil {
		return err
	}
	return d.show(w, r, s, "child", "caseload", web.Page{Title: c.Child.Name, Back: web.Link{Href: Home + "caseload", Text: "Caseloads"}, Problems: wrong, Data: p})
}

// DoChild hands a child over, gives it to somebody besides, completes its date of birth, or sends questions before a visit.
func (d *Desk) DoChild(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	c, _, err := d.child(r, s)
	if err != nil {
		return err
	}
	from, to, give := r.PostForm.Get("from"), r.PostForm.Get("to"), r.PostForm.Get("give")
	flash, field := "handed", "to"
	switch r.PostForm.Get("do") {
	case "handover":
		if to == "" {
			return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "to", Text: "Choose who takes the child over."}})
		}
		err = d.handOver(r, s, assessments.ChildScope(c.ID), from, to)
	case "give":
		flash, field = "granted", "give"
		if give == "" {
			return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "give", Text: "Choose a therapist."}})
		}
		err = d.grant(r, s, c.ID, give)
	case "born":
		flash, field = "born", "born"
		err = d.completeBirth(r, s, c.ID)
	case "questions", "paper":
		return d.ask(w, r, s, c.ID)
	case "call":
		a, _, _, ok, err := d.chosen(r, s, c.ID, r.PostForm.Get("ask"))
		if err == nil && !ok {
			err = d.showChild(w, r, s, asking{}, []web.Problem{{Field: "ask", Text: "Choose who answers."}})
		}
		if err != nil || !ok {
			return err
		}
		return d.done(w, r, Home+"caseload/"+string(c.ID)+"/call?ask="+a.key(), "")
	default:
		err = assessments.Errorf(assessments.Invalid, "lead.child", "Choose what to do.")
	}
	if err != nil {
		wrong, err := kindly(err, field)
		if err != nil {
			return err
		}
		return d.showChild(w, r, s, asking{}, wrong)
	}
	return d.done(w, r, Home+"caseload/"+string(c.ID), flash)
}

// handOver gives a child from one to another and tells the team's tablets. A hand-over that was done already, where only what follows it
// failed, goes on from there: whoever presses the button once more means the same.
func (d *Desk) handOver(r *http.Request, s ledger.Sitting, scope assessments.Scope, from, to string) error {
	ctx := as(r, s)
	// Both must be the reader's own: the ledger asks only that they are of one service.
	if err := d.ours(r, s, from); err != nil {
		return err
	}
	if err := d.ledger.Handover(ctx, scope, from, to, ledger.DefaultGrace); err != nil {
		list, unread := d.ledger.Handovers(ctx, s.Tenant, scope)
		if unread != nil || len(list) == 0 || list[0].From != from || list[0].To != to {
			return err
		}
		d.cfg.Log.Warn("a child was handed over, and what follows it is done anew", "kind", assessments.KindOf(err).String(), "err", err)
	}
	return d.ledger.SayHandedOver(ctx, s.Tenant, scope)
}
