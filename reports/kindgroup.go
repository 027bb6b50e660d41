package reports

import "slices"

// A KindGroup is a heading of the list of kinds, under which a therapist looks for hers.
type KindGroup struct {
	Title string
	Kinds []KindInfo
}

// groupOf is the heading of each kind, in the order of the list.
var groupOf = []struct {
	title string
	kinds []Kind
}{
	{"Advice", []Kind{EHCAdvice, SchoolAdvice, AnnualReview, TribunalBundle}},
	{"Programmes and equipment", []Kind{ActivityProgramme, EquipmentAdvice, AdaptationAdvice}},
	{"Summaries", []Kind{VisitSummary, GoalProgress, DischargeSummary, Handover}},
	{"Letters", []Kind{LetterAccepted, LetterAdviceOnly, LetterSignposted, LetterAppointment, LetterNotBrought, LetterDischarge, LetterSharing}},
}

// KindGroups are the kinds of Kinds under their headings; one without a heading of its own stands under Other, at the end.
func KindGroups() []KindGroup {
	var out []KindGroup
	left := Kinds()
	for _, g := range groupOf {
		group := KindGroup{Title: g.title}
		left = slices.DeleteFunc(left, func(info KindInfo) bool {
			if slices.Contains(g.kinds, info.Kind) {
				group.Kinds = append(group.Kinds, info)
				return true
			}
			return false
		})
		if len(group.Kinds) > 0 {
			out = append(out, group)
		}
	}
	if len(left) > 0 {
		out = append(out, KindGroup{Title: "Other", Kinds: left})
	}
	return out
}
