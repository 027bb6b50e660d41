package equipment

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/register"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Piece is one piece of equipment with its record.
type Piece struct {
	Rec assessments.Record
	V   *assessments.Equipment
}

// A Set is one set of measurements, for the list.
type Set struct {
	ID    assessments.ID
	Title string // "12 March 2026"
	Line  string // "4 readings, in shoes"
	on    assessments.Date
}

// A Goal is one that a piece of equipment may serve.
type Goal struct {
	ID    assessments.ID
	Title string
}

// Shelf is all equipment of a child, and what it is measured by.
type Shelf struct {
	Known  string
	Pieces []Piece
	Sets   []Set
	Goals  []Goal
	today  assessments.Date
	newest map[string]reading // by the name of the dimension, the smaller side
}

// reading is the newest value of a dimension.
type reading struct {
	value float64
	on    assessments.Date
}

// Read reads the shelf of a child.
func Read(ctx context.Context, r Reader, child assessments.ID, today assessments.Date) (*Shelf, error) {
	rec, err := r.Record(ctx, child)
	if err != nil {
		return nil, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	s := &Shelf{Known: c.Known(), today: today, newest: map[string]reading{}}
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindEquipment, assessments.KindMeasurement, assessments.KindGoal}})
	if err != nil {
		return nil, err
	}
	for _, rec := range recs {
		switch t, _ := rec.Read(); t := t.(type) {
		case *assessments.Equipment:
			s.Pieces = append(s.Pieces, Piece{rec, t})
		case *assessments.Measurement:
			s.measured(rec.ID, t)
		case *assessments.Goal:
			s.Goals = append(s.Goals, Goal{rec.ID, t.Title})
		}
	}
	sort.SliceStable(s.Pieces, func(i, j int) bool { return s.Pieces[i].V.Order < s.Pieces[j].V.Order })
	sort.SliceStable(s.Sets, func(i, j int) bool { return s.Sets[i].on > s.Sets[j].on })
	return s, nil
}

// measured keeps a set for the list and its values for suggestions; of two sides of one day the smaller counts, because
// furniture must fit both.
func (s *Shelf) measured(id assessments.ID, m *assessments.Measurement) {
	set := Set{ID: id, Title: m.On.Words(), on: m.On, Line: fmt.Sprintf("%d readings", len(m.Rows))}
	if len(m.Rows) == 1 {
		set.Line = "1 reading"
	}
	if n := note("", m.Position); n != "" {
		set.Line += ", " + n
	}
	if m.RemeasureAfter.Valid() {
		set.Line += ". Measure again after " + m.RemeasureAfter.Words()
	}
	s.Sets = append(s.Sets, set)
	for _, d := range Dimensions() {
		for _, x := range m.Rows {
			was, had := s.newest[d.Name]
			if !d.is(x.What) || x.Of != "" || had && (was.on > m.On || was.on == m.On && was.value <= x.Value) {
				continue
			}
			s.newest[d.Name] = reading{x.Value, m.On}
		}
	}
}

// StatusWords is how far a piece is, in words.
var StatusWords = []string{"Recommended", "On trial", "Not suitable", "Ordered", "In use", "Referred", "Returned"}

// statuses are the values of StatusWords.
var statuses = []string{"recommended", "on-trial", "not-suitable", "ordered", "in-use", "referred", "returned"}

// statusWords is a status for a list.
func statusWords(s string) string {
	for i, x := range statuses {
		if x == s {
			return StatusWords[i]
		}
	}
	return "Not said how far it is"
}

// Title is a piece's name for a list.
func (p Piece) Title() string {
	if n := p.V.Name(); n != "" {
		return assessments.UpperFirst(n)
	}
	return "New equipment"
}

// Line says how far it is, how it is set and what is next.
func (p Piece) Line() string {
	out := []string{statusWords(p.V.Status)}
	for i, x := range assessments.GivenSetups(p.V.Settings) {
		if i == 2 {
			break
		}
		out = append(out, strings.ToLower(x.What)+" "+number(*x.Value)+" "+x.Unit)
	}
	if p.V.ReviewOn.Valid() {
		out = append(out, "review "+p.V.ReviewOn.Time().Format("2 January"))
	}
	return strings.Join(out, ", ")
}

// Overdue is the sentence about an examination that is late, or "", as the register and Today say it. Equipment that lifts a person is
// examined at least every six months (LOLER 1998, reg 9(3)(a)).
func (p Piece) Overdue(today assessments.Date) string {
	return register.Unsafe(p.V, today)
}

// A Lack is something a supplier, a school or a funder would still ask for.
type Lack struct {
	Field string
	Words string // "Price: not known"
}

// Lacks lists what is missing in a piece at the point where it stands. A reason that was noted stands in the place of
// "not recorded".
func Lacks(e *assessments.Equipment) []Lack {
	var out []Lack
	need := func(field, words string, there bool) {
		if there {
			return
		}
		why := e.Missing[field]
		if why == "" {
			why = "not recorded"
		}
		out = append(out, Lack{field, words + ": " + why})
	}
	need("item", "What it is", e.Item != "")
	if e.Status == "referred" {
		need("referred_to", "Referred to", e.ReferredTo != "")
		need("referred_on", "Referred on", e.ReferredOn != "")
		return out
	}
	need("why", "Why", e.Why != "")
	need("place", "Where it is used", e.Place != "")
	need("owner", "Who owns it", e.Owner != "")
	need("funder", "Who pays", e.Funder != "")
	if e.Status == "recommended" || e.Status == "ordered" {
		need("price", "Price", e.Price != "")
		need("vat", "Price with or without VAT", e.Price == "" || e.VAT != "")
		need("quote", "Quotation", e.Quote != "" || e.QuoteNote != "")
	}
	if e.Status == "in-use" {
		need("serial", "Serial number", e.Serial != "")
		need("service_months", "How often it is serviced", e.ServiceMonths > 0)
	}
	if e.Lifting {
		need("examine_by", "Next thorough examination", e.ExamineBy != "")
	}
	need("review_on", "Next fit check", e.ReviewOn != "")
	return out
}
