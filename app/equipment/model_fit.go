package equipment

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Fit is how the furniture stands to the body: shown as arithmetic, for the therapist to decide by.
type Fit struct {
	Title string // "Chair as set"
	Set   string // "Seat 310, table 530, foot board 25"
	Sum   string // "Foot board is seat less knee height: 310 − 285 = 25"
}

// places names the furniture of a workplace and what of it is set in mm.
var places = []struct{ kind, word string }{{"chair", "seat"}, {"table", "table"}, {"footrest", "foot board"}}

// ReadFit reads the settings of the child's chair, table and foot board, newest last.
func ReadFit(ctx context.Context, r Reader, child assessments.ID) (map[string]float64, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindEquipment}})
	set := map[string]float64{}
	for _, rec := range recs {
		var e assessments.Equipment
		assessments.Decode(rec.Fields, &e)
		if e.Status == "returned" || e.Status == "not-suitable" {
			continue
		}
		for _, s := range assessments.GivenSetups(e.Settings) {
			if s.Unit == "mm" {
				set[e.Type] = *s.Value
				break
			}
		}
	}
	return set, err
}

// Fit says how the furniture is set and what the knee height makes of it.
func (m *Measuring) Fit(set map[string]float64) Fit {
	var words []string
	for _, p := range places {
		if v := set[p.kind]; v > 0 {
			words = append(words, p.word+" "+number(v))
		}
	}
	if len(words) == 0 {
		return Fit{}
	}
	f := Fit{Title: "Chair as set", Set: assessments.UpperFirst(strings.Join(words, ", "))}
	knee := m.newest("Floor to back of knee")
	seat := set["chair"]
	switch {
	case knee == 0 || seat == 0:
	case seat > knee:
		f.Sum = "Foot board is seat less knee height: " + number(seat) + " − " + number(knee) + " = " + number(seat-knee)
	case seat == knee:
		f.Sum = "Seat and knee height are the same: no foot board needed"
	default:
		f.Sum = "The seat is " + number(knee-seat) + " mm lower than the knee"
	}
	return f
}

// newest is a dimension's value of today, or the one before; the smaller side where there are two, because a seat must
// fit both. A doubtful value is not reckoned with.
func (m *Measuring) newest(name string) float64 {
	least := 0.0
	for _, l := range m.Lines {
		if l.Dimension.Name != name {
			continue
		}
		v, ok := l.value()
		if _, doubtful := l.doubt(); !ok || doubtful {
			v = l.was
		}
		if v > 0 && (least == 0 || v < least) {
			least = v
		}
	}
	return least
}
