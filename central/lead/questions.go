package lead

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
)

// An asked is somebody who may be asked before a visit: about whom the family's word, or the law, says yes. mailbox is the address that the
// record has of them, "" for none, and checked who vouches for it: the lead types no address.
type asked struct {
	template, who, mailbox, checked string
	to                              reports.Recipient
	sending                         reports.Sending
}

// key names an asked in a form.
func (a asked) key() string { return a.template + "/" + string(a.to.Role) + "/" + string(a.to.Person) }

// asking is the panel on a child's page, and the PIN after it was sent, which is shown once, or the paper to print.
type asking struct {
	Field    web.Field
	PIN, Who string
	Mailbox  string
	Paper    string
	Until    assessments.Date
}

// young are the questions that a child or young person answers.
const young = "questionnaire-young-person"

// templates are the questions for each role that is asked before a visit.
var templates = map[assessments.Role]string{assessments.RoleParent: "questionnaire-parent", assessments.RoleSchool: "questionnaire-teacher", assessments.RoleNursery: "questionnaire-teacher",
	assessments.RoleYoungPerson: young}

// askable lists who may be asked about a child today. The child's own questions go to a young person of 16 or more in their own right, and to a younger
// one where the record says that they may have what is shared; otherwise through a parent or the school who may be asked, unless the child's own word is a no.
func (d *Desk) askable(recs []assessments.Record) []asked {
	var out, through []asked
	bases, today, child := reports.ReadBases(recs), d.today(), ""
	for _, r := range recs {
		if t, is := r.ReadOf(assessments.KindChild).(*assessments.Child); is {
			child = t.Known()
		}
	}
	add := func(to reports.Recipient, who, mailbox string) {
		name, ok := templates[to.Role]
		s := reports.SendQuestions(recs, to, today)
		if !ok || !s.Goes() {
			return
		}
		if !strings.Contains(mailbox, "@") {
			mailbox = ""
		}
		a := asked{name, who, mailbox, "register", to, s}
		out = append(out, a)
		a.template, a.who, a.sending = young, child+", through "+who, reports.SendThrough(recs, to, today)
		if a.sending.Goes() {
			through = append(through, a)
		}
	}
	mailbox, checked := youngMailbox(recs)
	own := reports.Recipient{Role: assessments.RoleYoungPerson}
	for _, r := range recs {
		switch t, _ := r.Read(); t := t.(type) {
		case *assessments.Person:
			if role := bases.RoleOf(r.ID); r.Scope.Type != assessments.ScopeTeam && role != own.Role {
				add(reports.Recipient{Role: role, Person: r.ID}, strings.TrimSuffix(t.Name+", "+t.JobWords(), ", "), t.Email)
			}
		case *assessments.Setting:
			role := assessments.RoleSchool
			if t.Type == "nursery" {
				role = assessments.RoleNursery
			}
			add(reports.Recipient{Role: role}, t.Name+" office", t.Email)
		}
	}
	if s := reports.SendQuestions(recs, own, today); s.Goes() {
		return append(out, asked{young, child, mailbox, checked, own, s})
	}
	return append(out, through...)
}

// youngMailbox is the young person's own address: of a record of themselves, or where a therapist sent something to them before.
func youngMailbox(recs []assessments.Record) (mailbox, checked string) {
	at := ""
	for _, r := range recs {
		switch t, _ := r.Read(); t := t.(type) {
		case *assessments.Person:
			if t.Role == "child" && r.Scope.Type == assessments.ScopeChild && t.Email != "" {
				return t.Email, "register"
			}
		case *assessments.Share:
			if t.Recipient == assessments.RoleYoungPerson && t.Way == "link" && t.SentAt > at {
				at, mailbox, checked = t.SentAt, t.Mailbox, t.Checked
			}
		}
	}
	return mailbox, checked
}

