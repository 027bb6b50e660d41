package fhir

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// noted begins an observation that stands.
func (b *bundler) noted(id assessments.ID, category, text string) resource {
	r := begin("Observation", id, true)
	r["status"], r["subject"], r["code"] = "final", b.subject(), words(text)
	r["category"] = []any{code(terms+"observation-category", category, "")}
	return r
}

// sorts of note keep fact, opinion and what was said apart.
var sorts = map[string]string{"fact": "What was seen", "opinion": "What the therapist thinks", "said": "What was said", "strength": "A strength"}

func (b *bundler) observation(id assessments.ID, x *assessments.Observation) resource {
	area := assessments.AreaWords(x.Area)
	if area != "" {
		area = ": " + area
	}
	r := b.noted(id, "exam", cmp.Or(sorts[x.Type], "Note")+area).put("effectiveDateTime", moment(x.On, x.At)).put("valueString", x.Text)
	r.put("encounter", b.ref(x.Contact, "Encounter"))
	if x.Type == "said" {
		r.put("performer", b.refs([]assessments.ID{x.SaidBy}, "Patient", "RelatedPerson", "Practitioner"))
		if nothing(r["performer"]) && x.SaidWho != "" {
			r["performer"] = []any{resource{"display": x.SaidWho}}
		}
	} else {
		r.put("performer", b.refs([]assessments.ID{x.RecordedBy}, "Practitioner"))
	}
	if x.How != "" {
		r["method"] = words(x.How)
	}
	r.put("note", note(labelled("Help", plain(x.Help)), labelled("Place", x.Place)))
	for _, m := range x.Measures {
		r.also("component", counted(m))
	}
	return r
}

// counted is a number in a note; 11 of 26 letters stays a ratio, because the 26 is half of what it says.
func counted(m assessments.Count) resource {
	c := resource{"code": words(cmp.Or(m.What, "Count"))}
	if m.Of != 0 {
		c["valueRatio"] = resource{"numerator": quantity(m.Value, m.Unit), "denominator": quantity(m.Of, m.Unit)}
	} else {
		c["valueQuantity"] = quantity(m.Value, m.Unit)
	}
	return c
}

func (b *bundler) score(id assessments.ID, x *assessments.Score) resource {
	tool := strings.Join(strings.Fields(strings.Join([]string{x.Tool, x.Edition, x.Form}, " ")), " ")
	r := b.noted(id, "survey", tool).put("effectiveDateTime", day(x.On)).put("encounter", b.ref(x.Contact, "Encounter"))
	r.put("performer", b.refs([]assessments.ID{x.By, x.Respondent}, "Patient", "RelatedPerson", "Practitioner"))
	if nothing(r["performer"]) && x.ByWho != "" {
		r["performer"] = []any{resource{"display": x.ByWho}}
	}
	if x.How != "" {
		r["method"] = words(x.How)
	}
	r.put("note", note(labelled("Means", x.Means), labelled("Limits", x.Limits)))
	r.also("extension", extra("score-direction", x.Direction))
	for _, p := range x.Parts {
		r.also("component", scored(p))
	}
	return r
}

// scored is one result. What was written stays a text unless it is a plain number: IV and <50 are answers too.
func scored(p assessments.ScorePart) resource {
	name := strings.Join(strings.Fields(strings.Join([]string{p.Name, p.Side, p.Type}, " ")), " ")
	c := resource{"code": words(cmp.Or(name, "Result"))}
	if _, err := strconv.ParseFloat(p.Value, 64); err == nil && json.Valid([]byte(p.Value)) && p.Of == "" {
		c["valueQuantity"] = resource{"value": json.Number(p.Value)}
	} else if p.Of != "" {
		c["valueString"] = p.Value + " of " + p.Of
	} else {
		c.put("valueString", p.Value)
	}
	if p.Zone != "" {
		c["interpretation"] = []any{words(p.Zone)}
	}
	if p.Centile != 0 {
		c.also("extension", extra("score-centile", number(p.Centile)))
	}
	return c.also("extension", extra("score-scaled", p.Scaled))
}

func (b *bundler) measurement(id assessments.ID, x *assessments.Measurement) resource {
	r := b.noted(id, "exam", "Measurements for equipment").put("effectiveDateTime", moment(x.On, x.At)).put("encounter", b.ref(x.Contact, "Encounter"))
	r.put("performer", b.refs(x.By, "Practitioner", "RelatedPerson"))
	r.put("note", note(labelled("Position", x.Position), x.Note, labelled("Measure again after", x.RemeasureAfter.Words())))
	for _, m := range x.Rows {
		what := strings.Join(strings.Fields(strings.Join([]string{m.What, m.Side, of(m.Of), m.Note}, " ")), " ")
		r.also("component", resource{"code": words(cmp.Or(what, "Measurement")), "valueQuantity": quantity(m.Value, m.Unit)})
	}
	return r
}

func of(thing string) string {
	if thing == "" {
		return ""
	}
	return "of " + thing
}

// review is one scoring of a goal: its level, and the ratings that were asked. One that was not asked is not there.
func (b *bundler) review(id assessments.ID, x *assessments.GoalReview) resource {
	r := b.noted(id, "survey", "Goal attainment, from -2 much less to +2 much more than expected").put("effectiveDateTime", day(x.On))
	r.put("encounter", b.ref(x.Contact, "Encounter")).put("focus", list(b.ref(x.Goal, "Goal")))
	r.put("performer", b.refs([]assessments.ID{x.RatedBy}, "Patient", "RelatedPerson", "Practitioner"))
	if x.Level != nil {
		r["valueInteger"] = *x.Level
	}
	if x.How != "" {
		r["method"] = words(x.How)
	}
	for _, rating := range []struct {
		what  string
		value int
	}{{"How well, 1 to 10", x.Performance}, {"How happy with it, 1 to 10", x.Satisfaction}} {
		if rating.value != 0 {
			r.also("component", resource{"code": words(rating.what), "valueInteger": rating.value})
		}
	}
	r.put("note", note(x.Note))
	if x.Baseline {
		r.also("extension", extra("review-baseline", true))
	}
	return r
}
