package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// noise is a file of n bytes that nothing compresses.
func noise(n int, seed string) []byte {
	out := make([]byte, 0, n+32)
	for i := 0; len(out) < n; i++ {
		out = append(out, wire.HashOf([]byte(fmt.Sprint(seed, i)))...)
	}
	return out[:n]
}

func put(t testing.TB, s *Store, scope assessments.Scope, data []byte) Blob {
	t.Helper()
	b, err := s.PutBlob(t.Context(), scope, bytes.NewReader(data), "image/jpeg")
	check(t, err)
	return b
}

func blobStatus(t testing.TB, s *Store) BlobStatus {
	t.Helper()
	st, err := s.BlobStatus(t.Context())
	check(t, err)
	return st
}

// clean fails when verify finds anything.
func clean(t testing.TB, s *Store) {
	t.Helper()
	probs, err := s.Verify(t.Context())
	check(t, err)
	for _, p := range probs {
		t.Errorf("verify: %+v", p)
	}
}

func TestBlob_KeptOnceWithinAChildAndReadAnywhere(t *testing.T) {
	s := newStore(t)
	isla, yusuf := assessments.ChildScope(rid(1)), assessments.ChildScope(rid(2))
	data := noise(2*wire.ChunkBytes+777, "a")
	b := put(t, s, isla, data)
	put(t, s, isla, data)
	put(t, s, yusuf, data)
	if st := blobStatus(t, s); st.Pending != 2 || st.PendingBytes != 2*int64(len(data)) || st.Have+st.Missing != 0 {
		t.Errorf("the same picture twice in one child and once in another: %+v", st)
	}
	s = reopen(t, s)
	r, err := s.OpenBlob(t.Context(), isla, b.SHA)
	check(t, err)
	got, err := io.ReadAll(r)
	check(t, err)
	if !bytes.Equal(got, data) || r.Media != "image/jpeg" {
		t.Fatalf("%d of %d bytes came back", len(got), len(data))
	}
	part := make([]byte, 1000)
	for _, off := range []int64{0, wire.ChunkBytes - 500, 2*wire.ChunkBytes - 1} {
		if _, err := r.ReadAt(part, off); err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
		if n := min(len(part), len(data)-int(off)); !bytes.Equal(part[:n], data[off:int(off)+n]) {
			t.Errorf("other bytes at %d", off)
		}
	}
	if _, err := r.Seek(-10, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if tail, _ := io.ReadAll(r); !bytes.Equal(tail, data[len(data)-10:]) {
		t.Error("the last ten bytes are others")
	}
	clean(t, s)
	if _, err := s.OpenBlob(t.Context(), yusuf, wire.HashOf([]byte("other"))); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("a picture nobody has: %v", err)
	}
	// Two children's rows share nothing on the disk that says they are the same picture.
	n, err := s.disk.number("SELECT count(DISTINCT id) FROM blob")
	check(t, err)
	if n != 2 {
		t.Errorf("%d ids for two children", n)
	}
}

func TestBlob_TooLargeIsSaidWhereItIsAdded(t *testing.T) {
	s := newStore(t)
	_, err := s.PutBlob(t.Context(), assessments.ChildScope(rid(1)), io.LimitReader(zeros{}, wire.BlobBytes+1), "video/mp4")
	wantKind(t, err, assessments.TooLarge)
	if !strings.Contains(assessments.Sentence(err), "25 MB") {
		t.Errorf("it does not say how much may be kept: %v", err)
	}
	_, err = s.PutBlob(t.Context(), assessments.ChildScope(rid(1)), strings.NewReader(""), "image/jpeg")
	wantKind(t, err, assessments.Invalid)
	_, err = s.PutBlob(t.Context(), assessments.ChildScope(rid(1)), io.MultiReader(strings.NewReader("half"), broken{}), "image/jpeg")
	wantKind(t, err, assessments.Unavailable)
	if st := blobStatus(t, s); st != (BlobStatus{}) {
		t.Errorf("something was kept: %+v", st)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the card was pulled out") }

func TestAttach_PictureAndRecordOrNeither(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "a note"))
	data := noise(1000, "a")
	_, err := s.Attach(t.Context(), rid(3), assessments.ChildScope(rid(1)), assessments.Attachment{Of: rid(2), Type: "no such type"}, bytes.NewReader(data))
	wantKind(t, err, assessments.Invalid)
	if st := blobStatus(t, s); st != (BlobStatus{}) {
		t.Errorf("a picture without its record: %+v", st)
	}
	b, err := s.Attach(t.Context(), rid(3), assessments.ChildScope(rid(1)), assessments.Attachment{Of: rid(2), Type: "photo", Media: "image/jpeg", Caption: "at the table"}, bytes.NewReader(data))
	check(t, err)
	r, err := s.Record(t.Context(), rid(3))
	check(t, err)
	if r.Fields.Text("sha256") != b.SHA || string(r.Fields["bytes"]) != "1000" || r.Fields.Text("caption") != "at the table" {
		t.Errorf("the record says %s", r.Fields)
	}
	got, err := s.Media(t.Context(), rid(1))(b.SHA)
	check(t, err)
	if !bytes.Equal(got, data) {
		t.Error("a report gets other bytes")
	}
	if _, err := s.Media(t.Context(), rid(9))(b.SHA); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("another child's report gets it too: %v", err)
	}
}

