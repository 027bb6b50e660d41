package handoff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// author is who signed an entry, or wrote a correction down.
func (p *parcel) author() assessments.Person {
	var id assessments.ID
	switch {
	case p.rec.Meta.Signed != nil:
		id = p.rec.Meta.Signed.By
	case p.rec.Kind == assessments.KindReport:
		id = assessments.ID(p.rec.Fields.Text("signed_by"))
	default:
		id = assessments.ID(cmp.Or(p.rec.Fields.Text("by"), p.rec.Fields.Text("recorded_by")))
	}
	return p.person(id)
}

func (p *parcel) person(id assessments.ID) assessments.Person {
	var v assessments.Person
	if r := p.by[id]; r.Kind == assessments.KindPerson {
		assessments.Decode(r.Fields, &v)
	}
	return v
}

// written lays a contact, a correction or a strike out as a document for the trust's own staff. A report has a tree already.
func (p *parcel) written() reports.Document {
	service := cmp.Or(p.service.Name, p.tenant.Name)
	doc := reports.Document{Kind: reports.VisitSummary, Lang: "en-GB", Band: reports.Band{Label: "Record", Service: service, Right: "Confidential"},
		Running: reports.Running{Name: p.child.Name, Right: "For the patient record"}, AsAt: p.day(), Child: p.h.Scope.ID}
	w := &writer{doc: &doc}
	if p.child.Born.Valid() {
		doc.Running.Parts = append(doc.Running.Parts, "born "+p.child.Born.Words())
	}
	if n := assessments.FormatNHSNumber(p.child.NHSNumber); n != "" {
		doc.Running.Parts = append(doc.Running.Parts, "NHS "+n)
	}
	w.row("Child", p.child.Name)
	w.row("Born", p.child.Born.Words())
	w.row("NHS number", strings.TrimSpace(assessments.FormatNHSNumber(p.child.NHSNumber)+map[string]string{"verified": " (verified)", "not-verified": " (not verified)"}[p.child.NHSStatus]))
	switch t, _ := p.rec.Read(); v := t.(type) {
	case *assessments.Contact:
		p.contact(w, v)
	case *assessments.Amendment:
		p.correction(w, v)
	case *assessments.EnteredInError:
		p.strike(w, v)
	}
	who, on := p.author(), cmp.Or(p.signed(), p.day()).Words()
	if who.Name != "" {
		sig := &reports.Signature{Name: who.Name, Job: who.JobWords(), Locked: "Signed " + on + ". Locked: a change is handed over as a correction."}
		if who.HCPC != "" {
			sig.Registration = "HCPC registration " + who.HCPC
		}
		w.section("Signed")
		doc.Blocks = append(doc.Blocks, sig)
	}
	doc.Footer = doc.Title + ", signed " + on
	return doc
}

// A writer adds to a document what there is to say.
type writer struct {
	doc  *reports.Document
	rows *reports.KeyValues
}

func (w *writer) row(key, value string) {
	if value = strings.TrimSpace(value); value == "" {
		return
	}
	if w.rows == nil {
		w.rows = &reports.KeyValues{}
		w.doc.Blocks = append(w.doc.Blocks, w.rows)
	}
	w.rows.Rows = append(w.rows.Rows, reports.KeyValue{Key: key, Lines: []reports.Text{{{Text: value}}}})
}

func (w *writer) section(title string) {
	w.rows = nil
	w.doc.Blocks = append(w.doc.Blocks, &reports.Section{Title: title})
}

// part is a headed paragraph, where there is something to say.
func (w *writer) part(title, words string) {
	if words = strings.TrimSpace(words); words != "" {
		w.section(title)
		w.doc.Blocks = append(w.doc.Blocks, &reports.Para{Text: reports.Text{{Text: words}}})
	}
}

var statusWords = map[string]string{"attended": "Took place", "not-brought": "The child was not brought", "did-not-attend": "The young person did not attend", "cancelled": "Cancelled",
	"rescheduled": "Moved to another day", "planned": "Planned", "started": "Begun, not finished"}

