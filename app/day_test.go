package app

import (
	"bytes"
	"context"
	"image/jpeg"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/photo"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
)

// day is a therapist's day in the app itself: only its window is a test's, its clock is turned by hand, and its service is one that
// cannot answer.
type day struct {
	*world
	bench *kittest.Bench
	now   atomic.Int64 // the clock, in seconds; the courier reads it too
	busy  int          // work in the background that has not been shown yet
	plant func()       // of the test of this test: leaks something at every screen
}

func newDay(t *testing.T) *day {
	d := &day{world: newWorldIn(t, store.InitOptions{Practice: true, AllowSync: true})}
	away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }))
	t.Cleanup(away.Close)
	err := d.Store.Enrol(t.Context(), store.Enrolment{Device: "d", Server: away.URL, Tenant: "t"})
	if err == nil {
		err = d.Store.SetUser(t.Context(), d.Me)
	}
	if err == nil {
		err = d.Store.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	d.now.Store(schoolDay.Unix())
	a := kittest.App(t)
	a.Live()
	d.app = New(t.Context(), a, Config{Wait: d.Hand.Kit(), Store: store.Config{Dir: d.Dir, KDF: vault.ForTests(),
		Now: func() time.Time { return time.Unix(d.now.Load(), 0) }}})
	d.bench = kittest.Over(t, a, d.app.win, 1280, 800)
	t.Cleanup(func() { d.app.closeSession(false) })
	return d
}

// unlock opens the store with its passphrase, as a person does.
func (d *day) unlock() {
	d.bench.Type("Passphrase", sessiontest.Passphrase)
	d.bench.Tap("Unlock")
	d.bench.App.Until("the store to open", func() bool { return d.app.session != nil && d.app.door == nil })
	d.app.session.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		d.busy++
		kit.InBackground(context.Background(), func(context.Context) error { return work(ctx) }, func(err error) {
			if d.busy--; ctx.Err() == nil {
				show(err)
			}
		})
	}
}

// pass lets minutes go by: what is typed is saved, an undo expires.
func (d *day) pass(minutes int) {
	d.now.Add(int64(60 * minutes))
	d.Hand.Turn(time.Duration(minutes) * time.Minute)
	d.bench.App.Until("what is read in the background", func() bool { return d.busy == 0 })
}

// closed closes what lies over the screen.
func (d *day) closed(over string) {
	for range 3 {
		if d.bench.Window.Canvas().Overlays().Top() == nil {
			return
		}
		d.bench.Key(fyne.KeyEscape)
	}
	if d.bench.Window.Canvas().Overlays().Top() != nil {
		d.t.Fatalf("%s: Escape does not close what lies over it", over)
	}
}

// hour is one of the day: unlocked, every screen opened and closed, a note, a photo, the finder, the cover, locked again. The tablet is
// told to stay offline in every other.
func (d *day) hour(n int) {
	d.app.cfg.Offline = n%2 == 1
	d.unlock()
	for _, v := range stops {
		d.app.shell.Restore(d.way(v))
		d.app.shell.Uncover() // a screen that a child held covers what comes next
		d.pass(0)
		for _, name := range v.taps {
			d.bench.Tap(name)
		}
		d.bench.Settle()
		d.pass(1)
		d.closed(v.name)
		if d.plant != nil {
			d.plant()
		}
	}
	s := d.app.session
	s.Go(session.Capture, d.isla, d.named["visit"])
	note := &assessments.Observation{On: s.Today(), At: s.Clock(), Type: "fact", Area: "handwriting", Text: "Writes her name"}
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, classroom(), nil); err != nil || !s.Write(d.t.Context(), s.Create(d.NewID(), assessments.ChildScope(d.isla), note)) {
		d.t.Fatal("nothing was written", err)
	}
	picture.WriteByte(byte(n)) // after its end: a file like no other
	id, err := photo.Take(d.t.Context(), s, d.isla, d.named["visit"], picture.Bytes())
	if err != nil {
		d.t.Fatal(err)
	}
	s.Go(session.Photo, d.isla, id)
	d.pass(1)
	for _, open := range []func(){d.app.find, d.app.shell.ShowKeys} {
		open()
		d.pass(1)
		d.closed("the finder or the keys")
	}
	d.app.shell.Cover()
	d.app.shell.Uncover()
	d.app.shell.Restore([]shell.Route{roots[shell.ItemToday]})
	d.app.syncNow()
	d.app.stopSync()
	d.pass(1)
	d.app.lock()
	d.pass(0)
}

