package sessiontest

import (
	"testing"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// RoomAgain goes on from a screen that was left while the disk took nothing: the person is told, and not again and again while nobody types;
// then there is room, and what waited is tried.
func RoomAgain(t testing.TB, hand *kittest.Clock, full *bool, failed *[]error) {
	t.Helper()
	hand.Turn(keep.Again)
	told := len(*failed)
	if told == 0 {
		t.Fatal("the disk was not full")
	}
	hand.Turn(10 * keep.Again)
	if more := len(*failed) - told; more != 0 {
		t.Errorf("told %d times more while nobody typed", more)
	}
	*full = false
	hand.Turn(2 * keep.Again)
}
