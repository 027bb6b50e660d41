package fleet

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/courier"
	"github.com/fieldfare/fieldfare/sync/wire"
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
	faults    *rand.Rand                // its own, so that one device's requests do not shift another's faults
	kill      int                       // die at the kill-th moment from now; 0: not
	endless   int                       // of so many answers from now the end does not arrive
	image     string                    // what the disk held at that moment
	full      bool                      // the disk takes nothing more
	kept      *keeping                  // a copy that somebody made of it
	twin      bool                      // another device began with the same files, so what either tells the service may be the other's
	older     bool                      // it went back to its copy
	pieces    *rand.Rand                // for the requests of its pictures
	keys      map[string]bool           // the names of its scopes' keys, as they stand on its disk
	left      map[assessments.Scope]int // how many saves there were when a scope had left it last
}

// A keeping is a copy of a device or of the service, and how far the world was then.
type keeping struct {
	dir             string
	saves, pictures int
}

// newDevice adds a device to the world; its files are still to come.
func (w *world) newDevice(therapist string, skew time.Duration) *device {
	n := len(w.devices)
	d := &device{w: w, n: n, therapist: therapist, dir: w.t.TempDir(), clock: testkit.NewClock(), faults: rand.New(rand.NewPCG(w.plan.seed, uint64(n)+7)),
		pieces: rand.New(rand.NewPCG(w.plan.seed, uint64(n)+107)), keys: map[string]bool{}, left: map[assessments.Scope]int{}}
	d.clock.Advance(skew)
	w.devices = append(w.devices, d)
	return d
}

func (d *device) config() store.Config {
	d.lives++
	return store.Config{Dir: d.dir, Now: d.clock.Now, Step: func(string) { d.moment() }, Refuse: d.refuse,
		Rand: testkit.Random(fmt.Sprint("device ", d.w.plan.seed, d.n, d.lives)), KDF: vault.ForTests()}
}

// open starts the program on the files that are there.
func (d *device) open() {
	d.w.t.Helper()
	d.w.looks.Away(d.dir)
	s, err := store.Open(d.w.ctx, d.config(), passphrase)
	if errors.Is(err, store.ErrLocked) {
		// Its clock jumped past its lease. Its person finds signal; what that sync does is tried in lost_test.go.
		full := d.full
		d.full = false
		s, err = store.OpenToSync(d.w.ctx, d.config(), passphrase)
		d.w.must(err)
		err = s.Heard(d.w.ctx, wire.Active, int64(21*24*time.Hour/time.Second))
		d.full = full
	}
	d.w.must(err)
	d.wake(s)
}

// wake starts the courier on an open store.
func (d *device) wake(s *store.Store) {
	d.store = s
	d.courier = courier.New(s, courier.Config{Client: &http.Client{Transport: &link{d.w.air, d}}, Now: d.clock.Now, After: d.w.noWait, Chance: func() float64 { return 0 }})
	d.w.t.Cleanup(func() { s.Close() })
}

// moment is a point at which the power may fail: before and after each commit, each request and each answer.
func (d *device) moment() {
	if d.kill == 0 {
		return
	}
	if d.kill--; d.kill > 0 {
		return
	}
	d.image = d.w.t.TempDir()
	d.w.must(copyFiles(d.image, d.dir, "fieldfare.db"))
}

// dead reports whether the power failed; nothing leaves the device any more.
func (d *device) dead() bool { return d.image != "" }

var errFull = assessments.Errorf(assessments.Unavailable, "fleet.disk", "The disk is full.")

func (d *device) refuse() error {
	if d.full && !d.dead() {
		return errFull
	}
	return nil
}

// again starts from what the disk held when the power failed, where it did, and reports that.
func (d *device) again() bool {
	d.kill = 0
	if !d.dead() {
		return false
	}
	d.w.must(d.store.Close())
	d.dir, d.image = d.image, ""
	d.open()
	return true
}

// sync runs one sync, and when the power failed in it, starts again.
func (d *device) sync() {
	d.w.t.Helper()
	d.w.tell("device %d syncs", d.n)
	d.note()
	before, err := d.store.SyncState(d.w.ctx)
	d.w.must(err)
	r, err := d.courier.Sync(d.w.ctx)
	drained := d.w.svc.minSchema > wire.Format
	if drained && !d.dead() {
		d.drains(before, r, err)
	}
	if k := assessments.KindOf(err); err != nil && !d.dead() && k != assessments.Unavailable && !(drained && k == assessments.TooNew) {
		d.w.t.Fatalf("device %d: %v", d.n, err)
	}
	d.again()
}

