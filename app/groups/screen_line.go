package groups

import (
	"fmt"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// line is one attendee: a name to read at arm's length and three marks to hit with a thumb.
type line struct {
	v     *SessionScreen
	i     int
	phone bool
	name  *kit.Text
	role  *kit.Text
	ready *kit.Button
	more  *kit.Button
	marks [3]*kit.Button
	steps *kit.Steps
}

// marksWide is the width of the three marks beside a name, moreWide that of "How long?" at the largest text.
const (
	marksWide = 480
	moreWide  = 116
)

func (v *SessionScreen) newLine(i int) *line {
	l := &line{v: v, i: i, name: kit.RowTitle(""), role: kit.Quieter("")}
	l.ready = kit.NewQuiet("Pre-work", func() { v.put(l.said("pre-work"), PreWork(v.g.Register, l.i)) }).Tight()
	l.more = kit.NewQuiet("", func() { v.attendee(l.i) }).Tight()
	var buttons []fyne.CanvasObject
	for n := range marks {
		l.marks[n] = kit.NewQuiet(markWords[n], func() {
			v.put(l.said(assessments.LowerFirst(markWords[n])), Mark(v.g.Register, l.i, marks[n], Length(v.g)))
		}).Tight()
		buttons = append(buttons, kit.AtLeast(0, 60, l.marks[n]))
	}
	who, grid := kit.Column(0, l.name, l.role), kit.Grid(3, 8, buttons...)
	l.steps = kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		l.phone = step == kit.StepPhone
		l.show()
		switch step {
		case kit.StepPhone:
			return kit.Column(8, who, grid, kit.Row(8, l.ready, kit.Gap(), l.more))
		case kit.StepPortrait:
			return kit.Column(10, kit.Row(8, kit.Grow(who), l.ready, l.more), grid)
		}
		// Fixed, so that every box stands below the one before: a hall is read in columns.
		return kit.Row(12, kit.Grow(who), l.ready, kit.Fixed(moreWide, l.more), kit.Fixed(marksWide, grid))
	})
	l.show()
	return l
}

// said are the words of Undo: whose mark it was.
func (l *line) said(what string) string {
	name, _ := l.v.names.Who(l.attendee())
	return name + ": " + what
}

func (l *line) attendee() assessments.Attendee { return l.v.g.Register[l.i] }

// show writes the line as the register has it. A chosen mark has a tick, so that its tint never speaks alone.
func (l *line) show() {
	a := l.attendee()
	name, role := l.v.names.Who(a)
	l.name.SetText(name)
	if a.Note != "" {
		role = joined(role, a.Note)
	}
	l.role.SetText(role)
	l.role.Hidden = role == ""
	for n, b := range l.marks {
		words := markWords[n]
		if l.phone && n == 2 {
			words = "No"
		}
		b.SetText(words)
		b.SetName(markWords[n] + ", " + name)
		if a.Came == marks[n] {
			b.SetKind(kit.Counting)
			b.WithIcon(kit.IconCheck).Inked("")
		} else {
			b.SetKind(kit.Quiet)
			b.WithIcon("").Inked(kit.Ink)
		}
	}
	l.ready.Hidden = preWork(l.v.g) == ""
	l.ready.SetName("Pre-work done, " + name)
	l.ready.WithIcon(kit.IconBoxOff).Inked(kit.Soft)
	if a.PreWork {
		l.ready.WithIcon(kit.IconBoxOn).Inked(kit.Green)
	}
	l.more.SetKind(kit.Quiet)
	switch {
	case was(a) && a.Minutes > 0:
		l.more.SetText(fmt.Sprintf("%d min", a.Minutes))
	case was(a):
		l.more.SetText("How long?")
		l.more.SetKind(kit.OnStrawed)
	default:
		l.more.SetText("More")
	}
	l.more.SetName("More about " + name)
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ". " + b
}
