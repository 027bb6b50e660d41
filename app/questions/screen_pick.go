package questions

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// momentIcons are the icons of the groups.
var momentIcons = map[string]kit.Icon{ByTelephone: kit.IconPhone, HandedOut: kit.IconMessage, AtAVisit: kit.IconPencil, WalkIn: kit.IconClinic, Nameless: kit.IconShield}

// showPicker lists the templates by when they are used.
func (v *Screen) showPicker() {
	choices, err := Choices(v.ctx, v.s.Store, v.lib, v.child)
	if err != nil {
		v.gone(err)
		return
	}
	cards := map[string]fyne.CanvasObject{}
	for _, m := range Moments() {
		var rows []fyne.CanvasObject
		for _, c := range choices {
			if c.Moment == m {
				d := kit.RowData{Title: c.Title, TitleBig: true, Subtitle: strings.TrimSpace(c.Line), Chevron: true}
				if c.Last != "" {
					d.Subtitle += "\n" + c.Last
				}
				rows = append(rows, kit.NewListRow(d, func() { v.s.Go(session.Questions, v.child, assessments.ID(c.Name)) }))
			}
		}
		if len(rows) > 0 {
			cards[m] = kit.Column(10, kit.Row(10, kit.NewSymbol(momentIcons[m], 24, kit.Soft), kit.Grow(kit.RowTitle(m))), kit.NewRowCard(rows...))
		}
	}
	some := func(names ...string) []fyne.CanvasObject {
		var out []fyne.CanvasObject
		for _, n := range names {
			if cards[n] != nil {
				out = append(out, cards[n])
			}
		}
		return out
	}
	v.frame.Subtitle = "Pick what to ask"
	v.show(kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape && v.child != "" {
			return kit.Insets(16, m, m, m, kit.RowTop(24, kit.Grow(kit.Column(24, some(AtAVisit)...)), kit.Grow(kit.Column(24, some(ByTelephone, HandedOut, WalkIn, Nameless)...))))
		}
		return kit.Insets(16, m, m, m, kit.Column(24, some(Moments()...)...))
	})))
}

// showFront says what a template is for, asks who answers, and lists what was answered before.
func (v *Screen) showFront() {
	f, err := Before(v.ctx, v.s.Store, v.lib, v.child, string(v.arg), v.s.Today())
	if err != nil {
		v.gone(err)
		return
	}
	if f.T.Anonymous {
		v.nameless()
	}
	v.frame.Title = f.T.Title
	card := v.frontCard(f)
	past := v.pastCard(f)
	v.show(kit.NewScroller(kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		m := step.Margin()
		if step == kit.StepLandscape && past != nil {
			return kit.Insets(16, m, m, m, kit.RowTop(24, kit.Grow(card), kit.Fixed(400, past)))
		}
		rows := []fyne.CanvasObject{card}
		if past != nil {
			rows = append(rows, past)
		}
		return kit.Insets(16, m, m, m, kit.Column(24, rows...))
	})))
}

