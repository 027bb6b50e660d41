package childhome

import "github.com/fieldfare/fieldfare/assessments"

// A Rater is who gave the newest ratings of the goals: it is asked by name whether they rate again.
type Rater struct {
	ID   assessments.ID
	Name string
}

// rater finds it among the child and the child's own people; the staff of a school come and go.
func (m *Model) rater(s shelf, child assessments.ID) {
	var newest *assessments.GoalReview
	for _, t := range s.byKind[assessments.KindGoalReview] {
		if g := t.(*assessments.GoalReview); g.RatedBy != "" && (newest == nil || g.On > newest.On) {
			newest = g
		}
	}
	if newest == nil {
		return
	}
	if newest.RatedBy == child {
		m.Rater = &Rater{child, m.Known}
	}
	for _, t := range s.byKind[assessments.KindPerson] {
		if p := t.(*assessments.Person); s.ids[t] == newest.RatedBy && p.CallName() != "" {
			m.Rater = &Rater{newest.RatedBy, p.CallName()}
		}
	}
}
