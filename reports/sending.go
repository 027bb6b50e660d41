package reports

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Standing is how the family's word, or the law's, stands towards one recipient.
type Standing string

// The standings. Of these a report goes on Agreed, Limited (where the kind fits the limit), ByRight and Lawful only.
const (
	Agreed   Standing = "agreed"
	Limited  Standing = "limits"    // first name and sizes only
	ByRight  Standing = "by-right"  // a holder of parental responsibility, or the young person
	Lawful   Standing = "lawful"    // a basis other than consent that needs no more
	Waiting  Standing = "approval"  // a basis other than consent that a lead has not approved
	NotAsked Standing = "not-asked" // nobody has said anything
	Refused  Standing = "refused"
	Ended    Standing = "ended" // taken back
)

// A Sending is whether something may go to a recipient on a day: the permission, and how it stands in one word. Reason says why
// not, in a sentence; Newest is the basis that speaks, for "who said so, and when". Pictured reports that nothing but its pictures
// stops a version: one without them may go.
type Sending struct {
	Permission
	Standing Standing
	Newest   assessments.ID
	Pictured bool
}

// Goes reports whether it may be sent now.
func (s Sending) Goes() bool { return s.Decision == Allowed }

// MaySend is Permit with what sending asks besides: a basis other than consent has a lead's approval, unless a child is to be kept
// safe, which waits for nobody and is looked at afterwards.
func MaySend(b Bases, to Recipient, kind Kind, at assessments.Date) Sending {
	s := Sending{Permission: Permit(b, to, kind, at)}
	if s.Decision == Denied {
		s.Standing, s.Newest = b.standing(to, at)
		return s
	}
	s.Standing = ByRight
	var waits *assessments.Basis
	for _, id := range s.Basis {
		x := find(b.list, id)
		switch {
		case x.Kind == "consent":
			s.Newest, s.Standing, waits = id, Agreed, nil
			if s.Permission.Limited {
				s.Standing = Limited
			}
		case s.Standing == Agreed || s.Standing == Limited:
		case x.Kind == "safeguarding" || x.Approved(at):
			s.Newest, s.Standing, waits = id, Lawful, nil
		case s.Standing != Lawful:
			s.Newest, s.Standing, waits = id, Waiting, x
		}
	}
	if waits != nil {
		s.Decision = Denied
		s.Reason = "This rests on something other than consent. Your lead has to approve it first."
	}
	return s
}

// standing is the word for a no: what was said last of the person, else of the role, else nothing.
func (b Bases) standing(to Recipient, at assessments.Date) (Standing, assessments.ID) {
	var newest *entry[*assessments.Basis]
	for i, x := range b.list {
		v := x.v
		about := v.Person != "" && v.Person == to.Person || v.Person == "" && v.Recipient == string(to.Role) && to.Role != assessments.RoleOther ||
			to.Person == "" && v.Recipient == string(to.Role) && v.Person != ""
		if v.Purpose != "share" || !about || v.On == "" || v.On > at || v.Holds(at) && b.counts(v) && v.Limits == "" {
			continue
		}
		newest = &b.list[i]
	}
	switch {
	case newest == nil:
		return NotAsked, ""
	case newest.v.Decision == "refused":
		return Refused, newest.id
	case newest.v.Holds(at) && newest.v.Limits != "":
		return Limited, newest.id
	case newest.v.Holds(at): // a yes of somebody who could not give it
		return NotAsked, newest.id
	}
	return Ended, newest.id
}

// Asked is how a purpose stands on a day, counting the bases that a test picks, and the basis that speaks last.
func Asked(b Bases, purpose string, at assessments.Date, about func(*assessments.Basis) bool) (Standing, assessments.ID) {
	var newest, no entry[*assessments.Basis]
	for _, x := range b.list {
		if x.v.Purpose != purpose || x.v.On == "" || x.v.On > at || !about(x.v) {
			continue
		}
		if newest = x; !x.v.Holds(at) {
			no = x // somebody's no weighs more than another's yes
		}
	}
	switch {
	case newest.id == "":
		return NotAsked, ""
	case b.agreed(purpose, at, about) && newest.v.Kind != "consent":
		return Lawful, newest.id
	case b.agreed(purpose, at, about):
		return Agreed, newest.id
	case no.id == "": // a yes of somebody who could not give it
		return NotAsked, newest.id
	case no.v.Decision == "given":
		return Ended, no.id
	}
	return Refused, no.id
}

