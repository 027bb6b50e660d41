package kit_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// What the first screen reads is there when it is first painted, unless it takes long.
func TestAtFirst_WaitsForWhatComesSoon(t *testing.T) {
	kittest.App(t)
	broken := errors.New("broken")
	var got error
	load := kit.AtFirst(time.Hour)
	load(t.Context(), func(context.Context) error { return broken }, func(err error) { got = err })
	if !errors.Is(got, broken) {
		t.Errorf("the screen was told %v before it was painted", got)
	}
	ctx, leave := context.WithCancel(t.Context())
	load(ctx, func(context.Context) error { leave(); return nil }, func(error) { t.Error("shown on a screen that was left") })
}

func TestAtFirst_WaitsForNothingThatComesLate(t *testing.T) {
	kittest.App(t)
	load, go1, shown := kit.AtFirst(0), make(chan bool), make(chan error, 2)
	for range 2 {
		load(t.Context(), func(context.Context) error { <-go1; return nil }, func(err error) { shown <- err })
	}
	select {
	case err := <-shown:
		t.Fatal("shown before it was read:", err)
	default:
	}
	close(go1)
	if err := errors.Join(<-shown, <-shown); err != nil {
		t.Error(err)
	}
}
