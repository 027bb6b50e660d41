package fleet

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What a seed shows is only worth something when the seed makes the same world again: alone, beside others, on a busy machine. So some
// worlds are played several times, and everything that happened in them is compared: what people did, each request in its bytes, what
// the service has, and what each device shows. They have pictures, copies, restores, power cuts and hand-overs among them, and those of
// the numbers that were once seen to fail and then not to.
func TestFleet_SameSeedSameWorld(t *testing.T) {
	for _, seed := range []uint64{6, 62, 101, 2405, 2671, 3585} {
		var plays [3]string
		plays[0] = chronicle(seed)
		var beside sync.WaitGroup // the others at the same time, so that nothing takes as long as it did
		for i := 1; i < len(plays); i++ {
			beside.Go(func() { plays[i] = chronicle(seed) })
		}
		beside.Wait()
		for i, is := range plays[1:] {
			if diff := cmp.Diff(strings.Split(plays[0], "\n"), strings.Split(is, "\n")); diff != "" {
				t.Errorf("seed %d, played the %d. time, is another world:\n%.3000s", seed, i+2, diff)
			}
		}
		if strings.Count(plays[0], "\n") < 60 {
			t.Errorf("seed %d: hardly anything happened: %s", seed, plays[0])
		}
	}
}

// chronicle plays a world and says everything that happened in it.
func chronicle(seed uint64) string {
	j, p := newJudge(), planOf(seed)
	var b strings.Builder
	j.hold(func() {
		w := begin(j, p)
		w.storm()
		w.calm()
		for _, m := range w.air.past {
			fmt.Fprintf(&b, "request at %s: %x\n", m.at.Format("15:04:05"), sha256.Sum256(m.body))
		}
		fmt.Fprintf(&b, "%s\n%s\n", w.export(), w.openFields())
		for _, d := range w.devices {
			for _, r := range w.records {
				history, err := d.store.History(w.ctx, r.id)
				said, jerr := json.Marshal(history)
				fmt.Fprintf(&b, "device %d %s %s %s %v %v\n", d.n, r.id.Short(), d.seen(r.id), said, err, jerr)
			}
		}
		w.judge()
		fmt.Fprintln(&b, w.count)
	})
	j.hold(j.end)
	return strings.Join(append(j.story, append(j.troubles, b.String())...), "\n")
}
