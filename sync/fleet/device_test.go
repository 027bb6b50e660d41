package fleet

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/courier"
)

const passphrase = "correct horse battery"

// A device is a real store with its courier and a clock of its own.
type device struct {
	w         *world
	n         int
	therapist string
	dir       string
	lives     int
	store     *store.Store
	courier   *courier.Courier
	clock     *testkit.Clock
	faults    *rand.Rand // its own, so that one device's requests do not shift another's faults
	kill      int        // die at the kill-th moment of the next sync; 0: not
	image     string     // what the disk held at that moment
}

func newDevice(w *world, n int, therapist string, skew time.Duration) *device {
	w.t.Helper()
	d := &device{w: w, n: n, therapist: therapist, dir: filepath.Join(w.t.TempDir(), fmt.Sprint("device", n)), clock: testkit.NewClock(), faults: rand.New(rand.NewPCG(w.seed, uint64(n)+7))}
	d.clock.Advance(skew)
	s, _, err := store.Init(w.ctx, d.config(), passphrase, store.InitOptions{})
	w.must(err)
	d.wake(s)
	w.t.Cleanup(func() { d.store.Close() })
	code, err := w.c.Code(w.ctx, therapist)
	w.must(err)
	w.must(d.courier.Enrol(w.ctx, "https://central.example", code))
	return d
}

func (d *device) config() store.Config {
	d.lives++
	return store.Config{Dir: d.dir, Now: d.clock.Now, Step: func(string) { d.moment() }, Rand: testkit.Random(fmt.Sprint("device ", d.w.seed, d.n, d.lives)), KDF: vault.ForTests()}
}

// wake starts the program on an open store.
func (d *device) wake(s *store.Store) {
	d.store = s
	d.courier = courier.New(s, courier.Config{Client: &http.Client{Transport: &link{d.w.air, d}}, Now: d.clock.Now})
}

// moment is a point at which the power may fail: before and after each commit of a sync, each request and each answer.
func (d *device) moment() {
	if d.kill == 0 {
		return
	}
	if d.kill--; d.kill > 0 {
		return
	}
	d.lives++
	d.image = filepath.Join(d.w.t.TempDir(), fmt.Sprint("image", d.n, "-", d.lives))
	d.w.must(os.Mkdir(d.image, 0o700))
	// The log first: whatever moves from it into the file meanwhile is then there twice, not missing.
	for _, name := range []string{"fieldfare.db-wal", "fieldfare.db"} {
		d.w.must(copyFile(d.image, d.dir, name))
	}
}

// dead reports whether the power failed in this sync; nothing leaves the device any more.
func (d *device) dead() bool { return d.image != "" }

// sync runs one sync, and when the power failed in it, starts again from what the disk held.
func (d *device) sync() {
	d.w.t.Helper()
	_, err := d.courier.Sync(d.w.ctx)
	if err != nil && !d.dead() && assessments.KindOf(err) != assessments.Unavailable {
		d.w.t.Fatalf("seed %d: device %d: %v", d.w.seed, d.n, err)
	}
	d.kill = 0
	if !d.dead() {
		return
	}
	d.w.must(d.store.Close())
	d.dir, d.image = d.image, ""
	s, err := store.Open(d.w.ctx, d.config(), passphrase)
	d.w.must(err)
	d.wake(s)
}

// seen is what stands in a record's field on this device.
func (d *device) seen(id assessments.ID) assessments.Fields {
	r, err := d.store.Record(d.w.ctx, id)
	if assessments.KindOf(err) == assessments.NotFound && err != nil {
		return nil
	}
	d.w.must(err)
	return r.Fields
}

// edit sets one or two fields of a record, as the app does, and tells the oracle what its author saw.
func (d *device) edit(r target) {
	d.w.t.Helper()
	was, set := d.seen(r.id), assessments.Fields{}
	for range 1 + d.w.rng.IntN(2) {
		set[fmt.Sprint("f", d.w.rng.IntN(3))] = d.w.value()
	}
	applied, err := d.store.Apply(d.w.ctx, []assessments.Edit{{Record: r.id, Kind: "fleet_note", Scope: r.scope, Set: set}})
	if err != nil && assessments.KindOf(err) == assessments.Invalid {
		return // signed meanwhile: the app says so, and nothing was saved
	}
	d.w.must(err)
	for _, f := range set.Names() {
		d.w.oracle.save(r.id, f, set[f], applied[0].CID, was[f])
	}
}

func (d *device) sign(r target) {
	was := d.seen(r.id)
	if was == nil {
		return
	}
	err := d.store.Sign(d.w.ctx, r.id, assessments.ID(d.therapist))
	if k := assessments.KindOf(err); err != nil && k != assessments.Invalid && k != assessments.Conflict {
		d.w.must(err)
	}
}

// resolve settles one conflict that this device shows, with a value of its own.
func (d *device) resolve() {
	d.w.t.Helper()
	rows, err := d.store.Conflicts(d.w.ctx)
	d.w.must(err)
	for _, c := range rows {
		if c.Proposal {
			continue
		}
		value := d.w.value()
		var saw []json.RawMessage
		for _, s := range append(c.Others, c.Current) {
			saw = append(saw, s.Value)
		}
		err := d.store.Resolve(d.w.ctx, c.Record, c.Field, "both", value)
		if err != nil && assessments.KindOf(err) == assessments.Invalid {
			continue
		}
		d.w.must(err)
		d.w.oracle.save(c.Record, c.Field, value, "", saw...)
		return
	}
}
