package fhir

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
)

// nowhere is a place that holds no child yet.
func nowhere() Into {
	n := 0
	return Into{
		NewID:    func() string { n++; return fmt.Sprintf("0190f000-0000-7000-8000-%012d", n) },
		ByNumber: func(string) (assessments.ID, bool) { return "", false },
	}
}

func taken(t testing.TB, raw []byte) Taken {
	t.Helper()
	got, err := Parse(bytes.NewReader(raw), "file", nowhere())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// lost are the fields of children and people that a bundle does not carry, each with the reason.
var lost = map[string]string{
	"recorded_by":  "who wrote it down belongs to the record it was written in",
	"recorded_at":  "so does when",
	"private":      "a working note never leaves the record",
	"other_names":  "the names of other children never leave the record",
	"not_for":      "a rule about this record's own reports",
	"moved_from":   "the record's own history",
	"moved_signer": "the record's own history",
}

// TestThereAndBack: export, then import, loses nothing of a child or of the people around it but what is listed.
func TestThereAndBack(t *testing.T) {
	b, err := practice.Caseload(11, 100, practice.Today)
	if err != nil {
		t.Fatal(err)
	}
	records := append(b.Records, notebook(t)...)
	compared, gone := 0, map[string]bool{}
	for _, r := range records {
		if r.Kind != assessments.KindChild {
			continue
		}
		_, raw := bundleOf(t, r.ID, records)
		back := map[assessments.ID]assessments.Record{}
		for _, x := range taken(t, raw).Records {
			back[x.ID] = x
		}
		for _, was := range records {
			if was.Scope != assessments.ChildScope(r.ID) || typeOf(was) != "Patient" && typeOf(was) != "RelatedPerson" {
				continue
			}
			is, ok := back[was.ID]
			if !ok || is.Kind != was.Kind || is.Scope != was.Scope {
				t.Errorf("%s %s did not come back", was.Kind, was.ID)
				continue
			}
			for _, name := range was.Fields.Names() {
				if lost[name] != "" {
					gone[name] = true
				} else if !assessments.SameJSON(was.Fields[name], is.Fields[name]) {
					t.Errorf("%s of a %s was %s and is %s", name, was.Kind, was.Fields[name], is.Fields[name])
				}
			}
			for _, name := range is.Fields.Names() {
				if was.Fields[name] == nil {
					t.Errorf("%s of a %s came from nowhere: %s", name, was.Kind, is.Fields[name])
				}
			}
			compared++
		}
	}
	if compared < 300 || !gone["recorded_by"] {
		t.Errorf("compared %d records, lost %v", compared, gone)
	}
}

// TestEveryField: the same with every field of a child and a person filled, which no practice child has.
func TestEveryField(t *testing.T) {
	child := &assessments.Child{Name: "Lí-Méi Marlpoole", GivenName: "Lí-Méi", FamilyName: "Marlpoole", KnownAs: "Mei", NameNote: "as it is", HomeName: "Meimei", Pronoun: "she",
		Born: "2019-05-06", NHSNumber: "9994172638", NHSStatus: "verified", UPN: "H801200001001", Gestation: "29+2", Hand: "left", Address: "1 Withy Bank", Postcode: "ZZ99 3AA",
		Year: "Year 1", Class: "Otters", Attendance: "mornings", NextSetting: "not known", Language: "Chinese", Interpreter: "always", Format: "16pt", EHCPlan: "draft",
		Died: "2026-11-02", Setting: "0190f000-0000-7000-8000-0000000000a5", Diagnoses: []string{"One", "Two"}}
	child.Missing = map[string]string{"upn": "school to give"}
	person := &assessments.Person{Name: "Yù-Lán Marlpoole", Role: "mother", Job: "nurse", Organisation: "a ward", Level: "3", Band: "6", HCPC: "OT1", Initials: "YM", Responsibility: "yes",
		Lives: "apart", Language: "Chinese", Reads: "Chinese", Interpreter: "sometimes", Phone: "01632 960001", Email: "y@practice.example"}
	records := []assessments.Record{
		{ID: isla, Kind: assessments.KindChild, Scope: assessments.ChildScope(isla), Fields: assessments.Encode(child)},
		{ID: "019a0001-0000-7003-8000-000000000002", Kind: assessments.KindPerson, Scope: assessments.ChildScope(isla), Fields: assessments.Encode(person)},
	}
	school := assessments.Record{ID: child.Setting, Kind: assessments.KindSetting, Scope: assessments.SettingScope(child.Setting), Fields: assessments.Encode(&assessments.Setting{Name: "Larkbarrow Primary", Type: "primary"})}
	// What stands in lost does not come back, what is confidential does not leave, and fhir is where TestKept looks.
	for _, k := range assessments.Kinds() {
		for _, f := range k.Fields() {
			for _, rec := range records {
				if rec.Kind == k.Kind && rec.Fields[f.Name] == nil && lost[f.Name] == "" && f.Name != "confidential" && f.Name != keptField && !(k.Kind == assessments.KindPerson && f.Name == "missing") {
					t.Errorf("%s of a %s is not filled, so that nobody knows whether it comes back", f.Name, k.Kind)
				}
			}
		}
	}
	for _, role := range enumOf(assessments.KindPerson, "role") {
		for _, number := range []string{"9994172638", ""} {
			records[1].Fields["role"] = json.RawMessage(`"` + role + `"`)
			records[0].Fields["nhs_number"] = json.RawMessage(`"` + number + `"`)
			if number == "" {
				delete(records[0].Fields, "nhs_number")
			}
			_, raw := bundleOf(t, isla, append(slices.Clone(records), school))
			want := records
			if slices.Contains(Professions, role) {
				want = records[:1] // a practitioner is of the service, not of the file
			}
			if d := cmp.Diff(want, taken(t, raw).Records); d != "" {
				t.Errorf("%s %q (-want +got):\n%s", role, number, d)
			}
		}
	}
}

// TestKept: what no field can say comes back as it came, also after a field has changed.
func TestKept(t *testing.T) {
	raw, err := os.ReadFile("testdata/patient.json")
	if err != nil {
		t.Fatal(err)
	}
	got := taken(t, raw)
	rec := got.Records[0]
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	if c.Name != "Perran Tolcatchett" || c.KnownAs != "Pez" || c.Born != "2018-03-04" || c.NHSNumber != "9994172638" || c.NHSStatus != "not-verified" ||
		c.Address != "7 Lapwing Rise, Exampleton" || c.Postcode != "ZZ99 3AA" || c.Language != "Polish" || c.Interpreter != "Interpreter needed" {
		t.Errorf("the child is %+v", c)
	}
	var want map[string]any
	if err := json.Unmarshal(raw, &want); err != nil {
		t.Fatal(err)
	}
	again := func() map[string]any {
		out, _ := bundleOf(t, rec.ID, []assessments.Record{rec})
		return out["Patient"][0]
	}
	is := again()
	is["id"], is["meta"] = want["id"], want["meta"] // a record has its own id, and the profile is named
	if d := cmp.Diff(want, is); d != "" {
		t.Errorf("given back (-want +got):\n%s", d)
	}
	rec.Fields["address"] = json.RawMessage(`"9 Pipit Gardens"`)
	moved, _ := json.Marshal(again())
	for _, has := range []string{"9 Pipit Gardens", "EthnicCategory", "Old Teasel Yard", "ContactPreference", "patient-birthTime"} {
		if !bytes.Contains(moved, []byte(has)) {
			t.Errorf("after a move %s is gone", has)
		}
	}
	if bytes.Contains(moved, []byte("7 Lapwing Rise")) {
		t.Error("the old home is given out as the present one")
	}
}

// TestXML: a resource in XML is the same as in JSON.
func TestXML(t *testing.T) {
	a, err := os.ReadFile("testdata/patient.json")
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/patient.xml")
	if err != nil {
		t.Fatal(err)
	}
	one, two := taken(t, a).Records, taken(t, b).Records
	if d := cmp.Diff(kept(one[0]), kept(two[0])); d != "" {
		t.Errorf("XML differs from JSON (-json +xml):\n%s", d)
	}
	delete(one[0].Fields, keptField)
	delete(two[0].Fields, keptField)
	if d := cmp.Diff(one, two); d != "" {
		t.Error(d)
	}
}

func TestRelatedPerson(t *testing.T) {
	xml := `<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/>
<entry><fullUrl value="https://else.example/Patient/7"/><resource><Patient><id value="7"/><name><text value="Pez T"/></name><birthDate value="2018-03-04"/></Patient></resource></entry>
<entry><resource><RelatedPerson><patient><reference value="Patient/7"/></patient>
<relationship><coding><system value="http://terminology.hl7.org/CodeSystem/v3-RoleCode"/><code value="GRMTH"/></coding></relationship>
<name><family value="T"/><given value="Demelza"/></name><telecom><system value="phone"/><value value="01632 960002"/></telecom></RelatedPerson></resource></entry>
<entry><resource><Immunization><id value="x"/></Immunization></resource></entry></Bundle>`
	got := taken(t, []byte(xml))
	if len(got.Records) != 2 || got.Left["Immunization"] != 1 {
		t.Fatalf("%+v", got)
	}
	child, who := got.Records[0], got.Records[1]
	if who.Scope != assessments.ChildScope(child.ID) || who.Fields.Text("name") != "Demelza T" || who.Fields.Text("role") != "grandparent" || who.Fields.Text("phone") != "01632 960002" {
		t.Errorf("%v %s", who.Scope, who.Fields)
	}
}

// TestBroken: each gets a sentence that names the line and the element, and nothing is taken.
func TestBroken(t *testing.T) {
	patient := func(members string) string {
		return "{\"resourceType\":\"Patient\",\n\"name\":[{\"text\":\"P\"}],\n" + members + "\n\"birthDate\":\"2018-03-04\"}"
	}
	for _, c := range []struct{ in, says string }{
		{"", "line 1: The file is empty."},
		{"{\"resourceType\":\"Patient\",\n", "line 1: This is not JSON: the file breaks off"},
		{"{\"resourceType\":\"Patient\"}{}", "line 1: This is not JSON"},
		{"[1]", "no FHIR resource"},
		{"{\"resourceType\":\"Immunization\"}", "holds no Patient and no RelatedPerson"},
		{patient("\"mood\":1,"), "line 3, Patient.mood: FHIR R4 has no such element"},
		{patient("\"gender\":\"boy\","), "line 3, Patient.gender: This must be one of male, female, other, unknown"},
		{patient("\"active\":\"yes\","), "line 3, Patient.active: This must be true or false"},
		{patient("\"address\":{},"), "Patient.address: This must be a list"},
		{patient("\"maritalStatus\":[],"), "must be one value, not a list"},
		{patient("\"telecom\":[],"), "Patient.telecom: This list is empty"},
		{patient("\"telecom\":[{\"value\":\"1\"}],"), "Patient.telecom[0].system"},
		{patient("\"extension\":[{\"url\":\"u\"}],"), "either a value or further extensions"},
		{patient("\"extension\":[{\"valueString\":\"x\"}],"), "extension[0].url: This is missing"},
		{patient("\"communication\":[{\"preferred\":true}],"), "communication[0].language: This is missing"},
		{patient("\"deceasedBoolean\":true,\"deceasedDateTime\":\"2020\","), "in one way only"},
		{patient("\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\",\"value\":\"9434765918\"}],"), "identifier[0].value: NHS number does not add up"},
		{patient("\"active\":true,\"active\":false,"), "stands twice"},
		{strings.Replace(patient(""), "2018-03-04", "2018-02-30", 1), "Patient.birthDate: This must be a date"},
		{strings.Replace(patient(""), "2018-03-04", "2018-3", 1), "Patient.birthDate: This must be a date"},
		{strings.Replace(patient(""), "2018-03-04", "2018-13", 1), "Patient.birthDate: This must be a date"},
		{"<Patient xmlns=\"http://hl7.org/fhir\">\n<birthDate value=\"x\"/></Patient>", "line 2, Patient.birthDate"},
		{"<Patient>\n<name>", "line 2: This is not XML"},
		{"<!DOCTYPE x [<!ENTITY e \"e\">]><Patient/>", "document type"},
		{"<Patient><gender value=\"male\"/>\n<gender value=\"male\"/></Patient>", "line 2, Patient.gender: This stands twice"},
		{"<Patient>\nhello</Patient>", "text between the elements"},
		{"{\"resourceType\":\"RelatedPerson\",\"patient\":{\"reference\":\"Patient/9\"}}", "does not hold the Patient"},
		{strings.Repeat("[", 5000), "nests deeper"},
		{strings.Repeat("<a>", 5000), "nests deeper"},
	} {
		got, err := Parse(strings.NewReader(c.in), "file", nowhere())
		if err == nil || !strings.Contains(assessments.Sentence(err), c.says) || !strings.HasSuffix(assessments.Sentence(err), "Nothing from this file was imported.") || got.Records != nil {
			t.Errorf("%.60q: %v, want %q", c.in, err, c.says)
		}
	}
}

// TestSameNumber: nobody is merged by a number.
func TestSameNumber(t *testing.T) {
	in := `{"resourceType":"Patient","identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9994172638"}],"name":[{"text":"P"}],"birthDate":"2018-03-04"}`
	into := nowhere()
	into.ByNumber = func(n string) (assessments.ID, bool) { return isla, n == "9994172638" }
	if _, err := Parse(strings.NewReader(in), "file", into); err == nil || !strings.Contains(err.Error(), "is here already") {
		t.Errorf("%v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"testdata/patient.json", "testdata/patient.xml"} {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Add([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"RelatedPerson","patient":{"reference":"#p"},"name":[null],"_birthDate":{}}}]}`))
	f.Add([]byte(`<Bundle><entry><resource><Patient><name><given/><given id="a"><extension url="u"/></given></name><contained><Organization/></contained></Patient></resource></entry></Bundle>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Parse(bytes.NewReader(raw), "file", nowhere())
		if err != nil {
			if s := assessments.Sentence(err); !strings.HasSuffix(s, ".") {
				t.Errorf("no sentence: %q", s)
			}
			return
		}
		for _, r := range got.Records {
			if p := assessments.Check(r); len(p) > 0 {
				t.Errorf("a record breaks a rule: %v", p)
			}
			if r.Kind == assessments.KindChild { // what came in can go out, and come in again as the same
				_, out := bundleOf(t, r.ID, got.Records)
				if again, err := Parse(bytes.NewReader(out), "again", nowhere()); err != nil {
					t.Errorf("what was given back does not come in: %v\n%s", err, out)
				} else if len(again.Records) == 0 {
					t.Error("nothing came back")
				}
			}
		}
	})
}
