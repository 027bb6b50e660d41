package store

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// wrongChild is a store with Ada (1), Ben (2), and a note (10) about Ben that was written under Ada.
func wrongChild(t testing.TB) *Store {
	t.Helper()
	s := newStore(t)
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	apply(t, s, childEdit(rid(1), "Ada Testchild"), childEdit(rid(2), "Ben Testchild"), noteEdit(rid(10), rid(1), "Holds the spoon in a fist"))
	return s
}

// newIDs makes ids that no other of the test has.
func newIDs(from int) func() assessments.ID {
	return func() assessments.ID { from++; return rid(from) }
}

func moveIt(t testing.TB, s *Store) Moved {
	t.Helper()
	m, err := s.Move(t.Context(), Move{Record: rid(10), To: rid(2), By: rid(90), NewID: newIDs(500)})
	check(t, err)
	return m
}

// fromElsewhere delivers a change of another device, as the service passes it on.
func fromElsewhere(t testing.TB, s *Store, seq uint64, c wire.Change) {
	t.Helper()
	c.CID, c.Device, c.Inc, c.DSeq, c.V, c.TDev = fmt.Sprintf("%032x", 7000+seq), "other", "1", seq, wire.Format, stamp(testNow)
	f, err := wire.Freeze(c)
	check(t, err)
	check(t, s.Pull(t.Context(), []wire.Delivered{{Seq: seq, Result: wire.OK, CID: c.CID, Device: c.Device, Inc: c.Inc, Frozen: f, Change: c}}, strconv.FormatUint(seq, 10), "e"))
}

func TestMove_StrikesTheOldAndMakesTheNew(t *testing.T) {
	ctx := t.Context()
	s := wrongChild(t)
	picture := assessments.Edit{Record: rid(11), Kind: assessments.KindAttachment, Scope: assessments.ChildScope(rid(1)),
		Set: fields("of", rid(10), "type", "photo", "sha256", strings.Repeat("ab", 32), "caption", "The spoon")}
	report := func(id int, asAt, tree string) assessments.Edit {
		return assessments.Edit{Record: rid(id), Kind: assessments.KindReport, Scope: assessments.ChildScope(rid(1)),
			Set: fields("report_kind", "visit", "recipient", "parent", "as_at", asAt, "tree", tree, "sent_on", "2026-11-14", "signed_on", "2026-11-14")}
	}
	apply(t, s, picture, report(20, "2026-11-14", `{"from":["`+string(rid(10))+`"]}`), report(21, "2026-11-14", "{}"), report(22, "2026-10-01", "{}"),
		assessments.Edit{Record: rid(12), Kind: assessments.KindGoal, Scope: assessments.ChildScope(rid(1)), Set: fields("title", "Spoon")},
		assessments.Edit{Record: rid(10), Set: fields("goals", []assessments.ID{rid(12)})})
	m, err := s.Move(ctx, Move{Record: rid(10), To: rid(2), Reason: "two Bens in the morning", By: rid(90), NewID: newIDs(500)})
	check(t, err)
	if m.Record != assessments.MovedID(rid(10), rid(2)) || m.Signed || m.Countersign != "" || len(m.With) != 1 || len(m.Loose) != 1 || m.Loose[0] != "goals" {
		t.Fatalf("%+v", m)
	}
	if len(m.Recall) != 2 || m.Recall[0].Report != rid(20) || !m.Recall[0].Certain || m.Recall[1].Report != rid(21) || m.Recall[1].Certain || m.Recall[0].SentOn == "" {
		t.Errorf("to recall: %+v", m.Recall)
	}
	now, err := s.Record(ctx, m.Record)
	check(t, err)
	if now.Scope != assessments.ChildScope(rid(2)) || now.Fields.Text("text") != "Holds the spoon in a fist" || now.Fields.Text("moved_from") != string(rid(10)) {
		t.Errorf("the new record: %+v", now)
	}
	with, err := s.Record(ctx, m.With[0])
	check(t, err)
	if with.Scope != now.Scope || with.Fields.Text("of") != string(m.Record) || with.Fields.Text("caption") != "The spoon" {
		t.Errorf("the picture: %+v", with)
	}
	left, err := s.Records(ctx, Filter{Child: rid(1), Kinds: []assessments.Kind{assessments.KindObservation, assessments.KindAttachment}})
	check(t, err)
	if len(left) != 0 {
		t.Errorf("the wrong child still shows %+v", left)
	}
	strike, err := s.Record(ctx, m.Strike)
	check(t, err)
	if strike.Scope != assessments.ChildScope(rid(1)) || strike.Fields.Text("moved_to") != string(m.Record) || strike.Fields.Text("reason") != "Filed under the wrong child: two Bens in the morning" {
		t.Errorf("the strike: %+v", strike)
	}
	if textOf(t, s, rid(10), "text") != "Holds the spoon in a fist" {
		t.Error("the old record cannot be read any more")
	}
	rows, err := s.Moves(ctx)
	check(t, err)
	if len(rows) != 2 || rows[0].Late != 0 || rows[0].To != rid(2) || rows[0].Twice {
		t.Errorf("the list of moves: %+v", rows)
	}
	if st, err := s.Status(ctx); err != nil || st.Conflicts != 0 {
		t.Errorf("%d conflicts after a plain move (%v)", st.Conflicts, err)
	}
	again := reopen(t, s)
	if probs, err := again.Verify(ctx); err != nil || len(probs) > 0 {
		t.Errorf("%v %v", probs, err)
	}
}

