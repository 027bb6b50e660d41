package pathway

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// answerCard is “May we see this child?”: the outcome in words, each rule's reason, and what a named clinician may do all the same.
func (v *Screen) answerCard() fyne.CanvasObject {
	if v.p.Case.Referral.TriagedOn.Valid() {
		return v.answered()
	}
	a := v.p.Answer()
	kind := map[service.Outcome]kit.TagKind{service.Eligible: kit.TagDone, service.NotEligible: kit.TagRefused, service.MoreInformation: kit.TagNeeds, service.Undecided: kit.TagNeeds}
	tag := kit.TagPlain
	if k, ok := kind[a.Outcome]; ok {
		tag = k
	}
	rows := []fyne.CanvasObject{kit.Question("May we see this child?"), start(kit.NewTag(tag, a.Tag)), kit.Body(a.Sentence)}
	if a.Outcome == service.Undecided {
		rows = append(rows, start(kit.NewQuiet("Open the choices", v.openRules).WithIcon(kit.IconSwap)))
	}
	for _, m := range a.Remarks {
		rows = append(rows, kit.NewRule(), remarkRow(m, v.tell))
	}
	if a.Untested != "" {
		rows = append(rows, kit.NewRule(), kit.Quieter("Your service’s published criteria do not mention: "+a.Untested+". That is for you to judge."))
	}
	if len(a.Elsewhere) > 0 {
		rows = append(rows, kit.NewRule(), kit.Strong("Where else help may be found"))
		for _, s := range a.Elsewhere {
			rows = append(rows, signRow(s, v.tell))
		}
	}
	if a.MaySetAside {
		rows = append(rows, kit.NewRule())
		rows = append(rows, v.setAside()...)
	}
	return kit.NewRaised(kit.Inset(24, kit.Column(12, rows...)))
}

// answered is what the rules said on the day of triage: that does not change when the rules do.
func (v *Screen) answered() fyne.CanvasObject {
	r := v.p.Case.Referral
	words := kit.Column(8)
	for _, line := range r.Decided {
		words.Add(kit.Body(line))
	}
	if r.Eligibility != "" {
		words.Add(kit.Body(r.Eligibility))
	}
	if len(words.Objects) == 0 {
		words.Add(kit.Quieter("No criteria were recorded at triage"))
	}
	rows := []fyne.CanvasObject{words}
	if more := v.p.Answer().Elsewhere; len(more) > 0 {
		rows = append(rows, kit.NewRule(), kit.Strong("Where else help may be found"))
		for _, s := range more {
			rows = append(rows, signRow(s, v.tell))
		}
	}
	return card("What the rules said", rows...)
}

func (v *Screen) openRules() {
	v.leave()
	v.s.Go(session.Waiting, "", RulesArg)
}

// tell writes down that the family was told of somewhere else.
func (v *Screen) tell(to string) {
	v.put("Told the family of "+to, fields("signposts", v.p.Tell(to)))
}

// setAside is how a named clinician sees a child against a rule: with a reason that stays in the record.
func (v *Screen) setAside() []fyne.CanvasObject {
	r := v.p.Case.Referral
	if r.OverrideBy == "" && r.Override == "" {
		return []fyne.CanvasObject{start(kit.NewQuiet("See the child all the same", func() { v.put("A rule is set aside", fields("override_by", v.by)) }).WithIcon(kit.IconPencil))}
	}
	if v.override == nil {
		var names, ids []string
		for _, n := range v.p.Clinicians {
			names, ids = append(names, n.Name+", "+n.Job), append(ids, string(n.ID))
		}
		v.override = kit.Column(12, kit.Strong("A rule is set aside for this child"),
			v.form.Notes("override_reason", "Why, for this child", 2), v.form.Pick("override_by", "Clinician who sets it aside", names, ids),
			start(kit.NewPlain("Let the rule stand", func() {
				v.put("The rule stands", fields("override_by", "", "override_reason", ""))
			}).WithIcon(kit.IconUndo)))
	}
	return []fyne.CanvasObject{v.override}
}

