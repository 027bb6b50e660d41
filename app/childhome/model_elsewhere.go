package childhome

import (
	"sort"

	"github.com/fieldfare/fieldfare/app/groups"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// elsewhere puts on the timeline what others did: clinics and groups on whose register the child stands, and who opened the record
// without having the child. What a session gave this child is a contact of its own and is not told twice.
func (m *Model) elsewhere(s shelf, places []groups.Place) {
	told := map[assessments.Date]bool{}
	for _, t := range s.byKind[assessments.KindContact] {
		if c := t.(*assessments.Contact); c.Type == "group" || c.Place == "clinic" {
			told[c.On] = true
		}
	}
	for _, p := range places {
		if p.Child == s.childID && !told[p.On] {
			m.Timeline = append(m.Timeline, Event{ID: p.ID, Kind: assessments.KindGroupSession, Place: p.Type, When: p.On.Time().Format("2 January"), What: p.Title, More: p.Came, on: p.On})
		}
	}
	for _, t := range s.byKind[assessments.KindAccess] {
		a := t.(*assessments.Access)
		if a.What != "opened" {
			continue
		}
		at := a.Time().In(session.London)
		m.Timeline = append(m.Timeline, Event{Place: "opened", When: at.Format("2 January"), What: "Record opened by " + a.Name,
			More: "At " + at.Format("15:04") + ", because " + a.Because(), on: assessments.NewDate(at)})
	}
	sort.SliceStable(m.Timeline, func(i, j int) bool { return m.Timeline[i].on > m.Timeline[j].on })
}
