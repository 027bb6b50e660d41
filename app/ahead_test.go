package app

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// What Today reads and no key opens is read while somebody types: then Today finds it and reads nothing anew.
func TestReadAhead_TodayFindsWhatNoKeyOpens(t *testing.T) {
	readAhead(t.Context(), 0, ahead)
	if n := testing.AllocsPerRun(1, func() { _, _ = library.Shipped(assets.Library) }); n > 10 {
		t.Errorf("the library is read anew: %v allocations", n)
	}
	ctx, end := context.WithCancel(t.Context())
	steps := 0
	readAhead(ctx, 0, []func(){func() { steps++ }, func() { steps++; end() }, func() { steps++ }})
	if steps < 2 {
		t.Errorf("%d steps", steps)
	}
	steps = 0
	readAhead(ctx, 1<<40, []func(){func() { steps++ }})
	if steps != 0 {
		t.Error("an app that has ended reads ahead")
	}
}
