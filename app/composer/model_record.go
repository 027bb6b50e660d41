package composer

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Named is a record in a list: what it is, and the day it is remembered by.
type Named struct {
	ID    assessments.ID
	Kind  assessments.Kind
	Title string
	When  string // "12 March 2026, 09:31"; "" where it has no day
	on    string
}

// Words are the record in one line.
func (n Named) Words() string { return joinWords(n.Title, n.When) }

// named are the fields that name a record of a kind, the first that holds something.
var named = map[assessments.Kind][]string{
	assessments.KindChild: {"preferred_name", "name"}, assessments.KindPerson: {"name"}, assessments.KindSetting: {"name"}, assessments.KindService: {"name"},
	assessments.KindObservation: {"text"}, assessments.KindScore: {"tool"}, assessments.KindGoal: {"title", "statement"},
	assessments.KindActivityPlan: {"title"}, assessments.KindActivity: {"title"}, assessments.KindEquipment: {"item"}, assessments.KindNeed: {"statement"},
	assessments.KindOutcome: {"statement"}, assessments.KindProvision: {"short", "what"}, assessments.KindBlock: {"title"},
	assessments.KindAdviceRequest: {"from"}, assessments.KindReferral: {"from_who"}, assessments.KindAttachment: {"caption", "shows"},
	assessments.KindDischarge: {"why"}, assessments.KindTierMove: {"reason"}, assessments.KindAlert: {"text"},
}

// Name puts a record into a list.
func Name(r assessments.Record) Named {
	n := Named{ID: r.ID, Kind: r.Kind}
	for _, field := range named[r.Kind] {
		if n.Title == "" {
			n.Title = strings.TrimSpace(r.Fields.Text(field))
		}
	}
	info, _ := assessments.LookupKind(r.Kind)
	switch {
	case r.Kind == assessments.KindContact:
		n.Title = contactWords(r.Fields)
	case n.Title == "":
		n.Title = info.Title
	case r.Kind == assessments.KindProvision, r.Kind == assessments.KindOutcome:
		n.Title = joinWords(r.Fields.Text("ref"), n.Title)
	}
	for _, field := range []string{"on", "received", "start", "delivered_on", "ordered_on"} {
		if on := assessments.Date(r.Fields.Text(field)); n.When == "" && on.Valid() {
			at := r.Fields.Text("at")
			if r.Kind == assessments.KindContact {
				at = r.Fields.Text("from")
			}
			n.When, n.on = joinWords(on.Words(), at), string(on)+at
		}
	}
	return n
}

// contactWords is a contact in a few words: "School visit: equipment check".
func contactWords(f assessments.Fields) string {
	var c assessments.Contact
	assessments.Decode(f, &c)
	words := c.Title()
	if p := f.Text("purpose"); p != "" {
		words += ": " + p
	}
	return words
}
