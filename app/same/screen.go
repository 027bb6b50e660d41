package same

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// shown is how many children are offered at once: with more, a name is typed.
const shown = 6

// Screen lists who may be the same child, or shows one pair.
type Screen struct {
	s      *session.Session
	child  assessments.ID
	other  assessments.ID // "" while the list is on show
	m      *Model
	lines  []Line
	reason int
	lead   assessments.ID
	typed  string
	ctx    context.Context
	cancel context.CancelFunc
	band   *kit.ChildBandData
	holder *fyne.Container
	kids   *fyne.Container
	page   *kit.Scroller
}

// NewScreen opens the list, or the pair with another child.
func NewScreen(s *session.Session, child, other assessments.ID) shell.Screen {
	v := &Screen{s: s, child: child, other: other, reason: -1, holder: kit.Column(16), kids: kit.Column(0)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.band = s.Band(v.ctx, child, s.Today())
	v.page = kit.NewPage(kit.Broad, v.holder)
	v.Reload()
	return v
}

// Reload reads the children and the links anew, as after a sync.
func (v *Screen) Reload() {
	var m *Model
	var lines []Line
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		if m, err = Open(ctx, v.s.Store, v.child, v.s.Me); err == nil && v.other != "" {
			lines, err = m.Pair(ctx, v.other)
		}
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.m, v.lines = m, lines
		v.show()
	})
}

func (v *Screen) show() {
	v.holder.Objects = nil
	if t, ok := v.m.Twin(v.other); ok {
		v.holder.Objects = v.pair(t)
	} else {
		v.holder.Objects = v.list()
	}
	v.holder.Refresh()
	kit.Relay(v.page)
	v.s.Reframe()
}

// list is everybody who may be this child, the surest first.
func (v *Screen) list() []fyne.CanvasObject {
	var linked, likely []fyne.CanvasObject
	for _, t := range v.m.Twins {
		row := func(tag *kit.TagData) fyne.CanvasObject {
			return kit.NewListRow(kit.RowData{Icon: kit.IconPeople, Title: t.Name, TitleBig: true, Subtitle: Why(t.Sign) + "\n" + t.Line, Tag: tag, Chevron: true},
				func() { v.s.Go(session.Same, v.child, t.ID) })
		}
		switch {
		case t.Linked:
			linked = append(linked, row(&kit.TagData{Kind: kit.TagBareDone, Text: "Linked"}))
		case t.Sign != "":
			likely = append(likely, row(nil))
		}
	}
	out := []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, "One child, two records?", "Look at both side by side. A lead links them; nothing is merged, and the link can be taken back.")}
	if len(linked) > 0 {
		out = append(out, kit.NewTitledCard(kit.CardHead("Linked with "+v.m.Known), linked...))
	}
	if len(likely) > 0 {
		out = append(out, kit.NewTitledCard(kit.CardHead("May be the same child"), likely...))
	}
	find := kit.NewField("Name", func(s string) { v.typed = s; v.offer(); kit.Relay(v.page) })
	find.SetText(v.typed)
	v.offer()
	return append(out, kit.NewCard(kit.Inset(20, kit.Column(16, kit.RowTitle("Another child on this tablet"), find, v.kids))))
}

// offer shows the children that match what is typed.
func (v *Screen) offer() {
	var rows []fyne.CanvasObject
	found := v.m.Find(v.typed)
	for i, t := range found {
		if i == shown {
			break
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconChild, Title: t.Name, Subtitle: t.Line, Chevron: true}, func() { v.s.Go(session.Same, v.child, t.ID) }))
	}
	v.kids.Objects = []fyne.CanvasObject{kit.Quieter("No child on this tablet matches")}
	if len(rows) > 0 {
		v.kids.Objects = []fyne.CanvasObject{kit.NewRowCard(rows...)}
	}
	if len(found) > shown {
		v.kids.Add(kit.Insets(8, 0, 0, 0, kit.Quieter("Type more of the name to see the others")))
	}
	v.kids.Refresh()
}

// Content is the page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the two records.
func (v *Screen) Frame() shell.Frame {
	f := shell.Frame{Title: "Two records of one child", Subtitle: "Side by side. Nothing is merged", Child: v.band, Item: shell.ItemChildren,
		Alerts: func() string { return v.s.Alerts(v.ctx, v.child) }}
	return f
}

// Leave stops what is still being read.
func (v *Screen) Leave() { v.cancel() }
