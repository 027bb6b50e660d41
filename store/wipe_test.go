package store

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// service is somebody who gives orders.
func service(seed byte) (ed25519.PublicKey, func(device, token string) wire.Wipe) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))
	return key.Public().(ed25519.PublicKey), func(device, token string) wire.Wipe {
		return wire.Wipe{Nonce: "n1", Sig: ed25519.Sign(key, wire.WipeWords(device, "n1", token))}
	}
}

// doomed is a store with a day's work in it, copies of every kind beside it, and a file that is not ours.
func doomed(t *testing.T, cfg Config) (s *Store, code string, order wire.Wipe) {
	t.Helper()
	pin, sign := service(1)
	s, code, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", TenantName: "Northmere", WipeKey: pin}))
	session(t, s)
	for _, why := range []string{"damaged", "before-upgrade-from-1", "kept-aside"} {
		_, err := copyAside(s.cfg, why)
		check(t, err)
	}
	_, err = Backup(t.Context(), cfg, filepath.Join(cfg.Dir, "friday.backup"))
	check(t, err)
	check(t, os.WriteFile(filepath.Join(cfg.Dir, "holiday.txt"), []byte("not ours"), 0o600))
	return s, code, sign("d1", "tok")
}

// keys are the sealed keys of a store, as they stand on the disk.
func keys(t *testing.T, s *Store) (out [][]byte) {
	t.Helper()
	for _, q := range []string{"SELECT sealed FROM vault", "SELECT sealed FROM scope_key"} {
		check(t, s.disk.query(q, func(r dbRow) error {
			out = append(out, bytes.Clone(blob(r[0])))
			return nil
		}))
	}
	if len(out) < 4 {
		t.Fatalf("only %d keys: the test shows nothing", len(out))
	}
	return out
}

// stand says which files are in a folder and below.
func stand(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			out[name], err = os.ReadFile(path)
		}
		return err
	}))
	return out
}

func TestWipe_LeavesNothingThatAKeyOpens(t *testing.T) {
	cfg := testConfig(t.TempDir())
	s, code, order := doomed(t, cfg)
	sealed := keys(t, s)
	jpeg := append([]byte("\xff\xd8\xff\xe0"), bytes.Repeat([]byte("Hummingbird photo "), 1000)...)
	_, err := s.PutBlob(t.Context(), assessments.ChildScope(rid(1)), bytes.NewReader(jpeg), "image/jpeg")
	check(t, err)
	w, err := s.Wipe(t.Context(), order, "tok")
	check(t, err)
	if w.At == "" || w.Report == nil || w.Server != "https://sync.example" || w.Report.Nonce != "n1" || w.Report.Lost != w.Lost || w.Lost < 1 {
		t.Errorf("it says %+v", w)
	}
	check(t, WipeReported(cfg.Dir))
	grepAll(t, code, cfg.Dir)
	files := stand(t, cfg.Dir)
	if len(files) != 3 || files["fieldfare.lock"] == nil || files["holiday.txt"] == nil || files[wipedName] == nil {
		t.Errorf("these are left: %v", sorted(files))
	}
	for name, data := range files {
		for _, k := range sealed {
			if bytes.Contains(data, k) {
				t.Errorf("a sealed key stands in %s", name)
			}
		}
	}
	// Neither the passphrase nor the code opens it, and it says why.
	_, err1 := Open(t.Context(), cfg, passphrase)
	_, err2 := OpenWithRecoveryCode(t.Context(), cfg, code)
	_, err3 := OpenToSync(t.Context(), cfg, passphrase)
	_, err4 := OpenReadOnly(t.Context(), cfg, passphrase)
	for i, err := range []error{err1, err2, err3, err4} {
		if !errors.Is(err, ErrWiped) || !strings.Contains(assessments.Sentence(err), "wiped by your service on 16 November 2026") {
			t.Errorf("way %d into it: %v", i+1, err)
		}
	}
	if err := s.SetNote(t.Context(), "x", nil); assessments.KindOf(err) != assessments.Unavailable {
		t.Errorf("the wiped store is still open: %v", err)
	}
	// A new store may take its place, and is not taken for the old one.
	again, _, err := Init(t.Context(), cfg, "another passphrase", InitOptions{})
	check(t, err)
	apply(t, again, childEdit(rid(1), "Somebody"))
	check(t, again.Close())
	again, err = Open(t.Context(), cfg, "another passphrase")
	check(t, err)
	check(t, again.Close())
}

