package lead

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// roleWords are the roles as a page offers them.
var roleWords = []web.Option{
	{Value: ledger.RoleTherapist, Text: "Therapist: works on a tablet"}, {Value: ledger.RoleAssistant, Text: "Assistant or student: works on a tablet, countersigned"},
	{Value: ledger.RoleLead, Text: "Lead: sees these pages, orders wipes"}, {Value: ledger.RoleCoordination, Text: "Coordination centre: takes referrals in"},
	{Value: ledger.RoleAuditor, Text: "Auditor: reads history and figures"},
}

// accounts are the states of an account in words.
var accounts = map[string]string{"": "No account here", "invited": "Has a sign-in code", "started": "Has a password, no phone yet", "ready": "Signs in", ledger.AccountLinked: "Signs in with the trust’s account"}

type personRow struct {
	ledger.Person
	RoleWord, AccountWord string
	Tablets, Children     int
}

func (d *Desk) persons(ctx context.Context, tenant string) ([]personRow, error) {
	people, err := d.ledger.People(ctx, tenant)
	if err != nil {
		return nil, err
	}
	devices, err := d.ledger.Devices(ctx, tenant)
	if err != nil {
		return nil, err
	}
	loads, err := d.ledger.Loads(ctx, tenant)
	out := make([]personRow, len(people))
	for i, p := range people {
		word, _, _ := strings.Cut(roleWords[max(slices.IndexFunc(roleWords, func(o web.Option) bool { return o.Value == p.Role }), 0)].Text, ":")
		out[i] = personRow{Person: p, RoleWord: word, AccountWord: accounts[p.Account], Children: loads[p.ID]}
		if p.State == ledger.Gone {
			out[i].AccountWord = "Has left the service"
		}
		for _, t := range devices {
			if t.Therapist == p.ID && t.State == ledger.Active {
				out[i].Tablets++
			}
		}
	}
	return out, err
}

type peoplePage struct {
	Rows []personRow
	Form form
}

// People lists who works for the service, with a form for somebody new.
func (d *Desk) People(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showPeople(w, r, s, "", "", nil)
}

func (d *Desk) showPeople(w http.ResponseWriter, r *http.Request, s ledger.Sitting, name, email string, wrong []web.Problem) error {
	rows, err := d.persons(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	return d.show(w, r, s, "people", "people", web.Page{Title: "People", Problems: wrong, Data: peoplePage{rows, form{Token: d.site.Token(s.Key), Fields: []web.Field{
		{Name: "name", Label: "Name", Value: name, Width: "middle", Max: 200, Complete: "off"},
		{Name: "email", Label: "Work e-mail address", Type: "email", Value: email, Width: "middle", Max: 200, Complete: "off"},
	}}}})
}

// AddPerson adds somebody to the service.
func (d *Desk) AddPerson(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	name, email := r.PostForm.Get("name"), r.PostForm.Get("email")
	t, err := d.ledger.AddTherapist(as(r, s), s.Tenant, name, email)
	if err != nil {
		field := "name"
		if strings.Contains(assessments.Sentence(err), "e-mail") {
			field = "email"
		}
		wrong, err := kindly(err, field)
		if err != nil {
			return err
		}
		return d.showPeople(w, r, s, name, email, wrong)
	}
	return d.done(w, r, Home+"people/"+t.ID, "")
}

type personPage struct {
	Person  personRow
	Form    form
	Code    string // shown once, after it was made
	QR      string
	Address string
	Kind    string // enrol or start
}

// Person shows somebody and what may be done for them.
func (d *Desk) Person(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showPerson(w, r, s, personPage{}, nil)
}

func (d *Desk) showPerson(w http.ResponseWriter, r *http.Request, s ledger.Sitting, p personPage, wrong []web.Problem) error {
	rows, err := d.persons(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(rows, func(x personRow) bool { return x.ID == r.PathValue("id") })
	if i < 0 {
		return nobody()
	}
	p.Person = rows[i]
	p.Form = form{Token: d.site.Token(s.Key), Fields: []web.Field{{Name: "role", Label: "Role", Type: "radios", Value: p.Person.Role, Options: roleWords}}}
	return d.show(w, r, s, "person", "people", web.Page{Title: p.Person.Name, Back: web.Link{Href: Home + "people", Text: "Everybody"}, Problems: wrong, Data: p})
}

func nobody() error {
	return assessments.Errorf(assessments.NotFound, "lead.person", "There is nobody with that id in your service.")
}

// DoPerson gives a role, makes a code, or writes down that somebody left. A code is shown on the page that answers, once; it is in no address and no cookie.
func (d *Desk) DoPerson(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx, id := as(r, s), r.PathValue("id")
	if tenant, err := d.ledger.TenantOf(ctx, id); err != nil || tenant != s.Tenant {
		if err == nil {
			err = nobody()
		}
		return err
	}
	p := personPage{Kind: r.PostForm.Get("do")}
	var err error
	switch p.Kind {
	case "role":
		if id == string(s.Person) {
			err = assessments.Errorf(assessments.Forbidden, "lead.person", "Another lead has to change your own role, so that no service is left without one by mistake.")
		} else {
			err = d.ledger.SetRole(ctx, s.Tenant, id, r.PostForm.Get("role"))
		}
		if err == nil {
			return d.done(w, r, Home+"people/"+id, "role")
		}
	case "start":
		p.Address = d.address(r) + Home + "start"
		p.Code, err = d.ledger.Invite(ctx, s.Tenant, id)
	case "gone", "back":
		if id == string(s.Person) {
			err = assessments.Errorf(assessments.Forbidden, "lead.person", "Another lead has to write down that you left, so that no service is left without one by mistake.")
		} else {
			err = d.ledger.SetGone(ctx, s.Tenant, id, p.Kind == "gone")
		}
		if err == nil {
			return d.done(w, r, Home+"people/"+id, p.Kind)
		}
	case "unlink":
		if err = d.ledger.Unlink(ctx, s.Tenant, id); err == nil {
			return d.done(w, r, Home+"people/"+id, "unlinked")
		}
	case "enrol":
		p.Address = d.address(r)
		if p.Code, err = d.ledger.NewCode(ctx, id); err == nil {
			p.QR, err = qrPicture(p.Address + "/#" + p.Code)
		}
	default:
		err = assessments.Errorf(assessments.Invalid, "lead.person", "Choose what to do.")
	}
	if err != nil {
		wrong, err := kindly(err, "role")
		if err != nil {
			return err
		}
		return d.showPerson(w, r, s, personPage{}, wrong)
	}
	return d.showPerson(w, r, s, p, nil)
}

// address is how a tablet reaches the service: as was said when it was started, or else as the reader's browser did.
func (d *Desk) address(r *http.Request) string {
	if d.cfg.URL != "" {
		return strings.TrimRight(d.cfg.URL, "/")
	}
	if d.cfg.Secure {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
