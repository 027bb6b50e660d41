package capture

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// The help levels and kinds of a note as the correction offers them.
var (
	allHelp   = []string{"alone", "visual", "verbal", "physical", "hand-over-hand", "dependent"}
	allHelpIn = []string{"Alone", "Picture prompt", "Prompted", "Helped", "Hand over hand", "Adult did it"}
	kinds     = []string{"fact", "opinion", "strength"}
	kindsIn   = []string{"I saw it", "I think it", "A strength"}
)

// correction is one note opened to be put right.
type correction struct {
	v      *Screen
	id     assessments.ID
	card   fyne.CanvasObject
	field  *kit.Field
	was    string
	typist *keep.Typist // makes the typed words durable; the change of the note follows when the field is left
	dirty  bool
}

func newCorrection(v *Screen, id assessments.ID) *correction {
	o, ok := v.b.Note(id)
	if !ok {
		return nil
	}
	c := &correction{v: v, id: id, was: o.Text}
	c.typist = keep.TypistOf(v.ctx, v.s, v.clock, func(ctx context.Context) error { return v.b.TypeIn(ctx, id, c.field.Text()) })
	c.field = kit.NewNotes("Words", 3, func(string) { c.dirty = true; c.typist.Later() }).OnLeave(c.fold)
	c.field.SetText(o.Text)
	areas := assessments.Areas()
	words := make([]string, len(areas))
	for i, a := range areas {
		words[i] = assessments.AreaWords(a)
	}
	area := kit.NewSelect("Area", words, slices.Index(areas, o.Area), func(i int) {
		v.undo("Moved the note", v.b.SetArea(v.ctx, id, areas[i]))
	})
	help := kit.Wrap(8)
	for i, words := range allHelpIn {
		help.Add(kit.NewChip(words, o.Help == allHelp[i], func() {
			undo := v.b.SetHelp(v.ctx, id, allHelp[i])
			now, _ := v.b.Note(id)
			for j, chip := range help.Objects {
				chip.(*kit.Chip).SetChosen(now.Help == allHelp[j])
			}
			v.undo("Changed the help level", undo)
		}))
	}
	body := []fyne.CanvasObject{
		kit.Row(12, kit.Grow(kit.RowTitle("Correct this note")), kit.NewPlain("Back to tiles", func() { v.edit("") })),
		c.field, area, kit.Column(6, kit.Quieter("Help"), help)}
	if o.Type != "said" {
		kind, _ := kit.NewChips(kindsIn, slices.Index(kinds, o.Type), func(i int) {
			v.undo("Changed what it is", v.b.SetType(v.ctx, id, kinds[i]))
		})
		body = append(body, kit.Column(6, kit.Quieter("What it is"), kind))
	}
	body = append(body, kit.Row(12, kit.NewPlain("Keep as a tile", c.learn), kit.Grow(kit.Quieter("Names, numbers and days become blanks."))))
	body = append(body, kit.Row(12, kit.NewRemove("Strike out", c.strike), kit.Grow(kit.Quieter("It stays readable in History."))),
		kit.Wrap(8, kit.NewPlain("History", func() { v.s.Go(session.History, v.b.Child, id) }).WithIcon(kit.IconHistory),
			kit.NewPlain("Wrong child", func() { v.s.Go(session.Wrong, v.b.Child, id) }).WithIcon(kit.IconSwap)))
	c.card = kit.NewCard(kit.NewScroller(kit.Inset(20, kit.Column(16, body...))))
	return c
}

// fold ends the typing: one change of the note, and one undo for all of it.
func (c *correction) fold() {
	c.typist.Flush()
	if !c.dirty {
		return
	}
	if err := c.v.b.CloseText(c.v.ctx, c.id); err != nil {
		c.v.s.Fail(err)
		return
	}
	c.dirty = false
	was := c.was
	if now, ok := c.v.b.Note(c.id); ok {
		if now.Text == was {
			return
		}
		c.was = now.Text
	}
	c.v.guard(c.id, c.was)
	c.v.undo("Corrected the note", func() {
		c.v.b.SetText(c.v.ctx, c.id, was)
		c.field.SetText(was)
	})
}

func (c *correction) close() { c.fold() }

func (c *correction) strike() {
	c.fold()
	was, ok := c.v.b.Note(c.id)
	if !ok || !c.v.b.Strike(c.v.ctx, c.id, "Struck out on the board") {
		return
	}
	c.v.edit("")
	c.v.undo("Struck out the note", func() { c.v.b.Again(c.v.ctx, was) })
}

// learn keeps the words of the note as a tile of the therapist's own, because she said so.
func (c *correction) learn() {
	c.fold()
	heading, phrase, err := c.v.b.Learn(c.v.ctx, c.id)
	if err != nil {
		c.v.s.Fail(err)
		return
	}
	before := c.v.b.own
	domains := before.Apply(c.v.offers).Domains
	i := max(0, slices.IndexFunc(domains, func(d library.Domain) bool { return d.Name == heading }))
	if !c.v.arrangeBank(before.Add(domains[i], phrase)) {
		return
	}
	c.v.s.Undo("A tile under "+domains[i].Name+": “"+phrase+"”", func() { c.v.arrangeBank(before) })
}

// arrangeBank keeps the therapist's own tiles and shows them.
func (v *Screen) arrangeBank(own phrases.Set) bool {
	if err := phrases.Keep(context.WithoutCancel(v.ctx), v.s.Store, own); err != nil { // also after the board was left, by the undo bar
		v.s.Fail(err)
		return false
	}
	v.b.own, v.bank = own, bankOf(v.offers, own, v.b.known)
	v.tiles.show()
	v.relay()
	return true
}
