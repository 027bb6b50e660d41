package fleet

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
)

// A judge stands in for testing.T in one world, so that many worlds run side by side without a line for each, and a failing one
// can be played again, smaller.
type judge struct {
	testing.TB
	dir      string
	troubles []string
	story    []string
	after    []func()
}

var judges atomic.Int64

func newJudge() *judge {
	return &judge{dir: filepath.Join(scratch, fmt.Sprint("world", judges.Add(1)))}
}

// Helper does nothing.
func (j *judge) Helper() {}

// Errorf notes what is wrong.
func (j *judge) Errorf(format string, args ...any) {
	j.troubles = append(j.troubles, fmt.Sprintf(format, args...))
}

// Fatalf notes what is wrong and ends the world.
func (j *judge) Fatalf(format string, args ...any) {
	j.Errorf(format, args...)
	runtime.Goexit()
}

// Failed reports whether anything is wrong.
func (j *judge) Failed() bool { return len(j.troubles) > 0 }

// Cleanup keeps f for the end.
func (j *judge) Cleanup(f func()) { j.after = append(j.after, f) }

// TempDir makes a folder that goes with the world.
func (j *judge) TempDir() string {
	dir := filepath.Join(j.dir, fmt.Sprint(len(j.after)))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		j.Fatalf("make a folder: %v", err)
	}
	j.after = append(j.after, func() {}) // the number is taken
	return dir
}

// end closes and clears away everything.
func (j *judge) end() {
	for i := len(j.after) - 1; i >= 0; i-- {
		j.after[i]()
	}
	os.RemoveAll(j.dir)
}

// hold runs fn in a goroutine of its own, since Fatalf ends the one it is called in.
func (j *judge) hold(fn func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				j.Errorf("panic: %v\n%s", r, debug.Stack())
			}
		}()
		fn()
	}()
	<-done
}
