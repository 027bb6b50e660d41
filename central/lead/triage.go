package lead

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// more is the outcome that leaves the triage clock running.
const more = "more-information-needed"

type triagePage struct {
	Case      *service.Case
	From      string
	Left      string
	Late      bool
	Says      string // what the service's rules make of it
	Reasons   []string
	Steps     []service.Step
	Done      string // how triage ended, when it has
	Form      form
	Caseload  string
	NHSNumber string
}

// outcomeWords are the outcomes of triage as people say them.
var outcomeWords = map[string]string{
	"accepted": "Accept", "advice-and-discharge": "Give advice and close", "signposted": "Point to another service", more: "Ask the referrer for more; the clock runs on", "declined": "Decline",
}

// child finds one child of the reader's service; another service's is not found.
func (d *Desk) child(r *http.Request, s ledger.Sitting) (*child, *view, error) {
	v, err := d.board(as(r, s), s.Tenant, s.Pack)
	if err != nil {
		return nil, nil, err
	}
	c := v.find(r.PathValue("id"))
	if c == nil {
		return nil, nil, assessments.Errorf(assessments.NotFound, "lead.child", "There is no child with that id in your service.")
	}
	return c, v, nil
}

// Triage shows a referral with what the rules say of it, and asks for a decision.
func (d *Desk) Triage(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showTriage(w, r, s, nil)
}

func (d *Desk) showTriage(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	c, v, err := d.child(r, s)
	if err == nil && c.Referred == "" {
		err = assessments.Errorf(assessments.NotFound, "lead.triage", "There is no referral of this child.")
	}
	if err == nil {
		err = d.ledger.Note(as(r, s), s.Tenant, "read: referral", assessments.ChildScope(c.ID).Key())
	}
	if err != nil {
		return err
	}
	plan := service.Triaging(v.pack, c.Case)
	p := triagePage{Case: &c.Case, From: referrer(c.Referral), Says: plan.Decision.Sentence(), Steps: plan.Steps,
		Caseload: Home + "caseload/" + string(c.ID), NHSNumber: assessments.FormatNHSNumber(c.Child.NHSNumber)}
	for _, reason := range plan.Decision.Reasons {
		p.Reasons = append(p.Reasons, reason.Line())
	}
	for _, x := range c.dues {
		if x.Clock.Name == service.TriageClock {
			p.Left, p.Late = left(x), x.Clock.Breached(c.Today)
		}
	}
	if c.Referral.TriagedOn.Valid() {
		p.Done = cmp.Or(outcomeWords[c.Referral.Outcome], c.Referral.Outcome)
	}
	if p.Form.Fields, err = d.triageFields(r, s, plan, &c.Case); err != nil {
		return err
	}
	p.Form.Token = d.site.Token(s.Key)
	return d.show(w, r, s, "triage", "referrals", web.Page{Title: "Referral of " + c.Child.Name, Back: web.Link{Href: Home + "referrals", Text: "Referrals"}, Problems: wrong, Data: p})
}

func (d *Desk) triageFields(r *http.Request, s ledger.Sitting, plan service.TriagePlan, c *service.Case) ([]web.Field, error) {
	outcome := web.Field{Name: "outcome", Label: "Decision", Type: "radios", Value: r.PostForm.Get("outcome")}
	for _, o := range plan.Outcomes {
		outcome.Options = append(outcome.Options, web.Option{Value: o, Text: cmp.Or(outcomeWords[o], o)})
	}
	out := []web.Field{outcome}
	if len(plan.Tiers) > 0 {
		tier := web.Field{Name: "tier", Label: "Level, when accepted", Type: "select", Width: "whole", Value: cmp.Or(r.PostForm.Get("tier"), c.Referral.Tier), Options: []web.Option{{Value: "", Text: "Choose"}}}
		for _, t := range plan.Tiers {
			tier.Options = append(tier.Options, web.Option{Value: t, Text: assessments.UpperFirst(t)})
		}
		out = append(out, tier)
	}
	out = append(out, web.Field{Name: "urgency", Label: "How soon", Type: "radios", Width: "row", Value: cmp.Or(r.PostForm.Get("urgency"), c.Referral.Urgency, "routine"), Options: urgencyWords})
	who, err := d.whoField(r, s, "therapist", "Therapist, when accepted", "Nobody yet")
	return append(out, who), err
}