// SendVersion is MaySend for one signed version, whole: it must be the words that were signed, hold nothing that this recipient
// may not have now, and not have been entered in error. What was agreed when it was signed may have been taken back since.
func SendVersion(records []assessments.Record, report assessments.ID, to Recipient, at assessments.Date) Sending {
	b := ReadBases(records)
	byID := map[assessments.ID]assessments.Record{}
	for _, r := range records {
		byID[r.ID] = r
	}
	t, _ := byID[report].Read()
	v, ok := t.(*assessments.Report)
	refuse := func(s Sending, reason string) Sending {
		s.Decision, s.Reason = Denied, reason
		return s
	}
	if !ok {
		return refuse(Sending{Standing: NotAsked}, "This is not a report. Open it again from Reports.")
	}
	s := MaySend(b, to, Kind(v.ReportKind), at)
	switch {
	case !s.Goes():
		return s
	case byID[report].Meta.Signed == nil && v.SignedOn == "":
		return refuse(s, "It is a draft. Sign it before it is shared.")
	case struck(records, report):
		return refuse(s, "This version was entered in error, so it is not shared.")
	}
	if reason := marked(byID[report], to); reason != "" {
		return refuse(s, reason)
	}
	if s.Person != "" {
		to.Person = s.Person
	}
	b.sizes = s.Permission.Limited
	f := facts{bases: b, req: Request{Kind: Kind(v.ReportKind), Recipient: to, AsAt: at}}
	as := *v
	if s.Permission.Limited && v.Recipient == to.Role && Permit(b, to, Kind(v.ReportKind), v.SignedOn).Limited {
		as.Recipient = assessments.RoleSupplier // it was written under the same limit, so it holds no more than a supplier's does
	}
	_, why, pictured := f.frozen(&as, byID)
	if why != "" {
		s.Pictured = pictured
		return refuse(s, why)
	}
	return s
}

// SendQuestions is MaySend for a set of questions. They hold nothing of the record, yet whom they are asked of learns that the child is
// seen by the service: the same word of the family decides.
func SendQuestions(records []assessments.Record, to Recipient, at assessments.Date) Sending {
	return MaySend(ReadBases(records), to, questions, at)
}

// SendThrough is SendQuestions for a child's own questions that somebody else passes on: a parent, or the school. They go to nobody where the child,
// or whoever decides, said no to sending the child anything, nor past a young person who gets them in their own right.
func SendThrough(records []assessments.Record, to Recipient, at assessments.Date) Sending {
	s, own := SendQuestions(records, to, at), SendQuestions(records, Recipient{Role: assessments.RoleYoungPerson}, at)
	switch {
	case !s.Goes():
	case own.Standing == Refused || own.Standing == Ended:
		s.Decision, s.Standing, s.Reason = Denied, own.Standing, own.Reason
	case own.Goes() && own.Standing == ByRight:
		s.Decision, s.Reason = Denied, "A young person of 16 or more is asked in their own right. Share the questions with them."
	}
	return s
}

// SendShare is whether what a share holds may go to its recipient on a day: the version it names, or its questions.
func SendShare(records []assessments.Record, s *assessments.Share, at assessments.Date) Sending {
	to := Recipient{Role: s.Recipient, Person: s.Person}
	var say Sending
	if s.Asks() {
		say = SendQuestions(records, to, at)
	} else {
		say = SendVersion(records, s.Report, to, at)
	}
	// A link waits in a mailbox until somebody opens it, whatever has happened since.
	if s.Way == "link" && family(to.Role) && died(records) {
		say.Decision, say.Pictured, say.Reason = Denied, false, "The child has died. No link goes to the family: speak to them first, and give them yourself what they want in writing."
	}
	return say
}

// family reports whether a role is the child's own family.
func family(r assessments.Role) bool {
	return r == assessments.RoleParent || r == assessments.RoleYoungPerson
}

// died reports whether the day of the child's death is recorded.
func died(records []assessments.Record) bool {
	return slices.ContainsFunc(records, func(r assessments.Record) bool {
		return r.Kind == assessments.KindChild && assessments.Date(r.Fields.Text("died")).Valid()
	})
}

// questions stands where a kind of report would.
const questions Kind = "questions"

// struck reports whether a record was entered in error.
func struck(records []assessments.Record, id assessments.ID) bool {
	return slices.ContainsFunc(records, func(r assessments.Record) bool {
		return r.Kind == assessments.KindEnteredInError && r.Fields.Text("of") == string(id)
	})
}

// PicturesKept counts the photos, videos and samples of work in the record that may go to nobody, for want of a consent of their own.
func PicturesKept(records []assessments.Record, at assessments.Date) int {
	b, n := ReadBases(records), 0
	for _, r := range records {
		if r.Kind == assessments.KindAttachment && !struck(records, r.ID) && !b.pictureMayGo(r, at) {
			n++
		}
	}
	return n
}
