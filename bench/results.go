package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// profiles writes a profile of each missed budget, anew: none is left of an earlier run.
func (b *bench) profiles(ctx context.Context) error {
	if b.quick {
		return nil
	}
	if err := os.RemoveAll("profiles"); err != nil {
		return err
	}
	done := map[string]bool{}
	for _, f := range b.figures {
		if !f.missed() || done[f.profile] {
			continue
		}
		done[f.profile] = true
		text, err := b.profileOf(ctx, f)
		if err != nil {
			return err
		}
		if err := os.MkdirAll("profiles", 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join("profiles", f.profile+".txt"), []byte(f.what+"\n\n"+text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// profileOf runs a figure's job once more under the profiler; processes that are not ours to profile show what their memory is of.
func (b *bench) profileOf(ctx context.Context, f figure) (string, error) {
	if f.kind == "maps" {
		return b.maps, nil
	}
	job, dir := f.job[0], f.job[1]
	n, err := strconv.Atoi(f.job[2])
	if err != nil {
		return "", err
	}
	out := filepath.Join(b.dir, f.profile+".prof")
	if f.kind == "bench" {
		if _, err := benchmarks(ctx, job, dir, n, "-test.cpuprofile", out); err != nil {
			return "", err
		}
		return top(ctx, job, out, "-focus=benchShow|benchScroll|benchKey", "-cum")
	}
	if job == "save" { // it needs a store that nobody has saved into
		if dir, err = b.copyStore(b.storeAt(10_000), "profile-"+f.profile); err != nil {
			return "", err
		}
	}
	if _, err := run(ctx, job, dir, n, "-"+f.kind, out); err != nil {
		return "", err
	}
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	var args []string
	if f.kind == "heap" {
		args = append(args, "-sample_index=alloc_space")
	}
	if f.only != "" {
		args = append(args, f.only)
	}
	return top(ctx, self, out, args...)
}

// top is the head of a profile of a program.
func top(ctx context.Context, program, file string, args ...string) (string, error) {
	text, err := exec.CommandContext(ctx, "go", slices.Concat([]string{"tool", "pprof", "-top", "-nodecount=15"}, args, []string{program, file})...).Output()
	if err != nil {
		return "", fmt.Errorf("go tool pprof: %w", err)
	}
	var kept []string
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "File:") && !strings.HasPrefix(line, "Build ID:") && !strings.HasPrefix(line, "Time:") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, ""), nil
}

// head opens the results. How each figure is measured stands in the sources' comments; what a reader must know stands here.
const head = `# Results of make bench

Written by %s on %s, in %.0f seconds of one run. Each line is a median of processes or
operations that ran in turn; "x" is a ratio of two things measured side by side in that run.

| what | measured | budget | | beside it |
|---|---:|---:|---|---|
`

const method = `
## How

- **Unlock**: a fresh process for each round, files warm in the system's cache, the production key derivation. The time of the
  derivation alone, measured in processes of its own in between, is taken off; opening the file and everything after it counts.
  Records are about 1.2 KB, an eightieth of them children. Lists are usable when the list of children has been returned; searchable
  when a search has, which waits until every record is indexed. The peak is VmHWM, the 64 MiB of the derivation included.
- **Save**: saves of one observation by the public Apply, in turn with a prepared insert of as many bytes (the sealed change and the
  sealed state, read from the file) into a bare SQLite file on the same disk, WAL and synchronous FULL. Which goes first alternates, and
  five milliseconds pass before each. The save counts from the call to the return of its commit, which the store tells (store.Config.Step, made for the simulator); from
  there to the return of Apply is the update of the view: memory, the tables of the lists and the hand-over to the index.
- **Advice**: from the records of the notebook to the bytes of the PDF, gather, draft and render, in one process.
- **Papers**: the notebook's EHC advice from one tree: ours from the tree, Chromium and WeasyPrint from our web page of it, LibreOffice
  from our Word file of it, each told to write a tagged PDF, each a process from start to end, in turn; ours is bench/paper, which does nothing else. Validity is veraPDF's verdict on
  PDF/UA-1. The photos are 2048 by 1536 pixels, as a tablet keeps them; making them fit for the page counts.
- **Sync**: courier and service in one process, over HTTP on loopback, ledger in embedded SQLite, two devices of one therapist. The
  raw limit is the same frozen bytes put into a bare SQLite file in batches of one request, each durable.
- **PouchDB**: PouchDB 9.0.0 on LevelDB replicates 5,000 documents to express-pouchdb 4.2.0 on LevelDB, each a process of Node.js; our
  tablets are in one process, which collects its memory as fieldfarectl does, the service and PostgreSQL (fsync on, shared_buffers 1 GB,
  with log files that it has written before, as one in use has) in theirs. Jobs run in turn. LevelDB does not wait for the disk at
  each write there; both our sides do. Processor time is of both sides, PostgreSQL's processes included. The fresh pull ends when
  every record can be searched. The raw limit is the same bytes by one unnest for each batch into PostgreSQL and one durable
  transaction into SQLite. The parts come from a profile with the service in the tablet's process, PostgreSQL apart.
- **Caseloads**: the median of fifteen rounds of 200 changes of twelve children, half of them new records, from one tablet to another;
  the children are others in each round, from anywhere in the caseload. In turn with these, 200 changes spread over all children.
- **Screens**: the app's own screens on the practice caseload with 10,000 records and 5,000 photos besides (one child has 400 notes and
  150 photos), in a window of Fyne's test driver at 1280 by 800. Each is made with its frame, read and laid out; what fills in behind it,
  such as small pictures, is counted apart. Nothing is painted: software paints what is scrolled out of sight too. A frame is a drag of 20 units, or a letter, and what Fyne
  does before it paints: it asks everything in the window how large it must be. A screen counts as its reader
  waits for it, by the clock; some are drawn by two threads, so that the processor time, which is held to the same budget, may be more. A frame is processor time of one thread,
  which says on a busy machine what a quiet one takes.
- **Start**: the real binary and a window with one label, in turn on one Xvfb (software OpenGL), files warm. What counts is what the
  server's own memory shows (-fbdir), compared with a picture learned in a round before: from the start of the program to the first
  moment at which all but a hair of the door (or the label) is there, and from the key that ends the passphrase to Today with all its
  visits. What a person takes to type is not counted; the helper that presses the key is. The derivation of a key of the same
  costs by golang.org/x/crypto/argon2, in processes that do nothing else, in between, is taken off; the app's own, which is faster, is told beside.
- **Memory**: the real binary and a window with one label, each under its own Xvfb at the same time (software OpenGL), the store
  unlocked with keys and pointer; /proc/PID/smaps_rollup ten seconds after the store has opened. Both have given memory back five
  seconds after they started or unlocked (debug.FreeOSMemory).
`

// markdown is the whole of RESULTS.md.
func (b *bench) markdown(m machine, took time.Duration) string {
	var out strings.Builder
	fmt.Fprintf(&out, head, "`make bench`", time.Now().Format("2 January 2006"), took.Seconds())
	var missed []figure
	for _, f := range b.figures {
		budget, verdict := "", ""
		if f.budget > 0 || f.least > 0 {
			budget, verdict = "≤ "+f.show(f.budget), "met"
			switch {
			case f.least > 0 && f.budget > 0:
				budget = f.show(f.least) + " to " + f.show(f.budget)
			case f.least > 0:
				budget = "≥ " + f.show(f.least)
			}
			if f.missed() {
				verdict = "**missed**"
				missed = append(missed, f)
			}
		}
		fmt.Fprintf(&out, "| %s | %s | %s | %s | %s |\n", f.what, f.show(f.value), budget, verdict, f.beside)
	}
	if len(missed) > 0 {
		out.WriteString("\n## Why a budget is missed\n\n")
		for _, f := range missed {
			fmt.Fprintf(&out, "- **%s**: %s Profile: [%s](profiles/%s.txt).\n", f.what, f.why, f.profile, f.profile)
		}
	}
	out.WriteString("\n## The machine\n\n")
	if m.busy() {
		out.WriteString("**It was busy with other work during this run**: every time above is longer than it would be alone, and ratios whose two sides\n" +
			"differ in how much processor they need are too. Run it again on an idle machine before believing a miss by less than half.\n\n")
	}
	for _, l := range m.lines() {
		fmt.Fprintf(&out, "- %s\n", l)
	}
	out.WriteString(method)
	return out.String()
}

// show writes a number with as many digits as it deserves.
func (f figure) show(x float64) string {
	switch {
	case f.unit == "x":
		return fmt.Sprintf("%.2f x", x)
	case x >= 30 || x == float64(int(x)):
		return fmt.Sprintf("%.0f %s", x, f.unit)
	default:
		return fmt.Sprintf("%.2f %s", x, f.unit)
	}
}
