package firstrun

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
)

// formWide is the width of the list of steps.
const formWide = 560

// Screen is the set-up of a tablet.
type Screen struct {
	ctx     context.Context
	m       *Model
	load    kit.Load
	done    func()
	holder  *fyne.Container
	content fyne.CanvasObject
	busy    bool
}

// NewScreen shows the set-up; done is called at its end with the store open.
func NewScreen(ctx context.Context, m *Model, load kit.Load, done func()) *Screen {
	s := &Screen{ctx: ctx, m: m, load: load, done: done, holder: kit.Column(0)}
	s.content = unlock.Welcome("Notes, goals and reports for children’s occupational therapists.", kit.Inset(24, kit.Fixed(formWide, s.holder)))
	s.show()
	return s
}

// Content is the whole screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// show draws the list of steps with the form of the present one inside it.
func (s *Screen) show() {
	if s.m.Step == StepDone {
		s.done()
		return
	}
	parts := []fyne.CanvasObject{kit.Title("Set up this tablet")}
	for i, r := range s.m.Rows() {
		parts = append(parts, kit.Column(16, s.head(i, r)))
		if r.Now {
			parts = append(parts, kit.Insets(0, 0, 0, 60, s.form()))
		}
	}
	if s.m.Step == StepPassphrase {
		parts = append(parts, kit.Quieter("Just looking? Choose a passphrase, then Practise: fictitious children, never sent."))
	}
	s.holder.Objects = []fyne.CanvasObject{kit.Column(24, parts...)}
	s.holder.Refresh()
	kit.Relay(s.content)
}

func (s *Screen) head(i int, r Row) fyne.CanvasObject {
	var mark fyne.CanvasObject = kit.NewTag(kit.TagPlain, strconv.Itoa(i+1))
	if r.Done {
		mark = kit.NewSymbol(kit.IconOk, 32, kit.Green)
	} else if r.Now {
		mark = kit.NewTag(kit.TagChosen, strconv.Itoa(i+1))
	}
	return kit.Row(16, kit.Fixed(44, kit.Middle(mark)), kit.Grow(kit.Column(2, kit.RowTitle(r.Title), kit.Quieter(r.Line))))
}

func (s *Screen) form() fyne.CanvasObject {
	switch s.m.Step {
	case StepPassphrase:
		return s.passphrase()
	case StepRecovery:
		return s.recovery()
	case StepYou:
		return s.you()
	default:
		return s.join()
	}
}

// work runs one slow step and shows what comes after it, or the problem.
func (s *Screen) work(do func(context.Context) error, wrong func(string)) {
	if s.busy {
		return
	}
	s.busy = true
	s.load(s.ctx, do, func(err error) {
		s.busy = false
		if err != nil {
			wrong(assessments.Sentence(err))
			return
		}
		s.show()
	})
}

func (s *Screen) passphrase() fyne.CanvasObject {
	first, again := kit.NewField("Passphrase", nil).Secret(), kit.NewField("Passphrase again", nil).Secret()
	first.SetHint("Three or four words you will remember")
	next := func(practice bool) func() {
		return func() {
			p, q := CheckPassphrase(first.Text(), again.Text())
			first.SetError(p)
			again.SetError(q)
			if p+q == "" {
				s.work(func(ctx context.Context) error { return s.m.Make(ctx, first.Text(), practice) }, first.SetError)
			}
		}
	}
	again.OnEnter(next(false))
	return kit.Column(16, first, again, kit.Wrap(12, kit.NewPrimary("Go on", next(false)).Big(), kit.NewQuiet("Practise", next(true))))
}

func (s *Screen) recovery() fyne.CanvasObject {
	var groups []fyne.CanvasObject
	for _, g := range Groups(s.m.Code) {
		groups = append(groups, kit.Question(g))
	}
	words := fyne.CanvasObject(kit.Wrap(24, groups...))
	if p := picture(s.m.Code); p != nil {
		words = kit.Row(20, p, kit.Grow(words))
	}
	next := kit.NewPrimary("I have written it down", func() { s.m.Kept(); s.show() }).Big()
	return kit.Column(16, kit.NewCard(kit.Inset(20, words)),
		kit.Body("Write it on paper and keep it away from the tablet. It is shown only now and is stored nowhere."), kit.Wrap(12, next))
}

func (s *Screen) you() fyne.CanvasObject {
	name, hcpc, band := kit.NewField("Full name", nil), kit.NewField("HCPC registration", nil), kit.NewField("Band", nil)
	next := kit.NewPrimary("Go on", func() {
		s.work(func(ctx context.Context) error {
			problem, err := s.m.Introduce(ctx, name.Text(), hcpc.Text(), band.Text())
			if problem != "" {
				return assessments.Errorf(assessments.Invalid, "firstrun.you", "%s", problem)
			}
			return err
		}, name.SetError)
	}).Big()
	return kit.Column(16, name, kit.Row(16, kit.Grow(hcpc), kit.Fixed(160, band)), kit.Wrap(12, next))
}

func (s *Screen) join() fyne.CanvasObject {
	service, code := kit.NewField("Address of your service", nil), kit.NewField("One-use code", nil)
	service.SetPlaceholder("https://")
	next := kit.NewPrimary("Join", func() {
		s.work(func(ctx context.Context) error { return s.m.Join(ctx, service.Text(), code.Text()) }, code.SetError)
	}).Big()
	later := kit.NewPlain("Later", func() { s.m.Later(); s.show() })
	return kit.Column(16, service, code, kit.Quieter("No signal? Choose Later. You can work now and join under More; nothing is lost."), kit.Wrap(12, next, later))
}
