package fhir

import (
	"cmp"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// needed are the states of a request for a device. What was tried and will not do is revoked; what is in use is completed.
var needed = map[string]string{"recommended": "active", "on-trial": "active", "not-suitable": "revoked", "ordered": "active", "in-use": "completed", "referred": "active", "returned": "completed"}

func (b *bundler) equipment(id assessments.ID, x *assessments.Equipment) resource {
	r := begin("DeviceRequest", id, false).put("status", needed[x.Status])
	r["intent"], r["subject"] = "proposal", b.subject()
	if x.Status == "ordered" || x.Status == "in-use" || x.Status == "returned" {
		r["intent"] = "order"
	}
	r["codeCodeableConcept"] = words(cmp.Or(x.Name(), x.Item))
	r.put("authoredOn", day(x.OrderedOn))
	for _, s := range x.Settings {
		switch p := (resource{"code": words(cmp.Or(s.What, "Setting"))}); {
		case s.Given():
			p["valueQuantity"] = quantity(*s.Value, s.Unit)
			r.also("parameter", p)
		case s.What != "": // what is to be set, which nobody has measured yet
			r.also("parameter", p)
		}
	}
	if x.Why != "" {
		r["reasonCode"] = []any{words(x.Why)}
	}
	r.put("requester", b.ref(x.RecordedBy, "Practitioner"))
	item := ""
	if x.Item != x.Name() {
		item = x.Item
	}
	r.put("note", note(item, labelled("Use", x.Use), labelled("Set up", x.SetNote), labelled("With", strings.Join(x.Accessories, "; ")), labelled("Owner", x.Owner),
		labelled("Funder", x.Funder), labelled("Checks", strings.Join(x.Checks, "; ")), labelled("Fit check due", x.ReviewOn.Words()), labelled("Safety notice", x.Notice)))
	return r.also("extension", extra("equipment-status", x.Status)).also("extension", extra("equipment-section", x.Section))
}
