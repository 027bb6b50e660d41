package composer

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// checkPane says whether the report can be signed, and lists what a reader would miss.
func (v *Screen) checkPane() fyne.CanvasObject {
	body := kit.Column(16, kit.Question("Check and sign"))
	if why := v.c.MaySign(); why != "" {
		body.Add(kit.NewNotice(kit.NoticeStop, "It cannot be signed yet", why))
	} else {
		body.Add(kit.NewNotice(kit.NoticeDone, "Nothing stops you from signing", "Read the pages once more, then sign them."))
	}
	if words := v.c.list.Problem; words != "" {
		body.Add(kit.NewNotice(kit.NoticeNeeds, "Your service's own list of words is not used", words+" Fieldfare's own list is used until it is mended."))
	}
	body.Add(v.forWhom())
	if kept := v.keptWords(); kept != nil {
		body.Add(kept)
	}
	lacks := v.c.Lacks()
	if len(lacks) == 0 {
		return body
	}
	body.Add(kit.RowTitle(counted(len(lacks), "thing") + " a reader would miss"))
	var rows []fyne.CanvasObject
	for _, l := range lacks {
		d := kit.RowData{Icon: kit.IconBoxOff, Title: l.Words, TitleThin: true, Subtitle: l.Place, Chevron: true}
		if l.Blocks {
			d.State, d.Icon = kit.RowNeedsYou, kit.IconAlert
		}
		rows = append(rows, kit.NewListRow(d, func() { v.mend(l) }))
	}
	body.Add(kit.NewRowCard(rows...))
	return body
}

// mend goes where a lack is mended.
func (v *Screen) mend(l Lack) {
	if l.Section >= 0 {
		v.choose(l.Section)
		return
	}
	switch l.Kind {
	case assessments.KindPerson:
		v.s.Go(session.Details, v.child, details.Arg(l.Kind, l.ID))
	case "":
		v.s.Go(session.More, "", "")
	default:
		v.s.Go(session.Provision, v.child, l.ID)
	}
}

// sentence writes the first letter large.
func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// readers are whom a report can be for.
var readers = []assessments.Role{assessments.RoleLocalAuthority, assessments.RoleSchool, assessments.RoleNursery, assessments.RoleParent, assessments.RoleGP,
	assessments.RoleHealthVisitor, assessments.RoleICB, assessments.RoleSocialCare, assessments.RoleTribunal}

// forWhom is the reader and the day up to which the report tells; changing either proposes it anew.
func (v *Screen) forWhom() fyne.CanvasObject {
	var words []string
	for _, r := range readers {
		words = append(words, sentence(RoleWords(r)))
	}
	reader := kit.NewSelect("For", words, slices.Index(readers, v.c.V.Recipient), func(i int) {
		if v.k.Put(v.ref(), "Now for "+RoleWords(readers[i]), assessments.Fields{"recipient": keep.JSON(readers[i]), "person": keep.JSON("")}) {
			v.reload()
		}
	})
	day := kit.NewDateField("As at", nil)
	day.SetDate(v.c.V.AsAt.Time())
	use := kit.NewQuiet("Use this day", func() {
		on, problem := day.Date()
		if problem != "" || on.IsZero() {
			day.SetError("Enter the day up to which it tells")
			return
		}
		if v.k.Put(v.ref(), "As at "+assessments.NewDate(on).Words(), assessments.Fields{"as_at": keep.JSON(assessments.NewDate(on))}) {
			v.reload()
		}
	})
	body := kit.NewSteps(func(step kit.Step) fyne.CanvasObject {
		if step == kit.StepPhone {
			return kit.Column(12, reader, day, kit.Row(0, use, kit.Gap()))
		}
		return kit.Column(12, kit.Row(0, kit.Fixed(420, reader), kit.Gap()), kit.Row(16, day, kit.Insets(52, 0, 0, 0, use), kit.Gap()))
	})
	return kit.NewCard(kit.Inset(20, body))
}

// keptWords lists the words that were kept with a reason, each with the way back.
func (v *Screen) keptWords() fyne.CanvasObject {
	if len(v.c.V.Overrides) == 0 {
		return nil
	}
	body := kit.Column(12, kit.RowTitle("Words kept"))
	for i, o := range v.c.V.Overrides {
		again := kit.NewPlain("Ask again", func() {
			left := slices.Delete(slices.Clone(v.c.V.Overrides), i, i+1)
			if v.k.Put(v.ref(), "“"+o.Phrase+"” is asked about again", assessments.Fields{"wording_kept": keep.JSON(left)}) {
				v.reload()
			}
		})
		body.Add(kit.Row(12, kit.Grow(kit.Column(0, kit.Strong("“"+o.Phrase+"”"), kit.Quieter(o.Reason))), again))
	}
	return kit.NewCard(kit.Inset(20, body))
}
