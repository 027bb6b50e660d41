package fhir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/london"
)

// LeftOut are the kinds of record of which a bundle holds nothing, each with the reason.
var LeftOut = map[assessments.Kind]string{
	assessments.KindAmendment:      "what was written by mistake does not leave the record; the corrected record does",
	assessments.KindEnteredInError: "what was struck out does not leave the record",
	assessments.KindClockHold:      "the service's own working, not the child's care",
	assessments.KindBlock:          "the service's own planning; its sessions are encounters",
	assessments.KindTierMove:       "the service's own levels, which mean nothing elsewhere",
	assessments.KindShare:          "who was sent a report belongs to the access record, not to care",
	assessments.KindReceipt:        "what became of a sent report belongs to the access record, not to care",
	assessments.KindAccess:         "who opened a child belongs to the access record, not to care",
	assessments.KindLog:            "a school's or a family's own word of what it did; reports tell what it came to",
	assessments.KindTerms:          "a school's calendar is not about the child",
	assessments.KindSiteDay:        "a therapist's working days are not about the child",
	assessments.KindGroupSession:   "its register names other children",
	assessments.KindEquipmentItem:  "the service's stock; what the child has is a device request",
	assessments.KindSurvey:         "it is anonymous",
	assessments.KindChildLink:      "it names another child",
}

// bundler gathers the resources of one child.
type bundler struct {
	child   assessments.ID
	at      assessments.Date
	records map[assessments.ID]assessments.Record // what may be in the bundle
	order   []assessments.ID
	service assessments.ID
	entries []resource
	made    map[assessments.ID]string // id to the type of the resource that is made of it
	asks    *template.Library
	held    int // answers that stay in the record
}

// Export writes the bundle of one child: its own records, and the people, places and service they name. at is the moment
// it speaks of. What is confidential, struck out or of another child is not in it; of the answers to questions those to confidential
// ones are not, for which asks is looked at, and held says how many. The same state gives the same bytes.
func Export(child assessments.ID, records []assessments.Record, asks *template.Library, at time.Time) (raw []byte, held int, err error) {
	const op = "fhir.export"
	b := &bundler{child: child, at: london.Day(at), records: map[assessments.ID]assessments.Record{}, made: map[assessments.ID]string{}, asks: service.FormsOf(records, asks)}
	b.choose(records)
	if r, ok := b.records[child]; !ok || r.Kind != assessments.KindChild {
		return nil, 0, assessments.Errorf(assessments.NotFound, op, "There is no child with that id whose record may leave.")
	}
	for _, id := range b.order {
		b.made[id] = typeOf(b.records[id])
	}
	for _, id := range b.order {
		b.add(b.records[id])
	}
	entries := make([]any, 0, len(b.entries))
	slices.SortFunc(b.entries, func(x, y resource) int { return strings.Compare(x.id(), y.id()) })
	for _, r := range b.entries {
		entries = append(entries, resource{"fullUrl": urn(r.id()), "resource": r})
	}
	raw, err = marshal(resource{"resourceType": "Bundle", "type": "collection", "timestamp": at.UTC().Format(time.RFC3339), "entry": entries})
	if err != nil {
		return nil, 0, assessments.Wrap(err, assessments.Internal, op, "")
	}
	return raw, b.held, nil
}

// HeldWords says how many answers are not in a bundle, and why.
func HeldWords(n int) string {
	return fmt.Sprintf("Answers that are not in the bundle: %d. They were given in confidence, or to questions that this program does not know, and stay in the record.", n)
}

func marshal(x any) ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(x)
	return out.Bytes(), err
}

// choose keeps the child's records that may leave, and of the others the places, the service and their people as far as
// something of the child's names them.
func (b *bundler) choose(records []assessments.Record) {
	struck := map[string]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[r.Fields.Text("of")] = true
		}
	}
	all, next := map[assessments.ID]assessments.Record{}, []assessments.Record{}
	for _, r := range records {
		if struck[string(r.ID)] || r.Fields.Text("confidential") == "true" || LeftOut[r.Kind] != "" {
			continue
		}
		all[r.ID] = r
		if r.Scope == assessments.ChildScope(b.child) || r.Kind == assessments.KindService {
			next = append(next, r)
		}
	}
	for len(next) > 0 {
		r := next[0]
		next = next[1:]
		if _, done := b.records[r.ID]; done {
			continue
		}
		b.records[r.ID] = r
		if r.Kind == assessments.KindService {
			b.service = r.ID
		}
		for _, id := range named(r) {
			if x, ok := all[id]; ok && x.Scope.Type != assessments.ScopeChild {
				next = append(next, x)
			}
		}
	}
	for id := range b.records {
		b.order = append(b.order, id)
	}
	slices.Sort(b.order)
}

// named are the ids that stand anywhere in a record's fields, and its setting's.
func named(r assessments.Record) []assessments.ID {
	out := []assessments.ID{r.Scope.ID}
	var walk func(any)
	walk = func(x any) {
		switch x := x.(type) {
		case string:
			if id := assessments.ID(x); id.Valid() {
				out = append(out, id)
			}
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			for _, y := range x {
				walk(y)
			}
		}
	}
	for _, name := range r.Fields.Names() {
		var x any
		if json.Unmarshal(r.Fields[name], &x) == nil {
			walk(x)
		}
	}
	return out
}
