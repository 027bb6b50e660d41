package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// documents are n notes of a child whose fields are about 1.5 KB of JSON: what both sides carry.
func documents(n int) []assessments.Edit {
	r := chance(7)
	child := recordID(1)
	out := []assessments.Edit{{Record: child, Kind: assessments.KindChild, Scope: assessments.ChildScope(child), Set: fields("name", "Ada Ashby", "born", "2019-05-04")}}
	for i := 1; i < n; i++ {
		out = append(out, note(recordID(1+i), child, prose(r, 1440)))
	}
	return out
}

// oursJob is our side of the comparison with PouchDB: tablets in this process, the service and PostgreSQL in theirs. Everything that
// a tablet and the service do for a change is included: checking, sealing, hashing, signing, merging, the index of words. The tablets
// collect their memory as fieldfarectl does.
func oursJob(ctx context.Context, dir string, n int) (values, error) {
	asCommand()
	svc, err := startCentral(ctx)
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
	v := values{"n": float64(n)}
	edits := documents(n)
	if err := svc.timed(v, "insert", func() error { return applyAll(ctx, a, edits) }); err != nil {
		return nil, err
	}
	if err := rawBoth(ctx, svc, a, filepath.Join(dir, "raw.db"), n, v); err != nil {
		return nil, err
	}
	if _, err := cb.Sync(ctx); err != nil { // gets its token and says hello
		return nil, err
	}
	if err := svc.timed(v, "push", func() error {
		r, err := ca.Sync(ctx)
		if err == nil && (r.Sent != n || r.Waiting != 0) {
			err = fmt.Errorf("pushed %+v", r)
		}
		return err
	}); err != nil {
		return nil, err
	}
	if err := svc.timed(v, "pull", func() error {
		r, err := cb.Sync(ctx)
		if err == nil && r.Received != n {
			err = fmt.Errorf("pulled %+v", r)
		}
		if err == nil {
			_, err = b.Search(ctx, "nothinglikeit", 1) // waits until every record is indexed
		}
		return err
	}); err != nil {
		return nil, err
	}
	const rounds = 50
	svc.up.Store(0)
	svc.down.Store(0)
	svc.requests.Store(0)
	if err := svc.timed(v, "noop", func() error {
		for range rounds {
			if _, err := cb.Sync(ctx); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for _, name := range []string{"noop ms", "noop cpu", "noop far cpu"} {
		v[name] /= rounds
	}
	v["noop up"], v["noop down"], v["noop requests"] = float64(svc.up.Load())/rounds, float64(svc.down.Load())/rounds, float64(svc.requests.Load())/rounds
	return v, nil
}

// applyAll saves edits as somebody does who imports a file: some hundreds at once.
func applyAll(ctx context.Context, s *store.Store, edits []assessments.Edit) error {
	for len(edits) > 0 {
		n := min(500, len(edits))
		if _, err := s.Apply(ctx, edits[:n]); err != nil {
			return err
		}
		edits = edits[n:]
	}
	return nil
}
