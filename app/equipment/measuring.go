package equipment

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// ponder is how long the pad must rest before a doubtful value is asked about: nobody is asked in the middle of a number.
const ponder = 900 * time.Millisecond

// MeasuringScreen is the pad, the list of lines and the figure.
type MeasuringScreen struct {
	s     *session.Session
	child assessments.ID
	arg   assessments.ID
	clock kit.Clock
	k     *keep.Keeper
	m     *Measuring
	set   map[string]float64
	wait  func()
	band  *kit.ChildBandData

	page    *kit.Steps
	rows    []*kit.ListRow
	list    *keep.List
	fit     *fyne.Container
	figure  *Figure
	count   *kit.Text
	view    *kit.Text
	says    *kit.Text
	line    *kit.Text // what is measured, where there is no room for the list
	was     *kit.Text
	phone   bool
	ask     *fyne.Container
	read    *kit.Readout
	pad     *kit.Pad
	next    *kit.Button
	shod    *kit.Chip
	sides   *kit.Chip
	photo   *kit.Button
	snap    *kit.Button // Photo, where the bar is narrow
	trouble fyne.CanvasObject

	correcting bool // an earlier set is open to be typed into
}

var (
	_ shell.Screen    = (*MeasuringScreen)(nil)
	_ shell.RuneTaker = (*MeasuringScreen)(nil)
	_ shell.KeyTaker  = (*MeasuringScreen)(nil)
)

// NewMeasuring opens a measurement, or the one of today, or a new one of today.
func NewMeasuring(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newMeasuring(s, child, arg, s.Wait)
}

func newMeasuring(s *session.Session, child, arg assessments.ID, clock kit.Clock) *MeasuringScreen {
	v := &MeasuringScreen{s: s, child: child, arg: arg, clock: clock, figure: NewFigure(), count: kit.RowTitle(""), view: kit.Quieter(""),
		says: kit.Body(""), line: kit.RowTitle(""), was: kit.Quieter(""), ask: kit.Column(0), fit: kit.Column(0), read: kit.NewReadout("mm")}
	v.k = keep.New(s, clock, v.reload)
	v.pad = kit.NewPad(kit.PadMeasure, v.TypedRune, v.erase)
	v.next = kit.NewPrimary("Next", v.forward).IconAfter(kit.IconNext).Big()
	v.shod = kit.NewChip("In shoes", true, v.toggleShod)
	v.sides = kit.NewChip("Left and right", false, v.toggleSides)
	v.photo = kit.NewQuiet("Photo", v.takePhoto).WithIcon(kit.IconCamera)
	v.snap = kit.NewIconButton(kit.IconCamera, "Take a photo", v.takePhoto)
	v.band = s.Band(context.Background(), child, s.Today())
	v.page = kit.NewSteps(v.arrange)
	v.reload()
	return v
}

// reload reads the measurement anew.
func (v *MeasuringScreen) reload() {
	ctx := context.Background()
	at := 0
	if v.m != nil {
		at = v.m.At
	}
	m, err := OpenMeasuring(ctx, v.s.Store, v.child, v.arg, v.s.NewID(), v.s.Today(), v.s.Clock())
	if err == nil {
		v.set, err = ReadFit(ctx, v.s.Store, v.child)
	}
	if err != nil {
		v.trouble = kit.NewEmpty(kit.IconAlert, "These measurements cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
		v.page.Rebuild()
		return
	}
	if v.m != nil {
		m.At = min(at, len(m.Lines)-1)
	}
	v.m, v.trouble = m, nil
	v.build()
}

// build makes a row for each line.
func (v *MeasuringScreen) build() {
	v.rows = nil
	for i := range v.m.Lines {
		v.rows = append(v.rows, kit.NewListRow(kit.RowData{}, func() { v.choose(i) }))
	}
	v.list = keep.NewList(v.rows, nil)
	v.shod.SetChosen(v.m.Shod)
	v.sides.SetChosen(v.m.Sides)
	v.page.Rebuild()
	v.show()
}

// arrange sets the same widgets for a width.
func (v *MeasuringScreen) arrange(step kit.Step) fyne.CanvasObject {
	if v.trouble != nil {
		return v.trouble
	}
	v.phone = step == kit.StepPhone
	v.pad.Hidden = v.phone && len(v.ask.Objects) > 0
	figure := kit.NewCard(kit.Inset(20, kit.Column(8, kit.Row(12, kit.Grow(v.count), v.view), kit.Grow(v.figure),
		kit.Row(8, kit.NewPanel(kit.Now, kit.AtLeast(20, 4, kit.Gap())), kit.Grow(v.says)))))
	list := kit.Column(12, kit.Grow(v.list.Card), v.fit)
	if v.reads() {
		return v.looked(step, list, figure)
	}
	switch step {
	case kit.StepLandscape:
		keys := kit.Column(12, kit.Grow(v.ask), v.read, v.pad, v.next)
		return kit.Insets(20, 32, 20, 32, kit.RowFull(20, kit.Fixed(340, list), kit.Grow(figure), kit.Fixed(348, keys)))
	case kit.StepPortrait:
		top := kit.RowFull(16, kit.Fixed(340, list), kit.Grow(figure))
		foot := kit.RowFull(16, kit.Grow(kit.Column(12, kit.Grow(v.ask), v.read, v.next)), kit.Fixed(348, v.pad))
		return kit.Insets(16, 24, 16, 24, kit.Column(16, kit.Grow(top), foot))
	}
	head := kit.Row(12, kit.Grow(kit.Column(0, v.line, v.was)), v.count)
	keys := &fyne.Container{Layout: lowest{}, Objects: []fyne.CanvasObject{v.pad}}
	return kit.NewScroller(kit.Insets(8, 16, 8, 16, kit.Column(8, head, v.ask, kit.RowFull(8, kit.Grow(v.read), v.next), kit.Grow(keys))))
}

// lowest lets the pad be as low as its keys may be: on a phone it takes what is left, and nothing scrolls at the usual sizes.
type lowest struct{}

// MinSize is that of the pad.
func (lowest) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

// Layout gives the pad all there is.
func (lowest) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.Position{})
	o[0].Resize(size)
}

