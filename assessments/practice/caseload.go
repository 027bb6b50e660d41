package practice

import (
	"bytes"

	"github.com/fieldfare/fieldfare/assessments"
)

// service is the name of the invented service that sees the invented children.
const service = "Example Practice Therapy Service"

// Caseload returns a bundle of invented children as it stands at the end of today: visits before it have happened, one
// more is planned for each child. The same seed, number and day give the same bytes; every record passes Check. An
// error means that a story breaks a rule of the records, which the tests do not let through.
func Caseload(seed int64, children int, today assessments.Date) (assessments.Bundle, error) {
	const op = "practice.caseload"
	if !today.Valid() {
		return assessments.Bundle{}, assessments.Errorf(assessments.Invalid, op, "%q is no day on which practice could begin.", string(today))
	}
	if children < 0 || children > 1000 {
		return assessments.Bundle{}, assessments.Errorf(assessments.Invalid, op, "Practice has from 0 to 1000 children; %d is not.", children)
	}
	c := newChance(seed)
	t := newTeam(c, today)
	people, plots := shuffled(c, names), stories()
	for i := range children {
		tell(t, people[i%len(people)], plots[i%len(plots)], i)
	}
	if children > 0 {
		t.stock()
	}
	b := assessments.Bundle{Bundle: assessments.BundleVersion, Tenant: service, Records: t.records}
	for _, r := range b.Records {
		if p := assessments.Check(r); len(p) > 0 {
			return assessments.Bundle{}, assessments.Wrap(p, assessments.Internal, op, "The practice caseload breaks a rule of the records: "+p.Error())
		}
	}
	return b, b.Write(&bytes.Buffer{}) // the canonical form finds an id given twice
}

// team is what all children of a caseload share, and where their records are gathered.
type team struct {
	*chance
	today     assessments.Date
	records   []assessments.Record
	service   assessments.ID
	therapist assessments.ID
	places    map[string]site
	begun     assessments.Date // day on which the team's own records were written
}

// site is a school or nursery with its people.
type site struct {
	place
	id, sencoID, teacherID, assistantID assessments.ID
}

func newTeam(c *chance, today assessments.Date) *team {
	t := &team{chance: c, today: today, places: map[string]site{}, begun: today.AddDays(-400)}
	scope := assessments.TeamScope()
	t.service = t.add(t.begun, scope, &assessments.Service{Name: service, Phone: "01632 960001", Hours: "Monday to Friday, 9:00 to 16:00", Email: "ot@practice.example", Rules: "bromley-like"})
	t.therapist = t.add(t.begun, scope, &assessments.Person{Name: "Wilhelmina Tarrowby", Role: "occupational-therapist", Organisation: service, Band: "Band 6", HCPC: "OT000000", Initials: "WT"})
	return t
}

// add keeps a typed record under a new id.
func (t *team) add(day assessments.Date, scope assessments.Scope, src assessments.Typed) assessments.ID {
	return t.addAs(t.id(day), scope, src)
}

func (t *team) addAs(id assessments.ID, scope assessments.Scope, src assessments.Typed) assessments.ID {
	t.records = append(t.records, assessments.Record{ID: id, Kind: src.RecordKind(), Scope: scope, Fields: assessments.Encode(src)})
	return id
}

// at returns the school or nursery of a place, made when it is first needed.
func (t *team) at(p place) site {
	if s, ok := t.places[p.name]; ok {
		return s
	}
	s := site{place: p, id: t.id(t.begun)}
	scope := assessments.SettingScope(s.id)
	t.addAs(s.id, scope, &assessments.Setting{Name: p.name, Type: p.kind, Phone: "01632 9601" + string(rune('0'+len(t.places))) + "0"})
	teacher, assistant := "teacher", "teaching-assistant"
	if p.kind == "nursery" {
		assistant = "key-person"
	}
	s.sencoID = t.add(t.begun, scope, &assessments.Person{Name: p.senco, Role: "senco", Organisation: p.name})
	s.teacherID = t.add(t.begun, scope, &assessments.Person{Name: p.teacher, Role: teacher, Organisation: p.name})
	s.assistantID = t.add(t.begun, scope, &assessments.Person{Name: p.assistant, Role: assistant, Level: "Level 3", Organisation: p.name})
	t.places[p.name] = s
	return s
}
