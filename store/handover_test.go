package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// isla is the child that is handed over in these tests, ben the one that stays; the marked words are hers alone.
var (
	isla    = assessments.ChildScope(rid(1))
	ben     = assessments.ChildScope(rid(50))
	marked  = []string{"Oluwaseun", "trapezoid", "Hummingbird"}
	removal = []wire.ScopeRm{{Scope: isla.Key(), Seq: 9, GraceD: 30}}
)

// caseload fills a store with two children; everything is confirmed, some of it made here and some by others.
func caseload(t *testing.T, s *Store) {
	t.Helper()
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "https://sync.example", Tenant: "t", TenantName: "Northmere", Epoch: "e"}))
	apply(t, s, childEdit(rid(1), "Oluwaseun"), childEdit(rid(50), "Ben Okoro"))
	for i := range 30 {
		apply(t, s, noteEdit(rid(2+i), rid(1), "trapezoid "+strings.Repeat(strconv.Itoa(i), 300)), noteEdit(rid(51+i), rid(50), "circle"))
	}
	confirmAll(t, s, 1)
	check(t, s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(rid(40), rid(1), "Hummingbird"), noteEdit(rid(90), rid(50), "square")}, 500), "c1", "e"))
}

// confirmAll lets the service take everything that waits.
func confirmAll(t *testing.T, s *Store, seq uint64) {
	t.Helper()
	rows, err := s.Pending(t.Context(), 1000, 1<<30)
	check(t, err)
	var acks []wire.Ack
	for i, p := range rows {
		acks = append(acks, wire.Ack{CID: p.CID, Result: wire.OK, Seq: seq + uint64(i)})
	}
	check(t, s.Acked(t.Context(), acks))
}

// pieces are parts of every sealed row of a scope and of its sealed key, as they stand in the file.
func pieces(t *testing.T, s *Store, scope assessments.Scope) [][]byte {
	t.Helper()
	var out [][]byte
	key := s.keys.of(scope)
	for _, q := range []string{"SELECT sealed FROM server_row WHERE scope = ?", "SELECT sealed FROM history WHERE scope = ?", "SELECT sealed FROM outbox WHERE scope = ?",
		"SELECT ack FROM confirmed WHERE scope = ?", "SELECT sealed FROM draft WHERE scope = ?",
		"SELECT sealed FROM blob WHERE scope = ?", "SELECT c.sealed FROM blob_chunk c JOIN blob b ON b.id = c.blob WHERE b.scope = ?", "SELECT sealed FROM scope_key WHERE id = ?"} {
		check(t, s.disk.query(q, func(r dbRow) error {
			b := blob(r[0])
			out = append(out, bytes.Clone(b[:24]), bytes.Clone(b[len(b)-24:]))
			return nil
		}, key.id))
	}
	return out
}

// found counts how many pieces and words stand in the files of a folder.
func found(t *testing.T, dir string, parts [][]byte, words []string) int {
	t.Helper()
	n := 0
	check(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		check(t, err)
		for _, p := range parts {
			if bytes.Contains(data, p) {
				n++
			}
		}
		for _, w := range words {
			if containsFold(data, []byte(w)) {
				n++
			}
		}
		return nil
	}))
	return n
}

func letGo(t *testing.T, s *Store, scope assessments.Scope) bool {
	t.Helper()
	gone, err := s.LetGo(t.Context(), scope)
	check(t, err)
	return gone
}

