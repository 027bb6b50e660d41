package fhir

import (
	"cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// communityOT is the SNOMED CT code of a referral to a community occupational therapist, the only one the records can vouch for.
const communityOT = "306167008"

// priorities: FHIR's asap is above its urgent, so the middle of our three is urgent and the highest asap.
var priorities = map[string]string{"routine": "routine", "soon": "urgent", "urgent": "asap"}

// referral is the request for help, and the episode of care it opened.
func (b *bundler) referral(id assessments.ID, x *assessments.Referral) []resource {
	r := begin("ServiceRequest", id, true).put("priority", priorities[x.Urgency]).put("authoredOn", day(x.Received))
	end, over := b.discharged()
	r["status"] = "active"
	switch {
	case over:
		r["status"] = "completed"
	case x.Outcome == "declined" || x.Outcome == "signposted" || x.Outcome == "advice-and-discharge":
		r["status"] = "revoked"
	}
	r["intent"], r["subject"] = "order", b.subject()
	r["code"] = code("http://snomed.info/sct", communityOT, "Referral to community occupational therapy")
	if by := b.ref(x.From, "Practitioner", "RelatedPerson", "Patient"); by != nil {
		r["requester"] = by
	} else if who := cmp.Or(x.FromWho, plain(x.Source)); who != "" {
		r["requester"] = resource{"display": who}
	}
	r.put("performer", list(b.ref(b.service)))
	if x.Reason != "" {
		r["reasonCode"] = []any{words(x.Reason)}
	}
	for _, c := range x.Conditions {
		r.also("reasonCode", words(c))
	}
	r.put("note", note(labelled("Asks", joined(x.Questions)), labelled("Areas of concern", joined(x.Areas)), labelled("Triage", triage(x)), labelled("Next step", x.NextStep)))
	r.also("extension", extra("referral-outcome", x.Outcome)).also("extension", extra("referral-tier", x.Tier)).also("extension", extra("referral-channel", x.Channel))
	if x.EpisodeOn == "" {
		return []resource{r}
	}
	e := begin("EpisodeOfCare", assessments.DerivedID("fhir-episode", id), true).put("period", period(x.EpisodeOn, end))
	e["status"], e["patient"], e["referralRequest"] = "active", b.subject(), []any{b.ref(id)}
	if over {
		e["status"] = "finished"
	}
	return []resource{r, e.put("managingOrganization", b.ref(b.service))}
}

func triage(x *assessments.Referral) string {
	if x.TriagedOn == "" {
		return ""
	}
	return x.TriagedOn.Words() + ", " + cmp.Or(plain(x.Outcome), "no decision recorded")
}

func joined(texts []string) string {
	out := ""
	for i, t := range texts {
		if i > 0 {
			out += "; "
		}
		out += plain(t)
	}
	return out
}

// discharged is the day of the last discharge that stands on the bundle's day.
func (b *bundler) discharged() (on assessments.Date, over bool) {
	for _, id := range b.order {
		r := b.records[id]
		if r.Kind != assessments.KindDischarge {
			continue
		}
		var d assessments.Discharge
		assessments.Decode(r.Fields, &d)
		if d.On.Valid() && d.On <= b.at && d.ReopenedOn == "" && d.On >= on {
			on, over = d.On, true
		}
	}
	return on, over
}

// adviceRequest is a task that the local authority set, with the day it is due.
func (b *bundler) adviceRequest(id assessments.ID, x *assessments.AdviceRequest) resource {
	r := begin("Task", id, true).put("authoredOn", day(x.Received)).put("description", x.Questions)
	r["status"], r["intent"], r["for"] = "in-progress", "order", b.subject()
	if x.SentOn != "" {
		r["status"] = "completed"
		r["executionPeriod"] = period(x.Received, x.SentOn)
	}
	r["code"] = words("Advice for an education, health and care needs assessment")
	if x.From != "" {
		r["requester"] = resource{"display": x.From}
	}
	if due := x.Due(); due != "" {
		r["restriction"] = resource{"period": resource{"end": day(due)}}
	}
	if x.Reference != "" {
		r["identifier"] = []any{resource{"type": words("Reference of the local authority"), "value": x.Reference}}
	}
	return r.put("owner", b.ref(b.service))
}
