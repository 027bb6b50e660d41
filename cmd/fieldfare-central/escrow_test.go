package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEscrow_HalvesAreNewFilesOfTheirOwnersAlone(t *testing.T) {
	both(t, func(t *testing.T, where []string) {
		tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North", "--pack", "bromley-like"}, where...)...)
		dir := t.TempDir()
		one, two := filepath.Join(dir, "one.json"), filepath.Join(dir, "two.json")
		try := func(tenant, one, two string) (int, string) {
			code, _, errs := do(t, append([]string{"admin", "escrow", "new", "--tenant", tenant, "--out1", one, "--out2", two}, where...)...)
			return code, errs
		}
		if code, errs := try(tenant, one, one); code != 2 {
			t.Errorf("both halves in one file: exit %d %s", code, errs)
		}
		if code, errs := try("nobody", one, two); code != 1 || !strings.Contains(errs, "no service") {
			t.Errorf("no such service: exit %d %s", code, errs)
		}
		if err := os.WriteFile(two, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, errs := try(tenant, one, two); code != 1 || !strings.Contains(errs, "already") {
			t.Errorf("a file in the way: exit %d %s", code, errs)
		}
		if raw, err := os.ReadFile(two); string(raw) != "precious" || err != nil {
			t.Fatal("a file was written over")
		}
		if _, err := os.Stat(one); err == nil {
			t.Error("half of a key that nobody uses was left behind")
		}
		two = filepath.Join(dir, "three.json")
		if code, errs := try(tenant, one, two); code != 0 || !strings.Contains(errs, "another lead") {
			t.Fatalf("exit %d %s", code, errs)
		}
		for _, file := range []string{one, two} {
			if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v (%v)", file, info, err)
			}
		}
		if code, _, errs := do(t, append([]string{"admin", "escrow", "take", "nobody", "--out", filepath.Join(dir, "s")}, where...)...); code != 1 || !strings.Contains(errs, "holds no sealed key") {
			t.Errorf("no device: exit %d %s", code, errs)
		}
		if code, out, _ := do(t, append([]string{"admin", "audit"}, where...)...); code != 0 || !strings.Contains(out, "recovery key is now") {
			t.Errorf("the audit trail: exit %d %s", code, out)
		}
	})
}
