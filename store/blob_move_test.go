package store

import (
	"bytes"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A picture goes with its entry to the right child, under that child's key, and is sent from there.
func TestMove_PicturesGoWithTheEntry(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), childEdit(rid(2), "Yusuf"), noteEdit(rid(3), rid(1), "about Yusuf"))
	data := noise(wire.ChunkBytes+9, "m")
	b, err := s.Attach(t.Context(), rid(4), assessments.ChildScope(rid(1)), assessments.Attachment{Of: rid(3), Type: "photo", Media: "image/jpeg"}, bytes.NewReader(data))
	check(t, err)
	check(t, s.BlobSent(t.Context(), b.Scope, b.SHA))
	n := 100
	move := Move{Record: rid(3), To: rid(2), By: rid(9), NewID: func() assessments.ID { n++; return rid(n) }}
	out, err := s.Move(t.Context(), move)
	check(t, err)
	if len(out.With) != 1 {
		t.Fatalf("%+v", out)
	}
	got, err := s.ReadBlob(t.Context(), assessments.ChildScope(rid(2)), b.SHA)
	check(t, err)
	if !bytes.Equal(got, data) {
		t.Error("the right child has other bytes")
	}
	list, err := s.PendingBlobs(t.Context(), 9)
	check(t, err)
	if len(list) != 1 || list[0].Scope != assessments.ChildScope(rid(2)) {
		t.Errorf("to be sent: %+v", list)
	}
	clean(t, s)
}

// A picture that is on another tablet is fetched first; when it cannot be, nothing is moved.
func TestMove_APictureThatIsElsewhereIsFetchedFirst(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), childEdit(rid(2), "Yusuf"), noteEdit(rid(3), rid(1), "about Yusuf"))
	data := noise(50, "theirs")
	a := assessments.Attachment{Of: rid(3), Type: "photo", SHA256: wire.HashOf(data), Bytes: len(data)}
	apply(t, s, assessments.Edit{Record: rid(4), Kind: assessments.KindAttachment, Scope: assessments.ChildScope(rid(1)), Set: assessments.Encode(&a)})
	n := 100
	move := Move{Record: rid(3), To: rid(2), By: rid(9), NewID: func() assessments.ID { n++; return rid(n) }}
	s.SetBlobSource(&source{s: s, data: noise(50, "another"), name: a.SHA256})
	if _, err := s.Move(t.Context(), move); err == nil {
		t.Fatal("it was moved without its picture")
	}
	if r, err := s.Record(t.Context(), assessments.MovedID(rid(3), rid(2))); err == nil {
		t.Errorf("half of it was moved: %+v", r)
	}
	s.SetBlobSource(&source{s: s, data: data, name: a.SHA256})
	_, err := s.Move(t.Context(), move)
	check(t, err)
	if _, err := s.ReadBlob(t.Context(), assessments.ChildScope(rid(2)), a.SHA256); err != nil {
		t.Error(err)
	}
}
