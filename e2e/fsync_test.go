package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// enough is more waits for the disk than any of these runs has: a run that reaches it would never end.
const enough = 500

// killer is a strace that kills what it watches at the n-th wait for the disk. It counts for each thread, so the threads that
// seldom wait are met at small n, and the one that saves at every n. It writes each wait into a log.
func killer(t *testing.T, n int, log string) []string {
	return []string{testkit.Tool(t, "strace", "strace"), "-f", "-qq", "-o", log, "-e", "trace=fsync,fdatasync", "-e", fmt.Sprintf("inject=fsync,fdatasync:signal=KILL:when=%d", n)}
}

// waits is how many waits for the disk stand in a killer's log, the one that never came back included.
func waits(t *testing.T, log string) (n int) {
	t.Helper()
	raw, err := os.ReadFile(log)
	must(t, err)
	for line := range strings.Lines(string(raw)) {
		if strings.Contains(line, "sync(") {
			n++
		}
	}
	return n
}

// watched runs fieldfarectl under a killer, and reports what it answered, at which of its waits it died or how many it had, and
// whether it came to its end.
func (h house) watched(t *testing.T, n int, args ...string) (out string, at int, whole bool) {
	t.Helper()
	log := h.at("waits")
	cmd := h.start(t, args...)
	line := append(killer(t, n, log), cmd.Args...)
	line[len(line)-len(cmd.Args)] = cmd.Path
	env := append(cmd.Env, "GOMAXPROCS=1") // its waits then stay on few threads
	cmd = exec.Command(line[0], line[1:]...)
	var errs bytes.Buffer
	cmd.Env, cmd.Stderr = env, &errs
	raw, err := cmd.Output()
	if err != nil && !killed9(cmd.ProcessState) {
		t.Fatalf("kill %d: %v\n%s%s", n, err, raw, errs.String())
	}
	return string(raw), waits(t, log), err == nil
}

// killed9 reports whether strace ended as its tracee was ended.
func killed9(p *os.ProcessState) bool {
	s, ok := p.Sys().(syscall.WaitStatus)
	return ok && (s.Signaled() && s.Signal() == syscall.SIGKILL || s.ExitStatus() == 128+int(syscall.SIGKILL))
}

// copyStore copies a closed store.
func copyStore(t *testing.T, from, to string) {
	t.Helper()
	must(t, os.MkdirAll(to, 0o700))
	files, err := os.ReadDir(from)
	must(t, err)
	for _, f := range files {
		if f.Type().IsRegular() {
			raw, err := os.ReadFile(filepath.Join(from, f.Name()))
			must(t, err)
			must(t, os.WriteFile(filepath.Join(to, f.Name()), raw, 0o600))
		}
	}
}

// inStep is a service and a tablet with Isla's records that has synced.
func inStep(t *testing.T) (s *service, h house, tenant, store string) {
	t.Helper()
	s, h = newService(t, "--data", t.TempDir()), newHouse(t)
	tenant, store = s.tenant(t), h.at("store")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	h.ctl(t, "", "enrol", "--store", store, "--central", s.url, "--code", s.code(t, s.therapist(t, tenant, "Sam Okoro")))
	h.sync(t, store)
	return s, h, tenant, store
}

// eight is what each of these tests saves.
func eight() (lines string, texts map[string]string) {
	texts = map[string]string{}
	var b strings.Builder
	for n := range 8 {
		texts[noteID(n)] = fmt.Sprintf("note %d %s", n, strings.Repeat("on the ramp ", n))
		b.WriteString(change(n, texts[noteID(n)]))
	}
	return b.String(), texts
}

// A program that saves is killed at its first wait for the disk, at its second, and so on to its last. Whatever it had answered as
// saved is there afterwards, whatever it had not is there whole or not at all, and the store is whole.
func TestKill_EveryWaitOfASave(t *testing.T) {
	h := newHouse(t)
	first := h.at("first")
	h.ctl(t, "", "init", "--store", first)
	h.ctl(t, "", "import", "--store", first, demo("isla.json"))
	lines, texts := eight()
	file := h.at("eight.jsonl") // a pipe would have its program change threads at each line
	must(t, os.WriteFile(file, []byte(lines), 0o600))
	answered, all, met := 0, 0, map[int]bool{}
	// Which thread waits differs from run to run, so that one may pass by the wait it should have died at: that one is tried again,
	// until it has died at each of as many as it has when it is left alone.
	for n, runs := 1, 1; all == 0 || n <= all; runs++ {
		if runs == enough {
			t.Fatalf("after %d runs it has not died at wait %d of %d", runs, n, all)
		}
		store := h.at(fmt.Sprint("copy", runs))
		copyStore(t, first, store)
		out, at, whole := h.watched(t, n, "apply", "--store", store, file)
		oks := strings.Count(out, `{"ok":`)
		h.verify(t, store)
		have := h.texts(t, store)
		for i := range 8 {
			got, there := have[noteID(i)]
			if i < oks && !there {
				t.Fatalf("killed at wait %d: note %d was answered as saved and is gone", at, i)
			}
			if there && got != texts[noteID(i)] {
				t.Fatalf("killed at wait %d: half a note: %q", at, got)
			}
		}
		if whole {
			if oks != 8 {
				t.Errorf("left alone, %d of 8 notes were answered", oks)
			}
			all = at
		} else {
			met[at] = true
			answered += oks
		}
		for n = 1; met[n]; n++ {
		}
	}
	t.Logf("it died at each of its %d waits for the disk; %d notes were answered before, none lost", all, answered)
	if all < 9 || answered == 0 {
		t.Errorf("%d waits and %d answers: the test shows little", all, answered)
	}
}

