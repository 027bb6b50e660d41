package phrases

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// The parts of the screen, as its tabs.
const (
	onBoard = iota
	shortForms
	inReports
	spelling
)

var partWords = []string{"Board", "Short forms", "Reports", "Spelling"}

// Screen is the therapist's own words, part by part.
type Screen struct {
	s       *session.Session
	clock   kit.Clock
	ctx     context.Context // of what is written: a change may be taken back when the screen was left
	typing  context.Context // ends with the screen
	left    context.CancelFunc
	typist  *keep.Typist // of the sheet that is open
	bank    library.Board
	set     Set
	part    int
	domain  int
	body    *fyne.Container
	page    *kit.Scroller
	whole   fyne.CanvasObject
	tabs    *kit.Tabs
	problem error
}

// NewScreen makes the screen; arg names a part to begin with.
func NewScreen(s *session.Session, arg string) *Screen { return newScreen(s, arg, s.Wait) }

func newScreen(s *session.Session, arg string, clock kit.Clock) *Screen {
	v := &Screen{s: s, clock: clock, ctx: context.Background(), body: kit.Column(16)}
	v.typing, v.left = context.WithCancel(v.ctx)
	v.bank, v.problem = Board(v.ctx, s.Store)
	v.set = Read(v.ctx, s.Store)
	if arg == "spelling" {
		v.part = spelling
	}
	v.tabs = kit.NewTabs(partWords, v.part, func(i int) { v.part = i; v.show(); v.page.ScrollTo(0) })
	v.page = kit.NewCards(v.body, nil)
	v.whole = kit.Column(8, v.tabs, kit.Grow(v.page))
	v.show()
	return v
}

// show draws the part of the moment.
func (v *Screen) show() {
	v.body.Objects = nil
	switch v.part {
	case onBoard:
		v.board()
	case shortForms:
		v.short()
	case inReports:
		v.texts("Phrases for reports", "“Keep this wording” in a report puts words here, with names, numbers and days as blanks. A blank left open stops the signature.",
			ForReports(v.ctx, v.s.Store), func(all []string) error { return KeepForReports(v.ctx, v.s.Store, all) }, "New phrase for reports")
	case spelling:
		v.texts("Words the spelling check knows", "“Add to my words” in the check of a report puts words here.",
			Words(v.ctx, v.s.Store), func(all []string) error { return KeepWords(v.ctx, v.s.Store, all) }, "New word")
	}
	v.body.Refresh()
	kit.Relay(v.page)
}

// keep keeps a set, shows it, and offers to take the change back; empty words offer nothing.
func (v *Screen) keep(s Set, words string) {
	before := v.set
	if err := v.put(s); err != nil {
		v.s.Fail(err)
		return
	}
	if words != "" {
		v.s.Undo(words, func() { v.keep(before, "") })
	}
}

// put keeps a set and shows it.
func (v *Screen) put(s Set) error {
	if err := Keep(v.ctx, v.s.Store, s); err != nil {
		return err
	}
	v.set = s
	v.show()
	return nil
}

// now is the heading of the board as it stands.
func (v *Screen) now() library.Domain { return v.set.Apply(v.bank).Domains[v.domain] }

// board lists the tiles of one heading in their order.
func (v *Screen) board() {
	if v.problem != nil && len(v.bank.Domains) > 0 {
		v.body.Add(kit.NewNotice(kit.NoticeNeeds, "The service’s own phrases cannot be read", assessments.Sentence(v.problem)))
	}
	if len(v.bank.Domains) == 0 {
		v.body.Add(kit.NewNotice(kit.NoticeStop, "The phrase bank cannot be read", "Notes can still be typed."))
		return
	}
	names := make([]string, len(v.bank.Domains))
	for i, d := range v.bank.Domains {
		names[i] = d.Name
	}
	chips, _ := kit.NewChips(names, v.domain, func(i int) { v.domain = i; v.show() })
	d := v.now()
	var rows []fyne.CanvasObject
	for i, p := range d.Tiles {
		rows = append(rows, kit.NewListRow(kit.RowData{Badge: fmt.Sprint(i + 1), Title: p.Text, TitleThin: true, Subtitle: pageWords(i), Chevron: true}, func() { v.tile(i) }))
	}
	head := kit.Column(0, kit.Quieter("The first twelve stand on the first page of the board, the next twelve on the second."))
	if _, touched := v.set.Columns[d.Name]; touched {
		head.Add(kit.Row(0, kit.NewPlain("Back to the order of the library", func() { v.keep(v.set.Reset(d.Name), d.Name+" is as in the library") }), kit.Gap()))
	}
	v.body.Add(chips)
	v.body.Add(head)
	v.body.Add(kit.NewRowCard(rows...))
}

// tilesOnPage is how many tiles a page of the board holds.
const tilesOnPage = 12

// pageWords says on which page the first tile of a page stands; the others say nothing.
func pageWords(i int) string {
	if i > 0 && i%tilesOnPage == 0 {
		return fmt.Sprintf("First of page %d", i/tilesOnPage+1)
	}
	return ""
}

// Content is the part on show.
func (v *Screen) Content() fyne.CanvasObject {
	return v.whole
}

// Frame is the shell's frame around the parts.
func (v *Screen) Frame() shell.Frame {
	file := kit.NewQuiet("File", v.file).WithIcon(kit.IconFile)
	return shell.Frame{Title: "Phrases", Subtitle: "Your own, on this tablet", Item: shell.ItemMore, Actions: []fyne.CanvasObject{file, kit.NewPrimary("Add", v.add).WithIcon(kit.IconPlus)}}
}

// Leave keeps what is half typed on a sheet.
func (v *Screen) Leave() {
	v.flush()
	v.left()
}
