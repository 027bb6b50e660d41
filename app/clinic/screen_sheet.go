package clinic

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// asking is the sheet of one walk-in: who, how old, what about.
type asking struct {
	v     *boardScreen
	id    assessments.ID
	body  *fyne.Container
	sheet *kit.Sheet
	name  *kit.Field
	age   *kit.Field
	own   *kit.Field
	bad   bool // what was typed for the age cannot be read
}

// sheet opens a walk-in. Everything on it is kept as it is typed or tapped.
func (v *boardScreen) sheet(id assessments.ID) {
	c := v.canvas()
	if c == nil || v.b.Walk(id) == nil {
		return
	}
	a := &asking{v: v, id: id, body: kit.Column(20)}
	a.fill()
	v.refill = a.fill
	a.sheet = kit.ShowSheet(c, "Who came", a.body, a.leave)
}

func (a *asking) walk() *WalkIn { return a.v.b.Walk(a.id) }

// leave makes a change of what was typed.
func (a *asking) leave() {
	a.v.refill = nil
	if w := a.walk(); w != nil {
		a.v.k.Leave(refOf(w.Rec), "Changed "+w.Name())
	}
	a.v.renew()
}

// fresh is the walk-in as the store has it, with what was typed a moment ago; nil where it has left the board meanwhile.
func (a *asking) fresh() *WalkIn {
	w := a.walk()
	if w == nil {
		return nil
	}
	a.v.k.Leave(refOf(w.Rec), "")
	rec, err := a.v.s.Store.Record(a.v.ctx, a.id)
	if err != nil {
		a.v.s.Fail(err)
		return nil
	}
	w.Rec, w.V = rec, assessments.Contact{}
	assessments.Decode(rec.Fields, &w.V)
	return w
}

// fill makes the sheet as the walk-in is now.
func (a *asking) fill() {
	w := a.walk()
	if w == nil {
		return
	}
	a.body.Objects = nil
	if w.Done() {
		a.body.Add(a.again(w)) // what one opens a family for that has gone
	}
	if w.Child == "" {
		a.who(w)
	} else {
		a.body.Add(kit.NewRowCard(kit.NewListRow(kit.RowData{Icon: kit.IconChild, Title: w.Name(), TitleBig: true, Subtitle: w.Age(), Chevron: true}, func() {
			a.sheet.Close()
			a.v.openChild(w)
		})))
	}
	a.what(w)
	a.gp(w)
	a.end(w)
	a.body.Refresh()
	if a.sheet != nil {
		kit.Relay(a.sheet)
	}
}

// who asks for name and age, or neither: the family need not be on any list.
func (a *asking) who(w *WalkIn) {
	a.name = kit.NewField("Child’s name", func(string) { a.typed() })
	a.name.SetText(w.Said())
	a.age = kit.NewField("Age or date of birth", func(string) { a.typed() })
	a.age.SetText(w.who().Note)
	a.age.SetHint("Such as 5, 5 years 3 months, or 3 March 2021")
	a.age.OnLeave(func() {
		if a.bad {
			a.age.SetError("Enter an age in years, such as 5, or a date of birth, such as 3 March 2021")
		}
	})
	who := NotSaid
	if w.who().Who == NotSaid {
		who = NotAsked // tapped once more it is taken back
	}
	rather := kit.NewChip(NotSaid, who == NotAsked, func() {
		w := a.fresh()
		if w == nil {
			return
		}
		a.put(w, who+", noted", assessments.Fields{"participants": keep.JSON(w.People(who, w.who().Note))})
	})
	known := kit.Wrap(12, rather, kit.NewQuiet("Find the child’s record", a.find).WithIcon(kit.IconFind).Tight())
	if _, err := w.NewChild(); err == nil {
		known.Add(kit.NewQuiet("Make a record", a.make).WithIcon(kit.IconPlus).Tight())
	}
	a.body.Add(kit.Column(14, a.name, known, a.age))
}

// typed keeps name and age within a second. An age that cannot be read yet is left out, and said when the field is left.
func (a *asking) typed() {
	w := a.walk()
	if w == nil {
		return
	}
	age, ok := ParseAge(a.age.Text(), a.v.s.Today())
	if a.bad = !ok; a.bad {
		age = w.who().Note
	} else {
		a.age.SetError("")
	}
	who := a.name.Text()
	if who == "" && w.who().Who == NotSaid {
		who = NotSaid
	}
	w.V.Participants = w.People(who, age)
	a.v.k.Type(refOf(w.Rec), "participants", keep.Text(keep.JSON(w.V.Participants)))
}

