package views

import (
	"bytes"
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is turned to the child: large pictures, paper to draw on, and a box for the exact words.
type Screen struct {
	s       *session.Session
	ctx     context.Context
	stop    context.CancelFunc
	child   assessments.ID
	contact assessments.ID
	band    *kit.ChildBandData
	m       Model
	topics  []*kit.Faces
	way     int
	said    *fyne.Container
	box     *kit.NoteBox
	words   *Words
	typist  *keep.Typist
	ways    fyne.CanvasObject
	draw    *drawing
	page    *kit.Steps
	trouble fyne.CanvasObject
}

var _ shell.Screen = (*Screen)(nil)

// NewScreen opens My views; arg is the contact at which the child is asked, or a drawing that was begun.
func NewScreen(s *session.Session, child, arg assessments.ID) shell.Screen {
	v := &Screen{s: s, child: child, said: kit.Column(0)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.band = s.Band(v.ctx, child, s.Today())
	v.draw = newDrawing(v)
	if rec, err := s.Store.Record(v.ctx, arg); err == nil && rec.Kind == assessments.KindAttachment {
		v.draw.open(rec)
	} else {
		v.contact = arg
	}
	v.page = kit.NewSteps(v.arrange)
	v.read()
	v.build()
	return v
}

// read reads what was said so far.
func (v *Screen) read() {
	var err error
	if v.m, err = Read(v.ctx, v.s.Store, v.child, v.contact, v.s.Today()); err != nil {
		v.trouble = kit.NewEmpty(kit.IconAlert, "My views cannot be opened", assessments.Sentence(err), "Back", v.s.Back)
	}
}

// faces are the pictures of every topic.
var faces = []kit.Face{{Icon: kit.IconFaceGood, Text: Answers[0]}, {Icon: kit.IconFaceOk, Text: Answers[1]}, {Icon: kit.IconFaceHard, Text: Answers[2]}}

func (v *Screen) build() {
	for _, t := range Topics {
		v.topics = append(v.topics, kit.NewFaces(t.Title, faces, v.answer(t), func(i int) { v.choose(t, i) }))
	}
	v.wordBox()
	v.show()
}

// wordBox is the box for the child's own words. They are on the disk while they are typed, and stand in it again after a kill.
func (v *Screen) wordBox() {
	v.words = NewWords(v.s.Store, v.s.NewID, v.child)
	var begun string
	begun, v.way = v.words.Unfinished(v.ctx)
	v.box = kit.NewNoteBox("My words, exactly. Enter keeps them", v.say)
	v.box.SetText(begun)
	v.typist = keep.TypistOf(v.ctx, v.s, v.s.Wait, func(ctx context.Context) error { return v.words.Type(ctx, v.box.Text(), v.way) })
	v.box.OnChange(func(string) { v.typist.Later() })
	v.ways, _ = kit.NewChips(WayWords, v.way, func(i int) { v.way = i; v.typist.Later() })
}

func (v *Screen) answer(t Topic) int {
	if a, ok := v.m.Chosen[t.Title]; ok {
		return a
	}
	return -1
}

// choose keeps a picture at once.
func (v *Screen) choose(t Topic, answer int) {
	was := v.answer(t)
	if !v.m.Choose(v.ctx, v.s, v.child, v.contact, v.s.NewID(), t, answer) {
		v.show()
		return
	}
	v.read()
	words := t.Title + ": taken back"
	if answer >= 0 {
		words = t.Title + ": " + Answers[answer]
	}
	v.s.Undo(words, func() {
		v.m.Choose(v.ctx, v.s, v.child, v.contact, v.s.NewID(), t, was)
		v.read()
		v.show()
	})
}

// say keeps words with the way they were obtained.
func (v *Screen) say(text string) {
	v.typist.Drop()
	id, err := v.words.Keep(v.ctx, v.s, v.contact, text, v.way)
	if err != nil {
		v.s.Fail(err)
	}
	if id == "" {
		v.box.SetText(text)
		v.typist.Later()
		return
	}
	v.read()
	v.show()
	v.s.Undo("Kept the words", func() {
		e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: v.s.Today()}
		v.s.Write(v.ctx, v.s.Create(v.s.NewID(), assessments.ChildScope(v.child), &e))
		v.read()
		v.show()
	})
}

// show puts what was said on the screen.
func (v *Screen) show() {
	for i, t := range Topics {
		v.topics[i].SetChosen(v.answer(t))
	}
	v.said.Objects = nil
	for _, q := range v.m.Said {
		v.said.Add(kit.NewListRow(kit.RowData{Icon: kit.IconQuote, Title: "“" + q.Words + "”", TitleThin: true, Subtitle: q.How}, nil))
	}
	v.said.Refresh()
	kit.RelayShown(v.page)
}

// arrange sets the same parts for a width.
func (v *Screen) arrange(step kit.Step) fyne.CanvasObject {
	if v.trouble != nil {
		return v.trouble
	}
	m := step.Margin()
	var rows []fyne.CanvasObject
	for i, t := range Topics {
		rows = append(rows, kit.InsetXY(20, 12, kit.Column(8, kit.RowTitle(t.Title), v.topics[i])))
	}
	pictures := kit.NewTitledCard(kit.CardHead("How is it for me?"), rows...)
	mine := kit.NewCard(kit.Inset(20, kit.Column(12, kit.RowTitle("What I want to say"), v.box, kit.Quieter("How the words were obtained"), v.ways, v.said)))
	paper := kit.NewCard(kit.Inset(20, v.draw.content()))
	if step == kit.StepLandscape {
		m = 24 // as the bar of a wide screen without the rail; the pens then stand in one row
		left, right := kit.NewScroller(kit.Insets(16, 12, 24, m, pictures)), kit.NewScroller(kit.Insets(16, m, 24, 4, kit.Column(16, paper, mine)))
		return kit.RowFull(8, kit.Fixed(436, left), kit.Grow(right))
	}
	return kit.NewScroller(kit.Insets(16, m, 24, m, kit.Column(16, pictures, mine, paper)))
}

// Content is the page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame, turned round to the child, who sees their own name in it and nothing that leads elsewhere.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Kind: shell.Board, Turned: true, Title: "My views", Subtitle: "Saved as it is chosen, said and drawn", Child: v.band, Item: shell.ItemChildren,
		Actions: []fyne.CanvasObject{kit.NewPrimary("Done", v.done)}}
}

// done lets the drawing go and goes back; the cover lies over what was before, for the adult to touch and hold.
func (v *Screen) done() {
	v.draw.finish()
	v.s.Back()
}

// Leave stops what is still being read. A drawing that was not finished stays on this tablet.
func (v *Screen) Leave() {
	if words := v.box.Text(); strings.TrimSpace(words) != "" {
		v.say(words) // words still in the box are the child's, and would be looked for here
	}
	v.typist.Flush()
	v.draw.left = true
	v.stop()
}

// attach begins the record of a drawing with its first stroke.
func (v *Screen) attach(data []byte) (assessments.ID, error) {
	id := v.s.NewID()
	a := Attachment(v.child, v.contact, v.s.Today(), v.s.Me, v.s.Now())
	_, err := v.s.Store.AttachHeld(v.ctx, id, assessments.ChildScope(v.child), a, bytes.NewReader(data))
	return id, err
}
