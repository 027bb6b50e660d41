package store

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// restored is a store that has a note with others' words at 9, and hears that the service was restored to 4.
func restored(t *testing.T) *Store {
	t.Helper()
	s := enrolled(t, "d1")
	scope := assessments.ChildScope(rid(1))
	theirs := func(seq, base uint64, field, value string) wire.Delivered {
		c := wire.Change{DSeq: seq, Record: rid(2), Kind: assessments.KindObservation, Op: assessments.OpSet, Base: base, Set: fields(field, value)}
		return delivered(seq, "other", c, scope)
	}
	check(t, s.PullUpto(t.Context(), []wire.Delivered{theirs(3, 0, "text", "one"), theirs(9, 3, "text", "lost with the service")}, "c", "epoch-1", 9))
	return s
}

// turned tells the store that the service was restored, and then gives it a feed with nothing in it.
func turned(t *testing.T, s *Store) {
	t.Helper()
	check(t, s.Turned(t.Context(), 4))
	check(t, s.PullUpto(t.Context(), nil, "c2", "epoch-2", 4))
}

// last is the newest change that waits, as the service will decide it.
func last(t *testing.T, s *Store) wire.Change {
	t.Helper()
	rows, err := s.Pending(t.Context(), 100, 1<<20)
	check(t, err)
	c, err := wire.Thaw(rows[len(rows)-1].Frozen.Bytes)
	check(t, err)
	c.Move(rows[len(rows)-1].Base)
	return c
}

// What an author saw is told in the history they saw it in, also when the record has not come anew yet, and when it was typed
// before the service was restored and is saved after.
func TestTurned_WhatWasSeenBeforeIsToldAsThat(t *testing.T) {
	saw := wire.Saw{Gen: 0, Base: 9}
	for name, write := range map[string]func(*testing.T, *Store){
		"saved before": func(t *testing.T, s *Store) {
			apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine")})
			turned(t, s)
		},
		"saved after, on the old record": func(t *testing.T, s *Store) {
			turned(t, s)
			apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine")})
		},
		"typed before, saved after": func(t *testing.T, s *Store) {
			check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "mine"}))
			turned(t, s)
			check(t, s.Fold(t.Context(), rid(2)))
		},
		"typed before, written over after": func(t *testing.T, s *Store) {
			check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "min"}))
			turned(t, s)
			apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine")})
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := restored(t)
			write(t, s)
			for range 2 {
				if c := last(t, s); c.Base != 4 || !c.Moved || c.Saw != saw || c.Set.Text("text") != "mine" {
					t.Errorf("%s is told as base %d (%v), seen %+v", c.Set, c.Base, c.Moved, c.Saw)
				}
				if got := textOf(t, s, rid(2), "text"); got != "mine" {
					t.Errorf("the screen shows %q", got)
				}
				s = reopen(t, s)
			}
		})
	}
}

// A device that once saw others' words goes on having seen them when its own take their place.
func TestSaw_IsNotForgottenWithTheWords(t *testing.T) {
	s := restored(t)
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine")})
	rows, err := s.Pending(t.Context(), 1, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 10}}))
	for range 2 {
		apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "mine again "+t.Name())})
		if c := last(t, s); c.Base != 9 {
			t.Errorf("the next change has base %d, want 9", c.Base)
		}
		if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
			t.Errorf("verify: %v %v", bad, err)
		}
		s = reopen(t, s)
	}
}

// Of two own changes that wait since before a restore, others' words had come between the two, and are lost. The screen shows what the service will
// make of them: each is kept, and whoever writes on sees the one they write over. The base of the second is higher than any number of the record.
func TestTurned_OwnWordsThatWaitStandAsTheServiceWillHaveThem(t *testing.T) {
	s := enrolled(t, "d1")
	scope := assessments.ChildScope(rid(1))
	theirs := func(seq, base uint64, record int, value string) wire.Delivered {
		c := wire.Change{DSeq: seq, Record: rid(record), Kind: assessments.KindObservation, Op: assessments.OpSet, Base: base, Set: fields("text", value)}
		return delivered(seq, "other", c, scope)
	}
	both := []wire.Delivered{theirs(1, 0, 2, "one"), theirs(5, 0, 3, "of another record")}
	check(t, s.PullUpto(t.Context(), both, "c", "epoch-1", 5))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "first")})
	check(t, s.PullUpto(t.Context(), []wire.Delivered{theirs(9, 1, 2, "lost with the service")}, "c1", "epoch-1", 9))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "then")})
	check(t, s.Turned(t.Context(), 5))
	check(t, s.PullUpto(t.Context(), both, "c2", "epoch-2", 5))
	for range 2 {
		rows, err := s.Conflicts(t.Context())
		check(t, err)
		if got := textOf(t, s, rid(2), "text"); got != "first" || len(rows) != 1 || string(rows[0].Others[0].Value) != `"then"` {
			t.Errorf("the screen shows %q, and beside it %+v", got, rows)
		}
		s = reopen(t, s)
	}
}

