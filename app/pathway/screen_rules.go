package pathway

import (
	"maps"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
)

// ruleCards are the rules of the service: which pack, the choices it must make, and what the pack says in plain rows.
func (v *WaitingScreen) ruleCards() []fyne.CanvasObject {
	h := v.q.House
	rec := h.Rec
	if rec.ID == "" {
		rec = assessments.Record{ID: v.s.NewID(), Kind: assessments.KindService, Scope: assessments.TeamScope(), Fields: assessments.Fields{}}
	}
	form := v.k.Form(rec, func(string) {})
	var out []fyne.CanvasObject
	if which := v.services(); which != nil {
		out = append(out, which)
	}
	out = append(out, v.packCard(form))
	if h.NoRules != "" {
		return out
	}
	if choices := v.choices(form); choices != nil {
		out = append(out, choices)
	}
	for _, s := range Plain(h.Pack) {
		rows := []fyne.CanvasObject{kit.RowTitle(s.Title)}
		for i, r := range s.Rows {
			if i > 0 {
				rows = append(rows, kit.NewRule())
			}
			rows = append(rows, ruleRow(r))
		}
		out = append(out, kit.NewCard(kit.Inset(24, kit.Column(12, rows...))))
	}
	if words := Unstated(h.Pack); words != "" {
		out = append(out, kit.NewNotice(kit.NoticeInfo, "Not stated", "The published criteria do not mention: "+words+". That is for the therapist to judge."))
	}
	return out
}

// services asks whose rules, nil where there is one service alone.
func (v *WaitingScreen) services() fyne.CanvasObject {
	if len(v.q.Houses) < 2 {
		return nil
	}
	var names []string
	at := -1
	for i, h := range v.q.Houses {
		names = append(names, h.V.Name)
		if h.Rec.ID == v.q.House.Rec.ID {
			at = i
		}
	}
	chips, _ := kit.NewChips(names, at, func(i int) {
		v.leave()
		v.q.Look(v.q.Houses[i].Rec.ID)
		v.reload()
	})
	return asked("Whose rules", chips)
}

// ruleRow is what a rule is about, what it says, and its number.
func ruleRow(r Rule) fyne.CanvasObject {
	said := ruled(r.Words, r.Rules, true)
	return kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(2, kit.Strong(r.Title), said)
		}
		return kit.RowTop(16, kit.Fixed(220, kit.Insets(3, 0, 0, 0, kit.Strong(r.Title))), kit.Grow(said))
	})
}

// packCard is which pack the service works by. Each is an example; a service copies one and makes it its own.
func (v *WaitingScreen) packCard(form *keep.Form) fyne.CanvasObject {
	h := v.q.House
	names, titles, err := Packs()
	if err != nil {
		return kit.NewNotice(kit.NoticeStop, "The rules cannot be read", assessments.Sentence(err))
	}
	rows := []fyne.CanvasObject{kit.RowTitle("Which rules your service works by")}
	if h.NoRules != "" {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, "No rules are chosen", h.NoRules))
	} else {
		rows = append(rows, kit.Question(h.Pack.Title), kit.NewNotice(kit.NoticeInfo, "An example", h.Pack.Notice))
	}
	if h.Rec.ID == "" || fresh(h.Rec) {
		rows = append(rows, form.Line("name", "Name of the service, as on every report"))
	}
	rows = append(rows, kit.NewSelect("Which rules", titles, slices.Index(names, h.V.Rules), func(i int) {
		v.leave()
		v.k.Leave(form.Ref, "")
		form.PutAll("Rules: "+titles[i], fields("rules", names[i], "choices", nil))
		v.reload()
	}))
	return kit.NewCard(kit.Inset(24, kit.Column(14, rows...)))
}

// choices are the places where the pages give two readings; nothing that hangs on one is decided until the service has chosen.
func (v *WaitingScreen) choices(form *keep.Form) fyne.CanvasObject {
	h := v.q.House
	if len(h.Pack.Choices) == 0 {
		return nil
	}
	title := "All choices are made"
	if n := len(h.Pack.Open(h.V.Choices)); n > 0 {
		title = "The service must choose: " + count(n, "choice") + " open"
	}
	rows := []fyne.CanvasObject{kit.RowTitle(title)}
	for i, ch := range h.Pack.Choices {
		if i > 0 {
			rows = append(rows, kit.NewRule())
		}
		var options []kit.Option
		chosen := -1
		for j, r := range ch.Readings {
			options = append(options, kit.Option{Title: r.Words})
			if h.V.Choices[ch.Name] == r.Value {
				chosen = j
			}
		}
		rows = append(rows, ruled(ch.Question, ruleTag(ch.Rules), true), kit.NewChoice(options, chosen, func(j int) {
			all := maps.Clone(h.V.Choices)
			if all == nil {
				all = map[string]string{}
			}
			all[ch.Name] = ch.Readings[j].Value
			form.PutAll("Chosen: "+ch.Readings[j].Words, fields("choices", all))
			v.reload()
		}))
	}
	return kit.NewCard(kit.Inset(24, kit.Column(14, rows...)))
}
