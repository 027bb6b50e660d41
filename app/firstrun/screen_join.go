package firstrun

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// join takes an address and a one-use code, typed, pasted, or both in one string as a QR code holds them.
func (s *Screen) join() fyne.CanvasObject {
	service, code := kit.NewField("Address of your service", nil), kit.NewField("One-use code", nil)
	service.SetPlaceholder("https://")
	fill := func(text string) bool {
		a, c := Invited(text)
		if a != "" {
			service.SetText(a)
		}
		if c != "" {
			code.SetText(c)
		}
		return a != "" || c != ""
	}
	var next *kit.Button
	next = kit.NewPrimary("Join", func() {
		service.SetError("")
		a, c := service.Text(), code.Text()
		s.work(next, "Joining…", func(ctx context.Context) error { return s.m.Join(ctx, a, c) }, code.SetError)
	}).Big()
	paste := kit.NewQuiet("Paste", func() {
		if s.w.Clipboard == nil || !fill(s.w.Clipboard()) {
			code.SetError("Copy the code, or the words of the QR code, then tap Paste")
			kit.Relay(s.content)
		}
	}).WithIcon(kit.IconCopy)
	later := kit.NewPlain("Later", func() { s.m.Later(); s.show() })
	return kit.Column(16,
		kit.RowTop(12, kit.NewSymbol(kit.IconQr, 24, kit.Soft), kit.Grow(kit.Quieter("A QR code holds both. Read it with this device’s camera app, copy its words and tap Paste."))),
		service, code, kit.Quieter("No signal? Choose Later. You can work now and join under More; nothing is lost."), kit.Wrap(12, next, paste, later))
}

// fetch brings the caseload. Today can be opened before it has ended.
func (s *Screen) fetch() fyne.CanvasObject {
	ctx, stop := context.WithCancel(s.ctx)
	begun := s.w.Now()
	leave := func(later bool) func() {
		return func() { stop(); s.w.Done(later) }
	}
	progress := kit.NewProgress(Progress{}.Words(0), leave(true)).StopText("Stop and go on later")
	ready := kit.Quieter("")
	told := func(p Progress) {
		s.w.UI(func() {
			if ctx.Err() != nil {
				return
			}
			progress.SetProgress(int(p.Part*1000), 1000, p.Words(s.w.Now().Sub(begun)))
			ready.SetText(p.Ready())
			kit.Relay(s.content)
		})
	}
	problem := kit.Column(12)
	open := kit.NewPrimary("Open today", leave(false)).Big()
	s.w.Load(ctx, func(ctx context.Context) error { return s.m.Fetch(ctx, told) }, func(err error) {
		stop()
		if err == nil {
			s.show()
			return
		}
		progress.Hide()
		again := kit.NewQuiet("Try again", s.show).WithIcon(kit.IconRefresh)
		problem.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Not everything is here yet", assessments.Sentence(err)+" What came is kept.", again)}
		problem.Refresh()
		kit.Relay(s.content)
	})
	return kit.Column(16, progress, ready, problem, kit.Wrap(12, open))
}
