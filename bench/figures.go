package main

import (
	"context"
	"fmt"
	"path/filepath"
)

// A figure is one line of the results.
type figure struct {
	what   string
	value  float64
	unit   string  // "ms", "MB", "x", "/s"
	budget float64 // the most it may be; 0 for none
	least  float64 // the least it may be; 0 for none
	beside string  // what was measured with it

	profile string   // the profile's name, where the figure is missed
	kind    string   // cpu or heap
	job     []string // the job that is profiled, its folder and its number
	only    string   // what of the profile is shown: an argument of go tool pprof
	why     string   // why it is missed, when it is
}

// The parts of profiles: what a save does, and what an unlock does besides the key derivation.
const (
	onlyApply = `-focus=Store..Apply`
	noArgon   = `-ignore=argon2`
)

func (f figure) missed() bool {
	return f.budget > 0 && f.value > f.budget || f.least > 0 && f.value < f.least
}

func (b *bench) add(fs ...figure) { b.figures = append(b.figures, fs...) }

// storeAt is the folder of the store of n records.
func (b *bench) storeAt(n int) string { return filepath.Join(b.dir, fmt.Sprintf("store-%d", n)) }

// sizes are the numbers of records an unlock is measured at, with their budgets in milliseconds and the number of rounds.
var sizes = []struct {
	n, rounds           int
	lists, words, ofMem float64
}{{1_000, 9, 0, 0, 0}, {10_000, 9, 300, 1000, 150}, {50_000, 5, 1000, 3000, 0}}

// unlocks measures opening at every size. The processes of the key derivation alone come in between, so that both see the same
// machine.
func (b *bench) unlocks(ctx context.Context) error {
	for _, size := range sizes {
		dir := b.storeAt(size.n)
		if _, err := run(ctx, "make", dir, size.n); err != nil {
			return err
		}
		var kdfs, lists, words, peaks, rests []float64
		for range b.times(size.rounds) {
			k, err := run(ctx, "kdf", dir, 1)
			if err != nil {
				return err
			}
			v, err := run(ctx, "unlock", dir, size.n)
			if err != nil {
				return err
			}
			kdfs, peaks, rests = append(kdfs, k["ms"]), append(peaks, v["peak"]), append(rests, v["rest"])
			lists, words = append(lists, v["lists"]), append(words, v["words"])
		}
		kdf := quantile(kdfs, .5)
		job := []string{"unlock", dir, fmt.Sprint(size.n)}
		b.add(figure{what: fmt.Sprintf("unlock to lists, %d records", size.n), value: quantile(lists, .5) - kdf, unit: "ms", budget: size.lists,
			beside: fmt.Sprintf("%.0f ms with the key derivation (%.0f ms)", quantile(lists, .5), kdf), profile: fmt.Sprintf("unlock-%d", size.n), kind: "cpu", job: job, only: noArgon,
			why: "Reading is two pipelined workers (open the seal, parse) in front of one inserter into the view; on two cores the three share what there is."},
			figure{what: fmt.Sprintf("unlock to searchable, %d records", size.n), value: quantile(words, .5) - kdf, unit: "ms", budget: size.words,
				beside: fmt.Sprintf("%.0f ms with the key derivation", quantile(words, .5)), profile: fmt.Sprintf("searchable-%d", size.n), kind: "cpu", job: job, only: noArgon,
				why: "The index of words is built by one connection of SQLite's FTS5, in C, one batch after the other."},
			figure{what: fmt.Sprintf("peak memory of the unlock, %d records", size.n), value: quantile(peaks, .5), unit: "MB", budget: size.ofMem,
				beside: fmt.Sprintf("%.0f MB at rest after debug.FreeOSMemory", quantile(rests, .5)), profile: fmt.Sprintf("peak-%d", size.n), kind: "heap", job: job,
				why: "The 64 MiB of Argon2id are still resident when the records are read: they count until the collector has given them back."})
	}
	return nil
}

