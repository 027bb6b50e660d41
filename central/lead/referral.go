package lead

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A queueRow is a child whose referral waits: for triage, or for the first appointment.
type queueRow struct {
	Href, Who, From, Urgency, Left string
	Received                       assessments.Date
	Weeks                          int
	Booked                         assessments.Date
	Late                           bool
	Gone                           int
}

type referralsPage struct {
	Triage, Waiting         []queueRow
	TurnTriage, TurnWaiting turn
	Lead                    bool
}

// urgencyWords are the urgencies as people say them.
var urgencyWords = []web.Option{{Value: "routine", Text: "Routine"}, {Value: "soon", Text: "Soon"}, {Value: "urgent", Text: "Urgent"}}

func word(list []web.Option, value string) string {
	for _, o := range list {
		if o.Value == value {
			return o.Text
		}
	}
	return value
}

// Referrals lists who waits for triage, the first to run out first, and who waits to be seen.
func (d *Desk) Referrals(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: referrals", "list")
	}
	if err != nil {
		return err
	}
	p := referralsPage{Lead: s.Role == ledger.RoleLead}
	var queue []*child
	for _, c := range v.children {
		if c.queued {
			queue = append(queue, c)
		}
	}
	slices.SortStableFunc(queue, func(a, b *child) int { return cmp.Compare(a.Referral.Received, b.Referral.Received) })
	queue, p.TurnTriage = leaf(r, queue, Home+"referrals", "triage", "wait")
	for _, c := range queue {
		row := queueRow{Href: Home + "referrals/" + string(c.ID), Who: c.Child.Name, From: referrer(c.Referral),
			Urgency: word(urgencyWords, cmp.Or(c.Referral.Urgency, "routine")), Received: c.Referral.Received}
		for _, x := range c.dues {
			if of := x.row(nil); x.Clock.Name == service.TriageClock {
				row.Left, row.Late, row.Gone = of.Left, of.Late, of.Gone
			}
		}
		p.Triage = append(p.Triage, row)
	}
	waits, turned := leaf(r, v.waits, Home+"referrals", "wait", "triage")
	p.TurnTriage.What, turned.What = "Waiting for triage", "Waiting to be seen"
	p.TurnWaiting = turned
	for _, x := range waits {
		p.Waiting = append(p.Waiting, queueRow{Href: Home + "caseload/" + string(x.Case.ID), Who: x.Case.Child.Name, Urgency: word(urgencyWords, x.Urgency), Weeks: x.Weeks, Received: x.Case.Referral.Received, Booked: x.Booked})
	}
	return d.show(w, r, s, "referrals", "referrals", web.Page{Title: "Referrals", Data: p})
}

// sources are who may refer, as the form offers them.
var sources = []web.Option{{Value: "", Text: "Choose"}, {Value: "parent", Text: "Parent or carer"}, {Value: "young-person", Text: "Young person"}, {Value: "senco", Text: "SENCo"},
	{Value: "teacher", Text: "Teacher"}, {Value: "gp", Text: "GP"}, {Value: "health-visitor", Text: "Health visitor"}, {Value: "school-nurse", Text: "School nurse"},
	{Value: "paediatrician", Text: "Paediatrician"}, {Value: "community-clinician", Text: "Community clinician"}, {Value: "occupational-therapist", Text: "Occupational therapist"}, {Value: "educational-psychologist", Text: "Educational psychologist"}, {Value: "family-centre", Text: "Family centre"}, {Value: "physiotherapist", Text: "Physiotherapist"}, {Value: "speech-and-language-therapist", Text: "Speech and language therapist"},
	{Value: "hospital-clinician", Text: "Hospital"}, {Value: "early-years", Text: "Nursery or early years"}, {Value: "social-care", Text: "Social care"},
	{Value: "local-authority", Text: "Local authority"}, {Value: "other", Text: "Somebody else"}}

// referrer is who referred, with what they are.
func referrer(r assessments.Referral) string {
	what := word(sources[1:], r.Source)
	if r.FromWho == "" || what == "" {
		return cmp.Or(r.FromWho, what)
	}
	return r.FromWho + " (" + what + ")"
}

// intake is the form of a new referral with what was typed.
func intake(v url.Values, today assessments.Date) []web.Field {
	get := func(name string) string { return v.Get(name) }
	return []web.Field{
		{Name: "name", Label: "Child’s whole name", Value: get("name"), Width: "middle", Max: 200, Complete: "off"},
		{Name: "born", Label: "Date of birth", Hint: dayHint, Complete: "off", Max: 20, Value: get("born"), Width: "short"},
		{Name: "nhs", Label: "NHS number, if known", Hint: "10 digits", Mode: "numeric", Value: get("nhs"), Width: "short", Max: 14, Complete: "off"},
		{Name: "address", Label: "Address, if known", Value: get("address"), Max: 300, Complete: "off"},
		{Name: "parent", Label: "Parent or carer, if known", Value: get("parent"), Width: "middle", Max: 200, Complete: "off"},
		{Name: "phone", Label: "Their telephone number, if known", Type: "tel", Value: get("phone"), Width: "middle", Max: 60, Complete: "off"},
		{Name: "source", Label: "Who refers", Type: "select", Value: get("source"), Options: sources},
		{Name: "who", Label: "Their name and organisation", Value: get("who"), Max: 200, Complete: "off"},
		{Name: "received", Label: "Day the referral arrived", Hint: "The time for triage starts on this day.", Complete: "off", Max: 20, Value: cmp.Or(get("received"), today.Words()), Width: "short"},
		{Name: "permission", Label: "Day the family agreed to it, if known", Hint: dayHint, Complete: "off", Max: 20, Value: get("permission"), Width: "short"},
		{Name: "urgency", Label: "How soon", Type: "radios", Value: cmp.Or(get("urgency"), "routine"), Options: urgencyWords},
		{Name: "reason", Label: "Why, in the referrer’s words", Type: "textarea", Rows: 6, Value: get("reason"), Max: 8000},
	}
}

