package central

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/box"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Words, pictures, tokens and the key of the pictures come back together: the tablet goes on with the token it has.
func TestBackup_PicturesComeBackWithTheirKey(t *testing.T) {
	s := newSiege(t)
	dir := testkit.Dir(t)
	file, key := filepath.Join(dir, "monday"), box.Key(bytes.Repeat([]byte{3}, box.KeyBytes))
	made, err := s.c.Backup(context.Background(), file, key)
	if err != nil || made.Pictures != 2 || made.Rows < 10 {
		t.Fatalf("%+v %v", made, err)
	}
	cfg := s.c.cfg
	cfg.Dir, cfg.Rand = filepath.Join(dir, "again"), testkit.Random("again")
	done, err := Restore(context.Background(), cfg, file, key)
	if err != nil || done.Rows != made.Rows {
		t.Fatalf("%+v %v", done, err)
	}
	if st, err := os.Stat(filepath.Join(cfg.Dir, "blob.key")); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("the key of the pictures: %v %v", st, err)
	}
	again, err := New(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	s.c = again
	if res, body := s.snap.get(s.mine); res.StatusCode != 200 || !bytes.Equal(body, s.snap.data) {
		t.Errorf("the picture: %d, %d bytes", res.StatusCode, len(body))
	}
	// On PostgreSQL somebody must say where the key goes, and it is never written over another.
	cfg.Dir, cfg.Database, cfg.Rand = "", testkit.Postgres(t), testkit.Random("third")
	if _, err := Restore(context.Background(), cfg, file, key); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("without a place for the key: %v", err)
	}
	cfg.Blobs.Key = filepath.Join(dir, "other.key")
	if err := os.WriteFile(cfg.Blobs.Key, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(context.Background(), cfg, file, key); assessments.KindOf(err) != assessments.Conflict {
		t.Errorf("over another key: %v", err)
	}
	cfg.Blobs.Key = filepath.Join(dir, "right.key")
	if _, err := Restore(context.Background(), cfg, file, key); err != nil {
		t.Errorf("after both refusals: %v", err)
	}
}

// Whatever byte of a backup is turned over, it is refused before anything is written.
func TestBackup_EveryByteCounts(t *testing.T) {
	s := newSiege(t)
	dir := testkit.Dir(t)
	file, key := filepath.Join(dir, "monday"), box.Key(bytes.Repeat([]byte{3}, box.KeyBytes))
	if _, err := s.c.Backup(context.Background(), file, key); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(whole); at += 1 + len(whole)/300 {
		bad := bytes.Clone(whole)
		bad[at] ^= 1
		if err := os.WriteFile(file+".bad", bad, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := CheckBackup(file+".bad", key)
		switch assessments.KindOf(err) {
		case assessments.Damaged, assessments.Unauthorized, assessments.Invalid:
		default:
			t.Errorf("byte %d of %d: %v", at, len(whole), err)
		}
		if at%3 == 0 {
			if err := os.WriteFile(file+".bad", whole[:at], 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := CheckBackup(file+".bad", key); err == nil {
				t.Errorf("cut after %d of %d bytes it passes", at, len(whole))
			}
		}
	}
}

// Pictures that are kept in a folder are in the backup, and come back into a folder or into the database.
func TestBackup_PicturesOfAFolderComeBack(t *testing.T) {
	ctx, dir := context.Background(), testkit.Dir(t)
	store, err := blob.NewFolder(filepath.Join(dir, "pictures"))
	if err != nil {
		t.Fatal(err)
	}
	cfg := newDesk(t).c.cfg
	cfg.Dir, cfg.Database, cfg.Blobs = filepath.Join(dir, "data"), "", Blobs{Store: store}
	c, err := New(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	tn, err := c.TenantAdd(ctx, "North Place", "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	scope, data := assessments.ChildScope("01890a5d-ac96-774b-bcce-000000000001").Key(), bytes.Repeat([]byte("picture "), 50_000)
	offer := wire.BlobOffer{Scope: scope, Size: int64(len(data)), Media: "image/jpeg"}
	for i := range wire.Chunks(offer.Size) {
		from, to := wire.ChunkSpan(offer.Size, i)
		offer.Chunks = append(offer.Chunks, wire.HashOf(data[from:to]))
	}
	sha := wire.HashOf(data)
	shelf, err := c.Shelf(ctx)
	if err == nil {
		_, err = shelf.Offer(ctx, tn.ID, "d", sha, offer)
	}
	for i := range offer.Chunks {
		from, to := wire.ChunkSpan(offer.Size, i)
		if err == nil {
			_, err = shelf.PutChunk(ctx, tn.ID, scope, sha, i, data[from:to])
		}
	}
	if err != nil || len(offer.Chunks) < 2 {
		t.Fatal(len(offer.Chunks), err)
	}
	file, key := filepath.Join(dir, "monday"), box.Key(bytes.Repeat([]byte{3}, box.KeyBytes))
	made, err := c.Backup(ctx, file, key)
	if err != nil || made.Pictures != 1 || made.Chunks != 0 || made.Pieces != len(offer.Chunks) {
		t.Fatalf("%+v (%v)", made, err)
	}
	other, err := blob.NewFolder(filepath.Join(dir, "other"))
	if err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]Blobs{"folder": {Store: other}, "database": {}} {
		again := cfg
		again.Dir, again.Blobs, again.Rand = filepath.Join(dir, name), to, testkit.Random(name)
		if done, err := Restore(ctx, again, file, key); err != nil || done.Pieces != made.Pieces || done.Rows != made.Rows {
			t.Fatalf("%s: %+v (%v)", name, done, err)
		}
		back, err := New(ctx, again)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { back.Close() })
		var got []byte
		if shelf, err = back.Shelf(ctx); err == nil {
			var r *blob.Reader
			if r, err = shelf.Open(ctx, tn.ID, scope, sha); err == nil {
				got, err = io.ReadAll(r)
			}
		}
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d of %d bytes came back (%v)", name, len(got), len(data), err)
		}
		// Into a place that is in use nothing goes, no piece either.
		if _, err := Restore(ctx, again, file, key); assessments.KindOf(err) != assessments.Conflict {
			t.Errorf("%s, twice: %v", name, err)
		}
	}
}
