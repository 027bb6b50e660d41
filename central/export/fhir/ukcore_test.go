package fhir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// options are the elements of UK Core's Patient (2.6.1, of 2025), each in every way that the profile leaves open: the members are put
// beside a name and a date of birth. Whatever is here comes in as JSON and as XML, and goes out as it came.
var options = map[string]string{
	"birthPlace":                 `"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":{"use":"temp","line":["Ward 3","Mill Lane"],"city":"Exampleton","district":"Exampleshire","state":"E","country":"GBR","postalCode":"ZZ99 3AA","period":{"start":"2018-03-04","end":"2018-03-06"}}}]`,
	"birthSex":                   `"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex","valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-BirthSex","code":"I"}]}}]`,
	"cadavericDonor":             `"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-cadavericDonor","valueBoolean":true}]`,
	"contactPreference":          `"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactPreference","extension":[{"url":"PreferredContactMethod","valueCodeableConcept":{"coding":[{"code":"3"}]}},{"url":"PreferredContactTimes","valueTiming":{"repeat":{"boundsPeriod":{"start":"2020-01-01"},"frequency":1,"period":1.50,"periodUnit":"d","dayOfWeek":["mon","fri"],"timeOfDay":["09:00:00"],"offset":10}}},{"url":"PreferredWrittenCommunicationFormat","valueCodeableConcept":{"coding":[{"code":"11","display":"Large print"}]}}]}]`,
	"deathNotificationStatus":    `"deceasedDateTime":"2020-02","extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus","extension":[{"url":"deathNotificationStatus","valueCodeableConcept":{"coding":[{"code":"2"}]}},{"url":"systemEffectiveDate","valueDateTime":"2020-03-01T00:00:00+00:00"}]}]`,
	"ethnicCategory":             `"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory","valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland","code":"G","userSelected":true}],"text":"as the family says it"}}]`,
	"fetalStatus":                `"extension":[{"url":"http://hl7.org/fhir/6.0/StructureDefinition/extension-Patient.fetalStatus","valueCodeableConcept":{"text":"live birth"}}]`,
	"residentialStatus":          `"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ResidentialStatus","valueCodeableConcept":{"coding":[{"code":"H"}]}}]`,
	"interpreterRequired":        `"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired","valueBoolean":false}]`,
	"nhsNumberUnavailable":       `"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberUnavailableReason","valueCodeableConcept":{"coding":[{"code":"NEW"}]}}]`,
	"an extension of a stranger": `"extension":[{"id":"x1","url":"https://unknown.example/e","valueQuantity":{"value":3.10,"comparator":"<","unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}},{"url":"https://unknown.example/deep","extension":[{"url":"a","extension":[{"url":"b","valueMarkdown":"*b*"}]}]}]`,
	"modifierExtension":          `"modifierExtension":[{"url":"https://unknown.example/m","valueCode":"c"}]`,
	"identifiers":                `"identifier":[{"use":"official","system":"https://hospital.example/id","value":"A 77","period":{"start":"2018"},"assigner":{"display":"Millrace","identifier":{"value":"RXX"}}},{"use":"old","type":{"text":"old number"},"value":"7"},{"use":"secondary","value":"8"},{"use":"temp","value":"9"}]`,
	"verified":                   `"identifier":[{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus","valueCodeableConcept":{"coding":[{"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland","code":"01"}]}}],"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9994172638"}]`,
	"trace in dispute":           `"identifier":[{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus","valueCodeableConcept":{"coding":[{"code":"08"}]}}],"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9994172638"}]`,
	"active":                     `"active":true`,
	"not active":                 `"active":false`,
	"names":                      `"name":[{"use":"usual","text":"P T"},{"use":"official","family":"T","given":["P","Q"],"prefix":["Mx"],"suffix":["III"],"period":{"start":"2018-03-04"}},{"use":"temp","text":"Baby T"},{"use":"nickname","given":["Pez"]},{"use":"anonymous","text":"A"},{"use":"old","family":"Before"},{"use":"maiden","family":"M"}]`,
	"a name with extensions":     `"name":[{"use":"official","text":"P T","_text":{"id":"t"},"given":["P",null,"R"],"_given":[null,{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]},{"id":"g"}]}]`,
	"no name":                    `"name":[{"_text":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}]`,
	"telecoms":                   `"telecom":[{"system":"phone","value":"01632 960003","use":"home","rank":1},{"system":"phone","value":"01632 960004","use":"mobile","rank":2,"period":{"end":"2026"}},{"system":"fax","value":"1"},{"system":"email","value":"p@practice.example","use":"work"},{"system":"pager","value":"2"},{"system":"url","value":"https://practice.example"},{"system":"sms","value":"01632 960005","use":"temp"},{"system":"other","_system":{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-OtherContactSystem","valueCodeableConcept":{"coding":[{"code":"textphone"}]}}]},"value":"3","use":"old"}]`,
	"gender male":                `"gender":"male"`,
	"gender female":              `"gender":"female"`,
	"gender other":               `"gender":"other"`,
	"gender unknown":             `"gender":"unknown"`,
	"birthTime":                  `"_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"2018-03-04T15:39:00+00:00"}]}`,
	"month of birth":             `"birthDate":"2018-03"`,
	"year of birth":              `"birthDate":"2018","_birthDate":{"id":"b","extension":[{"url":"https://unknown.example/approximate","valueBoolean":true}]}`,
	"no date of birth":           `"birthDate":null`,
	"date of birth masked":       `"birthDate":null,"_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}`,
	"alive":                      `"deceasedBoolean":false`,
	"died":                       `"deceasedBoolean":true`,
	"died on":                    `"deceasedDateTime":"2020-02-29T09:30:00Z"`,
	"addresses":                  `"address":[{"use":"home","type":"both","text":"7 Lapwing Rise","line":["7 Lapwing Rise","Exampleton"],"city":"Exampleton","district":"D","state":"S","country":"GBR","postalCode":"ZZ99 3AA","period":{"start":"2019","end":"2027-01-02"},"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-AddressKey","extension":[{"url":"type","valueCodeableConcept":{"coding":[{"code":"UPRN"}]}},{"url":"value","valueString":"1"}]}]},{"use":"work","type":"postal","text":"W"},{"use":"temp","type":"physical","text":"T"},{"use":"old","text":"O"},{"use":"billing","text":"B"}]`,
	"maritalStatus":              `"maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"S"}]}`,
	"multipleBirth":              `"multipleBirthBoolean":true`,
	"second of twins":            `"multipleBirthInteger":2`,
	"photo":                      `"photo":[{"contentType":"image/png","language":"en","data":"iVBORw0KGgo=","title":"T","creation":"2020-01-01"},{"contentType":"image/jpeg","url":"https://hospital.example/p.jpg","size":10,"hash":"iVBORw0KGgo="}]`,
	"contacts":                   `"contact":[{"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank","valuePositiveInt":1},{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-CopyCorrespondenceIndicator","valueBoolean":true}],"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-RoleCode","code":"AUNT"}]},{"text":"guardian"}],"name":{"family":"T","given":["L"]},"telecom":[{"system":"phone","value":"01632 960006","rank":1}],"address":{"line":["3 Withy Bank"]},"gender":"female","period":{"start":"2020"}},{"organization":{"reference":"#gp"}}],"contained":[{"resourceType":"Organization","id":"gp","name":"Millrace"}]`,
	"communications":             `"communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en"}]}},{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-proficiency","extension":[{"url":"level","valueCoding":{"code":"E"}},{"url":"type","valueCoding":{"code":"RSP"}}]}],"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"bfi"},{"system":"http://snomed.info/sct","code":"703963007"}],"text":"British Sign Language and Makaton"},"preferred":true}]`,
	"general practitioners":      `"generalPractitioner":[{"reference":"#o"},{"reference":"#p"},{"reference":"#r"},{"type":"Organization","identifier":{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"A12345"},"display":"Millrace"}],"contained":[{"resourceType":"Organization","id":"o","name":"Millrace","alias":["The Race"],"contact":[{"purpose":{"text":"x"}}]},{"resourceType":"Practitioner","id":"p","name":[{"family":"D"}],"qualification":[{"code":{"text":"MRCGP"}}]},{"resourceType":"PractitionerRole","id":"r","practitioner":{"reference":"#p"},"organization":{"reference":"#o"},"location":[{"reference":"#l"}],"healthcareService":[{"reference":"#h"}],"endpoint":[{"reference":"#e"}],"availableTime":[{"daysOfWeek":["mon"],"availableStartTime":"09:00:00"}]},{"resourceType":"Location","id":"l","name":"Room 1","position":{"longitude":-1.10,"latitude":52.50}},{"resourceType":"HealthcareService","id":"h","name":"Clinic","appointmentRequired":true},{"resourceType":"Endpoint","id":"e","status":"active","connectionType":{"code":"hl7-fhir-rest"},"payloadType":[{"text":"any"}],"address":"https://hospital.example/fhir"}]`,
	"managingOrganization":       `"managingOrganization":{"reference":"Organization/7","display":"Millrace"}`,
	"links":                      `"link":[{"other":{"reference":"Patient/1"},"type":"replaces"},{"other":{"reference":"Patient/2"},"type":"replaced-by"},{"other":{"reference":"Patient/3"},"type":"refer"},{"other":{"reference":"RelatedPerson/4"},"type":"seealso"}]`,
	"narrative and meta":         `"text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>P &amp; <b>T</b></p></div>"},"implicitRules":"https://practice.example/rules","language":"en-GB","meta":{"versionId":"3","lastUpdated":"2026-01-02T03:04:05.678+00:00","source":"urn:x","profile":["https://practice.example/own"],"security":[{"code":"R"}],"tag":[{"code":"t","version":"1"}]}`,
}

