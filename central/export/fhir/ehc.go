package fhir

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// need is a difficulty in the words of a plan. It is no diagnosis, and says so by its category.
func (b *bundler) need(id assessments.ID, x *assessments.Need) resource {
	r := begin("Condition", id, true)
	r["clinicalStatus"] = code(terms+"condition-clinical", "active", "")
	r["category"] = []any{code(terms+"condition-category", "problem-list-item", "Need in section "+x.Section+" of an education, health and care plan")}
	r["code"], r["subject"] = words(x.Statement), b.subject()
	for _, e := range b.refs(x.Evidence, "Observation") {
		r.also("evidence", resource{"detail": []any{e}})
	}
	return r.put("note", note(labelled("Advised on by", x.Owner)))
}

// provision is a row of a plan: proposed here, ordered by the local authority when it writes the plan.
func (b *bundler) provision(id assessments.ID, x *assessments.Provision) resource {
	r := begin("ServiceRequest", id, true).put("occurrencePeriod", period(x.Start, x.End))
	r["status"], r["intent"], r["subject"], r["code"] = "active", "proposal", b.subject(), words(x.What)
	r["category"] = []any{words("Provision in section " + x.Section + " of an education, health and care plan, " + x.Ref)}
	r.put("performer", b.refs(x.DeliveredBy, "Practitioner", "RelatedPerson")).put("reasonReference", b.refs(x.NeedIDs, "Condition"))
	hours := ""
	if h := x.Hours(); h > 0 {
		hours = assessments.HoursWords(h)
	}
	monitoring := ""
	if m := x.Monitoring; m != nil {
		monitoring = strings.Join([]string{m.Measure, m.Who, m.Interval, m.Trigger}, "; ")
	}
	return r.put("note", note(labelled("By", x.Who), labelled("Qualification", x.Qualification), labelled("Where", x.Where), labelled("Hours a year", hours),
		labelled("With", x.Needs), labelled("Training", x.Training), labelled("Checked by", monitoring), labelled("Why this section", x.Why), labelled("Not settled", x.Disputed)))
}
