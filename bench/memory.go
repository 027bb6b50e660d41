package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/store"
)

// restTime is when the memory of an unlocked app is looked at.
const restTime = 10 * time.Second

// memory starts the app on the store and the bare window, each on a desk of its own at the same time, unlocks the app as a person
// does, and reads both processes' memory ten seconds later; rounds times. It returns medians, in MB.
func (b *bench) memory(ctx context.Context, store string, rounds int) (values, error) {
	app, window, err := b.programs(ctx)
	if err != nil {
		return nil, err
	}
	left, err := newDesk(ctx, filepath.Join(b.dir, "left"))
	if err != nil {
		return nil, err
	}
	defer left.close()
	right, err := newDesk(ctx, filepath.Join(b.dir, "right"))
	if err != nil {
		return nil, err
	}
	defer right.close()
	x, y, err := left.secretField(ctx, app, store)
	if err != nil {
		return nil, err
	}
	all := map[string][]float64{}
	for range rounds {
		v, err := b.pair(ctx, left, right, []string{app, "--store", store, "--offline", "--now", today.Format(time.RFC3339)}, window, x, y)
		if err != nil {
			return nil, err
		}
		for name, mb := range v {
			all[name] = append(all[name], mb)
		}
	}
	out := values{}
	for name, xs := range all {
		out[name] = quantile(xs, .5)
	}
	return out, nil
}

// programs builds the app and the bare window.
func (b *bench) programs(ctx context.Context) (app, window string, err error) {
	app, window = filepath.Join(b.dir, "fieldfare"), filepath.Join(b.dir, "window")
	for _, build := range []struct{ dir, out, pkg string }{{"..", app, "./cmd/fieldfare"}, {".", window, "./window"}} {
		cmd := exec.CommandContext(ctx, "go", "build", "-tags", tags, "-o", build.out, build.pkg)
		cmd.Dir = build.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", "", fmt.Errorf("build %s: %w\n%s", build.pkg, err, out)
		}
	}
	return app, window, nil
}

// windowStore is a copy of the store of 10,000 records, which the app may write.
func (b *bench) windowStore(ctx context.Context, name string) (string, error) {
	from := b.storeAt(10_000)
	if !store.Exists(from) { // with -only, no other step has made it
		if _, err := run(ctx, "make", from, 10_000); err != nil {
			return "", err
		}
	}
	return b.copyStore(from, name)
}

// pair is one round.
func (b *bench) pair(ctx context.Context, left, right *desk, app []string, window, x, y string) (values, error) {
	bare := exec.CommandContext(ctx, window)
	ours := exec.CommandContext(ctx, app[0], app[1:]...)
	for d, cmd := range map[*desk]*exec.Cmd{right: bare, left: ours} {
		if err := d.start(cmd); err != nil {
			return nil, err
		}
		defer end(cmd)
	}
	if err := left.unlock(ctx, ours, x, y); err != nil {
		return nil, err
	}
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(restTime):
	}
	if !holdsStore(ours.Process.Pid) {
		return nil, fmt.Errorf("the app is locked again: the passphrase did not open the store")
	}
	v := values{}
	for name, cmd := range map[string]*exec.Cmd{"app": ours, "window": bare} {
		pid := cmd.Process.Pid
		if err := rollup(pid, name, v); err != nil {
			return nil, err
		}
	}
	if b.keepMaps {
		maps, err := topMaps(ours.Process.Pid, bare.Process.Pid)
		if err != nil {
			return nil, err
		}
		b.maps = maps
	}
	v["rss ratio"], v["pss ratio"] = v["app Rss"]/v["window Rss"], v["app Pss"]/v["window Pss"]
	return v, nil
}

// rollup reads the sums of a process's memory, in MB.
func rollup(pid int, name string, into values) error {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		var what string
		var kb float64
		if n, _ := fmt.Sscanf(line, "%s %f kB", &what, &kb); n == 2 {
			into[name+" "+strings.TrimSuffix(what, ":")] = kb / 1024
		}
	}
	return nil
}
