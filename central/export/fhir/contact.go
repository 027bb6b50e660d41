package fhir

import (
	"cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// visits: an encounter has no word for a child who was not brought; it is cancelled, and the outcome says why.
var visits = map[string]string{"planned": "planned", "started": "in-progress", "attended": "finished", "not-brought": "cancelled", "did-not-attend": "cancelled",
	"cancelled": "cancelled", "rescheduled": "cancelled"}

// classes are HL7's ActCode for where an encounter takes place.
func class(x *assessments.Contact) string {
	switch {
	case x.Place == "phone" || x.Place == "video" || x.Type == "call" || x.Type == "video" || x.Type == "message":
		return "VR"
	case x.Place == "home":
		return "HH"
	case x.Place == "school" || x.Place == "nursery":
		return "FLD"
	}
	return "AMB"
}

func (b *bundler) encounter(id assessments.ID, x *assessments.Contact) resource {
	r := begin("Encounter", id, true)
	r["status"], r["subject"] = cmp.Or(visits[x.Status], "unknown"), b.subject()
	r["class"] = resource{"system": terms + "v3-ActCode", "code": class(x)}
	r["type"] = []any{words(plain(x.Type))}
	r.put("period", resource{}.put("start", moment(x.On, x.From)).put("end", end(x)))
	if x.Purpose != "" {
		r["reasonCode"] = []any{words(x.Purpose)}
	}
	for i, who := range append([]assessments.ID{x.Clinician}, x.Joint...) {
		if p := b.ref(who, "Practitioner"); p != nil {
			role := "PPRF"
			if i > 0 {
				role = "SPRF"
			}
			r.also("participant", resource{"type": []any{code(terms+"v3-ParticipationType", role, "")}, "individual": p})
		}
	}
	for _, p := range x.Participants {
		if who := b.ref(p.Person, "Practitioner", "RelatedPerson"); who != nil && (p.Present == "yes" || p.Present == "part") {
			r.also("participant", resource{"individual": who})
		}
	}
	if b.made[x.Setting] == "Organization" && b.records[x.Setting].Kind == assessments.KindSetting {
		r["location"] = []any{resource{"location": resource{"reference": urn(string(placeID(x.Setting)))}}}
	}
	r.put("serviceProvider", b.ref(b.service))
	r.also("extension", extra("contact-outcome", x.Status)).also("extension", extra("contact-place", x.Place)).also("extension", extra("contact-child-present", x.ChildPresent))
	r.also("extension", extra("contact-reason", x.Reason)).also("extension", extra("contact-summary", x.Summary)).also("extension", extra("contact-next", x.Next))
	return r
}

// end is the hour it ended, or the day where no hour is known: an end before the start is worse than none.
func end(x *assessments.Contact) string {
	switch {
	case x.From == "":
		return day(x.On)
	case x.To == "":
		return ""
	}
	return moment(x.On, x.To)
}