// put sets fields of the contact by a tap.
func (a *asking) put(w *WalkIn, words string, set assessments.Fields) {
	if a.v.k.Put(refOf(w.Rec), words, set) {
		a.v.renew()
	}
}

// what asks what they ask about: chips of the form's own topics, and own words.
func (a *asking) what(w *WalkIn) {
	chosen, own := a.v.b.TopicsOf(w.V.Purpose)
	var chips []fyne.CanvasObject
	for _, t := range a.v.b.Topics {
		chips = append(chips, kit.NewChip(t.Say, chosen[t.Is], func() {
			w := a.fresh()
			if w == nil {
				return
			}
			had, words := a.v.b.TopicsOf(w.V.Purpose)
			had[t.Is] = !chosen[t.Is]
			a.about(w, had, words)
		}))
	}
	a.own = kit.NewField("In their own words", func(s string) {
		w := a.walk()
		if w == nil {
			return
		}
		had, _ := a.v.b.TopicsOf(w.V.Purpose)
		w.V.Purpose, _ = a.v.b.Purpose(had, s)
		a.v.k.Type(refOf(w.Rec), "purpose", w.V.Purpose)
	})
	a.own.SetText(own)
	a.body.Add(kit.Column(12, kit.RowTitle("What do they ask about?"), kit.Wrap(8, chips...), a.own))
}

// about keeps the chosen topics: in the contact's own words, and as the form's answer.
func (a *asking) about(w *WalkIn, chosen map[string]bool, own string) {
	purpose, topic := a.v.b.Purpose(chosen, own)
	ref, ok := a.v.answers(w)
	if !ok {
		return
	}
	values := With(w.A.Values, askTopic, topic)
	if !a.v.s.Write(context.Background(),
		assessments.Edit{Record: w.Rec.ID, Kind: w.Rec.Kind, Scope: w.Rec.Scope, Op: assessments.OpSet, Set: assessments.Fields{"purpose": keep.JSON(purpose)}},
		assessments.Edit{Record: ref.ID, Kind: ref.Kind, Scope: ref.Scope, Op: assessments.OpSet, Set: assessments.Fields{"values": keep.JSON(values)}}) {
		return
	}
	a.v.renew()
}

// gp asks for the GP, where the drop-in is for one area (rule 9).
func (a *asking) gp(w *WalkIn) {
	area := a.v.b.GPArea()
	title := "Is their GP in the area?"
	if area != "" {
		title = "Is their GP in " + area + "?"
	}
	had := w.Answer(askGP)
	yes := a.v.mark("", "Yes", "GP", had == "yes", func() { a.v.tick(w, askGP, "yes", "GP here") })
	no := a.v.mark("", "No", "GP", had == "no", func() { a.v.tick(w, askGP, "no", "GP elsewhere") })
	rows := []fyne.CanvasObject{kit.Row(12, kit.Grow(kit.RowTitle(title)), answer(yes), answer(no))}
	if had == "no" {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "This drop-in is for families with a GP here", "Say kindly which service covers their GP, and note where you pointed them under Quick look."))
	}
	a.body.Add(kit.Column(12, rows...))
}

// again are the ways on with a family that has gone.
func (a *asking) again(w *WalkIn) fyne.CanvasObject {
	out := []fyne.CanvasObject{kit.NewQuiet("Not gone yet", func() {
		a.sheet.Close()
		if a.v.k.Put(refOf(w.Rec), w.Name()+": back on the board", assessments.Fields{"status": keep.JSON("started"), "to": keep.JSON(nil), "next": keep.JSON(nil)}) {
			a.v.renew()
		}
	}).WithIcon(kit.IconUndo), kit.NewQuiet("Quick look", func() { a.sheet.Close(); a.v.look(w) }).WithIcon(kit.IconEye)}
	if w.Child != "" && w.Answer(askNext) == "refer" {
		out = append(out, kit.NewQuiet("Open the referral", func() { a.sheet.Close(); a.v.s.Go(routePathway, w.Child, "") }).WithIcon(kit.IconNext))
	}
	return kit.Wrap(12, out...)
}

// end is the way off the board.
func (a *asking) end(w *WalkIn) {
	a.body.Add(kit.Row(0, kit.NewRemove("Take off the board", func() {
		a.sheet.Close()
		a.v.takeOff(w)
	}), kit.Gap()))
}
