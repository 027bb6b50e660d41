package main

import (
	"context"
	"errors"
	"time"

	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/store"
)

func practiceStore(ctx context.Context, e *env, _ []string) error {
	n, _ := e.flags.GetInt("children")
	seed, _ := e.flags.GetInt64("seed")
	if n < 0 {
		return usagef("--children must not be negative")
	}
	cfg, err := e.config()
	if err != nil {
		return err
	}
	s, code, err := store.Init(ctx, cfg, e.passphrase, store.InitOptions{Practice: true, AllowSync: e.on("allow-sync")})
	if err != nil {
		return err
	}
	err = fill(ctx, s, seed, n)
	if err == nil {
		err = e.printCode(code)
	}
	return errors.Join(err, s.Close())
}

func fill(ctx context.Context, s *store.Store, seed int64, n int) error {
	bundles, err := practice.Bundles(assets.Demo, seed, n)
	if err != nil {
		return err
	}
	for _, b := range bundles {
		if _, err := s.Import(ctx, b); err != nil {
			return err
		}
	}
	if n == 0 {
		return nil
	}
	return s.SetUser(ctx, practice.Therapist)
}

// london is the zone of screens and pages; tzdata is linked in, so it is always found.
func london() *time.Location {
	l, err := time.LoadLocation("Europe/London")
	if err != nil {
		return time.UTC
	}
	return l
}
