package kit

import (
	"encoding/json"
	"io"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Placed is one thing on the screen with its rectangle in window units.
type Placed struct {
	Kind   string            `json:"kind"`             // text, tap or field
	Text   string            `json:"text"`             // words shown; for tap and field the accessible name
	Focus  bool              `json:"focus,omitempty"`  // typed letters go here
	Chosen bool              `json:"chosen,omitempty"` // of several
	Value  string            `json:"value,omitzero"`
	X      float32           `json:"x"`
	Y      float32           `json:"y"`
	W      float32           `json:"w"`
	H      float32           `json:"h"`
	Off    bool              `json:"off,omitzero"` // scrolled out of sight, wholly or by more than half
	Object fyne.CanvasObject `json:"-"`
	seen   box               // the part inside every scroller around it
	in     fyne.CanvasObject // the innermost scroller or list around it, nil for none
}

// Dump lists every visible text, tap target and field of a canvas, overlays last, so that a test can find and click
// by name.
func Dump(c fyne.Canvas) []Placed {
	out := DumpObject(c.Content(), c.Size())
	for _, o := range c.Overlays().List() {
		out = append(out, DumpObject(o, c.Size())...)
	}
	for i := range out {
		if f := c.Focused(); f != nil && out[i].Object == f.(fyne.CanvasObject) {
			out[i].Focus = true
		}
	}
	return out
}

// DumpObject is Dump for one tree in a window of a size.
func DumpObject(root fyne.CanvasObject, window fyne.Size) []Placed {
	var out []Placed
	whole := clipping{box: box{0, 0, window.Width, window.Height}}
	walk(root, fyne.Position{}, whole, func(o fyne.CanvasObject, b box, clip clipping) bool {
		p := Placed{X: b.x, Y: b.y, W: b.w, H: b.h, Object: o, in: clip.by}
		p.seen = b.cut(clip.box)
		p.Off = p.seen.w*p.seen.h < b.w*b.h/2
		switch v := o.(type) {
		case *Text:
			p.Kind, p.Text = "text", strings.ReplaceAll(v.String(), "\u00a0", " ")
			if p.Text != "" {
				out = append(out, p)
			}
			return false
		case *canvas.Text:
			p.Kind, p.Text = "text", v.Text
			if p.Text != "" {
				out = append(out, p)
			}
			return false
		case *pane: // not its entry: a field is found as a whole
			p.Kind, p.Text, p.Value, p.Object = "field", v.entry.name, v.entry.Text, v.entry
			if v.entry.Password {
				p.Value = ""
			}
			out = append(out, p)
			return false
		case *widget.Entry:
			p.Kind, p.Text, p.Value = "field", v.PlaceHolder, v.Text
			out = append(out, p)
			return false
		case *widget.Label:
			p.Kind, p.Text = "text", v.Text
			out = append(out, p)
			return false
		}
		if name, ok := tapName(o); ok {
			p.Kind, p.Text = "tap", name
			if c, ok := o.(interface{ Chosen() bool }); ok {
				p.Chosen = c.Chosen()
			}
			out = append(out, p)
		}
		return true
	})
	return out
}

// tapName answers the name of an object that can be tapped; a row without an action cannot.
func tapName(o fyne.CanvasObject) (string, bool) {
	if _, ok := o.(fyne.Tappable); !ok {
		return "", false
	}
	if r, ok := o.(interface{ idle() bool }); ok && r.idle() {
		return "", false
	}
	switch v := o.(type) {
	case interface{ Name() string }:
		return v.Name(), true
	case fyne.Accessible:
		return v.AccessibilityLabel(), true
	}
	return "", true
}

// idle tells that a row or card has no action and so is no target.
func (r *ListRow) idle() bool { return r.onTap == nil }

// idle tells that a moment of the stream cannot be opened.
func (r *StreamRow) idle() bool { return r.onTap == nil }

// WriteDump writes a dump as lines of JSON.
func WriteDump(w io.Writer, placed []Placed) error {
	enc := json.NewEncoder(w)
	for _, p := range placed {
		if err := enc.Encode(p); err != nil {
			return err
		}
	}
	return nil
}

// Find answers the tap target or field of a name; the exact name wins over one that contains it.
func Find(placed []Placed, name string) (Placed, bool) {
	for _, exact := range []bool{true, false} {
		for _, p := range placed {
			if p.Kind == "text" {
				continue
			}
			if exact && p.Text == name || !exact && strings.Contains(p.Text, name) {
				return p, true
			}
		}
	}
	return Placed{}, false
}