// triageCard is what to do before triage, and the ways to end it: one tap is the decision, and Undo takes it back.
func (v *Screen) triageCard() fyne.CanvasObject {
	if title, line := v.p.Triaged(); title != "" {
		rows := []fyne.CanvasObject{kit.Row(12, kit.NewSymbol(kit.IconCheck, 24, kit.Green), kit.Grow(kit.Column(0, kit.RowTitle(title), kit.Quieter(line))))}
		if by := v.p.NameOf(v.p.Case.Referral.OverrideBy); by != "" && v.p.Case.Referral.Override != "" {
			rows = append(rows, kit.Body("A rule was set aside by "+by+": "+v.p.Case.Referral.Override))
		}
		rows = append(rows, v.nextStep, kit.Wrap(8, kit.NewQuiet("Triage again", func() { v.put("Triage is open again", Untriage()) }),
			kit.NewQuiet("Write to the family", v.writeToFamily).WithIcon(kit.IconMail)))
		return card("Triage", rows...)
	}
	rows := []fyne.CanvasObject{kit.Question("Triage")}
	if t := v.p.Pack.Triage; t != nil {
		rows = append(rows, ruled("By: "+t.By+".", ruleTag(t.Rules), false))
	}
	for _, t := range v.p.BeforeTriage() {
		rows = append(rows, taskRow(t, v.opens(t)...), kit.NewRule())
	}
	rows = append(rows, kit.Quieter("Choose how triage ends. You can undo it"), v.against, v.verdicts())
	return kit.NewCard(kit.Inset(24, kit.Column(16, rows...)))
}

// verdicts are rows and no radio buttons: an arrow key must never accept or decline a child.
func (v *Screen) verdicts() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, x := range v.p.Verdicts() {
		icon := kit.IconNext
		switch x.Outcome {
		case "accepted":
			icon = kit.IconCheck
		case "declined":
			icon = kit.IconRefused
		case "more-information-needed":
			icon = kit.IconAsked
		case "signposted":
			icon = kit.IconPlace
		case "advice-and-discharge":
			icon = kit.IconMessage
		}
		d := kit.RowData{Icon: icon, Title: x.Title, TitleBig: true, Subtitle: x.Line}
		if x.Outcome == v.p.Case.Referral.Outcome && x.Tier == v.p.Case.Referral.Tier {
			d.State, d.Tag = kit.RowChosen, &kit.TagData{Kind: kit.TagChosen, Text: "Now"}
		}
		rows = append(rows, kit.NewListRow(d, func() {
			set, against := v.p.Triage(x)
			if len(against) > 0 {
				v.against.Objects = []fyne.CanvasObject{problems("Triage is not ended yet", against)}
				v.relay()
				v.reveal(v.against)
				return
			}
			v.put("Triage: "+assessments.LowerFirst(x.Title), set)
		}))
	}
	return kit.NewRowCard(rows...)
}

// reveal brings something into view, in whichever column it stands.
func (v *Screen) reveal(o fyne.CanvasObject) {
	if v.page.Current() == kit.StepLandscape {
		v.right.Reveal(o)
		return
	}
	v.left.Reveal(o)
}

// opens are the buttons that take a step up where it can be done here.
func (v *Screen) opens(t Task) []fyne.CanvasObject {
	switch {
	case t.Choose:
		return []fyne.CanvasObject{kit.NewQuiet("Open the choices", v.openRules).WithIcon(kit.IconSwap)}
	case t.Template != "":
		return []fyne.CanvasObject{kit.NewQuiet("Ask the questions", func() { v.leave(); v.s.Go(session.Questions, v.child, idOf(t.Template)) }).WithIcon(kit.IconPhone)}
	case t.Key == "absence":
		return []fyne.CanvasObject{kit.NewPrimary("Decide", func() { v.leave(); v.s.Go(session.Discharge, v.child, t.Record) })}
	case len(t.Key) > 10 && t.Key[:10] == "discharge.":
		return []fyne.CanvasObject{kit.NewQuiet("Think about discharge", func() { v.leave(); v.s.Go(session.Discharge, v.child, "") })}
	case t.Key == "review.goal":
		return []fyne.CanvasObject{kit.NewQuiet("Open the goal", func() { v.leave(); v.s.Go(session.Goal, v.child, t.Record) })}
	}
	return nil
}
