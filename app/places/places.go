// Package places knows where each kind of record is read and changed.
//
// Words: the place of a record is a screen with its argument; a record without a screen of its own is read on its child's timeline.
package places

import (
	"github.com/fieldfare/fieldfare/app/details"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// OfRecord is the screen on which a record is read and changed, with its argument. Every kind has one: a source that
// leads nowhere would have to be taken on trust.
func OfRecord(r assessments.Record) (screen string, arg assessments.ID) {
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
	case assessments.KindLog:
		if of("share") == "" {
			return session.Log, of("of")
		}
		return session.Progress, ""
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
