package groups

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// byVideo is the place of a session that is not in a room.
const byVideo = "By video"

// buildAbout makes the form of what the session is.
func (v *SessionScreen) buildAbout() {
	v.form = v.k.Form(v.rec, func(string) { v.touch() })
	v.form.Moved = func(string) { v.s.Reframe() } // the bar above shows title, day and place
	v.lacks = kit.Column(0)
	what, when, who, notes, end := v.what(), v.when(), v.who(), v.notes(), v.end()
	tabs := v.tabs()
	v.touch()
	v.scroll.SetContent(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape {
			cols := kit.RowTop(24, kit.Grow(kit.Column(16, v.lacks, what, notes)), kit.Fixed(480, kit.Column(16, when, who, end)))
			return kit.Insets(8, m, m, m, kit.Column(16, kit.Row(0, kit.Gap(), tabs), cols))
		}
		return kit.Insets(8, m, m, m, kit.Column(16, tabs, v.lacks, what, when, who, notes, end))
	}))
	v.holder.Objects = []fyne.CanvasObject{v.scroll}
	v.holder.Refresh()
}

// touch says what the session still lacks; it never stands in the way of typing.
func (v *SessionScreen) touch() {
	now := v.rec
	now.Fields = v.form.Now
	*v.g = assessments.GroupSession{}
	v.form.Into(v.g)
	var words []string
	for _, p := range assessments.Check(now) {
		words = append(words, p.Text)
	}
	v.lacks.Objects = nil
	if len(words) > 0 {
		v.lacks.Objects = []fyne.CanvasObject{kit.NewNotice(kit.NoticeNeeds, "Still to fill in", strings.Join(words, "\n"))}
	}
	v.lacks.Hidden = len(words) == 0
	kit.Relay(v.holder)
}

func card(title string, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.Inset(24, kit.Column(16, append([]fyne.CanvasObject{kit.RowTitle(title)}, rows...)...)))
}

func (v *SessionScreen) what() fyne.CanvasObject {
	f := v.form
	topic := f.Line("topic", "Topic")
	rows := []fyne.CanvasObject{f.Chips("type", typeWords, types), f.Line("title", "Title"), topic}
	var chips []fyne.CanvasObject
	for _, t := range v.topics {
		if t != v.g.Topic {
			chips = append(chips, kit.NewChip(t, false, func() { f.Put("topic", "Topic: "+t, t); topic.SetText(t) }))
		}
	}
	if len(chips) > 0 {
		rows = append(rows, kit.Wrap(8, chips...))
	}
	pre := f.Notes("pre_work", "Pre-work: what is to be done before", 2)
	pre.SetHint("Such as a workbook. Each person on the register then has a box for it")
	return card("What it is", append(rows, pre)...)
}

// clock is a time of day, kept once it is one.
func (v *SessionScreen) clock(field, label string) fyne.CanvasObject {
	f := v.form
	w := kit.NewField(label, func(s string) {
		if c, ok := ParseClock(s); ok {
			f.Type(field, string(c), keep.JSON(string(c)))
		}
	})
	w.SetText(f.Now.Text(field))
	return w.OnLeave(func() {
		if c, ok := ParseClock(w.Text()); ok {
			w.SetText(string(c))
		} else {
			w.SetError("Enter a time, such as 09:30")
		}
		f.Left(field, label)
	})
}

func (v *SessionScreen) when() fyne.CanvasObject {
	f, today := v.form, v.s.Today()
	day := f.Date("on", "Date").WithQuick([]string{"Today", "In a week"}, func(i int) time.Time { return today.AddDays(7 * i).Time() })
	place := f.Line("place", "Place")
	pick := kit.NewQuiet(byVideo, func() { f.Put("place", byVideo, byVideo); place.SetText(byVideo) }).WithIcon(kit.IconVideo)
	words, values := split(v.names.Settings)
	return card("When and where", day, kit.RowTop(12, kit.Grow(v.clock("from", "From")), kit.Grow(v.clock("to", "To"))), place, kit.Row(0, pick, kit.Gap()),
		f.Pick("setting", "School or other setting", words, values))
}

func split(list []Known) (words, values []string) {
	for _, k := range list {
		words, values = append(words, k.Name), append(values, string(k.ID))
	}
	return words, values
}

// who leads it: therapists, assistants and students of the service, and others in words.
func (v *SessionScreen) who() fyne.CanvasObject {
	f := v.form
	rows := []fyne.CanvasObject{}
	for _, k := range v.names.Leaders {
		rows = append(rows, kit.NewCheck(k.Name, k.Line, slices.Contains(v.g.Leaders, k.ID), func(bool) { f.Toggle("leaders", "Changed who leads it", k.ID) }))
	}
	return card("Who leads it", append(rows, f.Lines("with", "Other professions and services that take part"))...)
}

func (v *SessionScreen) notes() fyne.CanvasObject {
	return card("What was done", v.form.Notes("notes", "Notes", 3))
}

func (v *SessionScreen) end() fyne.CanvasObject {
	return kit.Wrap(12, kit.NewQuiet("Plan the next one", v.again).WithIcon(kit.IconRedo), kit.NewRemove("Remove this session", func() {
		v.leaveField()
		if v.k.Strike(refOf(v.id), "Removed "+v.g.Title, "Entered by mistake") {
			v.s.Back()
		}
	}))
}

// again plans the same session once more, with the same people expected.
func (v *SessionScreen) again() {
	v.leaveField()
	if v.g.Title == "" || !v.g.On.Valid() {
		v.s.Fail(assessments.Errorf(assessments.Invalid, "groups.again", "Give this session a title and a day first, then plan the next one."))
		return
	}
	id := v.s.NewID()
	if v.k.Start(refOf(id), Next(v.g)) {
		v.s.Undo("Planned for "+Next(v.g).On.Words(), func() { v.k.Strike(refOf(id), "Taken back", "Taken back at once") })
		v.s.Go(SessionRoute, "", id+about)
	}
}
