package fhir

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// consent is a yes or a no, or another basis with who decided on it. FHIR asks by which policy: here in words, because no
// published code tells a consent from a statutory request.
func (b *bundler) consent(id assessments.ID, x *assessments.Basis) resource {
	r := begin("Consent", id, true).put("dateTime", day(x.On))
	r["status"], r["patient"] = "active", b.subject()
	switch {
	case x.WithdrawnOn != "" && x.WithdrawnOn <= b.at:
		r["status"] = "inactive"
	case x.Decision == "refused":
		r["status"] = "rejected"
	}
	scope := "patient-privacy"
	if x.Purpose == "assess-and-treat" || x.Purpose == "referral-onward" || x.Purpose == "virtual" {
		scope = "treatment"
	}
	r["scope"] = code(terms+"consentscope", scope, "")
	r["category"] = []any{code("http://loinc.org", "59284-0", plain(x.Purpose))}
	r["policyRule"] = words(plain(x.Kind) + authority(x.Authority))
	r.put("performer", b.refs([]assessments.ID{x.GivenBy, x.Clinician}, "Patient", "RelatedPerson", "Practitioner"))
	if s := b.ref(b.service); s != nil {
		r["organization"] = []any{s}
	}
	allow := map[string]string{"given": "permit", "refused": "deny"}[x.Decision]
	provision := resource{}.put("type", allow).put("period", period(x.On, x.WithdrawnOn))
	if who := b.ref(x.Person, "Patient", "RelatedPerson", "Practitioner"); who != nil {
		provision["actor"] = []any{resource{"role": code(terms+"v3-ParticipationType", "IRCP", plain(x.Recipient)), "reference": who}}
	}
	r.put("provision", provision)
	for _, e := range []struct{ name, text string }{{"consent-recipient", strings.TrimSpace(x.Recipient + " " + x.Who)}, {"consent-words", x.Words}, {"consent-limits", x.Limits},
		{"consent-reason", x.Reason}, {"consent-objection", x.Objection}, {"consent-signed-name", x.SignedName}, {"consent-interpreter", x.Interpreter}} {
		r.also("extension", extra(e.name, e.text))
	}
	return r.also("extension", extra("consent-withdrawn-by", b.ref(x.WithdrawnBy, "Patient", "RelatedPerson", "Practitioner")))
}

func authority(a string) string {
	if a == "" {
		return ""
	}
	return ", by " + plain(a)
}

// plain makes words of a name in the record: "not-brought" becomes "not brought".
func plain(name string) string { return strings.ReplaceAll(name, "-", " ") }

// flag says that there is something to know, of what sort and since when, and that it is restricted. The words of an alert
// stay in the record: whoever gets the bundle asks.
func (b *bundler) flag(id assessments.ID, a *assessments.Alert) resource {
	r := begin("Flag", id, true)
	r["meta"].(resource)["security"] = []any{resource{"system": terms + "v3-Confidentiality", "code": "R"}}
	r["status"] = "active"
	if a.Ended != "" && a.Ended <= b.at {
		r["status"] = "inactive"
	}
	sort := plain(a.Type)
	if sort == "" {
		sort = "other"
	}
	r["category"] = []any{code(terms+"flag-category", "safety", "")}
	r["code"], r["subject"] = words("Alert: "+sort+". Ask the service for its words."), b.subject()
	return r.put("period", period(a.Since, a.Ended))
}
