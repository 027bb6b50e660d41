package groups

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// The routes of the list and of one session; the session's Arg is its record, and /about behind it for the other tab.
const (
	ListRoute    = session.Groups
	SessionRoute = session.Group
)

// partArgs are the routes' words for the parts.
var partArgs = []assessments.ID{"", "past", "hours"}

// Screen is the list of sessions.
type Screen struct {
	s      *session.Session
	m      Model
	part   Part
	k      *keep.Keeper
	ctx    context.Context
	cancel context.CancelFunc
	list   *kit.List
	empty  *fyne.Container
	page   *kit.Steps
}

// NewScreen makes the list; arg is the part to show: "", past or hours.
func NewScreen(s *session.Session, arg assessments.ID) *Screen {
	return newScreen(s, arg, s.Wait)
}

func newScreen(s *session.Session, arg assessments.ID, clock kit.Clock) *Screen {
	v := &Screen{s: s, part: Part(max(0, slices.Index(partArgs, arg))), empty: kit.Column(0)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.k = keep.New(s, clock, v.Reload)
	v.m.part = v.part
	v.list = kit.NewList(v.count, v.row, func(i int) {
		if v.part != Hours {
			s.Go(SessionRoute, "", v.m.Rows[i].ID)
		}
	})
	// The part belongs to the route, so that Back and a restart return to it.
	tabs, _ := kit.NewChips(partWords, int(v.part), func(i int) { s.Swap(ListRoute, "", partArgs[i]) })
	sorts, _ := kit.NewChips(append([]string{"All"}, typeWords...), 0, func(i int) {
		v.m.Show(v.part, append([]string{""}, types...)[i])
		v.show()
	})
	sorts.Hidden = v.part == Hours
	v.page = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		head := kit.Column(8, tabs, sorts)
		if step == kit.StepLandscape {
			head = kit.Row(32, tabs, kit.Gap(), sorts)
		}
		return kit.Insets(8, m, m, m, kit.Column(16, head, v.empty, kit.Grow(kit.NewListCard(v.list))))
	})
	v.Reload()
	return v
}

// Reload reads the sessions anew; what is on show stays.
func (v *Screen) Reload() {
	m := v.m
	v.s.Load(v.ctx, func(ctx context.Context) error { return m.Read(ctx, v.s.Store, v.s.Today()) }, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		m.Show(v.part, v.m.kind)
		v.m = m
		v.show()
	})
}

func (v *Screen) count() int {
	if v.part == Hours {
		return len(v.m.Trained)
	}
	return len(v.m.Rows)
}

// icons are the pictures of the sorts of session.
var icons = map[string]kit.Icon{"group": kit.IconChildren, "training": kit.IconBook, "clinic": kit.IconClinic, "meeting": kit.IconMeeting}

func (v *Screen) row(i int) kit.RowData {
	if v.part == Hours {
		t := v.m.Trained[i]
		sub := t.Line
		if t.Role != "" {
			sub = t.Role + ". " + t.Line
		}
		return kit.RowData{Icon: kit.IconChild, Title: t.Name, TitleBig: true, Subtitle: sub, Trailing: t.Hours, TrailRow: true}
	}
	r := v.m.Rows[i]
	d := kit.RowData{Icon: icons[r.Type], Title: r.Title, TitleBig: true, Lead: r.When, Subtitle: r.Line, Chevron: true}
	if v.page != nil && v.page.Current() == kit.StepPhone {
		d.Subtitle += "\n" + r.Came // a narrow row has no room for a value at its end
	} else {
		d.Trailing, d.TrailSoft = r.Came, true
	}
	if r.NeedsYou != "" {
		d.Tag = &kit.TagData{Kind: kit.TagNeeds, Text: r.NeedsYou}
	}
	return d
}

func (v *Screen) show() {
	v.empty.Objects = nil
	if v.count() == 0 {
		title, line := v.m.Empty()
		v.empty.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeInfo, title, line)}
	}
	v.list.Reload()
	kit.Relay(v.page)
	v.s.Reframe()
}

// addNew begins a session of today that the therapist leads. It is a draft until it has a title.
func (v *Screen) addNew() {
	id := v.s.NewID()
	g := &assessments.GroupSession{Type: "group", On: v.s.Today()}
	if v.m.kind != "" {
		g.Type = v.m.kind
	}
	if v.s.Me != "" {
		g.Leaders = []assessments.ID{v.s.Me}
	}
	if v.k.Start(refOf(id), g) {
		v.s.Go(SessionRoute, "", id+about)
	}
}

func refOf(id assessments.ID) keep.Ref {
	return keep.Ref{ID: id, Kind: assessments.KindGroupSession, Scope: assessments.TeamScope()}
}

// Content is the list with its parts.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the list.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Groups and training", Subtitle: "Groups, training, clinics and meetings", Item: shell.ItemMore,
		Actions: []fyne.CanvasObject{kit.NewPrimary("New session", v.addNew)}}
}

// Leave stops what is still being read.
func (v *Screen) Leave() {
	v.k.Close()
	v.cancel()
}