// saves measures the durable save and what follows it.
func (b *bench) saves(ctx context.Context) error {
	dir, err := b.copyStore(b.storeAt(10_000), "saving")
	if err != nil {
		return err
	}
	n := b.times(2000)
	v, err := run(ctx, "save", dir, n)
	if err != nil {
		return err
	}
	job := []string{"save", dir + "-again", fmt.Sprint(n)}
	b.add(figure{what: "save durable, p50, against a bare SQLite commit", value: v["ratio50"], unit: "x", budget: 1.3,
		beside:  fmt.Sprintf("%.3f ms, of which %.3f before the commit begins, against %.3f ms; %.0f pairs of %.0f bytes", v["save50"], v["prep50"], v["bare50"], v["pairs"], v["bytes"]),
		profile: "save", kind: "cpu", job: job, only: onlyApply,
		why: "The disk answers in a fraction of a millisecond here, so the processor's part counts: checking, freezing and sealing the change and two inserts, on caches that have gone cold since the last save. Both write two or three pages and wait for one fsync."},
		figure{what: "save durable, p99, against a bare SQLite commit", value: v["ratio99"], unit: "x", budget: 1.5,
			beside: fmt.Sprintf("%.3f against %.3f ms", v["save99"], v["bare99"]), profile: "save-p99", kind: "cpu", job: job, only: onlyApply,
			why: "The slow hundredth waits for the disk: while the log is copied into the file in the background, its syncs stand in the same queue."},
		figure{what: "view up to date after the commit, p50", value: v["view50"], unit: "ms", budget: 1,
			beside: fmt.Sprintf("p99 %.3f ms", v["view99"]), profile: "view", kind: "cpu", job: job, only: onlyApply,
			why: "The view's transaction and the hand-over to the index follow each commit."})
	return nil
}

func (b *bench) searches(ctx context.Context) error {
	dir := b.storeAt(10_000)
	n := b.times(1200)
	v, err := run(ctx, "search", dir, n)
	if err != nil {
		return err
	}
	b.add(figure{what: "search, p95, 10000 records", value: v["p95"], unit: "ms", budget: 20,
		beside: fmt.Sprintf("p50 %.2f ms, slowest %.1f ms; %.0f searches of %d sorts", v["p50"], v["most"], v["n"], len(queries)), profile: "search", kind: "cpu",
		job: []string{"search", dir, fmt.Sprint(n)}, why: "The newest 200 hits are read and their snippets cut."})
	return nil
}

func (b *bench) advices(ctx context.Context) error {
	n := b.times(60)
	v, err := run(ctx, "advice", b.dir, n)
	if err != nil {
		return err
	}
	for _, a := range advices {
		b.add(figure{what: "EHC advice for " + a.name + ", records to PDF", value: v[a.name], unit: "ms", budget: 100,
			beside:  fmt.Sprintf("of which drafting %.1f ms; p95 %.0f ms; %.0f pages, %.0f KB", v[a.name+" draft"], v[a.name+" p95"], v[a.name+" pages"], v[a.name+" KB"]),
			profile: "advice", kind: "cpu", job: []string{"advice", b.dir, fmt.Sprint(n)},
			why: "Fonts are subset and shaped anew for every document."})
	}
	return nil
}

func (b *bench) syncs(ctx context.Context) error {
	all := map[string][]float64{}
	for i := range b.times(3) {
		v, err := run(ctx, "sync", filepath.Join(b.dir, fmt.Sprintf("sync-%d", i)), 5000)
		if err != nil {
			return err
		}
		for name, x := range v {
			all[name] = append(all[name], x)
		}
	}
	v := values{}
	for name, xs := range all {
		v[name] = quantile(xs, .5)
	}
	b.add(figure{what: "push of 5000 changes", value: v["push/s"], unit: "/s",
		beside: fmt.Sprintf("%.1f s, %.0f KB on the line for %.0f KB of changes; raw SQLite takes the same bytes at %.0f/s (%.1f times as fast)", v["push ms"]/1000, v["push KB"], v["frozen KB"], v["raw/s"], v["times raw"])},
		figure{what: "pull of 5000 changes", value: v["pull/s"], unit: "/s", beside: fmt.Sprintf("%.1f s, %.0f KB on the line", v["pull ms"]/1000, v["pull KB"])},
		figure{what: "sync with nothing to do", value: v["noop ms"], unit: "ms", beside: fmt.Sprintf("%.0f bytes both ways, headers included", v["noop bytes"])})
	return nil
}

func (b *bench) memories(ctx context.Context) error {
	dir, err := b.windowStore(ctx, "window-store")
	if err != nil {
		return err
	}
	b.keepMaps = true
	v, err := b.memory(ctx, dir, b.times(3))
	if err != nil {
		return err
	}
	for _, kind := range []string{"Rss", "Pss"} {
		b.add(figure{what: "memory 10 s after unlock, 10000 records, against a bare window (" + kind + ")", value: v["app "+kind] / v["window "+kind], unit: "x", budget: 1.5,
			beside: fmt.Sprintf("%.0f against %.0f MB", v["app "+kind], v["window "+kind]), profile: "memory", kind: "maps",
			why: "Beyond what Fyne takes, the app holds the records and their index of words (about 20 MB) and a larger program. A Pss counts little of the software rasteriser, which the two programs and the two displays share, so both totals are smaller and what the app adds is the same."})
	}
	return nil
}
