package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

func TestBackup_WhileServingAndBackFromEitherDatabase(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		serving(t, where)
		dir := testkit.Dir(t)
		file, key := filepath.Join(dir, "monday"), filepath.Join(dir, "keys", "backup.key")
		tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North Place", "--pack", "bromley-like"}, where...)...)
		therapist := made(t, "id", append([]string{"admin", "therapist", "add", "Sam Okoro", "sam@nhs.example", "--tenant", tenant}, where...)...)
		code, out, errs := do(t, append([]string{"backup", file, "--key", key, "--json"}, where...)...)
		var doc struct {
			Tenants, Rows int
			Key           string
		}
		if err := json.Unmarshal([]byte(out), &doc); code != 0 || err != nil || doc.Tenants != 1 || doc.Rows < 4 || doc.Key == "" {
			t.Fatalf("exit %d, %s %s", code, out, errs)
		}
		if !strings.Contains(errs, "A backup key was made in "+key) {
			t.Errorf("it said %q", errs)
		}
		for _, f := range []string{file, key} {
			if st, err := os.Stat(f); err != nil || st.Mode().Perm() != 0o600 {
				t.Errorf("%v %v; it is its owner's alone", st, err)
			}
		}
		raw, err := os.ReadFile(file)
		if err != nil || strings.Contains(string(raw), "North Place") || strings.Contains(string(raw), tenant) {
			t.Error("the backup can be read without its key")
		}
		// A second backup uses the same key and says nothing of it.
		if code, _, errs := do(t, append([]string{"backup", file, "--key", key}, where...)...); code != 0 || strings.Contains(errs, "was made in") || !strings.Contains(errs, "1 services") {
			t.Errorf("a second backup: exit %d %s", code, errs)
		}
		for _, to := range [][]string{{"--data", testkit.Dir(t)}, {"--database", testkit.Postgres(t)}} {
			if code, _, errs := do(t, append([]string{"restore", file, "--key", key}, to...)...); code != 0 || !strings.Contains(errs, "audit trail") {
				t.Fatalf("%v: exit %d %s", to[0], code, errs)
			}
			if code, out, errs := do(t, append([]string{"admin", "audit"}, to...)...); code != 0 || !strings.Contains(out, "service restored from the backup of") || !strings.Contains(out, therapist) {
				t.Errorf("audit: %s %s", out, errs)
			}
			if code, _, errs := do(t, append([]string{"verify"}, to...)...); code != 0 {
				t.Errorf("verify: exit %d %s", code, errs)
			}
			if code, out, errs := do(t, append([]string{"restore", file, "--key", key}, to...)...); code != 1 || out != "" || !strings.Contains(errs, "already") {
				t.Errorf("restoring twice: exit %d %s%s", code, out, errs)
			}
		}
	})
}

func TestBackup_Refusals(t *testing.T) {
	dir := testkit.Dir(t)
	file, key, where := filepath.Join(dir, "monday"), filepath.Join(dir, "key"), []string{"--data", filepath.Join(dir, "data")}
	if code, _, errs := do(t, append([]string{"backup", file, "--key", key}, where...)...); code != 0 {
		t.Fatal(errs)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	raw[len(raw)-20] ^= 1
	if err := os.WriteFile(file+".bad", raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file+".other", []byte(strings.Repeat("not a backup ", 20)), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := do(t, "backup", filepath.Join(dir, "b"), "--key", key+"2", "--data", filepath.Join(dir, "data")); code != 0 {
		t.Fatal(errs)
	}
	for _, c := range []struct {
		line string
		code int
		says string
	}{
		{"restore " + file + ".bad --key " + key, 1, "damaged"},
		{"restore " + file + ".other --key " + key, 1, "not a backup"},
		{"restore " + file + ".none --key " + key, 1, "cannot be read"},
		{"restore " + file + " --key " + key + "2", 1, "another key"},
		{"restore " + file + " --key " + key + "3", 1, "no backup key"},
		{"restore " + file + " --key " + file, 1, "holds no backup key"},
		{"backup " + dir + "/no/such/folder/f --key " + key, 1, "cannot be written"},
		{"backup " + file + " --key " + file, 1, "holds no backup key"},
		{"backup --key " + key, 2, "takes 1 arguments"},
		{"restore --key " + key, 2, "takes 1 arguments"},
	} {
		code, out, errs := do(t, append(strings.Fields(c.line), "--data", filepath.Join(dir, "new"))...)
		if code != c.code || out != "" || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q %q", c.line, code, out, errs)
		}
	}
	if left, _ := filepath.Glob(file + ".part"); left != nil {
		t.Error("a half backup was left behind")
	}
}