// patientWith is a Patient with the members of an option in place of its own.
func patientWith(t *testing.T, members string) resource {
	t.Helper()
	read := func(text string) map[string]any {
		var x any
		if err := decode([]byte(text), &x); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return x.(map[string]any)
	}
	p, more := read(`{"resourceType":"Patient","id":"else-1","name":[{"use":"official","text":"P T"}],"birthDate":"2018-03-04"}`), read("{"+members+"}")
	maps.Copy(p, more)
	maps.DeleteFunc(p, func(_ string, v any) bool { return v == nil })
	return asResource(p).(resource)
}

// inXML writes a resource as XML, by the definitions that the import reads it by.
func inXML(t *testing.T, name, typ string, v, beside any) string {
	t.Helper()
	r, object := v.(resource)
	switch {
	case typ == "xhtml":
		return v.(string)
	case typ == "Any":
		kind := r["resourceType"].(string)
		return "<" + name + ">" + inXML(t, kind, kind, r, nil) + "</" + name + ">"
	case !object:
		out := "<" + name
		if v != nil {
			out += ` value="` + html.EscapeString(fmt.Sprint(v)) + `"`
		}
		b, _ := beside.(resource)
		if id, ok := b["id"].(string); ok {
			out += ` id="` + id + `"`
		}
		out += ">"
		for _, x := range asList(b["extension"]) {
			out += inXML(t, "extension", "Extension", x, nil)
		}
		return out + "</" + name + ">"
	}
	out := "<" + name
	for _, a := range []string{"id", "url"} {
		if text, ok := r[a].(string); ok && (typ == "Extension" || a == "id" && shapes[typ]["id"].typ == "string") {
			out += " " + a + `="` + html.EscapeString(text) + `"`
		}
	}
	if r["resourceType"] != nil && typ == name {
		out += ` xmlns="http://hl7.org/fhir"`
	}
	out += ">"
	members := map[string]bool{}
	for m := range r {
		members[strings.TrimPrefix(m, "_")] = true
	}
	for _, m := range slices.Sorted(maps.Keys(members)) {
		e, known := shapes[typ][m]
		attribute := typ == "Extension" && m == "url" || m == "id" && e.typ == "string"
		if m == "resourceType" || attribute {
			continue
		}
		if !known {
			t.Fatalf("%s has no %s", typ, m)
		}
		if !e.list {
			out += inXML(t, m, e.typ, r[m], r["_"+m])
			continue
		}
		items, sides := asList(r[m]), asList(r["_"+m])
		for i := range max(len(items), len(sides)) {
			var item, side any
			if i < len(items) {
				item = items[i]
			}
			if i < len(sides) {
				side = sides[i]
			}
			out += inXML(t, m, e.typ, item, side)
		}
	}
	return out + "</" + name + ">"
}