func TestLetGo_NothingOfTheChildIsLeftInAnyFile(t *testing.T) {
	s := newStore(t)
	caseload(t, s)
	check(t, s.Typed(t.Context(), Draft{Record: rid(3), Field: "text", Text: "trapezoid, and then the Hummingbird"}))
	check(t, s.Fold(t.Context(), rid(3)))
	confirmAll(t, s, 700)
	for _, scope := range []assessments.Scope{isla, ben} {
		b, err := s.PutBlob(t.Context(), scope, strings.NewReader(strings.Repeat("a photo of a trapezoid ", 30000)), "image/png")
		check(t, err)
		check(t, s.BlobSent(t.Context(), scope, b.SHA))
	}
	dir := s.cfg.Dir
	check(t, os.Mkdir(filepath.Join(dir, "before-upgrade-from-0-aa"), 0o700))
	check(t, copyFile(filepath.Join(dir, fileName), filepath.Join(dir, "before-upgrade-from-0-aa", fileName)))
	parts, others := pieces(t, s, isla), pieces(t, s, ben)
	if n := found(t, dir, parts, nil); n < len(parts) {
		t.Fatalf("before: only %d of %d pieces are found: the search shows nothing", n, len(parts))
	}
	var old dbRow
	old, err := s.disk.one("SELECT id, scope, seq, sealed FROM server_row WHERE scope = ?", s.keys.of(isla).id)
	check(t, err)

	if _, err := s.LetGo(t.Context(), isla); assessments.KindOf(err) != assessments.Invalid {
		t.Fatalf("a child that was not handed over: %v", err)
	}
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("nothing waits, and it is not let go of")
	}
	if n := found(t, dir, parts, marked); n > 0 {
		t.Errorf("%d of %d pieces are left on the disk", n, len(parts))
	}
	if n := found(t, dir, others, nil); n < len(others) {
		t.Errorf("of the other child %d of %d pieces are left", n, len(others))
	}
	gone := func(s *Store) {
		t.Helper()
		for _, w := range marked {
			if hits, err := s.Search(t.Context(), w, 0); err != nil || len(hits) > 0 {
				t.Errorf("%q is still found: %+v (%v)", w, hits, err)
			}
		}
		if rows, err := s.Children(t.Context()); err != nil || len(rows) != 1 || rows[0].Name != "Ben Okoro" {
			t.Errorf("children: %+v (%v)", rows, err)
		}
		if rs, err := s.Records(t.Context(), Filter{Scope: &isla}); err != nil || len(rs) > 0 {
			t.Errorf("%d records of hers are shown (%v)", len(rs), err)
		}
		if got := textOf(t, s, rid(90), "text"); got != "square" {
			t.Errorf("the other child's note reads %q", got)
		}
		probs, err := s.Verify(t.Context())
		check(t, err)
		if len(probs) > 0 {
			t.Errorf("verify: %+v", probs)
		}
		if list, err := s.Purged(t.Context()); err != nil || len(list) != 1 || list[0] != (wire.Purged{Scope: isla.Key(), Seq: 9}) {
			t.Errorf("to confirm: %+v (%v)", list, err)
		}
	}
	gone(s)
	// A row that somebody kept from before does not open with anything that a copy of the file holds now.
	copied := testConfig(t.TempDir())
	check(t, copyFile(filepath.Join(dir, fileName), copied.path()))
	check(t, copyFile(filepath.Join(dir, fileName+"-wal"), copied.path()+"-wal"))
	again, err := Open(t.Context(), copied, passphrase)
	check(t, err)
	defer again.Close()
	gone(again)
	if _, err := again.openServer(old); err == nil {
		t.Error("an old sealed row opens with the keys of the copy")
	}
	for _, key := range again.keys.byID {
		if _, err := key.seal.Open(again.serverLabel(blob(old[0]), blob(old[1]), uint64(integer(old[2]))), bytes.Clone(blob(old[3]))); err == nil {
			t.Error("an old sealed row opens with another key")
		}
	}
	s = reopen(t, s)
	gone(s)
	check(t, s.PurgeHeard(t.Context(), []wire.Purged{{Scope: isla.Key(), Seq: 8}}))
	check(t, s.PurgeHeard(t.Context(), []wire.Purged{{Scope: isla.Key(), Seq: 9}}))
	if list, _ := s.Purged(t.Context()); len(list) != 0 {
		t.Errorf("heard, and still to confirm: %+v", list)
	}
}