// whoField asks for one of the service's therapists.
func (d *Desk) whoField(r *http.Request, s ledger.Sitting, name, label, none string) (web.Field, error) {
	people, err := d.ledger.People(as(r, s), s.Tenant)
	f := web.Field{Name: name, Label: label, Type: "select", Width: "whole", Value: r.PostForm.Get(name), Options: []web.Option{{Value: "", Text: none}}}
	for _, p := range people {
		if p.Role != ledger.RoleCoordination && p.Role != ledger.RoleAuditor && p.State == "active" {
			f.Options = append(f.Options, web.Option{Value: p.ID, Text: p.Name})
		}
	}
	return f, err
}

// DoTriage writes a decision. What the rules say against it stands on the page; to set a rule aside a clinician signs on a tablet.
func (d *Desk) DoTriage(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	c, v, err := d.child(r, s)
	if err != nil {
		return err
	}
	rec, err := d.ledger.ReadRecord(ctx, s.Tenant, c.Referred, "triage")
	if err != nil {
		return err
	}
	var ref assessments.Referral
	if problems := assessments.Decode(rec.Fields, &ref); len(problems) > 0 {
		return d.showTriage(w, r, s, []web.Problem{{Text: "The referral cannot be read whole. Triage it on a tablet."}})
	}
	outcome, therapist := r.PostForm.Get("outcome"), r.PostForm.Get("therapist")
	ref.Outcome, ref.Tier, ref.Urgency = outcome, "", r.PostForm.Get("urgency")
	if outcome == "accepted" {
		ref.Tier = r.PostForm.Get("tier")
	}
	if wrong := against(v.pack, c.Case, ref, therapist); len(wrong) > 0 {
		return d.showTriage(w, r, s, wrong)
	}
	// Before anything is written: a decision that is saved cannot be made a second time.
	if therapist != "" {
		if err := d.ours(r, s, therapist); err != nil {
			wrong, err := kindly(err, "therapist")
			if err != nil {
				return err
			}
			return d.showTriage(w, r, s, wrong)
		}
	}
	if outcome != more {
		ref.TriagedOn, ref.WorkingDay = c.Today, ref.Received.WorkingDaysAfter(c.Today)
		if t := v.pack.Triage; t != nil {
			ref.WithinDays = t.WorkingDays
		}
		ref.Decided = service.Eligibility(v.pack, c.Case).Lines()
		if outcome == "accepted" {
			ref.EpisodeOn = c.Today
		}
	}
	if e, ok := ledger.NextEntry(rec, &ref); ok {
		if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person)}, e); err != nil {
			wrong, err := kindly(err, "outcome")
			if err != nil {
				return err
			}
			return d.showTriage(w, r, s, wrong)
		}
	}
	if outcome == "accepted" && therapist != "" {
		if err := d.grant(r, s, c.ID, therapist); err != nil {
			// It is decided, and who the child is given to is mended there.
			d.cfg.Log.Error("a child was accepted and not given", "kind", assessments.KindOf(err).String(), "err", err)
			return d.done(w, r, Home+"caseload/"+string(c.ID), "ungiven")
		}
	}
	return d.done(w, r, Home+"referrals", "triaged")
}

// against is what stands in the way of a decision, at its fields.
func against(pack *service.Pack, c service.Case, ref assessments.Referral, therapist string) []web.Problem {
	var out []web.Problem
	switch {
	case c.Referral.TriagedOn.Valid():
		return []web.Problem{{Text: "Somebody triaged this referral meanwhile."}}
	case ref.Outcome == "":
		return []web.Problem{{Field: "outcome", Text: "Choose a decision."}}
	case !slices.ContainsFunc(urgencyWords, func(o web.Option) bool { return o.Value == ref.Urgency }):
		return []web.Problem{{Field: "urgency", Text: "Choose how soon."}}
	case therapist != "" && ref.Outcome != "accepted":
		out = append(out, web.Problem{Field: "therapist", Text: "A therapist is named only when the referral is accepted."})
	}
	for _, p := range service.CheckTriage(pack, c, ref) {
		field := p.Field
		if field != "tier" {
			field = "outcome"
		}
		text := p.Text
		if p.Field == "override_reason" {
			text += " That is done on a tablet."
		}
		out = append(out, web.Problem{Field: field, Text: text})
	}
	return out
}

// ours refuses whoever is not of the reader's own service.
func (d *Desk) ours(r *http.Request, s ledger.Sitting, therapist string) error {
	tenant, err := d.ledger.TenantOf(as(r, s), therapist)
	if err == nil && tenant != s.Tenant {
		err = nobody()
	}
	return err
}

// grant lets somebody of the reader's own service see a child.
func (d *Desk) grant(r *http.Request, s ledger.Sitting, child assessments.ID, therapist string) error {
	if err := d.ours(r, s, therapist); err != nil {
		return err
	}
	return d.ledger.Grant(as(r, s), assessments.ChildScope(child), therapist)
}
