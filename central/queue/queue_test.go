package queue

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// One that fails is told of and stops no other; whoever ends the program waits for none of the rest.
func TestEach_GoesOnPastAFaultAndStopsAtTheEnd(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	bad := errors.New("cannot be read")
	var done []int
	err := Each(ctx, []int{1, 2, 3, 4, 5}, func(n int) error {
		done = append(done, n)
		switch n {
		case 2:
			return bad
		case 4:
			end()
		}
		return nil
	})
	if !slices.Equal(done, []int{1, 2, 3, 4}) || !errors.Is(err, bad) || !errors.Is(err, context.Canceled) {
		t.Errorf("did %v and says %v", done, err)
	}
	if err := Each(t.Context(), []int{1, 2}, func(int) error { return nil }); err != nil {
		t.Errorf("where nothing fails it says %v", err)
	}
}
