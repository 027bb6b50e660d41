// Command load puts the central service under the load of a whole country's tablets, and writes LOAD.md.
//
// Words: a sync is what a tablet does when it comes back from a visit: a token if it has none, twenty changes up, what is new for it
// down, each request with its proof, packed with zstd. Syncs come at a rate, whether or not the ones before are done: a sync's time
// counts from the moment it was due. Refused means told to come back later (503 with Retry-After), which is no error; everything
// else that is not done is one.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"time"
)

// A plan is what to do.
type plan struct {
	devices, tenants, services int
	steady, burst              time.Duration
	rate, burstRate            int
	out                        string
}

func main() {
	var p plan
	flag.IntVar(&p.devices, "devices", 20_000, "devices registered in the database")
	flag.IntVar(&p.tenants, "tenants", 200, "NHS services that they belong to")
	flag.IntVar(&p.services, "services", 2, "processes of the service on the one database")
	flag.DurationVar(&p.steady, "steady", 5*time.Minute, "how long the steady load lasts; 0 leaves it out")
	flag.DurationVar(&p.burst, "burst", 5*time.Minute, "how long the burst lasts; 0 leaves it out")
	flag.IntVar(&p.rate, "rate", 50, "syncs a second of the steady load")
	flag.IntVar(&p.burstRate, "burst-rate", 200, "syncs a second of the burst")
	flag.StringVar(&p.out, "out", "", "file to write the results to; otherwise they are only printed")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, p); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// run sets everything up, drives both loads and writes what came of them.
func run(ctx context.Context, p plan) (err error) {
	if _, err := os.Stat("../bin/fieldfare-central"); err != nil {
		return errors.New("run it from the folder bench after make binaries: make load does")
	}
	h, err := openHouse(ctx, p)
	if err != nil {
		return err
	}
	defer h.close()
	var out strings.Builder
	if err := heading(&out, p, h); err != nil {
		return err
	}
	c := crowdOf(h.devices)
	worse := 0
	for _, phase := range []struct {
		name string
		rate int
		span time.Duration
		goal string
	}{{"Steady", p.rate, p.steady, "p95 below 500 ms, no error"}, {"Burst", p.burstRate, p.burst, "no error: nothing worse than Retry-After"}} {
		if phase.span == 0 {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s: %d syncs/s for %v\n", phase.name, phase.rate, phase.span)
		before, err := h.spent()
		if err != nil {
			return err
		}
		r := c.drive(ctx, h, phase.rate, phase.span)
		after, err := h.spent()
		if err != nil {
			return err
		}
		fmt.Fprintf(&out, "\n## %s: %d syncs/s for %v\n\nGoal: %s.\n\n", phase.name, phase.rate, phase.span, phase.goal)
		r.write(&out, after.less(before))
		worse += r.errors()
	}
	if err := h.memory(&out); err != nil {
		return err
	}
	fmt.Print(out.String())
	if p.out != "" {
		if err := os.WriteFile(p.out, []byte(out.String()), 0o644); err != nil {
			return err
		}
	}
	if worse > 0 {
		return fmt.Errorf("%d syncs ended worse than with Retry-After", worse)
	}
	return ctx.Err()
}
