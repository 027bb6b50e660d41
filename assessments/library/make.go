package library

import "github.com/fieldfare/fieldfare/assessments"

// Record begins a child's equipment record from the catalogue: recommended, with what the size must be checked against. Why
// this child needs it, and in which size, is the therapist's to write.
func (p Product) Record() assessments.Equipment {
	e := assessments.Equipment{Item: p.Name, Maker: p.Maker, Type: p.Type(), Status: "recommended", Lifting: p.Lifts(), ServiceMonths: p.ServiceMonths()}
	if p.Maker != "" {
		e.Model, e.SizeNote = p.Name, DataSheet
	}
	return e
}

// Item begins a line of the register for one such thing in store. The product is kept in words, so that whoever reads the record
// without this catalogue knows what it is.
func (p Product) Item() assessments.EquipmentItem {
	return assessments.EquipmentItem{Product: p.Name, Maker: p.Maker, Status: "in-store", Lifting: p.Lifts()}
}

// Record begins a session on a day; its register is for the screen to fill.
func (x Training) Record(on assessments.Date) assessments.GroupSession {
	return assessments.GroupSession{Type: x.Type, Title: x.Title, On: on, PreWork: x.PreWork}
}

// Record notes that a family was told of a signpost on a day, and how.
func (x Signpost) Record(on assessments.Date, how string) assessments.Signpost {
	return assessments.Signpost{To: x.Name, On: on, By: how}
}
