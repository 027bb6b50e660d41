package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// caseloadJob gives a service and two tablets n records, and then has one tablet send 200 changes and the other fetch them, again and
// again: what the daily sync costs must not depend on how much is there.
func caseloadJob(ctx context.Context, dir string, n int) (values, error) {
	asCommand()
	f, err := startCentral(ctx)
	if err != nil {
		return nil, err
	}
	defer f.stop()
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
	if err := applyAll(ctx, a, caseload(1, n)); err != nil {
		return nil, err
	}
	for range 2 { // the second time nothing is left
		if _, err := ca.Sync(ctx); err != nil {
			return nil, err
		}
		if _, err := cb.Sync(ctx); err != nil {
			return nil, err
		}
	}
	const changes, rounds = 200, 15
	r := chance(11)
	took := map[string][]float64{}
	for round := range rounds {
		var edits []assessments.Edit
		for i := range changes {
			at := r.IntN(n)
			if i%2 == 0 || at%perChild < 3 { // half are new, the others change a note
				edits = append(edits, note(recordID(2_000_000+round*changes+i), recordID(1+at-at%perChild), prose(r, 850)))
				continue
			}
			if at%10 < 3 {
				at += 3
			}
			edits = append(edits, assessments.Edit{Record: recordID(1 + min(at, n-1)), Kind: assessments.KindObservation, Scope: assessments.ChildScope(recordID(1 + at - at%perChild)), Set: fields("text", prose(r, 850))})
		}
		if err := applyAll(ctx, a, edits); err != nil {
			return nil, err
		}
		// The words of the last round are in the index before this one is timed: nobody syncs in the moment of saving.
		if _, err := a.Search(ctx, "nothinglikeit", 1); err != nil {
			return nil, err
		}
		v := values{}
		if err := f.timed(v, "push", func() error {
			got, err := ca.Sync(ctx)
			if err == nil && got.Sent != changes {
				err = fmt.Errorf("sent %+v", got)
			}
			return err
		}); err != nil {
			return nil, err
		}
		if err := f.timed(v, "pull", func() error {
			got, err := cb.Sync(ctx)
			if err == nil && got.Received != changes {
				err = fmt.Errorf("received %+v", got)
			}
			return err
		}); err != nil {
			return nil, err
		}
		if _, err := b.Search(ctx, "nothinglikeit", 1); err != nil {
			return nil, err
		}
		for name, x := range v {
			took[name] = append(took[name], x)
		}
	}
	v := values{}
	for name, xs := range took {
		if v[name] = quantile(xs, .5); strings.HasSuffix(name, "cpu") {
			v[name] = mean(xs) // the system counts processor time in hundredths of a second
		}
	}
	v["cpu"] = v["push cpu"] + v["pull cpu"] + v["push far cpu"] + v["pull far cpu"]
	v["ms"] = v["push ms"] + v["pull ms"]
	return v, nil
}
