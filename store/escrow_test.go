package store

import (
	"bytes"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// unsentBytes is what a store would still send, byte for byte.
func unsentBytes(t *testing.T, s *Store) string {
	t.Helper()
	var b bytes.Buffer
	_, err := s.ExportUnsent(t.Context(), &b)
	check(t, err)
	return b.String()
}

func TestRecover_ByCodeAndByEscrowLosesNothing(t *testing.T) {
	public, halves, err := wire.NewRecovery(rand.Reader, "t")
	check(t, err)
	cfg := testConfig(t.TempDir())
	clock := &worn{testNow}
	cfg.Now = clock.now
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	if _, err := s.Escrow(t.Context(), public); assessments.KindOf(err) != assessments.Forbidden {
		t.Errorf("a device that belongs to nobody: %v", err)
	}
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", LeaseS: int64(21 * day / time.Second)}))
	apply(t, s, noteEdit(rid(2), rid(1), "unsent words"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "private", Text: "half a sentence"}))
	e, err := s.Escrow(t.Context(), public)
	check(t, err)
	want := unsentBytes(t, s)
	check(t, s.Close())

	same := func(what, opens string, shut ...string) {
		t.Helper()
		for _, p := range shut {
			if _, err := Open(t.Context(), cfg, p); assessments.KindOf(err) != assessments.Unauthorized {
				t.Errorf("%s: %q opens: %v", what, p, err)
			}
		}
		s, err := Open(t.Context(), cfg, opens)
		check(t, err)
		defer func() { check(t, s.Close()) }()
		drafts, err := s.Drafts(t.Context())
		check(t, err)
		if unsentBytes(t, s) != want || len(drafts) != 1 || drafts[0].Text != "half a sentence" {
			t.Errorf("%s: what was unsent is not what it was", what)
		}
	}
	r, err := RecoverWithCode(t.Context(), cfg, code, "second passphrase")
	check(t, err)
	if r.Unsent != 1 || r.Code != "" {
		t.Errorf("by code: %+v", r)
	}
	same("by code", "second passphrase", passphrase)

	key, err := e.Open(halves[0], halves[1])
	check(t, err)
	r, err = RecoverWithKey(t.Context(), cfg, key, "third passphrase")
	check(t, err)
	if r.Unsent != 1 || r.Code == "" || r.Code == code {
		t.Errorf("by escrow: %+v", r)
	}
	same("by escrow", "third passphrase", passphrase, "second passphrase")
	if _, err := RecoverWithCode(t.Context(), cfg, code, "by the old code"); assessments.KindOf(err) != assessments.Unauthorized {
		t.Errorf("the old code still opens: %v", err)
	}
	_, err = RecoverWithCode(t.Context(), cfg, r.Code, "fourth passphrase")
	check(t, err)
	same("by the new code", "fourth passphrase")

	// Another store's key, a key that is none, a short passphrase: nothing is changed, and nothing is taken for damage.
	for what, k := range map[string][]byte{"another store's": bytes.Repeat([]byte{1}, 32), "none": nil} {
		if _, err := RecoverWithKey(t.Context(), cfg, k, "nobody's passphrase"); assessments.KindOf(err) != assessments.Unauthorized {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := RecoverWithKey(t.Context(), cfg, key, "short"); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("a short passphrase: %v", err)
	}
	same("after bad tries", "fourth passphrase", "nobody's passphrase")

	// A store that has locked itself is recovered and stays locked.
	clock.at = clock.at.Add(30 * day)
	_, err = RecoverWithKey(t.Context(), cfg, key, "fifth passphrase")
	check(t, err)
	if _, err := Open(t.Context(), cfg, "fifth passphrase"); !errors.Is(err, ErrLocked) {
		t.Errorf("recovery unlocked it: %v", err)
	}
	s, err = OpenToSync(t.Context(), cfg, "fifth passphrase")
	check(t, err)
	if unsentBytes(t, s) != want {
		t.Error("what was unsent is not what it was")
	}
	check(t, s.Close())
}
