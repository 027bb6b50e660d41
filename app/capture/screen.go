package capture

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the board on show. It holds widgets only; what they mean is in Board.
type Screen struct {
	s      *session.Session
	ctx    context.Context
	stop   context.CancelFunc
	b      *Board
	offers Bank // what the service offers, before the therapist's own order
	bank   Bank
	clock  kit.Clock

	holder *fyne.Container // the board, or the check
	frame  shell.Frame
	moment *kit.Moment
	other  *kit.Button     // Measure, in the bar
	second *kit.Button     // Measure, where the bar has no room for it
	photo  *kit.Button     // Photo, in the bar
	snap   *kit.Button     // Photo, beside the note box where the bar has no room
	views  *kit.Button     // what the child thinks, in pictures and words
	who    *kit.Button     // who is at this contact
	ask    *kit.Button     // a question template at this contact
	home   *fyne.Container // what only a visit at home has
	finish *kit.Button
	back   *kit.Button // from the check to the board
	done   *kit.Button

	board   *kit.Steps
	left    *fyne.Container // tiles, or the correction of a note
	tiles   *tileBoard
	words   *noteDesk
	stream  *stream
	shots   *shots
	tools   *tools
	correct *correction
	check   *check
	tick    func()
	asked   *fyne.Container // whether a note that names another child is about this one
}

var (
	_ shell.Screen    = (*Screen)(nil)
	_ shell.RuneTaker = (*Screen)(nil)
)

// NewScreen opens the board of a contact. A planned one starts at this moment; with no contact named, the child's
// contact that runs is gone on with.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newScreen(s, child, arg, s.Wait)
}

func newScreen(s *session.Session, child, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, clock: clock, holder: kit.Stack(), moment: kit.NewMoment("", kit.SizeQuestion)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.b = NewBoard(s.Store, s, s.Now, s.NewID, child, arg)
	v.frame = shell.Frame{Kind: shell.Board, Title: "Contact", Item: shell.ItemChildren}
	v.frame.Child = s.Band(v.ctx, child, s.Today())
	v.frame.Alerts = func() string { return s.Alerts(v.ctx, child) }
	if err := v.open(); err != nil {
		s.Fail(err)
		v.holder.Objects = []fyne.CanvasObject{kit.NewEmpty(kit.IconAlert, "This contact cannot be opened", assessments.Sentence(err), "Back", s.Back)}
		return v
	}
	v.build()
	v.beat()
	return v
}

// open reads the board and starts a planned contact.
func (v *Screen) open() (err error) {
	if v.b.Contact == "" {
		if v.b.Contact, err = v.b.running(v.ctx); err != nil {
			return err
		}
	}
	if _, err = Start(v.ctx, v.s, v.b.Child, v.b.Contact, assessments.Contact{}); err != nil {
		return err
	}
	if err = v.b.Open(v.ctx); err != nil {
		return err
	}
	v.b.own = phrases.Read(v.ctx, v.s.Store)
	if v.offers, err = phrases.Board(v.ctx, v.s.Store); len(v.offers.Domains) == 0 {
		return err
	}
	v.bank = bankOf(v.offers, v.b.own, v.b.known)
	return nil
}

func (v *Screen) build() {
	v.finish, v.done = kit.NewPrimary("Finish", v.showCheck), kit.NewPrimary("Done", v.end)
	v.back = kit.NewQuiet("Board", v.showBoard).WithIcon(kit.IconBack).SetName("Back to the board")
	measure := func() { v.s.Go(session.Measuring, v.b.Child, "") }
	v.other = kit.NewQuiet("Measure", measure).WithIcon(kit.IconMeasure)
	v.second = kit.NewQuiet("Measure", measure).WithIcon(kit.IconMeasure)
	v.photo = kit.NewQuiet("Photo", v.takePhoto).WithIcon(kit.IconCamera)
	v.snap = kit.NewIconButton(kit.IconCamera, "Take a photo", v.takePhoto)
	v.who = kit.NewPlain("Who is here, interpreter", func() { v.s.Go(session.Contact, v.b.Child, v.b.Contact) })
	v.ask = kit.NewPlain("Ask questions", func() { v.s.Go(session.Questions, v.b.Child, "") })
	v.shots = newShots(v)
	v.views = kit.NewPlain("My views", func() { v.words.flush(); v.s.Go(session.Views, v.b.Child, v.b.Contact) }).WithIcon(kit.IconDraw)
	v.home = v.atHome()
	v.tiles, v.words, v.stream, v.tools = newTileBoard(v), newNoteDesk(v), newStream(v), newTools(v)
	v.left = kit.Stack(v.tiles.grid)
	v.asked = kit.Column(0)
	v.asked.Hide()
	v.board = kit.NewSteps(v.arrange)
	v.holder.Objects = []fyne.CanvasObject{v.board}
	v.moment.SetText(v.b.Elapsed())
	v.frame.Title, v.frame.Subtitle, v.frame.Short, v.frame.Clock = v.b.Title(), v.b.Subtitle(), assessments.UpperFirst(v.b.Started()), v.moment
	v.frame.Actions = []fyne.CanvasObject{v.photo, v.other, v.finish}
	v.refresh()
	v.words.restore()
	v.shots.load()
}