// Only the author signs: their own move signs anew, anybody else's waits for them.
func TestMove_SignedWords(t *testing.T) {
	for _, author := range []bool{true, false} {
		s := wrongChild(t)
		signer := rid(90)
		if !author {
			signer = rid(91)
		}
		check(t, s.Sign(t.Context(), rid(10), signer))
		m := moveIt(t, s)
		now, err := s.Record(t.Context(), m.Record)
		check(t, err)
		if m.Signed != author || (now.Meta.Signed != nil) != author || now.Fields.Text("moved_signer") != string(signer) {
			t.Errorf("moved by the author %v: %+v, signed %+v", author, m, now.Meta.Signed)
		}
		rows, err := s.Moves(t.Context())
		check(t, err)
		if author {
			if rows[0].Countersign != "" || m.Countersign != "" {
				t.Errorf("the author's own signature waits for another: %+v", rows)
			}
			continue
		}
		if m.Countersign != signer || rows[0].Countersign != signer {
			t.Errorf("nobody is asked to sign: %+v, %+v", m, rows)
		}
		check(t, s.Sign(t.Context(), m.Record, signer))
		if rows, err = s.Moves(t.Context()); err != nil || rows[0].Countersign != "" {
			t.Errorf("signed, and still waiting: %+v (%v)", rows, err)
		}
		old, err := s.Record(t.Context(), rid(10))
		check(t, err)
		if old.Meta.Signed == nil || old.Meta.Signed.By != signer {
			t.Error("the old signature is gone")
		}
	}
}

func TestMove_Refuses(t *testing.T) {
	ctx := t.Context()
	s := wrongChild(t)
	apply(t, s, assessments.Edit{Record: rid(20), Kind: assessments.KindReport, Scope: assessments.ChildScope(rid(1)), Set: fields("report_kind", "visit", "recipient", "parent")})
	for _, c := range []struct {
		name   string
		record assessments.ID
		to     assessments.ID
		kind   assessments.ErrorKind
	}{
		{"an unknown entry", rid(99), rid(2), assessments.NotFound},
		{"a child who is not here", rid(10), rid(3), assessments.Forbidden},
		{"a note as the child", rid(10), rid(20), assessments.Forbidden},
		{"the child that it has", rid(10), rid(1), assessments.Invalid},
		{"a report", rid(20), rid(2), assessments.Invalid},
		{"a child", rid(1), rid(2), assessments.Invalid},
	} {
		before := dump(t, s)
		_, err := s.Move(ctx, Move{Record: c.record, To: c.to, By: rid(90), NewID: newIDs(500)})
		if t.Run(c.name, func(t *testing.T) { wantKind(t, err, c.kind) }); dump(t, s) != before {
			t.Errorf("%s: something changed", c.name)
		}
	}
	moveIt(t, s)
	_, err := s.Move(ctx, Move{Record: rid(10), To: rid(2), By: rid(90), NewID: newIDs(600)})
	wantKind(t, err, assessments.Conflict)
}

