package main

import (
	"crypto/rand"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// enrolled makes a store of a service's device with one change unsent, and what two leads would have of it.
func enrolled(t *testing.T) (dir, code string, files [3]string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "store")
	cfg := store.Config{Dir: dir, Now: func() time.Time { return testkit.Start }}
	s, code, err := store.Init(t.Context(), cfg, passphrase, store.InitOptions{})
	must(t, err)
	must(t, s.Enrol(t.Context(), store.Enrolment{Device: "d1", Server: "https://central.example", Tenant: "t1", LeaseS: 21 * 24 * 3600}))
	id := assessments.ID("01890a5d-ac96-774b-bcce-b302099a8057")
	_, err = s.Apply(t.Context(), []assessments.Edit{{Record: id, Kind: "fleet_note", Scope: assessments.TeamScope(), Set: assessments.Fields{"a": json.RawMessage(`"unsent words"`)}}})
	must(t, err)
	public, halves, err := wire.NewRecovery(rand.Reader, "t1")
	must(t, err)
	e, err := s.Escrow(t.Context(), public)
	must(t, err)
	must(t, s.Close())
	for i, v := range []any{halves[0], halves[1], e} {
		raw, err := json.Marshal(v)
		must(t, err)
		files[i] = file(t, "f.json", string(raw))
	}
	return dir, code, files
}

func TestRecover_SetsANewPassphrase(t *testing.T) {
	dir, code, f := enrolled(t)
	const fresh = "new words to remember"
	refused(t, "recovery code is not right", with(t, fresh, nil, "recover", "--store", dir, "--code", "0000-0000-0000-0000-0000-0000-001P"))
	refused(t, "two halves of one recovery key", with(t, fresh, nil, "recover", "--store", dir, "--escrow", f[0], f[0], "--sealed", f[2]))
	refused(t, "is not a file of", with(t, fresh, nil, "recover", "--store", dir, "--escrow", f[0], file(t, "x", "no"), "--sealed", f[2]))
	for _, wrong := range [][]string{{}, {"--code", code, "--escrow", f[0]}, {"--escrow", f[0], "--sealed", f[2]}, {"--escrow", f[0], f[1]}} {
		if r := with(t, fresh, nil, append([]string{"recover", "--store", dir}, wrong...)...); r.code != exitUsage {
			t.Errorf("%v: exit %d %s", wrong, r.code, r.err)
		}
	}
	if r := with(t, fresh, nil, "recover", "--store", dir, "--code", code); r.code != exitDone || !strings.Contains(r.out, "1 changes that were not sent are still here") {
		t.Fatalf("by code: exit %d %s%s", r.code, r.out, r.err)
	}
	refused(t, "does not open this store", in(t, "", "status", "--store", dir))
	r := with(t, fresh+" again", nil, "recover", "--store", dir, "--escrow", f[0], f[1], "--sealed", f[2], "--json")
	got := document[struct {
		Unsent int    `json:"unsent"`
		Code   string `json:"recovery_code"`
	}](t, r)
	if got.Unsent != 1 || len(got.Code) != 34 || got.Code == code {
		t.Errorf("by escrow: %+v", got)
	}
	if r := with(t, fresh+" again", nil, "status", "--store", dir); r.code != exitDone || !strings.Contains(r.out, "It opens for 21 days more without a sync") {
		t.Errorf("status: exit %d %s%s", r.code, r.out, r.err)
	}
}

// A tablet that was away too long shows nothing, and gives out what was not sent.
func TestLocked_StillGivesOutWhatIsUnsent(t *testing.T) {
	dir, _, _ := enrolled(t)
	late := []string{"--store", dir, "--now", testkit.Start.Add(30 * 24 * time.Hour).Format(time.RFC3339)}
	run := func(words ...string) ran { return in(t, "", append(words, late...)...) }
	for _, shows := range [][]string{{"children"}, {"export"}, {"outbox"}} {
		refused(t, "has locked itself. Everything on it is safe", run(shows...))
	}
	out := filepath.Join(t.TempDir(), "unsent.ndjson")
	if r := run("unsent", "export", out); r.code != exitDone || !strings.Contains(r.out, "1 changes") {
		t.Errorf("unsent export: exit %d %s", r.code, r.err)
	}
	if r := run("status"); r.code != exitDone || !strings.Contains(r.out, "has locked itself") {
		t.Errorf("status: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := run("status", "--json"); !strings.Contains(r.out, `"locked": true`) || !strings.Contains(r.out, `"days_left": 0`) {
		t.Errorf("status --json: %s", r.out)
	}
	if r := run("sync"); r.code != exitOffline {
		t.Errorf("sync of a locked store does not try: exit %d %s", r.code, r.err)
	}
	if r := run("verify"); r.code != exitDone {
		t.Errorf("verify: exit %d %s", r.code, r.err)
	}
}
