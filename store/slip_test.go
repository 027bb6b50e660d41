package store

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

func TestSlips_AreWrittenWhileLockedReadAfterwardsAndFiledOnce(t *testing.T) {
	s := newStore(t)
	child := rid(1)
	apply(t, s, childEdit(child, "Isla Fenwick"))
	cfg := s.cfg
	check(t, s.Close())
	first := Slip{ID: rid(7), At: testNow.Add(time.Minute), Text: "Mum rang: the splint rubs"}
	second := Slip{ID: rid(8), At: testNow.Add(2 * time.Minute), Text: "Ask about "}
	check(t, WriteSlip(cfg, first))
	check(t, WriteSlip(cfg, second))
	second.Text = "Ask about the standing frame"
	check(t, WriteSlip(cfg, second))
	check(t, WriteSlip(cfg, Slip{ID: rid(9), At: testNow, Text: "begun"}))
	check(t, WriteSlip(cfg, Slip{ID: rid(9), At: testNow, Text: "  "})) // and taken away again
	if n := SlipsIn(cfg.Dir); n != 2 {
		t.Fatalf("%d slips lie there, want 2", n)
	}
	for _, path := range slipFiles(cfg.Dir) {
		raw, err := os.ReadFile(path)
		check(t, err)
		if bytes.Contains(raw, []byte("splint")) || bytes.Contains(raw, []byte(first.ID)) || strings.Contains(path, string(first.ID)) {
			t.Errorf("%s can be read", path)
		}
	}

	s, err := Open(t.Context(), cfg, passphrase)
	check(t, err)
	got, err := s.Slips(t.Context())
	check(t, err)
	if diff := cmp.Diff([]Slip{first, second}, got); diff != "" {
		t.Errorf("the slips (-want +got):\n%s", diff)
	}
	if SlipsIn(cfg.Dir) != 0 {
		t.Error("slips still lie beside the store")
	}
	check(t, s.FileSlip(t.Context(), first.ID, []assessments.Edit{noteEdit(first.ID, child, first.Text)}))
	if text := textOf(t, s, first.ID, "text"); text != first.Text {
		t.Errorf("the note reads %q", text)
	}
	// An edit that is refused leaves the slip where it is.
	wantKind(t, s.FileSlip(t.Context(), second.ID, []assessments.Edit{noteEdit(second.ID, child, "")}), assessments.Invalid)
	s = reopen(t, s)
	got, err = s.Slips(t.Context())
	check(t, err)
	if diff := cmp.Diff([]Slip{second}, got); diff != "" {
		t.Errorf("after filing one (-want +got):\n%s", diff)
	}
	check(t, s.PutSlipBack(t.Context(), first, nil))
	if got, _ = s.Slips(t.Context()); len(got) != 2 || got[0].ID != first.ID {
		t.Errorf("put back: %+v", got)
	}
	if probs, err := s.Verify(t.Context()); err != nil || len(probs) > 0 {
		t.Errorf("verify: %v %+v", err, probs)
	}
}

// A kill between taking slips in and removing their files must not double them; a strange file keeps nobody out.
func TestSlips_TwiceTakenInIsOnceAndStrangeOnesStay(t *testing.T) {
	s := newStore(t)
	cfg := s.cfg
	check(t, s.Close())
	slip := Slip{ID: rid(7), At: testNow, Text: "Two adults needed"}
	check(t, WriteSlip(cfg, slip))
	path := slipFiles(cfg.Dir)[0]
	raw, err := os.ReadFile(path)
	check(t, err)
	other, err := vault.NewKey(rand.Reader)
	check(t, err)
	pair, err := vault.PINPair("1", other[:16], vault.ForTests())
	check(t, err)
	strange, err := vault.SealTo(pair.Public(), slipUse, []byte("{}"))
	check(t, err)
	check(t, os.WriteFile(filepath.Join(cfg.Dir, slipPrefix+"strange"), strange, 0o600))
	for range 2 {
		s, err := Open(t.Context(), cfg, passphrase)
		check(t, err)
		if got, err := s.Slips(t.Context()); err != nil || len(got) != 1 {
			t.Errorf("slips %+v, %v", got, err)
		}
		check(t, s.Close())
		check(t, os.WriteFile(path, raw, 0o600))
	}
	if _, err := os.Stat(filepath.Join(cfg.Dir, slipPrefix+"strange")); err != nil {
		t.Errorf("what does not open was thrown away: %v", err)
	}
}

