package assessments

// KindEquipmentItem is one thing with a serial number in the service's register.
const KindEquipmentItem Kind = "equipment_item"

// EquipmentItem is where a thing is, whose it is and what keeps it safe. What is recommended for a child, and why, is that
// child's equipment record; an item may be lent to several children one after another.
type EquipmentItem struct {
	Common
	Product    string `json:"product,omitempty" required:"true" doc:"product in the catalogue, or its name in words" class:"product"`
	Maker      string `json:"maker,omitempty" doc:"maker" class:"product"`
	Model      string `json:"model,omitempty" doc:"model and size" class:"product"`
	Serial     string `json:"serial,omitempty" doc:"serial number" class:"product"`
	Batch      string `json:"batch,omitempty" doc:"batch or lot number" class:"product"`
	Owner      string `json:"owner,omitempty" doc:"who owns it" class:"product"`
	Status     string `json:"status,omitempty" required:"true" enum:"in-store|on-loan|in-repair|withdrawn|returned-to-owner|condemned" doc:"where it stands" class:"product"`
	Setting    ID     `json:"setting,omitempty" doc:"setting where it is" class:"product"`
	Place      string `json:"place,omitempty" doc:"where it is, in words" class:"product"`
	Child      ID     `json:"child,omitempty" doc:"child who uses it" class:"internal"`
	Equipment  ID     `json:"equipment,omitempty" doc:"the child's equipment record it answers" class:"internal"`
	LentOn     Date   `json:"lent_on,omitempty" doc:"day of the loan" class:"product"`
	DueBack    Date   `json:"due_back_on,omitempty" doc:"day it should come back" class:"product"`
	ReturnedOn Date   `json:"returned_on,omitempty" doc:"day it came back" class:"product"`
	Lifting    bool   `json:"lifting,omitempty" doc:"true: LOLER applies (examined at least every 6 months where it lifts people)" class:"product"`
	ExaminedOn Date   `json:"examined_on,omitempty" doc:"last thorough examination" class:"product"`
	ExamineBy  Date   `json:"examine_by,omitempty" doc:"next thorough examination" class:"product"`
	ServiceBy  Date   `json:"service_by,omitempty" doc:"next service" class:"product"`
	FitBy      Date   `json:"fit_check_by,omitempty" doc:"next fit check" class:"product"`
	Notice     string `json:"notice,omitempty" doc:"safety notice that applies, with its reference" class:"product"`
	Note       string `json:"note,omitempty" doc:"anything to remember" class:"internal"`
}

// RecordKind is KindEquipmentItem.
func (*EquipmentItem) RecordKind() Kind { return KindEquipmentItem }

// Check returns the problems of an item's own fields.
func (e *EquipmentItem) Check() Problems {
	var p Problems
	for _, d := range []struct {
		field string
		day   Date
		what  string
	}{{"lent_on", e.LentOn, "Day of the loan"}, {"due_back_on", e.DueBack, "Day due back"}, {"returned_on", e.ReturnedOn, "Day it came back"},
		{"examined_on", e.ExaminedOn, "Examination date"}, {"examine_by", e.ExamineBy, "Next examination date"},
		{"service_by", e.ServiceBy, "Next service date"}, {"fit_check_by", e.FitBy, "Next fit check"}} {
		p.day(d.field, d.day, d.what)
	}
	if e.LentOn.Valid() && e.ReturnedOn.Valid() && e.ReturnedOn < e.LentOn {
		p.add("returned_on", "It cannot come back before it was lent.")
	}
	if e.Status == "on-loan" && e.Child == "" && e.Setting == "" && e.Place == "" {
		p.add("place", "Say who has it: a child, a setting or a place.")
	}
	return p
}
