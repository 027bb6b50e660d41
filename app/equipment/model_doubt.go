package equipment

// A Doubt is a question about a value. Fix, where there is one, is the value that was probably meant.
type Doubt struct {
	Title string // "29.5 mm is very short"
	Line  string // "Last time 285 mm. Is it 29.5 cm?"
	Fix   float64
	Use   string // "Use 295 mm", or what else can be done
	Keep  string // "Keep 29.5"
}

// How far a value may be from the one before without a question: children grow, and a tape is read to some
// millimetres, but a seat that shrank by a tenth or grew by a quarter is worth a second look.
const (
	shrunk = 0.9
	grown  = 1.25
)

// Doubt is the question about the line being measured; ok is false when there is none or it has been answered.
func (m *Measuring) Doubt() (Doubt, bool) { return m.Lines[m.At].doubt() }

// Shown reports whether the question has been shown and not answered.
func (m *Measuring) Shown() bool { return m.Lines[m.At].asked }

// Ask shows the question of the line being measured, if there is one.
func (m *Measuring) Ask() bool {
	l := &m.Lines[m.At]
	_, ok := l.doubt()
	l.asked = ok
	return ok
}

// Keep answers that the value is right.
func (m *Measuring) Keep() { m.Lines[m.At].kept = true }

// Use takes the value that was meant, or clears the line so that it is measured again.
func (m *Measuring) Use(d Doubt) {
	l := &m.Lines[m.At]
	l.Text, l.asked = "", false
	if d.Fix > 0 {
		l.Text, l.kept = number(d.Fix), true
	}
}

// slipped reports whether the value stands ten times off, so that its difference would only mislead.
func (l Line) slipped() bool {
	d, ok := l.doubt()
	return ok && d.Fix > 0
}

// doubt asks at most one question: a slip of the unit first, because it explains the rest.
func (l Line) doubt() (Doubt, bool) {
	v, ok := l.value()
	if !ok || l.kept {
		return Doubt{}, false
	}
	if fix := l.meant(v); fix > 0 {
		d := Doubt{Fix: fix, Use: "Use " + number(fix) + " " + l.Unit, Keep: "Keep " + number(v)}
		d.Title = number(v) + " " + l.Unit + " is very " + l.word(v < fix)
		d.Line = "Is it " + number(fix) + " " + l.Unit + "?"
		if v < fix && l.Unit == "mm" {
			d.Line = "Is it " + number(v) + " cm?"
		}
		if l.wasOn != "" {
			d.Line = "Last time " + number(l.was) + " " + l.Unit + ". " + d.Line
		}
		return d, true
	}
	d := Doubt{Use: "Measure again", Keep: "Keep " + number(v)}
	switch {
	case l.wasOn != "" && v < l.was*shrunk:
		d.Title = number(l.was-v) + " " + l.Unit + " less than last time"
		d.Line = "It was " + number(l.was) + " " + l.Unit + " on " + l.wasOn.Words() + "."
	case l.wasOn != "" && v > l.was*grown:
		d.Title = number(v-l.was) + " " + l.Unit + " more than last time"
		d.Line = "It was " + number(l.was) + " " + l.Unit + " on " + l.wasOn.Words() + "."
	case l.wasOn == "" && (v < l.Low || v > l.High):
		d.Title = number(v) + " " + l.Unit + " is unusual"
		d.Line = "Most children: " + number(l.Low) + " to " + number(l.High) + " " + l.Unit + "."
	default:
		return Doubt{}, false
	}
	return d, true
}

// meant is ten times or a tenth of a value, when the value itself cannot be and that one can; else 0.
func (l Line) meant(v float64) float64 {
	can := func(x float64) bool { return x >= l.Low && x <= l.High }
	if l.wasOn != "" {
		can = func(x float64) bool { return x >= l.was*0.6 && x <= l.was*1.7 }
	}
	switch {
	case can(v):
		return 0
	case can(v * 10):
		return v * 10
	case can(v / 10):
		return v / 10
	}
	return 0
}

// word is how a length or a weight is too small or too large.
func (l Line) word(small bool) string {
	switch {
	case l.Unit == "kg" && small:
		return "light"
	case l.Unit == "kg":
		return "heavy"
	case small:
		return "short"
	}
	return "long"
}
