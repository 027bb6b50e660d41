package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// A pen holds every process of a run that is alive, so that none outlives the test.
type pen struct {
	mu   sync.Mutex
	live map[*exec.Cmd]bool
	shut bool
}

func newPen(t testing.TB) *pen {
	p := &pen{live: map[*exec.Cmd]bool{}}
	t.Cleanup(func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.shut = true
		for cmd := range p.live {
			_ = cmd.Process.Kill() // whoever started it waits for it
		}
	})
	return p
}

func (p *pen) start(cmd *exec.Cmd) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shut {
		return errors.New("the test is over")
	}
	err := cmd.Start()
	if err == nil {
		p.live[cmd] = true
	}
	return err
}

func (p *pen) wait(cmd *exec.Cmd) error {
	err := cmd.Wait()
	p.mu.Lock()
	delete(p.live, cmd)
	p.mu.Unlock()
	return err
}

// counts are the faults of a run by kind, and what else is worth telling.
type counts struct {
	mu sync.Mutex
	n  map[string]int
}

func (c *counts) add(kind string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n[kind]++
}

// A worker is one tablet of a chaos run: a store, its line to the service, and processes on it, one at a time.
type worker struct {
	n         int
	therapist int
	t         testing.TB
	house     house
	pen       *pen
	oracle    *oracle
	counts    *counts
	store     string
	way       *way
	disk      *disk // nil: the disk of everybody
	plan      *plan
	r         *rand.Rand
	offset    time.Duration
	serial    int
}

// impatience is after how long a person would start again what does not come to an end.
const impatience = 20 * time.Second

// command prepares fieldfarectl on this tablet's store, by this tablet's clock.
func (w *worker) command(args ...string) *exec.Cmd {
	words := strings.Fields(args[0])
	words = append(append(words, "--store", w.store, "--now", time.Now().Add(w.offset).UTC().Format(time.RFC3339)), args[1:]...)
	cmd := exec.Command(binary(w.t, "fieldfarectl"), words...)
	if w.disk != nil {
		cmd = w.disk.under(cmd)
	}
	cmd.Env = append(os.Environ(), w.house.env()...)
	return cmd
}

// do runs a command; killed says that this test ended it. What a process may never say fails the test.
func (w *worker) do(kill bool, args ...string) (out string, killed bool, err error) {
	cmd := w.command(args...)
	var outs, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &outs, &errs
	if err := w.pen.start(cmd); err != nil {
		return "", false, err
	}
	undo, done := w.doom(cmd, kill)
	err = w.pen.wait(cmd)
	undo()
	w.listen(args[0], errs.String())
	if err != nil && !done.Load() {
		said, _, _ := strings.Cut(strings.TrimSpace(errs.String()), "\n")
		w.counts.add(fmt.Sprintf("%s ended with %d: %.70s", args[0], cmd.ProcessState.ExitCode(), said))
	}
	return outs.String(), done.Load(), err
}

// doom kills a process at a random moment, or when it has taken too long for anybody to wait.
func (w *worker) doom(cmd *exec.Cmd, kill bool) (undo func(), killed *atomic.Bool) {
	killed = &atomic.Bool{}
	after, kind := impatience, "tablet waited for too long"
	if kill {
		after, kind = time.Duration(w.r.Int64N(int64(900*time.Millisecond))), "tablet killed"
	}
	timer := time.AfterFunc(after, func() {
		killed.Store(true)
		if cmd.Process.Signal(syscall.SIGKILL) == nil {
			w.counts.add(kind)
		}
	})
	return func() { timer.Stop() }, killed
}

// listen looks for words in what a process said that mean that it is broken.
func (w *worker) listen(what, errs string) {
	for _, bad := range []string{"panic:", "fatal error:", "damaged", "DATA RACE"} {
		if strings.Contains(errs, bad) {
			w.t.Errorf("tablet %d, %s: %s", w.n, what, errs)
		}
	}
}

