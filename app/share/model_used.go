package share

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// toTheWrong is the reason for closing a link after which its address is offered to nobody any more; it was once put in other words, which
// records still hold.
const (
	toTheWrong     = "Shared with the wrong person"
	toTheWrongOnce = "Sent to the wrong person"
)

// readUsed reads the addresses that were used on this tablet. One from which the mail came back, or which was the wrong person’s, is none.
func (m *Model) readUsed(ctx context.Context) error {
	recs, err := m.store.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindShare, assessments.KindReceipt}})
	back := map[assessments.ID]bool{}
	for _, r := range recs {
		if r.Kind == assessments.KindReceipt && r.Fields.Text("what") == "not-delivered" {
			back[assessments.ID(r.Fields.Text("share"))] = true
		}
	}
	m.used = nil
	for _, r := range recs {
		s := sent{rec: r}
		if r.Kind != assessments.KindShare || back[r.ID] {
			continue
		}
		if assessments.Decode(r.Fields, &s.v); s.v.Mailbox != "" && s.v.RevokedFor != toTheWrong && s.v.RevokedFor != toTheWrongOnce {
			m.used = append(m.used, s)
		}
	}
	slices.SortStableFunc(m.used, func(a, b sent) int { return strings.Compare(b.v.SentAt, a.v.SentAt) })
	return err
}

// usedFor is the address that was used last for somebody, and for what: for a person by their record, about whichever child; for this child
// also by their name, where a share does not say whose record it was. An address of somebody else in the same role is never offered.
func (m *Model) usedFor(to reports.Recipient, name string) (mailbox, from string) {
	for _, s := range m.used {
		same := to.Person != "" && s.v.Person == to.Person
		if s.rec.Scope.ID == m.Child && s.v.Person == "" && s.v.Recipient == to.Role {
			same = to.Person == "" || s.v.Who == name || strings.HasPrefix(s.v.Who, name+", ")
		}
		if !same {
			continue
		}
		what := "questions"
		if !s.v.Asks() {
			what = assessments.LowerFirst(composer.Title(s.v.ReportKind))
		}
		return s.v.Mailbox, "Used for " + what + " on " + assessments.NewDate(s.v.SentTime().In(session.London)).Words()
	}
	return "", ""
}
