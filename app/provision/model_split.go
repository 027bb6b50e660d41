package provision

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// A Split is a mixed row taken apart: what changes in it, and the rows to make beside it.
type Split struct {
	Change assessments.Fields
	Rows   []assessments.Provision
	Given  []assessments.Fields // what each new row holds besides: the answers that put it there
}

// Split parts a mixed row by the sections that its answers name. The row keeps its own section where that is one of them,
// because its letter may have gone out; it keeps its numbers too. Each new row answers the same needs and serves the same
// outcomes, and says nothing yet of how much: nobody has said how the time is shared.
func (s *Sheet) Split(f assessments.Fields, p *assessments.Provision) (Split, bool) {
	x := s.Place(f, p)
	if len(x.Split) < 2 {
		return Split{}, false
	}
	stays := max(0, slices.IndexFunc(x.Split, func(part wording.Part) bool { return part.Section == p.Section }))
	var out Split
	for i, part := range x.Split {
		a, educates := only(x.Answers, part.Section), "no"
		if part.Section == "F" {
			educates = "yes"
		}
		why := s.named(part.Reason)
		if i == stays {
			out.Change = s.Move(p, part.Section)
			out.Change["educates"], out.Change[answersField] = quote(educates), given(a)
			if s.proposed(p.Why) {
				out.Change["why"] = quote(why)
			}
			continue
		}
		row := assessments.Provision{Ref: s.Next(part.Section), Section: part.Section, Educates: educates, What: p.What, Why: why,
			Who: p.Who, DeliveredBy: p.DeliveredBy, Qualification: p.Qualification, Where: p.Where, Start: p.Start, End: p.End,
			Outcomes: p.Outcomes, NeedIDs: p.NeedIDs, Evidence: p.Evidence}
		if part.Section == "G" {
			row.ICB = "not-asked"
		}
		out.Rows = append(out.Rows, row)
		out.Given = append(out.Given, assessments.Fields{answersField: given(a)})
	}
	return out, true
}

// only are the answers that leave one section of several: yes where the mixed row's yes led there, else no.
func only(a wording.SectionAnswers, section string) wording.SectionAnswers {
	for _, q := range wording.SectionQuestions() {
		to := q.Section
		if a.Adult && to == "H1" {
			to = "H2"
		}
		if x := answerTo(&a, q.Key); *x == wording.Yes && to != section {
			*x = wording.No
		}
	}
	return a
}
