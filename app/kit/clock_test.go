package kit_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
)

func TestAWaitEndsOnceInItsTime(t *testing.T) {
	test.NewApp()                         // its animations tick to their end at once: an early tick must not end a wait
	synctest.Test(t, func(t *testing.T) { // within it a sleep turns the clock, and takes no time
		c := kit.WallClock()
		for _, d := range []time.Duration{250 * time.Millisecond, time.Minute} {
			var ended atomic.Int32 // the driver of the tests has no thread of its own
			c.After(d, func() { ended.Add(1) })
			stop := c.After(d, func() { t.Errorf("a wait of %v that was stopped ended", d) })
			stop()
			time.Sleep(d - time.Millisecond)
			synctest.Wait()
			if ended.Load() != 0 {
				t.Fatalf("a wait of %v ended before its time", d)
			}
			time.Sleep(time.Second)
			synctest.Wait()
			if n := ended.Load(); n != 1 {
				t.Errorf("a wait of %v ended %d times", d, n)
			}
		}
	})
}
