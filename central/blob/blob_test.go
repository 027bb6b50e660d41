package blob_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A shop is a shelf with its parts in reach.
type shop struct {
	*blob.Shelf
	books *ledger.Ledger
	store blob.Store
	ring  *blob.Ring
	dump  func() []byte // everything the store wrote, "" where it cannot be looked at
}

func newLedger(t *testing.T, cfg ledger.Config) *ledger.Ledger {
	t.Helper()
	clock := testkit.NewClock()
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = clock.Now, testkit.Random(t.Name()), testkit.IDs(t.Name(), clock.Now), slog.New(slog.DiscardHandler)
	l, err := ledger.Open(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// onEach runs a test on every kind of store. The books are the ledger's, on SQLite or PostgreSQL.
func onEach(t *testing.T, test func(t *testing.T, s shop)) {
	t.Helper()
	run := func(name string, cfg func(t *testing.T) ledger.Config, store func(t *testing.T, l *ledger.Ledger) (blob.Store, string)) {
		t.Run(name, func(t *testing.T) {
			l := newLedger(t, cfg(t))
			st, dir := store(t, l)
			ring, err := blob.OpenKey(filepath.Join(t.TempDir(), "key"), testkit.Random("key"+t.Name()), true)
			if err != nil {
				t.Fatal(err)
			}
			shelf, err := blob.NewShelf(t.Context(), l, st, ring, testkit.Random("rand"+t.Name()))
			if err != nil {
				t.Fatal(err)
			}
			test(t, shop{shelf, l, st, ring, func() []byte { return everything(t, dir) }})
		})
	}
	embedded := func(t *testing.T) ledger.Config { return ledger.Config{Dir: testkit.Dir(t)} }
	run("sqlite", func(t *testing.T) ledger.Config { return ledger.Config{Dir: filepath.Join(t.TempDir(), "l")} },
		func(t *testing.T, l *ledger.Ledger) (blob.Store, string) { return l.Chunks(), "" })
	run("postgres", func(t *testing.T) ledger.Config { return ledger.Config{Database: testkit.Postgres(t)} },
		func(t *testing.T, l *ledger.Ledger) (blob.Store, string) { return l.Chunks(), "" })
	run("folder", embedded, func(t *testing.T, _ *ledger.Ledger) (blob.Store, string) {
		dir := filepath.Join(t.TempDir(), "pictures")
		f, err := blob.NewFolder(dir)
		if err != nil {
			t.Fatal(err)
		}
		return f, dir
	})
	run("s3", embedded, func(t *testing.T, _ *ledger.Ledger) (blob.Store, string) {
		address, keys, dir := bucketOf(t)
		b, err := blob.NewBucket(t.Context(), address+"/fieldfare", keys)
		if err != nil {
			t.Fatal(err)
		}
		return b, dir
	})
}

// everything reads names and bytes of all files below a folder.
func everything(t *testing.T, dir string) []byte {
	t.Helper()
	var out []byte
	if dir == "" {
		return nil
	}
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		out = append(append(out, p...), raw...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

const (
	tenant = "01890a5d-ac96-774b-bcce-00000000000a"
	child  = "child/01890a5d-ac96-774b-bcce-00000000000b"
	other  = "child/01890a5d-ac96-774b-bcce-00000000000c"
)

// picture is n bytes with a word that nobody may find in a store.
func picture(n int) []byte {
	out := []byte(strings.Repeat("MARKEDWORD of the child ", n/24+1))[:n]
	for i := range out {
		if i%24 > 11 {
			out[i] = byte(i >> 4)
		}
	}
	return out
}

func offer(scope string, data []byte) (string, wire.BlobOffer) {
	o := wire.BlobOffer{Scope: scope, Size: int64(len(data)), Media: "image/jpeg"}
	for i := range wire.Chunks(o.Size) {
		from, to := wire.ChunkSpan(o.Size, i)
		o.Chunks = append(o.Chunks, wire.HashOf(data[from:to]))
	}
	return wire.HashOf(data), o
}

func piece(data []byte, i int) []byte {
	from, to := wire.ChunkSpan(int64(len(data)), i)
	return data[from:to]
}

func missing(s wire.BlobState, n int) string {
	out := []int{}
	for i := range n {
		if s.Lacks(i) {
			out = append(out, i)
		}
	}
	return fmt.Sprint(out)
}

func TestShelf_InPiecesInAnyOrderAndTwice(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx, data := t.Context(), picture(2*wire.ChunkBytes+999)
		sha, o := offer(child, data)
		if _, err := s.PutChunk(ctx, tenant, child, sha, 0, piece(data, 0)); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("a piece of nothing: %v", err)
		}
		st, err := s.Offer(ctx, tenant, "d1", sha, o)
		if err != nil || st.Whole || missing(st, 3) != "[0 1 2]" {
			t.Fatalf("%+v (%v)", st, err)
		}
		if _, err := s.PutChunk(ctx, tenant, child, sha, 1, piece(data, 0)); assessments.KindOf(err) != assessments.Conflict {
			t.Errorf("another piece than was offered: %v", err)
		}
		for _, i := range []int{2, 0, 2} {
			if st, err = s.PutChunk(ctx, tenant, child, sha, i, piece(data, i)); err != nil {
				t.Fatal(err)
			}
		}
		if st.Whole || missing(st, 3) != "[1]" {
			t.Errorf("with one piece to come: %+v", st)
		}
		if _, err := s.Open(ctx, tenant, child, sha); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("half a picture opens: %v", err)
		}
		if st, err = s.Offer(ctx, tenant, "d2", sha, o); err != nil || missing(st, 3) != "[1]" {
			t.Errorf("offered again after a break: %+v (%v)", st, err)
		}
		if st, err = s.PutChunk(ctx, tenant, child, sha, 1, piece(data, 1)); err != nil || !st.Whole {
			t.Fatalf("the last piece: %+v (%v)", st, err)
		}
		if st, err = s.PutChunk(ctx, tenant, child, sha, 1, piece(data, 1)); err != nil || !st.Whole {
			t.Errorf("the last piece again: %+v (%v)", st, err)
		}
		if st, err = s.Offer(ctx, tenant, "d3", sha, o); err != nil || !st.Whole {
			t.Errorf("offered again when it is there: %+v (%v)", st, err)
		}
		r, err := s.Open(ctx, tenant, child, sha)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d of %d bytes came back (%v)", len(got), len(data), err)
		}
		// what HTTP asks for in ranges
		w := httptest.NewRecorder()
		q := httptest.NewRequest("GET", "/", nil)
		q.Header.Set("Range", fmt.Sprintf("bytes=%d-%d", wire.ChunkBytes-10, wire.ChunkBytes+9))
		http.ServeContent(w, q, "", testkit.Start, r)
		if w.Code != 206 || !bytes.Equal(w.Body.Bytes(), data[wire.ChunkBytes-10:wire.ChunkBytes+10]) {
			t.Errorf("a range over the seam of two pieces: %d, %d bytes", w.Code, w.Body.Len())
		}
		for _, scope := range []string{other, "team"} {
			if _, err := s.Open(ctx, tenant, scope, sha); assessments.KindOf(err) != assessments.NotFound {
				t.Errorf("%s has it too: %v", scope, err)
			}
		}
		if _, err := s.Open(ctx, "another tenant", child, sha); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("another tenant has it too: %v", err)
		}
		if all := s.dump(); bytes.Contains(all, []byte("MARKEDWORD")) || bytes.Contains(all, []byte(sha)) || bytes.Contains(all, []byte("00000000000b")) {
			t.Error("the store's files tell what they hold, or whose it is")
		}
	})
}

