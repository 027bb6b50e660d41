package store

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// savingChild opens the store and saves, types, folds, imports and syncs without end. It writes a line when it starts something
// and one when the store said that it is saved.
func savingChild(dir string) int {
	ctx := context.Background()
	out := bufio.NewWriterSize(os.Stdout, 1)
	say := func(format string, args ...any) { fmt.Fprintf(out, format+"\n", args...); out.Flush() }
	cfg := testConfig(dir)
	cfg.logBytes = logBytes // as every store outside tests has
	s, err := Open(ctx, cfg, passphrase)
	if err != nil {
		say("error %v", err)
		return 1
	}
	say("open")
	st, err := s.Status(ctx)
	if err != nil {
		say("error %v", err)
		return 1
	}
	child := rid(1)
	r := rand.New(rand.NewPCG(uint64(os.Getpid()), 1))
	seq := uint64(0)
	if st.Cursor != "" {
		seq, _ = strconv.ParseUint(st.Cursor, 10, 64)
	}
	for i := 0; ; i++ {
		id := rid(1000 + r.IntN(1<<28))
		text := fmt.Sprintf("words %d of %d", i, os.Getpid())
		switch i % 4 {
		case 0:
			_, err = s.Apply(ctx, []assessments.Edit{noteEdit(id, child, text)})
			say("saved %s %s", id, text)
		case 1:
			for n := range 3 {
				if err == nil {
					err = s.Typed(ctx, Draft{Record: rid(2), Field: "text", Text: fmt.Sprint(text, " key ", n)})
					say("typed %s %s", rid(2), fmt.Sprint(text, " key ", n))
				}
			}
		case 2:
			err = s.Fold(ctx, rid(2))
		case 3:
			seq++
			err = s.Pull(ctx, BenchDelivered([]assessments.Edit{noteEdit(id, child, text)}, seq), strconv.FormatUint(seq, 10), "e")
			say("saved %s %s", id, text)
		}
		if err != nil {
			say("error %v", err)
			return 1
		}
	}
}

// openingChild only opens the store, to be killed while it reads.
func openingChild(dir string) int {
	s, err := Open(context.Background(), testConfig(dir), passphrase)
	if err != nil {
		fmt.Println("error", err)
		return 1
	}
	fmt.Println("open")
	if err := s.Close(); err != nil {
		fmt.Println("error", err)
		return 1
	}
	return 0
}

func startChild(t *testing.T, what, dir string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "FIELDFARE_CHILD="+what, "FIELDFARE_DIR="+dir)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	check(t, cmd.Start())
	return cmd, &out
}

// TestKilledInTheMiddleLosesNothing kills a process that saves at random moments. Whatever it had been told was saved must be
// there afterwards, the file must verify, and the next process goes on from it.
func TestKilledInTheMiddleLosesNothing(t *testing.T) {
	kills := 20
	if v, err := strconv.Atoi(os.Getenv("FIELDFARE_KILLS")); err == nil {
		kills = v
	}
	dir := t.TempDir()
	s, _, err := Init(t.Context(), testConfig(dir), passphrase, InitOptions{})
	check(t, err)
	apply(t, s, childEdit(rid(1), "Isla Fenwick"), noteEdit(rid(2), rid(1), "first"))
	check(t, s.Close())
	r := rand.New(rand.NewPCG(7, uint64(kills)))
	saved := map[assessments.ID]string{}
	typed := ""
	// A slow machine kills many children before their first save: it goes on until enough was at stake to show something.
	for kill := 0; kill < kills || len(saved) < kills; kill++ {
		if kill == 20*kills {
			t.Fatalf("only %d records were saved in %d lives: the test shows little", len(saved), kill)
		}
		what := "save"
		if kill%5 == 4 {
			what = "open"
		}
		cmd, out := startChild(t, what, dir)
		time.Sleep(time.Duration(5+r.IntN(120)) * time.Millisecond) // the moment of death is the point
		check(t, cmd.Process.Kill())
		_ = cmd.Wait() // it was killed; its last words are what matters
		for _, line := range wholeLines(out.String()) {
			verb, rest, _ := strings.Cut(line, " ")
			id, text, _ := strings.Cut(rest, " ")
			switch verb {
			case "saved":
				saved[assessments.ID(id)] = text
			case "typed":
				typed = text
			case "error":
				t.Fatalf("kill %d: the child says %s", kill, line)
			}
		}
		afterKill(t, kill, dir, saved, &typed)
	}
}

func wholeLines(s string) []string {
	lines := strings.Split(s, "\n")
	return lines[:len(lines)-1] // the last one has no line feed: it was cut off
}

func afterKill(t *testing.T, kill int, dir string, saved map[assessments.ID]string, typed *string) {
	s, err := Open(t.Context(), testConfig(dir), passphrase)
	if err != nil {
		t.Fatalf("kill %d: %v", kill, err)
	}
	defer s.Close()
	for id, text := range saved {
		if got := textOf(t, s, id, "text"); got != text {
			t.Fatalf("kill %d: record %s reads %q, saved as %q", kill, id, got, text)
		}
	}
	// The field may hold a key more than the last one that was confirmed, never one less.
	got := textOf(t, s, rid(2), "text")
	if *typed != "" && got != *typed && !newerText(got, *typed) {
		t.Fatalf("kill %d: the field reads %q, typed %q", kill, got, *typed)
	}
	if *typed != "" {
		*typed = got
	}
	probs, err := s.Verify(t.Context())
	check(t, err)
	if len(probs) > 0 {
		t.Fatalf("kill %d: verify: %+v", kill, probs)
	}
}

// newerText reports whether got was typed after want by the same child.
func newerText(got, want string) bool {
	var i, j, pid, pid2, k, l int
	n, _ := fmt.Sscanf(got, "words %d of %d key %d", &i, &pid, &k)
	m, _ := fmt.Sscanf(want, "words %d of %d key %d", &j, &pid2, &l)
	if n != 3 || (m != 3 && want != "first") {
		return false
	}
	return pid != pid2 || i > j || i == j && k > l
}

func TestSecondProcessGetsASentence(t *testing.T) {
	s := newStore(t)
	_, err := Open(t.Context(), s.cfg, passphrase)
	wantKind(t, err, assessments.Unavailable)
	cmd, out := startChild(t, "open", s.cfg.Dir)
	if err := cmd.Wait(); err == nil || !strings.Contains(out.String(), "already open") {
		t.Errorf("a second process: %v, %s", err, out)
	}
	apply(t, s, childEdit(rid(1), "Still Works"))
	check(t, s.Close())
	cmd, out = startChild(t, "open", s.cfg.Dir)
	if err := cmd.Wait(); err != nil {
		t.Errorf("after closing, another process may open it: %v, %s", err, out)
	}
}
