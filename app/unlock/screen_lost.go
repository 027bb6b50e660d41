package unlock

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/assessments"
)

// lost offers the two ways back in.
func (s *Screen) lost() []fyne.CanvasObject {
	ways := kit.NewRowCard(
		kit.NewListRow(kit.RowData{Icon: kit.IconKey, Title: "I have my recovery code", Subtitle: "Seven groups of letters and digits, on paper", Chevron: true}, func() { s.show(PageCode) }),
		kit.NewListRow(kit.RowData{Icon: kit.IconPeople, Title: "I have neither", Subtitle: "Two leads of your service can help, together", Chevron: true}, func() { s.show(PageEscrow) }))
	return []fyne.CanvasObject{ways, kit.Quieter("Is a tablet locked for long? It keeps everything. Note now works while you wait."), s.backRow()}
}

func (s *Screen) backRow(verbs ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.Wrap(12, append(verbs, kit.NewPlain("Back", func() { s.show(s.back()) }))...)
}

// code takes the recovery code and a new passphrase at once.
func (s *Screen) code() []fyne.CanvasObject {
	code := kit.NewField("Recovery code", nil)
	code.SetHint("Capitals or not, with or without hyphens")
	var next *kit.Button
	var words *secret.Chooser
	try := func() {
		code.SetError("")
		p, ok := words.Chosen()
		if !ok {
			kit.Relay(s.content)
			return
		}
		typed := code.Text()
		s.work(next, "Opening…", func(ctx context.Context) error {
			if _, err := s.d.TryCode(ctx, typed, p); err != nil {
				return err
			}
			return s.d.Open(ctx, p)
		}, s.d.Opened, func(err error) { code.SetError(assessments.Sentence(err)) })
	}
	words = secret.NewChooser("New passphrase", try)
	code.OnEnter(words.Focus)
	next = kit.NewPrimary("Set it and unlock", try).Big()
	s.first = code
	return []fyne.CanvasObject{code, words.Content(), s.backRow(next)}
}

// escrow takes the three files and a new passphrase; the new recovery code is shown before the store opens.
func (s *Screen) escrow() []fyne.CanvasObject {
	var steps []fyne.CanvasObject
	for i, words := range escrowSteps {
		steps = append(steps, kit.RowTop(12, kit.NewTag(kit.TagPlain, strconv.Itoa(i+1)), kit.Grow(kit.Body(words))))
	}
	parts := []fyne.CanvasObject{kit.Column(12, steps...)}
	var files [3]*kit.Field
	for i, name := range escrowFiles {
		f := kit.NewField(name, nil)
		f.SetPlaceholder("Paste the file’s words")
		files[i] = f
		row := fyne.CanvasObject(f)
		if s.d.File != nil {
			pick := kit.NewQuiet("Choose file", func() { s.pick(f) }).WithIcon(kit.IconFile).SetName("Choose file, " + name)
			row = kit.Column(8, f, kit.Wrap(12, pick))
		}
		parts = append(parts, row)
	}
	var next *kit.Button
	var words *secret.Chooser
	try := func() {
		for _, f := range files {
			f.SetError("")
			if f.Text() == "" {
				f.SetError("Choose this file, or paste its words")
				kit.Relay(s.content)
				return
			}
		}
		p, ok := words.Chosen()
		if !ok {
			kit.Relay(s.content)
			return
		}
		one, two, sealed := files[0].Text(), files[1].Text(), files[2].Text()
		var r Recovered
		s.work(next, "Opening…", func(ctx context.Context) (err error) {
			r, err = s.d.Escrow(ctx, one, two, sealed, p)
			return err
		}, func() { s.newCode(r, p) }, func(err error) { files[0].SetError(assessments.Sentence(err)) })
	}
	words = secret.NewChooser("New passphrase", try)
	next = kit.NewPrimary("Set it", try).Big()
	return append(parts, words.Content(), s.backRow(next))
}

// pick puts the words of a file into its field.
func (s *Screen) pick(f *kit.Field) {
	s.d.File(func(text string, err error) {
		f.SetText(text)
		f.SetError("")
		if err != nil {
			f.SetError(assessments.Sentence(err))
		}
		kit.Relay(s.content)
	})
}

// newCode shows the recovery code that escrow made, asks for it, and opens.
func (s *Screen) newCode(r Recovered, passphrase string) {
	s.page, s.first = PageNewCode, nil
	title, words := s.d.Titles(PageNewCode)
	problem := kit.NewText("", kit.SizeBody, kit.Red, true)
	keeping := secret.NewKeeping(r.Code, false, func() fyne.CanvasObject { return s.content }, func() {
		s.load(s.ctx, func(ctx context.Context) error { return s.d.Open(ctx, passphrase) }, func(err error) {
			if err != nil {
				problem.SetText(assessments.Sentence(err))
				kit.Relay(s.content)
				return
			}
			s.d.Opened()
		})
	})
	s.fill(kit.Column(4, kit.Title(title), kit.RowText(words).SetColor(kit.Soft)), line(kit.IconOk, r.Still()), keeping.Content(), problem)
}
