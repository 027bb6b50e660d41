package composer

import (
	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/places"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

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
			screen, arg := places.OfRecord(r)
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
	c := kit.CanvasOf(v.page)
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
