package details

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// showSaying keeps the words to read aloud in step with purpose and recipient. It builds anew only when the words change, so
// that nothing moves under a typing finger.
func (d *Screen) showSaying() {
	if d.say == nil {
		return
	}
	s, asked := SayingOf(d.form.Now)
	key := s.Ask + s.Hint
	if s.Noted {
		key += " noted"
	}
	if key == d.said && d.say.Hidden == !asked {
		return
	}
	d.said, d.say.Hidden, d.say.Objects = key, !asked, nil
	if asked {
		d.say.Objects = []fyne.CanvasObject{kit.NewRaised(kit.Inset(20, kit.Column(16, d.saying(s)...)))}
	}
}

// saying is the question in large words, what follows each answer, and a way to note that it was read out.
func (d *Screen) saying(s Saying) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("What to say")}
	if s.Ask == "" {
		return append(rows, kit.Quieter(s.Hint))
	}
	rows = append(rows, kit.RowTop(12, kit.NewSymbol(kit.IconQuote, 24, kit.Soft), kit.Grow(kit.Question(s.Ask))))
	for _, p := range s.Parts {
		lines := []fyne.CanvasObject{kit.Strong(p.Heading)}
		for _, l := range p.Lines {
			lines = append(lines, kit.Body(l))
		}
		rows = append(rows, kit.Column(4, lines...))
	}
	rows = append(rows, kit.Quieter(s.Foot))
	if s.Noted {
		return append(rows, kit.Row(10, kit.NewSymbol(kit.IconCheck, 20, kit.Green), kit.Grow(kit.NewText("The record says that this was read out", kit.SizeBody, kit.Green, true))))
	}
	return append(rows, kit.Row(0, kit.NewQuiet("I have read this out", func() { d.readOut(s) }).WithIcon(kit.IconCheck), kit.Gap()))
}

// readOut notes the wording in the record. It is a tap of its own: to choose a purpose is not to have asked.
func (d *Screen) readOut(s Saying) {
	kit.Unfocus(d.page) // what was typed is kept first
	d.form.Put("words", "Noted which wording was read out", s.Note(d.form.Now.Text("words")))
	d.open()
}
