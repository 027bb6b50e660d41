package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"slices"
	"strconv"
	"time"
)

// A values is what one job measured, by name.
type values map[string]float64

// jobs are what is measured, each in a process of its own, so that none inherits the memory or the warmth of another.
var jobs = map[string]func(ctx context.Context, dir string, n int) (values, error){
	"make":        makeJob,
	"kdf":         kdfJob,
	"argon2":      argon2Job,
	"unlock":      unlockJob,
	"save":        saveJob,
	"search":      searchJob,
	"advice":      adviceJob,
	"paper":       paperJob,
	"photos":      photosJob,
	"growth":      growthJob,
	"sync":        syncJob,
	"pouch":       pouchJob,
	"pouch-large": pouchLargeJob,
	"ours":        oursJob,
	"parts":       partsJob,
	"caseload":    caseloadJob,
	"pages":       pagesJob,
}

// asCommand has this process collect its memory as fieldfarectl does, whose work it measures.
func asCommand() {
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(256 << 20)
}

// child runs one job and prints its values. Profiles are written where they are asked for.
func child(ctx context.Context, args []string) error {
	fs := flag.NewFlagSet("job", flag.ContinueOnError)
	dir := fs.String("dir", "", "folder to work in")
	n := fs.Int("n", 1, "how many")
	cpu := fs.String("cpu", "", "file for a CPU profile")
	heap := fs.String("heap", "", "file for a heap profile")
	if err := fs.Parse(args[1:]); err != nil {
		return err
	}
	if *heap != "" {
		runtime.MemProfileRate = 4096 // before the work: finer than the default, the stores are small
	}
	if *cpu != "" {
		f, err := os.Create(*cpu)
		if err != nil {
			return err
		}
		defer f.Close()
		runtime.SetCPUProfileRate(1000) // the jobs are short; the profiler keeps this rate and says that it was set before
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	v, err := jobs[args[0]](ctx, *dir, *n)
	if err != nil {
		return err
	}
	if *heap != "" {
		if err := writeHeap(*heap); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(v)
}

func writeHeap(file string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	return pprof.Lookup("heap").WriteTo(f, 0)
}

// run starts a job and returns its values.
func run(ctx context.Context, job, dir string, n int, more ...string) (values, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, append([]string{"job", job, "-dir", dir, "-n", strconv.Itoa(n)}, more...)...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", job, err, errs.String())
	}
	var v values
	return v, json.Unmarshal(out, &v)
}

// quantile is the value that a share q of all are below.
func quantile(all []float64, q float64) float64 {
	s := slices.Clone(all)
	slices.Sort(s)
	return s[min(len(s)-1, int(q*float64(len(s))))]
}

func mean(all []float64) (sum float64) {
	for _, x := range all {
		sum += x / float64(len(all))
	}
	return sum
}

// ms is a time in milliseconds.
func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// since is the time from start in milliseconds.
func since(start time.Time) float64 { return ms(time.Since(start)) }
