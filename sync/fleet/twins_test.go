package fleet

import "slices"

// What happens to whole tablets: copies that go on beside them, and copies that take their place.

// clone copies a device while it runs; both go on, and neither knows.
func (d *device) clone() {
	w := d.w
	twin := w.newDevice(d.therapist, 0)
	twin.clock.Set(d.clock.Now())
	w.tell("device %d is a copy of device %d", twin.n, d.n)
	w.must(copyFiles(twin.dir, d.dir, "fieldfare.db"))
	d.twin, twin.twin = true, true
	twin.open()
}

// keep makes a copy of a device that may be put back later.
func (d *device) keep() {
	d.w.tell("device %d is copied aside", d.n)
	dir := d.w.t.TempDir()
	d.w.must(copyFiles(dir, d.dir, "fieldfare.db"))
	d.kept = &keeping{dir, len(d.w.oracle.saves), len(d.w.pictures)}
}

// goBack puts the copy back. What was saved since and never reached the service is gone, as everybody knows who does this.
func (d *device) goBack() {
	w := d.w
	w.tell("device %d goes back to its copy", d.n)
	w.must(d.store.Close())
	w.air.flush() // what is still under way arrives or not; afterwards it is known which
	there := w.there()
	for i := d.kept.saves; i < len(w.oracle.saves); i++ {
		if s := &w.oracle.saves[i]; s.by == d {
			s.orphan, s.gone = true, s.gone || s.cid == "" || !there[s.cid]
		}
	}
	// What was answered as waiting behind another was with the tablet alone, and is lost with it: sent again, it would be new.
	w.air.past = slices.DeleteFunc(w.air.past, func(m *message) bool { return m.by == d })
	for _, p := range w.pictures[d.kept.pictures:] {
		if p.by == d && !w.onService(p) {
			p.gone = true
		}
	}
	d.dir, d.older = w.t.TempDir(), true
	w.must(copyFiles(d.dir, d.kept.dir, "fieldfare.db"))
	d.open()
	// The copy is from when a child had left the tablet. It came back since, but a service put back too has lost the words as well: they
	// stand nowhere any more, but on a copy of the tablet, which sends them again; who only read them has them no longer than the lost history.
	twins := slices.DeleteFunc(slices.Clone(w.devices), func(x *device) bool { return x.name() != d.name() })
	for i := range w.oracle.saves[:d.kept.saves] {
		s := &w.oracle.saves[i]
		knows := func(x *device) bool { return x.knows(s.rec, s.cid) }
		if s.by == d && s.cid != "" && !there[s.cid] && i < d.left[w.scopeOf(s.rec)] && !slices.ContainsFunc(twins, knows) {
			s.gone = true
		}
	}
	w.wentBack()
}

// name is what the service calls the device: its copies go by the same.
func (d *device) name() string {
	d.w.t.Helper()
	st, err := d.store.SyncState(d.w.ctx)
	d.w.must(err)
	return st.Device
}
