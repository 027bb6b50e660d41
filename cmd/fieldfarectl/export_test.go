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
	if r := in(t, "", "export", "--store", dir, "--format", "fhir"); r.code != exitUsage || !strings.Contains(r.err, "--child ID") {
		t.Errorf("without a child: exit %d %s", r.code, r.err)
	}
}
