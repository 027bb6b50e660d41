package firstrun

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
)

// formWide is the width of the list of steps.
const formWide = 560

// Window is what the set-up may use of the window around it.
type Window struct {
	Load      kit.Load
	Now       func() time.Time
	UI        func(func()) // runs on the screen's own goroutine
	Clipboard func() string
	Back      func()           // to the unlock screen; nil where there is none
	Done      func(later bool) // the store is open; later: the download is to wait
}

// Screen is the set-up of a store.
type Screen struct {
	ctx     context.Context
	m       *Model
	w       Window
	holder  *fyne.Container
	content fyne.CanvasObject
	joining []fyne.CanvasObject // the steps that only a service asks for
	busy    bool
}

// NewScreen shows the set-up.
func NewScreen(ctx context.Context, m *Model, w Window) *Screen {
	s := &Screen{ctx: ctx, m: m, w: w, holder: kit.Column(0)}
	s.content = unlock.Welcome("Notes, goals and reports for children’s occupational therapists.", kit.Inset(24, kit.AtMost(formWide, s.holder)))
	s.show()
	return s
}

// Content is the whole screen.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// show draws the list of steps with the form of the present one inside it.
func (s *Screen) show() {
	if s.m.Step == StepDone {
		s.w.Done(false)
		return
	}
	title := "Set up this tablet"
	if s.m.Shared {
		title = "Add a therapist"
	}
	parts := []fyne.CanvasObject{kit.Title(title)}
	s.joining = nil
	for i, r := range s.m.Rows() {
		head := s.head(i, r)
		if parts = append(parts, head); i > int(StepRecovery) {
			s.joining = append(s.joining, head)
		}
		if r.Now {
			parts = append(parts, kit.Indent(60, indentFrom, s.form()))
		}
	}
	s.holder.Objects = []fyne.CanvasObject{kit.Column(24, parts...)}
	s.holder.Refresh()
	kit.Relay(s.content)
}

// indentFrom is the width from which a form stands under its step's words; a narrower one takes the whole width.
const indentFrom = 420

func (s *Screen) head(i int, r Row) fyne.CanvasObject {
	state := kit.StepAhead
	if r.Done {
		state = kit.StepPast
	} else if r.Now {
		state = kit.StepOpen
	}
	return kit.Row(16, kit.NewStepMark(i+1, state), kit.Grow(kit.Column(2, kit.RowTitle(r.Title), kit.Quieter(r.Line))))
}

func (s *Screen) form() fyne.CanvasObject {
	switch s.m.Step {
	case StepPassphrase:
		return s.passphrase()
	case StepRecovery:
		return secret.NewKeeping(s.m.Code, s.m.Practice, s.Content, func() { s.m.Kept(); s.show() }).Content()
	case StepYou:
		return s.you()
	case StepFetch:
		return s.fetch()
	}
	return s.join()
}

// work runs one slow step and shows what comes after it, or the problem. The verb says so meanwhile.
func (s *Screen) work(b *kit.Button, doing string, do func(context.Context) error, wrong func(string)) {
	if s.busy {
		return
	}
	s.busy = true
	verb := b.Name()
	b.SetText(doing)
	b.SetDimmed(true)
	s.w.Load(s.ctx, do, func(err error) {
		s.busy = false
		b.SetText(verb)
		b.SetDimmed(false)
		if err != nil {
			wrong(assessments.Sentence(err))
			kit.Relay(s.content)
			return
		}
		s.show()
	})
}

// uses are the two ways to work, in the order of their cards.
var uses = []kit.Option{{Title: "My service", Line: "Your own caseload"}, {Title: "Practise", Line: "Fictitious children; nothing leaves this tablet"}}

func (s *Screen) passphrase() fyne.CanvasObject {
	practice := false
	use := kit.NewChoice(uses, 0, func(i int) {
		practice = i == 1
		for _, o := range s.joining { // nobody who practises is asked for these
			if o.Show(); practice {
				o.Hide()
			}
		}
		kit.Relay(s.content)
	})
	var words *secret.Chooser
	var next *kit.Button
	listed := kit.NewField("Name on the unlock screen", nil)
	listed.SetHint("Anybody who picks up the tablet can read it. A first name or initials are enough")
	goOn := func() {
		problem := s.m.CheckListed(listed.Text())
		listed.SetError(problem)
		p, ok := words.Chosen()
		if !ok || problem != "" {
			kit.Relay(s.content)
			return
		}
		name := listed.Text()
		s.work(next, "Making the store…", func(ctx context.Context) error { return s.m.Make(ctx, p, name, practice) }, words.SetError)
	}
	words = secret.NewChooser("Passphrase", goOn)
	next = kit.NewPrimary("Go on", goOn).Big()
	verbs := []fyne.CanvasObject{next}
	if s.w.Back != nil {
		verbs = append(verbs, kit.NewPlain("Back", s.w.Back))
	}
	parts := []fyne.CanvasObject{use}
	if s.m.Shared {
		parts = append(parts, listed)
	}
	return kit.Column(16, append(parts, words.Content(), kit.Wrap(12, verbs...))...)
}

func (s *Screen) you() fyne.CanvasObject {
	name, hcpc, band := kit.NewField("Full name", nil), kit.NewField("HCPC registration", nil), kit.NewField("Band", nil)
	var next *kit.Button
	next = kit.NewPrimary("Go on", func() {
		who, number, level := name.Text(), hcpc.Text(), band.Text()
		s.work(next, "Saving…", func(ctx context.Context) error {
			problem, err := s.m.Introduce(ctx, who, number, level)
			if problem != "" {
				return assessments.Errorf(assessments.Invalid, "firstrun.you", "%s", problem)
			}
			return err
		}, name.SetError)
	}).Big()
	return kit.Column(16, name, kit.Row(16, kit.Grow(hcpc), kit.Fixed(120, band)), kit.Wrap(12, next))
}