// live works until ctx ends, as therapists do: notes, looks at the service, a conflict settled, a note signed.
func (w *worker) live(ctx context.Context) {
	for ctx.Err() == nil {
		if w.r.IntN(20) == 0 {
			w.offset = time.Duration(w.r.IntN(800)-400) * 24 * time.Hour
			w.counts.add("clock set anew")
		}
		kill := w.r.IntN(10) < 3
		switch x := w.r.IntN(100); {
		case x < 45:
			w.write(kill)
		case x < 85:
			_, _, _ = w.do(kill, "sync", "--json") // how it ended is counted
		case x < 92:
			w.resolve()
		case x < 95:
			_, _, _ = w.do(false, "sign", w.plan.own(w.therapist, w.r.IntN(2))) // it may not be there yet, or signed already
		default:
			_, _, _ = w.do(kill, "verify", "--json")
		}
	}
}

// write opens the store, looks at what stands there and puts other words in its place, one after another.
func (w *worker) write(kill bool) {
	out, _, err := w.do(false, "records", "--json")
	if err != nil {
		return // a full disk
	}
	stands := map[string]string{} // by record and field
	known := map[string]bool{}
	for _, r := range decode[[]record](w.t, out) {
		known[r.ID] = true
		for f := range r.Fields {
			stands[r.ID+f] = r.text(f)
		}
	}
	cmd := w.command("apply", "-")
	to, err := cmd.StdinPipe()
	if err != nil {
		w.t.Error(err)
		return
	}
	from, err := cmd.StdoutPipe()
	if err != nil {
		w.t.Error(err)
		return
	}
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if w.pen.start(cmd) != nil {
		return
	}
	undo, _ := w.doom(cmd, kill)
	defer undo()
	answers := bufio.NewReader(from)
	for range 1 + w.r.IntN(12) {
		record, kind, child, field := w.plan.target(w)
		if kind == "goal" && !known[record] {
			continue
		}
		w.serial++
		value := fmt.Sprintf("t%d.%d %s", w.n, w.serial, strings.Repeat("held the ruler ", w.r.IntN(40)))
		set := map[string]string{field: value}
		if kind == "observation" && !known[record] {
			set["type"], set["on"] = "fact", "2026-11-20"
		}
		line, _ := json.Marshal(map[string]any{"record": record, "kind": kind, "child": child, "set": set}) // texts always marshal
		w.oracle.saw(stands[record+field])
		known[record], stands[record+field] = true, value
		if _, err := to.Write(append(line, '\n')); err != nil {
			break
		}
		answer, err := answers.ReadString('\n')
		if err != nil {
			break // cut off: it may be saved or not
		}
		var ok struct{ OK string }
		if json.Unmarshal([]byte(answer), &ok) != nil || ok.OK == "" {
			w.t.Errorf("tablet %d answered %q", w.n, answer)
			break
		}
		if err := w.oracle.saved(told{ok.OK, w.n, record, field, value}); err != nil {
			w.t.Error(err)
		}
	}
	to.Close()
	_, _ = io.Copy(io.Discard, from)
	if err := w.pen.wait(cmd); err != nil && errs.Len() > 0 {
		w.counts.add("apply refused")
	}
	w.listen("apply", errs.String())
}

// resolve settles the first conflict of the tablet.
func (w *worker) resolve() {
	out, _, err := w.do(false, "conflicts", "--json")
	if err != nil {
		return
	}
	list := decode[[]clash](w.t, out)
	if len(list) == 0 {
		return
	}
	c := list[w.r.IntN(len(list))]
	for _, v := range c.Values {
		w.oracle.saw(v.Value)
	}
	if _, _, err := w.do(false, "conflicts resolve", c.ID, "--keep", []string{"mine", "theirs", "both"}[w.r.IntN(3)]); err == nil {
		w.counts.add("conflict settled")
	}
}
