package clocks

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// The names of the law's time limits. Every version of the law has each of them, or says that it is gone.
const (
	EHCAdvice              = "ehc-advice"
	EHCDecision            = "ehc-decision"
	EHCComments            = "ehc-comments"
	EHCPlan                = "ehc-plan"
	MediationContact       = "mediation-contact"
	Appeal                 = "appeal"
	AppealAfterCertificate = "appeal-after-certificate"
	TribunalOrder          = "tribunal-order"
	HealthResponse         = "health-response"
	ReviewAdvice           = "review-advice"
	ReviewReport           = "review-report"
	ReviewDecision         = "review-decision"
	ReviewPlan             = "review-plan"
	NextReview             = "next-review"
	NextReviewUnderFive    = "next-review-under-five"
)

// names are all of them, in the order of a plan's life.
var names = []string{
	EHCAdvice, EHCDecision, EHCComments, EHCPlan, MediationContact, Appeal, AppealAfterCertificate, TribunalOrder, HealthResponse,
	ReviewAdvice, ReviewReport, ReviewDecision, ReviewPlan, NextReview, NextReviewUnderFive,
}

// A Law is one version of the law: the time limits in force from a day until another version's day.
type Law struct {
	From   assessments.Date // in force from this day
	Title  string           // what it is called
	Source string           // Act and regulations
	Rules  []Rule           // in the order of the file
	on     assessments.Date // the day it was asked for: later rules are not yet in force
	gone   []string         // names of rules that this version ends
}

// Laws are every version, the oldest first.
type Laws struct{ Versions []Law }

// Law returns the version in force on a day, without the rules that came later. Ask for the day on which the clock started: what
// was started under one law goes on under it until the law says otherwise.
func (l Laws) Law(on assessments.Date) (Law, error) {
	const op = "clocks.law"
	if !on.Valid() {
		return Law{}, assessments.Errorf(assessments.Invalid, op, "%q is not a day, so the law in force on it is not known.", string(on))
	}
	for i := len(l.Versions) - 1; i >= 0; i-- {
		if v := l.Versions[i]; v.From <= on {
			v.on = on
			return v, nil
		}
	}
	return Law{}, assessments.Errorf(assessments.NotFound, op, "No law is on file for %s: the oldest version begins later.", on.Words())
}

// Rule returns one time limit by its name. The sentence of the error says whether the rule is gone, not yet in force, or unknown.
func (l Law) Rule(name string) (Rule, error) {
	for _, r := range l.Rules {
		switch {
		case r.Name != name:
		case l.on != "" && r.From > l.on:
			return Rule{}, assessments.Errorf(assessments.NotFound, "clocks.rule", "not counted: this time limit is in force only from %s.", r.From.Words())
		default:
			return r, nil
		}
	}
	for _, g := range l.gone {
		if g == name {
			return Rule{}, assessments.Errorf(assessments.NotFound, "clocks.rule", "not counted: this time limit ended on %s (%s).", l.From.Words(), l.Title)
		}
	}
	return Rule{}, assessments.Errorf(assessments.NotFound, "clocks.rule", "not counted: the law on file has no time limit named %q.", name)
}

// Start runs the clock of one rule from the day that starts it until the day it was done ("" while it is not).
func (l Law) Start(name string, start, done assessments.Date) Clock {
	r, err := l.Rule(name)
	if err != nil {
		return Clock{Name: name, Title: name, Unknown: assessments.Sentence(err)}
	}
	return r.Run(start, nil, Stop{done, r.Stops})
}

// Advice is the six weeks for EHC advice. The date never moves: an exception of reg 8(2) is noted beside it.
func (l Law) Advice(received, sent assessments.Date, exception string) Clock {
	c := l.Start(EHCAdvice, received, sent)
	if why, ok := exceptions[exception]; ok {
		c.Note = "An exception of regulation 8(2) is claimed: " + why + ". The date stays; say so in the letter."
	}
	return c
}

