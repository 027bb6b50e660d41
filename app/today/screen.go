package today

import (
	"context"
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/capture"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/app/slips"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
)

// sideWide is the width of the column of what is due.
const sideWide = 352

// Screen shows a day.
type Screen struct {
	s      *session.Session
	m      Model
	drawn  bool
	ctx    context.Context
	cancel context.CancelFunc
	body   *kit.Steps
	page   *kit.Scroller
	find   *kit.NoteBox
	main   *fyne.Container // the day
	later  *fyne.Container // the days after it
	due    *fyne.Container
}

// NewScreen makes Today.
func NewScreen(s *session.Session) *Screen {
	t := &Screen{s: s, find: kit.NewFind("Find a child", nil, func(words string) { s.Go(session.Children, "", assessments.ID(words)) })}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	t.main, t.later, t.due = kit.Column(12), kit.Column(12), kit.Column(16)
	t.body = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			top := float32(44) // beside the first card, which stands below its heading
			if t.m.Slips != "" {
				top = 0
			}
			return kit.Insets(8, m, m, m, kit.RowTop(24, kit.Grow(kit.Column(12, t.main, t.later)), kit.Fixed(sideWide, kit.Insets(top, 0, 0, 0, t.due))))
		}
		// What is due today comes before the visits of other days: those may be weeks of them.
		return kit.Insets(8, m, m, m, kit.Column(24, t.main, t.beside(step), t.later))
	})
	t.page = kit.NewScroller(t.body)
	t.Reload()
	return t
}

// Reload reads the day away from the screen and shows it.
func (t *Screen) Reload() {
	var m Model
	t.s.Load(t.ctx, func(ctx context.Context) (err error) {
		m, err = Build(ctx, t.s.Store, Shipped{assets.Services, assets.Clocks}, t.s.Me, t.s.Now().In(session.London))
		if err != nil {
			return err
		}
		list, err := t.s.Store.Slips(ctx)
		m.Slips = slips.Waiting(len(list))
		return err
	}, func(err error) {
		if err != nil {
			t.s.Fail(err)
			return
		}
		if t.drawn && reflect.DeepEqual(t.m, m) {
			return // a finger may be on a button: what has not changed is not drawn anew
		}
		t.m, t.drawn = m, true
		t.main.Objects, t.later.Objects = t.stops()
		t.due.Objects = t.side()
		t.body.Rebuild()
		t.s.Reframe()
	})
}

// stops are what the day holds, and what comes after it. On a day without visits the next one stands where the day’s would.
func (t *Screen) stops() (day, after []fyne.CanvasObject) {
	if len(t.m.Stops)+len(t.m.Seen) == 0 {
		return append(t.slips(), kit.NewEmpty(kit.IconToday, "No visits planned", "Choose a child to plan or start one", "Children", func() { t.s.Go(session.Children, "", "") })), nil
	}
	var today, later []fyne.CanvasObject
	for _, stop := range t.m.Stops {
		if stop.Event != nil {
			today = append(today, t.event(*stop.Event))
			continue
		}
		rows := []fyne.CanvasObject{kit.Insets(8, 0, 0, 0, kit.SectionHead(placeIcon(stop.Place), stop.Title, stop.Line))}
		for _, v := range stop.Visits {
			if v.Next {
				rows = append(rows, t.next(v))
			} else {
				rows = append(rows, t.row(v))
			}
		}
		switch {
		case stop.Today:
			today = append(today, rows...)
		case len(today)+len(t.m.Seen) == 0:
			today = append([]fyne.CanvasObject{comingUp()}, rows...)
		default:
			if len(later) == 0 && !t.onlyLater() {
				later = append(later, comingUp())
			}
			later = append(later, rows...)
		}
	}
	return slices.Concat(t.slips(), today, t.seen()), later
}

// comingUp heads the visits of other days, whose times alone would read as today’s.
func comingUp() fyne.CanvasObject { return kit.Insets(16, 0, 0, 0, kit.Question("Coming up")) }

// onlyLater tells that the day itself holds nothing.
func (t *Screen) onlyLater() bool {
	return len(t.m.Seen) == 0 && !slices.ContainsFunc(t.m.Stops, func(s Stop) bool { return s.Today })
}

// slips are the notes that were written while the tablet was locked: they stand on top until each is filed to a child.
func (t *Screen) slips() []fyne.CanvasObject {
	if t.m.Slips == "" {
		return nil
	}
	return []fyne.CanvasObject{kit.NewRowCard(kit.NewListRow(kit.RowData{Icon: kit.IconPencil, Title: t.m.Slips, Subtitle: "Say which child each is about", Chevron: true,
		State: kit.RowNeedsYou}, func() { t.s.Go(session.Slips, "", "") }))}
}

