package pathway

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// card is one group of fields under its title.
func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

// pair sets two fields side by side where there is room.
func pair(a, b fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(16, a, b)
		}
		return kit.RowTop(12, kit.Grow(a), kit.Grow(b))
	})
}

// asked is a question above its answers.
func asked(question string, answers fyne.CanvasObject) fyne.CanvasObject {
	return kit.Column(6, kit.Quieter(question), answers)
}

// start sets something at the left, at its own width.
func start(o fyne.CanvasObject) fyne.CanvasObject { return kit.Row(0, o, kit.Gap()) }

// many is several answers out of a few, kept as a list in a slot.
func many(f *keep.Form, field string, words, vals []string, had []string) fyne.CanvasObject {
	list := slices.Clone(had)
	for _, x := range had { // what is there stays to be seen, whatever the rules list
		if !slices.Contains(vals, x) {
			words, vals = append(slices.Clone(words), label(x)), append(slices.Clone(vals), x)
		}
	}
	var chips []fyne.CanvasObject
	for i, val := range vals {
		var c *kit.Chip
		c = kit.NewChip(words[i], slices.Contains(list, val), func() {
			if j := slices.Index(list, val); j >= 0 {
				list = slices.Delete(slices.Clone(list), j, j+1)
			} else {
				list = append(slices.Clone(list), val)
			}
			c.SetChosen(slices.Contains(list, val))
			f.Put(field, words[i], list)
		})
		chips = append(chips, c)
	}
	return kit.Wrap(8, chips...)
}

// remarkRow is one rule's word with its number, what would change it, and where else help may be found.
func remarkRow(m Remark, tell func(to string)) fyne.CanvasObject {
	icon, ink := kit.IconInfo, kit.Soft
	switch m.Effect {
	case service.For:
		icon, ink = kit.IconOk, kit.Green
	case service.Against:
		icon, ink = kit.IconRefused, kit.OnRedTint
	case service.Ask:
		icon, ink = kit.IconAsked, kit.Now
	case service.Choose:
		icon, ink = kit.IconSwap, kit.Now
	}
	rows := []fyne.CanvasObject{ruled(m.Words, m.Rules, m.Effect != service.Note)}
	if m.Change != "" {
		lead := "What would change it: "
		switch m.Effect {
		case service.Ask:
			lead = "To do: "
		case service.Choose:
			lead = ""
		}
		rows = append(rows, kit.NewSpans(kit.Span{Text: lead, Color: kit.Soft, Bold: true}, kit.Span{Text: m.Change, Color: kit.Soft}))
	}
	for _, s := range m.Signs {
		rows = append(rows, signRow(s, tell))
	}
	return kit.RowTop(12, kit.NewSymbol(icon, 24, ink), kit.Grow(kit.Column(6, rows...)))
}

// ruled is a sentence with the number of its rule.
func ruled(words, rules string, strong bool) fyne.CanvasObject {
	spans := []kit.Span{{Text: words}}
	if !strong {
		spans[0].Color = kit.Soft
	}
	switch {
	case len(rules) > 24: // a tag is never broken over two lines
		spans = append(spans, kit.Span{Text: " (" + rules + ")", Color: kit.Soft})
	case rules != "":
		spans = append(spans, kit.Span{Text: " "}, kit.Span{Text: rules, Tag: true})
	}
	return kit.NewSpans(spans...)
}

// signRow is somewhere else that can help; one tap writes down that the family was told.
func signRow(s Sign, tell func(to string)) fyne.CanvasObject {
	where := kit.Grow(kit.NewSpans(kit.Span{Text: "Point to ", Color: kit.Soft}, kit.Span{Text: s.To}))
	if s.Told.Valid() {
		return kit.Row(8, where, kit.NewTag(kit.TagDone, "Told "+s.Told.Time().Format("2 January")))
	}
	return kit.Row(8, where, kit.NewQuiet("Told", func() { tell(s.To) }).SetName("Told the family of "+s.To))
}

// taskRow is a step that the rules suggest, with what opens it.
func taskRow(t Task, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	icon, ink := kit.IconNext, kit.Soft
	if t.First {
		icon, ink = kit.IconAlert, kit.Now
	}
	rows := []fyne.CanvasObject{kit.Strong(t.Title), ruled(t.Words, t.Rules, false)}
	if t.Due != "" {
		rows = append(rows, kit.NewText(t.Due, kit.SizeBody, kit.Now, true))
	}
	if t.Options != "" {
		rows = append(rows, kit.Quieter("Between: "+t.Options))
	}
	if len(buttons) > 0 {
		rows = append(rows, kit.Wrap(8, buttons...))
	}
	return kit.RowTop(12, kit.NewSymbol(icon, 24, ink), kit.Grow(kit.Column(6, rows...)))
}

// problems says what stands against a decision, where the person tried to make it.
func problems(title string, words []string) fyne.CanvasObject {
	all := ""
	for i, w := range words {
		if i > 0 {
			all += "\n"
		}
		all += w
	}
	return kit.NewNotice(kit.NoticeStop, title, all)
}

// pickClinician asks who decides; the therapist at the tablet stands there first.
func pickClinician(list []Named, now assessments.ID, chosen func(assessments.ID)) fyne.CanvasObject {
	var words []string
	at := -1
	for i, n := range list {
		words = append(words, n.Name+", "+n.Job)
		if n.ID == now {
			at = i
		}
	}
	return kit.NewSelect("Who decides", words, at, func(i int) { chosen(list[i].ID) })
}