func TestBlob_SentAndOfferedAgain(t *testing.T) {
	s := newStore(t)
	scope := assessments.ChildScope(rid(1))
	a, b := put(t, s, scope, noise(10, "a")), put(t, s, scope, noise(20, "b"))
	list, err := s.PendingBlobs(t.Context(), 10)
	check(t, err)
	if len(list) != 2 || list[0].SHA != a.SHA {
		t.Fatalf("the queue: %+v", list)
	}
	check(t, s.BlobSent(t.Context(), scope, a.SHA))
	s = reopen(t, s)
	if list, _ = s.PendingBlobs(t.Context(), 10); len(list) != 1 || list[0].SHA != b.SHA {
		t.Errorf("after one was sent: %+v", list)
	}
	if st := blobStatus(t, s); st.Have != 1 || st.HaveBytes != 10 || st.Pending != 1 {
		t.Errorf("%+v", st)
	}
	check(t, s.OfferBlobsAgain(t.Context()))
	if list, _ = s.PendingBlobs(t.Context(), 10); len(list) != 2 {
		t.Errorf("after a restore of the service: %+v", list)
	}
	clean(t, s)
}

// A source gives what it has, the last chunk first, and counts how often it was asked.
type source struct {
	s     *Store
	data  []byte
	name  string
	asked int
}

func (f *source) FetchBlob(ctx context.Context, scope assessments.Scope, sha string) error {
	f.asked++
	b := Blob{Scope: scope, SHA: f.name, Size: int64(len(f.data)), Media: "image/jpeg"}
	for i := wire.Chunks(b.Size) - 1; i >= 0; i-- {
		from, to := wire.ChunkSpan(b.Size, i)
		if _, err := f.s.KeepChunk(ctx, b, i, f.data[from:to]); err != nil {
			return err
		}
	}
	return nil
}

func TestBlob_FetchedWhenOpened(t *testing.T) {
	s := newStore(t)
	scope, data := assessments.ChildScope(rid(1)), noise(wire.ChunkBytes*2+5, "theirs")
	sha := wire.HashOf(data)
	apply(t, s, childEdit(rid(1), "Isla"))
	a := assessments.Attachment{Of: rid(1), Type: "photo", SHA256: sha, Bytes: len(data)}
	apply(t, s, assessments.Edit{Record: rid(3), Kind: assessments.KindAttachment, Scope: scope, Set: assessments.Encode(&a)})
	if st := blobStatus(t, s); st.Missing != 1 || st.MissingBytes != int64(len(data)) {
		t.Errorf("a record whose picture is elsewhere: %+v", st)
	}
	if _, err := s.ReadBlob(t.Context(), scope, sha); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("with nobody to ask: %v", err)
	}
	liar := &source{s: s, data: noise(len(data), "another"), name: sha}
	s.SetBlobSource(liar)
	_, err := s.ReadBlob(t.Context(), scope, sha)
	wantKind(t, err, assessments.Damaged)
	if n, _ := s.disk.number("SELECT count(*) FROM blob_chunk"); n != 0 {
		t.Errorf("%d pieces of a wrong picture stayed", n)
	}
	good := &source{s: s, data: data, name: sha}
	s.SetBlobSource(good)
	for range 2 {
		got, err := s.ReadBlob(t.Context(), scope, sha)
		check(t, err)
		if !bytes.Equal(got, data) {
			t.Error("other bytes")
		}
	}
	if st := blobStatus(t, s); good.asked != 1 || st.Have != 1 || st.Missing != 0 {
		t.Errorf("asked %d times, %+v", good.asked, st)
	}
	if list, _ := s.PendingBlobs(t.Context(), 10); len(list) != 0 {
		t.Errorf("it would be sent back: %+v", list)
	}
	clean(t, s)
}