// exceptions are those of SEND Regulations 2014, reg 8(2), by the words of AdviceRequest.Exception.
var exceptions = map[string]string{
	"school-closed-four-weeks":  "the school was closed for four weeks or more",
	"family-absent-four-weeks":  "the family was away for four weeks or more",
	"missed-appointment":        "the child missed an appointment within the six weeks",
	"exceptional-circumstances": "exceptional personal circumstances of the family",
}

// Decision is the authority's decision whether to assess.
func (l Law) Decision(requested, told assessments.Date) Clock {
	return l.Start(EHCDecision, requested, told)
}

// Comments is how long the family has at least for the draft plan.
func (l Law) Comments(draft, sent assessments.Date) Clock { return l.Start(EHCComments, draft, sent) }

// Plan is the final plan, counted from the request to assess.
func (l Law) Plan(requested, sent assessments.Date) Clock { return l.Start(EHCPlan, requested, sent) }

// Mediation is the family's contact with a mediation adviser. An appeal about the placement alone needs none.
func (l Law) Mediation(letter, contacted assessments.Date) Clock {
	return l.Start(MediationContact, letter, contacted)
}

// Appeal is the family's appeal: two months from the decision letter or, with a mediation certificate, one month from that,
// whichever is later. certificate is "" when there is none.
func (l Law) Appeal(letter, certificate, sent assessments.Date) Clock {
	c := l.Start(Appeal, letter, sent)
	if after := l.Start(AppealAfterCertificate, certificate, sent); c.Due.Valid() && after.Due > c.Due {
		c.Due, c.Source = after.Due, after.Source
		c.Note = fmt.Sprintf("Counted from the mediation certificate of %s.", certificate.Words())
	}
	return c
}

// Order is a tribunal's order to the service; the order names the day.
func (l Law) Order(received, due, answered assessments.Date) Clock {
	return l.towards(TribunalOrder, received, due, answered)
}

// Response is the health body's written answer to a tribunal's recommendation on sections C and G.
func (l Law) Response(recommended, answered assessments.Date) Clock {
	return l.Start(HealthResponse, recommended, answered)
}

// ReviewAdvice is the service's advice, to be with everybody before the review meeting.
func (l Law) ReviewAdvice(asked, meeting, sent assessments.Date) Clock {
	return l.towards(ReviewAdvice, asked, meeting, sent)
}

// towards runs a clock whose due day is set, or lies before an appointment.
func (l Law) towards(name string, start, day, done assessments.Date) Clock {
	r, err := l.Rule(name)
	if err != nil {
		return Clock{Name: name, Title: name, Unknown: assessments.Sentence(err)}
	}
	c := r.clock(start, nil, Stop{done, r.Stops})
	if !r.Set {
		day = r.Before.Before(day)
	}
	c.setDue(day)
	return c
}

// ReviewReport is the school's report after the review meeting.
func (l Law) ReviewReport(meeting, sent assessments.Date) Clock {
	return l.Start(ReviewReport, meeting, sent)
}

// ReviewDecision is the authority's decision after the review meeting to keep, amend or end the plan.
func (l Law) ReviewDecision(meeting, told assessments.Date) Clock {
	return l.Start(ReviewDecision, meeting, told)
}

// ReviewPlan is the final amended plan, counted from the review meeting.
func (l Law) ReviewPlan(meeting, sent assessments.Date) Clock {
	return l.Start(ReviewPlan, meeting, sent)
}

// NextReview is the next review of a plan that was made or last reviewed on a day. sixMonthly is for a child under five whose
// authority expects a review every six months.
func (l Law) NextReview(last, reviewed assessments.Date, sixMonthly bool) Clock {
	if sixMonthly {
		return l.Start(NextReviewUnderFive, last, reviewed)
	}
	return l.Start(NextReview, last, reviewed)
}