// What the service has not taken is nowhere else: it keeps the child on the device, and a sentence says so.
func TestLetGo_WaitsForUnsentWork(t *testing.T) {
	s := newStore(t)
	caseload(t, s)
	ctx := t.Context()
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "not sent yet")})
	check(t, s.Typed(ctx, Draft{Record: rid(3), Field: "text", Text: "half a sent"}))
	photo, err := s.PutBlob(ctx, isla, strings.NewReader("a photo"), "image/png")
	check(t, err)
	check(t, s.TakenAway(ctx, removal))
	if _, err := s.PutBlob(ctx, isla, strings.NewReader("another photo"), "image/png"); assessments.KindOf(err) != assessments.Invalid {
		t.Errorf("a new picture: %v", err)
	}
	refused := func(err error) {
		t.Helper()
		wantKind(t, err, assessments.Invalid)
		if !strings.Contains(assessments.Sentence(err), "handed to a colleague") {
			t.Errorf("it says %q", assessments.Sentence(err))
		}
	}
	for range 2 { // also after a restart
		_, err := s.Apply(ctx, []assessments.Edit{noteEdit(rid(45), rid(1), "new")})
		refused(err)
		refused(s.Typed(ctx, Draft{Record: rid(3), Field: "text", Text: "half a sentence"}))
		s = reopen(t, s)
	}
	apply(t, s, noteEdit(rid(95), rid(50), "the other child is open to work"))
	confirmAll(t, s, 800)
	apply(t, s, noteEdit(rid(96), rid(50), "still"))
	if letGo(t, s, isla) {
		t.Fatal("words that nobody else has were deleted")
	}
	rows, err := s.Pending(ctx, 100, 1<<20)
	check(t, err)
	if len(rows) != 2 || !strings.Contains(string(rows[1].Frozen.Bytes), "half a sent") {
		t.Fatalf("what was being typed is not on its way: %d rows", len(rows))
	}
	why := func(want string) {
		t.Helper()
		list, err := s.Leaving(ctx)
		check(t, err)
		if len(list) != 1 || list[0].Name != "Oluwaseun" || list[0].Scope != isla || list[0].GraceDays != 30 || !strings.Contains(list[0].Why, want) {
			t.Errorf("it says %+v, want %q", list, want)
		}
	}
	why("Oluwaseun was handed to a colleague. One change of yours goes there first")
	check(t, s.Acked(ctx, []wire.Ack{{CID: rows[0].CID, Result: wire.OK, Seq: 900}, {CID: rows[1].CID, Result: wire.Quar, Code: "scope", Text: "No access."}}))
	if letGo(t, s, isla) {
		t.Fatal("words in quarantine were deleted")
	}
	why("One change of yours waits to be let in by your lead")
	if _, err := s.Retry(ctx); err != nil {
		t.Fatal(err)
	}
	confirmAll(t, s, 950)
	why("Pictures you took go there first")
	if letGo(t, s, isla) {
		t.Error("a picture that nobody else has was deleted")
	}
	check(t, s.BlobSent(ctx, isla, photo.SHA))
	why("Everything you wrote is there")
	if !letGo(t, s, isla) {
		t.Error("everything was taken, and it is not let go of")
	}
	if got := textOf(t, s, rid(96), "text"); got != "still" {
		t.Errorf("the other child's new note reads %q", got)
	}
	// Somebody who goes on as if nothing had happened is told, and a new grant opens the child again.
	_, err = s.Apply(ctx, []assessments.Edit{noteEdit(rid(2), rid(1), "again")})
	refused(err)
	check(t, s.PurgeHeard(ctx, []wire.Purged{{Scope: isla.Key(), Seq: 9}}))
	s = reopen(t, s)
	_, err = s.Apply(ctx, []assessments.Edit{noteEdit(rid(2), rid(1), "again")})
	refused(err)
	check(t, s.GivenBack(ctx, []wire.ScopeAdd{{Scope: isla.Key(), Upto: 2000}}))
	// Its own words of before are among what comes: until all are here, nobody writes over what they cannot see.
	check(t, s.Pull(ctx, BenchDelivered([]assessments.Edit{childEdit(rid(1), "Oluwaseun")}, 1000), "c2", "e"))
	if _, err = s.Apply(ctx, []assessments.Edit{noteEdit(rid(2), rid(1), "again")}); assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "on their way back") {
		t.Errorf("half of it is here: %v", err)
	}
	check(t, s.PullUpto(ctx, nil, "c3", "e", 2000))
	apply(t, s, noteEdit(rid(2), rid(1), "again"))
}

