package ledger

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

const (
	writers = 8
	rounds  = 12
)

// storm lets eight devices push to one record at the same moment, again and again, each to a field of its own and to one
// they share, and counts the values that are neither in the record nor kept beside it.
func storm(t *testing.T, k *kit) (lost int) {
	t.Helper()
	child, rec := assessments.ChildScope(k.id()), k.id()
	first := k.want(k.ann, k.set(child, rec, 0, "shared", "start"), wire.OK, "")
	sessions := make([]Session, writers)
	for i := range sessions {
		sessions[i] = k.device(k.ann.Therapist)
	}
	var group sync.WaitGroup
	for i, s := range sessions {
		var mine []wire.Pushed
		for r := range rounds {
			mine = append(mine, frozen(t, k.set(child, rec, first.Seq, fmt.Sprintf("own%d_%d", i, r), "kept", "shared", fmt.Sprintf("from %d", i))))
		}
		group.Go(func() {
			for _, p := range mine {
				if _, err := k.l.Push(k.ctx, &s, []wire.Pushed{p}); err != nil {
					t.Errorf("push: %v", err)
				}
			}
		})
	}
	group.Wait()
	fields := k.head(rec).Fields
	for i := range writers {
		for r := range rounds {
			if string(fields[fmt.Sprintf("own%d_%d", i, r)]) != `"kept"` {
				lost++
			}
		}
	}
	conflicts, err := k.l.Conflicts(k.ctx, k.tenant.ID)
	if err != nil {
		t.Fatal(err)
	}
	if len(conflicts) != 1 {
		lost++ // one field is in conflict; writers that missed each other open it twice, or never
	}
	shown := map[string]bool{}
	for _, c := range conflicts {
		for _, v := range c.Values {
			shown[string(v.Value)] = true
		}
	}
	for i := range writers {
		if !shown[fmt.Sprintf(`"from %d"`, i)] {
			lost++
		}
	}
	return lost
}

func TestConcurrentPushes_LoseNothing(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		if lost := storm(t, k); lost != 0 {
			t.Errorf("%d values vanished", lost)
		}
		k.sound()
	})
}

// The storm must be able to see what it looks for: without the lock and the comparison, pushes decide on stale heads.
func TestConcurrentPushes_PlantedStaleHeadIsCaught(t *testing.T) {
	k := newKit(t, Config{Database: testkit.Postgres(t)})
	say := k.l.d.say
	k.l.d.name = "planted stale head"
	k.l.d.say = func(q string) string { return say(strings.ReplaceAll(q, " FOR UPDATE", "")) }
	k.l.d.push = strings.Replace(pushSQL, " WHERE r.seq = ANY ($21::bigint[])", "", 1)
	if k.l.d.push == pushSQL {
		t.Fatal("the plant no longer fits push.sql")
	}
	for try := range 5 {
		if lost := storm(t, k); lost > 0 {
			t.Logf("caught at try %d: %d values vanished", try+1, lost)
			return
		}
		k = replant(t, k)
	}
	t.Error("eight writers on stale heads lost nothing: the test does not test")
}

// replant opens a fresh database with the same plant.
func replant(t *testing.T, k *kit) *kit {
	fresh := newKit(t, Config{Database: testkit.Postgres(t)})
	fresh.l.d = k.l.d
	return fresh
}

// follow reads the feed while eight devices write, page after page, and returns how many changes it never saw.
func follow(t *testing.T, k *kit) (missed int) {
	t.Helper()
	team := assessments.TeamScope()
	sessions := make([]Session, writers)
	for i := range sessions {
		sessions[i] = k.device(k.ann.Therapist)
	}
	var group sync.WaitGroup
	done := make(chan struct{})
	for _, s := range sessions {
		batches := make([][]wire.Pushed, rounds)
		for r := range batches {
			for range 10 {
				batches[r] = append(batches[r], frozen(t, k.set(team, k.id(), 0, "a", "1")))
			}
		}
		group.Go(func() {
			for _, b := range batches {
				if _, err := k.l.Push(k.ctx, &s, b); err != nil {
					t.Errorf("push: %v", err)
				}
			}
		})
	}
	go func() { group.Wait(); close(done) }()
	seen, cursor := map[string]bool{}, ""
	for last := false; ; {
		p, err := k.l.Pull(k.ctx, k.ann, cursor, false)
		if err != nil {
			t.Fatal(err)
		}
		cursor = p.Cursor
		for _, d := range p.Rows {
			seen[d.CID] = true
		}
		if last && !p.More {
			return writers*rounds*10 - len(seen)
		}
		select {
		case <-done:
			last = true
		default:
		}
	}
}

func TestConcurrentPulls_MissNothing(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		if missed := follow(t, k); missed != 0 {
			t.Errorf("the feed never showed %d changes", missed)
		}
	})
}

// The pitfall the counter row is there for: numbers from a database sequence are handed out before they become visible.
func TestConcurrentPulls_PlantedNaiveCursorIsCaught(t *testing.T) {
	for range 5 {
		k := newKit(t, Config{Database: testkit.Postgres(t)})
		plantNaive(t, k, k.l)
		if missed := follow(t, k); missed > 0 {
			t.Logf("caught: the feed never showed %d of %d changes", missed, writers*rounds*10)
			return
		}
	}
	t.Error("a naive cursor lost nothing: the test does not test")
}
