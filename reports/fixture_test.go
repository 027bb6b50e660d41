package reports

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// id makes a record id from a small number.
func id(n int) assessments.ID {
	return assessments.ID(fmt.Sprintf("0190f000-0000-7000-8000-%012d", n))
}

// The ids of the invented child's records.
var (
	childID, schoolID, mumID, dadID, aidID, otID, gpID = id(1), id(2), id(3), id(4), id(5), id(6), id(7)
	uncleID                                            = id(8)
)

// record wraps a typed value; its scope follows from its kind and id.
func record(rid assessments.ID, t assessments.Typed) assessments.Record {
	r := assessments.Record{ID: rid, Kind: t.RecordKind(), Scope: assessments.ChildScope(childID), Fields: assessments.Encode(t)}
	switch {
	case r.Kind == assessments.KindSetting:
		r.Scope = assessments.SettingScope(rid)
	case r.Kind == assessments.KindService || rid == otID:
		r.Scope = assessments.TeamScope()
	}
	return r
}

// consent is mum's yes to sharing with a role.
func consent(n int, role Role, on assessments.Date) assessments.Record {
	return record(id(n), &assessments.Basis{Purpose: "share", Recipient: string(role), Kind: "consent", Decision: "given", On: on,
		GivenBy: mumID, Authority: "parental-responsibility"})
}

// kestrel is an invented child with the people around, consent for the authority and the school, and nothing else.
func kestrel(more ...assessments.Record) Evidence {
	base := []assessments.Record{
		record(childID, &assessments.Child{Name: "Tamar Anne Kestrelby", GivenName: "Tamar", FamilyName: "Kestrelby", KnownAs: "Tam", Born: "2017-03-31",
			NHSNumber: "9991234560", Setting: schoolID, Year: "Year 4", Diagnoses: []string{"Hypermobility"}, Address: "9 Wrenfold"}),
		record(schoolID, &assessments.Setting{Name: "Sallowfield Primary", Type: "primary"}),
		record(mumID, &assessments.Person{Name: "Odette Kestrelby", Role: "mother", Responsibility: "yes"}),
		record(dadID, &assessments.Person{Name: "Piers Kestrelby", Role: "father", Responsibility: "yes"}),
		record(uncleID, &assessments.Person{Name: "Quentin Marl", Role: "relative", Responsibility: "no"}),
		record(aidID, &assessments.Person{Name: "Ms Ursula Venn", Role: "teaching-assistant", Level: "Level 3"}),
		record(otID, &assessments.Person{Name: "Sorrel Ashdown", Role: "occupational-therapist", Band: "Band 6", HCPC: "OT000000"}),
		record(gpID, &assessments.Person{Name: "Dr Imogen Fell", Role: "gp"}),
		record(id(9), &assessments.Service{Name: "Example Therapies", Phone: "01632 960000"}),
		consent(20, assessments.RoleLocalAuthority, "2026-01-10"),
		consent(21, assessments.RoleSchool, "2026-01-10"),
	}
	return Evidence{Records: append(base, more...)}
}

// row is a complete row of provision.
func provisionRow(n int, ref string) assessments.Record {
	return record(id(n), &assessments.Provision{Ref: ref, Section: ref[:1], What: "Teaching keyboard skills", DeliveredBy: []assessments.ID{aidID},
		Qualification: "Level 3", Mode: "direct", Ratio: "1:1", Where: "Library", Start: "2026-09-07", Why: "It teaches typing.",
		Doses:      []assessments.Dose{{Minutes: 15, Sessions: 4, Per: "week", Weeks: 39}},
		Monitoring: &assessments.Monitoring{Measure: "Words a minute", Who: "Ms Ursula Venn", Interval: "Monthly", Trigger: "Fewer than 2 more words a minute over a term: the OT is rung"},
		Outcomes:   []assessments.ID{id(60)}})
}

func contains(s, x string) bool { return strings.Contains(s, x) }
