package composer

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// placeOfRecord is the screen on which a record is read and changed, with its argument. Every kind has one: a source that
// leads nowhere would have to be taken on trust.
func placeOfRecord(r assessments.Record) (screen string, arg assessments.ID) {
	of := func(field string) assessments.ID { return assessments.ID(r.Fields.Text(field)) }
	switch r.Kind {
	case assessments.KindProvision, assessments.KindOutcome, assessments.KindNeed:
		return session.Provision, r.ID
	case assessments.KindEquipment:
		return session.Equipment, r.ID
	case assessments.KindMeasurement:
		return session.Measuring, r.ID
	case assessments.KindGoal:
		return session.Goal, r.ID
	case assessments.KindGoalReview:
		return session.Progress, of("goal")
	case assessments.KindScore:
		return session.Scores, r.ID
	case assessments.KindActivityPlan:
		return session.Plan, r.ID
	case assessments.KindActivity:
		return session.Plan, of("plan")
	case assessments.KindObservation:
		if of("contact") != "" {
			return session.Details, details.Arg(assessments.KindContact, of("contact"))
		}
		return session.ChildHome, "timeline"
	case assessments.KindAnswers:
		return session.Questions, r.ID
	case assessments.KindReport:
		return session.Preview, r.ID
	case assessments.KindAdviceRequest:
		return session.Reports, ""
	case assessments.KindTierMove, assessments.KindClockHold, assessments.KindBlock, assessments.KindDischarge:
		return session.Pathway, ""
	case assessments.KindGroupSession:
		return session.Group, r.ID
	}
	arg = details.Arg(r.Kind, r.ID)
	if _, _, ok := details.Parse(arg); ok {
		return session.Details, arg
	}
	return session.ChildHome, "timeline"
}

// placeOfGap is where what a kind of report lacks is recorded first, where no record says so itself: a decision that has not
// been made, a visit that has not been planned.
func placeOfGap(kind reports.Kind) (screen string, arg assessments.ID) {
	switch kind {
	case reports.DischargeSummary, reports.LetterDischarge, reports.LetterAccepted, reports.LetterAdviceOnly, reports.LetterSignposted:
		return session.Pathway, ""
	case reports.GoalProgress:
		return session.Score, ""
	case reports.VisitSummary, reports.LetterAppointment, reports.LetterNotBrought:
		return session.ChildHome, "timeline"
	case reports.ActivityProgramme:
		return session.ChildHome, "goals"
	case reports.EquipmentAdvice, reports.AdaptationAdvice:
		return session.ChildHome, "equipment"
	}
	return "", ""
}

// goRecord opens the place of a record that the report rests on.
func (v *Screen) goRecord(id assessments.ID) {
	for _, r := range v.c.ev.Records {
		if r.ID == id {
			screen, arg := placeOfRecord(r)
			v.finishEdit()
			v.s.Go(screen, v.child, arg)
			return
		}
	}
}

// mostChips is how many sources stand under a block; the rest are behind the last chip.
const mostChips = 3

// sources are the records that a block rests on, each leading to its place, or nil where it rests on none.
func (v *Screen) sources(x reports.Proposal) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	all, seen := v.c.Sources(x), map[string]bool{}
	for i, n := range all {
		if len(out) == mostChips-1 && len(all)-i > 1 {
			return append(out, kit.NewSourceChip(counted(len(all)-i, "more source"), func() { v.showSources(all) }))
		}
		if !seen[n.Chip] { // two notes of one minute stand behind one chip
			seen[n.Chip] = true
			out = append(out, kit.NewSourceChip(n.Chip, func() { v.goRecord(n.ID) }))
		}
	}
	return out
}

// showSources lists every record behind a block with its own words.
func (v *Screen) showSources(all []Basis) {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.page)
	if c == nil {
		return
	}
	var sheet *kit.Sheet
	var rows []fyne.CanvasObject
	for _, n := range all {
		rows = append(rows, kit.NewListRow(kit.RowData{Icon: kit.IconLink, Title: n.Title, TitleThin: true, Subtitle: n.When, Chevron: true},
			func() { sheet.Close(); v.goRecord(n.ID) }))
	}
	sheet = kit.ShowSheet(c, "What this rests on", kit.NewRowCard(rows...), nil)
}
