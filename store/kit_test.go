package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

const passphrase = "correct horse battery"

var testNow = time.Date(2026, 11, 16, 9, 30, 0, 0, time.UTC)

func testConfig(dir string) Config {
	return Config{Dir: dir, Now: func() time.Time { return testNow }, KDF: vault.ForTests()}
}

// newStore makes a store in a folder of its own and closes it with the test.
func newStore(t testing.TB) *Store {
	t.Helper()
	s, _, err := Init(t.Context(), testConfig(t.TempDir()), passphrase, InitOptions{AllowSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { check(t, s.Close()) })
	return s
}

// reopen closes a store and opens it again from its file.
func reopen(t testing.TB, s *Store) *Store {
	t.Helper()
	check(t, s.Close())
	again, err := Open(t.Context(), s.cfg, passphrase)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { check(t, again.Close()) })
	return again
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wantKind(t testing.TB, err error, kind assessments.ErrorKind) {
	t.Helper()
	if err == nil || assessments.KindOf(err) != kind {
		t.Fatalf("got %v, want an error of kind %q", err, kind)
	}
	if s := assessments.Sentence(err); s == "" || s == assessments.Sentence(fmt.Errorf("x")) {
		t.Errorf("the error has no sentence of its own: %q", s)
	}
}

// rid makes record ids that sort by n.
func rid(n int) assessments.ID {
	return assessments.ID(fmt.Sprintf("0190%04x-%04x-7000-8000-%012x", n>>16, n&0xffff, n*7919))
}

func fields(pairs ...any) assessments.Fields {
	f := assessments.Fields{}
	for i := 0; i < len(pairs); i += 2 {
		b, err := json.Marshal(pairs[i+1])
		if err != nil {
			panic(err)
		}
		f[pairs[i].(string)] = b
	}
	return f
}

func childEdit(id assessments.ID, name string) assessments.Edit {
	return assessments.Edit{Record: id, Kind: assessments.KindChild, Scope: assessments.ChildScope(id), Set: fields("name", name, "born", "2019-05-04")}
}

func noteEdit(id, child assessments.ID, text string) assessments.Edit {
	return assessments.Edit{Record: id, Kind: assessments.KindObservation, Scope: assessments.ChildScope(child),
		Set: fields("on", "2026-11-12", "at", "09:24", "type", "fact", "area", "handwriting", "text", text)}
}

func apply(t testing.TB, s *Store, edits ...assessments.Edit) []Applied {
	t.Helper()
	out, err := s.Apply(t.Context(), edits)
	check(t, err)
	return out
}

func textOf(t testing.TB, s *Store, id assessments.ID, field string) string {
	t.Helper()
	r, err := s.Record(t.Context(), id)
	check(t, err)
	return r.Fields.Text(field)
}

var someWords = []string{"pencil", "grip", "scissors", "zip", "buttons", "letters", "posture", "chair", "peg", "table", "crayon", "hand", "left",
	"right", "needs", "help", "from", "adult", "today", "holds", "paper", "steady", "writes", "name", "slowly", "tired", "after", "lunch", "spoon", "cup"}

// prose is made-up text of about n bytes.
func prose(r *rand.Rand, n int) string {
	b := make([]byte, 0, n+12)
	for len(b) < n {
		b = append(b, someWords[r.IntN(len(someWords))]...)
		b = append(b, ' ')
	}
	return string(b)
}

func testRand() *rand.Rand { return rand.New(rand.NewPCG(5, 6)) }