// seen is what stands in a record on this device.
func (d *device) seen(id assessments.ID) assessments.Fields {
	r, err := d.store.Record(d.w.ctx, id)
	if err != nil && assessments.KindOf(err) == assessments.NotFound {
		return nil
	}
	d.w.must(err)
	return r.Fields
}

// knows reports whether a change is in a record's history on this device.
func (d *device) knows(id assessments.ID, cid string) bool {
	history, err := d.store.History(d.w.ctx, id)
	if err != nil && assessments.KindOf(err) == assessments.NotFound {
		return false
	}
	d.w.must(err)
	return slices.ContainsFunc(history, func(h store.HistoryEntry) bool { return h.CID == cid })
}

// edit sets one or two fields of a record, as the app does, and tells the oracle what its author saw. When the power fails
// meanwhile, what was answered as saved must be there afterwards, and what was not is there whole or not at all.
func (d *device) edit(r target) {
	d.w.t.Helper()
	was, set := d.seen(r.id), assessments.Fields{}
	for range 1 + d.w.rng.IntN(2) {
		set[fmt.Sprint("f", d.w.rng.IntN(3))] = d.w.value()
	}
	edit := assessments.Edit{Record: r.id, Kind: r.kind, Scope: r.scope, Set: set}
	applied, err := d.store.Apply(d.w.ctx, []assessments.Edit{edit})
	d.w.tell("device %d edits %s %s: %v", d.n, r.id.Short(), set, err)
	if err != nil && (assessments.KindOf(err) == assessments.Invalid || errors.Is(err, errFull)) {
		return // signed meanwhile, or no room: the app says so, and nothing was saved
	}
	d.w.must(err)
	if d.again() {
		now, n := d.seen(r.id), 0
		for f, v := range set {
			if string(now[f]) == string(v) {
				n++
			}
		}
		if n != 0 && n != len(set) {
			d.w.fail(everySave, "device %d lost power and has half an edit of %s", d.n, r.id.Short())
		}
		if n == 0 {
			return
		}
	}
	for _, f := range set.Names() {
		d.w.oracle.save(save{r.id, f, string(set[f]), applied[0].CID, d, false, false}, was[f])
	}
}

// typed is a key stroke in a field: the text is on the disk, and not yet a change. The first one remembers what its author saw.
func (d *device) typed(r target) {
	d.w.t.Helper()
	field, value := fmt.Sprint("f", d.w.rng.IntN(3)), d.w.value()
	text := strings.Trim(string(value), `"`)
	was := d.seen(r.id)[field]
	before, err := d.store.Drafts(d.w.ctx)
	d.w.must(err)
	open := slices.IndexFunc(before, func(x store.OpenDraft) bool { return x.Record == r.id && x.Field == field })
	err = d.store.Typed(d.w.ctx, store.Draft{Record: r.id, Kind: r.kind, Scope: r.scope, Field: field, Text: text})
	d.w.tell("device %d types %s into %s %s: %v", d.n, value, r.id.Short(), field, err)
	if err != nil && (assessments.KindOf(err) == assessments.Invalid || errors.Is(err, errFull)) {
		return
	}
	d.w.must(err)
	if open >= 0 {
		raw, _ := json.Marshal(before[open].Text)
		was = raw // what others wrote meanwhile was not on the screen
	}
	d.w.oracle.save(save{r.id, field, string(value), "", d, false, false}, was)
}

// fold makes changes of what was typed.
func (d *device) fold() {
	d.w.tell("device %d folds", d.n)
	drafts, err := d.store.Drafts(d.w.ctx)
	d.w.must(err)
	for _, x := range drafts {
		d.w.must(d.store.Fold(d.w.ctx, x.Record))
	}
}

func (d *device) sign(r target) {
	if d.seen(r.id) == nil {
		return
	}
	err := d.store.Sign(d.w.ctx, r.id, assessments.ID(d.therapist))
	d.w.tell("device %d signs %s: %v", d.n, r.id.Short(), err)
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
		// What stands in the field may be the device's own, typed or waiting, over the service's.
		saw = append(saw, d.seen(c.Record)[c.Field])
		err := d.store.Resolve(d.w.ctx, c.Record, c.Field, "both", value)
		d.w.tell("device %d resolves %s %s as %s: %v", d.n, c.Record.Short(), c.Field, value, err)
		if err != nil && assessments.KindOf(err) == assessments.Invalid {
			continue
		}
		d.w.must(err)
		d.w.oracle.save(save{c.Record, c.Field, string(value), "", d, false, false}, saw...)
		return
	}
}
