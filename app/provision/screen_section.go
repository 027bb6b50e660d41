package provision

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// answers are what a question takes, in the order of its cards.
var answers = []wording.Answer{wording.Yes, wording.No, wording.Unsure}

// question is the card that decides the section: one question at a time, the reason, and what is not settled. The reasons
// stand right under the answers, so that they stay where the hand is while the questions change.
func (v *Screen) question(p *assessments.Provision) fyne.CanvasObject {
	x := v.m.Place(v.form.Now, p)
	if v.ask != "" {
		x.Ask = v.ask
	}
	why := v.form.Line("why", "Why")
	if len(p.Why) > oneLine {
		why = v.form.Notes("why", "Why", 2)
	}
	var chips []fyne.CanvasObject
	for _, r := range v.m.Reasons() {
		c := kit.NewChip(r.Chip, r.Gives(p.Why), func() { v.form.Put("why", "Why: "+r.Chip, r.Words); why.SetText(r.Words) })
		v.refresh = append(v.refresh, func() { c.SetChosen(r.Gives(v.form.Now.Text("why"))) })
		chips = append(chips, c)
	}
	body := kit.Column(16, v.asked(p, x), kit.Wrap(8, chips...), why)
	for _, o := range []fyne.CanvasObject{v.reason(p, x, why), v.mixed(p, x), v.lead(p, x), v.elsewhere(p, x)} {
		if o != nil {
			body.Add(o)
		}
	}
	body.Add(kit.NewRule())
	body.Add(v.steps(x))
	body.Add(v.servesLine())
	return body
}

// asked is the question of the moment with its answers, or where the row belongs when all have been answered.
func (v *Screen) asked(p *assessments.Provision, x Place) fyne.CanvasObject {
	tag := kit.NewTag(kit.TagChosen, "Section "+p.Section)
	for i, q := range v.m.Questions(x) {
		if q.Key != x.Ask {
			continue
		}
		chosen := -1
		for j, a := range answers {
			if a == q.Answer {
				chosen = j
			}
		}
		title, help, options := kit.RowTitle(q.Words), q.Help, []kit.Option{{Title: "Yes"}, {Title: "No"}, {Title: "Unsure"}}
		if i == 0 {
			title, help = kit.Question("Does it educate or train "+v.m.Known+"?"), q.Words
			options = []kit.Option{{Title: "Yes", Line: "Section F"}, {Title: "No", Line: notTaught(p)}, {Title: "Unsure", Line: "Ask your lead"}}
		}
		head := kit.Column(4, kit.RowTop(12, kit.Grow(title), tag), kit.Quieter(help))
		if words := Hints(p, q.Key); words != "" {
			head.Add(kit.Quieter(words))
		}
		return kit.Column(14, head, kit.NewChoice(options, chosen, func(j int) { v.answer(q.Key, answers[j]) }).Narrower(150))
	}
	title := "It belongs in Section " + x.Section
	switch {
	case len(x.Split) > 0:
		title = "It belongs in more than one section"
	case x.Section == "":
		title = "Its section is not settled"
	}
	return kit.Row(12, kit.Grow(kit.Question(title)), tag)
}

// notTaught is where a row goes that teaches nothing, as far as that one answer tells.
func notTaught(p *assessments.Provision) string {
	if p.Section == "H1" || p.Section == "H2" {
		return "Section " + p.Section
	}
	return "Section G"
}

// steps are the four questions with their answers; a tap asks one of them again.
func (v *Screen) steps(x Place) fyne.CanvasObject {
	var out []fyne.CanvasObject
	n := 0
	for _, q := range v.m.Questions(x) {
		words := q.Title + ": not asked"
		if q.Answer != "" {
			words, n = q.Title+": "+string(q.Answer), n+1
		}
		out = append(out, kit.NewChip(words, q.Key == x.Ask, func() {
			v.leave()
			v.ask = q.Key
			v.reload()
		}))
	}
	return kit.Column(8, kit.Quieter(fmt.Sprintf("Four questions settle the section, %d answered", n)), kit.Wrap(8, out...))
}

// reason offers the reason that the questions give, beside one of the author's own.
func (v *Screen) reason(p *assessments.Provision, x Place, why *kit.Field) fyne.CanvasObject {
	if x.Section == "" || x.Next != "" || x.Reason == p.Why {
		return nil
	}
	return kit.Column(4, kit.Quieter(x.Reason), kit.Row(0, kit.NewPlain("Use this reason", func() {
		v.leave()
		v.form.Put("why", "Used the reason", x.Reason)
		v.reload()
	}), kit.Gap()))
}

