package main

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A tablet is lost: it is revoked at once, and two leads order it wiped. One lead alone cannot.
func TestDevice_FromTheCommandLine(t *testing.T) {
	dir := testkit.Dir(t)
	where := []string{"--data", dir}
	ok := func(line string) (string, string) {
		t.Helper()
		code, out, errs := do(t, append(strings.Fields(line), where...)...)
		if code != 0 {
			t.Fatalf("%s: exit %d %s", line, code, errs)
		}
		return out, errs
	}
	tenant := made(t, "id", append([]string{"admin", "tenant", "add", "North", "--pack", "bromley-like"}, where...)...)
	var leads []string
	for _, mail := range []string{"a@nhs.example", "b@nhs.example"} {
		leads = append(leads, made(t, "id", append([]string{"admin", "therapist", "add", "Lead", mail, "--tenant", tenant}, where...)...))
		ok("admin lead add " + leads[len(leads)-1])
	}
	l, err := ledger.Open(context.Background(), ledger.Config{Dir: dir, Now: time.Now, Rand: testkit.Random("device"), NewID: testkit.IDs("device", time.Now), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	code, err := l.NewCode(context.Background(), leads[0])
	if err != nil {
		t.Fatal(err)
	}
	place, err := l.Enrol(context.Background(), code, make([]byte, 32), "1")
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ do, state, says string }{
		{"suspend " + place.Device, ledger.Suspended, "Nothing on it was deleted"},
		{"revoke " + place.Device, ledger.Revoked, "kept in quarantine"},
		{"accept " + place.Device, ledger.Revoked, "0 changes were taken"},
		{"wipe " + place.Device + " --by " + leads[0] + " --second " + leads[1], ledger.ToWipe, "takes the order back"},
		{"resume " + place.Device, ledger.Active, "works as before"},
	} {
		if _, errs := ok("admin device " + step.do); !strings.Contains(errs, step.says) {
			t.Errorf("%s says %q", step.do, errs)
		}
		if out, _ := ok("admin device list"); !strings.Contains(out, place.Device+"\t"+step.state+"\t") {
			t.Errorf("after %s the list says %s", step.do, out)
		}
	}
	if code, _, errs := do(t, append([]string{"admin", "device", "wipe", place.Device, "--by", leads[0], "--second", leads[0]}, where...)...); code != 1 || !strings.Contains(errs, "two different people") {
		t.Errorf("one lead twice: exit %d %s", code, errs)
	}
	if out, _ := ok("admin audit"); !strings.Contains(out, leads[0]+"\tdevice to wipe, ordered by "+leads[0]+" and "+leads[1]+"\t"+place.Device) {
		t.Errorf("the audit trail does not name the leads:\n%s", out)
	}
	ok("admin tenant lease 14 --tenant " + tenant)
}
