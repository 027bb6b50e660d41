package testkit

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestClock_MovesOnlyWhenTold(t *testing.T) {
	c := NewClock()
	if got := c.Now(); !got.Equal(Start) {
		t.Errorf("want %v at first, got %v", Start, got)
	}
	c.Advance(-time.Hour)
	if got, want := c.Now(), Start.Add(-time.Hour); !got.Equal(want) {
		t.Errorf("want %v after an hour back, got %v", want, got)
	}
	c.Set(Start)
	if got := c.Now(); !got.Equal(Start) {
		t.Errorf("want %v after setting, got %v", Start, got)
	}
}

func TestRandom_RepeatsItself(t *testing.T) {
	read := func(seed string) string {
		b := make([]byte, 32)
		if _, err := io.ReadFull(Random(seed), b); err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first, second, other := read("a"), read("a"), read("b")
	if first != second {
		t.Error("the same seed gave two streams")
	}
	if first == other {
		t.Error("two seeds gave one stream")
	}
}

func TestIDs_RiseAndRepeat(t *testing.T) {
	clock := NewClock()
	next, again := IDs("x", clock.Now), IDs("x", NewClock().Now)
	var ids []string
	for range 5000 { // more than the counter of one millisecond holds
		id := next()
		if id != again() {
			t.Fatal("the same seed and time gave two ids")
		}
		ids = append(ids, id)
	}
	clock.Advance(time.Second)
	ids = append(ids, next())
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Error("ids do not rise")
	}
	for _, id := range ids {
		if len(id) != 36 || id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Fatalf("%s is no UUIDv7", id)
		}
	}
}

func TestDir_StaysOnlyAfterFailure(t *testing.T) {
	var passed string
	t.Run("passes", func(t *testing.T) { passed = Dir(t) })
	if _, err := os.Stat(passed); !os.IsNotExist(err) {
		t.Errorf("%s is still there after a pass: %v", passed, err)
	}
	failing := &failed{TB: t}
	kept := Dir(failing)
	failing.finish()
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("the folder of a failed test is gone: %v", err)
	}
	if err := os.RemoveAll(kept); err != nil {
		t.Error(err)
	}
}

// failed is a test that has failed, so that a passing test can watch one.
type failed struct {
	testing.TB
	cleanups []func()
}

func (f *failed) Failed() bool      { return true }
func (f *failed) Cleanup(fn func()) { f.cleanups = append(f.cleanups, fn) }
func (f *failed) finish() {
	for _, fn := range f.cleanups {
		fn()
	}
}

func TestPostgresBin_TakesTheNewest(t *testing.T) {
	root := t.TempDir()
	for _, v := range []string{"9", "15", "17"} {
		bin := filepath.Join(root, v, "bin")
		if err := os.MkdirAll(bin, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(bin, "postgres"), nil, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := postgresBin(root); err != nil || got != filepath.Join(root, "17", "bin") {
		t.Errorf("want version 17, got %s, %v", got, err)
	}
	if _, err := postgresBin(t.TempDir()); err == nil || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("want the package's name where nothing is installed, got %v", err)
	}
}