// A tablet that syncs is killed at one wait after another. The next undisturbed sync carries the rest; everything is there once.
func TestKill_WaitsOfASync(t *testing.T) {
	s, h, tenant, store := inStep(t)
	lines, texts := eight()
	kills, met, all := 0, map[int]bool{}, 0
	for n := 1; ; n++ {
		// Each round has work of its own: what was confirmed before would not be waited for again.
		h.ctl(t, strings.ReplaceAll(lines, "note", fmt.Sprint("round ", n, " note")), "apply", "--store", store, "-")
		_, at, whole := h.watched(t, n, "sync", "--store", store)
		h.verify(t, store)
		h.has(t, store, texts, fmt.Sprint("round ", n, " note"))
		if got := h.sync(t, store); got.Waiting+got.Quarantined+got.Conflicts > 0 {
			t.Fatalf("after the kill at wait %d the next sync says %+v", n, got)
		}
		h.has(t, store, texts, fmt.Sprint("round ", n, " note"))
		if whole {
			all = at
			break
		}
		met[at] = true
		if kills++; n == enough {
			t.Fatal("the sync never came to its end")
		}
	}
	if mine, centre := h.ctl(t, "", "export", "--store", store), s.admin(t, "export", "--tenant", tenant); mine != centre {
		t.Error("tablet and service differ in the end")
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
	t.Logf("killed %d times, at %d different waits for the disk of about %d; nothing lost or doubled", kills, len(met), all)
	if kills < 3 {
		t.Errorf("%d kills: the test shows little", kills)
	}
}

// has checks that a store holds the eight notes as saved last.
func (h house) has(t *testing.T, store string, texts map[string]string, instead string) {
	t.Helper()
	have := h.texts(t, store)
	for id, text := range texts {
		if want := strings.ReplaceAll(text, "note", instead); have[id] != want {
			t.Fatalf("a saved note reads %q, want %q", have[id], want)
		}
	}
}

// The service is killed at one wait of a round after another. What it had confirmed to the tablet is there when it starts again, and what it had
// not the tablet still has.
func TestKill_WaitsOfTheService(t *testing.T) {
	s, h, tenant, store := inStep(t)
	lines, texts := eight()
	kills, quiet, met, log := 0, 0, map[int]bool{}, h.at("waits")
	// Its threads take turns, so that one round may pass by the wait it should have died at: three quiet ones are the end.
	for n := 1; quiet < 3; n++ {
		h.ctl(t, strings.ReplaceAll(lines, "note", fmt.Sprint("round ", n, " note")), "apply", "--store", store, "-")
		line := append(killer(t, n, log), "-p", fmt.Sprint(s.cmd.Process.Pid))
		line = append(line[:2], line[3:]...) // without -qq: it says when it has hold of the process
		watch := exec.Command(line[0], line[1:]...)
		says, err := watch.StderrPipe()
		must(t, err)
		start(t, watch)
		if said, err := bufio.NewReader(says).ReadString('\n'); err != nil || !strings.Contains(said, "attached") {
			t.Fatalf("strace said %q (%v)", said, err)
		}
		_ = h.start(t, "sync", "--store", store).Run() // it fails when the service dies, and what it says then is another test's
		stop(watch)
		if alive := s.cmd.Process.Signal(syscall.Signal(0)) == nil && !s.gone(); alive {
			quiet++
			s.kill()
		} else {
			kills, quiet, met[waits(t, log)] = kills+1, 0, true
		}
		_ = s.cmd.Wait() // it was killed
		s.open(t)
		h.verify(t, store)
		if got := h.sync(t, store); got.Waiting+got.Quarantined+got.Conflicts > 0 {
			t.Fatalf("after the service died at wait %d the next sync says %+v", n, got)
		}
		h.has(t, store, texts, fmt.Sprint("round ", n, " note"))
		if n == enough {
			t.Fatal("the service never came through a round")
		}
	}
	if mine, centre := h.ctl(t, "", "export", "--store", store), s.admin(t, "export", "--tenant", tenant); mine != centre {
		t.Error("tablet and service differ in the end")
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
	t.Logf("the service was killed %d times, at %d different waits for the disk; nothing lost or doubled", kills, len(met))
	if kills < 1 {
		t.Error("it was never killed: the test shows little")
	}
}

// gone reports whether the service has died and waits to be collected.
func (s *service) gone() bool {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return true
	}
	_, after, _ := strings.Cut(string(raw), ") ")
	return strings.HasPrefix(after, "Z") || strings.HasPrefix(after, "X")
}
