package e2e

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// An hour is an hour of capture in which the app is killed again and again, and what the screen showed before each kill.
type hour struct {
	*tablet
	t       *testing.T
	at      int            // which "--now" among the arguments
	shown   map[string]int // notes that the board showed as saved, and how often
	tried   map[string]int // notes that were begun
	prompts int            // of the tally, as the board showed it
	moments int            // on task, as the board showed it
	done    map[string]int // kills by what was being done
}

// hourTiles are tapped in turn, so that the newest note never reads as the one before it.
var hourTiles = []string{"Feet off floor", "Wraps legs round chair", "Kneels on chair", "Head on arm"}

// newest is the note on top of the stream: the one that says that it is saved.
func (k *hour) newest() string {
	last := ""
	for _, x := range k.look() {
		if x.Kind != "text" || x.X < 600 || x.X > 980 || x.Y < 180 {
			continue
		}
		if strings.HasSuffix(x.Text, ", saved") {
			return last
		}
		last = x.Text
	}
	return ""
}

// saves begins something that makes a note and, unless the app is to die of it, waits until the note stands on the board.
func (k *hour) saves(words string, begin func(), die bool) {
	k.t.Helper()
	k.tried[words]++
	begin()
	if die {
		time.Sleep(time.Duration(rand.N(500)) * time.Millisecond) // the random moment: before, while or after it is saved
		return
	}
	until(k.t, fmt.Sprintf("%q on top of the stream", words), func() bool { return k.newest() == words })
	k.shown[words]++
}

// counts taps a counter and, unless the app is to die of it, waits until the board shows the count.
func (k *hour) counts(button string, read func() int, n *int, die bool) {
	k.t.Helper()
	k.tap(k.t, button)
	if die {
		time.Sleep(time.Duration(rand.N(500)) * time.Millisecond)
		return
	}
	*n++
	until(k.t, fmt.Sprintf("%d at %q", *n, button), func() bool { return read() == *n })
}

// tally is the number that stands before the button of the tally, -1 while there is none.
func (k *hour) tally() int {
	add, _ := k.find("tap", "Add one, Verbal prompt")
	for _, x := range k.look() {
		if n, err := strconv.Atoi(x.Text); err == nil && x.Kind == "text" && x.X > 980 && x.X < add.X && x.Y >= add.Y && x.Y < add.Y+add.H {
			return n
		}
	}
	return -1
}

// onTask is how often the interval timer was answered with On, -1 while it does not say.
func (k *hour) onTask() int {
	for _, x := range k.look() {
		var n, of int
		if got, _ := fmt.Sscanf(x.Text, "On %d of %d", &n, &of); got == 2 && n == of {
			return n
		}
	}
	return -1
}

// killsTyping types a long note and kills in the middle of it. It answers what had stood in the box for a
// second, and everything that was typed.
func (k *hour) killsTyping(n int) (stood, all string) {
	k.t.Helper()
	k.into(k.t, noteBox)
	all = fmt.Sprintf("%d writes the date, then the title, then three lines and rubs out the last of them", n)
	hand := exec.Command("xdotool", "type", "--delay", "45", "--", all)
	hand.Env = k.desk.env()
	start(k.t, hand)
	type glimpse struct {
		at    time.Time
		words string
	}
	var seen []glimpse
	for end := time.Now().Add(time.Duration(300+rand.N(3700)) * time.Millisecond); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if x, ok := k.find("field", noteBox); ok {
			seen = append(seen, glimpse{time.Now(), x.Value})
		}
	}
	died := time.Now()
	k.kill()
	_ = hand.Wait() // a hand that is cut off leaves a key down, and the next letter of that key is lost
	for _, g := range seen {
		if died.Sub(g.at) >= time.Second {
			stood = g.words
		}
	}
	return stood, all
}

// again opens the app after a kill, i-th of n in the hour, and holds it to where it was: the same screen, nothing asked but the
// passphrase, nothing
// over it, and every count and the newest note that had been shown.
func (k *hour) again(i, n int, newest string, typing bool) {
	k.t.Helper()
	day, err := time.Parse(time.RFC3339, visitDay)
	must(k.t, err)
	k.args[k.at] = day.Add(time.Hour * time.Duration(i+1) / time.Duration(n)).Format(time.RFC3339)
	k.open(k.t)
	k.unlock(k.t)
	k.sees(k.t, "Slope and chair check")
	until(k.t, "the board", func() bool { _, ok := k.find("tap", "Finish"); return ok && k.settled() })
	if x, over := k.find("tap", "Close"); over {
		k.explain(k.t)
		k.t.Fatalf("kill %d: something lies over the board: %+v", i, x)
	}
	if got := k.newest(); got != newest && (typing || k.tried[got] == k.shown[got]) {
		k.t.Errorf("kill %d: %q had been shown as saved last; the board begins with %q", i, newest, got)
	} else if got != newest {
		k.shown[got]++ // the note that was on its way has come through
	}
}

