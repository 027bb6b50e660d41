// Package fleet runs several devices and one central service in one process, with real databases on both sides, under faults
// that a seed decides, and then asks what became of everything that anybody saved.
//
// Words: a world is one run; its weather is which faults it has; a storm is its part with faults, the calm after it has none; a
// save is one field that somebody set; what they saw is the value that stood there before; a twin is a copy of a device that goes
// on beside it; the tablet is a newer app, made by hand, that also sends broken changes. The same seed makes the same world: a
// failing one prints itself, and FIELDFARE_SEEDS=4711..4711 runs it alone.
package fleet

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
)

// A world is one service with three therapists: Ann with two devices, Ben with one, Cat with the tablet.
type world struct {
	t        testing.TB
	ctx      context.Context
	plan     plan
	rng      *rand.Rand
	clock    *testkit.Clock // the service's
	svc      *service
	c        *central.Central // the one that runs now
	tenant   string
	devices  []*device
	tablet   *tablet
	scopes   []assessments.Scope
	records  []target
	newID    func() string
	oracle   *oracle
	air      *air
	follower *follower
	serial   int
	count    tally
	taken    map[string]bool // from whom which scope was ever taken away
	cut      time.Time       // when a scope was handed over last without time for late work
	keyFile  string          // of the service's pictures
	pictures []*picture
	looks    *testkit.Looks                // into the files of programs that run
	told     map[told][]store.HistoryEntry // what devices said of records, once the world is judged
}

// A target is a record that somebody made, and where it belongs.
type target struct {
	id    assessments.ID
	scope assessments.Scope
	kind  assessments.Kind
}

// note is the kind of what devices write; this program knows no rules for it.
const note assessments.Kind = "fleet_note"

// begin puts a seed's world together from copies of the enrolled template.
func begin(t testing.TB, p plan) *world {
	t.Helper()
	return settled(t, p, theTemplate(t), "")
}

// where says on which database a scenario's service stands: "" is a folder of its own.
type where func(t *testing.T) (database string)

func onSQLite(*testing.T) string     { return "" }
func onPostgres(t *testing.T) string { return testkit.Postgres(t) }

// newWorld is a world without weather, for a test that tells a story of its own. skew moves the clocks of the devices.
func newWorld(t *testing.T, at where, seed uint64, skew func(device int) time.Duration) *world {
	t.Helper()
	p := plan{seed: seed}
	for i := range p.skew {
		p.skew[i] = skew(i)
	}
	database := at(t)
	if database == "" {
		return begin(t, p)
	}
	tm := found(t, t.TempDir(), database)
	return settled(t, p, &tm, database)
}

// settled puts a world together on a template. database is where the service is, when it is not in a folder.
func settled(t testing.TB, p plan, tm *template, database string) *world {
	t.Helper()
	w := emptyWorld(t, p)
	w.tenant = tm.tenant
	w.svc = &service{w: w, database: database, pieces: map[string]bool{}}
	w.keyFile = filepath.Join(t.TempDir(), "blob.key")
	if database == "" {
		w.svc.dir = t.TempDir()
		w.must(copyDir(w.svc.dir, tm.service))
	}
	w.svc.start()
	for i, e := range tm.devices {
		d := w.newDevice(e.therapist, p.skew[i])
		w.must(copyDir(d.dir, e.dir))
		d.open()
	}
	w.tablet = newTablet(w, tm.tablet)
	w.scopes = []assessments.Scope{assessments.ChildScope(w.id()), assessments.ChildScope(w.id()), assessments.SettingScope(w.id()), assessments.TeamScope()}
	w.follower = &follower{w: w, rng: rand.New(rand.NewPCG(p.seed, 5))}
	return w
}

func emptyWorld(t testing.TB, p plan) *world {
	w := &world{t: t, ctx: context.Background(), plan: p, rng: rand.New(rand.NewPCG(p.seed, 1)), clock: testkit.NewClock(), oracle: newOracle(), taken: map[string]bool{}, looks: testkit.NewLooks(t)}
	w.newID = testkit.IDs(fmt.Sprint("world ", p.seed), testkit.NewClock().Now)
	w.air = &air{w: w}
	return w
}

func (w *world) id() assessments.ID { return assessments.ID(w.newID()) }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("%v", err)
	}
}

// tell adds a line to the world's story, which a failing seed prints.
func (w *world) tell(format string, args ...any) {
	if j, ok := w.t.(*judge); ok {
		j.story = append(j.story, fmt.Sprintf(format, args...))
	}
}

// suffers says whether a fault that was drawn happens in this world's weather, and counts it.
func (w *world) suffers(f fault) bool {
	if !w.plan.has[f] {
		return false
	}
	w.count.faults[f]++
	w.tell("  fault: %s", f)
	return true
}

// value makes a text that occurs once in this world.
func (w *world) value() json.RawMessage {
	w.serial++
	return json.RawMessage(fmt.Sprintf(`"value %d"`, w.serial))
}

// storm lets people work and devices sync while everything goes wrong.
func (w *world) storm() {
	w.t.Helper()
	// Somebody makes the scopes known, so that grants can be given.
	for i, s := range w.scopes {
		d := w.devices[0]
		if i == 1 {
			d = w.devices[2]
		}
		d.edit(w.create(s))
		d.sync()
	}
	w.air.rough = true
	events, later, meeting, back := w.events(), w.later(), w.meeting(), w.homecoming()
	for i := range w.plan.steps {
		w.tell("step %d", i)
		for _, e := range slices.Concat(events[i], later[i], meeting[i], back[i]) {
			e()
		}
		w.step()
		if i%8 == 7 {
			w.watchSigned()
		}
	}
}