// show puts the model on the widgets.
func (v *MeasuringScreen) show() {
	for i, l := range v.m.Lines {
		d := kit.RowData{Title: l.Title(), TitleThin: true, Trailing: l.Text, TrailBig: true}
		if l.Text == "" {
			d.Trailing, d.TrailBig, d.TrailSoft = "Not yet", false, true
			if v.reads() {
				d.Trailing = "Not taken"
			}
		}
		switch {
		case i == v.m.At && v.reads():
			d.State, d.TitleThin = kit.RowChosen, false
		case i == v.m.At:
			d.State, d.TitleThin = kit.RowNow, false
			d.TrailTone = kit.Now
		}
		if l.Text != "" || i == v.m.At && !v.reads() || l.wasOn != "" { // what it was stands beside what it is, from before the first figure
			d.Subtitle = l.Was()
		}
		if _, doubtful := l.doubt(); doubtful && l.asked && i != v.m.At {
			d.State, d.Subtitle = kit.RowNeedsYou, l.Was()+". Check it"
		}
		v.rows[i].SetData(d)
	}
	now := v.m.Lines[v.m.At]
	v.count.SetText(strconv.Itoa(v.m.At+1) + " of " + strconv.Itoa(len(v.m.Lines)))
	v.view.SetText(viewWords(now))
	v.says.SetText(now.Says)
	v.line.SetText(now.Title())
	v.was.SetText(now.Was())
	v.figure.SetLines(v.m.Lines, v.m.At)
	v.read.SetText(now.Text)
	v.read.SetUnit(now.Unit)
	v.next.SetText("Next")
	if v.m.Last() {
		v.next.SetText("Done")
	}
	v.showDoubt()
	v.showFit()
	v.relay()
	v.list.Reveal(v.m.At)
	v.s.Reframe()
}

// viewWords say from where the body is seen.
func viewWords(l Line) string {
	switch {
	case l.Front:
		return "From the front"
	case l.Side != "":
		return assessments.UpperFirst(l.Side) + " side"
	}
	return "Right side"
}

// showDoubt shows the question above the value once it has been asked.
func (v *MeasuringScreen) showDoubt() {
	v.ask.Objects = nil
	if d, ok := v.m.Doubt(); ok && v.m.Shown() {
		v.ask.Objects = []fyne.CanvasObject{kit.NewAsk(d.Title, d.Line, d.Use, func() { v.m.Use(d); v.save(); v.show() },
			d.Keep, func() { v.m.Keep(); v.show() })}
	}
	v.pad.Hidden = v.phone && len(v.ask.Objects) > 0 // a phone has room for one of the two; Next goes on either way
	v.ask.Refresh()
}

// showFit shows the arithmetic of chair and foot board, which moves with the value being typed.
func (v *MeasuringScreen) showFit() {
	v.fit.Objects = nil
	if f := v.m.Fit(v.set); f.Title != "" {
		lines := kit.Column(6, kit.Column(0, kit.Quieter(f.Title), kit.Strong(f.Set)))
		if f.Sum != "" {
			lines.Add(kit.Quieter(f.Sum))
		}
		v.fit.Objects = []fyne.CanvasObject{kit.NewCard(kit.Inset(20, kit.Row(12, kit.NewSymbol(kit.IconChair, 24, kit.Soft), kit.Grow(lines))))}
	}
	v.fit.Refresh()
}

// relay lays the page out anew after something changed its height.
func (v *MeasuringScreen) relay() { kit.RelayShown(v.page) }
