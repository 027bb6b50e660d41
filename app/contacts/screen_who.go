package contacts

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// who says who was there: the child, the people around the child, colleagues, and others in words.
func (v *Screen) who() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if v.child != "" {
		child, _ := kit.NewChips([]string{"Yes", "No"}, slices.Index([]string{"yes", "no"}, v.m.V.ChildPresent), func(i int) {
			v.put(v.m.Known+" there: "+[]string{"yes", "no"}[i], "child_present", []string{"yes", "no"}[i])
		})
		rows = append(rows, labelled(v.m.Known+" was there", child))
	}
	names := kit.Wrap(8)
	for _, p := range v.m.People {
		here := v.m.Here(p.ID)
		names.Add(kit.NewChip(p.Name, here >= 0, func() {
			answer := 0
			if here >= 0 {
				answer = -1
			}
			v.there("Changed who was there", v.m.With(p.ID, answer))
		}))
	}
	if len(v.m.People) > 0 {
		rows = append(rows, labelled("People around the child", names))
	}
	for _, p := range v.m.People {
		if here := v.m.Here(p.ID); here >= 0 {
			chips, _ := kit.NewChips(PresenceWords, here, func(i int) { v.there(p.Name+": "+strings.ToLower(PresenceWords[i]), v.m.With(p.ID, i)) })
			rows = append(rows, kit.Column(6, kit.NewSpans(kit.Span{Text: p.Name, Bold: true}, kit.Span{Text: " " + p.Line, Color: kit.Soft}), chips))
		}
	}
	rows = append(rows, v.others())
	if len(v.m.Team) > 0 {
		team := kit.Wrap(8)
		for _, p := range v.m.Team {
			if p.ID == v.m.V.Clinician {
				continue
			}
			team.Add(kit.NewChip(p.Name, slices.Contains(v.m.V.Joint, p.ID), func() {
				v.joint.Put("Changed with whom", v.m.V.Joint, v.m.Toggled(p.ID))
				v.open()
			}))
		}
		if len(team.Objects) > 0 {
			rows = append(rows, labelled("Together with another clinician", team))
		}
	}
	return card("Who was there", rows...)
}

// there changes by a tap who was there. What a colleague has noted since stays, also when it is taken back.
func (v *Screen) there(words string, to []assessments.Participant) {
	v.people.Put(words, v.m.V.Participants, to)
	v.open()
}

// others are the people without a record, in words.
func (v *Screen) others() fyne.CanvasObject {
	last := v.m.V.Participants
	field := kit.NewField("Others, with commas between", func(s string) {
		to := v.m.WithOthers(commas(s))
		if v.people.Type(last, to); v.people.Typing() {
			last = to
		}
	})
	field.SetText(strings.Join(v.m.Others(), ", "))
	return field.OnLeave(func() {
		v.people.Leave("Changed “Who was there”")
		if m, err := Read(v.ctx, v.s.Store, v.id, v.child); err == nil {
			v.m, last = m, m.V.Participants
			field.SetText(strings.Join(m.Others(), ", ")) // with those whom a colleague has named meanwhile
		}
	})
}

func commas(s string) []string {
	var out []string
	for _, n := range strings.Split(s, ",") {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// interpreter says what became of the interpreter; one that the family refused is as much a fact as one that came.
func (v *Screen) interpreter() fyne.CanvasObject {
	now := v.m.Interpreter()
	set := func(words string, turn func(*assessments.Interpreting)) {
		x := v.m.Interpreter()
		turn(&x)
		if x == (assessments.Interpreting{}) {
			v.put(words, "interpreter", nil)
			return
		}
		v.put(words, "interpreter", x)
	}
	became, _ := kit.NewChips(OutcomeWords, slices.Index(outcomes, now.Outcome), func(i int) {
		set("Interpreter: "+strings.ToLower(OutcomeWords[i]), func(x *assessments.Interpreting) { x.Outcome = outcomes[i] })
	})
	rows := []fyne.CanvasObject{became}
	if now == (assessments.Interpreting{}) {
		return card("Interpreter", append(rows, kit.Quieter("Nothing noted. Tap what became of it, where one was needed"))...)
	}
	how, _ := kit.NewChips(ModeWords, slices.Index(modes, now.Mode), func(i int) {
		set("Interpreter: "+strings.ToLower(ModeWords[i]), func(x *assessments.Interpreting) { x.Mode = modes[i] })
	})
	text := func(label, value string, turn func(*assessments.Interpreting, string)) *kit.Field {
		f := kit.NewField(label, func(s string) {
			x := v.m.Interpreter()
			turn(&x, s)
			v.m.V.Interpreter = &x
			v.form.TypeJSON("interpreter", x)
		})
		f.SetText(value)
		return f.OnLeave(func() { v.form.Left("interpreter", "Interpreter") })
	}
	rows = append(rows, how, text("Language", now.Language, func(x *assessments.Interpreting, s string) { x.Language = s }),
		text("Reference", now.Ref, func(x *assessments.Interpreting, s string) { x.Ref = s }),
		text("What happened", now.Note, func(x *assessments.Interpreting, s string) { x.Note = s }),
		kit.Row(0, kit.NewPlain("No interpreter", func() {
			set("Took the interpreter out", func(x *assessments.Interpreting) { *x = assessments.Interpreting{} })
		}), kit.Gap()))
	return card("Interpreter", rows...)
}

// whose says who wrote the entry, and who countersigns it.
func (v *Screen) whose() fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	if v.m.Author.Name != "" {
		rows = append(rows, kit.Body("Written by "+v.m.Author.Name+", "+assessments.LowerFirst(v.m.Author.Line)))
	}
	switch {
	case v.m.V.CountersignOn != "":
		by := "Countersigned"
		for _, p := range v.m.Team {
			if p.ID == v.m.V.CountersignBy {
				by += " by " + p.Name
			}
		}
		rows = append(rows, kit.NewNotice(kit.NoticeDone, by+" on "+v.m.V.CountersignOn.Words(), ""))
	default:
		words, ids := []string{"Nobody"}, []assessments.ID{""}
		for _, p := range v.m.Team {
			if p.ID != v.m.V.RecordedBy {
				words, ids = append(words, p.Name+", "+assessments.LowerFirst(p.Line)), append(ids, p.ID)
			}
		}
		rows = append(rows, kit.NewSelect("To be countersigned by", words, max(0, slices.Index(ids, v.m.V.CountersignBy)), func(i int) {
			v.put("Countersigned by: "+words[i], "countersign_by", string(ids[i]))
		}))
		if v.m.Wait != "" {
			rows = append(rows, kit.NewNotice(kit.NoticeNeeds, v.m.Wait, "", kit.NewQuiet("Read and countersign", func() { v.s.Go(session.Countersign, v.child, v.id) })))
		}
	}
	return card("Whose entry", rows...)
}
