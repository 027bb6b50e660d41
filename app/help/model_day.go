package help

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/store"
)

// Day is what a day of practice is planned in.
type Day interface {
	Contacts(ctx context.Context, from, to assessments.Date) ([]store.ContactRow, error)
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Apply(ctx context.Context, edits []assessments.Edit) ([]store.Applied, error)
}

// visits are the two that cards need: whose, how long from now, and what for. The caseload’s own stand still on their dates, and
// whoever practises on another day would find Today empty.
var visits = []struct {
	place, purpose string
	child          assessments.ID
	after          time.Duration
}{
	{"school", "Slope and chair check, to practise", practice.Isla, 20 * time.Minute},
	{"home", "Dressing and play, to practise", practice.Yusuf, 150 * time.Minute},
}

// Begin plans both visits where nothing is planned for today, as when a tablet is set up to practise.
func Begin(ctx context.Context, d Day, now time.Time, newID func() assessments.ID) error {
	today := assessments.NewDate(now.In(session.London))
	if all, err := d.Contacts(ctx, today, today); err != nil || len(all) > 0 {
		return err
	}
	for _, v := range visits {
		if err := Plan(ctx, d, now, newID, v.place); err != nil {
			return err
		}
	}
	return nil
}

// Plan sees to it that a visit at school, or one at home, can be started today.
func Plan(ctx context.Context, d Day, now time.Time, newID func() assessments.ID, place string) error {
	now = now.In(session.London)
	today := assessments.NewDate(now)
	all, err := d.Contacts(ctx, today, today)
	if err != nil {
		return err
	}
	for _, v := range visits {
		if v.place != place {
			continue
		}
		for _, c := range all {
			if c.Status == "planned" && (c.Place == "home") == (place == "home") && (place != "home" || c.Child == v.child) {
				return nil
			}
		}
		c := assessments.Contact{Common: assessments.Common{RecordedBy: practice.Therapist, RecordedAt: now.UTC().Format(time.RFC3339)},
			Type: "visit", Status: "planned", Place: place, Purpose: v.purpose, On: today, From: soon(now, v.after), Clinician: practice.Therapist}
		if rec, err := d.Record(ctx, v.child); err == nil && place != "home" {
			c.Setting = assessments.ID(rec.Fields.Text("setting"))
		}
		_, err := d.Apply(ctx, []assessments.Edit{{Record: newID(), Kind: assessments.KindContact, Scope: assessments.ChildScope(v.child), Op: assessments.OpSet, Set: assessments.Encode(&c)}})
		return err
	}
	return nil
}

// soon is a time of today after a while, on five minutes; late in the evening it is just before midnight.
func soon(now time.Time, after time.Duration) assessments.Clock {
	at := now.Add(after).Truncate(5 * time.Minute)
	if at.Day() != now.Day() {
		return "23:55"
	}
	return assessments.Clock(at.Format("15:04"))
}
