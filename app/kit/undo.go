package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// undoFor is how long an undo bar stays: History keeps everything for ever, the bar is for the slip of this moment.
const undoFor = 10 * time.Second

// undoTick is how often its line moves.
const undoTick = 100 * time.Millisecond

// UndoBar says what has just been done and takes it back. The shell shows one at a time.
type UndoBar struct {
	wid
	clock   Clock
	back    *canvas.Rectangle
	line    *canvas.Rectangle
	tick    *canvas.Raster
	words   *Text
	button  *undoButton
	undo    func()
	started time.Time
	stop    func()
	onGone  func()
}

// undoButton is the Undo of the bar, in the bar's own colours.
type undoButton struct {
	control
	img   *canvas.Raster
	label *canvas.Text
}

func (b *undoButton) parts() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{b.img, b.label}, b.ring.parts()...)
}

func (b *undoButton) dress() {
	paintIcon(b.img, IconUndo, InverseLink)
	b.label.Color, b.label.TextSize = tone(InverseLink), textSize(SizeBody)
	Weigh(b.label, true)
	b.ring.dress(b.focused, 10)
}

func (b *undoButton) least() fyne.Size {
	return fyne.NewSize(12+24+6+b.label.MinSize().Width+12, grown(48))
}

func (b *undoButton) arrange(size fyne.Size) {
	b.ring.arrange(0, 0, size.Width, size.Height)
	m := b.label.MinSize()
	place(b.img, 12, (size.Height-24)/2, 24, 24)
	place(b.label, 42, (size.Height-m.Height)/2, m.Width, m.Height)
}

// NewUndoBar makes a hidden bar. onGone is called when it hides by itself or after Undo.
func NewUndoBar(clock Clock, onGone func()) *UndoBar {
	u := &UndoBar{clock: clock, back: canvas.NewRectangle(nil), line: canvas.NewRectangle(nil), tick: newPicture(),
		words: NewText("", SizeBody, OnInverse, false), onGone: onGone,
		button: &undoButton{img: newPicture(), label: canvas.NewText("Undo", nil)}}
	u.button.name = "Undo"
	u.button.ring.inner = OnInverse
	u.button.onTap, u.button.steady = u.take, true
	u.button.become(u.button)
	u.become(u)
	u.Hide()
	return u
}

// Say shows what was done and what takes it back; an earlier bar gives way.
func (u *UndoBar) Say(words string, undo func()) {
	u.dismiss()
	u.words.SetText(words)
	u.undo, u.started = undo, u.clock.Now()
	u.Show()
	u.redraw()
	u.stop = u.clock.After(undoTick, u.step)
}

// step moves the line and hides the bar when its time is over.
func (u *UndoBar) step() {
	if !u.Visible() {
		return
	}
	if u.left() <= 0 {
		u.Dismiss()
		return
	}
	u.arrange(u.Size())
	canvas.Refresh(u.line)
	u.stop = u.clock.After(undoTick, u.step)
}

// left is the part of the ten seconds that is left.
func (u *UndoBar) left() float32 {
	return 1 - float32(u.clock.Now().Sub(u.started))/float32(undoFor)
}

// take hides the bar before it undoes, so that a second tap cannot undo twice. Whoever types goes on: the tap takes back what the bar
// said, and not the words in hand.
func (u *UndoBar) take() {
	run := u.undo
	u.Dismiss()
	if run != nil {
		handNow().through(run)
	}
}

// dismiss hides the bar without telling anybody.
func (u *UndoBar) dismiss() {
	if u.stop != nil {
		u.stop()
		u.stop = nil
	}
	u.undo = nil
	u.Hide()
}

// Dismiss hides the bar and forgets what it would take back.
func (u *UndoBar) Dismiss() {
	u.dismiss()
	if u.onGone != nil {
		u.onGone()
	}
}

// Take does what a tap on Undo does, for Ctrl+Z. It does nothing when no bar shows.
func (u *UndoBar) Take() {
	if u.Visible() {
		u.take()
	}
}

func (u *UndoBar) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{u.back, u.line, u.tick, u.words, u.button}
}

func (u *UndoBar) dress() {
	fill(u.back, Inverse, Clear, 0, 14)
	u.back.Shadow = canvas.Shadow{Color: tone(ShadowTint), BlurRadius: 10, Offset: fyne.NewPos(0, 2)}
	fill(u.line, InverseLink, Clear, 0, 2)
	paintIcon(u.tick, IconCheck, OnInverse)
	u.words.SetColor(OnInverse)
}

// undoText is the room of tick and Undo beside the words.
func (u *UndoBar) undoText() float32 { return 60 + 20 + u.button.MinSize().Width + 12 }

// HeightFor is 60, more when the words need more lines.
func (u *UndoBar) HeightFor(w float32) float32 {
	return max(grown(60), u.words.HeightFor(w-u.undoText())+28)
}

// NaturalWidth holds the words on one line.
func (u *UndoBar) NaturalWidth() float32 { return u.words.NaturalWidth() + u.undoText() }

func (u *UndoBar) least() fyne.Size { return fyne.NewSize(240, grown(60)) }

func (u *UndoBar) arrange(size fyne.Size) {
	place(u.back, 0, 0, size.Width, size.Height)
	mid := size.Height / 2
	place(u.tick, 20, mid-12, 24, 24)
	w := size.Width - u.undoText()
	h := u.words.HeightFor(w)
	place(u.words, 60, mid-h/2, w, h)
	m := u.button.MinSize()
	place(u.button, size.Width-12-m.Width, mid-m.Height/2, m.Width, m.Height)
	part := min(max(u.left(), 0), 1)
	// The line stands clear of the round corners: Fyne does not clip to a radius.
	place(u.line, 10, size.Height-4, (size.Width-20)*part, 4)
}
