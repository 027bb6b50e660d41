package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWindow_FullDisk fills the disk while the capture board is open: a sentence says so once, the typing goes on, and what the board
// showed as saved is there. Once there is room, the words that wait are kept without another letter.
func TestWindow_FullDisk(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	disk := newDisk(t, h.at("disk"))
	store := filepath.Join(disk.dir, "tablet")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	must(t, disk.fill())
	must(t, disk.leave(400<<10)) // so that the log is not made long beforehand, which would take notes for an hour
	p := newTablet(t, d, store, "--now", visitDay, "--offline")
	p.unlock(t)
	p.tapTo(t, "Start visit", "Tap a tile or write a note")
	p.tapTo(t, "Feet off floor", "Sitting, saved")
	stop := disk.runOut(t, p)
	p.write(t, noteBox, "Hooked wrist")
	p.sees(t, "The disk is full, so this could not be saved.")
	p.tap(t, "Close")
	p.into(t, noteBox)
	p.key(t, "End")
	p.types(t, " on the left, page tilted")
	time.Sleep(2 * time.Second)
	p.holds(t, noteBox, "Hooked wrist on the left, page tilted")
	if _, over := p.find("tap", "Close"); over {
		t.Error("the sentence came a second time")
	}
	p.sees(t, "Cannot save now")
	p.shoot(t, "full-disk")
	stop()
	p.sees(t, "Saved on this tablet") // nobody touches the tablet
	p.kill()
	p.open(t)
	p.unlock(t)
	p.sees(t, "Feet off floor")
	p.holds(t, noteBox, "Hooked wrist on the left, page tilted")
	p.stamps(t, "Hooked wrist on the left, page tilted", func() { p.into(t, noteBox); p.key(t, "Return") })
	p.kill()
	h.verify(t, store)
	h.noted(t, store, "Feet off floor", "Hooked wrist on the left, page tilted")
}

// noted fails the test unless Isla's notes of the visit day are these, in any order.
func (h house) noted(t *testing.T, store string, want ...string) {
	t.Helper()
	have := map[string]int{}
	for _, r := range h.records(t, store, "--child", isla, "--kind", "observation") {
		if r.text("on") == visitDay[:10] {
			have[r.text("text")]++
		}
	}
	for _, w := range want {
		if have[w] != 1 {
			t.Errorf("%.60q stands %d times in the record", w, have[w])
		}
		delete(have, w)
	}
	if len(have) > 0 {
		t.Errorf("other notes: %v", have)
	}
}

// TestWindow_SecondStart starts the app a second time on one store: the second says so in a sentence, and neither loses anything by it.
func TestWindow_SecondStart(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	p := h.withIsla(t, d)
	p.tapTo(t, "Start visit", "Tap a tile or write a note")
	p.tapTo(t, "Feet off floor", "Sitting, saved")
	second := newTablet(t, d, p.store, "--now", visitDay, "--offline")
	second.into(t, "Passphrase")
	second.types(t, passphrase)
	second.key(t, "Return")
	second.sees(t, "Fieldfare is already open on this store")
	second.kill()
	p.stamps(t, "Head on arm", func() { p.tap(t, "Head on arm") })
	p.kill()
	h.verify(t, p.store)
	h.noted(t, p.store, "Feet off floor", "Head on arm")
}

// stamps makes a note and waits until it stands on the board as saved.
func (p *tablet) stamps(t *testing.T, words string, begin func()) {
	t.Helper()
	k := &hour{tablet: p, t: t, shown: map[string]int{}, tried: map[string]int{}}
	k.saves(words, begin, false)
}

// TestKill_BackupAndAttach kills a backup and the taking in of a photo at each of their waits for the disk: each is done or
// not done, never half.
func TestKill_BackupAndAttach(t *testing.T) {
	h := newHouse(t)
	first, photo := h.at("first"), grain(t)
	h.ctl(t, "", "init", "--store", first)
	h.ctl(t, "", "import", "--store", first, demo("isla.json"))
	for what, c := range map[string]struct {
		args func(store string) []string
		done func(store string) (yes bool)
	}{
		"backup": {func(store string) []string { return []string{"backup", "--store", store, store + ".backup"} }, func(store string) bool {
			if _, err := os.Stat(store + ".backup"); err != nil {
				return false
			}
			h.ctl(t, "", "restore", "--store", store+".again", store+".backup")
			h.verify(t, store+".again")
			return true
		}},
		"attach": {func(store string) []string {
			return []string{"attach", "--store", store, "--child", isla, "--of", chair, photo, "--caption", "The chair", "--shows", "A chair", "--on", "2026-11-18"}
		}, func(store string) bool {
			words := len(h.records(t, store, "--child", isla, "--kind", "attachment")) - len(h.records(t, first, "--child", isla, "--kind", "attachment"))
			held := h.held(t, store)
			if files := held.Have + held.Pending; words != files || words > 1 {
				t.Errorf("%d attachments and %d files", words, files)
			}
			return words == 1
		}},
	} {
		died, finished := 0, false
		for n := 1; n <= 12 && !finished; n++ {
			store := h.at(fmt.Sprint(what, n))
			copyStore(t, first, store)
			_, at, whole := h.watched(t, n, c.args(store)...)
			finished = whole
			h.verify(t, store)
			if yes := c.done(store); whole && !yes {
				t.Errorf("%s: came to its end at %d and is not done", what, at)
			}
			if !whole {
				died++
			}
		}
		if died == 0 {
			t.Errorf("%s was never killed: the test shows nothing", what)
		}
		t.Logf("%s: killed at %d of its waits", what, died)
	}
}

// TestLongNote writes ten thousand words of several scripts into a note: they come whole to the service, to another tablet and into a
// search, and stand on the board, where the next note is typed as quickly as any.
func TestLongNote(t *testing.T) {
	s := newService(t, "--data", t.TempDir())
	h, a, b, _ := pair(t, s)
	long := strings.Repeat("Isla writes ë́ שלום كتابة 🙂 👩🏽‍🦽 slowly\n", 1428) + "to the end of Quellbrunn lane"
	h.ctl(t, change(1, long), "apply", "--store", a, "-")
	h.sync(t, a)
	h.sync(t, b)
	for _, store := range []string{a, b} {
		if got := h.texts(t, store)[noteID(1)]; got != long {
			t.Errorf("%d bytes were noted, %d are there", len(long), len(got))
		}
		if found := h.ctl(t, "", "search", "--store", store, "Quellbrunn"); !strings.Contains(found, noteID(1)) {
			t.Errorf("its last words are not found: %s", found)
		}
		h.verify(t, store)
	}
}
