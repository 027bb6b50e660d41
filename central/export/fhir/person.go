package fhir

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// relations are codes of HL7's RoleCode for what somebody is to a child. A child's own entry and a carer have none that fits.
var relations = map[string]string{"mother": "MTH", "father": "FTH", "parent": "PRN", "grandparent": "GRPRN", "relative": "FAMMEMB"}

const roleCodes = terms + "v3-RoleCode"

// personFields are the fields of a person that FHIR has no place for.
func personFields(p *assessments.Person) []plainField {
	return []plainField{
		{"job", func() *string { return &p.Job }}, {"organisation", func() *string { return &p.Organisation }}, {"level", func() *string { return &p.Level }},
		{"band", func() *string { return &p.Band }}, {"hcpc", func() *string { return &p.HCPC }}, {"initials", func() *string { return &p.Initials }},
		{"parental_responsibility", func() *string { return &p.Responsibility }}, {"lives", func() *string { return &p.Lives }},
		{"reads", func() *string { return &p.Reads }}, {"interpreter", func() *string { return &p.Interpreter }},
	}
}

// relatedPerson is somebody of the child's own world. What came in goes out as it came, unless a field has changed since.
func (b *bundler) relatedPerson(rec assessments.Record, p *assessments.Person) resource {
	r := kept(rec)
	r.dropOurs()
	was := &assessments.Person{}
	if len(r) > 0 {
		was = personFrom(r)
	}
	r["resourceType"], r["id"], r["patient"] = "RelatedPerson", string(rec.ID), b.subject()
	if r["meta"] == nil {
		r["meta"] = resource{"profile": []any{ukCore + "UKCore-RelatedPerson"}}
	}
	if p.Name != was.Name {
		r["name"] = list(resource{}.put("text", p.Name))
	}
	if p.Role != was.Role {
		if c := relations[p.Role]; c != "" {
			r["relationship"] = []any{code(roleCodes, c, p.Role)}
		} else {
			r["relationship"] = list(words(p.Role))
		}
	}
	if p.Phone != was.Phone || p.Email != was.Email {
		r["telecom"] = slices.Concat(telecom(p.Phone, p.Email), without(r["telecom"], "system", "phone", "email"))
	}
	if p.Language != was.Language {
		r["communication"] = list(language(p.Language))
	}
	for _, f := range personFields(p) {
		if f.name != "job" || p.Job != was.Job {
			r.also("extension", extra(fieldURL(assessments.KindPerson, f.name), *f.of()))
		}
	}
	r.missing(p.Missing)
	r.tidy("name", "relationship", "telecom", "communication", "extension")
	return r
}

// practitioner is somebody who works with the child, and what they work as.
func (b *bundler) practitioner(id assessments.ID, p *assessments.Person) []resource {
	r := begin("Practitioner", id, true).put("telecom", telecom(p.Phone, p.Email))
	r["name"] = list(resource{}.put("text", p.Name))
	if p.HCPC != "" {
		r["identifier"] = []any{resource{"type": words("HCPC registration number"), "value": p.HCPC}}
	}
	role := begin("PractitionerRole", assessments.DerivedID("fhir-role", id), true)
	role["practitioner"], role["code"] = b.ref(id), []any{words(p.JobWords())}
	if p.Organisation != "" {
		role["organization"] = resource{"display": p.Organisation}
	}
	return []resource{r, role}
}
