package equipment

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Readings are all readings of the set: the typed ones, and what the record holds beside them.
func (m *Measuring) Readings() []assessments.Reading {
	out := m.besides()
	for _, l := range m.Lines {
		if v, ok := l.value(); ok {
			out = append(out, m.reading(l, v))
		}
	}
	return out
}

// besides are the readings that have no line: the furniture as it was found, and what the pad does not ask for.
func (m *Measuring) besides() (out []assessments.Reading) {
	for _, x := range m.m.Rows {
		if !slices.ContainsFunc(m.Lines, func(l Line) bool { return l.is(x.What) && l.Side == x.Side && x.Of == "" }) {
			out = append(out, x)
		}
	}
	return out
}

// Besides says them in one line, "" for none.
func (m *Measuring) Besides() string {
	var words []string
	for _, x := range m.besides() {
		words = append(words, strings.TrimSpace(assessments.LowerFirst(x.What)+" "+x.Side)+" "+number(x.Value)+" "+x.Unit)
	}
	if len(words) == 0 {
		return ""
	}
	return "Also: " + strings.Join(words, ", ") + "."
}

// reading is a line with its value. How it was taken stays as the record says it while only the number is put right.
func (m *Measuring) reading(l Line, v float64) assessments.Reading {
	r := assessments.Reading{What: l.Name, Side: l.Side, Value: v, Unit: l.Unit, Note: m.shoes(l.Shod)}
	for _, x := range m.m.Rows {
		if l.is(x.What) && x.Side == l.Side && x.Of == "" && m.Shod == m.wasShod {
			r.What, r.Note = x.What, x.Note
		}
	}
	return r
}

// shoes are the words for shoes on or off, where they matter.
func (m *Measuring) shoes(matters bool) string {
	switch {
	case !matters:
		return ""
	case m.Shod:
		return "in shoes"
	}
	return "without shoes"
}

// Record is the measurement as it stands now.
func (m *Measuring) Record() assessments.Measurement {
	x := m.m
	x.Rows = m.Readings()
	if m.New || m.Shod != m.wasShod {
		x.Position = "Sitting, " + m.shoes(true)
	}
	return x
}

// Subtitle says when and how: "24 November 2026, millimetres, in shoes".
func (m *Measuring) Subtitle() string {
	return m.m.On.Words() + ", millimetres, " + m.shoes(true)
}
