package photo

import (
	"encoding/json"
	"image"
	"slices"
)

// The sorts of mark.
const (
	Arrow = "arrow"
	Label = "label"
	Blur  = "blur"
	Crop  = "crop"
)

// A Mark is one thing that is drawn on a picture, in pixels of the picture as it was taken. An arrow points from A to B, a blur and a
// crop reach from A to B, a label stands at A.
type Mark struct {
	Kind string      `json:"k"`
	A    image.Point `json:"a"`
	B    image.Point `json:"b"`
	Text string      `json:"t,omitempty"`
}

// box is the rectangle between both ends.
func (m Mark) box() image.Rectangle { return image.Rectangle{Min: m.A, Max: m.B}.Canon() }

// least is the shortest side of a picture that a mark may be: less is a slip of the finger.
const least = 40 // parts of the longer side

// MarkOf is what a movement over the picture means, or false where it was too short to mean anything. shown is the part of the
// picture that is on show.
func MarkOf(kind string, a, b image.Point, shown image.Rectangle) (Mark, bool) {
	m := Mark{Kind: kind, A: a, B: b}
	slip := max(shown.Dx(), shown.Dy()) / least
	switch d := m.box(); kind {
	case Label:
		m.B = a
		return m, true
	case Arrow:
		return m, d.Dx() > slip || d.Dy() > slip
	default:
		return m, d.Dx() > slip && d.Dy() > slip
	}
}

// Marks are what was drawn, oldest first.
type Marks []Mark

// ParseMarks reads what the store kept; what it cannot read is no mark.
func ParseMarks(s string) Marks {
	var m Marks
	if json.Unmarshal([]byte(s), &m) != nil {
		return nil
	}
	field := image.Rect(-mostAt, -mostAt, mostAt, mostAt)
	return slices.DeleteFunc(m, func(m Mark) bool {
		return !slices.Contains([]string{Arrow, Label, Blur, Crop}, m.Kind) || !m.A.In(field) || !m.B.In(field)
	})
}

// mostAt is further than any picture reaches, in pixels.
const mostAt = 1 << 16

// String is what the store keeps.
func (m Marks) String() string {
	if len(m) == 0 {
		return ""
	}
	raw, err := json.Marshal(m)
	if err != nil {
		return "" // numbers and texts can always be written
	}
	return string(raw)
}

// same reports whether marks are at the same places. What a label says does not count: its words come after the mark.
func (m Marks) same(o Marks) bool {
	return slices.EqualFunc(m, o, func(x, y Mark) bool { return x.Kind == y.Kind && x.A == y.A && x.B == y.B })
}

// Done leaves out labels that say nothing.
func (m Marks) Done() Marks {
	return slices.DeleteFunc(slices.Clone(m), func(m Mark) bool { return m.Kind == Label && m.Text == "" })
}

// Shown is the part of a picture that is left by its crops.
func (m Marks) Shown(whole image.Rectangle) image.Rectangle {
	for _, x := range m {
		if x.Kind == Crop {
			if r := x.box().Intersect(whole); !r.Empty() {
				whole = r
			}
		}
	}
	return whole
}

// Words says what taking the last mark back does.
func (m Mark) Words() string {
	switch m.Kind {
	case Arrow:
		return "Added an arrow"
	case Blur:
		return "Blurred a part"
	case Crop:
		return "Cropped the picture"
	}
	return "Added a label"
}
