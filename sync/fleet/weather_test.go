package fleet

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"time"
)

// A fault is one kind of thing that goes wrong.
type fault int

const (
	requestLost fault = iota
	answerLost
	requestTwice
	answerCut
	requestCut
	requestLate
	futureLine
	grantFlipped
	deviceKilled
	deviceFull
	deviceCloned
	deviceRestored
	clockJump
	serviceKilled
	serviceFull
	serviceRestored
	unknownMember
	newerFormat
	poison
	handedOver
	letIn
	pictureCut
	drained
	handedBack
	faults
)

var faultNames = [faults]string{"request lost", "answer lost", "request twice", "answer cut", "request cut", "request late", "line of the future",
	"grant flipped in a sync", "device killed", "device full", "device cloned", "device restored", "clock jump", "service killed", "service full",
	"service restored", "unknown member", "newer format", "poisoned change", "hand-over", "let in from quarantine",
	"picture cut off", "drain mode", "hand-over and back"}

// String is the fault's name.
func (f fault) String() string { return faultNames[f] }

// chance is how many worlds of a hundred have a fault. The great ones are rarer, so that the small ones are seen without them too.
var chance = [faults]int{70, 70, 70, 70, 70, 70, 50, 60, 70, 50, 20, 25, 60, 50, 40, 30, 60, 60, 60, 40, 40, 25, 20, 15}

// A plan is everything that makes a world: the same plan is played the same way.
type plan struct {
	seed  uint64
	steps int
	has   [faults]bool
	skew  [3]time.Duration
	meets bool // see meeting
}

// planOf draws a seed's weather.
func planOf(seed uint64) plan {
	p := plan{seed: seed, steps: 40}
	rng := rand.New(rand.NewPCG(seed, 3))
	for f := range p.has {
		p.has[f] = rng.IntN(100) < chance[f]
	}
	if asked() {
		p = p.meet()
	}
	if seed%6 == 0 {
		p.has[deviceKilled] = false // played twice: what a device notes of its clock is a commit more, and would move the kill
	}
	if said := os.Getenv("FIELDFARE_STEPS"); said != "" {
		if _, err := fmt.Sscan(said, &p.steps); err != nil {
			panic(fmt.Sprintf("FIELDFARE_STEPS %q: %v", said, err))
		}
	}
	for _, name := range strings.Split(os.Getenv("FIELDFARE_WITHOUT"), ",") {
		for f := range p.has {
			if faultNames[f] == name {
				p.has[f] = false
			}
		}
	}
	return p
}

// String says how to play the plan again.
func (p plan) String() string {
	var without []string
	for f, has := range planOf(p.seed).has {
		if has && !p.has[f] {
			without = append(without, faultNames[f])
		}
	}
	s := fmt.Sprintf("FIELDFARE_SEEDS=%d..%d FIELDFARE_STEPS=%d", p.seed, p.seed, p.steps)
	if p.meets {
		s += " FIELDFARE_MEETING=yes"
	}
	if len(without) > 0 {
		s += fmt.Sprintf(" FIELDFARE_WITHOUT=%q", strings.Join(without, ","))
	}
	return s
}

// A tally is what happened in one world or many.
type tally struct {
	worlds, saves, conflicts, quarantined, replayed, purged, pieces, amid, shredded int
	faults                                                                          [faults]int
}

func (t *tally) add(o tally) {
	t.worlds, t.saves, t.conflicts, t.quarantined, t.replayed, t.purged = t.worlds+o.worlds, t.saves+o.saves, t.conflicts+o.conflicts, t.quarantined+o.quarantined, t.replayed+o.replayed, t.purged+o.purged
	t.pieces, t.amid, t.shredded = t.pieces+o.pieces, t.amid+o.amid, t.shredded+o.shredded
	for f := range t.faults {
		t.faults[f] += o.faults[f]
	}
}

// String is one line for each kind of fault.
func (t tally) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d worlds, %d saves, %d requests replayed, %d pieces of pictures sent, %d syncs in the middle of one, %d conflicts open, %d changes in quarantine, %d scopes let go of and %d keys gone at the end; faults:",
		t.worlds, t.saves, t.replayed, t.pieces, t.amid, t.conflicts, t.quarantined, t.purged, t.shredded)
	for f, n := range t.faults {
		fmt.Fprintf(&b, "\n  %8d %s", n, fault(f))
	}
	return b.String()
}
