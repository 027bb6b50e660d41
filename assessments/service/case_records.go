package service

import (
	"cmp"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// FromRecords builds a case from the records of one child and of its service and settings. Records of other children, records
// that were struck out and kinds that this package does not read are left aside. It is an error when there is no child, or
// when there are two and none is named: nobody's rules are asked about a mixture.
func FromRecords(records []assessments.Record, today assessments.Date) (Case, error) {
	const op = "service.case"
	child, err := onlyChild(records)
	if err != nil {
		return Case{}, err
	}
	c, problems := collect(records, child, today)
	if err := problems.Err(op); err != nil {
		return Case{}, err
	}
	return c, nil
}

// ForChild is FromRecords for one child among many.
func ForChild(records []assessments.Record, child assessments.ID, today assessments.Date) Case {
	c, _ := collect(records, child, today) // a field that cannot be read is empty: the rules then ask for it
	return c
}

// onlyChild finds the one child among records, whatever else stands there.
func onlyChild(records []assessments.Record) (assessments.ID, error) {
	var child assessments.ID
	for _, r := range records {
		if r.Kind != assessments.KindChild {
			continue
		}
		if child != "" && r.ID != child {
			return "", assessments.Errorf(assessments.Invalid, "service.case", "There are several children here. Name one, or give a file with one child.")
		}
		child = r.ID
	}
	if child == "" {
		return "", assessments.Errorf(assessments.Invalid, "service.case", "There is no child here. Give a file with a child and its referral.")
	}
	return child, nil
}

// collect reads every record of the child, of its settings and of the service. Records are struck out by others that may stand
// anywhere in the file, so those are looked for first.
func collect(records []assessments.Record, child assessments.ID, today assessments.Date) (Case, assessments.Problems) {
	c := Case{Today: today, ID: child}
	var problems assessments.Problems
	struck := map[assessments.ID]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	settings := map[assessments.ID]assessments.Setting{}
	var gone []assessments.Share
	for _, r := range records {
		if struck[r.ID] || r.Scope.Type == assessments.ScopeChild && r.Scope.ID != child {
			continue
		}
		t, wrong := r.Read()
		problems = append(problems, wrong...)
		if s, ok := t.(*assessments.Setting); ok {
			settings[r.ID] = *s
		}
		if s, ok := t.(*assessments.Share); ok && went(r, s) {
			gone = append(gone, *s)
		}
		c.take(r.ID, t)
	}
	c.Setting = settings[c.Child.Setting]
	c.sent(gone)
	c.sort()
	return c, problems
}

// take puts one record in its place.
func (c *Case) take(id assessments.ID, t assessments.Typed) {
	switch x := t.(type) {
	case *assessments.Service:
		c.Pack, c.Choices = x.Rules, x.Choices
	case *assessments.Child:
		c.Child = *x
	case *assessments.Referral:
		if c.Referred == "" || x.Received > c.Referral.Received || x.Received == c.Referral.Received && id > c.Referred {
			c.Referral, c.Referred = *x, id
		}
	case *assessments.Contact:
		c.Contacts = append(c.Contacts, Entry[assessments.Contact]{id, *x})
	case *assessments.Goal:
		c.Goals = append(c.Goals, Entry[assessments.Goal]{id, *x})
	case *assessments.GoalReview:
		c.Reviews = append(c.Reviews, Entry[assessments.GoalReview]{id, *x})
	case *assessments.ActivityPlan:
		c.Plans = append(c.Plans, Entry[assessments.ActivityPlan]{id, *x})
	case *assessments.Provision:
		c.Provision = append(c.Provision, Entry[assessments.Provision]{id, *x})
	case *assessments.Log:
		c.Logs = append(c.Logs, x)
	case *assessments.Block:
		c.Blocks = append(c.Blocks, Entry[assessments.Block]{id, *x})
	case *assessments.TierMove:
		c.Moves = append(c.Moves, Entry[assessments.TierMove]{id, *x})
	case *assessments.Discharge:
		c.Discharges = append(c.Discharges, Entry[assessments.Discharge]{id, *x})
	case *assessments.AdviceRequest:
		c.Requests = append(c.Requests, Entry[assessments.AdviceRequest]{id, *x})
	case *assessments.Answers:
		c.Answers = append(c.Answers, Entry[assessments.Answers]{id, *x})
	case *assessments.Basis:
		c.Bases = append(c.Bases, Entry[assessments.Basis]{id, *x})
	case *assessments.Report:
		c.Reports = append(c.Reports, Entry[assessments.Report]{id, *x})
	case *assessments.ClockHold:
		c.Holds = append(c.Holds, x)
	}
}

// sort puts what happened in the order of its days, and records of one day in the order they were made in.
func (c *Case) sort() {
	byDay(c.Contacts, func(x assessments.Contact) assessments.Date { return x.On })
	byDay(c.Goals, func(x assessments.Goal) assessments.Date { return x.SetOn })
	byDay(c.Reviews, func(x assessments.GoalReview) assessments.Date { return x.On })
	byDay(c.Blocks, func(x assessments.Block) assessments.Date { return x.Start })
	byDay(c.Moves, func(x assessments.TierMove) assessments.Date { return x.On })
	byDay(c.Discharges, func(x assessments.Discharge) assessments.Date { return x.On })
	byDay(c.Requests, func(x assessments.AdviceRequest) assessments.Date { return x.Received })
	byDay(c.Answers, func(x assessments.Answers) assessments.Date { return x.On })
	byDay(c.Reports, func(x assessments.Report) assessments.Date { return x.SentOn })
	slices.SortStableFunc(c.Holds, func(a, b *assessments.ClockHold) int { return cmp.Compare(a.From, b.From) })
}

// byDay sorts by day; ids are made in the order of time, so they order what happened on one day.
func byDay[T any](list []Entry[T], day func(T) assessments.Date) {
	slices.SortStableFunc(list, func(a, b Entry[T]) int {
		return cmp.Or(cmp.Compare(day(a.Is), day(b.Is)), cmp.Compare(a.ID, b.ID))
	})
}
