package capture

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// Begin starts a contact and opens it: on the board, or on the sheet for what is no visit. While a contact with another child is
// running it asks first: two children at once is how words get under the wrong one.
func Begin(c fyne.Canvas, s *session.Session, child, contact assessments.ID, fresh assessments.Contact) {
	ctx := context.Background()
	start := func() {
		id, err := Start(ctx, s, child, contact, fresh)
		if err != nil {
			s.Fail(err)
			return
		}
		s.Go(ScreenFor(s, id), child, id)
	}
	other, running := s.Running(ctx, child)
	if !running || c == nil {
		start()
		return
	}
	var sheet *kit.Sheet
	band := s.Band(ctx, other.Child, s.Today())
	rows := kit.Column(16)
	if band != nil {
		rows.Add(kit.NewChildBand(*band, nil).Rounded())
	}
	name, _, _ := strings.Cut(known(other.ChildName, other.KnownAs), " ")
	rows.Add(kit.Body("This contact started at " + string(other.From) + " and has not ended. What you write from now on goes to the child in the dark band."))
	rows.Add(kit.NewPrimary("Back to "+name, func() { sheet.Close(); s.Go(ScreenFor(s, other.ID), other.Child, other.ID) }))
	rows.Add(kit.NewQuiet("Start this one too", func() { sheet.Close(); start() }))
	sheet = kit.ShowSheet(c, name+" is still running", rows, nil)
}

func known(name, called string) string {
	if called != "" {
		return called
	}
	return name
}

// ScreenFor is where a contact is written: calls, messages and meetings on the sheet, everything else on the board.
func ScreenFor(s *session.Session, id assessments.ID) string {
	rec, err := s.Store.Record(context.Background(), id)
	if err == nil {
		switch rec.Fields.Text("type") {
		case "call", "message", "meeting":
			return session.Contact
		}
	}
	return session.Capture
}

// guard looks for other children's names in what was written, away from the screen, and asks.
func (v *Screen) guard(id assessments.ID, words string) {
	var names []string
	v.s.Load(v.ctx, func(ctx context.Context) error {
		names = v.s.NamesOfOthers(ctx, v.b.Child, words)
		return nil
	}, func(error) {
		v.asked.Objects = nil
		if len(names) > 0 {
			v.asked.Objects = []fyne.CanvasObject{kit.NewAsk("This note names "+strings.Join(names, " and "), "Is it about "+v.b.Known()+"? No report will quote it as it stands.",
				"It is about "+v.b.Known(), func() { v.named(id, names) }, "It is not", func() { v.answered(); v.s.Go(session.Wrong, v.b.Child, id) })}
		}
		v.asked.Hidden = len(names) == 0
		v.relay()
	})
}

// named keeps with the note whom it names, so that no text with the name leaves.
func (v *Screen) named(id assessments.ID, names []string) {
	v.answered()
	v.undo("Kept the note under "+v.b.Known(), v.b.NameOthers(v.ctx, id, names))
}

// answered takes the question away.
func (v *Screen) answered() {
	v.asked.Objects, v.asked.Hidden = nil, true
	v.relay()
}

// NameOthers notes which other children a note names.
func (b *Board) NameOthers(ctx context.Context, id assessments.ID, names []string) (undo func()) {
	return b.change(ctx, id, func(o *assessments.Observation) {
		o.OtherNames = append(append([]string(nil), o.OtherNames...), names...)
	})
}