func TestShelf_ALieIsFoundAndMakesRoom(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx, data := t.Context(), picture(wire.ChunkBytes+5)
		sha, honest := offer(child, data)
		forged := append(bytes.Clone(data[:wire.ChunkBytes]), "wrong"...)
		_, lie := offer(child, forged)
		if _, err := s.Offer(ctx, tenant, "d1", sha, lie); err != nil {
			t.Fatal(err)
		}
		var err error
		for i := range 2 {
			_, err = s.PutChunk(ctx, tenant, child, sha, i, piece(forged, i))
		}
		if assessments.KindOf(err) != assessments.Conflict {
			t.Fatalf("another picture under this name: %v", err)
		}
		// An unfinished lie stands in nobody's way.
		if _, err := s.Offer(ctx, tenant, "d1", sha, lie); err != nil {
			t.Fatal(err)
		}
		if _, err := s.PutChunk(ctx, tenant, child, sha, 1, piece(forged, 1)); err != nil {
			t.Fatal(err)
		}
		st, err := s.Offer(ctx, tenant, "d2", sha, honest)
		if err != nil || missing(st, 2) != "[0 1]" {
			t.Fatalf("%+v (%v)", st, err)
		}
		for i := range 2 {
			if _, err = s.PutChunk(ctx, tenant, child, sha, i, piece(data, i)); err != nil {
				t.Fatal(err)
			}
		}
		// And once it is whole, no lie takes it away.
		if st, err = s.Offer(ctx, tenant, "d1", sha, lie); err != nil || !st.Whole {
			t.Errorf("%+v (%v)", st, err)
		}
	})
}

