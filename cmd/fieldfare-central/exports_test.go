package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// Children come in from a list and from FHIR, go out in each form, and every read of them stands in the audit.
func TestExports(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		dir := testkit.Dir(t)
		put := func(name, text string) string {
			t.Helper()
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			return path
		}
		ask := func(want int, args ...string) (string, string) {
			t.Helper()
			code, out, errs := do(t, append(args, where...)...)
			if code != want {
				t.Fatalf("%v: exit %d, %s%s", args, code, out, errs)
			}
			return out, errs
		}
		tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North", "--pack", "bromley-like"}, where...)...)
		other := made(t, "id", append([]string{"admin", "tenant", "add", "South", "--pack", "bromley-like"}, where...)...)
		list := put("list.csv", "Name,Date of birth,NHS number,Referred on,Reason for referral,Parent or carer\nPez T,2018-03-04,999 417 2638,2026-02-10,Writing,Demelza T\n")
		if out, _ := ask(0, "admin", "import", list, "--tenant", tenant); out != "3 records imported\n" {
			t.Errorf("%q", out)
		}
		if _, errs := ask(1, "admin", "import", list, "--tenant", tenant); !strings.Contains(errs, "line 2, NHS number: Another child has this number") {
			t.Errorf("%q", errs)
		}
		csv, _ := ask(0, "admin", "caseload", "--tenant", tenant)
		row := strings.Split(strings.TrimSpace(csv), "\r\n")[1]
		child := row[strings.LastIndex(row, ",")+1:]
		if !strings.HasPrefix(row, "Pez T,,2018-03-04,999 417 2638,") || len(child) != 36 {
			t.Fatalf("%q", csv)
		}
		again := put("again.csv", strings.Replace(csv, ",999 417 2638,,", ",999 417 2638,9 Pipit Gardens,", 1))
		if out, _ := ask(0, "admin", "import", again, "--tenant", tenant); out != "1 records imported\n" {
			t.Errorf("a changed row: %q", out)
		}
		bundle, _ := ask(0, "admin", "fhir", "--tenant", tenant, "--child", child, "--now", "2026-11-20T12:00:00Z")
		for _, has := range []string{`"resourceType": "Bundle"`, "9 Pipit Gardens", `"value": "9994172638"`, "Writing"} {
			if !strings.Contains(bundle, has) {
				t.Errorf("%s is not in the bundle", has)
			}
		}
		ask(1, "admin", "fhir", "--tenant", other, "--child", child)
		if out, _ := ask(0, "admin", "import", put("b.json", bundle), "--tenant", other); out != "2 records imported\n" {
			t.Errorf("a bundle in another service: %q", out)
		}
		folder := filepath.Join(dir, "march")
		ask(0, "admin", "csds", folder, "--tenant", tenant, "--month", "2026-03", "--provider", "RXX")
		ask(1, "admin", "csds", folder, "--tenant", tenant, "--month", "2026-03", "--provider", "RXX") // nothing is written over
		ask(1, "admin", "csds", filepath.Join(dir, "x"), "--tenant", tenant, "--month", "March", "--provider", "RXX")
		ask(0, "csds", "check", folder)
		mpi := filepath.Join(folder, "CYP001MPI.csv")
		raw, err := os.ReadFile(mpi)
		if err != nil {
			t.Fatal(err)
		}
		put("march/CYP001MPI.csv", strings.Replace(string(raw), "9994172638", "9994172639", 1))
		if out, errs := ask(1, "csds", "check", folder); !strings.Contains(out, "CYP001MPI, row 2, NHS NUMBER") || !strings.Contains(errs, "Mistakes in these tables: 1.") {
			t.Errorf("%q %q", out, errs)
		}
		asked(t, ask, dir, tenant, child)
		audit, _ := ask(0, "admin", "audit", "--tenant", tenant)
		for _, has := range []string{"read: export as FHIR\tchild/" + child, "read: export of the caseload", "read: export of CSDS tables", "read: import of a file", "read: subject access, draft",
			"read: subject access, to be given", "subject access decided: 0 given, 1 left out, 0 in other words"} {
			if !strings.Contains(audit, has) {
				t.Errorf("the audit does not say %q:\n%s", has, audit)
			}
		}
		if strings.Contains(audit, "Pez") {
			t.Error("the audit names a child")
		}
	})
}

// asked asks for a child's record: a draft, which is never taken for the record, and then what may go.
func asked(t *testing.T, ask func(int, ...string) (string, string), dir, tenant, child string) {
	t.Helper()
	draft, final := filepath.Join(dir, "draft"), filepath.Join(dir, "final")
	of := func(to string, more ...string) []string {
		return append([]string{"admin", "access", to, "--tenant", tenant, "--child", child}, more...)
	}
	if _, errs := ask(0, of(draft)...); !strings.Contains(errs, "This is a draft. A person must look at 1 parts") {
		t.Errorf("%q", errs)
	}
	list := filepath.Join(draft, "review.csv")
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(raw), "Demelza T") {
		t.Errorf("the parent is not to be looked at: %q", raw)
	}
	if _, errs := ask(1, of(final, "--review", list)...); !strings.Contains(errs, "1 parts of the record have no decision yet") {
		t.Errorf("%q", errs)
	}
	if _, err := os.Stat(final); err == nil {
		t.Error("an undecided record was written")
	}
	filled := strings.TrimSuffix(string(raw), "\r\n") + "leave out\r\n"
	if err := os.WriteFile(list, []byte(filled), 0o600); err != nil {
		t.Fatal(err)
	}
	ask(0, of(final, "--review", list)...)
	page, err := os.ReadFile(filepath.Join(final, "record.html"))
	if err != nil || strings.Contains(string(page), "Demelza") || !strings.Contains(string(page), "Pez T") {
		t.Errorf("%v %.200s", err, page)
	}
	ask(1, "admin", "access", filepath.Join(dir, "x"), "--tenant", tenant, "--child", "0190f000-0000-7000-8000-00000000dead")
}