func TestFace_ShowsWhatMayBeSeenAndNothingElse(t *testing.T) {
	cfg := testConfig(t.TempDir())
	clock := &worn{testNow}
	cfg.Now = clock.now
	if err := WriteSlip(cfg, Slip{ID: rid(1), Text: "x"}); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("a note for a store that is not there: %v", err)
	}
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", LeaseS: int64(14 * day / time.Second)}))
	wantKind(t, s.SetListed(t.Context(), strings.Repeat("x", 61)), assessments.Invalid)
	check(t, s.SetListed(t.Context(), "  Bryony  Q. "))
	apply(t, s, childEdit(rid(1), "Isla Fenwick"), noteEdit(rid(2), rid(1), "Holds the pencil in a fist."))
	check(t, s.Close())
	f := FaceIn(cfg.Dir)
	if f.Name != "Bryony Q." || f.Waiting != 2 || f.Practice {
		t.Errorf("the face is %+v", f)
	}
	raw, err := os.ReadFile(filepath.Join(cfg.Dir, faceName))
	check(t, err)
	for _, word := range []string{"Isla", "pencil", "sync.example", "d1"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("the face holds %q", word)
		}
	}
	for days, want := range map[int]string{0: "", 9: "", 10: "In 4 days it locks", 13: "In 1 day it locks", 14: "so it is locked"} {
		got := f.LeaseWords(testNow.Add(time.Duration(days) * day))
		if (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("after %d days: %q, want %q", days, got, want)
		}
	}
	if w := (SyncState{DaysLeft: 4, LeaseDays: 14, Leased: true}).LeaseWords(); !strings.Contains(w, "In 4 days") {
		t.Errorf("More says %q", w)
	}
}

func TestRemove_IsRefusedWhileAnythingWaits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store-2")
	cfg := testConfig(dir)
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla"))
	check(t, s.Close())
	wantKind(t, Remove(t.Context(), cfg, "not the passphrase"), assessments.Unauthorized)
	err = Remove(t.Context(), cfg, passphrase)
	wantKind(t, err, assessments.Conflict)
	if !strings.Contains(assessments.Sentence(err), "1 thing you wrote is") {
		t.Errorf("it says %q", assessments.Sentence(err))
	}
	s, err = Open(t.Context(), cfg, passphrase)
	check(t, err)
	if kids, err := s.Children(t.Context()); err != nil || len(kids) != 1 {
		t.Fatalf("after a refusal there are %d children, %v", len(kids), err)
	}
	check(t, s.Close())

	practice := testConfig(filepath.Join(t.TempDir(), "store"))
	s, _, err = Init(t.Context(), practice, passphrase, InitOptions{Practice: true})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Made Up"))
	check(t, s.Close())
	check(t, Remove(t.Context(), practice, passphrase))
	if _, err := os.Stat(practice.Dir); !os.IsNotExist(err) {
		t.Errorf("of the removed store something is left: %v", err)
	}

	empty := testConfig(filepath.Join(t.TempDir(), "store"))
	s, _, err = Init(t.Context(), empty, passphrase, InitOptions{})
	check(t, err)
	check(t, s.Close())
	check(t, WriteSlip(empty, Slip{ID: rid(7), At: testNow, Text: "only here"}))
	wantKind(t, Remove(t.Context(), empty, passphrase), assessments.Conflict)

	// The plug is pulled after the mark: the next start ends it, and takes it for no order of the service.
	check(t, writeWiped(empty, Wiped{At: stamp(testNow), Removed: true}))
	check(t, FinishRemoval(empty))
	if Exists(empty.Dir) || SlipsIn(empty.Dir) != 0 {
		t.Error("an interrupted removal was not finished")
	}
	check(t, FinishRemoval(cfg))
	if !Exists(cfg.Dir) {
		t.Error("a store that nobody removes is gone")
	}
}
