// Package fleet runs several devices and one central service in one process, with real databases on both sides, under faults
// that a seed decides, and then asks what became of everything that anybody saved.
//
// Words: a world is one run; a storm is its part with faults, the calm after it has none; a save is one field that somebody
// set; what they saw is the value that stood there before. The same seed makes the same world: a failing one prints itself,
// and FIELDFARE_SEEDS=4711..4711 runs it alone.
package fleet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// A world is one service with two therapists: Ann with two devices, Ben with one.
type world struct {
	t       *testing.T
	ctx     context.Context
	seed    uint64
	rng     *rand.Rand
	clock   *testkit.Clock // the service's
	c       *central.Central
	tenant  string
	devices []*device
	scopes  []assessments.Scope
	records []target
	newID   func() string
	oracle  *oracle
	air     *air
	serial  int
}

// A target is a record that somebody made, and where it belongs.
type target struct {
	id    assessments.ID
	scope assessments.Scope
}

// where says on which database the service stands.
type where func(t *testing.T) central.Config

func onSQLite(t *testing.T) central.Config   { return central.Config{Dir: t.TempDir()} }
func onPostgres(t *testing.T) central.Config { return central.Config{Database: testkit.Postgres(t)} }

// newWorld sets everything up. skew moves the clocks of the devices.
func newWorld(t *testing.T, at where, seed uint64, skew func(device int) time.Duration) *world {
	t.Helper()
	w := &world{t: t, ctx: context.Background(), seed: seed, rng: rand.New(rand.NewPCG(seed, 1)), clock: testkit.NewClock(), oracle: newOracle()}
	name := fmt.Sprint("world ", seed)
	w.newID = testkit.IDs(name, w.clock.Now)
	cfg := at(t)
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = w.clock.Now, testkit.Random(name), testkit.IDs(name+" central", w.clock.Now), slog.New(slog.DiscardHandler)
	var err error
	w.c, err = central.New(w.ctx, cfg)
	w.must(err)
	t.Cleanup(func() { w.c.Close() })
	w.air = &air{w: w}
	tenant, err := w.c.TenantAdd(w.ctx, "North", ledger.Packs[0])
	w.must(err)
	w.tenant = tenant.ID
	for i, name := range []string{"Ann", "Ann", "Ben"} {
		if i == 1 {
			w.devices = append(w.devices, newDevice(w, i, w.devices[0].therapist, skew(i)))
			continue
		}
		therapist, err := w.c.TherapistAdd(w.ctx, w.tenant, name, "t@nhs.example")
		w.must(err)
		w.devices = append(w.devices, newDevice(w, i, therapist.ID, skew(i)))
	}
	w.scopes = []assessments.Scope{assessments.ChildScope(w.id()), assessments.ChildScope(w.id()), assessments.SettingScope(w.id()), assessments.TeamScope()}
	return w
}

func (w *world) id() assessments.ID { return assessments.ID(w.newID()) }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatalf("seed %d: %v", w.seed, err)
	}
}

// value makes a text that occurs once in this world.
func (w *world) value() json.RawMessage {
	w.serial++
	return json.RawMessage(fmt.Sprintf(`"value %d"`, w.serial))
}

// storm lets people work and devices sync while everything goes wrong.
func (w *world) storm(steps int) {
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
	for range steps {
		d := w.devices[w.rng.IntN(len(w.devices))]
		switch n := w.rng.IntN(100); {
		case n < 45:
			w.edit(d)
		case n < 80:
			d.sync()
		case n < 84:
			d.sign(w.pick())
		case n < 88:
			d.resolve()
		case n < 92:
			w.grant()
		case n < 96:
			d.kill = 1 + w.rng.IntN(12)
			d.sync()
		default:
			w.clock.Advance(time.Second)
			d.clock.Advance(time.Duration(w.rng.IntN(7200)-3600) * time.Second)
		}
	}
}

// calm ends the faults and syncs until nobody has anything left to say.
func (w *world) calm() {
	w.t.Helper()
	w.air.rough = false
	w.air.flush()
	for range 8 {
		moved := 0
		for _, d := range w.devices {
			d.kill = 0
			r, err := d.courier.Sync(w.ctx)
			w.must(err)
			moved += r.Sent + r.Received
		}
		if moved == 0 {
			w.nothingPending()
			return
		}
	}
	w.t.Fatalf("seed %d: devices keep sending after eight quiet rounds", w.seed)
}

// nothingPending checks that what has not reached the service is marked on its device, not forgotten in a queue.
func (w *world) nothingPending() {
	w.t.Helper()
	for _, d := range w.devices {
		p, err := d.store.Pending(w.ctx, 1, 1)
		w.must(err)
		if len(p) > 0 {
			w.t.Errorf("seed %d: device %d stopped with %s unsent", w.seed, d.n, p[0].CID)
		}
	}
}

func (w *world) create(s assessments.Scope) target {
	r := target{w.id(), s}
	w.records = append(w.records, r)
	return r
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
	s := w.scopes[w.rng.IntN(3)]
	w.must(w.c.Grant(w.ctx, s, w.devices[w.rng.IntN(3)].therapist))
}

// export is the service's state in its canonical bytes.
func (w *world) export() []byte {
	w.t.Helper()
	var b bytes.Buffer
	w.must(w.c.Export(w.ctx, w.tenant, &b))
	return b.Bytes()
}

// copyFile copies one file of a store, when there is one.
func copyFile(to, from, name string) error {
	src, err := os.Open(filepath.Join(from, name))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(filepath.Join(to, name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(dst, src); err != nil {
		dst.Close()
		return err
	}
	return dst.Close()
}
