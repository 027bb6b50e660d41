package public

import (
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// relations are who may refer here.
var relations = []web.Option{{Value: "mother", Text: "Mother"}, {Value: "father", Text: "Father"}, {Value: "carer", Text: "Carer or foster carer"}, {Value: "grandparent", Text: "Grandparent"},
	{Value: "child", Text: "I am the young person, 16 or older"}}

// Referral asks a parent, carer or young person for a referral of their own.
func (d *Desk) Referral(w http.ResponseWriter, r *http.Request) error {
	t, err := d.service(r)
	if err != nil {
		return err
	}
	return d.askReferral(w, t, http.StatusOK, url.Values{}, nil)
}

func (d *Desk) askReferral(w http.ResponseWriter, t ledger.Tenant, status int, v url.Values, problems []web.Problem) error {
	fields := []web.Field{
		{Name: "child", Label: "Child’s whole name", Value: v.Get("child"), Width: "middle", Max: 200, Complete: "off"},
		{Name: "born", Label: "Date of birth", Hint: "Day, month and year, such as 27 3 2019", Value: v.Get("born"), Width: "short", Max: 20, Complete: "off"},
		{Name: "nhs", Label: "NHS number, if you know it", Hint: "10 digits", Mode: "numeric", Value: v.Get("nhs"), Width: "short", Max: 14, Complete: "off"},
		{Name: "school", Label: "School or nursery, if there is one", Value: v.Get("school"), Width: "middle", Max: 200, Complete: "off"},
		{Name: "address", Label: "Address", Value: v.Get("address"), Max: 300, Complete: "street-address"},
		{Name: "name", Label: "Your name", Value: v.Get("name"), Width: "middle", Max: 200, Complete: "name"},
		{Name: "relation", Label: "What are you to the child?", Type: "radios", Value: v.Get("relation"), Options: relations},
		{Name: "phone", Label: "Telephone", Type: "tel", Hint: "So that we can ring you back", Value: v.Get("phone"), Width: "middle", Max: 60, Complete: "tel"},
		{Name: "language", Label: "Language, if you would like an interpreter", Value: v.Get("language"), Width: "middle", Max: 60, Complete: "off"},
		{Name: "reason", Label: "What is hard in everyday life, and what have you tried?", Hint: "Dressing, eating, writing, playing: in your own words", Type: "textarea", Rows: 6, Value: v.Get("reason"), Max: 4000},
		{Name: "agree", Label: "I may decide for the child, or I am the young person, and I agree to this referral", Type: "checkbox", Value: v.Get("agree")},
	}
	p := page(t, "Ask for occupational therapy", "Referral", struct {
		Token, Action string
		Fields        []web.Field
	}{d.Site.Token("public/" + t.ID), ReferralPath + t.ID, fields})
	p.Problems = problems
	return pages.Show(w, status, "refer", p)
}

// Referred takes a referral in. It always makes a child of its own: whether the service knows this child already is for somebody who
// works there to see, and nothing to be told, or written into, from outside.
func (d *Desk) Referred(w http.ResponseWriter, r *http.Request) error {
	t, err := d.service(r)
	if err != nil {
		return err
	}
	if err := d.Site.Check(r, "public/"+t.ID); err != nil {
		return err
	}
	v := r.PostForm
	get := func(name string) string {
		return strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(v.Get(name), ""), "\x00", ""))
	}
	today := d.today()
	child := assessments.Child{Name: get("child"), Born: web.TypedDay(get("born")), NHSNumber: get("nhs"), Address: get("address"), Interpreter: get("language")}
	person := assessments.Person{Name: get("name"), Role: get("relation"), Phone: get("phone")}
	ref := assessments.Referral{Received: today, Source: "parent", FromWho: person.Name, Channel: "online-form", Urgency: "routine", Permission: today, Reason: get("reason")}
	if s := get("school"); s != "" {
		ref.Reason += "\nSchool or nursery: " + s
	}
	if person.Role == "child" {
		ref.Source, person = "young-person", assessments.Person{}
	}
	if problems := missing(get, child, today); len(problems) > 0 {
		return d.askReferral(w, t, http.StatusUnprocessableEntity, v, problems)
	}
	if n, err := assessments.ParseNHSNumber(child.NHSNumber); child.NHSNumber != "" && err == nil {
		child.NHSNumber, child.NHSStatus = n, "not-verified"
	}
	if err := d.took(r, t); err != nil {
		return err
	}
	id := assessments.ID(d.NewID())
	scope := assessments.ChildScope(id)
	entries := []ledger.Entry{ledger.NewEntry(id, scope, &child)}
	if person.Name != "" {
		who := assessments.ID(d.NewID())
		ref.From = who
		entries = append(entries, ledger.NewEntry(who, scope, &person))
	}
	if err := d.write(r.Context(), t, append(entries, ledger.NewEntry(assessments.ID(d.NewID()), scope, &ref))...); err != nil {
		return err
	}
	web.Headers(w)
	http.Redirect(w, r, ReferralPath+t.ID+"/thanks", http.StatusSeeOther)
	return nil
}

// missing says what has to be put right before anything is written.
func missing(get func(string) string, child assessments.Child, today assessments.Date) []web.Problem {
	var out []web.Problem
	need := func(field, text string, ok bool) {
		if !ok {
			out = append(out, web.Problem{Field: field, Text: text})
		}
	}
	need("child", "Enter the child’s name", child.Name != "")
	need("born", "Enter the date of birth as day, month and year, such as 27 3 2019", child.Born.Valid() && child.Born <= today)
	if child.NHSNumber != "" {
		_, err := assessments.ParseNHSNumber(child.NHSNumber)
		need("nhs", assessments.Sentence(err), err == nil)
	}
	known := false
	for _, o := range relations {
		known = known || o.Value == get("relation")
	}
	need("name", "Enter your name", get("name") != "")
	need("relation", "Choose what you are to the child", known)
	need("phone", "Enter a telephone number, so that we can ring you back", strings.ContainsAny(get("phone"), "0123456789"))
	need("reason", "Say what is hard in everyday life", get("reason") != "")
	need("agree", "Tick that you may decide, and agree", get("agree") == "yes")
	for field, most := range map[string]int{"child": 200, "name": 200, "address": 300, "school": 200, "phone": 60, "language": 60, "reason": 4000} {
		need(field, "Make this shorter", utf8.RuneCountInString(get(field)) <= most)
	}
	return out
}

// ReferralThanks is the page after it.
func (d *Desk) ReferralThanks(w http.ResponseWriter, r *http.Request) error {
	return d.thanks("Referral", "We have your referral", "A therapist reads it within some working days, and somebody rings or writes to you.",
		"If a child is in danger, or you are worried that harm may come to them now, ring 999.")(w, r)
}