// counted reads a count off the board, which may be one more than was shown when the app died of the tap.
func (k *hour) counted(i int, what string, read func() int, n *int) {
	k.t.Helper()
	got := read()
	if got != *n && got != *n+1 {
		k.explain(k.t)
		k.t.Fatalf("kill %d: %s stands at %d; %d had been shown", i, what, got, *n)
	}
	*n = got
}

// TestKill_Hour is an hour of capture with tiles, counters, the interval timer and typed notes, in which the app is killed at random
// moments. Each time at most a second of typing may be gone, nothing that was shown as saved, the same board is back, and nothing lies
// over it. At the end every note stands in the record as often as the board said.
func TestKill_Hour(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	store := h.at("tablet")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	k := &hour{tablet: newTablet(t, d, store, "--now", visitDay, "--offline"), t: t, at: 1, shown: map[string]int{}, tried: map[string]int{}, done: map[string]int{}}
	k.unlock(t)
	k.tapTo(t, "Start visit", "Tap a tile or write a note")
	kills, tile := killed(t), 0
	for i := range kills {
		last := rand.N(4) // so many things are done and seen before the one that is cut off
		for n := 0; n <= last; n++ {
			die, newest := n == last, k.newest()
			switch what := []string{"a tile", "a count", "a moment", "a note", "typing"}[rand.N(5)]; what {
			case "a tile":
				name := hourTiles[tile%len(hourTiles)]
				tile++
				k.saves(name, func() { k.tap(t, name) }, die)
				k.ends(die, what, i, kills, newest)
			case "a note":
				words := fmt.Sprintf("note %d of kill %d", n, i)
				k.saves(words, func() { k.write(t, noteBox, words); k.key(t, "Return") }, die)
				k.ends(die, what, i, kills, newest)
			case "a count":
				k.counts("Add one, Verbal prompt", k.tally, &k.prompts, die)
				k.ends(die, what, i, kills, newest)
			case "a moment":
				k.counts("On", k.onTask, &k.moments, die)
				k.ends(die, what, i, kills, newest)
			case "typing":
				if !die {
					continue
				}
				stood, all := k.killsTyping(i)
				k.done[what]++
				k.again(i, kills, newest, true)
				box, ok := k.find("field", noteBox)
				if !ok || !strings.HasPrefix(box.Value, stood) || !strings.HasPrefix(all, box.Value) {
					k.explain(t)
					t.Fatalf("kill %d: the box holds %q; %q had stood there for a second", i, box.Value, stood)
				}
			}
			if die {
				k.counted(i, "the tally", k.tally, &k.prompts)
				k.counted(i, "on task", k.onTask, &k.moments)
				k.empties()
			}
		}
	}
	k.kill()
	h.verify(t, store)
	stand := map[string]int{}
	for _, r := range h.records(t, store, "--child", isla, "--kind", "observation") {
		if r.text("on") == visitDay[:10] {
			stand[r.text("text")]++
		}
	}
	for words, n := range k.shown {
		if stand[words] < n || stand[words] > k.tried[words] {
			t.Errorf("%q stands %d times in the record; it was shown %d times and begun %d times", words, stand[words], n, k.tried[words])
		}
	}
	t.Logf("%d kills in an hour of capture, while doing: %v; %d notes shown as saved, none lost", kills, k.done, len(k.shown))
}

// ends kills what is to die, and opens it again.
func (k *hour) ends(die bool, what string, i, kills int, newest string) {
	k.t.Helper()
	if !die {
		return
	}
	k.kill()
	k.done[what]++
	k.again(i, kills, newest, false)
}

// empties stamps what is left in the box, as a person goes on.
func (k *hour) empties() {
	k.t.Helper()
	if box, ok := k.find("field", noteBox); ok && strings.TrimSpace(box.Value) != "" {
		words := strings.TrimSpace(box.Value)
		k.saves(words, func() { k.into(k.t, noteBox); k.key(k.t, "Return") }, false)
	}
}
