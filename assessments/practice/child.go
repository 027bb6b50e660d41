package practice

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// telling is one story being told of one child.
type telling struct {
	*team
	story
	name     name
	site     site
	child    assessments.ID
	mother   assessments.ID
	received assessments.Date
	visits   []visit
	needs    []assessments.ID
	goals    []assessments.ID
	seen     []assessments.ID // observations with a need, at the first visits
	outcome  assessments.ID
	kitID    assessments.ID
}

// visit is a contact that has taken place.
type visit struct {
	id assessments.ID
	on assessments.Date
}

func tell(t *team, n name, s story, i int) {
	x := &telling{team: t, story: s, name: n}
	x.site = t.at(schools[t.below(len(schools))])
	if s.oldest < 5 {
		x.site = t.at(nurseries[t.below(len(nurseries))])
	}
	// A referral between 38 and 26 weeks ago leaves time, even over a summer, for what follows before today.
	x.received = schoolDay(t.today, -t.between(182, 266))
	x.child = t.id(x.received)
	x.who(i)
	x.agreed()
	x.refer()
	x.visit(i)
	x.aim()
	x.programme()
	x.equip()
	if i%2 == 0 { // every other child has an EHC assessment on the way
		x.advise()
	}
}

// keep adds a record of the child's, written down on the day it speaks of. The zero day means the day of referral.
func (x *telling) keep(day assessments.Date, src assessments.Typed) assessments.ID {
	if day == "" {
		day = x.received
	}
	return x.add(day, assessments.ChildScope(x.child), src)
}

// by is the author's mark for something written down on a day.
func (x *telling) by(day assessments.Date) assessments.Common {
	return assessments.Common{RecordedBy: x.therapist, RecordedAt: string(day) + "T16:30:00Z"}
}

// fill puts the child's name and numbers into a text.
func (x *telling) fill(text string, n, of int) string {
	return strings.NewReplacer("{name}", x.called(), "{n}", fmt.Sprint(n), "{of}", fmt.Sprint(of), "{by}", x.target().Words()).Replace(text)
}

func (x *telling) called() string {
	if x.name.known != "" {
		return x.name.known
	}
	return x.name.given
}

// target is the day outcomes are to be reached: the end of the next summer term but one week.
func (x *telling) target() assessments.Date {
	year := x.today.Time().Year()
	if x.today.Time().Month() > 6 {
		year++
	}
	return assessments.Date(fmt.Sprintf("%d-07-09", year)).OrWorkingDayBefore()
}

func (x *telling) who(i int) {
	born := x.birthday()
	child := &assessments.Child{
		Common: x.by(x.received), Name: x.name.whole, GivenName: x.name.given, FamilyName: x.name.family, KnownAs: x.name.known, NameNote: x.name.note,
		Pronoun: x.name.pronoun, Born: born, NHSNumber: x.nhsNumber(), NHSStatus: "not-verified",
		Address: fmt.Sprintf("%d %s", x.between(2, 98), streets[x.below(len(streets))]), Setting: x.site.id, Year: assessments.SchoolYear(born, x.today),
		Language: "English", EHCPlan: "none",
	}
	child.Missing = map[string]string{"upn": "school to give", "postcode": "not given"}
	if x.diagnosis != "" {
		child.Diagnoses = []string{x.diagnosis}
	}
	if i%2 == 0 {
		child.EHCPlan = "assessment"
	}
	x.addAs(x.child, assessments.ChildScope(x.child), child)
	x.mother = x.keep("", &assessments.Person{Common: x.by(x.received), Name: x.name.mother, Role: "mother", Responsibility: "yes", Language: "English"})
	x.keep("", &assessments.Person{Common: x.by(x.received), Name: x.name.father, Role: "father", Responsibility: "yes", Language: "English"})
	gp := surgeries[x.below(len(surgeries))]
	x.keep("", &assessments.Person{Common: x.by(x.received), Name: gp.doctor, Role: "gp", Organisation: gp.name})
}

// birthday is a day that makes the child as old as the story asks for at referral, and still a nursery child today where
// the story is told at a nursery.
func (x *telling) birthday() assessments.Date {
	years := x.between(x.youngest, x.oldest)
	born := x.received.AddDays(-years*365 - years/4 - x.between(20, 330))
	for x.site.kind == "nursery" && assessments.SchoolYear(born, x.today) != "Nursery" {
		born = born.AddDays(30)
	}
	return born
}

func (x *telling) agreed() {
	first := schoolDay(x.received, 14)
	yes := func(purpose, to, who string) {
		x.keep(first, &assessments.Basis{Common: x.by(first), Purpose: purpose, Recipient: to, Who: who, Kind: "consent", Decision: "given", On: first,
			GivenBy: x.mother, Authority: "parental-responsibility"})
	}
	yes("assess-and-treat", "", "")
	yes("share", map[string]string{"nursery": "nursery"}[x.site.kind]+map[string]string{"primary": "school"}[x.site.kind], "")
	yes("share", "gp", "")
	yes("share", "la", "Local authority SEND team")
}

func (x *telling) refer() {
	triaged := x.received.AddWorkingDays(x.between(1, 5))
	x.keep(triaged, &assessments.Referral{
		Common: x.by(triaged), Received: x.received, From: x.site.sencoID, Channel: "online-form", Permission: x.received, PermissionBy: x.mother,
		Reason: x.reason, Areas: x.areas, Service: x.service, TriagedOn: triaged, WorkingDay: x.received.WorkingDaysAfter(triaged), WithinDays: 5,
		Outcome: "accepted", Tier: x.tier, EpisodeOn: triaged,
	})
}
