package kit_test

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"github.com/fieldfare/fieldfare/app/kit"
)

func TestAWaitEndsOnceInItsTime(t *testing.T) {
	test.NewApp() // its animations tick to their end at once: an early tick must not end a wait
	synctest.Test(t, func(t *testing.T) {
		c, ended := kit.WallClock(), 0
		for _, d := range []time.Duration{250 * time.Millisecond, time.Minute} {
			ended = 0
			c.After(d, func() { ended++ })
			stop := c.After(d, func() { t.Errorf("a wait of %v that was stopped ended", d) })
			stop()
			time.Sleep(d - time.Millisecond)
			synctest.Wait()
			if ended != 0 {
				t.Fatalf("a wait of %v ended before its time", d)
			}
			time.Sleep(time.Second)
			synctest.Wait()
			if ended != 1 {
				t.Errorf("a wait of %v ended %d times", d, ended)
			}
		}
	})
}