// askField offers them.
func askField(all []asked, chosen string) web.Field {
	f := web.Field{Name: "ask", Label: "Who answers", Type: "select", Width: "whole", Value: chosen, Options: []web.Option{{Text: "Choose"}}}
	for _, a := range all {
		where := ", " + a.mailbox
		if a.mailbox == "" {
			where = " (no address: on paper or by telephone)"
		}
		f.Options = append(f.Options, web.Option{Value: a.key(), Text: a.who + where})
	}
	return f
}

// chosen is whom a form names, with what they are asked. Everything is weighed anew: what was agreed may have been taken back since the page was shown.
func (d *Desk) chosen(r *http.Request, s ledger.Sitting, child assessments.ID, key string) (a asked, t template.Template, recs []assessments.Record, ok bool, err error) {
	recs, err = d.ledger.Evidence(as(r, s), s.Tenant, assessments.ChildScope(child))
	if err != nil {
		return a, t, recs, false, err
	}
	all := d.askable(recs)
	i := slices.IndexFunc(all, func(a asked) bool { return a.key() == key })
	if i < 0 {
		return a, t, recs, false, nil
	}
	t, ok = service.FormsOf(recs, d.cfg.Asks).Current(all[i].template)
	if !ok {
		err = assessments.Errorf(assessments.Internal, "lead.ask", "There are no questions called %s.", all[i].template)
	}
	return all[i], t, recs, ok, err
}

// ask sends questions by link or on paper, as a tablet would: one share, which the service then delivers, or the lead.
func (d *Desk) ask(w http.ResponseWriter, r *http.Request, s ledger.Sitting, child assessments.ID) error {
	ctx, scope, way := as(r, s), assessments.ChildScope(child), map[string]string{"questions": "link", "paper": "paper"}[r.PostForm.Get("do")]
	to, t, recs, ok, err := d.chosen(r, s, child, r.PostForm.Get("ask"))
	if err != nil {
		return err
	}
	switch {
	case !ok:
		return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "ask", Text: "Choose who answers."}})
	case way == "link" && to.mailbox == "":
		return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "ask", Text: "The record has no address of theirs. A therapist enters one on a tablet; or ask on paper or by telephone."}})
	}
	now := d.cfg.Now()
	v := assessments.Share{Template: t.Name, Version: t.Version, Recipient: to.to.Role, Person: to.to.Person, Who: to.who, Way: way,
		Basis: to.sending.Basis, Sender: s.Person, SentAt: now.UTC().Format(time.RFC3339)}
	if to.sending.Standing == reports.ByRight {
		v.ByRight = map[bool]string{true: "young-person", false: "parental-responsibility"}[to.to.Role == assessments.RoleYoungPerson]
	}
	sent := asking{Who: to.who, Mailbox: to.mailbox, Paper: Home + "caseload/" + string(child) + "/questions.pdf?ask=" + to.key()}
	if way == "link" {
		var chance [20]byte
		if _, err := io.ReadFull(d.cfg.Rand, chance[:]); err != nil {
			return assessments.Wrap(err, assessments.Internal, "lead.ask", "")
		}
		pin := assessments.PINFrom([4]byte(chance[:4]))
		if v.PIN, err = assessments.PINSum(pin, [16]byte(chance[4:])); err != nil {
			return err
		}
		v.Mailbox, v.Checked, v.Expires, v.Replaces = to.mailbox, to.checked, london.Day(now).AddDays(assessments.ShareDays), before(recs, to)
		sent.PIN, sent.Until, sent.Paper = pin[:3]+" "+pin[3:], v.Expires, ""
	}
	v.RecordedAt, v.RecordedBy = v.SentAt, s.Person
	if say := reports.SendShare(recs, &v, d.today()); !say.Goes() { // they may be asked, but not this way
		return d.showChild(w, r, s, asking{}, []web.Problem{{Field: "ask", Text: say.Reason}})
	}
	if err := v.Check().Err("lead.ask"); err != nil {
		return err
	}
	if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person), Person: s.Person}, ledger.NewEntry(assessments.ID(d.cfg.NewID()), scope, &v)); err != nil {
		return err
	}
	return d.showChild(w, r, s, sent, nil)
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
