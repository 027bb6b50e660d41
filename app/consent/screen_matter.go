package consent

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// matter is one matter: how it stands, a way to change it in two taps and a name, what to say, and what was said before.
func (v *Screen) matter(l Line) []fyne.CanvasObject {
	out := []fyne.CanvasObject{v.standing(l)}
	if l.Standing == reports.Waiting {
		out = append(out, v.approval(l))
	}
	if f := v.signature(l); f != nil { // right under what was decided: it is the next thing that is done
		out = append(out, kit.NewCard(kit.Inset(20, f)))
	}
	out = append(out, v.change(l))
	if s, ok := Asking(l.Matter); ok {
		out = append(out, say(s))
	}
	if len(l.Past) > 0 {
		out = append(out, v.past(l))
	}
	if l.Purpose == "share" && (l.Standing == reports.NotAsked || l.Standing == reports.Refused || l.Standing == reports.Ended) && l.Who == "" {
		out = append(out, kit.Row(0, kit.NewQuiet("Record a lawful reason", func() { v.askLawful(l) }).WithIcon(kit.IconShield), kit.Gap()))
	}
	return out
}

// standing says how the matter stands, in words and with its icon.
func (v *Screen) standing(l Line) fyne.CanvasObject {
	icon, tone, _ := Look(l.Standing)
	rows := []fyne.CanvasObject{kit.Quieter(l.Title), kit.Row(12, kit.NewSymbol(icon, 32, tone), kit.Grow(kit.Title(l.Word)))}
	if l.Said != "" {
		rows = append(rows, kit.RowText(l.Said))
	}
	if l.Covers != "" && l.Standing != reports.Refused && l.Standing != reports.Ended {
		rows = append(rows, kit.Quieter("Covers: "+lowerUnlessLetters(l.Covers)))
	}
	if l.Wants != "" {
		rows = append(rows, kit.NewNotice(kit.NoticeNeeds, l.Wants, ""))
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(8, rows...)))
}

// change is what each of those who can decide says today: one tap says who and what. Nobody is chosen beforehand, also not where one person
// alone holds parental responsibility, since the child, or a parent of whom that is not known, may be the one who speaks; and a name that
// stands there chosen is signed for by whoever taps too early. A right needs no yes: only a refusal can be said against it.
func (v *Screen) change(l Line) fyne.CanvasObject {
	which, words := l.Decisions()
	title := "What they say today"
	if l.Standing == reports.ByRight && len(l.Past) == 0 {
		which, words, title = []Decision{Refuse}, []string{"Refused"}, "If somebody says no"
	}
	rows := []fyne.CanvasObject{kit.RowTitle(title), kit.Quieter("Tap the answer beside whoever gives it.")}
	for _, g := range v.b.Givers() {
		says := kit.Wrap(8)
		for i, d := range which {
			says.Add(kit.NewQuiet(words[i], func() { v.decide(l, d, g) }).WithIcon(decisionIcon(d)).Tight().SetName(words[i] + ", " + g.Name))
		}
		rows = append(rows, kit.Column(8, kit.Strong(g.Name), says))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(16, rows...)))
}

func decisionIcon(d Decision) kit.Icon {
	switch d {
	case Refuse:
		return kit.IconRefused
	case End:
		return kit.IconEnded
	}
	return kit.IconOk
}

// decide writes a decision at once and offers to take it back.
func (v *Screen) decide(l Line, d Decision, by Giver) {
	id, undo := v.b.Decide(v.ctx, l, d, by)
	if undo == nil {
		return
	}
	v.just = id
	word := map[Decision]string{Agree: "agreed", AgreeWithLimits: "agreed with limits", Refuse: "refused", End: "ended"}[d]
	v.s.Undo(l.Title+": "+word+" by "+by.Name, func() { undo(); v.just = ""; v.load() })
	v.show()
}

// signature is where they type their name for a decision of today; nil where there is none.
func (v *Screen) signature(l Line) fyne.CanvasObject {
	for _, x := range v.b.given {
		if x.rec.ID != l.Newest && x.rec.ID != v.just || !l.About(&x.v) || x.v.Kind != "consent" || x.v.On != v.s.Today() && x.v.WithdrawnOn != v.s.Today() {
			continue
		}
		if b := v.b; b.signed[x.rec.ID] {
			return kit.Row(10, kit.NewSymbol(kit.IconCheck, 20, kit.Green), kit.Grow(kit.NewText("Signed by hand", kit.SizeBody, kit.Green, true)))
		}
		name := v.keeper.Form(x.rec, nil).Line("signed_name", "Their name, typed by them as a signature")
		rows := kit.Column(12)
		if told := v.notKept(x.rec, x.v.SignedName); told != nil {
			rows.Add(told)
		}
		rows.Add(name)
		rows.Add(kit.Row(0, kit.NewQuiet("Sign with a finger instead", func() { v.sign(x.rec) }).WithIcon(kit.IconDraw), kit.Gap()))
		return rows
	}
	return nil
}

// approval is how a reason other than consent gets its lead.
func (v *Screen) approval(l Line) fyne.CanvasObject {
	ids, names := v.b.Leads(v.s.Me)
	pick := kit.NewSelect("Lead who approved it today", names, -1, func(i int) {
		if undo := v.b.Approve(v.ctx, l.Newest, ids[i]); undo != nil {
			v.s.Undo("Approved by "+names[i], func() { undo(); v.load() })
			v.show()
		}
	})
	return kit.NewCard(kit.Inset(20, kit.Column(12, kit.RowTitle("Your lead’s approval"),
		kit.Quieter("Ring them and choose who approved it. Your lead sees it here and in the service’s own list."), pick)))
}

// say is what to read aloud before they answer.
func say(s details.Saying) fyne.CanvasObject {
	rows := []fyne.CanvasObject{kit.RowTitle("What to say"), kit.RowTop(12, kit.NewSymbol(kit.IconQuote, 24, kit.Soft), kit.Grow(kit.Question(s.Ask)))}
	for _, p := range s.Parts {
		rows = append(rows, kit.Column(4, kit.Strong(p.Heading), kit.Body(strings.Join(p.Lines, " "))))
	}
	return kit.NewCard(kit.Inset(20, kit.Column(14, append(rows, kit.Quieter(s.Foot))...)))
}

// past is all that was said about the matter; each line opens its whole record.
func (v *Screen) past(l Line) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, p := range l.Past {
		rows = append(rows, kit.NewListRow(kit.RowData{Title: p.Words, Lead: p.When, Subtitle: p.More, Chevron: true},
			func() { v.s.Go(session.Details, v.child, details.Arg(assessments.KindBasis, p.ID)) }))
	}
	return kit.NewTitledCard(kit.CardHead("What was said, and when"), rows...)
}

// askLawful asks for a reason that needs no consent.
func (v *Screen) askLawful(l Line) {
	c := kit.CanvasOf(v.page)
	if c == nil {
		return
	}
	AskLawful(v.ctx, c, v.b, l, v.s.Me, func(undo func()) {
		v.s.Undo(l.Title+": a reason without consent", func() { undo(); v.load() })
		v.load()
	})
}