// A tablet that loses power at any moment of a move holds all of it or nothing.
func TestMove_StoppedAtEveryStep(t *testing.T) {
	dir, copies := t.TempDir(), t.TempDir()
	cfg := testConfig(dir)
	n, watching := 0, false
	cfg.Step = func(string) {
		if !watching {
			return
		}
		to := filepath.Join(copies, strconv.Itoa(n))
		check(t, os.Mkdir(to, 0o700))
		for _, end := range []string{"-wal", ""} {
			check(t, copyFile(filepath.Join(dir, fileName+end), filepath.Join(to, fileName+end)))
		}
		n++
	}
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Ada Testchild"), childEdit(rid(2), "Ben Testchild"), noteEdit(rid(10), rid(1), "fist"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(10), Field: "text", Text: "fist, then tripod"}))
	watching = true
	m := moveIt(t, s)
	watching = false
	check(t, s.Close())
	none, whole := 0, 0
	for i := range n {
		c := testConfig(filepath.Join(copies, strconv.Itoa(i)))
		again, err := Open(t.Context(), c, passphrase)
		check(t, err)
		probs, err := again.Verify(t.Context())
		check(t, err)
		_, newErr := again.Record(t.Context(), m.Record)
		_, strikeErr := again.Record(t.Context(), m.Strike)
		switch {
		case len(probs) > 0 || textOf(t, again, rid(10), "text") != "fist, then tripod":
			t.Errorf("step %d: %v, or the words are gone", i, probs)
		case newErr == nil && strikeErr == nil && textOf(t, again, m.Record, "text") == "fist, then tripod":
			whole++
		case newErr != nil && strikeErr != nil:
			none++
		default:
			t.Errorf("step %d: half a move (%v, %v)", i, newErr, strikeErr)
		}
		check(t, again.Close())
	}
	if none == 0 || whole == 0 {
		t.Errorf("of %d copies %d hold nothing and %d the whole: the test saw no commit", n, none, whole)
	}
}