// NewReferral asks for a referral.
func (d *Desk) NewReferral(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askReferral(w, r, s, d.sheet(r), nil, nil)
}

func (d *Desk) askReferral(w http.ResponseWriter, r *http.Request, s ledger.Sitting, from *sheet, v url.Values, wrong []web.Problem) error {
	return d.show(w, r, s, "intake", "referrals", web.Page{Title: "New referral", Back: web.Link{Href: Home + "referrals", Text: "Referrals"}, Problems: wrong,
		Data: form{Token: d.site.Token(s.Key), Sheet: from.id, Fields: intake(v, d.today())}})
}

// AddReferral takes one in: a child, who looks after them, and the referral. A child who is here already, by NHS number and date of
// birth, is not made twice; the referral joins them.
func (d *Desk) AddReferral(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx, v := as(r, s), r.PostForm
	child, parent, ref := typed(v)
	wrong := d.missing(v, child, ref)
	board, err := d.board(ctx, s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	from := d.sheet(r)
	id, carer, referral := assessments.ID(from.newID()), assessments.ID(from.newID()), assessments.ID(from.newID())
	if from.waits(board) {
		return d.done(w, r, Home+"referrals", "received") // a second press
	}
	known := false
	if nhs, err := assessments.ParseNHSNumber(child.NHSNumber); child.NHSNumber != "" && err == nil {
		child.NHSNumber = nhs
		for _, c := range board.children {
			if same, err := assessments.ParseNHSNumber(c.Child.NHSNumber); err != nil || same != nhs {
				continue
			}
			if c.Child.Born != child.Born {
				wrong = append(wrong, web.Problem{Field: "nhs", Text: "A child with this NHS number is here already, with another date of birth. Check both."})
			}
			if !c.Referral.TriagedOn.Valid() && c.Referred != "" {
				wrong = append(wrong, web.Problem{Field: "nhs", Text: "This child’s last referral still waits for triage. Add to that one, or ask the team lead."})
			}
			id, known = c.ID, true
		}
	}
	if len(wrong) > 0 {
		return d.askReferral(w, r, s, from, v, wrong)
	}
	scope := assessments.ChildScope(id)
	var entries []ledger.Entry
	if !known {
		entries = append(entries, ledger.NewEntry(id, scope, &child))
		if parent.Name != "" {
			entries = append(entries, ledger.NewEntry(carer, scope, &parent))
		}
	}
	entries = append(entries, ledger.NewEntry(referral, scope, &ref))
	if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person)}, entries...); err != nil {
		if _, none := d.ledger.ReadRecord(ctx, s.Tenant, referral, "referral sent twice"); none == nil {
			return d.done(w, r, Home+"referrals", "received") // two presses at once
		}
		wrong, err := kindly(err, "name")
		if err != nil {
			return err
		}
		return d.askReferral(w, r, s, from, v, wrong)
	}
	return d.done(w, r, Home+"referrals", "received")
}

// typed reads the form into records.
func typed(v url.Values) (child assessments.Child, parent assessments.Person, ref assessments.Referral) {
	get := func(name string) string { return strings.TrimSpace(v.Get(name)) }
	child = assessments.Child{Name: get("name"), Born: web.TypedDay(get("born")), NHSNumber: get("nhs"), Address: get("address")}
	parent = assessments.Person{Name: get("parent"), Role: "parent", Phone: get("phone")}
	ref = assessments.Referral{Received: web.TypedDay(get("received")), Source: get("source"), FromWho: get("who"), Channel: "care-coordination-centre",
		Urgency: get("urgency"), Permission: web.TypedDay(get("permission")), Reason: get("reason")}
	return child, parent, ref
}

const dayHint = "Day, month and year, such as 27 3 2019"

// missing says what has to be put right before anything is written.
func (d *Desk) missing(v url.Values, child assessments.Child, ref assessments.Referral) []web.Problem {
	var out []web.Problem
	need := func(field, text string, ok bool) {
		if !ok {
			out = append(out, web.Problem{Field: field, Text: text})
		}
	}
	today := d.today()
	need("name", "Enter the child’s name.", child.Name != "")
	need("born", "Enter the date of birth as day, month and year, such as 27 3 2019.", child.Born.Valid() || child.Missing["born"] != "")
	need("born", "The date of birth must be in the past.", !child.Born.Valid() || child.Born <= today)
	if child.NHSNumber != "" {
		_, err := assessments.ParseNHSNumber(child.NHSNumber)
		need("nhs", assessments.Sentence(err), err == nil)
	}
	need("phone", "Enter whose telephone number it is.", strings.TrimSpace(v.Get("phone")) == "" || strings.TrimSpace(v.Get("parent")) != "")
	need("source", "Choose who refers.", slices.ContainsFunc(sources[1:], func(o web.Option) bool { return o.Value == ref.Source }))
	need("received", "Enter the day the referral arrived, today or earlier.", ref.Received.Valid() && ref.Received <= today && (!child.Born.Valid() || ref.Received >= child.Born))
	need("permission", "The day the family agreed must be today or earlier.", ref.Permission == "" || ref.Permission.Valid() && ref.Permission <= today)
	need("urgency", "Choose how soon.", slices.ContainsFunc(urgencyWords, func(o web.Option) bool { return o.Value == ref.Urgency }))
	need("reason", "Enter why, in the referrer’s words.", ref.Reason != "")
	return out
}
