package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// killed is how often each test here kills: FIELDFARE_KILLS, or 20.
func killed(t testing.TB) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("FIELDFARE_KILLS"))
	if os.Getenv("FIELDFARE_KILLS") == "" {
		return 20
	}
	if err != nil || n < 1 {
		t.Fatalf("FIELDFARE_KILLS is %q, not a number of kills", os.Getenv("FIELDFARE_KILLS"))
	}
	return n
}

// aHundredEach calls play for as many kills as are asked for, a hundred on each set of fresh stores: each kill is followed by a look
// at all that was ever written, so a thousand on one store would cost a hundred times what a hundred do.
func aHundredEach(t *testing.T, play func(t *testing.T, kills int)) {
	t.Helper()
	for left := killed(t); left > 0 && !t.Failed(); left -= 100 {
		play(t, min(left, 100))
	}
}

// notes is how many notes the writer of a kill test goes round.
const notes = 40

func noteID(n int) string { return fmt.Sprintf("019b0000-0000-7000-8000-%012d", n) }

// change is one line for apply: note n reads text from now on.
func change(n int, text string) string {
	raw, _ := json.Marshal(text) // a string always marshals
	return fmt.Sprintf(`{"record":%q,"kind":"observation","child":%q,"set":{"type":"fact","on":"2026-11-20","text":%s}}`+"\n", noteID(n), isla, raw)
}

// TestKill_Saving feeds changes to a real process and kills it at a random moment, while it unlocks, saves or answers. Every
// change that was answered must be there when the store is opened again, and the store must be whole.
func TestKill_Saving(t *testing.T) { aHundredEach(t, killSaving) }

func killSaving(t *testing.T, kills int) {
	h := newHouse(t)
	store := h.at("store")
	h.ctl(t, "", "init", "--store", store)
	h.ctl(t, "", "import", "--store", store, demo("isla.json"))
	saved := map[int]int{} // the serial of the newest change of each note that was answered
	sent := map[int]int{}
	serial, answered, early := 0, 0, 0
	span := 400 * time.Millisecond
	for i := range kills {
		cmd := h.start(t, "apply", "--store", store, "-")
		to, err := cmd.StdinPipe()
		must(t, err)
		from, err := cmd.StdoutPipe()
		must(t, err)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		start(t, cmd)
		// The random moment: every third time while it unlocks or begins, otherwise shortly after a random answer.
		kill := func() { _ = cmd.Process.Kill() } // it may have ended by itself
		got, last := 0, rand.N(150)
		if i%3 == 0 {
			time.AfterFunc(rand.N(span), kill)
			last = -1
		}
		answers := bufio.NewReader(from)
		for {
			serial++
			n := serial % notes
			sent[n] = serial
			if _, err := io.WriteString(to, change(n, fmt.Sprintf("serial %d. %s", serial, strings.Repeat("Held the ruler. ", serial%60)))); err != nil {
				break
			}
			line, err := answers.ReadString('\n')
			if err != nil {
				break // cut off: this change may be there or not
			}
			if !strings.HasPrefix(line, `{"ok":`) {
				t.Fatalf("kill %d: answered %q\n%s", i, line, errs.String())
			}
			saved[n] = serial
			if got++; got == last+1 {
				time.AfterFunc(rand.N(5*time.Millisecond), kill)
			}
		}
		stop(cmd)
		if errs.Len() > 0 {
			t.Fatalf("kill %d: the process said %s", i, errs.String())
		}
		if answered += got; got == 0 {
			early++
		}
		h.verify(t, store)
		have := map[int]int{}
		for _, r := range h.records(t, store, "--child", isla, "--kind", "observation") {
			var n, s int
			if _, err := fmt.Sscanf(r.ID, "019b0000-0000-7000-8000-%012d", &n); err != nil {
				continue // one of the notebook's
			}
			if _, err := fmt.Sscanf(r.text("text"), "serial %d.", &s); err != nil {
				t.Fatalf("kill %d: note %d reads %q", i, n, r.text("text"))
			}
			if want := fmt.Sprintf("serial %d. %s", s, strings.Repeat("Held the ruler. ", s%60)); r.text("text") != want {
				t.Fatalf("kill %d: half a change stands in note %d: %q", i, n, r.text("text"))
			}
			have[n] = s
		}
		for n, s := range saved {
			if have[n] < s || have[n] > sent[n] {
				t.Fatalf("kill %d: note %d is at change %d; %d was answered as saved, %d was sent", i, n, have[n], s, sent[n])
			}
			saved[n] = have[n]
		}
	}
	t.Logf("%d kills, %d of them before the first answer; %d changes answered, none lost", kills, early, answered)
	if answered == 0 || early == kills {
		t.Errorf("%d changes were answered: the test shows little", answered)
	}
}