// A record that a restored service does not give again is shown as it was, and as one that the service has not got, until it comes.
func TestTurned_WhatDoesNotComeBackIsNamed(t *testing.T) {
	s := restored(t)
	stands := func(want Stand, code string, unsent int) {
		t.Helper()
		w, err := s.Standing(t.Context(), rid(2))
		check(t, err)
		r, err := s.Record(t.Context(), rid(2))
		check(t, err)
		all, err := s.Waiting(t.Context())
		check(t, err)
		if w.Stand != want || w.Code != code || r.Meta.Unsent != unsent || r.Fields.Text("text") == "" || len(all) != unsent || w.Child != rid(1) {
			t.Errorf("it stands %+v with %d unsent and %q; %d wait", w, r.Meta.Unsent, r.Fields.Text("text"), len(all))
		}
	}
	stands(InRecord, "", 0)
	check(t, s.Turned(t.Context(), 4))
	check(t, s.PullUpto(t.Context(), nil, "c2", "epoch-2", 0))
	stands(InRecord, "", 0) // more is on its way
	check(t, s.PullUpto(t.Context(), nil, "c3", "epoch-2", 4))
	for range 2 {
		stands(StandsBy, CodeNotBack, 1)
		s = reopen(t, s)
	}
	c := wire.Change{DSeq: 3, Record: rid(2), Kind: assessments.KindObservation, Op: assessments.OpSet, Set: fields("text", "one")}
	check(t, s.PullUpto(t.Context(), []wire.Delivered{delivered(5, "other", c, assessments.ChildScope(rid(1)))}, "c4", "epoch-2", 5))
	stands(InRecord, "", 0)
}

// Between a restore of the service and the end of its new feed, an own acknowledgement must not make the record anew from that one
// change: what stood there before would vanish from the screen, and be written over by somebody who does not see it.
func TestTurned_OldFieldsStayUntilAllOfTheFeedIsHere(t *testing.T) {
	s := restored(t)
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("how", "mine")})
	rows, err := s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 10}}))
	check(t, s.Turned(t.Context(), 9))
	check(t, s.Pull(t.Context(), nil, "", "epoch-2"))
	shows := func(when, how, by, text string) {
		t.Helper()
		for range 2 {
			r, err := s.Record(t.Context(), rid(2))
			check(t, err)
			if f := r.Fields; f.Text("how") != how || f.Text("by") != by || f.Text("text") != text {
				t.Errorf("%s it shows %s", when, f)
			}
			if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 {
				t.Errorf("%s: verify: %v %v", when, bad, err)
			}
			s = reopen(t, s)
		}
	}
	// Its service is in drain mode: it takes a new change and gives nothing.
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("by", "newer")})
	rows, err = s.Pending(t.Context(), 10, 1<<20)
	check(t, err)
	check(t, s.Acked(t.Context(), []wire.Ack{{CID: rows[len(rows)-1].CID, Result: wire.OK, Seq: 11}}))
	shows("acknowledged alone,", "mine", "newer", "lost with the service")
	if c := wrote(t, s, "how", "mine too"); c.Gen != 0 || c.Base != 9 {
		t.Errorf("what is written now has seen %d of the history %d, want 9 of the one before", c.Base, c.Gen)
	}
	// Half of the feed changes nothing either; all of it makes the record anew.
	scope := assessments.ChildScope(rid(1))
	theirs := wire.Change{DSeq: 1, Record: rid(2), Kind: assessments.KindObservation, Op: assessments.OpSet, Set: fields("text", "one")}
	check(t, s.PullUpto(t.Context(), []wire.Delivered{delivered(3, "other", theirs, scope)}, "c1", "epoch-2", 0))
	shows("with half of the feed", "mine too", "newer", "lost with the service")
	theirs.Set, theirs.Base, theirs.DSeq = fields("text", "two"), 3, 2
	check(t, s.PullUpto(t.Context(), []wire.Delivered{delivered(10, "other", theirs, scope)}, "c2", "epoch-2", 11))
	shows("with all of it", "mine too", "newer", "two")
	if c := wrote(t, s, "text", "over it"); c.Gen != 1 || c.Base != 10 {
		t.Errorf("what is written then has seen %d of the history %d, want 10 of the new one", c.Base, c.Gen)
	}
}

// wrote writes a field and returns the change that waits.
func wrote(t *testing.T, s *Store, field, value string) wire.Change {
	t.Helper()
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields(field, value)})
	return last(t, s)
}

// A row of the view that is damaged is an error to whoever asks what waits, not the end of the program.
func TestWaiting_ADamagedRowIsAnError(t *testing.T) {
	s := restored(t)
	turned(t, s)
	check(t, s.look(t.Context(), "test", func(d *db) error { return d.exec("UPDATE rec SET body = x'00' WHERE unsent > 0") }))
	if rows, err := s.Waiting(t.Context()); err == nil {
		t.Errorf("a damaged row gives %v", rows)
	}
}
