package reports

import (
	"slices"
	"sort"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Evidence is what a report is written from: the records of one child's scope, of the child's setting, and of the team.
type Evidence struct {
	Records []assessments.Record
	// Media returns the bytes of an attachment by the SHA-256 of its content in hex; nil where a device holds none. Its
	// error is said in the report in place of the picture.
	Media func(sha256 string) ([]byte, error)
}

// A Request says which report is wanted, for whom, and as at which day. Choices holds the author's decisions by
// Proposal.Key: "accept", "leave-out", or the edited words.
type Request struct {
	Kind      Kind
	Recipient Recipient
	AsAt      assessments.Date
	About     assessments.ID // the one record it is about, where the kind is about one: see KindInfo.About; the newest when empty
	Author    assessments.ID // person record of the team
	Version   int
	Signed    bool
	SignedOn  assessments.Date
	Choices   map[string]string
}

// sharedOn is the day on which consents are judged: a report as at an earlier day still leaves on the day it is signed,
// and what was refused or withdrawn by then counts.
func (r Request) sharedOn() assessments.Date {
	if r.SignedOn > r.AsAt {
		return r.SignedOn
	}
	return r.AsAt
}

// Child returns the one child the evidence is about. Records of two children in one report would put one family's
// record in front of another, so they are refused.
func (e Evidence) Child() (assessments.Record, error) {
	const op = "reports.evidence"
	var found assessments.Record
	for _, r := range e.Records {
		if r.Kind == assessments.KindChild {
			if found.ID != "" && found.ID != r.ID {
				return found, assessments.Errorf(assessments.Invalid, op, "A report is about one child; these records are about two. Open it again from the child's page.")
			}
			found = r
		}
	}
	if found.ID == "" {
		return found, assessments.Errorf(assessments.NotFound, op, "There is no record of this child on this device, so no report can be written.")
	}
	for _, r := range e.Records {
		if r.Scope.Type == assessments.ScopeChild && r.Scope.ID != found.ID {
			return found, assessments.Errorf(assessments.Invalid, op, "A report is about one child; these records are about two. Open it again from the child's page.")
		}
	}
	return found, nil
}

// AsAt returns the evidence as it was known at the end of a day. The rules, in the order they are applied:
//
//   - a record that was struck out as entered in error is gone, whenever it was struck out;
//   - a record written down after the day is gone (recorded_at, on the London calendar). Who a child, a person, a
//     setting or the service is, and what was consented to, are not findings: they stand as they are now;
//   - what happened, was tested, measured, scored or received after the day is gone;
//   - a plan of activities that starts after the day stays only when it says that it was written down by then;
//   - a planned contact after the day stays, without anything but its date, place and purpose, when it was written down
//     by the day or nobody noted when; a contact that took place after the day is gone, plan and all;
//   - dates and states that came later are taken off what stays: a withdrawal, an ICB's answer, a delivery.
//
// Who names kinds gets records of those alone, and the others are not read.
func (e Evidence) AsAt(day assessments.Date, kinds ...assessments.Kind) Evidence {
	return e.asAt(day, func(r assessments.Record) bool { return len(kinds) == 0 || slices.Contains(kinds, r.Kind) })
}

// asAt is AsAt of the records that are wanted.
func (e Evidence) asAt(day assessments.Date, wanted func(assessments.Record) bool) Evidence {
	struck := map[assessments.ID]bool{}
	for _, r := range e.Records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	out := Evidence{Media: e.Media}
	for _, r := range e.Records {
		if struck[r.ID] || !wanted(r) {
			continue
		}
		if r, ok := asAt(r, day); ok {
			out.Records = append(out.Records, r)
		}
	}
	sort.SliceStable(out.Records, func(i, j int) bool { return out.Records[i].ID < out.Records[j].ID })
	return out
}

// standing are the kinds that say who somebody is, or that carry a date of their own: when they were typed does not
// matter.
var standing = map[assessments.Kind]bool{
	assessments.KindChild: true, assessments.KindPerson: true, assessments.KindSetting: true,
	assessments.KindService: true, assessments.KindBasis: true,
}

// recordedBy reports whether a record had been written down by the end of day. Records that do not say when had.
func recordedBy(r assessments.Record, day assessments.Date) bool {
	at := r.Fields.Text("recorded_at")
	if at == "" {
		return true
	}
	t, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return true
	}
	return londonDay(t) <= day
}

// londonDay is the calendar day in Europe/London: an hour ahead of UTC from the last Sunday of March to the last Sunday
// of October, both at 01:00 UTC. Worked out here so that a report does not depend on the machine's time zone files.
func londonDay(t time.Time) assessments.Date {
	t = t.UTC()
	if !t.Before(lastSunday(t.Year(), time.March)) && t.Before(lastSunday(t.Year(), time.October)) {
		t = t.Add(time.Hour)
	}
	return assessments.NewDate(t)
}

// lastSunday is 01:00 UTC on the last Sunday of March or October, both of which have 31 days.
func lastSunday(year int, month time.Month) time.Time {
	end := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	return end.AddDate(0, 0, -int(end.Weekday()))
}
