package questions

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// ending is the page after the last section.
func (f *form) ending() []fyne.CanvasObject {
	if f.sheet.T.Anonymous {
		return thanks("Your answers are kept without a name, and nobody can tell which are yours")
	}
	if f.sheet.Turned {
		return thanks("Please hand the tablet back")
	}
	proposals, err := f.sheet.Proposals(f.v.ctx, f.v.s.Store)
	if err != nil {
		return []fyne.CanvasObject{kit.NewNotice(kit.NoticeStop, "The notes cannot be read", assessments.Sentence(err))}
	}
	rows := []fyne.CanvasObject{kit.Body("Each sentence comes from an answer. Tick the ones to keep as notes in the record; you choose later what goes into a report. Sentences without a box are for you to read.")}
	if who := f.who(); who != nil {
		rows = append(rows, who)
	}
	if more := f.moreToKeep(); more != nil {
		rows = append(rows, more)
	}
	if len(proposals) == 0 {
		return append(rows, kit.NewCard(kit.NewEmpty(kit.IconQuote, "No sentences yet", "They appear as you answer", "", nil)))
	}
	var card []fyne.CanvasObject
	section := ""
	flush := func() {
		if len(card) > 0 {
			rows = append(rows, kit.Column(8, kit.RowTitle(section), kit.NewCard(kit.InsetXY(16, 8, kit.Column(0, card...)))))
		}
		card = nil
	}
	for _, p := range proposals {
		if p.Report != section {
			flush()
			section = p.Report
		}
		card = append(card, f.proposal(p))
	}
	flush()
	return rows
}

// thanks end a sheet for whoever holds the tablet.
func thanks(words string) []fyne.CanvasObject {
	return []fyne.CanvasObject{kit.NewCard(kit.NewEmpty(kit.IconOk, "Thank you", words, "", nil))}
}

// who asks who answered, since sentences say it.
func (f *form) who() fyne.CanvasObject {
	people := Fit(f.sheet.People, f.sheet.T.AskedOf)
	if f.sheet.A.Who != "" {
		return line(kit.IconPeople, CameBy(f.sheet.A, ""))
	}
	if len(people) == 0 {
		return nil
	}
	words, ids := []string{"Nobody by name"}, []assessments.ID{""}
	for _, p := range people {
		words, ids = append(words, p.Words()), append(ids, p.ID)
	}
	was := f.sheet.A.By
	put := func(by assessments.ID) {
		if f.k.Put(refOf(f.sheet), "", assessments.Fields{"by": keep.JSON(by)}) {
			f.reload()
		}
	}
	return kit.NewSelect("Who answered", words, max(0, slices.Index(ids, was)), func(i int) {
		put(ids[i])
		f.v.s.Undo("Changed who answered", func() { put(was) })
	})
}

// moreToKeep offers the readings as one measurement, and the family's yes for the contact.
func (f *form) moreToKeep() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if m, id, kept, err := f.sheet.Sizes(f.v.ctx, f.v.s.Store); err == nil && m != nil {
		words := fmt.Sprintf("Keep %d sizes as one measurement", len(m.Rows))
		if len(m.Rows) == 1 {
			words = "Keep 1 size as a measurement"
		}
		rows = append(rows, kit.NewCheck(words, "In the child’s measurements, with today’s other readings", kept, func(on bool) { f.keep(on, id, m, "the measurement") }))
	}
	if contact, agreed := f.sheet.AgreedIn(f.v.ctx, f.v.s.Store); contact != "" {
		rows = append(rows, kit.NewCheck("Findings and plan were agreed with the family", "Said in the contact of "+f.sheet.A.On.Words(), agreed, func(on bool) { f.agree(contact, on) }))
	}
	if len(rows) == 0 {
		return nil
	}
	return kit.NewCard(kit.InsetXY(16, 8, kit.Column(0, rows...)))
}

// proposal is one sentence with its tick. Where no note can be made of it, it is there to be read.
func (f *form) proposal(p Proposal) fyne.CanvasObject {
	from := "From: " + p.Ask
	if p.Note == nil || p.ID == "" {
		return kit.InsetXY(0, 10, kit.RowTop(14, kit.Insets(2, 0, 0, 2, kit.NewSymbol(kit.IconQuote, 24, kit.Soft)), kit.Grow(kit.Column(0, kit.Body(p.Text), kit.Quieter(from)))))
	}
	kind := map[string]string{"said": "Said", "fact": "Seen", "opinion": "Thought", "strength": "Strength"}[p.Note.Type]
	tick := kit.NewCheck(p.Text, kind+". "+from, p.Kept, func(on bool) { f.keep(on, p.ID, p.Note, "the note") })
	if p.Was == "" {
		return tick
	}
	again := kit.NewQuiet("Put the new words in", func() { f.renew(p) })
	return kit.Column(4, tick, kit.Insets(0, 0, 10, 40, kit.Column(8, kit.Quieter("The note still says: "+p.Was), kit.Row(0, again, kit.Gap()))))
}

// keep makes a note or a measurement of answers, or takes it out again.
func (f *form) keep(on bool, id assessments.ID, t assessments.Typed, what string) {
	f.leaveField()
	s := f.v.s
	if !on {
		if entry := f.strike(id); entry != "" {
			s.Undo("Took "+what+" out", func() { f.unstrike(entry); f.reload() })
		}
	} else if s.Write(f.v.ctx, s.Create(id, f.sheet.Scope, t)) {
		s.Undo("Kept "+what, func() { f.strike(id); f.reload() })
	}
	f.reload()
}

// strike takes a note out of lists and reports, and answers the entry that does; History keeps both.
func (f *form) strike(id assessments.ID) assessments.ID {
	s, entry := f.v.s, f.v.s.NewID()
	e := assessments.EnteredInError{Of: id, Reason: "Unticked in “" + f.sheet.T.Title + "”", By: s.Me, On: s.Today()}
	if !s.Write(context.Background(), s.Create(entry, f.sheet.Scope, &e)) {
		return ""
	}
	return entry
}

// unstrike makes a striking strike itself.
func (f *form) unstrike(entry assessments.ID) {
	f.v.s.Write(context.Background(), assessments.Edit{Record: entry, Set: assessments.Fields{"of": keep.JSON(entry)}})
}

// renew puts the words of a changed answer into the note it had become.
func (f *form) renew(p Proposal) {
	ctx := context.Background()
	rec, err := f.v.s.Store.Record(ctx, p.ID)
	if err != nil {
		f.v.s.Fail(err)
		return
	}
	was := rec.Fields
	edit, changed := f.v.s.Change(rec, p.Note)
	if changed && f.v.s.Write(ctx, edit) {
		back := assessments.Fields{}
		for name := range edit.Set {
			back[name] = was[name]
			if back[name] == nil {
				back[name] = []byte("null")
			}
		}
		f.v.s.Undo("Put the new words in", func() {
			f.v.s.Write(context.Background(), assessments.Edit{Record: p.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: back})
			f.reload()
		})
	}
	f.reload()
}

// agree says in the contact that findings and plan were agreed, or takes that back.
func (f *form) agree(contact assessments.ID, on bool) {
	put := func(on bool) bool {
		value := "null"
		if on {
			value = "true"
		}
		return f.v.s.Write(context.Background(), assessments.Edit{Record: contact, Kind: assessments.KindContact, Scope: f.sheet.Scope, Op: assessments.OpSet, Set: assessments.Fields{"agreed": []byte(value)}})
	}
	if put(on) {
		f.v.s.Undo("Contact changed", func() { put(!on); f.reload() })
	}
	f.reload()
}
