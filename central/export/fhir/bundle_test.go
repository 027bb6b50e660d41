package fhir

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
)

const isla assessments.ID = "019a0001-0000-7003-8000-000000000001"

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func notebook(t testing.TB) []assessments.Record {
	t.Helper()
	b, err := practice.Bundles(assets.Demo, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	return b[0].Records
}

func asks(t testing.TB) *template.Library {
	t.Helper()
	lib, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

// TestAnswersInConfidence: what was answered just for the therapist is nowhere in a bundle, whoever answered, and the bundle says how
// much is not there; so is what was answered to questions that are not known here, because nobody knows what was promised.
func TestAnswersInConfidence(t *testing.T) {
	young := &assessments.Answers{Template: "questionnaire-young-person", Version: 1, On: "2026-03-12", By: isla, How: "paper",
		Values: []assessments.Answer{{Question: "like-called", Value: "openwords"}, {Question: "told-others", Value: "secretwords"}, {Question: "who-there"}}}
	teacher := &assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-03-12", How: "link", Who: "A teacher",
		Values: []assessments.Answer{{Question: "concern", Value: "yes"}}}
	unknown := &assessments.Answers{Template: "questionnaire-teacher", Version: 1007, On: "2026-03-12", Values: []assessments.Answer{{Question: "you", Value: "unknownwords"}}}
	records := with(notebook(t), young, "0190f000-0000-7000-8000-000000000001")
	records = with(records, teacher, "0190f000-0000-7000-8000-000000000002")
	records = with(records, unknown, "0190f000-0000-7000-8000-000000000003")
	got, raw := bundleOf(t, isla, records)
	for _, never := range []string{"secretwords", "unknownwords", "told-others", `"concern"`} {
		if bytes.Contains(raw, []byte(never)) {
			t.Errorf("%q is in the bundle", never)
		}
	}
	if !bytes.Contains(raw, []byte("openwords")) {
		t.Error("an answer that may go is not in the bundle")
	}
	said := 0
	for _, r := range got["QuestionnaireResponse"] {
		one, _ := json.Marshal(r)
		said += strings.Count(string(one), `answers-held","valueInteger":1}`)
	}
	if _, held, err := Export(isla, records, asks(t), noon); err != nil || held != 3 || said != 3 {
		t.Errorf("%d answers stayed and %d are said, want 3 of each: %v", held, said, err)
	}
}

// bundleOf exports a child and returns its resources by type.
func bundleOf(t testing.TB, child assessments.ID, records []assessments.Record) (map[string][]map[string]any, []byte) {
	t.Helper()
	raw, _, err := Export(child, records, asks(t), noon)
	if err != nil {
		t.Fatal(err)
	}
	var b struct {
		Entry []struct {
			FullURL  string
			Resource map[string]any
		}
	}
	if err := json.Unmarshal(raw, &b); err != nil {
		t.Fatal(err)
	}
	out := map[string][]map[string]any{}
	for _, e := range b.Entry {
		if e.FullURL != "urn:uuid:"+e.Resource["id"].(string) {
			t.Errorf("%s stands under %s", e.Resource["id"], e.FullURL)
		}
		kind := e.Resource["resourceType"].(string)
		out[kind] = append(out[kind], e.Resource)
	}
	return out, raw
}

func with(records []assessments.Record, src assessments.Typed, id assessments.ID) []assessments.Record {
	return append(slices.Clone(records), assessments.Record{ID: id, Kind: src.RecordKind(), Scope: assessments.ChildScope(isla), Fields: assessments.Encode(src)})
}

// TestKinds: each kind either becomes something or is left out with a reason, so that a new kind cannot be forgotten.
func TestKinds(t *testing.T) {
	for _, k := range assessments.Kinds() {
		_, mapped := types[k.Kind]
		if mapped == (LeftOut[k.Kind] != "") {
			t.Errorf("%s must be either mapped or left out with a reason", k.Kind)
		}
	}
}

// TestSameState: the same records in another order give the same bytes.
func TestSameState(t *testing.T) {
	records := notebook(t)
	_, first := bundleOf(t, isla, records)
	slices.Reverse(records)
	if _, again := bundleOf(t, isla, records); !bytes.Equal(first, again) {
		t.Error("the order of the records shows in the bundle")
	}
}

func TestIsla(t *testing.T) {
	got, raw := bundleOf(t, isla, notebook(t))
	for kind, n := range map[string]int{"Patient": 1, "RelatedPerson": 3, "Encounter": 9, "Goal": 5, "CarePlan": 1, "DeviceRequest": 4, "Consent": 8, "ServiceRequest": 7,
		"EpisodeOfCare": 1, "Task": 1, "Location": 1, "Organization": 2, "Condition": 7} {
		if len(got[kind]) != n {
			t.Errorf("%d resources of type %s, want %d", len(got[kind]), kind, n)
		}
	}
	p := got["Patient"][0]
	id := p["identifier"].([]any)[0].(map[string]any)
	if id["system"] != "https://fhir.nhs.uk/Id/nhs-number" || id["value"] != "9994172638" {
		t.Errorf("the NHS number is %v", id)
	}
	for _, has := range []string{`"code": "02"`, "UKCore-NHSNumberVerificationStatusEngland", "UKCore-Patient", `"O'Thistlewood"`, `"306167008"`} {
		if !bytes.Contains(raw, []byte(has)) {
			t.Errorf("%s is not in the bundle", has)
		}
	}
	for _, e := range got["Encounter"] {
		for _, m := range []string{"subject", "status", "class"} {
			if e[m] == nil {
				t.Errorf("an encounter has no %s", m)
			}
		}
	}
}

// TestReferences: what a bundle points to is in it.
func TestReferences(t *testing.T) {
	b, err := practice.Caseload(3, 15, practice.Today)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range b.Records {
		if r.Kind != assessments.KindChild {
			continue
		}
		_, raw := bundleOf(t, r.ID, b.Records)
		for _, part := range strings.Split(string(raw), `"reference": "`)[1:] {
			to, _, _ := strings.Cut(part, `"`)
			if !bytes.Contains(raw, []byte(`"fullUrl": "`+to+`"`)) {
				t.Errorf("%s points to %s, which is not there", r.ID, to)
			}
		}
		for _, other := range b.Records {
			if other.Kind == assessments.KindChild && other.ID != r.ID && bytes.Contains(raw, []byte(other.ID)) {
				t.Errorf("the bundle of %s names %s", r.ID, other.ID)
			}
		}
	}
}

// TestStays: what must not leave is not in the bytes.
func TestStays(t *testing.T) {
	records := notebook(t)
	note := func(common assessments.Common) *assessments.Observation {
		return &assessments.Observation{Common: common, On: "2026-03-12", Type: "fact", Text: "heron-" + common.Private}
	}
	records = with(records, note(assessments.Common{Private: "secretnote"}), "0190f000-0000-7000-8000-000000000001")
	records = with(records, note(assessments.Common{Confidential: true, Private: "whole"}), "0190f000-0000-7000-8000-000000000002")
	records = with(records, note(assessments.Common{Private: "struck"}), "0190f000-0000-7000-8000-000000000003")
	records = with(records, &assessments.EnteredInError{Of: "0190f000-0000-7000-8000-000000000003", Reason: "wrongchild"}, "0190f000-0000-7000-8000-000000000004")
	records = with(records, &assessments.Alert{Text: "alertwords", Type: "risk-to-staff"}, "0190f000-0000-7000-8000-000000000005")
	records = with(records, &assessments.Report{ReportKind: "ehc-advice", Recipient: "la", Tree: "drafttree"}, "0190f000-0000-7000-8000-000000000006")
	records = with(records, note(assessments.Common{Private: "ok"}), "0190f000-0000-7000-8000-000000000007")
	got, raw := bundleOf(t, isla, records)
	for _, never := range []string{"heron-whole", "heron-struck", "wrongchild", "alertwords", "drafttree", `"secretnote"`} {
		if bytes.Contains(raw, []byte(never)) {
			t.Errorf("%q left the record", never)
		}
	}
	if !bytes.Contains(raw, []byte("heron-ok")) || len(got["Flag"]) != 1 {
		t.Error("what may leave is not there")
	}
}

// TestNotBrought: nobody reads that a child's visit was cancelled when the child was not brought.
func TestNotBrought(t *testing.T) {
	records := with(notebook(t), &assessments.Contact{Type: "visit", On: "2026-03-12", From: "09:30", Status: "not-brought"}, "0190f000-0000-7000-8000-000000000001")
	got, _ := bundleOf(t, isla, records)
	for _, e := range got["Encounter"] {
		if e["id"] != "0190f000-0000-7000-8000-000000000001" {
			continue
		}
		raw, _ := json.Marshal(e)
		if e["status"] != "cancelled" || !bytes.Contains(raw, []byte(`"valueString":"not-brought"`)) || !bytes.Contains(raw, []byte(`"start":"2026-03-12T09:30:00Z"`)) {
			t.Errorf("%s", raw)
		}
		return
	}
	t.Error("the visit is not there")
}

// TestSetting_NotNoughtWhereNobodySaid: a reader elsewhere learns that a seat height is open, not that it is 0 mm; an upright back stands at 0
// degrees; a row that was only begun says nothing.
func TestSetting_NotNoughtWhereNobodySaid(t *testing.T) {
	const chair assessments.ID = "0190f000-0000-7000-8000-000000000001"
	got, _ := bundleOf(t, isla, with(notebook(t), &assessments.Equipment{Item: "Chair", Status: "in-use", Settings: []assessments.Setup{
		{What: "Seat height", Unit: "mm"}, {What: "Back angle", Value: new(0.0), Unit: "degrees"}, {Unit: "mm"}}}, chair))
	for _, d := range got["DeviceRequest"] {
		if d["id"] != string(chair) {
			continue
		}
		want := `[{"code":{"text":"Seat height"}},{"code":{"text":"Back angle"},"valueQuantity":{"code":"deg","system":"http://unitsofmeasure.org","unit":"degrees","value":0}}]`
		if raw, _ := json.Marshal(d["parameter"]); string(raw) != want {
			t.Errorf("%s", raw)
		}
		return
	}
	t.Error("the chair is not there")
}

func TestSignedReport(t *testing.T) {
	signed := &assessments.Report{ReportKind: "ehc-advice", Recipient: "la", SignedOn: "2026-03-12", PDF: "JVBERi0xLjc="}
	records := with(notebook(t), signed, "0190f000-0000-7000-8000-000000000001")
	again := *signed
	again.Replaces = "0190f000-0000-7000-8000-000000000001"
	got, _ := bundleOf(t, isla, with(records, &again, "0190f000-0000-7000-8000-000000000002"))
	docs := got["DocumentReference"]
	if len(docs) != 2 || docs[0]["status"] != "superseded" || docs[1]["status"] != "current" {
		t.Fatalf("%v", docs)
	}
	raw, _ := json.Marshal(docs[1])
	if !bytes.Contains(raw, []byte(`"data":"JVBERi0xLjc="`)) || !bytes.Contains(raw, []byte(`"code":"replaces"`)) {
		t.Errorf("%s", raw)
	}
}

func TestNoSuchChild(t *testing.T) {
	if _, _, err := Export("0190f000-0000-7000-8000-00000000dead", notebook(t), asks(t), noon); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("%v", err)
	}
}
