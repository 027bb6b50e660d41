package kittest_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// hearing is a test that remembers what was said of it, and ends when told.
type hearing struct {
	testing.TB
	said []string
	ends []func()
}

func (h *hearing) Errorf(format string, args ...any) {
	h.said = append(h.said, fmt.Sprintf(format, args...))
}
func (h *hearing) Cleanup(f func()) { h.ends = append(h.ends, f) }

func (h *hearing) end() {
	for i := len(h.ends) - 1; i >= 0; i-- {
		h.ends[i]()
	}
}

// A widget that is changed beside the screen's thread fails the test, whoever changes it; what fyne.Do is given does not.
func TestApp_FailsOnAnotherThread(t *testing.T) {
	words := func(change func(*kit.Text)) []string {
		h := &hearing{TB: t}
		b := kittest.Open(h, 400, 300)
		text := kit.Body("Isla")
		b.Show(text)
		t.Run("of another test", func(*testing.T) { text.SetText("Rafe") }) // its goroutine is the screen's too
		done := make(chan struct{})
		go func() { change(text); close(done) }()
		<-done
		h.end()
		return h.said
	}
	if said := words(func(x *kit.Text) { x.SetText("Noor") }); len(said) == 0 || !strings.Contains(said[0], "Error in Fyne call thread") || !strings.Contains(said[0], "threads_test.go") {
		t.Errorf("a planted call from another goroutine: %q", said)
	}
	for _, do := range []func(func()){fyne.Do, fyne.DoAndWait} {
		if said := words(func(x *kit.Text) { do(func() { x.SetText("Noor") }) }); len(said) != 0 {
			t.Errorf("a call within fyne.Do: %q", said)
		}
	}
}

// In a live app what the background shows waits for the screen's turn, in order.
func TestApp_LiveWaitsForItsTurn(t *testing.T) {
	a := kittest.App(t)
	a.Live()
	var got string
	go func() {
		fyne.Do(func() { got += "a" })
		fyne.DoAndWait(func() { got += "b" })
		fyne.Do(func() { got += "c" })
	}()
	a.Until("three letters", func() bool { return len(got) == 3 })
	if got != "abc" {
		t.Errorf("shown in the order %q", got)
	}
}