// What somebody still writes under the wrong child shows beside the moved entry until a person chooses, and the choice holds for
// everybody.
func TestMove_LaterEditsOfTheOldShow(t *testing.T) {
	ctx := t.Context()
	for keep, want := range map[string]string{"mine": "fist", "theirs": "tripod, and the spoon", "both": "fist\ntripod, and the spoon"} {
		s := newStore(t)
		check(t, s.Enrol(ctx, Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
		apply(t, s, childEdit(rid(1), "Ada Testchild"), childEdit(rid(2), "Ben Testchild"), noteEdit(rid(10), rid(1), "fist"))
		m := moveIt(t, s)
		changes, err := s.Pending(ctx, 99, 1<<20)
		check(t, err)
		var acks []wire.Ack
		for i, c := range changes {
			acks = append(acks, wire.Ack{CID: c.CID, Result: wire.OK, Seq: uint64(i + 1)})
		}
		check(t, s.Acked(ctx, acks))
		late := wire.Change{Record: rid(10), Kind: assessments.KindObservation, Child: rid(1), Base: 3, Op: assessments.OpSet, Set: fields("text", "tripod, and the spoon")}
		fromElsewhere(t, s, 50, late)
		rows, err := s.Conflicts(ctx)
		check(t, err)
		st, err := s.Status(ctx)
		check(t, err)
		if len(rows) != 1 || st.Conflicts != 1 || rows[0].Record != rid(10) || rows[0].Field != "text" || rows[0].Moved != m.Record ||
			string(rows[0].Current.Value) != `"fist"` || string(rows[0].Others[0].Value) != `"tripod, and the spoon"` || rows[0].Others[0].Mine {
			t.Fatalf("%d in the status, and the rows %+v", st.Conflicts, rows)
		}
		check(t, s.Resolve(ctx, rid(10), "text", keep, nil))
		if got := textOf(t, s, m.Record, "text"); got != want {
			t.Errorf("kept %s: %q, want %q", keep, got, want)
		}
		if textOf(t, s, rid(10), "text") != "tripod, and the spoon" {
			t.Error("the late words are gone from where they were written")
		}
		if rows, err = s.Conflicts(ctx); err != nil || len(rows) != 0 {
			t.Errorf("settled, and still shown: %+v (%v)", rows, err)
		}
		if rows, err := s.Moves(ctx); err != nil || rows[0].Late != 0 {
			t.Errorf("%+v (%v)", rows, err)
		}
		// A late change of this very tablet is no different: mine is what stands under the right child.
		apply(t, s, assessments.Edit{Record: rid(10), Set: fields("text", "typed in an old window")})
		check(t, s.Resolve(ctx, rid(10), "text", "mine", nil))
		if got := textOf(t, s, m.Record, "text"); got != want {
			t.Errorf("mine became %q, want %q", got, want)
		}
		later := late
		later.Base, later.Set = 50, fields("how", "by hand")
		fromElsewhere(t, s, 60, later)
		if rows, err = s.Conflicts(ctx); err != nil || len(rows) != 1 || rows[0].Field != "how" {
			t.Errorf("a second late edit does not show: %+v (%v)", rows, err)
		}
	}
}

// Two people who move one entry to two children leave it under both: that shows, and one choice takes it from the other.
func TestMove_ToTwoChildren(t *testing.T) {
	ctx := t.Context()
	s := wrongChild(t)
	apply(t, s, childEdit(rid(3), "Cy Testchild"))
	mine := moveIt(t, s)
	theirs := assessments.MovedID(rid(10), rid(3))
	fromElsewhere(t, s, 40, wire.Change{Record: theirs, Kind: assessments.KindObservation, Child: rid(3), Op: assessments.OpSet, Set: fields("text", "Holds the spoon in a fist", "moved_from", rid(10))})
	marks := map[string]string{}
	old, err := s.Record(ctx, rid(10))
	check(t, err)
	for f, v := range old.Fields {
		marks[f] = assessments.MarkOf(v)
	}
	fromElsewhere(t, s, 41, wire.Change{Record: rid(700), Kind: assessments.KindEnteredInError, Child: rid(1), Op: assessments.OpSet,
		Set: fields("of", rid(10), "reason", "Filed under the wrong child", "moved_to", theirs, "moved_fields", marks)})
	rows, err := s.Conflicts(ctx)
	check(t, err)
	if len(rows) != 1 || rows[0].Field != TwiceMoved || !rows[0].Current.Mine || string(rows[0].Others[0].Value) != string(json.RawMessage(jsonOf(string(theirs)))) {
		t.Fatalf("%+v", rows)
	}
	wantKind(t, s.Resolve(ctx, rid(10), TwiceMoved, "both", nil), assessments.Invalid)
	check(t, s.Resolve(ctx, rid(10), TwiceMoved, "theirs", nil))
	gone, err := s.struck(mine.Record)
	check(t, err)
	stays, err := s.struck(theirs)
	check(t, err)
	if rows, err = s.Conflicts(ctx); !gone || stays || err != nil || len(rows) != 0 {
		t.Errorf("mine struck %v, theirs struck %v, still in conflict: %+v (%v)", gone, stays, rows, err)
	}
}