// seen is what was done today: the day stays in sight until it is over.
func (t *Screen) seen() []fyne.CanvasObject {
	if len(t.m.Seen) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, v := range t.m.Seen {
		tag := kit.TagData{Kind: kit.TagBareDone, Text: v.Came}
		if !v.Good {
			tag.Kind = kit.TagPlain
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Time: v.Time, Title: v.Name, Subtitle: v.What, Tag: &tag, Chevron: true},
			func() { t.s.Go(session.ChildHome, v.Child, "") }))
	}
	return []fyne.CanvasObject{kit.Insets(8, 0, 0, 0, kit.SectionHead(kit.IconCheck, "Done today", "")), kit.NewRowCard(rows...)}
}

func (t *Screen) next(v Visit) fyne.CanvasObject {
	start := kit.NewPrimary(startWords(v.Place), func() { t.start(v) }).Big()
	lines := []fyne.CanvasObject{kit.NewMoment(v.Countdown, kit.SizeBody), kit.Title(joined(v.Time, v.Name))}
	for i, s := range []string{v.What, v.Last} {
		if s == "" {
			continue
		}
		if i == 0 {
			lines = append(lines, kit.RowText(s))
		} else {
			lines = append(lines, kit.Quieter(s))
		}
	}
	var tags []fyne.CanvasObject
	if d, ok := readyTag(v, kit.TagDone); ok {
		tags = append(tags, kit.NewTagOf(d))
	}
	if v.Sharing != "" {
		d := kit.TagData{Text: v.Sharing}
		if strings.HasSuffix(v.Sharing, " agreed") {
			d.Icon = kit.IconCheck
		}
		tags = append(tags, kit.NewTagOf(d))
	}
	if v.Age != "" {
		tags = append(tags, kit.NewTag(kit.TagPlain, v.Age))
	}
	open := kit.NewPlain("Open record", func() { t.s.Go(session.ChildHome, v.Child, "") })
	return kit.NewRaised(kit.Inset(24, kit.Column(8, kit.Beside(16, 240, kit.Column(6, lines...), start),
		kit.Beside(12, 240, kit.Wrap(12, tags...), open))))
}

func joined(at, name string) string {
	if at == "" {
		return name
	}
	return at + "  " + name
}

func (t *Screen) row(v Visit) fyne.CanvasObject {
	row := kit.RowData{Time: timeColumn(v.Time), Title: v.Name, TitleBig: true, Subtitle: v.What, Chevron: true}
	if d, ok := readyTag(v, kit.TagBareDone); ok {
		row.Tag = &d
	}
	return kit.NewCard(kit.AtLeast(0, 84, kit.NewListRow(row, func() { t.s.Go(session.ChildHome, v.Child, "") })))
}

// readyTag says whether a visit of today can be made without signal, and what is missing where it cannot.
func readyTag(v Visit, done kit.TagKind) (kit.TagData, bool) {
	switch {
	case v.Missing != "":
		return kit.TagData{Kind: kit.TagNeeds, Text: v.Missing + " missing"}, true
	case v.Ready:
		return kit.TagData{Kind: done, Text: "Ready offline"}, true
	}
	return kit.TagData{}, false
}

// startWords is the verb of a visit by where it is.
func startWords(place string) string {
	if place == "home" {
		return "Start home visit"
	}
	return "Start visit"
}

// start opens the contact, on the board or on its sheet.
func (t *Screen) start(v Visit) {
	capture.Begin(kit.CanvasOf(t.page), t.s, v.Child, v.Contact, assessments.Contact{})
}

// placeIcon is the picture of a place.
func placeIcon(place string) kit.Icon {
	switch place {
	case "home":
		return kit.IconHome
	case "phone":
		return kit.IconPhone
	case "video":
		return kit.IconVideo
	case "clinic":
		return kit.IconClinic
	}
	return kit.IconSchool
}

// Content is the scrolling page.
func (t *Screen) Content() fyne.CanvasObject { return t.page }

// Frame is the shell's frame around Today.
func (t *Screen) Frame() shell.Frame {
	return shell.Frame{Title: t.m.Title, Subtitle: t.m.Subtitle, Actions: []fyne.CanvasObject{t.find}, Leads: true, Item: shell.ItemToday}
}

// Leave stops what is still being read.
func (t *Screen) Leave() { t.cancel() }