func TestShelf_ErasedIsUnreadableWhereverItWasCopied(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx, data := t.Context(), picture(wire.ChunkBytes+5)
		give := func(scope string) string {
			sha, o := offer(scope, data)
			if _, err := s.Offer(ctx, tenant, "d1", sha, o); err != nil {
				t.Fatal(err)
			}
			for i := range 2 {
				if _, err := s.PutChunk(ctx, tenant, scope, sha, i, piece(data, i)); err != nil {
					t.Fatal(err)
				}
			}
			return sha
		}
		sha := give(child)
		give(other)
		if err := s.EraseScope(ctx, tenant, child); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Open(ctx, tenant, child, sha); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("an erased child's picture opens: %v", err)
		}
		if r, err := s.Open(ctx, tenant, other, sha); err != nil {
			t.Errorf("another child's went with it: %v", err)
		} else if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Error("another child's is not what it was")
		}
		if key, err := s.books.BlobKey(ctx, tenant, child, nil); err != nil || len(key) != 0 {
			t.Errorf("the key of an erased child is there: %x (%v)", key, err)
		}
		// The same child's pictures may come again, under a new key.
		give(child)
		if r, err := s.Open(ctx, tenant, child, sha); err != nil {
			t.Error(err)
		} else if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes (%v)", len(got), err)
		}
	})
}

// A store that lost a piece, as after a restore from a backup, is asked what it has, and not the books.
func TestShelf_WhatTheStoreLostIsAskedForAgain(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx, data := t.Context(), picture(2*wire.ChunkBytes+5)
		sha, o := offer(child, data)
		if _, err := s.Offer(ctx, tenant, "d1", sha, o); err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			if _, err := s.PutChunk(ctx, tenant, child, sha, i, piece(data, i)); err != nil {
				t.Fatal(err)
			}
		}
		wiped := wiper{s.store}
		again, err := blob.NewShelf(ctx, s.books, wiped, s.ring, testkit.Random("again"))
		if err != nil {
			t.Fatal(err)
		}
		if st, err := again.Offer(ctx, tenant, "d1", sha, o); err != nil || st.Whole || missing(st, 3) != "[1]" {
			t.Errorf("%+v (%v)", st, err)
		}
		if st, err := s.PutChunk(ctx, tenant, child, sha, 1, piece(data, 1)); err != nil || !st.Whole {
			t.Errorf("%+v (%v)", st, err)
		}
	})
}

// A wiper is a store without its piece 1.
type wiper struct{ blob.Store }

func (w wiper) Have(ctx context.Context, at blob.Place) ([]int, error) {
	list, err := w.Store.Have(ctx, at)
	var out []int
	for _, i := range list {
		if i != 1 {
			out = append(out, i)
		}
	}
	return out, err
}

func TestStore_PutGetHaveDrop(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx := t.Context()
		a := blob.Place{Tenant: tenant, Scope: strings.Repeat("a", 32), Blob: strings.Repeat("1", 32)}
		b := blob.Place{Tenant: tenant, Scope: a.Scope, Blob: strings.Repeat("2", 32)}
		c := blob.Place{Tenant: tenant, Scope: strings.Repeat("c", 32), Blob: a.Blob}
		for _, at := range []blob.Place{a, b, c} {
			for _, i := range []int{10, 0, 2, 2} {
				if err := s.store.Put(ctx, at, i, []byte(fmt.Sprint(at.Blob[:1], at.Scope[:1], i))); err != nil {
					t.Fatal(err)
				}
			}
		}
		have := func(at blob.Place) string {
			list, err := s.store.Have(ctx, at)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprint(list)
		}
		if have(a) != "[0 2 10]" {
			t.Errorf("it has %s", have(a))
		}
		if got, err := s.store.Get(ctx, b, 10); err != nil || string(got) != "2a10" {
			t.Errorf("%q (%v)", got, err)
		}
		if _, err := s.store.Get(ctx, b, 1); assessments.KindOf(err) != assessments.NotFound {
			t.Errorf("what was never put: %v", err)
		}
		for range 2 {
			if err := s.store.DropBlob(ctx, a); err != nil {
				t.Fatal(err)
			}
		}
		if have(a) != "[]" || have(b) != "[0 2 10]" || have(c) != "[0 2 10]" {
			t.Errorf("after one was dropped: %s %s %s", have(a), have(b), have(c))
		}
		for range 2 {
			if err := s.store.DropScope(ctx, tenant, a.Scope); err != nil {
				t.Fatal(err)
			}
		}
		if have(b) != "[]" || have(c) != "[0 2 10]" {
			t.Errorf("after a scope was dropped: %s %s", have(b), have(c))
		}
	})
}

func TestKey_MadeOnceForItsOwnerAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "blob.key")
	a, err := blob.OpenKey(path, testkit.Random("a"), true)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("its mode is %v (%v)", info.Mode(), err)
	}
	b, err := blob.OpenKey(path, testkit.Random("b"), true)
	if err != nil || !bytes.Equal(a.Check(), b.Check()) {
		t.Errorf("opened again it is another key (%v)", err)
	}
	l := newLedger(t, ledger.Config{Dir: testkit.Dir(t)})
	shelf, err := blob.NewShelf(t.Context(), l, l.Chunks(), a, testkit.Random("c"))
	if err != nil {
		t.Fatal(err)
	}
	sha, o := offer(child, picture(10))
	if _, err := shelf.Offer(t.Context(), tenant, "d1", sha, o); err != nil {
		t.Fatal(err)
	}
	if known, err := l.BlobCheck(t.Context(), nil); known != nil || err != nil {
		t.Errorf("a key is written down before anything is sealed with it (%v)", err)
	}
	if _, err := shelf.PutChunk(t.Context(), tenant, child, sha, 0, picture(10)); err != nil {
		t.Fatal(err)
	}
	stranger, err := blob.OpenKey(filepath.Join(t.TempDir(), "k"), testkit.Random("d"), true)
	if err != nil {
		t.Fatal(err)
	}
	refused := func(what string, err error, says string) {
		t.Helper()
		if assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), says) {
			t.Errorf("%s: %v", what, err)
		}
	}
	_, err = blob.NewShelf(t.Context(), l, l.Chunks(), stranger, testkit.Random("c"))
	refused("another key file", err, "another one")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err = blob.OpenKey(path, testkit.Random("a"), true)
	refused("a key that others may read", err, "chmod 600")
	_, err = blob.OpenKey(path+"x", testkit.Random("a"), false)
	refused("a lost key", err, "Put it back")
	if _, err := os.Stat(path + "x"); !errors.Is(err, os.ErrNotExist) {
		t.Error("a new key was made where the old one is lost")
	}
	if err := os.WriteFile(path+"y", []byte("letmein"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = blob.OpenKey(path+"y", testkit.Random("a"), true)
	refused("a file that is no key", err, "not a key file")
}

func TestVerify_NamesWhatIsNotAsItWas(t *testing.T) {
	onEach(t, func(t *testing.T, s shop) {
		ctx, data := t.Context(), picture(wire.ChunkBytes+5)
		give := func(scope string, pieces int) string {
			sha, o := offer(scope, data)
			if _, err := s.Offer(ctx, tenant, "d1", sha, o); err != nil {
				t.Fatal(err)
			}
			for i := range pieces {
				if _, err := s.PutChunk(ctx, tenant, scope, sha, i, piece(data, i)); err != nil {
					t.Fatal(err)
				}
			}
			return sha
		}
		sha := give(child, 2)
		give(other, 1) // under way, which is nothing wrong
		found := func(sh *blob.Shelf) string {
			list, err := sh.Verify(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return fmt.Sprint(list)
		}
		if got := found(s.Shelf); got != "[]" {
			t.Errorf("all is well, and it says %s", got)
		}
		for want, harm := range map[string]blob.Store{"missing": wiper{s.store}, "cannot be opened": turner{s.store}} {
			sh, err := blob.NewShelf(ctx, s.books, harm, s.ring, testkit.Random("v"))
			if err != nil {
				t.Fatal(err)
			}
			if got := found(sh); !strings.Contains(got, want) || !strings.Contains(got, sha) {
				t.Errorf("%s: it says %s", want, got)
			}
		}
	})
}

// A turner is a store on a disk that turns a bit.
type turner struct{ blob.Store }

func (u turner) Get(ctx context.Context, at blob.Place, i int) ([]byte, error) {
	raw, err := u.Store.Get(ctx, at, i)
	if len(raw) > 40 {
		raw[40] ^= 1
	}
	return raw, err
}
