package capture

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
)

// check is the look back before Done: what was noted by area, which goals it speaks to, and what comes next.
type check struct {
	v      *Screen
	page   fyne.CanvasObject
	next   *kit.Field
	chips  []*kit.Chip
	typist *keep.Typist
	dirty  bool
}

func newCheck(v *Screen) *check {
	c := &check{v: v}
	goals, err := v.b.Goals(v.ctx)
	if err != nil {
		v.s.Fail(err)
	}
	groups := v.b.Groups()
	count := 0
	var cards []fyne.CanvasObject
	for _, g := range groups {
		rows := []fyne.CanvasObject{kit.CardHead(g.Title, kit.Quieter(plural(len(g.Rows), "note", "notes")))}
		for _, r := range g.Rows {
			rows = append(rows, c.row(r, goals))
			count++
		}
		cards = append(cards, kit.NewRowCard(rows...))
	}
	if count == 0 {
		cards = append(cards, kit.NewCard(kit.Inset(20, kit.Column(6, kit.RowTitle("Nothing was noted"),
			kit.Quieter("Done still records that the contact took place.")))))
	}
	notes := kit.Column(16, cards...)
	side := c.side(count)
	c.page = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepLandscape {
			return kit.RowFull(0, kit.Grow(kit.NewScroller(kit.Insets(16, 20, 96, 24, notes))), kit.Fixed(448, kit.NewScroller(kit.Insets(16, 24, 96, 20, side))))
		}
		m := kit.PageMargin(map[kit.Step]float32{kit.StepPhone: 400, kit.StepPortrait: 800}[step])
		return kit.NewScroller(kit.Insets(16, m, 96, m, kit.Column(16, side, notes)))
	})
	return c
}

// row is one note with the goals it may speak to.
func (c *check) row(r Row, goals []GoalTag) fyne.CanvasObject {
	words := kit.Column(0, kit.Body(r.Text))
	if r.Line != "" {
		words.Add(kit.Quieter(r.Line))
	}
	time := r.Time
	if time == "" {
		time = "–"
	}
	body := kit.Column(10, kit.RowTop(14, kit.Fixed(52, kit.Strong(time)), kit.Grow(words)))
	if len(goals) > 0 {
		chips := kit.Wrap(8)
		for _, g := range goals {
			var chip *kit.Chip
			chip = kit.NewChip(g.Words, c.v.b.Speaks(r.ID, g.ID), func() {
				back := c.v.b.Tag(c.v.ctx, r.ID, g.ID)
				on := c.v.b.Speaks(r.ID, g.ID)
				chip.SetChosen(on)
				if back == nil {
					return
				}
				words := "Tagged to " + g.Words
				if !on {
					words = "No longer tagged to " + g.Words
				}
				c.v.s.Undo(words, func() {
					back()
					chip.SetChosen(c.v.b.Speaks(r.ID, g.ID))
				})
			}).WithIcon(kit.IconFlag)
			chips.Add(chip)
		}
		body.Add(kit.Insets(0, 0, 0, 66, chips))
	}
	return kit.InsetXY(20, 12, body)
}

// side is the next step: chips first, own words below.
func (c *check) side(count int) fyne.CanvasObject {
	c.typist = keep.TypistOf(c.v.ctx, c.v.s, c.v.clock, func(ctx context.Context) error { return c.v.b.TypeNext(ctx, c.next.Text()) })
	c.next = kit.NewNotes("Next step", 3, func(string) { c.dirty = true; c.typist.Later() }).OnLeave(c.fold)
	c.next.SetText(c.v.b.Next())
	chips := kit.Wrap(8)
	for _, s := range c.v.bank.Next {
		chip := kit.NewChip(s, c.v.b.HasNext(s), func() {
			c.fold()
			was := c.v.b.Next()
			if !c.v.b.ToggleNext(c.v.ctx, s) {
				return
			}
			c.shown()
			c.v.s.Undo("Changed the next step", func() {
				c.v.b.SetNext(c.v.ctx, was)
				c.shown()
			})
		})
		c.chips = append(c.chips, chip)
		chips.Add(chip)
	}
	line := plural(count, "note", "notes") + ", saved on this tablet. Tap a goal that a note speaks to."
	if count == 0 {
		line = "" // that nothing was noted stands beside it
	}
	head := kit.Column(2, kit.Question("Check and finish"), kit.Quieter(line))
	return kit.Column(16, head, kit.NewCard(kit.Inset(20, kit.Column(14, kit.RowTitle("What comes next"), chips, c.next,
		kit.Row(0, kit.NewPlain("What the service offers next", func() { c.v.s.Go(session.Follow, c.v.b.Child, c.v.b.Contact) }).IconAfter(kit.IconNext), kit.Gap()),
		kit.Row(0, kit.NewPlain("Who was here, interpreter, colleagues", func() { c.v.s.Go(session.Contact, c.v.b.Child, c.v.b.Contact) }).IconAfter(kit.IconNext), kit.Gap())))))
}

// shown puts field and chips to what stands.
func (c *check) shown() {
	c.next.SetText(c.v.b.Next())
	for i, s := range c.v.bank.Next {
		c.chips[i].SetChosen(c.v.b.HasNext(s))
	}
	c.v.relay()
}

func (c *check) fold() {
	c.typist.Flush()
	if !c.dirty {
		return
	}
	if err := c.v.b.CloseNext(c.v.ctx); err != nil {
		c.v.s.Fail(err)
		return
	}
	c.dirty = false
	c.shown()
}

func (c *check) close() { c.fold() }
