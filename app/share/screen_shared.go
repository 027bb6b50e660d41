package share

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Shared is one share and what became of it.
type Shared struct {
	s      *session.Session
	child  assessments.ID
	id     assessments.ID
	x      Sent
	sheets []assessments.Record // the answers that came
	ok     bool
	ctx    context.Context
	stop   context.CancelFunc
	keeper *keep.Keeper
	band   *kit.ChildBandData
	pin    string // on show, "" while it is covered
	body   *fyne.Container
	page   *kit.Scroller
}

var _ shell.Screen = (*Shared)(nil)

// NewShared opens a share; arg is its record.
func NewShared(s *session.Session, child, arg assessments.ID) shell.Screen {
	return newShared(s, s.Wait, child, arg)
}

func newShared(s *session.Session, clock kit.Clock, child, arg assessments.ID) *Shared {
	v := &Shared{s: s, child: child, id: arg, body: kit.Column(16)}
	v.ctx, v.stop = context.WithCancel(context.Background())
	v.keeper = keep.New(s, clock, v.Reload)
	v.band = s.Band(v.ctx, child, s.Today())
	v.page = kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			return kit.Insets(16, m, m, m, kit.RowTop(0, kit.Fixed(760, v.body), kit.Gap()))
		}
		return kit.Insets(16, m, m, m, v.body)
	}))
	v.Reload()
	return v
}

// Reload reads the share and its receipts anew, as after a sync.
func (v *Shared) Reload() {
	var all []Sent
	var sheets []assessments.Record
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if all, err = ListSent(ctx, v.s.Store, v.child, v.s.Today()); err != nil {
			return err
		}
		sheets, err = Answered(ctx, v.s.Store, v.child, v.id)
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.ok, v.sheets = false, sheets
		for _, x := range all {
			if x.ID == v.id {
				v.x, v.ok = x, true
			}
		}
		v.show()
	})
}

func (v *Shared) show() {
	if !v.ok {
		v.body.Objects = []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconAlert, "This share is not on this tablet", "It may have been taken back", "Back", v.s.Back))}
		kit.Relay(v.page)
		return
	}
	v.body.Objects = nil
	if v.x.Quiet != "" {
		v.body.Add(kit.NewNotice(kit.NoticeNeeds, v.x.Quiet, "Ring and ask whether it came. The PIN is below."))
	}
	if v.x.Ended != "" {
		v.body.Add(v.ended())
	}
	if v.x.V.Asks() {
		v.body.Add(v.answered())
	}
	v.body.Add(v.steps())
	v.body.Add(v.about())
	if v.x.V.Way == ByLink && v.x.Ended == "" {
		v.body.Add(v.pinCard())
	}
	kit.Relay(v.page)
	v.s.Reframe()
}

// steps is what is known to have happened, oldest first; a question has a place for its answer.
func (v *Shared) steps() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, x := range v.x.Steps {
		d := kit.RowData{Icon: kit.IconSent, Title: x.What, Subtitle: x.When}
		switch {
		case strings.HasPrefix(x.What, "Queued"):
			d.Icon = kit.IconClock
		case x.Asked != "":
			d.Icon, d.Lead = kit.IconQuote, "“"+x.Asked+"”"
			if x.Open {
				d.State = kit.RowNeedsYou
			}
		case x.Done:
			d.Icon, d.IconColor = kit.IconOk, kit.Green
		case strings.HasPrefix(x.What, "The mail came back"), strings.HasPrefix(x.What, "Five wrong"):
			d.Icon, d.State = kit.IconAlert, kit.RowNeedsYou
		}
		rows = append(rows, kit.NewListRow(d, nil))
		if x.Asked != "" {
			rows = append(rows, kit.Inset(20, v.answer(x)))
		}
	}
	tag := kit.TagData{Kind: kit.TagPlain, Text: v.x.State}
	if v.x.Unsent {
		tag.Icon = kit.IconClock
	}
	return kit.NewTitledCard(kit.CardHead("What is known", kit.NewTagOf(tag)), rows...)
}

// ended says why the service opens it to nobody, and what can be done.
func (v *Shared) ended() fyne.CanvasObject {
	const head = "The service opens it to nobody"
	if v.x.V.Asks() {
		return kit.NewNotice(kit.NoticeStop, head, v.x.Ended+" Close the link.")
	}
	ways := []fyne.CanvasObject{kit.NewQuiet("Open the report", func() { v.s.Go(session.Preview, v.child, v.x.V.Report) })}
	words := v.x.Ended + " Close the link. Where only a part may not go, a new version without it can be shared."
	if v.x.Pictured {
		words = v.x.Ended + " The link can be closed. A new version without the pictures takes its place once it is shared."
		ways = append(ways, kit.NewQuiet(composer.WithoutPictures, func() { composer.Begin(v.ctx, v.s, v.child, v.x.V.Report, v.x.Ended) }))
	}
	return kit.NewNotice(kit.NoticeStop, head, words, ways...)
}

