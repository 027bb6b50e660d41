// Command bench measures Fieldfare against its budgets and against raw limits, side by side in one run, and writes RESULTS.md and,
// for each budget that is missed, a profile.
//
// Words: a job is one measurement in a process of its own; its values are medians unless their name says otherwise; a figure is a
// value with its budget; beside it stands what it was measured against in the same run.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

// tags are the build tags of everything here.
const tags = "x11 sqlite_fts5"

// A bench is one run.
type bench struct {
	dir      string // on the disk of the checkout; removed at the end
	quick    bool
	figures  []figure
	keepMaps bool
	maps     string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 2 && os.Args[1] == "job" {
		if err := child(ctx, os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	quick := flag.Bool("quick", false, "few repetitions, and nothing is written: only whether it runs")
	only := flag.String("only", "", "one step alone, and nothing is written: unlock, save, search, advice, papers, sync, peers, caseloads, pages, screens, start or memory")
	flag.Parse()
	if err := all(ctx, *quick, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// all runs every measurement and writes the results.
func all(ctx context.Context, quick bool, only string) (err error) {
	if _, err := os.Stat("../store/store.go"); err != nil {
		return errors.New("run it from the folder bench: make bench does")
	}
	// Not the system's folder for temporary files: that may be memory, where a durable commit costs nothing.
	if err := os.MkdirAll("../out", 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("../out", "bench-")
	if err != nil {
		return err
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	b := &bench{dir: dir, quick: quick}
	m, err := thisMachine(dir)
	if err != nil {
		return err
	}
	start := time.Now()
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{{"unlock", b.unlocks}, {"save", b.saves}, {"search", b.searches}, {"advice", b.advices}, {"papers", b.papers}, {"sync", b.syncs}, {"peers", b.peers}, {"caseloads", b.caseloads}, {"pages", b.pages}, {"screens", b.screens}, {"start", b.starts}, {"memory", b.memories}} {
		if only != "" && only != step.name {
			continue
		}
		at := time.Now()
		if err := step.do(ctx); err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s: %.0f s\n", step.name, time.Since(at).Seconds())
	}
	if only == "" {
		if err := b.profiles(ctx); err != nil {
			return err
		}
	}
	if m.loadAfter, err = load(); err != nil {
		return err
	}
	text := b.markdown(m, time.Since(start))
	fmt.Print(text)
	if quick || only != "" {
		return nil
	}
	return os.WriteFile("RESULTS.md", []byte(text), 0o644)
}

// times is how often something is done: few times in a quick run.
func (b *bench) times(n int) int {
	if b.quick {
		return max(1, n/20)
	}
	return n
}

// copyStore gives a measurement that writes its own copy of a store.
func (b *bench) copyStore(from, name string) (string, error) {
	to := filepath.Join(b.dir, name)
	return to, os.CopyFS(to, os.DirFS(from))
}
