package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The budgets of a screen, in milliseconds: to show it, what a frame may keep its own thread, and to open a photo for marking up.
const (
	toShow  = 300
	toFrame = 16
	toMark  = 700
)

// screens runs BenchmarkFull of the app, in which every screen is shown and the long ones scrolled on a full tablet.
func (b *bench) screens(ctx context.Context) error {
	binary, err := b.tests(ctx, "app")
	if err != nil {
		return err
	}
	shown, err := benchmarks(ctx, binary, "Full/show", b.times(20))
	if err != nil {
		return err
	}
	moved, err := benchmarks(ctx, binary, "Full/(scroll|key)", b.times(4))
	if err != nil {
		return err
	}
	all := ranked(shown, "p95-ms", "BenchmarkFull/show/")
	cpu := ranked(shown, "p95-cpu-ms", "BenchmarkFull/show/")
	own := ranked(shown, "own-cpu-ms", "BenchmarkFull/show/")
	fill := ranked(shown, "fill-cpu-ms", "BenchmarkFull/show/")
	cold := ranked(shown, "first-cpu-ms", "BenchmarkFull/show/")
	scroll := ranked(moved, "p95-cpu-ms", "BenchmarkFull/scroll/")
	key := ranked(moved, "p95-cpu-ms", "BenchmarkFull/key")
	if len(all) < 60 || len(scroll) < 8 || len(key) != 1 {
		return fmt.Errorf("the app showed %d screens, scrolled %d and typed in %d", len(all), len(scroll), len(key))
	}
	b.add(figure{what: "screen made, read and laid out, p95, the slowest of " + fmt.Sprint(len(all)), value: all[0].ms, unit: "ms", budget: toShow,
		beside: fmt.Sprintf("%s; then %s; the middle one %.0f ms. Shown for the first time, when its letters have not been measured before, up to %.0f ms of processor time (%s)",
			all[0].name, strings.Join(names(all[1:4]), ", "), all[len(all)/2].ms, cold[0].ms, cold[0].name),
		profile: "screen", kind: "bench", job: []string{binary, "Full/show/^" + all[0].name + "$", "20"}, why: "Such a page reads everything that it is about, and makes all of its rows, before the first is seen."},
		figure{what: "the same, processor time of all threads, the slowest", value: cpu[0].ms, unit: "ms", budget: toShow, beside: fmt.Sprintf("%s; then %s", cpu[0].name, strings.Join(names(cpu[1:4]), ", ")),
			profile: "screen-processor", kind: "bench", job: []string{binary, "Full/show/^" + cpu[0].name + "$", "20"}, why: "Such a page reads everything that it is about, and makes all of its rows, before the first is seen."},
		figure{what: "of which on the screen's own thread, the slowest", value: own[0].ms, unit: "ms",
			beside: fmt.Sprintf("%s; then %s; what fills in behind a screen takes up to %.0f ms (%s)", own[0].name, strings.Join(names(own[1:4]), ", "), fill[0].ms, fill[0].name)},
		figure{what: "list scrolled, work of a frame without painting, p95, the slowest of " + fmt.Sprint(len(scroll)), value: scroll[0].ms, unit: "ms", budget: toFrame,
			beside: fmt.Sprintf("%s; then %s", scroll[0].name, strings.Join(names(scroll[1:4]), ", ")), profile: "scroll", kind: "bench", job: []string{binary, "Full/scroll/^" + scroll[0].name + "$", "4"},
			why: "Fyne asks everything on a page how large it must be at every frame."},
		figure{what: "letter in a paragraph of 500 words, work of its frame without painting, p95", value: key[0].ms, unit: "ms", budget: toFrame,
			profile: "key", kind: "bench", job: []string{binary, "Full/key", "4"},
			why: "A letter breaks the paragraph into lines anew, looks for names in it, and Fyne asks everything on the page how large it must be."})
	return b.photo(ctx)
}

// photo opens a photo of 50 megapixels for marking up.
func (b *bench) photo(ctx context.Context) error {
	binary, err := b.tests(ctx, "app/photo")
	if err != nil {
		return err
	}
	got, err := benchmarks(ctx, binary, "Open_FiftyMegapixels", b.times(10))
	if err != nil {
		return err
	}
	v, ok := got["BenchmarkOpen_FiftyMegapixels"]
	if !ok {
		return fmt.Errorf("the app opened no photo")
	}
	b.add(figure{what: "photo that was taken at 50 megapixels, opened for marking up", value: v["cpu-ms"], unit: "ms", budget: toMark,
		beside: fmt.Sprintf("%.0f ms of wall time at the load of this run", v["ns/op"]/1e6), profile: "photo", kind: "bench", job: []string{binary, "Open_FiftyMegapixels", "10"},
		why: "What is kept of it is decoded whole, and the marks are drawn on a copy."})
	return nil
}

// tests compiles the tests of one of our packages, benchmarks among them.
func (b *bench) tests(ctx context.Context, pkg string) (binary string, err error) {
	binary = filepath.Join(b.dir, strings.ReplaceAll(pkg, "/", "-")+".test")
	cmd := exec.CommandContext(ctx, "go", "test", "-c", "-tags", tags, "-o", binary, "./"+pkg)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build the benchmarks of %s: %w\n%s", pkg, err, out)
	}
	return binary, nil
}

// benchmarks runs those of a compiled test, each so many times, and returns their values by name and unit.
func benchmarks(ctx context.Context, binary, which string, times int, more ...string) (map[string]values, error) {
	cmd := exec.CommandContext(ctx, binary, append([]string{"-test.run", "^$", "-test.bench", which, "-test.benchtime", strconv.Itoa(times) + "x", "-test.timeout", "0"}, more...)...)
	cmd.Dir = "../app"
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the benchmarks of the app: %w\n%s%s", err, out, said.String())
	}
	all := map[string]values{}
	for line := range strings.Lines(string(out)) {
		f := strings.Fields(line)
		if len(f) < 4 || !strings.HasPrefix(f[0], "Benchmark") {
			continue
		}
		name, _, _ := strings.Cut(f[0], "\t")
		if i := strings.LastIndexByte(name, '-'); i > 0 { // the number of processors
			name = name[:i]
		}
		v := values{}
		for i := 2; i+1 < len(f); i += 2 {
			if v[f[i+1]], err = strconv.ParseFloat(f[i], 64); err != nil {
				return nil, fmt.Errorf("the benchmarks of the app said %q: %w", line, err)
			}
		}
		all[name] = v
	}
	return all, nil
}

// A timed is a screen with its milliseconds.
type timed struct {
	name string
	ms   float64
}

// ranked are those whose names begin so, the slowest first.
func ranked(all map[string]values, unit, prefix string) []timed {
	var out []timed
	for name, v := range all {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			out = append(out, timed{rest, v[unit]})
		}
	}
	slices.SortFunc(out, func(a, b timed) int {
		if a.ms != b.ms {
			return int(1e6 * (b.ms - a.ms))
		}
		return strings.Compare(a.name, b.name)
	})
	return out
}

func names(all []timed) (out []string) {
	for _, t := range all {
		out = append(out, fmt.Sprintf("%s %.1f", t.name, t.ms))
	}
	return out
}
