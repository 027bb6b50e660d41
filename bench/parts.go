package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/pprof/profile"
)

// partsJob is oursJob with the service in this process, so that one profile holds both sides. What it measures is in the profile.
func partsJob(ctx context.Context, dir string, n int) (values, error) {
	f, err := newFar(ctx)
	if err != nil {
		return nil, err
	}
	defer f.stop()
	if err := f.serve(); err != nil {
		return nil, err
	}
	a, ca, err := f.device(ctx, filepath.Join(dir, "a"))
	if err != nil {
		return nil, err
	}
	defer a.Close()
	b, cb, err := f.device(ctx, filepath.Join(dir, "b"))
	if err != nil {
		return nil, err
	}
	defer b.Close()
	v := values{}
	if err := applyAll(ctx, a, documents(n)); err != nil {
		return nil, err
	}
	if err := f.timed(v, "push", func() error { _, err := ca.Sync(ctx); return err }); err != nil {
		return nil, err
	}
	return v, f.timed(v, "pull", func() error {
		if _, err := cb.Sync(ctx); err != nil {
			return err
		}
		_, err := b.Search(ctx, "nothinglikeit", 1)
		return err
	})
}

// theParts say what a function's time is spent for. The first that fits, from the innermost function outwards, counts.
var theParts = []struct{ part, prefix string }{
	{"SQLite on the tablet", "github.com/mattn/go-sqlite3"},
	{"PostgreSQL's driver", "github.com/jackc/pgx"},
	{"JSON", "encoding/json"}, {"JSON", "github.com/go-json-experiment"},
	{"packing", "github.com/klauspost/compress"},
	{"keys, seals and hashes", "crypto/"}, {"keys, seals and hashes", "golang.org/x/crypto"}, {"keys, seals and hashes", "github.com/fieldfare/fieldfare/store/vault"},
	{"merging", "github.com/fieldfare/fieldfare/sync/merge"},
	{"collecting memory", "runtime.gcBgMarkWorker"}, {"collecting memory", "runtime.bgsweep"}, {"collecting memory", "runtime.bgscavenge"}, {"collecting memory", "runtime.gcAssist"},
	{"HTTP and sockets", "net/http"}, {"HTTP and sockets", "net."}, {"HTTP and sockets", "internal/poll"},
	{"the tablet's own code", "github.com/fieldfare/fieldfare/store"}, {"the tablet's own code", "github.com/fieldfare/fieldfare/sync/courier"},
	{"the service's own code", "github.com/fieldfare/fieldfare/central"},
	{"changes and lines", "github.com/fieldfare/fieldfare/sync/wire"}, {"changes and lines", "github.com/fieldfare/fieldfare/assessments"},
}

// breakdown sums a CPU profile up by part, of the stacks that have a function in them whose name holds one of within.
func breakdown(file string, within ...string) (string, error) {
	raw, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer raw.Close()
	p, err := profile.Parse(raw)
	if err != nil {
		return "", err
	}
	sum := map[string]int64{}
	total := int64(0)
	for _, s := range p.Sample {
		names := stackOf(s)
		if !slices.ContainsFunc(names, func(n string) bool {
			return slices.ContainsFunc(within, func(w string) bool { return strings.Contains(n, w) })
		}) {
			continue
		}
		n := s.Value[len(s.Value)-1]
		sum[partOf(names)] += n
		total += n
	}
	var parts []string
	for part := range sum {
		parts = append(parts, part)
	}
	slices.SortFunc(parts, func(a, b string) int { return int(sum[b] - sum[a]) })
	for i, part := range parts {
		parts[i] = fmt.Sprintf("%s %.0f %%", part, 100*float64(sum[part])/float64(max(total, 1)))
	}
	return strings.Join(parts[:min(len(parts), 9)], ", "), nil
}

// stackOf is a sample's functions, the innermost first.
func stackOf(s *profile.Sample) []string {
	var out []string
	for _, l := range s.Location {
		for _, line := range l.Line {
			if line.Function != nil {
				out = append(out, line.Function.Name)
			}
		}
	}
	return out
}

func partOf(names []string) string {
	for _, n := range names {
		for _, p := range theParts {
			if strings.HasPrefix(n, p.prefix) {
				return p.part
			}
		}
	}
	return "the rest"
}
