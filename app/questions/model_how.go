package questions

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// A How is a way in which somebody else's answers come in: they are asked on the telephone, their paper is copied, or they are there.
type How struct{ Is, Say string }

// Met says that whoever answers is there, and holds the tablet.
const Met = "met"

// hows are the ways that the therapist writes down; a link's answers come by themselves.
var hows = []How{{"call", "On the telephone"}, {"paper", "Copied from their paper"}, {Met, "With me now"}}

// Hows are the ways in which this template may be answered here, the usual one first; none where the therapist answers, or nobody
// may know who did.
func (f *Front) Hows() []How {
	if f.Scope.Type != assessments.ScopeChild || f.T.Anonymous || f.T.AskedOf == "therapist" {
		return nil
	}
	if Moment(f.T) == HandedOut {
		return []How{hows[1], hows[0], hows[2]}
	}
	return hows
}

// Sends reports whether the template can go to somebody, by link or on paper: it was written to be filled in without a therapist.
func (f *Front) Sends() bool { return len(f.Hows()) > 0 && Moment(f.T) == HandedOut }

// CameBy says who answered and how, for answers to read: "Answered by A. Patel, SENCo, at the link"; of paper also when it was copied, where
// that was another day.
func CameBy(a assessments.Answers, by string) string {
	who := a.Who
	if who == "" {
		who = by
	}
	words := "Answered"
	if who != "" {
		words += " by " + who
	}
	if how := map[string]string{"link": "at the link", "paper": "on paper", "call": "on the telephone", "met": "in person"}[a.How]; how != "" {
		words += ", " + how
	}
	if a.Copied != "" && a.Copied != a.On {
		words += ", copied " + a.Copied.Words()
	}
	return words
}

// Told reports whether somebody other than the therapist answered, and so told us something.
func Told(a assessments.Answers) bool { return a.How != "" }

// Words are the first of somebody's own words among answers, "" where they only ticked. Nothing that was said in confidence is among them.
func Words(t template.Template, a assessments.Answers) string {
	for _, item := range t.Form(a, nil).Items {
		if item.Answered && item.Question.Note == "said" && !item.Question.Confidential {
			return strings.Join(strings.Fields(item.Answer.Value), " ")
		}
	}
	return ""
}

// InConfidence reports whether a record holds answers that somebody gave just for the therapist: its words show to nobody who looks over
// a shoulder. Of a version that cannot be read here every answer counts as given in confidence.
func InConfidence(ctx context.Context, r phrases.Records, rec assessments.Record) bool {
	a, is := rec.ReadOf(assessments.KindAnswers).(*assessments.Answers)
	if !is {
		return false
	}
	lib, _ := Library(ctx, r) // whatever can be read is there
	_, held := lib.MayLeave(*a)
	return len(held) > 0
}

// by is the name of the person in the record who answered, "" for nobody.
func (s *Sheet) by() string {
	for _, p := range s.People {
		if p.ID == s.A.By {
			return p.Name
		}
	}
	return ""
}
