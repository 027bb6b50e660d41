package trouble

import (
	"context"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
)

// Screen is a report in the making: the person's own account, and everything else that the file will hold.
type Screen struct {
	s       *session.Session
	about   func() About
	ctx     context.Context
	cancel  context.CancelFunc
	account *kit.Field
	holds   *fyne.Container
	page    *kit.Scroller
	report  string
}

// NewScreen makes the screen; about is asked when it is shown.
func NewScreen(s *session.Session, about func() About) *Screen {
	v := &Screen{s: s, about: about, holds: kit.Column(16)}
	v.ctx, v.cancel = context.WithCancel(context.Background())
	v.account = kit.NewNotes("What happened, and what did you expect?", 4, nil)
	v.account.SetHint("No names, no numbers: write “the child”, “the school”. Nothing is sent; you save a file and give it to whoever helps you")
	save := kit.NewPrimary("Save as a file", v.save).WithIcon(kit.IconDownload)
	first := kit.Column(16, kit.NewCard(kit.Inset(20, kit.Column(16, v.account, kit.Row(0, save, kit.Gap())))), v.holds)
	v.page = kit.NewCards(first, nil)
	v.read()
	return v
}

// read makes the report away from the screen.
func (v *Screen) read() {
	about := v.about()
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		v.report, err = Report(ctx, v.s.Store, about, v.s.Now())
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		lines := kit.Column(2)
		for _, l := range strings.Split(strings.TrimRightFunc(v.report, unicode.IsSpace), "\n") {
			if l == "" {
				l = "\u00a0"
			}
			lines.Add(kit.Body(strings.ReplaceAll(l, "  ", "\u00a0\u00a0")))
		}
		v.holds.Objects = []fyne.CanvasObject{kit.NewTitledCard(kit.CardHead("What else is in the file"), kit.Inset(20, lines))}
		v.holds.Refresh()
		kit.Relay(v.page)
	})
}

// save writes the file where the person says, unless the account names somebody. Whom it may not name is read now: not everybody who
// looks at what a report would hold makes one.
func (v *Screen) save() {
	var names map[string]bool
	v.s.Load(v.ctx, func(ctx context.Context) (err error) {
		names, err = Names(ctx, v.s.Store)
		return err
	}, func(err error) {
		if err != nil {
			v.s.Fail(err)
			return
		}
		v.write(names)
	})
}

func (v *Screen) write(names map[string]bool) {
	if v.report == "" {
		return // it could not be made, which was said
	}
	if problem := CheckAccount(v.account.Text(), names); problem != "" {
		v.account.SetError(problem)
		return
	}
	kit.SaveFile(v.page, FileName(v.s.Now().In(session.London)), []byte(Whole(v.account.Text(), v.report)), func(err error) {
		if err != nil {
			v.s.Fail(assessments.Wrap(err, assessments.Unavailable, "trouble.save", "The report could not be written there. Choose another place."))
		}
	})
}

// Content is the scrolling page.
func (v *Screen) Content() fyne.CanvasObject { return v.page }

// Frame is the shell's frame around the page.
func (v *Screen) Frame() shell.Frame {
	return shell.Frame{Title: "Report a problem", Subtitle: "Without health data", Item: shell.ItemMore}
}

// Leave stops what is still being counted. What was typed here is no record, and goes.
func (v *Screen) Leave() { v.cancel() }
