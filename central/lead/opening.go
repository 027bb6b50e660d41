package lead

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

// openWords are the reasons as people say them.
var openWords = []web.Option{{Value: ledger.OpenDanger, Text: "A child or somebody else may come to harm"}, {Value: ledger.OpenAway, Text: "Whoever has the child is away, and something cannot wait"},
	{Value: ledger.OpenAsked, Text: "The family or another service needs an answer now"}}

// An openRow is an opening as a lead sees it.
type openRow struct {
	ledger.Opening
	Href, Child, Why, When string
}

func (d *Desk) openRow(o ledger.Opening, v *view) openRow {
	row := openRow{o, Home + "openings/" + o.ID, "A child", word(openWords, o.Reason), brief(london.Day(o.At)) + ", " + o.At.In(london.Zone).Format("15:04")}
	if c := v.find(string(o.Child)); c != nil {
		row.Child = c.Child.Name
	}
	return row
}

// openSince is how long an opening that a lead has looked at stays on the list.
const openSince = 90 * 24 * time.Hour

// Openings asks whoever has no child here which one must be opened, and why; a lead gets the list of what was opened.
func (d *Desk) Openings(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	if s.Role != ledger.RoleLead {
		tries, err := d.guesses(r, s)
		if err == nil && len(tries) >= guessesMost {
			err = tooOften(tries)
		}
		if err != nil {
			return err
		}
		return d.askOpening(w, r, s, nil)
	}
	ctx := as(r, s)
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: openings", "list")
	}
	if err != nil {
		return err
	}
	list, err := d.ledger.Openings(ctx, s.Tenant, "", d.cfg.Now().Add(-openSince))
	if err != nil {
		return err
	}
	list, turned := leaf(r, list, Home+"openings", "from")
	turned.What = "Openings"
	var rows []openRow
	for _, o := range list {
		rows = append(rows, d.openRow(o, v))
	}
	return d.show(w, r, s, "openings", "openings", web.Page{Title: "Opened with a reason", Data: struct {
		Rows []openRow
		Turn turn
	}{rows, turned}})
}

func (d *Desk) askOpening(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	get := func(name string) string { return r.PostForm.Get(name) }
	return d.show(w, r, s, "opening", "openings", web.Page{Title: "Open a child with a reason", Problems: wrong, Data: form{Token: d.site.Token(s.Key), Fields: []web.Field{
		{Name: "reason", Label: "Why", Type: "radios", Value: get("reason"), Options: openWords},
		{Name: "words", Label: "What has happened", Hint: "Your team lead reads this.", Type: "textarea", Rows: 4, Max: 2000, Value: get("words")},
		{Name: "born", Label: "The child’s date of birth", Hint: dayHint, Width: "short", Max: 20, Complete: "off", Value: get("born")},
		{Name: "nhs", Label: "NHS number", Hint: "Or the whole name, as it is written in the record, below", Mode: "numeric", Width: "short", Max: 14, Complete: "off", Value: get("nhs")},
		{Name: "name", Label: "Whole name", Width: "middle", Max: 200, Complete: "off", Value: get("name")},
	}}})
}

// DoOpening opens one child to somebody who knows who it is: a date of birth and a number or a whole name are no way to look round.
func (d *Desk) DoOpening(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	if s.Role == ledger.RoleLead {
		return assessments.Errorf(assessments.Invalid, "lead.opening", "You see every child of your service under Caseloads.")
	}
	get := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	var wrong []web.Problem
	need := func(field, text string, ok bool) {
		if !ok {
			wrong = append(wrong, web.Problem{Field: field, Text: text})
		}
	}
	born := web.TypedDay(get("born"))
	nhs, err := assessments.ParseNHSNumber(get("nhs"))
	need("reason", "Choose why.", slices.Contains(ledger.OpenReasons, get("reason")))
	need("words", "Say what has happened, in a sentence.", len(strings.Fields(get("words"))) > 2)
	need("born", "Enter the date of birth as day, month and year, such as 27 3 2019.", born.Valid())
	need("nhs", "Enter the NHS number, or the whole name.", get("nhs") != "" || get("name") != "")
	if get("nhs") != "" {
		need("nhs", assessments.Sentence(err), err == nil)
	}
	if len(wrong) > 0 {
		return d.askOpening(w, r, s, wrong)
	}
	if err := d.patient(r); err != nil {
		return err
	}
	tries, err := d.mayLook(r, s)
	if err != nil {
		return err
	}
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(v.children, func(c *child) bool {
		if c.Child.Born != born {
			return false
		}
		if get("nhs") == "" {
			return strings.EqualFold(strings.Join(strings.Fields(c.Child.Name), " "), strings.Join(strings.Fields(get("name")), " "))
		}
		same, err := assessments.ParseNHSNumber(c.Child.NHSNumber)
		return err == nil && same == nhs
	})
	if i < 0 {
		return d.missed(w, r, s, tries)
	}
	id, err := d.ledger.OpenChild(ctx, s.Tenant, ledger.Opening{Therapist: string(s.Person), Child: v.children[i].ID, Reason: get("reason"), Words: get("words")})
	if err == nil {
		err = d.ledger.SayOpened(ctx, s.Tenant, id) // nothing is shown before those who have the child can know of it
	}
	if err != nil {
		return err
	}
	return d.done(w, r, Home+"openings/"+id, "")
}

// A ringed is somebody around a child who can be rung.
type ringed struct{ Name, What, Phone string }

