package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
)

// peers sets our sync beside PouchDB's, runs in turn, medians; then beside the raw limit, by part.
func (b *bench) peers(ctx context.Context) error {
	const n = 5000
	all := map[string]map[string][]float64{}
	for i := range b.times(3) {
		for _, job := range []string{"pouch", "pouch-large", "ours"} {
			v, err := run(ctx, job, filepath.Join(b.dir, fmt.Sprintf("%s-%d", job, i)), n)
			if err != nil {
				return err
			}
			if all[job] == nil {
				all[job] = map[string][]float64{}
			}
			for name, x := range v {
				all[job][name] = append(all[job][name], x)
			}
		}
	}
	ours, pouch, large := medians(all["ours"]), medians(all["pouch"]), medians(all["pouch-large"])
	file := filepath.Join(b.dir, "parts.prof")
	if _, err := run(ctx, "parts", filepath.Join(b.dir, "parts"), n, "-cpu", file); err != nil {
		return err
	}
	within := map[string][]string{"push": {"ledger.(*Ledger).Push", "store.(*Store).Acked", "store.(*Store).Pending", "courier.(*trip).body"},
		"pull": {"ledger.(*Ledger).Pull", "store.(*Store).Pull", "store.(*indexer)", "courier.readAnswer"}}
	for _, what := range []struct {
		name  string
		least float64
	}{{"push", 1.5}, {"pull", 2}} {
		cpu := func(v values) float64 { return v[what.name+" cpu"] + v[what.name+" far cpu"] }
		parts, err := breakdown(file, within[what.name]...)
		if err != nil {
			return err
		}
		job := []string{"parts", filepath.Join(b.dir, "parts-again-"+what.name), fmt.Sprint(n)}
		took, theirs := ours[what.name+" ms"], pouch[what.name+" ms"]
		b.add(figure{what: fmt.Sprintf("%s of %d documents of 1.5 KB, against PouchDB", what.name, n), value: theirs / took, unit: "x", least: what.least,
			beside: fmt.Sprintf("%.2f s against %.2f s (%.2f s with batches of 1000); ours with sealing, keys, merging and the index of words, on PostgreSQL", took/1000, theirs/1000, large[what.name+" ms"]/1000), profile: "peer-" + what.name, kind: "cpu", job: job,
			why: "The parts of the time are beside the ratio to the raw limit."},
			figure{what: what.name + ", processor time of both sides, against PouchDB", value: cpu(pouch) / cpu(ours), unit: "x", least: 2.5,
				beside: fmt.Sprintf("tablet %.2f s, service and PostgreSQL %.2f s, against client %.2f s, server %.2f s (both together %.2f s with batches of 1000)",
					ours[what.name+" cpu"]/1000, ours[what.name+" far cpu"]/1000, pouch[what.name+" cpu"]/1000, pouch[what.name+" far cpu"]/1000, cpu(large)/1000),
				profile: "peer-" + what.name, kind: "cpu", job: job, why: "The parts of the time are beside the ratio to the raw limit."},
			figure{what: what.name + ", times the raw limit (PostgreSQL unnest and SQLite FULL)", value: took / ours["raw "+what.name+" ms"], unit: "x",
				beside: fmt.Sprintf("raw %.2f s. Of its processor time: %s", ours["raw "+what.name+" ms"]/1000, parts)})
	}
	b.add(figure{what: "sync with nothing to do, bytes up with headers", value: ours["noop up"], unit: "bytes", budget: 1024, beside: fmt.Sprintf("PouchDB: %.0f", pouch["noop up"]), profile: "noop", kind: "cpu", job: []string{"ours", b.dir, "100"}, why: "Token and proof are most of it."},
		figure{what: "sync with nothing to do, bytes down with headers", value: ours["noop down"], unit: "bytes", budget: 1024, beside: fmt.Sprintf("PouchDB: %.0f", pouch["noop down"]), profile: "noop", kind: "cpu", job: []string{"ours", b.dir, "100"}, why: "Headers are most of it."},
		figure{what: "sync with nothing to do, requests", value: ours["noop requests"], unit: "", budget: 1, beside: fmt.Sprintf("%.1f ms; PouchDB: %.0f requests, %.1f ms", ours["noop ms"], pouch["noop requests"], pouch["noop ms"]), profile: "noop", kind: "cpu", job: []string{"ours", b.dir, "100"}, why: "A token ran out."})
	return nil
}

// caseloads shows that a day's changes cost the same whatever the caseload: each size within a fifth of the mean of all. The sizes run
// in turn, so that all see the same machine.
func (b *bench) caseloads(ctx context.Context) error {
	sizes := []int{1_000, 10_000, 50_000}
	if b.quick {
		sizes = sizes[:2]
	}
	folder := func(n, round int) string { return filepath.Join(b.dir, fmt.Sprintf("caseload-%d-%d", n, round)) }
	rounds, took := b.times(3), map[int]map[string][]float64{}
	for round := range rounds {
		for _, n := range sizes {
			v, err := run(ctx, "caseload", folder(n, round), n)
			if err != nil {
				return err
			}
			if took[n] == nil {
				took[n] = map[string][]float64{}
			}
			for name, x := range v {
				took[n][name] = append(took[n][name], x)
			}
		}
	}
	var all []float64
	for _, n := range sizes {
		all = append(all, medians(took[n])["ms"])
	}
	for i, n := range sizes {
		v := medians(took[n])
		b.add(figure{what: fmt.Sprintf("200 changes sent and fetched, %d records there, against the mean of the sizes", n), value: all[i] / mean(all), unit: "x", least: 0.8, budget: 1.2,
			beside: fmt.Sprintf("%.0f ms, %.2f times the least; ", all[i], all[i]/slices.Min(all)) + besideCaseload(v), profile: fmt.Sprintf("caseload-%d", n), kind: "cpu",
			job: []string{"caseload", folder(n, rounds), fmt.Sprint(n)}, why: "Trees of both databases are deeper and their pages less often in the cache."})
	}
	return nil
}

func besideCaseload(v values) string {
	return fmt.Sprintf("push %.0f ms, pull %.0f ms, processor time of the tablets %.0f ms, of service and PostgreSQL %.0f ms; spread over all children %.0f ms, %.0f and %.0f ms",
		v["push ms"], v["pull ms"], v["push cpu"]+v["pull cpu"], v["push far cpu"]+v["pull far cpu"],
		v["spread ms"], v["spread push cpu"]+v["spread pull cpu"], v["spread push far cpu"]+v["spread pull far cpu"])
}

func medians(all map[string][]float64) values {
	v := values{}
	for name, xs := range all {
		v[name] = quantile(xs, .5)
	}
	return v
}