// answered lists the answers that came, each to be read in the words that were written; where none came by link, the other ways in.
func (v *Shared) answered() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, r := range v.sheets {
		var a assessments.Answers
		assessments.Decode(r.Fields, &a)
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconQuote, Title: questions.CameBy(a, ""), Subtitle: a.On.Words(), Chevron: true}, func() { v.s.Go(session.Questions, v.child, r.ID) }))
	}
	if len(rows) == 0 {
		copied := kit.NewQuiet("Ask them, or copy their paper", func() { v.s.Go(session.Questions, v.child, assessments.ID(v.x.V.Template)) }).WithIcon(kit.IconPencil)
		rows = append(rows, kit.Inset(20, kit.Column(12, kit.Quieter("Nothing has been answered at the link so far."), kit.Row(0, copied, kit.Gap()))))
	}
	return kit.NewTitledCard(kit.CardHead("Answers"), rows...)
}

// answer is where it is written what was answered to a question, and how.
func (v *Shared) answer(x Step) fyne.CanvasObject {
	for _, r := range v.x.answers {
		if r.ID != x.ID {
			continue
		}
		form := v.keeper.Form(r, nil)
		field := form.Notes("answer", "What you answered, and how", 2)
		if !x.Open {
			return field
		}
		return kit.Column(12, field, kit.Row(0, kit.NewQuiet("It is answered", func() {
			form.PutAll("Answered", assessments.Fields{"answered_on": keep.JSON(string(v.s.Today())), "answered_by": keep.JSON(string(v.s.Me))})
			v.Reload()
		}).WithIcon(kit.IconCheck), kit.Gap()))
	}
	return kit.Column(0)
}

// about is what went, to whom, and on what it rests.
func (v *Shared) about() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle(v.x.Title), kit.Quieter(wayWords(v.x.V))}
	var names []string
	for _, id := range v.x.V.Basis {
		if r, err := v.s.Store.Record(v.ctx, id); err == nil {
			names = append(names, basisWords(r))
		}
	}
	if v.x.V.ByRight != "" {
		names = append(names, "Theirs by right: "+strings.ReplaceAll(v.x.V.ByRight, "-", " "))
	}
	for _, n := range names {
		rows = append(rows, kit.Row(10, kit.NewSymbol(kit.IconOk, 20, kit.Green), kit.Grow(kit.Body(n))))
	}
	if v.x.V.Checked == "sender" {
		rows = append(rows, kit.Body("The sender checked the address twice."))
	}
	for _, l := range v.x.V.LeftOut {
		rows = append(rows, kit.Quieter(l))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(8, rows...)))
}

// basisWords is a basis in a line.
func basisWords(r assessments.Record) string {
	var b assessments.Basis
	assessments.Decode(r.Fields, &b)
	switch b.Kind {
	case "consent":
		if b.WithdrawnOn != "" {
			return "Consent of " + b.On.Words() + ", taken back " + b.WithdrawnOn.Words()
		}
		return "Consent of " + b.On.Words()
	case "safeguarding":
		return "To keep the child safe, " + b.On.Words() + ": " + b.Reason
	case "court-order":
		return "A court’s order, " + b.On.Words()
	}
	return "The law asks for it, " + b.On.Words()
}

// pinCard shows the PIN when asked, and closes the link.
func (v *Shared) pinCard() fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle(readTo(v.x.V))}
	if v.pin != "" {
		rows = append(rows, pinText(v.pin))
	} else {
		rows = append(rows, kit.Row(0, kit.NewQuiet("Show the PIN", v.showPIN).WithIcon(kit.IconEye), kit.Gap()))
	}
	if v.x.Open {
		rows = append(rows, kit.Quieter("The link opens until "+v.x.V.Expires.Words()+"."))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(10, rows...)))
}

func (v *Shared) showPIN() {
	raw, err := v.s.Store.Note(v.ctx, pinNote(v.id))
	if err == nil && len(raw) != 6 {
		err = assessments.Errorf(assessments.NotFound, "share.pin", "The PIN is kept on the tablet that shared it, and this is another one. Close this link and share it again to have a new PIN.")
	}
	if err != nil {
		v.s.Fail(err)
		return
	}
	v.pin = string(raw)
	v.show()
}

// why are the usual reasons for closing a link.
var why = []string{toTheWrong, "The family changed their mind", "There is a mistake in it", "It is no longer needed"}

// close asks why, and closes the link: two taps.
func (v *Shared) close() {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	kit.ShowPick(c, "Close the link: why?", why, -1, func(i int) {
		if Revoke(v.ctx, v.s.Store, v.s, WorldOf(v.s), v.id, why[i]) {
			v.Reload()
		}
	})
}

// Content is the page.
func (v *Shared) Content() fyne.CanvasObject { return v.page }

// Frame has the way to close a link that is open.
func (v *Shared) Frame() shell.Frame {
	f := shell.Frame{Title: "Shared", Child: v.band, Item: shell.ItemReports, Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	if v.ok {
		f.Subtitle = v.x.Line
	}
	if v.ok && v.x.Open {
		f.Actions = []fyne.CanvasObject{kit.NewRemove("Close the link", v.close)}
	}
	return f
}

// Leave keeps what is half typed.
func (v *Shared) Leave() {
	v.keeper.Close()
	v.stop()
}
