package kittest

import (
	"bytes"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// App is an app of the test driver that fails the test when a widget is changed beside the screen's own thread. The real driver logs
// such calls ("Error in Fyne call thread") and goes on; the test driver says nothing, so that its log proves nothing.
func App(t testing.TB) *WatchedApp {
	a := &WatchedApp{App: test.NewTempApp(t), t: t, threads: &threads{came: make(chan struct{}, 1)}}
	a.threads.Driver = a.App.Driver()
	_, a.threads.blind = t.(*testing.B) // looking takes time
	fyne.SetCurrentApp(a)
	t.Cleanup(func() {
		for _, f := range a.threads.found() {
			t.Errorf("Error in Fyne call thread: this should have been called in fyne.Do:\n%s", f)
		}
	})
	return a
}

// WatchedApp is a test app with a driver that looks who calls it.
type WatchedApp struct {
	fyne.App
	t       testing.TB
	threads *threads
}

// Driver is part of fyne.App.
func (a *WatchedApp) Driver() fyne.Driver { return a.threads }

// Live makes fyne.Do wait for its turn, as in the running app: work in the background goes on beside the screen, and what it shows
// is shown in Until.
func (a *WatchedApp) Live() { a.threads.live = true }

// Until has the screen's turn come, again and again, until something is so. It fails the test after a minute.
func (a *WatchedApp) Until(what string, so func() bool) {
	a.t.Helper()
	late := time.NewTimer(time.Minute)
	defer late.Stop()
	for {
		for f := a.threads.next(); f != nil; f = a.threads.next() {
			f()
		}
		if so() {
			return
		}
		select {
		case <-a.threads.came:
		case <-late.C:
			a.t.Fatalf("waited a minute in vain for %s", what)
		}
	}
}

// threads is the test driver; every change of a widget asks it for the widget's canvas, and there it looks which goroutine asks. A
// test's own goroutines are the screen's thread, and any other is while it runs what fyne.Do was given.
type threads struct {
	fyne.Driver
	mu     sync.Mutex
	calls  [512]uintptr // room for the calls of who asks
	faults []string
	blind  bool
	live   bool
	queue  []func()      // of a live app: what fyne.Do was given and nobody has run yet
	came   chan struct{} // something is in the queue
}

// CanvasForObject is part of fyne.Driver.
func (d *threads) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	if !d.blind {
		d.look()
	}
	return d.Driver.CanvasForObject(o)
}

// DoFromGoroutine is part of fyne.Driver: what is done runs at once, as on the test driver, or when the screen has its turn.
func (d *threads) DoFromGoroutine(f func(), wait bool) {
	if !d.live {
		f() // look finds this call among those of its goroutine
		return
	}
	done := make(chan struct{})
	d.mu.Lock()
	d.queue = append(d.queue, func() { f(); close(done) })
	d.mu.Unlock()
	select {
	case d.came <- struct{}{}:
	default: // it has been said already
	}
	if wait {
		<-done
	}
}

func (d *threads) next() (f func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.queue) > 0 {
		f, d.queue = d.queue[0], d.queue[1:]
	}
	return f
}

// look notes a fault when the caller is not the screen's thread. It goes by the function that its goroutine began with: numbers of
// goroutines are dear to ask for, and this is asked many times a test.
func (d *threads) look() {
	d.mu.Lock()
	defer d.mu.Unlock()
	n := runtime.Callers(1, d.calls[:])
	began := "" // unknown where the calls are too deep for the room
	if n >= 2 && n < len(d.calls) {
		began = runtime.FuncForPC(d.calls[n-2]).Name() // the last is the runtime's own
	}
	if strings.HasPrefix(began, "testing.") || began == "runtime.main" {
		return
	}
	stack := make([]byte, 1<<16)
	stack = stack[:runtime.Stack(stack, false)]
	for _, fine := range []string{"testing.tRunner(", "testing.(*B)", "(*threads).DoFromGoroutine"} {
		if bytes.Contains(stack, []byte(fine)) {
			return
		}
	}
	d.faults = append(d.faults, string(stack))
}

// found takes the faults out.
func (d *threads) found() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.faults
	d.faults = nil
	return out
}
