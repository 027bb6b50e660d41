package slips

import (
	"context"
	"strconv"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what the list reads.
type Store interface {
	Slips(ctx context.Context) ([]store.Slip, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// Row is one slip in ready words.
type Row struct {
	Slip store.Slip
	When string // "Tuesday 24 November, 09:12"
	Text string
}

// A Child is one of the caseload to file to.
type Child struct {
	ID   assessments.ID
	Name string
}

// Model is the list as values.
type Model struct {
	Rows     []Row
	Children []Child
}

// Read reads the list.
func Read(ctx context.Context, s Store) (Model, error) {
	var m Model
	list, err := s.Slips(ctx)
	if err != nil {
		return m, err
	}
	for _, slip := range list {
		m.Rows = append(m.Rows, Row{Slip: slip, When: When(slip.At), Text: slip.Text})
	}
	kids, err := s.Children(ctx)
	for _, k := range kids {
		c := Child{ID: k.ID, Name: k.Name}
		if k.KnownAs != "" {
			c.Name += " (" + k.KnownAs + ")"
		}
		if k.Born != "" {
			c.Name += ", born " + k.Born.Words() // two children may have one name
		}
		m.Children = append(m.Children, c)
	}
	return m, err
}

// When is a moment in London, in words.
func When(at time.Time) string { return at.In(session.London).Format("Monday 2 January, 15:04") }

// Names are the children in words, for the list to choose from.
func (m Model) Names() []string {
	out := make([]string, len(m.Children))
	for i, c := range m.Children {
		out[i] = c.Name
	}
	return out
}

// File is the edit that makes a slip a note of a child, at the time it was written.
func File(s *session.Session, slip store.Slip, child assessments.ID) assessments.Edit {
	at := slip.At.In(session.London)
	return s.Create(slip.ID, assessments.ChildScope(child), &assessments.Observation{On: assessments.NewDate(at), At: assessments.Clock(at.Format("15:04")), Type: "fact", Text: slip.Text})
}

// Strike is the edit that takes a note back that was filed a moment ago.
func Strike(s *session.Session, slip store.Slip, child assessments.ID) assessments.Edit {
	return s.Create(s.NewID(), assessments.ChildScope(child), &assessments.EnteredInError{Of: slip.ID, Reason: "Filed and taken back at once", By: s.Me, On: s.Today()})
}

// Waiting counts the slips for a row elsewhere; "" for none.
func Waiting(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return "1 note written while locked"
	}
	return strconv.Itoa(n) + " notes written while locked"
}