// The plug is pulled at every moment of a wipe. Once the mark is on the disk the store is gone, whatever else was done by then.
func TestWipe_PullingThePlugSavesNothing(t *testing.T) {
	var images []string
	cfg := testConfig(t.TempDir())
	watching := false
	root := t.TempDir()
	cfg.Step = func(name string) {
		if !watching {
			return
		}
		image := filepath.Join(root, strings.ReplaceAll(name, " ", "-"))
		check(t, os.CopyFS(image, os.DirFS(cfg.Dir)))
		images = append(images, image)
	}
	s, _, order := doomed(t, cfg)
	sealed := keys(t, s)
	watching = true
	_, err := s.Wipe(t.Context(), order, "tok")
	check(t, err)
	if len(images) != 3 {
		t.Fatalf("looked at %v", images)
	}
	// Once the rows are gone, no file of the store itself holds a key, sealed or not; the copies beside it go next.
	for _, name := range []string{fileName, fileName + "-wal"} {
		data, err := os.ReadFile(filepath.Join(images[1], name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		for _, k := range sealed {
			if bytes.Contains(data, k) {
				t.Errorf("a sealed key stands in %s after the rows were deleted", name)
			}
		}
	}
	for _, image := range images {
		if _, err := Open(t.Context(), testConfig(image), passphrase); !errors.Is(err, ErrWiped) {
			t.Errorf("%s: %v", filepath.Base(image), err)
		}
		if files := stand(t, image); len(files) != 3 {
			t.Errorf("%s: these are left: %v", filepath.Base(image), sorted(files))
		}
	}
}

func TestWipe_OrdersOfOthersAreRefused(t *testing.T) {
	cfg := testConfig(t.TempDir())
	s, _, order := doomed(t, cfg)
	defer func() { check(t, s.Close()) }()
	_, forger := service(2)
	other := forger("d1", "tok")
	_, sign := service(1)
	for what, try := range map[string]struct {
		order wire.Wipe
		token string
	}{
		"another key": {other, "tok"}, "another device's": {sign("d2", "tok"), "tok"}, "an older round's": {order, "tok2"}, "no order": {wire.Wipe{}, "tok"},
		"another nonce": {wire.Wipe{Nonce: "n2", Sig: order.Sig}, "tok"},
	} {
		if _, err := s.Wipe(t.Context(), try.order, try.token); !errors.Is(err, ErrNotOurs) || assessments.KindOf(err) != assessments.Forbidden {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, ok := WipedIn(cfg.Dir); ok || textOf(t, s, rid(3), "text") == "" {
		t.Error("something was wiped")
	}
	// A device that enrolled before there were such keys obeys nobody, and the key cannot be slipped in later.
	old := newStore(t)
	check(t, old.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t"}))
	pin, _ := service(1)
	check(t, old.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", WipeKey: pin, Token: "tok"}))
	if _, err := old.Wipe(t.Context(), order, "tok"); !errors.Is(err, ErrNotOurs) {
		t.Errorf("a key that came later is believed: %v", err)
	}
	// A file that only bears the name of the mark destroys nothing.
	check(t, os.WriteFile(filepath.Join(old.cfg.Dir, wipedName), []byte("{}"), 0o600))
	reopen(t, old)
}

func TestSendAll_MakesEverythingReady(t *testing.T) {
	s := newStore(t)
	ctx := t.Context()
	apply(t, s, noteEdit(rid(2), rid(1), "kept by the service"), noteEdit(rid(3), rid(1), "refused"), noteEdit(rid(4), rid(1), "waits"))
	rows, err := s.Pending(ctx, 10, 1<<20)
	check(t, err)
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("how", "behind the first")})
	check(t, s.Acked(ctx, []wire.Ack{{CID: rows[0].CID, Result: wire.Quar, Code: wire.CodeScope}, {CID: rows[1].CID, Result: wire.Quar, Code: wire.CodeRefused}}))
	check(t, s.Typed(ctx, Draft{Record: rid(4), Field: "private", Text: "half a sentence"}))
	if n, err := s.SendAll(ctx); n != 4 || err != nil {
		t.Fatalf("%d changes are ready, want 4 (%v)", n, err)
	}
	rows, err = s.Pending(ctx, 10, 1<<20)
	check(t, err)
	var all strings.Builder
	for _, p := range rows {
		all.Write(p.Frozen.Bytes)
	}
	for _, words := range []string{"refused", "waits", "behind the first", "half a sentence"} {
		if !strings.Contains(all.String(), words) {
			t.Errorf("%q is not ready to send", words)
		}
	}
	// What a withdrawn tablet sends is kept each for itself: nothing waits behind it.
	check(t, s.Acked(ctx, []wire.Ack{{CID: rows[0].CID, Result: wire.Quar, Code: wire.CodeRevoked}}))
	if st := status(t, s); st.Held != 0 {
		t.Errorf("%d are held", st.Held)
	}
}
