package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// makeJob makes the store of n records in dir.
func makeJob(ctx context.Context, dir string, n int) (values, error) {
	start := time.Now()
	err := makeStore(ctx, dir, n)
	return values{"ms": since(start)}, err
}

// kdfJob measures the key derivation alone, with the costs that stores have. It is taken off the unlock.
func kdfJob(_ context.Context, _ string, _ int) (values, error) {
	key, err := vault.NewKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	_, err = vault.WrapPassphrase(rand.Reader, key[:16], key, passphrase, vault.Default())
	return values{"ms": since(start)}, err
}

// argon2Job measures the same costs as a program pays them that calls the library and does nothing else.
func argon2Job(_ context.Context, _ string, _ int) (values, error) {
	salt, err := vault.NewKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	p := vault.Default()
	start := time.Now()
	argon2.IDKey([]byte(passphrase), salt, p.Passes, p.MemoryKiB, p.Lanes, vault.KeySize)
	return values{"ms": since(start)}, nil
}

// unlockJob measures, from the passphrase on: until the list of children can be drawn, and until every word is found.
func unlockJob(ctx context.Context, dir string, n int) (values, error) {
	start := time.Now()
	s, err := store.Open(ctx, storeConfig(dir), passphrase)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	rows, err := s.Children(ctx)
	if err != nil {
		return nil, err
	}
	lists := since(start)
	hits, err := s.Search(ctx, "pencil grip", 20)
	if err != nil {
		return nil, err
	}
	words := since(start)
	if want := (n + perChild - 1) / perChild; len(rows) != want || len(hits) == 0 {
		return nil, fmt.Errorf("%d children and %d hits in a store of %d records", len(rows), len(hits), n)
	}
	peak, err := resident("VmHWM")
	if err != nil {
		return nil, err
	}
	debug.FreeOSMemory()
	rest, err := resident("VmRSS")
	return values{"lists": lists, "words": words, "peak": peak, "rest": rest}, err
}

// resident is a figure of this process in MB.
func resident(what string) (float64, error) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, what+": %f kB", &kb); n == 1 {
			return kb / 1024, nil
		}
	}
	return 0, fmt.Errorf("no %s in /proc/self/status", what)
}
