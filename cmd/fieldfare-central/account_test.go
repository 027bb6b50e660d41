package main

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// The first lead is made on the command line, and made again when the phone is lost.
func TestAccount_FromTheCommandLine(t *testing.T) {
	where := []string{"--data", testkit.Dir(t)}
	tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North", "--pack", "bromley-like"}, where...)...)
	id := made(t, "id", append([]string{"admin", "therapist", "add", "Lead", "a@nhs.example", "--tenant", tenant}, where...)...)
	list := func() string {
		t.Helper()
		code, out, errs := do(t, append([]string{"admin", "account", "list", "--tenant", tenant}, where...)...)
		if code != 0 {
			t.Fatalf("exit %d %s", code, errs)
		}
		return out
	}
	if out := list(); !strings.Contains(out, "therapist\tno account") {
		t.Errorf("before: %s", out)
	}
	first := made(t, "code", append([]string{"admin", "account", "add", id, "--role", "lead"}, where...)...)
	second := made(t, "code", append([]string{"admin", "account", "add", id}, where...)...)
	if first == second || len(first) != 14 {
		t.Errorf("codes %q and %q", first, second)
	}
	if out := list(); !strings.Contains(out, "lead\tinvited") {
		t.Errorf("after: %s", out)
	}
	for line, says := range map[string]string{
		"admin account add nobody --role lead":      "There is no therapist with that id.",
		"admin account add " + id + " --role queen": "A role is one of therapist, assistant, lead, coordination, auditor.",
	} {
		if code, _, errs := do(t, append(strings.Fields(line), where...)...); code != 1 || !strings.Contains(errs, says) {
			t.Errorf("%s: exit %d %s", line, code, errs)
		}
	}
}
