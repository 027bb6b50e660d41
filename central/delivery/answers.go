package delivery

import (
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// answersID is the record of one opening of a link.
func (p *parcel) answersID(reader string) assessments.ID {
	return assessments.DerivedID("answers/"+reader, p.row.Share)
}

// answered is what this opening has answered already.
func (p *parcel) answered(reader string) (rec assessments.Record, v assessments.Answers, ok bool) {
	id := p.answersID(reader)
	i := slices.IndexFunc(p.records, func(r assessments.Record) bool { return r.ID == id })
	if i < 0 {
		return rec, assessments.Answers{Template: p.asks.Name, Version: p.asks.Version}, false
	}
	assessments.Decode(p.records[i].Fields, &v)
	return p.records[i], v, true
}

// keep writes the answers, and the receipt that tells the therapist of them.
func (d *Desk) keep(r *http.Request, p *parcel, rec assessments.Record, again bool, reader string, a *assessments.Answers) error {
	err := d.put(r, p, rec, again, p.answersID(reader), a)
	if err != nil && assessments.KindOf(err) == assessments.Conflict {
		return assessments.Errorf(assessments.Conflict, "delivery.answers", "These answers were sent a moment ago, from another page. Go back, and send them again.")
	}
	if err != nil {
		return err
	}
	return d.receipt(r.Context(), p, reader, assessments.Receipt{What: "answered", By: a.Who})
}

// put writes what a form holds: a record of its own, or the next of what was there. A form that is sent twice within a second says
// nothing new, and is no mistake.
func (d *Desk) put(r *http.Request, p *parcel, rec assessments.Record, again bool, id assessments.ID, v assessments.Typed) error {
	e := ledger.NewEntry(id, p.row.Scope, v)
	if again {
		var differs bool
		if e, differs = ledger.NextEntry(rec, v); !differs {
			return nil
		}
	}
	_, err := d.Ledger.Write(r.Context(), p.row.Tenant, p.author(), e)
	return err
}

// signed is what is wrong with who says they answered.
func (p *parcel) signed(name, job string) (out []web.Problem) {
	if name == "" || utf8.RuneCountInString(name) > nameMost {
		out = append(out, web.Problem{Field: "name", Text: "Enter your name, so that " + p.names.Known + " knows whose words these are"})
	}
	if p.names.Yours != "you" && job == "" || utf8.RuneCountInString(job) > nameMost {
		out = append(out, web.Problem{Field: "job", Text: "Enter your job, such as class teacher"})
	}
	return out
}

// writer is the person a link was sent to, where it is by their name that somebody answered: a link is passed on. A young person's own
// questions are answered by the young person; whether with help, they ask.
func (p *parcel) writer(name string) assessments.ID {
	if p.share.Recipient == assessments.RoleYoungPerson {
		return p.row.Scope.ID
	}
	if p.asks.AskedOf == "young-person" { // passed on, and answered by the child's own name
		for _, r := range p.records {
			if r.ID == p.row.Scope.ID && slices.ContainsFunc([]string{"name", "preferred_name", "given_name"}, func(f string) bool { return strings.EqualFold(r.Fields.Text(f), name) }) {
				return r.ID
			}
		}
	}
	for _, r := range p.records {
		if r.ID == p.share.Person && r.Kind == assessments.KindPerson && strings.EqualFold(r.Fields.Text("name"), name) {
			return r.ID
		}
	}
	return ""
}

// whoFields ask who answers.
func (p *parcel) whoFields(s filled) []web.Field {
	out := []web.Field{{Name: "name", Label: "Your name", Hint: "So that " + p.names.Known + " knows whose words these are", Value: s.Name, Complete: "name", Width: "middle", Max: nameMost}}
	if p.names.Yours != "you" {
		out = append(out, web.Field{Name: "job", Label: "Your job", Value: s.Job, Complete: "organization-title", Width: "middle", Max: nameMost})
	}
	return out
}