// TestKill_Syncing kills the tablet's process or the service in the middle of an exchange. Afterwards an undisturbed sync
// must leave both with the same bytes, each change once.
func TestKill_Syncing(t *testing.T) { aHundredEach(t, killSyncing) }

func killSyncing(t *testing.T, kills int) {
	s := newService(t, "--data", t.TempDir())
	h, tenant := newHouse(t), s.tenant(t)
	sam := s.therapist(t, tenant, "Sam Okoro")
	a, b := h.at("a"), h.at("b")
	h.ctl(t, "", "init", "--store", a)
	h.ctl(t, "", "import", "--store", a, demo("isla.json"))
	for _, store := range []string{a, b} {
		h.ctl(t, "", "enrol", "--store", store, "--central", s.url, "--code", s.code(t, sam))
	}
	cut, whole := 0, 0
	for i := range kills {
		store := []string{a, b}[i%2]
		var lines strings.Builder
		for j := range 30 {
			// Each tablet writes its own notes: what two people write in one field is another test's.
			lines.WriteString(change(notes+100*(i%2)+j, fmt.Sprintf("round %d note %d %s", i, j, strings.Repeat("on the ramp ", j))))
		}
		h.ctl(t, lines.String(), "apply", "--store", store, "-")
		cmd := h.start(t, "sync", "--store", store)
		start(t, cmd)
		victim := cmd.Process
		if i%4 >= 2 {
			victim = s.cmd.Process
		}
		kill := time.AfterFunc(rand.N(500*time.Millisecond), func() { _ = victim.Kill() })
		err := cmd.Wait()
		kill.Stop()
		if err != nil {
			cut++
		} else {
			whole++
		}
		if i%4 >= 2 {
			s.kill()
			s.open(t)
		}
		h.verify(t, store)
		have := h.texts(t, store)
		for j := range 30 {
			got := have[noteID(notes+100*(i%2)+j)]
			if want := fmt.Sprintf("round %d note %d %s", i, j, strings.Repeat("on the ramp ", j)); got != want {
				t.Fatalf("kill %d: a saved note reads %q, want %q", i, got, want)
			}
		}
	}
	for _, store := range []string{a, b, a} {
		if got := h.sync(t, store); got.Quarantined+got.Conflicts > 0 || got.Waiting > 0 {
			t.Errorf("the last sync: %+v", got)
		}
	}
	left, right, centre := h.ctl(t, "", "export", "--store", a), h.ctl(t, "", "export", "--store", b), s.admin(t, "export", "--tenant", tenant)
	if diff := cmp.Diff(strings.Split(left, "\n"), strings.Split(right, "\n")); diff != "" {
		t.Errorf("the tablets differ (-a +b):\n%s", diff)
	}
	if diff := cmp.Diff(strings.Split(left, "\n"), strings.Split(centre, "\n")); diff != "" {
		t.Errorf("tablet and service differ (-tablet +service):\n%s", diff)
	}
	run(t, nil, nil, "fieldfare-central", append([]string{"verify"}, s.where...)...)
	t.Logf("%d kills: %d exchanges cut off, %d came through", kills, cut, whole)
	if cut == 0 {
		t.Error("no exchange was cut off: the test shows little")
	}
}

// texts is what each note of a store reads, by its record.
func (h house) texts(t testing.TB, store string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, r := range h.records(t, store, "--child", isla, "--kind", "observation") {
		out[r.ID] = r.text("text")
	}
	return out
}
