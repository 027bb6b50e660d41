package lead

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
)

// An asked is somebody who may be asked before a visit: whom the record has an address of, and about whom the family's word, or the
// law, says yes. The lead types no address: who vouches for a new one is the therapist who knows them.
type asked struct {
	template, who, mailbox string
	to                     reports.Recipient
	sending                reports.Sending
}

// key names an asked in a form.
func (a asked) key() string { return a.template + "/" + string(a.to.Role) + "/" + string(a.to.Person) }

// asking is the panel on a child's page, and the PIN after it was sent, which is shown once.
type asking struct {
	Field    web.Field
	PIN, Who string
	Mailbox  string
	Until    assessments.Date
}

// templates are the questions for each role that is asked before a visit.
var templates = map[assessments.Role]string{assessments.RoleParent: "questionnaire-parent", assessments.RoleSchool: "questionnaire-teacher", assessments.RoleNursery: "questionnaire-teacher"}

// askable lists who may be asked about a child today.
func (d *Desk) askable(recs []assessments.Record) []asked {
	var out []asked
	bases, today := reports.ReadBases(recs), d.today()
	add := func(to reports.Recipient, who, mailbox string) {
		name, ok := templates[to.Role]
		if !ok || !strings.Contains(mailbox, "@") {
			return
		}
		if s := reports.SendQuestions(recs, to, today); s.Goes() {
			out = append(out, asked{name, who, mailbox, to, s})
		}
	}
	for _, r := range recs {
		switch t, _ := r.Read(); t := t.(type) {
		case *assessments.Person:
			if r.Scope.Type != assessments.ScopeTeam {
				add(reports.Recipient{Role: bases.RoleOf(r.ID), Person: r.ID}, strings.TrimSuffix(t.Name+", "+t.JobWords(), ", "), t.Email)
			}
		case *assessments.Setting:
			role := assessments.RoleSchool
			if t.Type == "nursery" {
				role = assessments.RoleNursery
			}
			add(reports.Recipient{Role: role}, t.Name+" office", t.Email)
		}
	}
	return out
}

// askField offers them.
func askField(all []asked, chosen string) web.Field {
	f := web.Field{Name: "ask", Label: "Who answers", Type: "select", Width: "whole", Value: chosen, Options: []web.Option{{Text: "Choose"}}}
	for _, a := range all {
		f.Options = append(f.Options, web.Option{Value: a.key(), Text: a.who + ", " + a.mailbox})
	}
	return f
}

// ask sends questions by link, as a tablet would: one share, which the service then delivers. Everything is asked anew.
func (d *Desk) ask(w http.ResponseWriter, r *http.Request, s ledger.Sitting, child assessments.ID) error {
	ctx, scope := as(r, s), assessments.ChildScope(child)
	recs, err := d.ledger.Evidence(ctx, s.Tenant, scope)
	if err != nil {
		return err
	}
	all := d.askable(recs)
	i := slices.IndexFunc(all, func(a asked) bool { return a.key() == r.PostForm.Get("ask") })
	if i < 0 {
		return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "ask", Text: "Choose who answers."}})
	}
	to := all[i]
	t, ok := service.FormsOf(recs, d.cfg.Asks).Current(to.template)
	if !ok {
		return assessments.Errorf(assessments.Internal, "lead.ask", "There are no questions called %s.", to.template)
	}
	var chance [20]byte
	if _, err := io.ReadFull(d.cfg.Rand, chance[:]); err != nil {
		return assessments.Wrap(err, assessments.Internal, "lead.ask", "")
	}
	pin := assessments.PINFrom([4]byte(chance[:4]))
	sum, err := assessments.PINSum(pin, [16]byte(chance[4:]))
	if err != nil {
		return err
	}
	now := d.cfg.Now()
	v := assessments.Share{Template: t.Name, Version: t.Version, Recipient: to.to.Role, Person: to.to.Person, Who: to.who, Way: "link", Mailbox: to.mailbox, Checked: "register",
		Basis: to.sending.Basis, Sender: s.Person, SentAt: now.UTC().Format(time.RFC3339), PIN: sum, Expires: london.Day(now).AddDays(assessments.ShareDays), Replaces: before(recs, to)}
	if to.sending.Standing == reports.ByRight {
		v.ByRight = "parental-responsibility"
	}
	v.RecordedAt, v.RecordedBy = v.SentAt, s.Person
	if err := v.Check().Err("lead.ask"); err != nil {
		return err
	}
	if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person), Person: s.Person}, ledger.NewEntry(assessments.ID(d.cfg.NewID()), scope, &v)); err != nil {
		return err
	}
	return d.showChild(w, r, s, asking{PIN: pin[:3] + " " + pin[3:], Who: to.who, Mailbox: to.mailbox, Until: v.Expires}, nil)
}

// before is the share of the same questions to the same person that is still open, which closes when this one goes.
func before(recs []assessments.Record, to asked) (id assessments.ID) {
	at := ""
	for _, r := range recs {
		t, _ := r.Read()
		v, ok := t.(*assessments.Share)
		if ok && v.Template == to.template && v.Recipient == to.to.Role && v.Person == to.to.Person && v.Way == "link" && v.RevokedAt == "" && v.SentAt >= at {
			id, at = r.ID, v.SentAt
		}
	}
	return id
}