// openPage is what is shown of a child that was opened: who it is, who can be rung, what staff must know. Nothing of what was written.
type openPage struct {
	openRow
	Until    string
	C        assessments.Child
	NHS      string
	School   string
	Who      string
	State    string
	Seen     assessments.Date
	People   []ringed
	Alerts   []assessments.Alert
	Token    string
	Mine     bool
	Lead     bool
	LookedOn string
}

// Opening shows an opened child to whoever opened it, while it is open; and to a lead, who opened it and why.
func (d *Desk) Opening(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	o, err := d.ledger.Opening(ctx, s.Tenant, r.PathValue("id"))
	if err == nil && o.Therapist != string(s.Person) && s.Role != ledger.RoleLead {
		err = assessments.Errorf(assessments.NotFound, "lead.opening", "There is no such opening of yours.")
	}
	if err != nil {
		return err
	}
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	p := openPage{openRow: d.openRow(o, v), Token: d.site.Token(s.Key), Mine: o.Therapist == string(s.Person), Lead: s.Role == ledger.RoleLead}
	if !o.Looked.IsZero() {
		p.LookedOn = web.Day(o.Looked)
	}
	if p.Lead {
		if err := d.ledger.Note(ctx, s.Tenant, "read: opening", assessments.ChildScope(o.Child).Key()); err != nil {
			return err
		}
		return d.show(w, r, s, "opened", "openings", web.Page{Title: o.Name + " opened " + p.Child, Back: web.Link{Href: Home + "openings", Text: "Opened with a reason"}, Data: p})
	}
	if !d.cfg.Now().Before(o.Ends) {
		return assessments.Errorf(assessments.Forbidden, "lead.opening", "The hour is over. Open the child again, with a reason, if you still need it.")
	}
	if err := d.fillOpening(ctx, s, v, &p); err != nil {
		return err
	}
	return d.show(w, r, s, "opened", "openings", web.Page{Title: p.C.Name, Back: web.Link{Href: Home + "openings", Text: "Open another child"}, Data: p})
}

// fillOpening reads what may be shown.
func (d *Desk) fillOpening(ctx context.Context, s ledger.Sitting, v *view, p *openPage) error {
	scope := assessments.ChildScope(p.Opening.Child)
	recs, err := d.ledger.ReadScope(ctx, s.Tenant, scope, "opened with a reason")
	if err != nil {
		return err
	}
	c := v.find(string(scope.ID))
	if c == nil {
		return assessments.Errorf(assessments.NotFound, "lead.opening", "The child’s record was struck out since.")
	}
	held, err := d.ledger.Holders(ctx, s.Tenant, scope)
	if err != nil {
		return err
	}
	for _, h := range held {
		p.Who = strings.TrimPrefix(p.Who+", "+h.Name, ", ")
	}
	p.C, p.NHS, p.School, p.State = c.Child, assessments.FormatNHSNumber(c.Child.NHSNumber), v.settings[c.Child.Setting], state(&c.Case)
	p.Until = p.Ends.In(london.Zone).Format("15:04")
	for _, m := range slices.Backward(c.Contacts) {
		if m.Is.Seen() && m.Is.On <= c.Today {
			p.Seen = m.Is.On
			break
		}
	}
	struck := map[assessments.ID]bool{}
	for _, r := range recs {
		if r.Kind == assessments.KindEnteredInError {
			e, _ := r.Read()
			struck[e.(*assessments.EnteredInError).Of] = true
		}
	}
	for _, r := range recs {
		if struck[r.ID] {
			continue
		}
		switch t, _ := r.Read(); x := t.(type) {
		case *assessments.Person:
			p.People = append(p.People, ringed{x.Name, cmp.Or(x.Job, ofChild(x.Role)), x.Phone})
		case *assessments.Alert:
			if known(x, s.Role, c.Today) {
				p.Alerts = append(p.Alerts, *x)
			}
		}
	}
	return nil
}

// ofChild says what somebody is to a child.
func ofChild(role string) string {
	if said := word(sources[1:], role); said != role || role == "" {
		return said
	}
	return assessments.UpperFirst(strings.ReplaceAll(role, "-", " "))
}

// known reports whether an alert holds today and is for a role: where it names none it is for therapists and leads.
func known(a *assessments.Alert, role string, today assessments.Date) bool {
	if a.Ended.Valid() && a.Ended <= today {
		return false
	}
	return slices.Contains(a.Seers, role) || len(a.Seers) == 0 && role == ledger.RoleTherapist
}

// LookOpening is a lead's word that they have looked at an opening.
func (d *Desk) LookOpening(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	id := r.PathValue("id")
	_, err := d.ledger.Opening(as(r, s), s.Tenant, id)
	if err == nil {
		err = d.ledger.LookedAt(as(r, s), s.Tenant, id, string(s.Person))
	}
	if err != nil {
		return err
	}
	return d.done(w, r, Home+"openings", "looked")
}

// addOpenings puts what nobody has looked at on Today.
func (d *Desk) addOpenings(r *http.Request, s ledger.Sitting, v *view, p *todayPage) error {
	list, err := d.ledger.Openings(as(r, s), s.Tenant, "", d.cfg.Now())
	var first []thing
	for _, o := range slices.Backward(list) { // the oldest first
		if o.Looked.IsZero() && len(first) < 3 && o.Therapist != string(s.Person) {
			row := d.openRow(o, v)
			first = append(first, thing{row.Href, "See why " + o.Name + " opened " + row.Child, row.Why + ". " + row.When})
		}
	}
	p.Things = append(first, p.Things...)
	return err
}