// Given back before anything was deleted, nothing is.
func TestLetGo_GivenBackInBetween(t *testing.T) {
	for name, back := range map[string]func(t *testing.T, s *Store){
		"said so": func(t *testing.T, s *Store) {
			check(t, s.GivenBack(t.Context(), []wire.ScopeAdd{{Scope: isla.Key(), Upto: 2000}}))
		},
		"its changes come": func(t *testing.T, s *Store) {
			check(t, s.Pull(t.Context(), BenchDelivered([]assessments.Edit{noteEdit(rid(41), rid(1), "by others")}, 1000), "c2", "e"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			caseload(t, s)
			check(t, s.TakenAway(t.Context(), removal))
			check(t, s.TakenAway(t.Context(), []wire.ScopeRm{{Scope: "nonsense", Seq: 1}, {Scope: "team", Seq: 1}, {Scope: isla.Key(), Seq: 3}}))
			back(t, s)
			if _, err := s.LetGo(t.Context(), isla); assessments.KindOf(err) != assessments.Invalid {
				t.Errorf("letting go of a child that was given back: %v", err)
			}
			apply(t, s, noteEdit(rid(42), rid(1), "on we go"))
			if list, err := s.Leaving(t.Context()); err != nil || len(list) > 0 {
				t.Errorf("still leaving: %+v (%v)", list, err)
			}
		})
	}
}

// A locked store shows nothing and still lets go: a tablet that was taken out of use is the one that should.
func TestLetGo_WhileLocked(t *testing.T) {
	s := newStore(t)
	caseload(t, s)
	check(t, s.TakenAway(t.Context(), removal))
	check(t, s.Heard(t.Context(), wire.Revoked, 0))
	if s.Locked() == nil {
		t.Fatal("it is not locked: nothing is shown")
	}
	list, err := s.Leaving(t.Context())
	check(t, err)
	if len(list) != 1 || list[0].Name != "" || strings.Contains(list[0].Why, "Oluwaseun") {
		t.Errorf("it says %+v", list)
	}
	scopes, err := s.ToLetGo(t.Context())
	check(t, err)
	if len(scopes) != 1 || !letGo(t, s, scopes[0]) {
		t.Errorf("of %+v nothing is let go of", scopes)
	}
}

func TestTakenAway_WhatIsNotHereHasLeftAlready(t *testing.T) {
	s := newStore(t)
	caseload(t, s)
	stranger := assessments.ChildScope(rid(4000))
	check(t, s.TakenAway(t.Context(), []wire.ScopeRm{{Scope: stranger.Key(), Seq: 4, GraceD: 1}}))
	if list, err := s.Purged(t.Context()); err != nil || len(list) != 1 || list[0] != (wire.Purged{Scope: stranger.Key(), Seq: 4}) {
		t.Errorf("to confirm: %+v (%v)", list, err)
	}
}

// TestLetGo_StoppedAtEveryStep copies the files at each step of a purge, as a power cut would leave them. Each copy opens and is
// sound; before the commit the child is whole, after it the opened store has finished what was left.
func TestLetGo_StoppedAtEveryStep(t *testing.T) {
	cfg, copies := testConfig(t.TempDir()), t.TempDir()
	var steps []string
	on := false
	cfg.Step = func(step string) {
		if !on {
			return
		}
		to := filepath.Join(copies, strconv.Itoa(len(steps)))
		check(t, os.Mkdir(to, 0o700))
		for _, end := range []string{"-wal", ""} {
			check(t, copyFile(filepath.Join(cfg.Dir, fileName+end), filepath.Join(to, fileName+end)))
		}
		steps = append(steps, step)
	}
	s, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	defer s.Close()
	caseload(t, s)
	check(t, s.TakenAway(t.Context(), removal))
	parts := pieces(t, s, isla)
	on = true
	if !letGo(t, s, isla) {
		t.Fatal("not let go of")
	}
	on = false
	if got := fmt.Sprint(steps); got != "[commit committed wiped scrubbed commit committed]" {
		t.Errorf("the steps were %s", got)
	}
	finished := 0
	for i, step := range steps {
		dir := filepath.Join(copies, strconv.Itoa(i))
		again, err := Open(t.Context(), testConfig(dir), passphrase)
		if err != nil {
			t.Fatalf("step %d (%s): %v", i, step, err)
		}
		probs, err := again.Verify(t.Context())
		check(t, err)
		if len(probs) > 0 {
			t.Errorf("step %d (%s): %+v", i, step, probs)
		}
		list, err := again.Purged(t.Context())
		check(t, err)
		rs, err := again.Records(t.Context(), Filter{Scope: &isla})
		check(t, err)
		left := found(t, dir, parts, marked)
		switch {
		case i == 0 && (len(rs) != 32 || len(list) != 0):
			t.Errorf("before the commit: %d records, %+v", len(rs), list)
		case i > 0 && (len(rs) != 0 || len(list) != 1 || left != 0):
			t.Errorf("step %d (%s): %d records, %d pieces, %+v", i, step, len(rs), left, list)
		case i > 0:
			finished++
		}
		if i == 0 && !letGo(t, again, isla) {
			t.Error("after a restart it is not let go of")
		}
		check(t, again.Close())
	}
	if finished != len(steps)-1 {
		t.Errorf("%d of %d copies ended without the child", finished, len(steps)-1)
	}
}

// A child was on its way back when its service was restored to a time before the new grant. The same removal is said once more, under
// the number it had: half a child must not be opened to work because the feed, which does not bring it any more, has come to its end.
func TestTakenAway_WhileItWasComingBack(t *testing.T) {
	for name, half := range map[string]bool{"some of it had come": true, "nothing of it had come": false} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			caseload(t, s)
			ctx := t.Context()
			check(t, s.TakenAway(ctx, removal))
			if !letGo(t, s, isla) {
				t.Fatal("nothing waits, and it is not let go of")
			}
			check(t, s.GivenBack(ctx, []wire.ScopeAdd{{Scope: isla.Key(), Upto: 2000}}))
			if half {
				check(t, s.Pull(ctx, BenchDelivered([]assessments.Edit{childEdit(rid(1), "Oluwaseun")}, 1000), "c2", "e"))
			}
			check(t, s.TakenAway(ctx, removal))
			check(t, s.PullUpto(ctx, nil, "c3", "e", 2000))
			s = reopen(t, s)
			if _, err := s.Apply(ctx, []assessments.Edit{noteEdit(rid(2), rid(1), "again")}); assessments.KindOf(err) != assessments.Invalid || !strings.Contains(assessments.Sentence(err), "handed to a colleague") {
				t.Errorf("half a child is open to work: %v", err)
			}
			scopes, err := s.ToLetGo(ctx)
			check(t, err)
			if (len(scopes) == 1) != half {
				t.Fatalf("to let go of: %+v", scopes)
			}
			if half && !letGo(t, s, isla) {
				t.Error("it is not let go of again")
			}
			if list, err := s.Purged(ctx); err != nil || len(list) != 1 || list[0] != (wire.Purged{Scope: isla.Key(), Seq: 9}) {
				t.Errorf("to confirm: %+v (%v)", list, err)
			}
			// A removal of the restored service has a lower number than one of before; it is answered by that.
			check(t, s.TakenAway(ctx, []wire.ScopeRm{{Scope: isla.Key(), Seq: 7, GraceD: 30}}))
			if list, err := s.Purged(ctx); err != nil || len(list) != 1 || list[0].Seq != 7 {
				t.Errorf("to confirm to the restored service: %+v (%v)", list, err)
			}
			if bad, err := s.Verify(ctx); err != nil || len(bad) > 0 {
				t.Errorf("verify: %v %v", bad, err)
			}
		})
	}
}
