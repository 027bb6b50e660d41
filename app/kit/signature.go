package kit

import (
	"bytes"
	"image"
	"image/png"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Signature is where somebody signs with a finger, or has their name typed instead: one of the two counts, never both.
type Signature struct {
	wid
	pad      *DrawPad
	sign     *canvas.Line // the line to sign on
	name     *Field
	problem  *Text
	undo     *Button
	clear    *Button
	swap     *Button
	typing   bool
	onChange func(png []byte)
	onName   func(string)
}

// NewSignature makes a signature pad. onChange is told after each stroke: black on white as PNG, cut to what is written, or nil when
// nothing is.
func NewSignature(onChange func(png []byte)) *Signature {
	s := &Signature{onChange: onChange, sign: canvas.NewLine(nil)}
	s.pad = NewDrawPad("Sign here", 3, s.tell)
	s.pad.SetPen(PenBlack, ThinLine+8)
	s.name = NewField("Full name, typed in place of a signature", func(string) { s.tellName() })
	s.problem = NewText("", SizeBody, Red, true)
	s.undo = NewQuiet("Undo", s.pad.Undo).WithIcon(IconUndo)
	s.clear = NewQuiet("Clear", s.pad.Clear)
	s.swap = NewPlain("", func() { s.setTyping(!s.typing) })
	s.become(s)
	return s
}

// OnName is told every change of the typed name; "" while a signature is drawn instead.
func (s *Signature) OnName(f func(string)) *Signature {
	s.onName = f
	return s
}

// Typing tells that the name is typed and not drawn.
func (s *Signature) Typing() bool { return s.typing }

// Name is the typed name, or "" while a signature is drawn.
func (s *Signature) Name() string {
	if !s.typing {
		return ""
	}
	return s.name.Text()
}

// SetName shows a name that was typed before, without calling back.
func (s *Signature) SetName(name string) {
	s.name.SetText(name)
	s.typing = name != ""
	s.redraw()
}

// SetProblem says what to do when moving on without either; typing and drawing take it away.
func (s *Signature) SetProblem(words string) {
	s.problem.SetText(words)
	s.redraw()
}

// PNG is the signature as it is now, or nil.
func (s *Signature) PNG() []byte {
	if s.typing {
		return nil
	}
	d := s.pad.Drawing()
	b := d.Bounds()
	if b.Empty() {
		return nil
	}
	const wide, margin = 900, 12 // pixels of the whole pad, and of white left around what is written
	img := d.Image(wide)
	cut := image.Rect(b.Min.X*wide/PaperWide, b.Min.Y*wide/PaperWide, b.Max.X*wide/PaperWide, b.Max.Y*wide/PaperWide).Inset(-margin)
	var out bytes.Buffer
	if err := png.Encode(&out, img.SubImage(cut.Intersect(img.Rect))); err != nil {
		return nil // a buffer takes everything
	}
	return out.Bytes()
}

func (s *Signature) tell() {
	s.settled()
	if s.onChange != nil {
		s.onChange(s.PNG())
	}
}

// settled takes the problem away: something was done about it.
func (s *Signature) settled() {
	if s.problem.String() != "" {
		s.SetProblem("")
	}
}

func (s *Signature) tellName() {
	s.settled()
	if s.onName != nil {
		s.onName(s.Name())
	}
}

// setTyping changes between pen and keyboard and tells what counts now. What was drawn or typed waits for a change of mind.
func (s *Signature) setTyping(on bool) {
	s.typing = on
	s.redraw()
	s.tell()
	s.tellName()
	if on {
		s.name.Focus()
	}
}

func (s *Signature) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.pad, s.sign, s.name, s.problem, s.undo, s.clear, s.swap}
}

func (s *Signature) dress() {
	for _, o := range []fyne.CanvasObject{s.pad, s.undo, s.clear} {
		if s.typing {
			o.Hide()
		} else {
			o.Show()
		}
	}
	s.problem.Hidden = s.problem.String() == ""
	s.sign.StrokeColor, s.sign.StrokeWidth, s.sign.Hidden = hex(0x74858F), 2, s.typing
	if s.typing {
		s.name.Show()
		s.swap.SetText("Sign by finger instead")
		return
	}
	s.name.Hide()
	s.swap.SetText("Type the name instead")
}

// foot is what stands below: what is wrong, then the buttons.
func (s *Signature) foot() []fyne.CanvasObject {
	tools := []fyne.CanvasObject{s.undo, s.clear, s.swap}
	if s.typing {
		tools = tools[2:]
	}
	if s.problem.Hidden {
		return tools
	}
	return append([]fyne.CanvasObject{s.problem}, tools...)
}

// signGap is the room above and between the buttons.
const signGap = 12

func (s *Signature) leastWidth() float32 {
	return max(leastWidth(s.undo)+signGap+leastWidth(s.clear), leastWidth(s.swap))
}

func (s *Signature) least() fyne.Size {
	w := max(s.leastWidth(), s.Size().Width)
	return fyne.NewSize(s.leastWidth(), s.HeightFor(w))
}

// NaturalWidth is wide enough to sign with a finger.
func (s *Signature) NaturalWidth() float32 { return 560 }

// HeightFor is the height at a width.
func (s *Signature) HeightFor(w float32) float32 {
	return s.top(w) + signGap + (&wrap{gap: signGap}).heightFor(s.foot(), w)
}

// top is the height of the pad or the field.
func (s *Signature) top(w float32) float32 {
	if s.typing {
		return HeightFor(s.name, w)
	}
	return min(HeightFor(s.pad, w), 220)
}

func (s *Signature) arrange(size fyne.Size) {
	h := s.top(size.Width)
	place(s.pad, 0, 0, size.Width, h)
	place(s.name, 0, 0, size.Width, h)
	wide := min(size.Width, h*3)
	left := (size.Width - wide) / 2
	s.sign.Position1, s.sign.Position2 = fyne.NewPos(left+wide*0.05, h*0.78), fyne.NewPos(left+wide*0.95, h*0.78)
	(&wrap{gap: signGap}).walk(s.foot(), size.Width, func(o fyne.CanvasObject, x, y, w, high float32) { place(o, x, h+signGap+y, w, high) })
}
