package lead

import (
	"context"
	"maps"
	"net/http"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// noHouse is said where nothing can be kept yet.
func noHouse() error {
	return assessments.Errorf(assessments.Conflict, "lead.rules", "The service’s own record is not there yet. A therapist makes it on a tablet, under More, The service.")
}

type rulesPage struct {
	Title, Notice string
	Open          int  // choices that nobody made
	Here          bool // the service has a record that holds them
	Form          form
	Mended        int // sections in which the program's own rules have changed
}

// house is the service's own record, which holds its choices; ok is false before a tablet made it.
func (d *Desk) house(ctx context.Context, s ledger.Sitting) (rec assessments.Record, v assessments.Service, ok bool, err error) {
	list, err := d.ledger.ReadScope(ctx, s.Tenant, assessments.TeamScope(), "")
	list = slices.DeleteFunc(list, func(r assessments.Record) bool { return r.Kind != assessments.KindService })
	if err != nil || len(list) == 0 {
		return rec, v, false, err
	}
	i := slices.IndexFunc(list, func(r assessments.Record) bool { return r.Fields.Text("rules") == s.Pack })
	rec = list[max(i, 0)]
	assessments.Decode(rec.Fields, &v)
	return rec, v, true, nil
}

// Rules shows where the service's rules say two things, and which of them the service works by.
func (d *Desk) Rules(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showRules(w, r, s, nil)
}

func (d *Desk) showRules(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	_, v, ok, err := d.house(as(r, s), s)
	if err != nil {
		return err
	}
	set, err := d.rules(r, s)
	if err != nil {
		return err
	}
	p := rulesPage{Here: ok, Mended: len(mended(set)), Form: form{Token: d.site.Token(s.Key)}}
	if pack := set.Force; pack != nil {
		p.Title, p.Notice, p.Open = pack.Title, pack.Notice, len(pack.Open(v.Choices))
		for _, c := range pack.Choices {
			f := web.Field{Name: c.Name, Label: c.Question, Type: "radios", Value: v.Choices[c.Name]}
			for _, x := range c.Readings {
				f.Options = append(f.Options, web.Option{Value: x.Value, Text: x.Words})
			}
			p.Form.Fields = append(p.Form.Fields, f)
		}
	}
	return d.show(w, r, s, "rules", "rules", web.Page{Title: "The service’s rules", Problems: wrong, Data: p})
}

// ChooseRules saves the choices. They reach the tablets, and these pages' own clocks and triage, with the service's record.
func (d *Desk) ChooseRules(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	rec, v, ok, err := d.house(ctx, s)
	var pack *service.Pack
	if err == nil {
		var set ruleset
		set, err = d.rules(r, s)
		pack = set.Force
	}
	if err == nil && (!ok || pack == nil) {
		err = noHouse()
	}
	if err != nil {
		wrong, err := kindly(err, "rules")
		if err != nil {
			return err
		}
		return d.showRules(w, r, s, wrong)
	}
	chosen := maps.Clone(v.Choices)
	if chosen == nil {
		chosen = map[string]string{}
	}
	var wrong []web.Problem
	for _, c := range pack.Choices {
		answer := r.PostForm.Get(c.Name)
		if answer == "" {
			continue // it stays as it was, undecided where nobody decided
		}
		if chosen[c.Name] = answer; slices.ContainsFunc(pack.Open(chosen), func(o service.Choice) bool { return o.Name == c.Name }) {
			wrong = append(wrong, web.Problem{Field: c.Name, Text: "Choose one of the answers."})
		}
	}
	if len(wrong) > 0 {
		return d.showRules(w, r, s, wrong)
	}
	v.Choices = chosen
	if e, changed := ledger.NextEntry(rec, &v); changed {
		if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person)}, e); err != nil {
			wrong, err := kindly(err, "rules")
			if err != nil {
				return err
			}
			return d.showRules(w, r, s, wrong)
		}
	}
	return d.done(w, r, Home+"rules", "chosen")
}
