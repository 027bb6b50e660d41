package outbox

import (
	"context"
	"encoding/json"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/differ"
	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// A verb is one way to settle a conflict.
type verb struct {
	words string
	run   func()
}

// choice shows the child first, then the versions side by side, then the verbs.
func (o *Screen) choice(c Choice) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	if c.Child != "" {
		if band := o.s.Band(o.ctx, c.Child, o.s.Today()); band != nil {
			out = append(out, kit.NewChildBand(*band, nil).Rounded())
		}
	}
	o.verbs = nil
	if c.Held && o.opened != c.record {
		return append(out, kit.NewHeld(o.clock, c.Title, "These words are for staff. Press and hold to read them", func() { o.opened = c.record; o.show() }))
	}
	out = append(out, kit.Column(4, kit.Question(c.Title), kit.Quieter("Different words are underlined")),
		kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
			mine, theirs := o.version(c.Mine), o.version(c.Theirs)
			if step == kit.StepPhone {
				return kit.Column(16, mine, theirs)
			}
			return kit.RowTop(16, kit.Grow(mine), kit.Grow(theirs))
		}))
	for _, v := range c.More {
		out = append(out, o.version(v))
	}
	if !o.whole && folds(c) {
		out = append(out, kit.Row(0, kit.NewPlain("Show long texts whole", func() { o.whole = true; o.show() }), kit.Gap()))
	}
	if o.mixing == c.record && c.Texts {
		return append(out, o.mix(c))
	}
	return append(out, o.keeping(c))
}

// folds tells whether some of the words are left out.
func folds(c Choice) bool {
	for _, v := range append([]Version{c.Mine, c.Theirs}, c.More...) {
		if len(differ.Fold(v.Words)) != len(v.Words) {
			return true
		}
	}
	return false
}

func (o *Screen) version(v Version) fyne.CanvasObject {
	words := v.Words
	if !o.whole {
		words = differ.Fold(words)
	}
	spans := history.Spans(words)
	for i := range spans {
		spans[i].Size = kit.SizeRow
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, kit.Column(2, kit.RowTitle(v.Title), kit.Quieter(v.When)), kit.NewSpans(spans...))))
}

// keeping offers the ways to settle it, the safest first: for texts that is both.
func (o *Screen) keeping(c Choice) fyne.CanvasObject {
	keep := func(how, done string) func() {
		return func() {
			undo, err := c.Keep(o.ctx, o.s.Store, how)
			o.settled(undo, err, done)
		}
	}
	both := verb{"Keep both", keep("both", "Kept both")}
	mine, theirs := verb{"Keep mine", keep("mine", "Kept yours")}, verb{c.TheirsWords(), keep("theirs", "Kept the other")}
	if c.Late {
		mine, theirs = verb{"Keep what stands", mine.run}, verb{"Take the later words", theirs.run}
		if !c.Texts {
			theirs.words = "Take the later value"
		}
	}
	switch {
	case c.Proposal:
		// The signed words are the record's own; only an amendment can change them.
		o.verbs = []verb{{"Keep what was signed", mine.run}}
	case c.Both:
		o.verbs = []verb{both, mine, theirs}
	default:
		o.verbs = []verb{mine, theirs}
	}
	for _, v := range c.More {
		o.verbs = append(o.verbs, verb{"Keep that of " + v.When, func() {
			undo, err := c.KeepValue(o.ctx, o.s.Store, orNull(v.value))
			o.settled(undo, err, "Kept that of "+v.When)
		}})
	}
	if c.Texts && !c.Proposal {
		o.verbs = append(o.verbs, verb{"Write one out of both", func() { o.mixing = c.record; o.show() }})
	}
	var buttons []fyne.CanvasObject
	for i, v := range o.verbs {
		if i == 0 {
			buttons = append(buttons, kit.NewPrimary(v.words, v.run))
		} else {
			buttons = append(buttons, kit.NewQuiet(v.words, v.run))
		}
	}
	return kit.NewCard(kit.Inset(20, kit.Column(12, kit.Column(2, kit.RowTitle("Keep which?"), kit.Quieter("What you do not keep stays in History")), kit.Wrap(12, buttons...))))
}

// mix is a field with both texts, to be made into one. What is typed is on the disk within a second.
func (o *Screen) mix(c Choice) fyne.CanvasObject {
	o.flush() // of another that was begun
	field := kit.NewNotes("One text out of both", 6, nil)
	text := c.MixOf()
	if kept, err := o.s.Store.Note(o.ctx, c.mixNote()); err == nil && len(kept) > 0 {
		text = string(kept)
	}
	write := func(ctx context.Context, s string) error { return o.s.Store.SetNote(ctx, c.mixNote(), []byte(s)) }
	o.typist = keep.TypistOf(o.ctx, o.s, o.clock, func(ctx context.Context) error { return write(ctx, field.Text()) })
	field.OnChange(func(string) { o.typist.Later() })
	field.SetText(text)
	done := kit.NewPrimary("Keep this text", func() {
		if strings.TrimSpace(field.Text()) == "" {
			field.SetError("Write the text, or keep one of the two")
			kit.Relay(o.page)
			return
		}
		raw, _ := json.Marshal(strings.TrimSpace(field.Text())) // a text always can be
		undo, err := c.KeepValue(o.ctx, o.s.Store, raw)
		if err == nil {
			o.typist.Drop() // the words are in the record now
			if err := write(o.ctx, ""); err != nil {
				o.s.Fail(err)
			}
			o.mixing = ""
		}
		o.settled(undo, err, "Kept your text")
	})
	return kit.NewCard(kit.Inset(20, kit.Column(16, field, kit.Wrap(12, done, kit.NewPlain("Keep one of the two", func() { o.flush(); o.mixing = ""; o.show() })))))
}

// flush puts the text that is being written on the disk now.
func (o *Screen) flush() {
	if o.typist != nil {
		o.typist.Flush()
	}
}

// settled goes on to the next conflict, and offers to put back what stood there.
func (o *Screen) settled(undo *assessments.Edit, err error, words string) {
	if err != nil {
		o.s.Fail(err)
		return
	}
	o.s.Kick()
	if undo != nil {
		o.s.Undo(words, func() {
			if o.s.Write(context.Background(), *undo) {
				o.Reload()
			}
		})
	}
	o.whole = false
	o.Reload()
}

// TypedRune settles the conflict on show by the number of its button.
func (o *Screen) TypedRune(r rune) {
	if !o.alone() && o.steps.Current() != kit.StepLandscape {
		return // the list is on show
	}
	if i := int(r - '1'); i >= 0 && i < len(o.verbs) && o.mixing == "" {
		o.verbs[i].run()
	}
}
