package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExport_FHIR(t *testing.T) {
	dir := practised(t)
	out := filepath.Join(t.TempDir(), "isla.json")
	do(t, "export", "--store", dir, "--child", isla, "--format", "fhir", out)
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(raw, []byte(`"resourceType": "Bundle"`)) || !bytes.Contains(raw, []byte(isla)) || bytes.Contains(raw, []byte(yusuf)) {
		t.Errorf("not Isla's bundle: %.200s", raw)
	}
	if again := do(t, "export", "--store", dir, "--child", isla, "--format", "fhir").out; again != string(raw) {
		t.Error("the same state gave other bytes")
	}
	refused(t, "no child with that id", in(t, "", "export", "--store", dir, "--format", "fhir", "--child", "019a0001-0000-7003-8000-00000000dead"))
	page := do(t, "export", "--store", dir, "--child", isla, "--format", "html").out
	if !strings.Contains(page, "<title>DRAFT, not to be sent: Record of Isla") || strings.Contains(page, "<script") {
		t.Errorf("%.300s", page)
	}
	if r := in(t, "", "export", "--store", dir, "--format", "fhir"); r.code != exitUsage || !strings.Contains(r.err, "--child ID") {
		t.Errorf("without a child: exit %d %s", r.code, r.err)
	}
}

// TestImport_FHIR: a child that goes from one store to another as FHIR is the same child there.
func TestImport_FHIR(t *testing.T) {
	out, dir := filepath.Join(t.TempDir(), "isla.json"), empty(t)
	do(t, "export", "--store", practised(t), "--child", isla, "--format", "fhir", out)
	r := do(t, "import", "--store", dir, out)
	if r.out != "4 records imported\n" || !strings.Contains(r.err, "resources of type Encounter were left") {
		t.Errorf("%q %q", r.out, r.err)
	}
	list := document[[]flatRecord](t, do(t, "children", "--store", dir, "--json"))
	if len(list) != 1 || list[0].ID != isla || list[0].Fields.Text("preferred_name") != "Issy" {
		t.Errorf("%+v", list)
	}
	do(t, "import", "--store", dir, out) // the same again is the same child
	other := file(t, "p.xml", `<Patient xmlns="http://hl7.org/fhir"><identifier><system value="https://fhir.nhs.uk/Id/nhs-number"/><value value="999 417 2638"/></identifier>
		<name><text value="Somebody"/></name><birthDate value="2020-02-29"/></Patient>`)
	refused(t, "is here already, under another id", in(t, "", "import", "--store", dir, other))
	refused(t, "line 1, Patient.birthDate", in(t, "", "import", "--store", dir, file(t, "q.xml", `<Patient><name><text value="S"/></name><birthDate value="2020-02-30"/></Patient>`)))
	if n := len(document[[]flatRecord](t, do(t, "children", "--store", dir, "--json"))); n != 1 {
		t.Errorf("%d children", n)
	}
	r = do(t, "import", "--store", dir, file(t, "r.xml", `<Patient><name><text value="S"/></name><birthDate value="2020-02"/></Patient>`))
	if r.out != "1 records imported\n" || !strings.Contains(r.err, "Only 2020-02 came with the record. Ask the family for the whole date of birth.") {
		t.Errorf("with a part of a date of birth: %q %q", r.out, r.err)
	}
}

// TestCaseload_CSV: the caseload goes out as a list, and a list comes in.
func TestCaseload_CSV(t *testing.T) {
	list := do(t, "export", "--store", practised(t), "--format", "csv").out
	if !strings.HasPrefix(list, "\ufeffName,Known as,Date of birth") || !strings.Contains(list, "Isla Maeve O'Thistlewood,Issy,2020-02-29,999 417 2638") {
		t.Errorf("%.300q", list)
	}
	dir := empty(t)
	if r := do(t, "import", "--store", dir, file(t, "list.csv", "Name,Date of birth\nPez T,04/03/2018\n")); r.out != "1 records imported\n" {
		t.Errorf("%q", r.out)
	}
	refused(t, "line 2, Date of birth", in(t, "", "import", "--store", dir, file(t, "list.csv", "Name,Date of birth\nPez T,soon\n")))
}
