package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// asAt returns a record as it stood at the end of day, or false when it was not known then. A kind this program does
// not know, and a field of the wrong type, have no place in a report.
func asAt(r assessments.Record, day assessments.Date) (assessments.Record, bool) {
	t, _ := r.Read()
	if t == nil || !standing[r.Kind] && !recordedBy(r, day) {
		return r, false
	}
	later := func(d assessments.Date) bool { return d > day }
	keep := true
	switch t := t.(type) {
	case *assessments.Basis:
		keep = !later(t.On)
		if clearLater(day, &t.WithdrawnOn); t.WithdrawnOn == "" {
			t.WithdrawnBy = ""
		}
	case *assessments.Referral:
		keep = !later(t.Received)
		// A referral that had come but was not looked at yet is told as that.
		if later(t.TriagedOn) {
			t.TriagedOn, t.Outcome, t.Tier, t.NextStep = "", "", "", ""
		}
	case *assessments.Contact:
		keep = !later(t.On) || t.Status == "planned"
		if keep && later(t.On) {
			// What came of a visit that lies ahead of the report's day is not known on that day, whatever the record says now.
			*t = assessments.Contact{Common: t.Common, Type: t.Type, Purpose: t.Purpose, On: t.On, From: t.From, To: t.To,
				Status: t.Status, Place: t.Place, Setting: t.Setting, Clinician: t.Clinician, Joint: t.Joint, Replaces: t.Replaces, Interpreter: t.Interpreter}
			if i := t.Interpreter; i != nil { // who was asked to come is known; whether they came is not
				t.Interpreter = &assessments.Interpreting{Language: i.Language, Mode: i.Mode}
			}
		}
	case *assessments.Observation:
		keep = !later(t.On)
	case *assessments.Score:
		keep = !later(t.On)
	case *assessments.Goal:
		keep = !later(t.SetOn)
		clearLater(day, &t.ClosedOn)
	case *assessments.GoalReview:
		keep = !later(t.On)
	case *assessments.Measurement:
		keep = !later(t.On)
	case *assessments.ActivityPlan:
		// A plan that starts later, and does not say when it was written, may not have been thought of yet.
		keep = !later(t.Start) || t.RecordedAt != ""
		// How many days of it were done is only known once it has ended.
		if later(t.End) {
			t.DoneDays, t.PlannedDays = 0, 0
		}
	case *assessments.Log:
		keep = !later(t.Week)
		before := len(t.Days) + len(t.Samples)
		t.Days = slices.DeleteFunc(t.Days, later)
		t.Samples = slices.DeleteFunc(t.Samples, func(s assessments.LogSample) bool { return later(s.On) })
		if len(t.Days)+len(t.Samples) < before {
			t.Comment = "" // it may speak of the days after
		}
	case *assessments.AdviceRequest:
		keep = !later(t.Received)
		clearLater(day, &t.SentOn)
	case *assessments.TierMove:
		keep = !later(t.On)
	case *assessments.Block:
		// As with a plan: one that starts later may not have been thought of yet.
		keep = !later(t.Start) || t.RecordedAt != ""
	case *assessments.Discharge:
		keep = !later(t.On)
		clearLater(day, &t.ReopenedOn)
	case *assessments.Answers:
		keep = !later(t.On)
	case *assessments.Attachment:
		keep = !later(t.On)
	case *assessments.Provision:
		provisionAsAt(t, day)
	case *assessments.Equipment:
		equipmentAsAt(t, day)
	}
	if !keep {
		return r, false
	}
	r.Fields = assessments.Encode(t)
	return r, true
}

// clearLater empties the dates that lie after day, and reports whether there was one.
func clearLater(day assessments.Date, dates ...*assessments.Date) bool {
	some := false
	for _, d := range dates {
		if *d > day {
			*d, some = "", true
		}
	}
	return some
}

// provisionAsAt takes back an answer of the ICB that had not come, and a question that had not been put.
func provisionAsAt(p *assessments.Provision, day assessments.Date) {
	if clearLater(day, &p.ICBAsked) && p.ICB == "asked" {
		p.ICB = "not-asked"
	}
	if clearLater(day, &p.ICBOn) {
		// An agreement of next week is worth nothing in an advice of today: the plan would promise what nobody had agreed.
		p.ICB, p.ICBName = "not-asked", ""
		if p.ICBAsked != "" {
			p.ICB = "asked"
		}
	}
}

// equipmentAsAt walks a piece of equipment back along recommended, ordered, in use to where it was on the day.
func equipmentAsAt(e *assessments.Equipment, day assessments.Date) {
	if clearLater(day, &e.DeliveredOn) {
		e.Serial = ""
		// Nor was the number missing before there was a chair to have one.
		delete(e.Missing, "serial")
		if e.Status == "in-use" || e.Status == "returned" {
			e.Status = "ordered"
		}
	}
	if clearLater(day, &e.OrderedOn) && (e.Status == "ordered" || e.Status == "in-use") {
		e.Status = "recommended"
	}
	if clearLater(day, &e.ExaminedOn) {
		e.ExamineBy = "" // it follows from the examination that had not taken place
	}
	if clearLater(day, &e.ReferredOn) {
		e.Reply = ""
		if e.Status == "referred" {
			e.Status = "recommended"
		}
	}
	clearLater(day, &e.FundedOn)
	// A later trial that worked must not make an earlier advice look wiser than it was.
	var done []assessments.Trial
	for _, t := range e.Trials {
		if t.On <= day {
			done = append(done, t)
		}
	}
	if len(done) == 0 && len(e.Trials) > 0 && (e.Status == "on-trial" || e.Status == "not-suitable") {
		e.Status = "recommended"
	}
	e.Trials = done
}