// held is what the app holds while it is locked.
type held struct {
	goroutines, windows, overlays int
	heap                          float64 // MB
}

// least waits until goroutines that were told to end have ended, a few seconds at most.
func (d *day) least(than int) int {
	late := time.After(10 * time.Second)
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
		d.pass(0)
		n := runtime.NumGoroutine()
		if than > 0 && n <= than {
			return n
		}
		select {
		case <-late:
			return n
		case <-tick.C:
		}
		if than == 0 && len(late) == 0 && n == runtime.NumGoroutine() {
			than = n // of the first hour: what is left when nothing ends any more
		}
	}
}

func (d *day) held(than int) held {
	d.bench.Age(10 * time.Minute)
	d.Undos, d.Said = nil, nil
	h := held{goroutines: d.least(than), windows: len(d.bench.App.Driver().AllWindows()), overlays: len(d.bench.Window.Canvas().Overlays().List())}
	runtime.GC()
	runtime.GC() // the first may have freed what only finalizers held
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h.heap = float64(m.HeapAlloc) / (1 << 20)
	return h
}

// mostGrowth is how many MB an hour may leave behind. It writes records, of about half of this; a screen that is not let go is the other.
const mostGrowth = 0.8

// grown says what the day left behind after its first hour.
func (d *day) grown(hours int) (out []string) {
	d.hour(0)
	first := d.held(0)
	for n := 1; n < hours; n++ {
		d.hour(n)
		h := d.held(first.goroutines)
		d.t.Logf("hour %d: %+v, after the first %+v", n+1, h, first)
		if h.goroutines > first.goroutines {
			var all strings.Builder
			_ = pprof.Lookup("goroutine").WriteTo(&all, 1) // a Builder takes all
			out = append(out, strconv.Itoa(h.goroutines-first.goroutines)+" goroutines more than after the first hour:\n"+all.String())
		}
		if h.windows > first.windows || h.overlays > 0 {
			out = append(out, "windows, or what lies over them, are left")
		}
		if h.heap > first.heap+mostGrowth*float64(n) {
			out = append(out, strconv.FormatFloat(h.heap-first.heap, 'f', 1, 64)+" MB more than after the first hour")
		}
	}
	return out
}

// TestDay_LeavesNothingBehind goes through an eight-hour day at the pace of a machine: after the first hour neither goroutines nor
// windows nor memory grow. A test run takes two of the hours; FIELDFARE_HOURS=8 takes all.
func TestDay_LeavesNothingBehind(t *testing.T) {
	hours := 2
	if n, err := strconv.Atoi(os.Getenv("FIELDFARE_HOURS")); err == nil {
		hours = n
	}
	for _, g := range newDay(t).grown(hours) {
		t.Error(g)
	}
}

// A screen that somebody holds on to, a goroutine that nobody ends: the day sees them, or it proves nothing.
func TestDay_SeesWhatIsPlanted(t *testing.T) {
	var screens []shell.Screen
	forever := make(chan struct{})
	t.Cleanup(func() { close(forever) })
	d := newDay(t)
	d.plant = func() {
		screens = append(screens, d.app.shell.Screen())
		if len(screens)%40 == 0 {
			go func() { <-forever }()
		}
	}
	said := strings.Join(d.grown(2), "\n")
	for _, want := range []string{"MB more than after the first hour", "goroutines more than after the first hour"} {
		if !strings.Contains(said, want) {
			t.Errorf("%d screens are held, and the day says nothing of %q:\n%s", len(screens), want, said)
		}
	}
}
