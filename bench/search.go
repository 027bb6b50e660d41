package main

import (
	"context"
	"time"

	"github.com/fieldfare/fieldfare/store"
)

// queries are what people type: whole words, beginnings of two and three letters, several words, a day, a name, nothing there is.
var queries = []string{"pencil", "pen", "pe", "pencil grip", "child scissors", "zip buttons letters", "2026-11-12", "posture chair tired", "wr", "ada", "fenwick", "nothinglikeit"}

// searchJob asks each of the queries in turn, n times in all, for a screen of hits.
func searchJob(ctx context.Context, dir string, n int) (values, error) {
	s, err := store.Open(ctx, storeConfig(dir), passphrase)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if _, err := s.Search(ctx, "pencil", 50); err != nil { // waits until all is indexed
		return nil, err
	}
	var all []float64
	for i := range n {
		start := time.Now()
		if _, err := s.Search(ctx, queries[i%len(queries)], 50); err != nil {
			return nil, err
		}
		all = append(all, since(start))
	}
	return values{"p50": quantile(all, .5), "p95": quantile(all, .95), "most": quantile(all, 1), "n": float64(n)}, nil
}