func (p *parcel) contact(w *writer, c *assessments.Contact) {
	w.doc.Title = c.Title() + " on " + c.On.Words()
	times := string(c.From)
	if c.From != "" && c.To != "" {
		times += " to " + string(c.To)
	}
	w.row("When", strings.TrimSuffix(c.On.Words()+", "+times, ", "))
	w.row("Outcome", statusWords[c.Status])
	w.row("Where", strings.TrimSuffix(assessments.UpperFirst(string(c.Place))+", "+p.by[c.Setting].Fields.Text("name"), ", "))
	var with []string
	for _, x := range c.Participants {
		name := cmp.Or(x.Who, p.person(x.Person).Name)
		if x.Person == p.h.Scope.ID {
			name = p.child.Name
		}
		if x.Present == "not-reached" || x.Present == "declined" {
			name += " (" + strings.ReplaceAll(x.Present, "-", " ") + ")"
		}
		with = append(with, name)
	}
	w.row("With", strings.Join(with, ", "))
	w.row("For", c.Purpose)
	if by := p.person(c.CountersignBy); by.Name != "" {
		w.row("Countersigned", by.Name+", "+c.CountersignOn.Words())
	}
	w.part("What was discussed or agreed", c.Summary)
	w.part("Why", c.Reason)
	w.part("Safeguarding check", c.Safeguarding)
	w.part("Decision", c.Decision)
	p.notes(w)
	w.part("Next step", c.Next)
}

var noteWords = map[string]string{"fact": "seen", "opinion": "judged", "said": "said", "strength": "strength"}

// notes are the contact's, in the order of the day. Working notes and what is marked stay; a note that names another child stays too,
// which is said, so that nobody takes the list for whole.
func (p *parcel) notes(w *writer) {
	var list []*assessments.Observation
	kept := 0
	for _, r := range p.records {
		if r.Kind != assessments.KindObservation || r.Fields.Text("contact") != string(p.rec.ID) || struck(p.records, r.ID) {
			continue
		}
		var v assessments.Observation
		assessments.Decode(r.Fields, &v)
		if v.Confidential || len(v.OtherNames) > 0 {
			kept++
			continue
		}
		list = append(list, &v)
	}
	slices.SortStableFunc(list, func(a, b *assessments.Observation) int {
		return cmp.Compare(string(a.On)+string(a.At), string(b.On)+string(b.At))
	})
	if len(list)+kept == 0 {
		return
	}
	w.section("Notes")
	items := &reports.List{}
	for _, v := range list {
		words := v.Text
		if v.Type == "said" {
			who := cmp.Or(p.person(v.SaidBy).Name, v.SaidWho)
			if v.SaidBy == p.h.Scope.ID {
				who = p.child.Known()
			}
			words = "“" + v.Text + "” " + who
		}
		items.Items = append(items.Items, reports.Text{{Text: strings.TrimSpace(string(v.At)+" ("+noteWords[v.Type]+")") + " ", Soft: true}, {Text: words}})
	}
	if kept > 0 {
		items.Items = append(items.Items, reports.Text{{Text: fmt.Sprintf("%d more in Fieldfare, confidential or naming another child.", kept), Gap: true}})
	}
	w.doc.Blocks = append(w.doc.Blocks, items)
}

func (p *parcel) correction(w *writer, a *assessments.Amendment) {
	w.doc.Title = "Correction of an entry"
	w.row("Corrects", p.beforeWords())
	w.row("What", strings.ReplaceAll(a.Field, "_", " "))
	w.part("It said", a.Was)
	w.part("It should say", a.Now)
	w.part("Why", a.Reason)
}

func (p *parcel) strike(w *writer, e *assessments.EnteredInError) {
	w.doc.Title = "An entry was made in error"
	if assessments.ID(e.Of) != p.before.Record {
		w.doc.Title = "A note in an entry was made in error"
		w.part("The note", p.by[e.Of].Fields.Text("text"))
	}
	w.row("Which", p.beforeWords())
	w.part("Why", e.Reason)
}

// beforeWords names the entry that is corrected as the other system knows it.
func (p *parcel) beforeWords() string {
	if p.before.Reference != "" {
		return nameOf(p.before) + ", there " + p.before.Reference
	}
	return nameOf(p.before)
}