// mixed offers to split a row that more than one section must secure.
func (v *Screen) mixed(p *assessments.Provision, x Place) fyne.CanvasObject {
	if len(x.Split) < 2 {
		return nil
	}
	var parts []string
	for _, part := range x.Split {
		parts = append(parts, "Section "+part.Section+": "+v.m.named(part.Write))
	}
	if strings.TrimSpace(p.What) == "" {
		parts = append(parts, "Say first what is done; then it can be split.")
		return kit.NewNotice(kit.NoticeNeeds, v.m.named(x.Reason), strings.Join(parts, "\n"))
	}
	verb := "Split into two rows"
	if n := len(x.Split); n > 2 {
		verb = fmt.Sprintf("Split into %d rows", n)
	}
	return kit.NewNotice(kit.NoticeNeeds, x.Reason, strings.Join(parts, "\n"), kit.NewQuiet(verb, v.split))
}

// lead says what nobody settles alone, and holds the words in which the report says so.
func (v *Screen) lead(p *assessments.Provision, x Place) fyne.CanvasObject {
	if !x.ShowToLead && p.Disputed == "" {
		return nil
	}
	body := kit.Column(12)
	if x.ShowToLead {
		words := "It stays in Section " + p.Section + "."
		if p.Disputed != "" {
			words = "It stays in Section " + p.Section + ", and the report says that your lead decides."
		}
		for _, l := range x.Lead {
			words += "\n" + l // as it stands: a tribunal spoke of another child
		}
		var buttons []fyne.CanvasObject
		if say := Disputed(x); p.Disputed == "" && say != "" {
			buttons = append(buttons, kit.NewQuiet("Say so in the report", func() {
				v.leave()
				v.form.Put("disputed", "Said that it is not settled", say)
				v.reload()
			}))
		}
		body.Add(kit.NewNotice(kit.NoticeNeeds, "Not settled: show it to your lead", words, buttons...))
	}
	if p.Disputed != "" {
		body.Add(v.form.Notes("disputed", "What is not settled, and who settles it", 2))
	}
	return body
}

// elsewhere says when the row stands in another section than its answers give.
func (v *Screen) elsewhere(p *assessments.Provision, x Place) fyne.CanvasObject {
	if !x.Asked || x.Section == "" || x.Section == p.Section {
		return nil
	}
	move := kit.NewQuiet("Move it to Section "+x.Section, func() {
		v.leave()
		set := v.m.Move(p, x.Section)
		v.form.PutAll(p.Ref+" is now "+set.Text("ref"), set)
		v.reload()
	})
	return kit.NewNotice(kit.NoticeInfo, "The answers say Section "+x.Section, "The row stands in Section "+p.Section+".", move)
}

// answer keeps an answer, and letters the row anew when its section changes.
func (v *Screen) answer(key string, a wording.Answer) {
	v.leave()
	p := v.m.Rows[v.index()].V
	was := p.Ref
	set := v.m.AnswerTo(v.form.Now, p, key, a)
	words := was + ": answer changed"
	if now := set.Text("ref"); now != "" && now != was {
		words = was + " is now " + now
	}
	v.ask = ""
	v.form.PutAll(words, set)
	v.reload()
}

// split makes the further rows of a mixed one and changes what stays, in one transaction; one tap takes it all back.
func (v *Screen) split() {
	v.leave()
	i := v.index()
	rec, p := v.m.Rows[i].Rec, v.m.Rows[i].V
	x, ok := v.m.Split(v.form.Now, p)
	if !ok {
		return
	}
	edit := func(set assessments.Fields) assessments.Edit {
		return assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: assessments.OpSet, Set: set}
	}
	before := assessments.Fields{}
	for _, name := range x.Change.Names() {
		before[name] = null
		if raw := v.form.Now[name]; raw != nil {
			before[name] = raw
		}
	}
	edits, refs := []assessments.Edit{edit(x.Change)}, []string{x.Change.Text("ref")}
	if refs[0] == "" {
		refs[0] = p.Ref
	}
	for j, row := range x.Rows {
		e := v.s.Create(v.s.NewID(), rec.Scope, &row)
		for name, raw := range x.Given[j] {
			e.Set[name] = raw
		}
		edits, refs = append(edits, e), append(refs, row.Ref)
	}
	if !v.s.Write(context.Background(), edits...) {
		return
	}
	v.s.Undo("Split into "+strings.Join(refs, " and "), func() {
		back := []assessments.Edit{edit(before)}
		for _, e := range edits[1:] {
			struck := assessments.EnteredInError{Of: e.Record, Reason: "Taken back at once", By: v.s.Me, On: v.s.Today()}
			back = append(back, v.s.Create(v.s.NewID(), rec.Scope, &struck))
		}
		if v.s.Write(context.Background(), back...) {
			v.show(rows, rec.ID)
		}
	})
	v.show(rows, edits[1].Record) // its words and its time are still to be written
}
