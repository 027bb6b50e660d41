package assessments

// KindMeasurement is a set of body or furniture measurements taken together.
const KindMeasurement Kind = "measurement"

// Measurement keeps one unit everywhere (mm for lengths, kg for weight) so that no reader has to convert, and says when it
// is too old to order by.
type Measurement struct {
	Common
	On             Date      `json:"on,omitempty" required:"true" doc:"day" class:"sizes"`
	At             Clock     `json:"at,omitempty" doc:"time of day" class:"sizes"`
	Contact        ID        `json:"contact,omitempty" doc:"contact it was taken at" class:"internal"`
	By             []ID      `json:"by,omitempty" doc:"who measured" class:"sizes"`
	Position       string    `json:"position,omitempty" doc:"sitting, lying, standing; shod or not" class:"sizes"`
	Rows           []Reading `json:"rows,omitempty" required:"true" doc:"the readings" class:"sizes"`
	RemeasureAfter Date      `json:"remeasure_after,omitempty" doc:"measure again if anything is ordered after this day" class:"sizes"`
	Note           string    `json:"note,omitempty" doc:"anything that matters for reading them" class:"sizes"`
}

// A Reading is one measured value.
type Reading struct {
	What  string  `json:"what" doc:"what was measured: Floor to back of knee"`
	Side  string  `json:"side,omitempty" enum:"left|right" doc:"side of the body"`
	Value float64 `json:"value" doc:"the reading, more than 0"`
	Unit  string  `json:"unit" enum:"mm|kg|degrees" doc:"unit"`
	Of    string  `json:"of,omitempty" doc:"thing that was measured, where it is not the child"`
	Note  string  `json:"note,omitempty" doc:"shod, lying"`
}

// RecordKind is KindMeasurement.
func (*Measurement) RecordKind() Kind { return KindMeasurement }

// Check returns the problems of a measurement: known units, sides left or right, values above zero.
func (m *Measurement) Check() Problems {
	var p Problems
	p.day("on", m.On, "Date of measuring")
	p.clock("at", m.At, "Time of measuring")
	p.day("remeasure_after", m.RemeasureAfter, "Remeasure date")
	for _, r := range m.Rows {
		if r.What == "" {
			p.add("rows", "Each reading needs a name.")
		}
		if !oneOf(r.Unit, []string{"mm", "kg", "degrees"}) {
			p.add("rows", "%s must be in mm, kg or degrees; %q is not one of them.", r.What, r.Unit)
		}
		if r.Side != "" && !oneOf(r.Side, []string{"left", "right"}) {
			p.add("rows", "The side of %s must be left or right; %q is not.", r.What, r.Side)
		}
		if r.Value <= 0 {
			p.add("rows", "%s must be more than 0.", r.What)
		}
	}
	return p
}
