package store

import (
	"bytes"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// sendable are the files that the courier would find.
func sendable(t *testing.T, s *Store) []string {
	t.Helper()
	list, err := s.PendingBlobs(t.Context(), 1)
	check(t, err)
	var out []string
	for _, b := range list {
		out = append(out, b.SHA)
	}
	return out
}

func photo(t *testing.T, s *Store, id int, data []byte) Blob {
	t.Helper()
	a := assessments.Attachment{Of: rid(2), Type: "photo", Media: "image/jpeg"}
	b, err := s.AttachHeld(t.Context(), rid(id), assessments.ChildScope(rid(1)), a, bytes.NewReader(data))
	check(t, err)
	return b
}

// What was blurred never leaves the device unblurred: not while it is marked up, not after a kill, not after it was finished.
func TestHold_OnlyThePictureWithItsMarksIsEverSent(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "a note"))
	scope := assessments.ChildScope(rid(1))
	raw, drawn := noise(wire.ChunkBytes+7, "faces"), noise(wire.ChunkBytes+9, "blurred")
	b := photo(t, s, 3, raw)
	check(t, s.Mark(t.Context(), scope, b.SHA, `[{"blur":[1,2,3,4]}]`))
	s = reopen(t, s)
	if got := sendable(t, s); got != nil {
		t.Fatalf("after a kill it would be sent: %v", got)
	}
	if _, err := s.SendBlob(t.Context(), scope, b.SHA); err == nil {
		t.Fatal("the courier may read it")
	}
	held, err := s.HeldBlobs(t.Context())
	check(t, err)
	if len(held) != 1 || held[0].Marks != `[{"blur":[1,2,3,4]}]` {
		t.Fatalf("held: %+v", held)
	}
	clean(t, s)
	check(t, s.Finish(t.Context(), rid(3), drawn))
	if got := sendable(t, s); len(got) != 1 || got[0] != wire.HashOf(drawn) {
		t.Errorf("to be sent: %v", got)
	}
	r, err := s.Record(t.Context(), rid(3))
	check(t, err)
	if r.Fields.Text("sha256") != wire.HashOf(drawn) {
		t.Error("the record speaks of the picture without its marks")
	}
	if got, _, err := s.BlobState(t.Context(), scope, b.SHA); err != nil || got.State != "" {
		t.Errorf("the picture without its marks is still here: %+v (%v)", got, err)
	}
	clean(t, s)
}

func TestHold_FinishedAsItIs(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "a note"))
	scope := assessments.ChildScope(rid(1))
	b := photo(t, s, 3, noise(99, "chair"))
	check(t, s.Finish(t.Context(), rid(3), nil))
	if got := sendable(t, s); len(got) != 1 || got[0] != b.SHA {
		t.Fatalf("to be sent: %v", got)
	}
	// The same photo once more: it was finished, so its sending is not held up by a second record of it.
	photo(t, s, 4, noise(99, "chair"))
	if got := sendable(t, s); len(got) != 1 {
		t.Errorf("added again it is held: %v", got)
	}
	// Opened again before it was sent, it waits; while it is being read for sending, the reading stops.
	r, err := s.SendBlob(t.Context(), scope, b.SHA)
	check(t, err)
	if held, err := s.Hold(t.Context(), scope, b.SHA); err != nil || !held {
		t.Fatalf("held %v, %v", held, err)
	}
	if _, err := r.Chunk(0); err == nil {
		t.Error("a file that is held is sent on")
	}
	// Marks on one of two records leave the other's picture alone.
	check(t, s.Finish(t.Context(), rid(4), noise(101, "chair with an arrow")))
	if got, _, err := s.BlobState(t.Context(), scope, b.SHA); err != nil || got.State != BlobPending {
		t.Errorf("the other record's picture is gone: %+v (%v)", got, err)
	}
	clean(t, s)
}

func TestHold_WhatTheServiceHasItHas(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "a note"))
	scope := assessments.ChildScope(rid(1))
	b := photo(t, s, 3, noise(99, "chair"))
	check(t, s.Finish(t.Context(), rid(3), nil))
	check(t, s.BlobSent(t.Context(), scope, b.SHA))
	if held, err := s.Hold(t.Context(), scope, b.SHA); err != nil || held {
		t.Errorf("held %v, %v", held, err)
	}
	check(t, s.Mark(t.Context(), scope, b.SHA, "arrow"))
	drawn := noise(120, "chair with an arrow")
	check(t, s.Finish(t.Context(), rid(3), drawn))
	if got := sendable(t, s); len(got) != 1 || got[0] != wire.HashOf(drawn) {
		t.Errorf("to be sent: %v", got)
	}
	if got, _, err := s.BlobState(t.Context(), scope, b.SHA); err != nil || got.State != BlobHave || got.Marks != "" {
		t.Errorf("what History speaks of is %+v (%v)", got, err)
	}
	if err := s.Finish(t.Context(), rid(9), drawn); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("no such picture: %v", err)
	}
	clean(t, s)
}

// A picture that is being marked up stays held under the right child.
func TestHold_MovesWithTheEntry(t *testing.T) {
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Isla"), childEdit(rid(5), "Yusuf"), noteEdit(rid(2), rid(1), "about Yusuf"))
	photo(t, s, 3, noise(300, "faces"))
	n := 100
	_, err := s.Move(t.Context(), Move{Record: rid(2), To: rid(5), By: rid(9), NewID: func() assessments.ID { n++; return rid(n) }})
	check(t, err)
	if got := sendable(t, s); got != nil {
		t.Errorf("moved, it would be sent: %v", got)
	}
	if held, _ := s.HeldBlobs(t.Context()); len(held) != 2 {
		t.Errorf("held: %+v", held)
	}
	clean(t, s)
}
