package goals

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
)

// asked is one question whose chips stay while everything around them is drawn anew: a finger that is down when a typed word is
// kept must find the same chip when it lifts, or its tap is lost.
type asked struct {
	words []string
	chips []*kit.Chip
	group *fyne.Container
	pick  func(i int)
}

// with is the question with these answers: the same chips for the same words, new ones in the same group for others.
func (a *asked) with(words []string, pick func(i int)) *asked {
	if a == nil {
		a = &asked{group: kit.Wrap(8)}
	}
	if a.pick = pick; slices.Equal(a.words, words) {
		return a
	}
	a.words, a.chips, a.group.Objects = slices.Clone(words), nil, nil
	for i, w := range words {
		c := kit.NewChip(w, false, func() { a.pick(i) })
		a.chips = append(a.chips, c)
		a.group.Add(c)
	}
	return a
}

// choose shows which answers stand.
func (a *asked) choose(which ...int) {
	for i, c := range a.chips {
		c.SetChosen(slices.Contains(which, i))
	}
}

// ask is one question with its chips.
func (b *buildView) ask(title string, words []string, chosen int, pick func(i int)) fyne.CanvasObject {
	a := b.asked[title].with(words, pick)
	b.asked[title] = a
	a.choose(chosen)
	return kit.Column(8, kit.Quieter(title), a.group)
}
