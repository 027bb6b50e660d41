package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// grown puts a child of long ago into a service, and returns its id.
func grown(t *testing.T, tenant string, where []string) string {
	t.Helper()
	_, cfg, _, err := parse(append([]string{"verify"}, where...), &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	child := assessments.ID("01890a5d-ac96-774b-bcce-000000000001")
	scope := assessments.ChildScope(child)
	err = with(t.Context(), cfg, func(ctx context.Context, c *central.Central) error {
		_, err := c.Ledger().Write(ctx, tenant, ledger.Author{Actor: "service"}, ledger.NewEntry(child, scope, &assessments.Child{Name: "MARKEDWORD Old", Born: "1990-03-10"}),
			ledger.NewEntry("01890a5d-ac96-774b-bcce-000000000002", scope, &assessments.Contact{Type: "visit", Status: "attended", On: "2005-06-01", Summary: "MARKEDWORD"}))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(child)
}

// leadOf adds somebody who may decide.
func leadOf(t *testing.T, tenant, name string, where []string) string {
	t.Helper()
	id := made(t, "id", append([]string{"admin", "therapist", "add", name, name + "@nhs.example", "--tenant", tenant}, where...)...)
	if code, _, errs := do(t, append([]string{"admin", "lead", "add", id}, where...)...); code != 0 {
		t.Fatal(errs)
	}
	return id
}

// TestDisposal_TheRestoreDrill: a record is destroyed after a backup was made; the backup is restored; the record is not back.
func TestDisposal_TheRestoreDrill(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		dir := testkit.Dir(t)
		key, register := filepath.Join(dir, "keys", "backup.key"), filepath.Join(dir, "register", disposal.RegisterName)
		run := func(code int, says string, args ...string) string {
			t.Helper()
			got, out, errs := do(t, args...)
			if got != code || !strings.Contains(errs+out, says) {
				t.Fatalf("%v: exit %d, %s%s; want %d and %q", args, got, out, errs, code, says)
			}
			return out
		}
		in := func(args ...string) []string { return append(args, where...) }
		tenant := made(t, "id", in("admin", "tenant", "add", "North Place", "--pack", "bromley-like")...)
		one, two := leadOf(t, tenant, "Lea", where), leadOf(t, tenant, "Leo", where)
		child := grown(t, tenant, where)
		monday := filepath.Join(dir, "monday", "ff")
		if err := os.MkdirAll(filepath.Dir(monday), 0o700); err != nil {
			t.Fatal(err)
		}
		run(0, "read back", in("backup", monday, "--key", key)...)

		if out := run(0, "due", in("admin", "disposal", "list", "--tenant", tenant, "--json")...); !strings.Contains(out, child) || !strings.Contains(out, "2015-03-10") {
			t.Errorf("the list: %s", out)
		}
		run(0, `"in_the_way": []`, in("admin", "disposal", "show", child, "--tenant", tenant, "--json")...)
		run(1, "Say why", in("admin", "disposal", "hold", child, "--tenant", tenant, "--by", one)...)
		run(0, "", in("admin", "disposal", "hold", child, "--tenant", tenant, "--by", one, "--why", "the public inquiry")...)
		run(0, "held", in("admin", "disposal", "list", "--tenant", tenant)...)
		order := in("admin", "disposal", "order", child, "--tenant", tenant, "--by", one, "--second", two, "--disposals", register, "--backup-days", "30")
		run(1, "Lea holds this record", order...)
		run(0, "", in("admin", "disposal", "lift", child, "--tenant", tenant, "--by", two)...)
		run(1, "two different people", in("admin", "disposal", "order", child, "--tenant", tenant, "--by", one, "--second", one, "--disposals", register)...)
		run(2, "--second ID", in("admin", "disposal", "order", child, "--tenant", tenant, "--by", one)...)
		run(1, "No record with that id was destroyed", in("admin", "disposal", "certificate", child, "--tenant", tenant)...)
		if where[0] == "--database" {
			run(1, "--disposals", in("admin", "disposal", "order", child, "--tenant", tenant, "--by", one, "--second", two)...)
		}
		ordered := run(0, "", order...)
		var c ledger.Certificate
		if err := json.Unmarshal([]byte(ordered), &c); err != nil || c.Changes != 2 || c.BackupDays != 30 || c.Asked.Name != "Lea" || c.Agreed.Name != "Leo" {
			t.Errorf("the certificate: %s (%v)", ordered, err)
		}
		if again := run(0, "", in("admin", "disposal", "certificate", child, "--tenant", tenant)...); again != ordered {
			t.Errorf("the certificate is now %s", again)
		}
		run(1, "Two leads have ordered", order...)
		run(0, "is what was written", in("verify")...)
		run(0, "", in("admin", "disposal", "scrub")...)
		if where[0] == "--data" {
			nowhere(t, where[1])
		}
		tuesday := filepath.Join(filepath.Dir(monday), "tuesday")
		run(0, "read back", in("backup", tuesday, "--key", key)...)

		// The list lies beside the backups now, and what monday's brings back is destroyed again. The folder of the embedded database has a list of
		// its own; PostgreSQL goes on with the one beside the backups, so that it comes last: whoever came after it would have the certificate of that.
		for _, to := range [][]string{{"--data", filepath.Join(dir, "back-"+name(where))}, {"--database", testkit.Postgres(t)}} {
			name := name(to)
			out := run(0, `"destroyed_again": 1`, append([]string{"restore", monday, "--key", key, "--json"}, to...)...)
			if !strings.Contains(out, `"problems": 0`) {
				t.Errorf("%s: %s", name, out)
			}
			if out := run(0, "", append([]string{"admin", "export", "--tenant", tenant}, to...)...); strings.Contains(out, "MARKEDWORD") {
				t.Errorf("%s: the child is back", name)
			}
			again := run(0, "", append([]string{"admin", "disposal", "certificate", child, "--tenant", tenant}, to...)...)
			if err := json.Unmarshal([]byte(again), &c); err != nil || string(c.Before)+"\n" != ordered || c.Changes != 2 {
				t.Errorf("%s: the second certificate is %s (%v), and does not hold the first one", name, again, err)
			}
			run(0, "destruction done again", append([]string{"admin", "audit"}, to...)...)
			if to[0] == "--data" {
				nowhere(t, to[1])
			}
		}
		// Without the list the child is back, and the command says how to end that.
		alone := filepath.Join(dir, "alone", "ff")
		raw, err := os.ReadFile(monday)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(alone), 0o700)
		}
		if err == nil {
			err = os.WriteFile(alone, raw, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		back := []string{"--data", filepath.Join(dir, "alone-data")}
		run(0, "No list of destroyed records lies beside the backup", append([]string{"restore", alone, "--key", key}, back...)...)
		run(0, "1 records that had been destroyed were back", append([]string{"admin", "disposal", "replay", register}, back...)...)
		run(0, "0 records that had been destroyed", append([]string{"admin", "disposal", "replay", register}, back...)...)
		nowhere(t, back[1])
	})
}

// name is what a place is called in a path.
func name(where []string) string { return strings.TrimLeft(where[0], "-") }

// nowhere looks into every file of a folder for the child.
func nowhere(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		if bytes.Contains(raw, []byte("MARKEDWORD")) {
			t.Errorf("%s still holds the child's words", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