func (v *Screen) frontCard(f *Front) fyne.CanvasObject {
	by, note, how := assessments.ID(""), f.Contact != "", ""
	begin := func() { v.start(f, by, how, note) }
	rows := []fyne.CanvasObject{}
	if f.Doubt != "" {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "", f.Doubt))
	}
	rows = append(rows, kit.Question(f.T.Purpose), line(kit.IconClock, f.T.When), line(kit.IconPeople, f.Facts()))
	if f.T.Anonymous {
		rows = append(rows, line(kit.IconShield, "Kept without a child, a name or a day: only the month"))
	}
	if len(f.People) > 0 {
		ask := "Who answers?"
		if f.T.AskedOf == "therapist" {
			ask = "Who is with you?"
		}
		rows = append(rows, kit.Column(8, kit.Quieter(ask), whoChips(f.People, "", func(id assessments.ID) { by = id })))
	}
	call := kit.NewCheck("Write the call down as a contact", "From "+string(v.s.Clock())+", by telephone", true, func(on bool) { note = on })
	if ways := f.Hows(); len(ways) > 0 {
		how = ways[0].Is
		rows = append(rows, v.howChips(ways, func(is string) {
			how = is
			shown(call, is == "call" && f.Contact == "call")
		}))
	}
	switch {
	case f.Running != "":
		rows = append(rows, line(kit.IconLink, "The answers go with the contact you have started"))
	case f.Contact == "call":
		shown(call, how == "" || how == "call")
		rows = append(rows, call)
	case f.Contact == "walk-in":
		rows = append(rows, kit.NewCheck("Write it down as a walk-in", "From "+string(v.s.Clock())+", without a referral", true, func(on bool) { note = on }))
	}
	v.frame.Actions = []fyne.CanvasObject{kit.NewPrimary("Start", begin)}
	if now := f.Open(v.s.Today()); now != nil {
		_, said := f.Words(v.lib, *now)
		afresh := kit.NewQuiet("Ask afresh", begin).WithIcon(kit.IconPlus)
		rows = append(rows, line(kit.IconHistory, "Begun today. "+said), kit.Row(0, afresh, kit.Gap()))
		v.frame.Actions = []fyne.CanvasObject{kit.NewPrimary("Go on", func() { v.s.Swap(session.Questions, v.child, now.ID) })}
	}
	if f.Sends() {
		send := kit.NewQuiet("Share a link, or print it", func() { v.s.Go(session.Share, v.child, session.ShareArg("", assessments.ID(f.T.Name))) }).WithIcon(kit.IconShare)
		rows = append(rows, kit.Row(0, send, kit.Gap()))
	}
	if f.T.Source != "" {
		rows = append(rows, kit.NewRule(), kit.Quieter(f.T.Source))
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(18, rows...)))
}

func shown(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}

// howChips choose how the answers come in.
func (v *Screen) howChips(ways []How, chosen func(is string)) fyne.CanvasObject {
	var words []string
	for _, w := range ways {
		words = append(words, w.Say)
	}
	chips, _ := kit.NewChips(words, 0, func(i int) {
		chosen(ways[i].Is)
		kit.Relay(v.holder)
	})
	return kit.Column(8, kit.Quieter("How do the answers come?"), chips)
}

// whoChips choose who answers; a second tap takes the choice back.
func whoChips(people []Person, now assessments.ID, chosen func(assessments.ID)) fyne.CanvasObject {
	chips := make([]*kit.Chip, len(people))
	objects := make([]fyne.CanvasObject, len(people))
	for i, p := range people {
		chips[i] = kit.NewChip(p.Words(), p.ID == now, func() {
			on := !chips[i].Chosen()
			for j, c := range chips {
				c.SetChosen(on && j == i)
			}
			if on {
				chosen(p.ID)
			} else {
				chosen("")
			}
		})
		objects[i] = chips[i]
	}
	return kit.Wrap(8, objects...)
}

// pastCard lists the times a template was asked before, or is nil.
func (v *Screen) pastCard(f *Front) fyne.CanvasObject {
	if len(f.Past) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, p := range f.Past {
		if f.Scope.Type == assessments.ScopeTeam && p.A.On != v.s.Today() {
			continue // another family's answers are not for who stands here now
		}
		title, words := f.Words(v.lib, p)
		if at, err := time.Parse(time.RFC3339, p.At); err == nil && p.A.On == v.s.Today() {
			title = "Today, " + at.In(session.London).Format("15:04")
		}
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconHistory, Title: title, Subtitle: words, Chevron: true}, func() { v.s.Go(session.Questions, v.child, p.ID) }))
	}
	if len(rows) == 0 {
		return nil
	}
	return kit.Column(10, kit.RowTitle("Asked before"), kit.NewRowCard(rows...))
}

// line is an icon with words that wrap.
func line(icon kit.Icon, words string) fyne.CanvasObject {
	return kit.RowTop(12, kit.NewSymbol(icon, 24, kit.Soft), kit.Grow(kit.Body(words)))
}