// TestUKCorePatient: every option comes in, as JSON and as XML, and goes out again with nothing changed but its id and the profile that
// is named; what goes out comes in as the same child.
func TestUKCorePatient(t *testing.T) {
	for name, members := range options {
		want := patientWith(t, members)
		raw, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		for form, file := range map[string]string{"JSON": string(raw), "XML": inXML(t, "Patient", "Patient", want, nil)} {
			got, err := Parse(strings.NewReader(file), "file", nowhere())
			if err != nil {
				t.Errorf("%s as %s: %v\n%s", name, form, err, file)
				continue
			}
			rec := got.Records[0]
			if p := assessments.Check(rec); len(p) > 0 {
				t.Errorf("%s as %s: the record breaks a rule: %v", name, form, p)
			}
			whole, is := patientOf(t, rec)
			is.dropOurs()
			is.tidy("extension")
			is["id"] = want["id"]
			meta, _ := is["meta"].(resource)
			if meta["profile"] = slices.DeleteFunc(asList(meta["profile"]), func(x any) bool { return x == ukCore+"UKCore-Patient" }); nothing(meta["profile"]) {
				delete(meta, "profile")
			}
			if nothing(meta) {
				delete(is, "meta")
			}
			if d := cmp.Diff(want, is); d != "" {
				t.Errorf("%s as %s, given back (-want +got):\n%s", name, form, d)
			}
			again, err := Parse(bytes.NewReader(whole), "again", nowhere())
			if err != nil {
				t.Errorf("%s as %s does not come in again: %v", name, form, err)
				continue
			}
			for _, field := range rec.Fields.Names() {
				if field != keptField && !assessments.SameJSON(rec.Fields[field], again.Records[0].Fields[field]) {
					t.Errorf("%s as %s: %s was %s and is %s", name, form, field, rec.Fields[field], again.Records[0].Fields[field])
				}
			}
		}
	}
}

