package leaving

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is the list of what leaves this tablet.
type Screen struct {
	s      *session.Session
	send   func()
	rows   []Row
	asking assessments.Scope // the one of which it is asked whether it goes now
	ctx    context.Context
	cancel context.CancelFunc
	holder *fyne.Container
	page   *kit.Scroller
}

// NewScreen makes the list; send is the therapist's wish to send now.
func NewScreen(s *session.Session, send func()) *Screen {
	v := &Screen{s: s, send: send, holder: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.page = kit.NewPage(kit.Readable, v.holder)
	v.Reload()
	return v
}

// Reload reads the list anew, as after a sync.
func (v *Screen) Reload() {
	var rows []Row
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		rows, err = Read(ctx, v.s.Store)
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.rows = rows
		v.show()
	})
}

func (v *Screen) show() {
	v.holder.Objects = nil
	for _, r := range v.rows {
		v.holder.Add(v.card(r))
	}
	if len(v.rows) == 0 {
		v.holder.Add(kit.NewCard(kit.Inset(24, kit.NewEmpty(kit.IconChildren, "Nobody leaves", "When your lead hands a child or a school to a colleague, it stands here until everything you wrote is with them", "", nil))))
	}
	v.holder.Refresh()
	kit.Relay(v.page)
	v.s.Reframe()
}

func (v *Screen) card(r Row) fyne.CanvasObject {
	tag := kit.NewTag(kit.TagNeeds, r.Count)
	if r.Free {
		tag = kit.NewTag(kit.TagDone, r.Count)
	}
	rows := []fyne.CanvasObject{kit.Question(r.Title), kit.Body(r.Line), kit.Row(0, tag, kit.Gap())}
	switch v.asking {
	case r.Scope:
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "Delete these records from this tablet?", "They stay with the service, and your colleague has them. On this tablet they cannot be brought back.",
			kit.NewRemove("Delete from this tablet", func() { v.letGo(r.Scope) }), kit.NewPlain("Keep for now", func() { v.asking = assessments.Scope{}; v.show() })))
	default:
		buttons := kit.Wrap(12)
		if r.Scope.Type == assessments.ScopeChild {
			buttons.Add(kit.NewQuiet("Read the record", func() { v.s.Go(session.ChildHome, r.Scope.ID, "") }))
		}
		if r.Free {
			buttons.Add(kit.NewQuiet("Let go now", func() { v.asking = r.Scope; v.show() }))
		} else if !r.Stays {
			buttons.Add(kit.NewQuiet("Send now", v.send))
		}
		rows = append(rows, buttons)
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, rows...)))
}

// letGo deletes what leaves, away from the screen; the store refuses while something of it is nowhere else.
func (v *Screen) letGo(scope assessments.Scope) {
	gone := false
	v.asking = assessments.Scope{}
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		gone, err = v.s.Store.LetGo(ctx, scope)
		return err
	}, func(err error) {
		if err == nil && !gone {
			err = assessments.Errorf(assessments.Conflict, "leaving.letGo", "Something of it has not been sent yet, so nothing was deleted. Send first.")
		}
		if err != nil {
			v.s.Fail(err)
		}
		v.s.Kick()
		v.Reload()
	})
}

// Content is the list.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the list.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Leaving this tablet", Subtitle: "Children and schools whose care moved to a colleague", Item: shell.ItemChildren}
}

// Leave stops what is still being read.
func (v *Screen) Leave() { v.cancel() }