func TestBlob_HalfAFetchStays(t *testing.T) {
	s := newStore(t)
	data := noise(wire.ChunkBytes*2+5, "theirs")
	b := Blob{Scope: assessments.ChildScope(rid(1)), SHA: wire.HashOf(data), Size: int64(len(data))}
	whole, err := s.KeepChunk(t.Context(), b, 1, data[wire.ChunkBytes:2*wire.ChunkBytes])
	check(t, err)
	s = reopen(t, s)
	got, lacks, err := s.BlobState(t.Context(), b.Scope, b.SHA)
	check(t, err)
	if whole || got.State != BlobMissing || fmt.Sprint(lacks) != "[0 2]" {
		t.Errorf("after a power cut: %+v lacks %v", got, lacks)
	}
	clean(t, s)
	_, err = s.KeepChunk(t.Context(), b, 0, data[:100])
	wantKind(t, err, assessments.Invalid)
	// The same picture from this device's own camera needs nothing more.
	put(t, s, b.Scope, data)
	clean(t, s)
	if _, err := s.ReadBlob(t.Context(), b.Scope, b.SHA); err != nil {
		t.Error(err)
	}
}

func TestBlob_VerifyNamesTheDamagedPiece(t *testing.T) {
	for name, harm := range map[string]string{
		"piece 1":  "UPDATE blob_chunk SET sealed = (SELECT sealed FROM blob_chunk WHERE i = 0) WHERE i = 1",
		"is gone":  "DELETE FROM blob_chunk WHERE i = 1",
		"not the":  "UPDATE blob SET state = 'have'",
		"rows and": "DELETE FROM blob_chunk WHERE i = 2",
		"opened":   "UPDATE blob SET sealed = zeroblob(300)",
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			put(t, s, assessments.ChildScope(rid(1)), noise(2*wire.ChunkBytes+5, "a"))
			check(t, s.disk.script(harm))
			probs, err := s.Verify(t.Context())
			check(t, err)
			all := ""
			for _, p := range probs {
				all += fmt.Sprintf("%s %s: %s\n", p.Table, p.Row, p.Text)
			}
			if !strings.Contains(strings.ToLower(all), strings.Split(name, " ")[0]) || !strings.Contains(all, "blob") {
				t.Errorf("verify says %q", all)
			}
		})
	}
}

func TestBlob_DropTakesTheScopesFilesAndNoOthers(t *testing.T) {
	s := newStore(t)
	isla, yusuf := assessments.ChildScope(rid(1)), assessments.ChildScope(rid(2))
	put(t, s, isla, noise(wire.ChunkBytes+1, "a"))
	kept := put(t, s, yusuf, noise(wire.ChunkBytes+1, "a"))
	check(t, s.write(t.Context(), "test", func(tx *tx) error { return tx.dropBlobs(s.keys.of(isla).id) }))
	clean(t, s)
	if st := blobStatus(t, s); st.Pending != 1 {
		t.Errorf("%+v", st)
	}
	if _, err := s.ReadBlob(t.Context(), yusuf, kept.SHA); err != nil {
		t.Error(err)
	}
}

func TestPicturesOnMobile_OffUntilSomebodySays(t *testing.T) {
	s := newStore(t)
	for _, want := range []bool{false, true, false} {
		if want {
			check(t, s.SetPicturesOnMobile(t.Context(), true))
		} else {
			check(t, s.SetPicturesOnMobile(t.Context(), false))
		}
		s = reopen(t, s)
		if got, err := s.PicturesOnMobile(t.Context()); got != want || err != nil {
			t.Errorf("%v, want %v (%v)", got, want, err)
		}
	}
}
