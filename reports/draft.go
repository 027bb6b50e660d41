package reports

import (
	"encoding/json"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// Draft writes a report from evidence: Propose, then the author's choices. It fails with Forbidden when nothing allows
// the recipient to have it, NotFound when the child is unknown, Invalid when the request is incomplete; the sentence says
// which. Whatever the evidence lacks is a gap in the document, never a failure.
func Draft(ev Evidence, req Request) (Document, error) {
	p, err := Propose(ev, req)
	if err != nil {
		return Document{}, err
	}
	return Assemble(p, req.Choices)
}

// Propose writes every block that the records give, for the author to decide about.
func Propose(ev Evidence, req Request) (Proposals, error) {
	const op = "reports.draft"
	if _, err := ev.Child(); err != nil {
		return Proposals{}, err
	}
	if !req.AsAt.Valid() {
		return Proposals{}, assessments.Errorf(assessments.Invalid, op, "Say as at which day the report is written, such as 2026-05-21.")
	}
	info, ok := LookupKind(req.Kind)
	if !ok {
		return Proposals{}, assessments.Errorf(assessments.Invalid, op, "There is no report of the kind %q. The kinds are %s.", string(req.Kind), kindNames())
	}
	bases := ReadBases(ev.Records)
	if bases.child == nil {
		return Proposals{}, assessments.Errorf(assessments.NotFound, op, "The child's own record was entered in error, so no report can be written.")
	}
	if req.Recipient.Role == "" && req.Recipient.Person != "" {
		req.Recipient.Role = bases.RoleOf(req.Recipient.Person)
	}
	perm := Permit(bases, req.Recipient, req.Kind, req.sharedOn())
	if perm.Decision == Denied {
		return Proposals{}, assessments.Errorf(assessments.Forbidden, op, "%s", perm.Reason)
	}
	if perm.Person != "" {
		req.Recipient.Person = perm.Person
	}
	bases.sizes = perm.Limited
	f := readFacts(ev, req, bases)
	if f.child == nil {
		return Proposals{}, assessments.Errorf(assessments.Forbidden, op, "The child's own record is confidential, so no report can be written.")
	}
	if f.req.Author == "" {
		f.req.Author = f.lead()
	}
	f.chooseService()
	if req.Signed && (f.people[f.req.Author] == nil || !req.SignedOn.Valid()) {
		return Proposals{}, assessments.Errorf(assessments.Invalid, op, "A report is signed by a therapist of the service, on a day. Say who signs and when.")
	}
	w := &writer{facts: f, told: map[string]bool{}}
	info.write(w)
	w.doc.Kind, w.doc.Lang, w.doc.AsAt, w.doc.Child = req.Kind, "en-GB", req.AsAt, f.childID
	w.doc.Recipient, w.doc.Draft = req.Recipient, !req.Signed
	sort.SliceStable(f.withheld, func(i, j int) bool {
		a, b := f.withheld[i], f.withheld[j]
		return a.Record < b.Record || a.Record == b.Record && a.Field < b.Field
	})
	return Proposals{Parts: w.parts, Withheld: f.withheld, doc: w.doc, may: func(raw json.RawMessage) (Decision, string) { return bases.text(raw, req.sharedOn()) }}, nil
}

// lead is who led most of the contacts with the child, for a draft whose author nobody named.
func (f *facts) lead() assessments.ID {
	n := map[assessments.ID]int{}
	var best assessments.ID
	for _, c := range f.contacts {
		if id := c.v.Clinician; id != "" && c.v.Status == "attended" {
			n[id]++
			if n[id] > n[best] {
				best = id
			}
		}
	}
	return best
}

// writer builds a document part by part.
type writer struct {
	*facts
	doc   Document
	parts []Part
	told  map[string]bool // notes that a need tells in full, and areas whose meaning stands with a need
}

// part opens a part. head may be nil.
func (w *writer) part(key, title string, head Block) {
	w.parts = append(w.parts, Part{Key: key, Title: title, Head: head})
}

// section opens a part under a lettered heading.
func (w *writer) section(key, letter, title, note string) {
	w.part(key, joined(". ", letter, title), &Section{Letter: letter, Title: title, Note: note})
}

// put proposes a block in the open part, under the part's key and its own.
func (w *writer) put(key string, b Block) { w.under(key, nil, b) }

// under is put with a small heading that stands and falls with the block.
func (w *writer) under(key string, lead, b Block) {
	p := &w.parts[len(w.parts)-1]
	if t, ok := b.(*Table); ok {
		headRows(t)
	}
	words, editable := wordsOf(b)
	x := Proposal{Key: p.Key + "/" + key, Lead: lead, Block: b, Editable: editable, Words: words}
	for _, id := range idsOf(b) {
		x.Sources = append(x.Sources, w.source(id))
	}
	p.Proposals = append(p.Proposals, x)
}

// headRows gives a row whose first cell is empty a head: without one nobody hears what the row is about.
func headRows(t *Table) {
	for _, r := range t.Rows {
		if len(r) > 0 && r[0].Text.Words() == "" {
			r[0].Text = gap("Not named")
		}
	}
}

// must is put for what may not be left out.
func (w *writer) must(key string, b Block) {
	w.put(key, b)
	p := &w.parts[len(w.parts)-1]
	x := &p.Proposals[len(p.Proposals)-1]
	x.Required, x.Editable = true, false
}