// arrange sets the same widgets for a width.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	v.other.Show()
	v.photo.Show()
	v.second.Hide()
	if step != kit.StepLandscape { // the bar keeps the one thing that ends the visit; the tools stand with the tiles
		v.photo.Hide()
		v.other.Hide()
		v.second.Show()
	}
	v.tiles.arrange(step)
	switch step {
	case kit.StepLandscape:
		notes := kit.Column(8, v.words.box, v.words.chips, v.asked, kit.Grow(v.stream.card))
		// The bar of the scroller stands in the margin, clear of the counters.
		counts := kit.Column(16, v.tools.tallyCard, v.tools.intervalCard, v.words.said)
		if v.b.AtHome() { // what a parent says comes before anything is counted
			counts = kit.Column(16, v.words.said, v.tools.tallyCard, v.tools.intervalCard)
		}
		tools := kit.NewScroller(kit.Insets(16, 24, 16, 20, kit.Column(16, v.home, counts, v.tools.change, v.views, v.who, v.ask)))
		wide := kit.NaturalWidth(v.tiles.grid)                  // the correction of a note takes the width of the tiles, whatever its words
		left := kit.NewScroller(kit.Insets(3, 4, 3, 4, v.left)) // the tiles stand still, but for large text in a low window
		if kit.LeftHand() {                                     // the board in a mirror
			return kit.RowFull(0, kit.Fixed(312, tools), kit.Grow(kit.Insets(16, 0, 16, 0, notes)), kit.Insets(13, 20, 13, 16, kit.Fixed(wide+8, left)))
		}
		return kit.RowFull(0, kit.Insets(13, 16, 13, 20, kit.Fixed(wide+8, left)), kit.Grow(kit.Insets(16, 0, 16, 0, notes)), kit.Fixed(312, tools))
	case kit.StepPortrait:
		tools := kit.RowFull(16, kit.Grow(v.tools.tallyCard), kit.Fixed(344, v.tools.intervalCard))
		box := kit.Column(8, kit.Row(8, kit.Grow(v.words.box), v.snap, v.words.said), v.words.chips, v.asked)
		return kit.Insets(16, 24, 16, 24, kit.Column(16, tools, v.home, v.left, box, kit.Grow(v.stream.card)))
	}
	// The tiles come as high as they can, under the thumb; to say whose words follow brings the box back into view by itself.
	page := kit.Column(12, kit.Row(8, kit.Grow(v.words.box), v.snap), v.words.chips, v.asked, v.home, v.left, v.words.said, kit.AtLeast(0, 420, v.stream.card), v.tools.tallyCard, v.tools.intervalCard,
		v.tools.change, v.views, v.who, v.ask)
	return kit.NewScroller(kit.Insets(12, 16, 24, 16, page))
}

// beat moves the clocks once a second while the screen is on show.
func (v *Screen) beat() {
	room := v.moment.NaturalWidth()
	v.moment.SetText(v.b.Elapsed())
	if v.moment.NaturalWidth() != room {
		v.s.Reframe() // ten minutes, an hour: the bar makes room for one figure more
	}
	v.tools.second()
	v.tick = v.clock.After(time.Second, v.beat)
}

// refresh shows what the board knows now.
func (v *Screen) refresh() {
	v.stream.show()
	v.tools.show()
	v.relay()
}

func (v *Screen) relay() { kit.RelayAround(v.holder) }

// undo offers to take a change back; the board shows both ways.
func (v *Screen) undo(words string, back func()) {
	v.refresh()
	if back != nil {
		v.s.Undo(words, func() {
			back()
			v.refresh()
		})
	}
}

// edit shows the correction of a note in place of the tiles; "" shows the tiles again.
func (v *Screen) edit(id assessments.ID) {
	v.closeEdit()
	if id != "" {
		if v.correct = newCorrection(v, id); v.correct != nil {
			v.left.Objects = []fyne.CanvasObject{v.correct.card}
		}
	}
	v.left.Refresh()
	v.refresh()
}

func (v *Screen) closeEdit() {
	if v.correct != nil {
		v.correct.close()
		v.correct = nil
	}
	v.left.Objects = []fyne.CanvasObject{v.tiles.grid}
}

// showCheck ends the writing and shows what was noted, by area.
func (v *Screen) showCheck() {
	v.closeEdit()
	v.words.finish()
	v.b.Ending()
	v.check = newCheck(v)
	v.holder.Objects = []fyne.CanvasObject{v.check.page}
	v.frame.Actions = []fyne.CanvasObject{v.back, v.done}
	v.holder.Refresh()
	v.s.Reframe()
	v.relay()
}

func (v *Screen) showBoard() {
	if v.check != nil {
		v.check.close()
		v.check = nil
	}
	v.holder.Objects = []fyne.CanvasObject{v.board}
	v.frame.Actions = []fyne.CanvasObject{v.photo, v.other, v.finish}
	v.holder.Refresh()
	v.s.Reframe()
	v.refresh()
}

// end says that the contact happened, and goes back to where it was started from.
func (v *Screen) end() {
	v.check.close()
	if !v.b.Finish(v.ctx) {
		return
	}
	b := v.b
	v.s.Back()
	v.s.Undo("Finished: "+b.Title(), func() { b.Reopen(context.Background()) })
}

// Content is the board or the check.
func (v *Screen) Content() fyne.CanvasObject { return v.holder }

// Frame is the whole width, with the running clock.
func (v *Screen) Frame() shell.Frame { return v.frame }

// Leave keeps what is half typed and stops the clocks.
func (v *Screen) Leave() {
	if v.words != nil {
		v.words.flush()
		v.closeEdit()
	}
	if v.check != nil {
		v.check.close()
	}
	if v.tick != nil {
		v.tick()
	}
	v.stop()
}

// TypedRune starts a note with a letter typed while nothing has the keyboard.
func (v *Screen) TypedRune(r rune) {
	if v.words == nil || v.check != nil {
		return
	}
	v.words.box.Focus()
	if c := kit.CanvasOf(v.holder); c != nil && c.Focused() != nil {
		c.Focused().TypedRune(r)
	}
}
