package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A day's changes are many, and about few children: a caseload of 1,000 records has no more than these.
const (
	dayChanges  = 200
	dayChildren = 1000 / perChild
)

// caseloadJob gives a service and two tablets n records, and then has one tablet send 200 changes and the other fetch them, again and
// again: what the daily sync costs must not depend on how much is there. The children of a day are others each time, from anywhere in the
// caseload. In turn with that the 200 changes are spread over all children: "spread".
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
	const rounds = 15
	r := chance(11)
	took := map[string][]float64{}
	for round := range 2 * rounds {
		name, children := "", r.Perm(n/perChild)
		if round%2 == 0 {
			children = children[:dayChildren]
		} else {
			name = "spread "
		}
		edits := dayOf(r, children, 2_000_000+round*dayChanges)
		if err := applyAll(ctx, a, edits); err != nil {
			return nil, err
		}
		// The words of the last round are in the index before this one is timed: nobody syncs in the moment of saving.
		if _, err := a.Search(ctx, "nothinglikeit", 1); err != nil {
			return nil, err
		}
		v := values{}
		if err := f.timed(v, name+"push", func() error {
			got, err := ca.Sync(ctx)
			if err == nil && got.Sent != dayChanges {
				err = fmt.Errorf("sent %+v", got)
			}
			return err
		}); err != nil {
			return nil, err
		}
		if err := f.timed(v, name+"pull", func() error {
			got, err := cb.Sync(ctx)
			if err == nil && got.Received != dayChanges {
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
	v["ms"], v["spread ms"] = v["push ms"]+v["pull ms"], v["spread push ms"]+v["spread pull ms"]
	return v, nil
}

// dayOf are a day's changes of some children: half are new notes, with numbers from first on, and half are new words of notes that are
// there.
func dayOf(r *rand.Rand, children []int, first int) []assessments.Edit {
	edits := make([]assessments.Edit, dayChanges)
	for i := range edits {
		child := 1 + perChild*children[r.IntN(len(children))]
		if i%2 == 0 {
			edits[i] = note(recordID(first+i), recordID(child), prose(r, 850))
			continue
		}
		at := child + 10*r.IntN(perChild/10) + 3 + r.IntN(7) // every ten records begin with others than notes
		edits[i] = assessments.Edit{Record: recordID(at), Kind: assessments.KindObservation, Scope: assessments.ChildScope(recordID(child)), Set: fields("text", prose(r, 850))}
	}
	return edits
}
