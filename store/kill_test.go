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

// A mouth keeps what a child says and tells how many lines that were so far.
type mouth struct {
	said  bytes.Buffer
	lines int
	heard chan int // the newest number of lines
}

// Write is part of io.Writer. It is called by one goroutine of the command.
func (m *mouth) Write(p []byte) (int, error) {
	m.lines += bytes.Count(p, []byte("\n"))
	select {
	case <-m.heard:
	default:
	}
	m.heard <- m.lines
	return m.said.Write(p)
}

func (m *mouth) String() string { return m.said.String() }

// wait returns when the child has said n lines, or after a minute, which only a child that hangs takes.
func (m *mouth) wait(n int) {
	late := time.After(time.Minute)
	for heard := 0; heard < n; {
		select {
		case heard = <-m.heard:
		case <-late:
			return
		}
	}
}

func startChild(t *testing.T, what, dir string) (*exec.Cmd, *mouth) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "FIELDFARE_CHILD="+what, "FIELDFARE_DIR="+dir)
	m := &mouth{heard: make(chan int, 1)}
	cmd.Stdout, cmd.Stderr = m, m
	check(t, cmd.Start())
	return cmd, m
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
	for kill := range kills {
		what, lines := "save", 1+r.IntN(16) // so many words of the child are waited for: a slow machine kills no earlier than a fast one
		if kill%5 == 4 {
			what, lines = "open", 0
		}
		cmd, out := startChild(t, what, dir)
		out.wait(lines)
		time.Sleep(time.Duration(r.IntN(20_000)) * time.Microsecond) // the moment of death is the point
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
	if len(saved) < kills {
		t.Errorf("only %d records were saved in %d lives: the test shows little", len(saved), kills)
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
