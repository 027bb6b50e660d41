package equipment

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what these screens read. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Line is one dimension, on one side where sides are measured.
type Line struct {
	Dimension
	Side string // "left", "right" or ""
	Name string // as the child's records call it
	Text string // what is typed, "" for not yet

	was     float64
	wasOn   assessments.Date
	wasNote string
	asked   bool // the doubt has been shown
	kept    bool // the doubt has been answered: the value stands
}

// Measuring is one set of measurements being taken.
type Measuring struct {
	ID    assessments.ID
	New   bool
	Lines []Line
	At    int // the line being measured
	Shod  bool
	Sides bool

	m       assessments.Measurement
	past    bool                      // of an earlier day, or signed
	wasShod bool                      // what m says of the shoes
	earlier []assessments.Measurement // newest first
}

// Past reports whether the set is of an earlier day or was signed: what is measured now belongs to another.
func (m *Measuring) Past() bool { return m.past }

// On is the day of the set.
func (m *Measuring) On() assessments.Date { return m.m.On }

// OpenMeasuring reads a measurement, or the one of today, or begins one under the new id.
func OpenMeasuring(ctx context.Context, r Reader, child, arg, fresh assessments.ID, today assessments.Date, now assessments.Clock) (*Measuring, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindMeasurement}})
	if err != nil {
		return nil, err
	}
	m := &Measuring{ID: fresh, New: true, Shod: true, m: assessments.Measurement{On: today, At: now}}
	for _, rec := range recs {
		var x assessments.Measurement
		assessments.Decode(rec.Fields, &x)
		if rec.ID == arg || arg == "" && x.On == today && rec.Meta.Signed == nil {
			m.ID, m.New, m.m, m.past = rec.ID, false, x, x.On != today || rec.Meta.Signed != nil
		}
	}
	if arg != "" && m.New {
		return nil, assessments.Errorf(assessments.NotFound, "equipment.measure", "These measurements are not on this tablet. Nothing was lost; they may belong to another child.")
	}
	for _, rec := range recs {
		var x assessments.Measurement
		assessments.Decode(rec.Fields, &x)
		if rec.ID != m.ID && x.On <= m.m.On {
			m.earlier = append(m.earlier, x)
		}
	}
	sort.SliceStable(m.earlier, func(i, j int) bool {
		return m.earlier[i].On+assessments.Date(m.earlier[i].At) > m.earlier[j].On+assessments.Date(m.earlier[j].At)
	})
	m.Sides = m.sided(m.m) || m.m.Rows == nil && slices.ContainsFunc(m.earlier, m.sided)
	m.Shod = m.New || strings.Contains(m.m.Position, "in shoes") || strings.Contains(m.m.Position, ", shod")
	m.wasShod = m.Shod
	if m.New {
		m.m.Contact, m.m.By = running(ctx, r, child, today), nil
	}
	m.line()
	m.At = max(0, slices.IndexFunc(m.Lines, func(l Line) bool { return (l.Text != "") == m.past })) // what is missing, or what there is to see
	return m, nil
}

// running is the contact with the child that is going on, so that the readings belong to it.
func running(ctx context.Context, r Reader, child assessments.ID, today assessments.Date) assessments.ID {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
	if err != nil {
		return ""
	}
	for _, rec := range recs {
		if rec.Fields.Text("status") == "started" && rec.Fields.Text("on") == string(today) {
			return rec.ID
		}
	}
	return ""
}

// sided reports whether a set was taken on both sides.
func (m *Measuring) sided(x assessments.Measurement) bool {
	return slices.ContainsFunc(x.Rows, func(r assessments.Reading) bool { return r.Side != "" })
}

// line makes the lines anew, keeping what is typed.
func (m *Measuring) line() {
	old := m.Lines
	m.Lines = nil
	for _, d := range Dimensions() {
		sides := []string{""}
		if d.Sided && m.Sides {
			sides = []string{"left", "right"}
		}
		for _, side := range sides {
			m.Lines = append(m.Lines, m.lineOf(d, side, old))
		}
	}
	m.At = min(m.At, len(m.Lines)-1)
}

