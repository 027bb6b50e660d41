package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestStoppedAtEveryStepOfAFoldAndAPull copies the files before and after every commit of a session, as a power cut at that
// moment would leave them, and opens each copy: it must verify, and hold either all or nothing of the step.
func TestStoppedAtEveryStepOfAFoldAndAPull(t *testing.T) {
	dir, copies := t.TempDir(), t.TempDir()
	cfg := testConfig(dir)
	n := 0
	var shows []string // what the view showed when the copy was made
	var s *Store
	cfg.Step = func(step string) {
		if s == nil {
			return
		}
		to := filepath.Join(copies, strconv.Itoa(n))
		check(t, os.Mkdir(to, 0o700))
		for _, end := range []string{"", "-wal"} {
			check(t, copyFile(filepath.Join(dir, fileName+end), filepath.Join(to, fileName+end)))
		}
		n++
		shows = append(shows, fmt.Sprint(step))
	}
	opened, _, err := Init(t.Context(), cfg, passphrase, InitOptions{})
	check(t, err)
	s = opened
	check(t, s.Enrol(t.Context(), Enrolment{Device: "d1", Server: "x", Tenant: "t"}))
	apply(t, s, childEdit(rid(1), "Isla"), noteEdit(rid(2), rid(1), "old words"))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "text", Text: "new words"}))
	check(t, s.Typed(t.Context(), Draft{Record: rid(2), Field: "how", Text: "by pointing"}))
	check(t, s.Pull(t.Context(), BenchDelivered(BenchEdits(120), 1), "c1", "e"))
	check(t, s.Fold(t.Context(), rid(2)))
	want := dump(t, s)
	s = nil
	check(t, opened.Close())
	last, both := "", false
	for i := range n {
		c := testConfig(filepath.Join(copies, strconv.Itoa(i)))
		again, err := Open(t.Context(), c, passphrase)
		if err != nil {
			t.Fatalf("step %d (%s): %v", i, shows[i], err)
		}
		probs, err := again.Verify(t.Context())
		check(t, err)
		if len(probs) > 0 {
			t.Errorf("step %d (%s): %+v", i, shows[i], probs)
		}
		st, err := again.Status(t.Context())
		check(t, err)
		rs, err := again.Records(t.Context(), Filter{Kinds: []assessments.Kind{assessments.KindObservation, assessments.KindChild, assessments.KindContact, assessments.KindGoal}})
		check(t, err)
		if len(rs) > 2 && len(rs)%pullRows != 0 && len(rs) != 120 {
			t.Errorf("step %d (%s): %d records: half a batch", i, shows[i], len(rs))
		}
		if _, err := again.Record(t.Context(), rid(2)); err == nil {
			text := textOf(t, again, rid(2), "text")
			if text == "old words" && last == "new words" {
				t.Errorf("step %d (%s): what was typed is gone", i, shows[i])
			}
			last = text
			if both = both || st.Drafts == 2; both && st.Drafts == 1 {
				t.Errorf("step %d (%s): half of the drafts were folded", i, shows[i])
			}
		}
		if i == n-1 {
			if diff := cmp.Diff(want, dump(t, again)); diff != "" {
				t.Errorf("after the last commit (-want +got):\n%s", diff)
			}
		}
		check(t, again.Close())
	}
	if n < 14 {
		t.Errorf("only %d steps were seen", n)
	}
}
