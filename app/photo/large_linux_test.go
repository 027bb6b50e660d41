package photo

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/documents/desktest"
)

// BenchmarkOpen_FiftyMegapixels opens such a photo for marking up and draws an arrow and a blur on it: processor time, half of the times
// within.
func BenchmarkOpen_FiftyMegapixels(b *testing.B) {
	d := desktest.Sit(b, visit)
	id, err := Take(d.Ctx, d.Session, desktest.Isla, slope, file(b, classroom(fiftyWide, fiftyHigh)))
	if err != nil {
		b.Fatal(err)
	}
	var all []time.Duration
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	for b.Loop() {
		was := used()
		p := open(b, d, id)
		p.View.Draw(fiftyMarks)
		all = append(all, used()-was)
	}
	slices.Sort(all)
	b.ReportMetric(float64(all[len(all)/2])/float64(time.Millisecond), "cpu-ms")
}
