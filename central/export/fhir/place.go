package fhir

import (
	"cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

func telecom(phone, email string) []any {
	var out []any
	if phone != "" {
		out = append(out, resource{"system": "phone", "value": phone})
	}
	if email != "" {
		out = append(out, resource{"system": "email", "value": email})
	}
	return out
}

func provider(id assessments.ID, s *assessments.Service) resource {
	r := begin("Organization", id, true).put("name", s.Name).put("telecom", telecom(s.Phone, s.Email))
	r["type"] = []any{code(terms+"organization-type", "prov", "")}
	return r.also("extension", extra("opening-hours", s.Hours))
}

// setting is an organisation, and the place where it is: an encounter names the place.
func (b *bundler) setting(id assessments.ID, s *assessments.Setting) []resource {
	kind := map[string]string{"clinic": "prov", "home-area": "other", "other": "other"}
	r := begin("Organization", id, true).put("name", s.Name).put("telecom", telecom(s.Phone, s.Email))
	r["type"] = []any{code(terms+"organization-type", cmp.Or(kind[s.Type], "edu"), s.Type)}
	place := begin("Location", placeID(id), true).put("name", s.Name).put("telecom", telecom(s.Phone, s.Email))
	place["status"], place["managingOrganization"] = "active", b.ref(id)
	if s.Address != "" {
		address := resource{"text": s.Address}
		r["address"], place["address"] = []any{address}, address
	}
	if t := locationTypes[s.Type]; t != "" {
		place["type"] = []any{code("https://fhir.hl7.org.uk/CodeSystem/UKCore-EncounterLocationTypeEngland", t, "")}
	}
	return []resource{r, place}
}

// locationTypes are the codes of the NHS Data Dictionary's ACTIVITY LOCATION TYPE CODE for where we work.
var locationTypes = map[string]string{"primary": "L01", "secondary": "L01", "special": "L01", "nursery": "L04", "college": "L02", "clinic": "B01", "home-area": "A01"}

// placeID is the id of the place of a setting, the same whoever derives it.
func placeID(setting assessments.ID) assessments.ID {
	return assessments.DerivedID("fhir-location", setting)
}
