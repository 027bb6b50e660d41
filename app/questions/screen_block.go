package questions

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// block is one question on a page: it is made once, and then shown, hidden and marked.
type block struct {
	f     *form
	q     template.Question
	round int
	outer fyne.CanvasObject // what is hidden while the question is not asked
	need  *kit.Tag
	offer *fyne.Container
	said  *kit.Text // what the offer says
	doubt *kit.Text
	fill  func() // shows what the sheet holds
	write bool   // somebody is typing: doubts wait
}

// key names the block among all questions and rounds.
func (b *block) key() string { return b.q.ID + "/" + itoa(b.round) }

// newBlock makes the widgets of one question. Within a round the blocks share a card, with rules between them.
func (f *form) newBlock(q template.Question, round int, within bool) *block {
	b := &block{f: f, q: q, round: round, need: kit.NewTag(kit.TagBare, "Needed"), said: kit.Quieter(""), doubt: kit.NewText("", kit.SizeBody, kit.OnStraw, true), fill: func() {}}
	rows := []fyne.CanvasObject{kit.RowTop(12, kit.Grow(kit.Question(q.Ask)), b.need)}
	if q.Help != "" {
		rows = append(rows, kit.Quieter(q.Help))
	}
	if q.Confidential {
		rows = append(rows, kit.Row(8, kit.NewSymbol(kit.IconLock, 20, kit.Soft), kit.Grow(kit.Quieter("Stays in this record. It never goes into a report"))))
	}
	if item, ok := f.sheet.Item(q.ID, round); ok && item.Caution != "" {
		rows = append(rows, kit.Quieter(item.Caution))
	}
	use := kit.NewQuiet("Use", b.take).SetName("Use last time’s answer: " + q.Ask)
	b.offer = kit.Beside(12, 200, kit.Row(8, kit.NewSymbol(kit.IconHistory, 20, kit.Soft), kit.Grow(b.said)), use)
	b.offer.Hide()
	b.doubt.Hide()
	rows = append(rows, b.offer, kit.Insets(2, 0, 0, 0, b.control()), b.doubt)
	body := kit.Inset(20, kit.Column(8, rows...))
	if within {
		b.outer = kit.Column(0, kit.NewRule(), body)
	} else {
		b.outer = kit.NewCard(body)
	}
	b.outer.Hide()
	b.fill()
	return b
}

// take takes last time's answer over.
func (b *block) take() {
	item, ok := b.f.sheet.Item(b.q.ID, b.round)
	if !ok || item.Default == nil {
		return
	}
	b.f.tap("Same as last time", func(s *Sheet) error { return s.Take(item) }, func() { b.fill(); b.f.follow() })
}

// follow shows or hides the question and what is said beside it; true when the page must be laid out anew.
func (b *block) follow() bool {
	item, asked := b.f.sheet.Item(b.q.ID, b.round)
	moved := show(b.outer, asked)
	need := kit.TagData{Kind: kit.TagBare, Text: "Needed"}
	if b.f.tried[b.f.at] {
		need.Kind = kit.TagNeeds
	}
	b.need.SetTag(need)
	moved = show(b.need, b.q.Required && !item.Answered) || moved
	if words := item.LastWords(); words != b.said.String() {
		b.said.SetText(words)
		moved = true
	}
	moved = show(b.offer, item.Default != nil) || moved
	doubt := item.Warning
	if b.write {
		doubt = ""
	}
	if doubt != b.doubt.String() {
		b.doubt.SetText(doubt)
		moved = true
	}
	return show(b.doubt, doubt != "") || moved
}

// show shows or hides an object; true when that is a change.
func show(o fyne.CanvasObject, on bool) bool {
	if o.Visible() == on {
		return false
	}
	if on {
		o.Show()
	} else {
		o.Hide()
	}
	return true
}

// group is one round of a section: its questions, under its name where there are several rounds.
type group struct {
	f      *form
	page   string
	g      Group
	title  *kit.Text
	object fyne.CanvasObject
	blocks []*block
}

func (f *form) newGroup(p Page, g Group) *group {
	gr := &group{f: f, page: p.ID, g: g, title: kit.RowTitle(g.Name)}
	var objects []fyne.CanvasObject
	for _, q := range f.sheet.Section(p.ID).Questions {
		full, _ := f.sheet.T.Question(q.ID)
		b := f.newBlock(full, g.Round, g.Name != "")
		gr.blocks, objects = append(gr.blocks, b), append(objects, b.outer)
	}
	f.blocks, f.groups = append(f.blocks, gr.blocks...), append(f.groups, gr)
	if g.Name == "" {
		gr.object = kit.Column(12, objects...)
		return gr
	}
	head := []fyne.CanvasObject{kit.Grow(gr.title)}
	if g.CanDrop {
		head = append(head, kit.NewPlain("Remove", func() {
			f.tap("Removed "+g.Name, func(s *Sheet) error { return s.DropRound(p.ID, g.Round) }, f.build)
		}).SetName("Remove "+g.Name))
	}
	gr.object = kit.NewCard(kit.Column(0, append([]fyne.CanvasObject{kit.InsetXY(20, 10, kit.AtLeast(0, 48, kit.Row(12, head...)))}, objects...)...))
	return gr
}

// follow lets the name of a round follow the answer that names it, and hides a round of which nothing is asked.
func (g *group) follow() bool {
	shown := false
	for _, b := range g.blocks {
		shown = shown || b.outer.Visible()
	}
	moved := show(g.object, shown)
	for _, fs := range g.f.sheet.Form.Sections {
		if fs.ID == g.page && fs.Round == g.g.Round && fs.RoundName != g.title.String() && g.g.Name != "" {
			g.title.SetText(fs.RoundName)
			moved = true
		}
	}
	return moved
}