// events are the great faults, each at its step: tablets copied and put back, the service restored.
func (w *world) events() map[int][]func() {
	out := map[int][]func(){}
	rng := rand.New(rand.NewPCG(w.plan.seed, 9))
	at := func(from, to int, f func()) int {
		i := from + rng.IntN(to-from)
		out[i] = append(out[i], f)
		return i
	}
	for range 2 {
		d, other := w.devices[rng.IntN(3)], w.devices[rng.IntN(3)]
		at(2, 30, func() {
			if len(w.devices) < 5 && rng.IntN(3) > 0 && w.suffers(deviceCloned) {
				other.clone()
			}
		})
		kept := at(1, 25, d.keep)
		at(kept+1, 38, func() {
			if rng.IntN(3) > 0 && w.suffers(deviceRestored) {
				d.goBack()
			}
		})
		kept = at(1, 25, w.svc.keep)
		at(kept+1, 38, func() {
			if rng.IntN(3) > 0 && w.suffers(serviceRestored) {
				w.svc.goBack()
			}
		})
	}
	return out
}

// step is one thing that somebody does, or that happens.
func (w *world) step() {
	w.t.Helper()
	d := w.devices[w.rng.IntN(len(w.devices))]
	arg := w.rng.IntN(1 << 16)
	switch n := w.rng.IntN(190); {
	case n < 70:
		w.edit(d)
	case n < 80:
		d.typed(w.pick())
	case n < 84:
		d.fold()
	case n < 138:
		d.sync()
	case n < 146:
		d.sign(w.pick())
	case n < 154:
		d.resolve()
	case n < 162:
		w.grant()
	case n < 168:
		w.tablet.work()
	case n < 174 && w.suffers(deviceKilled):
		d.kill = 1 + arg%14
		if arg%3 == 0 {
			w.edit(d)
		}
		d.sync()
	case n < 178 && w.suffers(deviceFull):
		d.full = true
		w.edit(d)
		d.sync()
		d.full = false
	case n < 182 && w.suffers(serviceKilled):
		w.svc.kill = 1 + arg%6
		d.sync()
		w.svc.kill = 0
	case n < 185 && w.suffers(serviceFull):
		w.svc.full = true
		d.sync()
		w.svc.full = false
	case n < 189 && w.suffers(clockJump):
		d.clock.Advance(jumps[arg%len(jumps)])
		w.clock.Advance(time.Duration(arg%40) * time.Second)
	default:
		d.sync()
	}
}

// jumps are how far a tablet's clock is put wrong.
var jumps = []time.Duration{time.Hour, -time.Hour, 26 * time.Hour, -3 * 24 * time.Hour, 200 * 24 * time.Hour, -400 * 24 * time.Hour, 20 * time.Minute}

// calm ends the faults and syncs until nobody has anything left to say.
func (w *world) calm() {
	w.t.Helper()
	w.air.rough, w.svc.full, w.svc.kill = false, false, 0
	w.tell("calm")
	w.svc.setMinSchema(0)
	w.air.flush()
	for _, d := range w.devices {
		d.kill, d.full = 0, false
		d.fold()
	}
	for range 12 {
		moved := w.tablet.sync()
		for _, d := range w.devices {
			r, err := d.courier.Sync(w.ctx)
			w.must(err)
			moved += r.Sent + r.Received + r.LetGo + d.sendPictures()
		}
		if moved == 0 {
			return
		}
	}
	w.t.Fatalf("devices keep sending after twelve quiet rounds")
}

func (w *world) create(s assessments.Scope) target {
	r := target{w.id(), s, note}
	w.records = append(w.records, r)
	return r
}

// scopeOf is where a record belongs.
func (w *world) scopeOf(id assessments.ID) assessments.Scope {
	for _, r := range w.records {
		if r.id == id {
			return r.scope
		}
	}
	for _, p := range w.pictures {
		if p.rec == id {
			return p.scope
		}
	}
	return assessments.Scope{}
}

func (w *world) pick() target { return w.records[w.rng.IntN(len(w.records))] }

// edit changes a record, mostly one that exists; sometimes in a scope that the device's therapist does not hold.
func (w *world) edit(d *device) {
	if w.rng.IntN(6) == 0 {
		d.edit(w.create(w.scopes[w.rng.IntN(len(w.scopes))]))
		return
	}
	d.edit(w.pick())
}

// grant gives a therapist a scope that exists.
func (w *world) grant() {
	s, to := w.scopes[w.rng.IntN(3)], w.devices[w.rng.IntN(3)].therapist
	w.tell("grant of %s", s.Key()[:12])
	if err := w.svc.c.Grant(w.ctx, s, to); err != nil && assessments.KindOf(err) != assessments.NotFound {
		w.must(err) // a restored service may not know the scope yet
	}
}

// flip gives or takes away a grant while a sync is under way.
func (w *world) flip(rng *rand.Rand) {
	s, to := w.scopes[rng.IntN(3)], w.devices[rng.IntN(3)].therapist
	change := w.svc.c.Grant
	if rng.IntN(2) == 0 {
		change = w.svc.c.Ungrant
		w.taken[to+s.Key()] = true
	}
	if err := change(w.ctx, s, to); err != nil && assessments.KindOf(err) != assessments.NotFound && !errors.Is(err, errFull) {
		w.must(err)
	}
}

// export is the service's state in its canonical bytes.
func (w *world) export() []byte {
	w.t.Helper()
	var b bytes.Buffer
	w.must(w.svc.c.Export(w.ctx, w.tenant, &b))
	return b.Bytes()
}
