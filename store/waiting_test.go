package store

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestWaiting_ListsWhatTheServiceDoesNotHave(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	if Exists(dir) {
		t.Error("an empty folder counts as a store")
	}
	s := newStore(t)
	if !Exists(s.cfg.Dir) {
		t.Error("the store is not seen")
	}
	if rows, err := s.Waiting(ctx); err != nil || len(rows) != 0 {
		t.Fatalf("an empty store has %v waiting, %v", rows, err)
	}
	edits := []assessments.Edit{childEdit(rid(1), "Ada Testchild"), noteEdit(rid(2), rid(1), "Sat for 4 minutes")}
	apply(t, s, edits...)
	rows, err := s.Waiting(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(edits) || rows[0].Record != edits[len(edits)-1].Record || rows[0].Stand != SavedHere || rows[0].Since == "" {
		t.Errorf("%d rows, want %d newest first: %+v", len(rows), len(edits), rows)
	}
	var out bytes.Buffer
	n, err := s.ExportUnsent(ctx, &out)
	if err != nil || n != len(edits) {
		t.Fatalf("exported %d, %v", n, err)
	}
	for _, line := range bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n")) {
		if _, err := wire.Thaw(line); err != nil {
			t.Errorf("a line cannot be read back: %v", err)
		}
	}
}

// WaitingNewest leaves out only what merely waits: what is on its way or kept aside is told wherever it stands.
func TestWaitingNewest_LeavesOutWhatMerelyWaits(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	edits := []assessments.Edit{childEdit(rid(1), "Ada Testchild")}
	for i := 2; i <= 9; i++ {
		edits = append(edits, noteEdit(rid(i), rid(1), "Sat for a while"))
	}
	apply(t, s, edits...)
	apply(t, s, assessments.Edit{Record: rid(3), Kind: assessments.KindObservation, Scope: assessments.ChildScope(rid(1)), Set: assessments.Fields{"text": []byte(`"Sat for 5 minutes"`)}})
	first, err := s.Pending(ctx, 1, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	landed := s.Flying(first)
	defer landed()
	all, err := s.Waiting(ctx)
	if err != nil || len(all) != len(edits) {
		t.Fatalf("%d rows, want %d: %v", len(all), len(edits), err)
	}
	for most := range len(edits) + 2 {
		rows, rest, err := s.WaitingNewest(ctx, most)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.Clone(all[:min(most, len(all)-1)])
		want = append(want, all[len(all)-1]) // the first change is on its way
		if diff := cmp.Diff(want, rows); diff != "" || rest != len(all)-len(want) || rows[len(rows)-1].Stand != Sending {
			t.Errorf("at most %d: %d left out\n%s", most, rest, diff)
		}
	}
}

// A code without a sentence would leave a therapist with a row that says nothing.
func TestReasons_EveryCodeHasASentence(t *testing.T) {
	codes := append(wire.Codes(), CodeBehind, CodeTooNew, CodeNotBack)
	for _, code := range codes {
		r, ok := Reasons[code]
		for _, text := range []string{r.Why, r.Do} {
			if !ok || len(text) < 20 || strings.HasSuffix(text, ".") || strings.Contains(text, code) && strings.Contains(code, "_") {
				t.Errorf("%s: %q is no sentence for a person", code, text)
			}
		}
		if !strings.Contains(r.Do, "safe") && !strings.Contains(r.Do, "kept") && !strings.Contains(r.Do, "Both are kept") {
			t.Errorf("%s does not say that nothing is lost: %q", code, r.Do)
		}
	}
	if len(Reasons) != len(codes) {
		t.Errorf("%d reasons for %d codes", len(Reasons), len(codes))
	}
	// Whatever code the service gives anywhere in its source is one of them.
	given := regexp.MustCompile(`(?:quarantine\(\w+, |quar\(|a\.code, a\.text = |return )"([a-z_]+)", "`)
	n := 0
	for _, dir := range []string{"../central/ledger", "../sync/merge"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		check(t, err)
		for _, f := range files {
			raw, err := os.ReadFile(f)
			check(t, err)
			for _, m := range given.FindAllStringSubmatch(string(raw), -1) {
				n++
				if !strings.HasSuffix(f, "_test.go") && !slices.Contains(codes, m[1]) {
					t.Errorf("%s gives the code %q, for which there is no sentence", f, m[1])
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d codes were found in the service: this test looks in the wrong place", n)
	}
	if r := ReasonFor("made_later", "The moon is full."); !strings.Contains(r.Why, "The moon is full.") {
		t.Errorf("what a newer service says is lost: %+v", r)
	}
}

func TestWaiting_SaysWhereEachRecordStands(t *testing.T) {
	ctx := t.Context()
	s := newStore(t)
	apply(t, s, childEdit(rid(1), "Ada Testchild"), noteEdit(rid(2), rid(1), "one"), noteEdit(rid(3), rid(1), "two"), noteEdit(rid(4), rid(1), "three"))
	apply(t, s, assessments.Edit{Record: rid(2), Set: fields("text", "one, and more")})
	changes, err := s.Pending(ctx, 100, 1<<20)
	check(t, err)
	landed := s.Flying(changes[2:3])
	at := func(id assessments.ID) WaitingRow {
		t.Helper()
		w, err := s.Standing(ctx, id)
		check(t, err)
		return w
	}
	if w := at(rid(3)); w.Stand != Sending {
		t.Errorf("on its way it says %q", w.Stand)
	}
	landed()
	if w := at(rid(3)); w.Stand != SavedHere || w.Changes != 1 {
		t.Errorf("back from its way: %+v", w)
	}
	check(t, s.Acked(ctx, []wire.Ack{{CID: changes[0].CID, Result: wire.OK, Seq: 1}, {CID: changes[1].CID, Result: wire.Quar, Code: wire.CodeScope, Text: "No grant."},
		{CID: changes[2].CID, Result: wire.TooNew}}))
	for _, c := range []struct {
		id    assessments.ID
		stand Stand
		code  string
		n     int
	}{{rid(1), InRecord, "", 0}, {rid(2), KeptAside, wire.CodeScope, 2}, {rid(3), StandsBy, CodeTooNew, 1}, {rid(4), SavedHere, "", 1}} {
		w := at(c.id)
		if w.Stand != c.stand || w.Code != c.code || w.Changes != c.n || (w.Why == "") != (c.code == "") || w.Child != rid(1) {
			t.Errorf("%s: %+v, want %s %q of %d", c.id, w, c.stand, c.code, c.n)
		}
		if c.code != "" && w.Since != stamp(testNow) {
			t.Errorf("it waits since %q", w.Since)
		}
	}
}
