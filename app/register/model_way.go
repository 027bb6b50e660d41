package register

import (
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Way is the page on which a thing is changed.
type Way struct {
	Screen     string
	Child, Arg assessments.ID
}

// Way is the thing's own page, or that of the child's equipment.
func (t Thing) Way() Way {
	if t.Own != "" {
		return Way{session.Equipment, t.Own, t.Rec.ID}
	}
	return Way{session.RegisterItem, "", t.Rec.ID}
}

// Examination is the examination of a thing that the law asks for, where it lifts people.
func (t Thing) Examination() (Due, bool) {
	for _, d := range t.dues {
		if d.Law {
			return d, true
		}
	}
	return Due{}, false
}
