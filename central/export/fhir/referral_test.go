package fhir

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const herePatient = "0190f000-0000-7000-8000-0000000000aa"

// intake is a place with one child that takes referrals.
func intake() Into {
	into := nowhere()
	child := assessments.Record{ID: herePatient, Kind: assessments.KindChild, Scope: assessments.ChildScope(herePatient),
		Fields: assessments.Encode(&assessments.Child{Name: "Here", Born: "2019-05-06", NHSNumber: "9994172638"})}
	into.Here = func(id assessments.ID) (assessments.Record, bool) { return child, id == child.ID }
	into.ByNumber = func(n string) (assessments.ID, bool) { return child.ID, n == "9994172638" }
	return into
}

func bundleWith(patient, request string) string {
	return `{"resourceType":"Bundle","type":"message","entry":[
{"fullUrl":"urn:uuid:p","resource":{"resourceType":"Patient",` + patient + `}},
{"fullUrl":"urn:uuid:m","resource":{"resourceType":"RelatedPerson","patient":{"reference":"urn:uuid:p"},"name":[{"text":"Demelza T"}],"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"MTH"}]}]}},
{"resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{"reference":"urn:uuid:p"},` + request + `}}]}`
}

const asked = `"authoredOn":"2026-02-09T23:30:00Z","priority":"asap","reasonCode":[{"text":"Writing is slow."},{"coding":[{"display":"Clumsiness"}]}],"note":[{"text":"Mum is worried."}]`

func TestReferral(t *testing.T) {
	got, wrong, err := Read(strings.NewReader(bundleWith(`"name":[{"text":"Pez T"}],"birthDate":"2018-03-04"`, asked+`,"requester":{"reference":"urn:uuid:m"}`)), "f.json", intake())
	if err != nil || len(wrong.List) > 0 || len(got.Records) != 3 {
		t.Fatalf("%+v, %v (%v)", got.Records, wrong.List, err)
	}
	var r assessments.Referral
	for _, x := range got.Records {
		if x.Kind == assessments.KindReferral {
			assessments.Decode(x.Fields, &r)
			if x.Scope.ID != got.Records[0].ID || got.Lines[x.ID] != 4 {
				t.Errorf("it is of %s, in line %d", x.Scope.ID, got.Lines[x.ID])
			}
		}
	}
	if r.Received != "2026-02-09" || r.Urgency != "urgent" || r.Reason != "Writing is slow.\nClumsiness\nMum is worried." || r.FromWho != "Demelza T" || r.Source != "parent" {
		t.Errorf("the referral: %+v", r)
	}
	// A child who is here: the referral joins, and neither the child nor anybody around it is written anew.
	got, wrong, err = Read(strings.NewReader(bundleWith(`"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9994172638"}],"birthDate":"2019-05-06"`, asked+`,"requester":{"display":"Dr Ash"}`)), "f.json", intake())
	if err != nil || len(wrong.List) > 0 || len(got.Records) != 1 || got.Records[0].Scope.ID != herePatient || got.Records[0].Fields.Text("from_who") != "Dr Ash" {
		t.Errorf("%+v, %v (%v)", got.Records, wrong.List, err)
	}
	// Without Here a file is of children only, as ever.
	if got := taken(t, []byte(bundleWith(`"name":[{"text":"Pez T"}],"birthDate":"2018-03-04"`, asked))); got.Left["ServiceRequest"] != 1 {
		t.Errorf("left: %v", got.Left)
	}
}

func TestReferral_Mistakes(t *testing.T) {
	const pez, here = `"name":[{"text":"Pez T"}],"birthDate":"2018-03-04"`, `"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9994172638"}],"birthDate":"2019-05-07"`
	for _, c := range []struct{ patient, request, says string }{
		{pez, `"authoredOn":"2026-02","reasonCode":[{"text":"x"}]`, "the time for triage starts on that day"},
		{pez, `"authoredOn":"2026-02-09"`, "gives no reason"},
		{pez, `"authoredOn":"2026-02-09","priority":"soonish","reasonCode":[{"text":"x"}]`, "one of routine, urgent, asap, stat"},
		{pez, `"id":"` + herePatient + `","authoredOn":"2026-02-09","reasonCode":[{"text":"x"}]`, "taken in already"},
		{here, asked, "with another date of birth"},
	} {
		_, wrong, err := Read(strings.NewReader(bundleWith(c.patient, c.request)), "f.json", intake())
		if err != nil || !strings.Contains(wrong.Error(), c.says) {
			t.Errorf("%s: %s (%v), want %q", c.request, wrong.Error(), err, c.says)
		}
	}
}
