package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// syncJob has one device of a therapist push n changes and another pull them, over HTTP on loopback against the service's embedded
// ledger; then it asks for news when there is none. The raw limit beside the push is the very same bytes put into a bare SQLite
// file, in batches of one request, each durable.
func syncJob(ctx context.Context, dir string, n int) (values, error) {
	svc, err := startNear(ctx, central.Config{Dir: filepath.Join(dir, "ledger")})
	if err != nil {
		return nil, err
	}
	defer svc.stop()
	a, ca, err := svc.device(ctx, filepath.Join(dir, "a"))
	if err != nil {
		return nil, err
	}
	defer a.Close()
	b, cb, err := svc.device(ctx, filepath.Join(dir, "b"))
	if err != nil {
		return nil, err
	}
	defer b.Close()
	if _, err := a.Apply(ctx, caseload(1, n)); err != nil {
		return nil, err
	}
	raw, size, err := rawPush(ctx, a, filepath.Join(dir, "raw.db"), n)
	if err != nil {
		return nil, err
	}
	if _, err := cb.Sync(ctx); err != nil { // gets its token and says hello
		return nil, err
	}
	v := values{"n": float64(n), "raw ms": raw, "frozen KB": size / 1024}
	svc.up.Store(0)
	start := time.Now()
	r, err := ca.Sync(ctx)
	v["push ms"], v["push KB"] = since(start), float64(svc.up.Load())/1024
	if err != nil || r.Sent != n || r.Waiting != 0 {
		return nil, fmt.Errorf("pushed %+v: %w", r, err)
	}
	svc.down.Store(0)
	start = time.Now()
	r, err = cb.Sync(ctx)
	v["pull ms"], v["pull KB"] = since(start), float64(svc.down.Load())/1024
	if err != nil || r.Received != n {
		return nil, fmt.Errorf("pulled %+v: %w", r, err)
	}
	var quiet []float64
	svc.up.Store(0)
	svc.down.Store(0)
	for range 50 {
		start = time.Now()
		if _, err := cb.Sync(ctx); err != nil {
			return nil, err
		}
		quiet = append(quiet, since(start))
	}
	v["noop ms"], v["noop bytes"] = quantile(quiet, .5), float64(svc.up.Load()+svc.down.Load())/50
	v["push/s"], v["pull/s"], v["raw/s"] = float64(n)*1000/v["push ms"], float64(n)*1000/v["pull ms"], float64(n)*1000/raw
	v["times raw"] = v["push ms"] / raw
	return v, nil
}

// rawPush writes the pending changes of s into a bare file and returns the milliseconds and the bytes.
func rawPush(ctx context.Context, s *store.Store, file string, n int) (took, size float64, err error) {
	pending, err := s.Pending(ctx, n, 1<<30)
	if err != nil || len(pending) != n {
		return 0, 0, fmt.Errorf("%d of %d changes are pending: %w", len(pending), n, err)
	}
	raw, err := openBare(file)
	if err != nil {
		return 0, 0, err
	}
	defer raw.Close()
	start := time.Now()
	for i := 0; i < n; {
		var batch [][]byte
		for bytes := 0; i < n && len(batch) < wire.BatchChanges && bytes < wire.BatchPlain; i++ {
			batch = append(batch, pending[i].Frozen.Bytes)
			bytes += len(pending[i].Frozen.Bytes)
			size += float64(len(pending[i].Frozen.Bytes))
		}
		if err := raw.commit(batch...); err != nil {
			return 0, 0, err
		}
	}
	return since(start), size, nil
}