// patientOf is the Patient of a record's bundle, with its numbers as they are written: 1.50 is not 1.5.
func patientOf(t *testing.T, rec assessments.Record) ([]byte, resource) {
	t.Helper()
	_, whole := bundleOf(t, rec.ID, []assessments.Record{rec})
	var x any
	if err := decode(whole, &x); err != nil {
		t.Fatal(err)
	}
	for _, e := range asList(asResource(x).(resource)["entry"]) {
		if p := e.(resource)["resource"].(resource); p["resourceType"] == "Patient" {
			return whole, p
		}
	}
	t.Fatal("the bundle has no Patient")
	return nil, nil
}

// TestPartOfADate: a child whose whole date of birth is not known is taken, without one, and says what was given. When somebody
// completes it, it goes out whole.
func TestPartOfADate(t *testing.T) {
	for members, says := range map[string]string{
		options["month of birth"]:       "Only 2018-03 came with the record. Ask the family for the whole date of birth.",
		options["year of birth"]:        "Only 2018 came with the record. Ask the family for the whole date of birth.",
		options["no date of birth"]:     "No date of birth came with the record. Ask the family for it.",
		options["date of birth masked"]: "No date of birth came with the record. Ask the family for it.",
	} {
		raw, _ := json.Marshal(patientWith(t, members))
		got := taken(t, raw)
		var c assessments.Child
		rec := got.Records[0]
		assessments.Decode(rec.Fields, &c)
		if c.Born != "" || c.Missing["born"] != says || len(got.Notes) != 1 || !strings.Contains(got.Notes[0], says) {
			t.Errorf("%s: born %q, missing %q, notes %q", members, c.Born, c.Missing["born"], got.Notes)
		}
		rec.Fields["born"] = json.RawMessage(`"2018-03-09"`)
		delete(rec.Fields, "missing")
		out, _ := bundleOf(t, rec.ID, []assessments.Record{rec})
		p := out["Patient"][0]
		side, _ := json.Marshal(p["_birthDate"])
		if p["birthDate"] != "2018-03-09" || bytes.Contains(side, []byte("masked")) {
			t.Errorf("%s, completed: %v %s", members, p["birthDate"], side)
		}
		if strings.Contains(members, "approximate") && !bytes.Contains(side, []byte("approximate")) {
			t.Errorf("what else was said of the date is gone: %s", side)
		}
	}
}

// TestNotices: what a person must know of a Patient before writing to anybody is said.
func TestNotices(t *testing.T) {
	for name, says := range map[string]string{"died": "as having died", "died on": "as having died", "deathNotificationStatus": "as having died",
		"not active": "no longer in use", "links": "taken the place of this one", "alive": "", "active": ""} {
		raw, _ := json.Marshal(patientWith(t, options[name]))
		got := strings.Join(taken(t, raw).Notes, "\n")
		if says == "" && got != "" || !strings.Contains(got, says) {
			t.Errorf("%s: %q, want %q", name, got, says)
		}
	}
}
