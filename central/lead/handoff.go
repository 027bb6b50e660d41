package lead

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A Handoff does what a lead asks for an entry on its way to the patient record; see package handoff.
type Handoff interface {
	Again(ctx context.Context, tenant string, record assessments.ID) error
	ByHand(ctx context.Context, tenant string, record assessments.ID, reference string) error
}

// An entryRow is an entry that is not filed yet.
type entryRow struct {
	ID                          assessments.ID
	Href, Who, What, State, Why string
	Age                         string
	Again, Stuck                bool // it may be sent anew; a person has to do something
}

type handoffPage struct {
	On          bool // entries are handed over at all
	Stuck, Away []entryRow
	Filed       int
	Token       string
}

// unanswered is after how long a lead is told that the other system says nothing.
const unanswered = 24 * time.Hour

var entryWords = map[assessments.Kind]string{assessments.KindContact: "Contact", assessments.KindReport: "Report", assessments.KindAmendment: "Correction", assessments.KindEnteredInError: "Entered in error"}

// entries are what is not filed yet: those that need somebody, and those on their way.
func (d *Desk) entries(ctx context.Context, tenant string) (stuck, away []entryRow, err error) {
	list, err := d.ledger.OpenHandoffs(ctx, tenant)
	for _, h := range list {
		changed, _ := time.Parse(time.RFC3339, h.Changed)
		age := d.cfg.Now().Sub(changed)
		since := "for " + ago(age)
		if age < time.Minute {
			since = "just now"
		}
		row := entryRow{ID: h.Record, What: cmp.Or(entryWords[h.Kind], string(h.Kind)), Why: h.Why, Age: since, Href: Home + "caseload/" + string(h.Scope.ID), Who: string(h.Scope.ID)}
		switch {
		case h.State == ledger.HandoffHeld:
			row.State, row.Stuck, row.Again = "Held", true, true
		case h.State == ledger.HandoffRefused:
			row.State, row.Stuck, row.Again = "Refused", true, true
		case h.State == ledger.HandoffSent && age >= unanswered:
			row.State, row.Stuck, row.Why = "No answer", true, "It was handed over, and the patient record has not said that it is filed."
		case h.State == ledger.HandoffSent:
			row.State = "Handed over"
		default:
			row.State = "Waiting to go"
		}
		if row.Stuck {
			stuck = append(stuck, row)
		} else {
			away = append(away, row)
		}
	}
	return stuck, away, err
}

// Handoffs lists what is not in the trust's patient record yet.
func (d *Desk) Handoffs(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showHandoffs(w, r, s, nil)
}

func (d *Desk) showHandoffs(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	ctx := as(r, s)
	stuck, away, err := d.entries(ctx, s.Tenant)
	if err != nil {
		return err
	}
	counts, err := d.ledger.CountHandoffs(ctx, s.Tenant)
	if err != nil {
		return err
	}
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: hand-off to the patient record", "list")
	}
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, c := range v.children {
		names[string(c.ID)] = c.Child.Name
	}
	for _, list := range [][]entryRow{stuck, away} {
		for i := range list {
			list[i].Who = cmp.Or(names[list[i].Who], "A child who is not in the caseload")
		}
	}
	title := "Everything is in the patient record"
	switch n := len(stuck); {
	case d.cfg.Handoff == nil:
		title = "Nothing is handed over to a patient record"
	case n > 0:
		title = someEntries(n) + " not in the patient record"
	case len(away) > 0:
		title = someEntries(len(away)) + " on the way to the patient record"
	}
	return d.show(w, r, s, "handoffs", "handoffs", web.Page{Title: title, Problems: wrong, Data: handoffPage{On: d.cfg.Handoff != nil, Stuck: stuck, Away: away[:min(len(away), 100)], Filed: counts[ledger.HandoffFiled], Token: d.site.Token(s.Key)}})
}

func someEntries(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// DoHandoff sends an entry anew, or notes that a person filed it.
func (d *Desk) DoHandoff(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	id, flash := assessments.ID(r.PostForm.Get("entry")), "again"
	var err error
	switch {
	case d.cfg.Handoff == nil || !id.Valid():
		err = assessments.Errorf(assessments.NotFound, "lead.handoff", "This entry is not on the list for the patient record.")
	case r.PostForm.Get("do") == "filed":
		flash = "filed"
		err = d.cfg.Handoff.ByHand(as(r, s), s.Tenant, id, strings.TrimSpace(r.PostForm.Get("reference")))
	case r.PostForm.Get("do") == "again":
		err = d.cfg.Handoff.Again(as(r, s), s.Tenant, id)
	default:
		err = assessments.Errorf(assessments.Invalid, "lead.handoff", "Choose what to do.")
	}
	if err != nil {
		wrong, err := kindly(err, "reference-"+string(id))
		if err != nil {
			return err
		}
		return d.showHandoffs(w, r, s, wrong)
	}
	return d.done(w, r, Home+"handoffs", flash)
}