// lineOf is a line with what was typed before, and the newest earlier value of the same side, or of no side.
func (m *Measuring) lineOf(d Dimension, side string, old []Line) Line {
	l := Line{Dimension: d, Side: side, Name: d.Name}
	for _, x := range m.m.Rows {
		if d.is(x.What) && x.Side == side && x.Of == "" {
			l.Text, l.Name = number(x.Value), x.What
		}
	}
	for _, o := range old {
		if o.Dimension.Name == d.Name && o.Side == side {
			l.Text, l.asked, l.kept = o.Text, o.asked, o.kept
		}
	}
	for _, e := range m.earlier {
		for _, x := range e.Rows {
			if d.is(x.What) && x.Of == "" && (x.Side == side || x.Side == "" || side == "") {
				l.was, l.wasOn, l.wasNote, l.Name = x.Value, e.On, note(x.Note, e.Position), x.What
				return l
			}
		}
	}
	return l
}

// note says how an earlier value was taken, where that matters.
func note(n, position string) string {
	for _, s := range []string{n, position} {
		switch {
		case strings.Contains(s, "without shoes"):
			return "without shoes"
		case strings.Contains(s, "shod"), strings.Contains(s, "in shoes"):
			return "in shoes"
		}
	}
	return n
}

// Title is a line's name with its side.
func (l Line) Title() string {
	if l.Side == "" {
		return l.Name
	}
	return l.Name + ", " + l.Side
}

// Was says what the value was before and by how much it has changed: "Was 285, 12 March, in shoes".
func (l Line) Was() string {
	if l.wasOn == "" {
		return "First time"
	}
	s := "Was " + number(l.was) + ", " + l.wasOn.Time().Format("2 January")
	if v, ok := l.value(); ok && !l.slipped() && v != l.was {
		return s + fmt.Sprintf(": %+g", round(v-l.was))
	}
	if l.wasNote != "" && l.Shod {
		s += ", " + l.wasNote
	}
	return s
}

// value is what is typed as a number; ok is false while it is none.
func (l Line) value() (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSuffix(l.Text, "."), 64)
	return v, err == nil && v > 0
}

// Key takes a figure or a point for the line being measured.
func (m *Measuring) Key(r rune) {
	l := &m.Lines[m.At]
	whole, part, point := strings.Cut(l.Text, ".")
	switch {
	case r == '.' && (point || l.Text == ""), !point && r != '.' && len(whole) >= 4, point && len(part) >= 1:
		return // no child is 10 metres, and no tape reads a hundredth
	case l.Text == "0" && r != '.':
		l.Text = ""
	}
	l.Text, l.asked, l.kept = l.Text+string(r), false, false
}

// Delete takes the last figure away.
func (m *Measuring) Delete() {
	if l := &m.Lines[m.At]; l.Text != "" {
		l.Text, l.asked, l.kept = l.Text[:len(l.Text)-1], false, false
	}
}

// Next goes on to the next line. A doubt that has not been shown yet is shown first; it answers false then, and the next
// call goes on whatever was answered. After the last line it answers true and stays.
func (m *Measuring) Next() bool {
	l := &m.Lines[m.At]
	if _, ok := m.Doubt(); ok && !l.asked {
		l.asked = true
		return false
	}
	m.At = min(m.At+1, len(m.Lines)-1)
	return true
}

// Last reports whether nothing comes after the line being measured.
func (m *Measuring) Last() bool { return m.At == len(m.Lines)-1 }

// Choose goes to a line.
func (m *Measuring) Choose(i int) { m.At = min(max(i, 0), len(m.Lines)-1) }

// SetSides measures left and right apart, or not. What was typed stays with its side.
func (m *Measuring) SetSides(on bool) {
	m.m.Rows, m.m.Position, m.wasShod = m.Readings(), m.Record().Position, m.Shod
	m.Sides = on
	m.line()
}

func number(v float64) string { return strconv.FormatFloat(round(v), 'f', -1, 64) }

// round keeps a tenth: no tape reads more.
func round(v float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 1, 64), 64)
	return r
}
