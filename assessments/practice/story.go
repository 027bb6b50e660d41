package practice

import "github.com/fieldfare/fieldfare/assessments"

// A story is what one sort of child is seen for. Texts hold {name} for the child, {n} for a count and {of} for its total.
type story struct {
	youngest, oldest int // completed years at referral
	tier             string
	reason           string
	areas            []string
	diagnosis        string
	strengths        []string
	child, adult     string // their words
	sights           []sight
	aims             []aim
	tasks            []task
	kit              *assessments.Equipment
	measures         []assessments.Reading
	rows             []assessments.Provision
	outcome          string
	score            *assessments.Score
}

// A sight is something observed and counted. At a review the count has moved from lo towards hi.
type sight struct {
	area, text, what, unit string
	lo, hi, of             int
	help                   string
	need                   string // what it means for an EHC plan, in one sentence
}

// An aim is a goal with its five rungs, from much less than expected to much more.
type aim struct {
	area, label, title, statement string
	rungs                         [5]string
	importance, difficulty        int
}

// A task is one activity of a home or school plan.
type task struct {
	title, area, easier, harder, count, kit string
	steps                                   []string
}

// stories are told in this order, and then again.
func stories() []story {
	return append(handStories(), bodyStories()...)
}

// taught is a Section F row of teaching by a teaching assistant.
func taught(what, short, why string, minutes, sessions float64, measure string) assessments.Provision {
	return assessments.Provision{
		Section: "F", Educates: "yes", What: what, Short: short, Why: why, Mode: "direct", Ratio: "1:1", Where: "Group room, school",
		Qualification: "Level 3", Doses: []assessments.Dose{{Minutes: minutes, Sessions: sessions, Per: "week", Weeks: 38}},
		Monitoring: &assessments.Monitoring{Measure: measure, Who: "Teaching assistant", Interval: "Every fortnight", Trigger: "No gain over 2 half terms: a meeting within 15 school days"},
	}
}

// trained is a Section F row of teaching and re-grading by the therapist.
func trained(what, short, why string, minutes, sessions float64) assessments.Provision {
	return assessments.Provision{
		Section: "F", Educates: "yes", What: what, Short: short, Why: why, Mode: "direct", Where: "School", Who: "Occupational therapist", Qualification: "HCPC registered, Band 6",
		Doses:      []assessments.Dose{{Minutes: minutes, Sessions: sessions, Per: "year"}},
		Monitoring: &assessments.Monitoring{Measure: "Goals scored again", Who: "Occupational therapist", Interval: "Each half term"},
	}
}

// prescribed is a Section G row of equipment that is assessed, fitted and reviewed.
func prescribed(what, short string, minutes, sessions float64) assessments.Provision {
	return assessments.Provision{
		Section: "G", Educates: "no", What: what, Short: short, Why: "It is prescribing and reviewing a health device.", Mode: "equipment", Where: "School",
		Who: "Occupational therapist", Qualification: "HCPC registered, Band 7", Doses: []assessments.Dose{{Minutes: minutes, Sessions: sessions, Per: "year"}},
		Monitoring: &assessments.Monitoring{Measure: "Fit and skin check", Who: "Occupational therapist", Interval: "Every six months", Trigger: "An extra review within 15 working days of a fit, skin or growth concern"},
	}
}
