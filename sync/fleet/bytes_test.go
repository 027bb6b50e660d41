package fleet

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// The rows of a scope name its key, and the name is the same for as long as the device has the store: where it stands in a file, a row
// of the scope stands, whole or in part, in use or left over.

// note remembers which keys the device has, and which scopes have left it, once some grant has come to its end.
func (d *device) note() {
	if len(d.w.taken) == 0 {
		return
	}
	d.named()
	for _, s := range d.w.scopes {
		if d.w.taken[d.therapist+s.Key()] && d.has(s) == 0 {
			d.left[s] = len(d.w.oracle.saves)
		}
	}
}

// named are the names of the keys that the device has now.
func (d *device) named() map[string]bool {
	now := map[string]bool{}
	for _, id := range d.w.looks.Column(d.w.t, filepath.Join(d.dir, "fieldfare.db"), `SELECT hex(id) FROM scope_key`) {
		now[id], d.keys[id] = true, true
	}
	return now
}

// onlyWhatIsHeld: invariant 5. No device has anything that its therapist does not hold, but for what waits with a reason.
func (w *world) onlyWhatIsHeld() {
	w.t.Helper()
	taken := map[string]bool{} // what the service knows to have taken away
	for _, row := range w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), `SELECT scope || ' ' || therapist FROM grants WHERE to_seq > 0`) {
		taken[row] = true
	}
	for _, d := range w.devices {
		waits := map[assessments.Scope]bool{}
		leaving, err := d.store.Leaving(w.ctx)
		w.must(err)
		for _, l := range leaving {
			waits[l.Scope] = l.Unsent+l.Pictures > 0
		}
		held, most := w.holds(d), 0
		for _, s := range w.scopes {
			list, err := d.store.Records(w.ctx, store.Filter{Scope: &s, Struck: true})
			w.must(err)
			unsent := 0
			for _, r := range list {
				if r.Meta.Unsent > 0 {
					unsent++
				}
			}
			// A grant that a restore of the service lost has not ended: nobody asks for what it brought.
			lost := w.count.faults[serviceRestored] > 0 && !taken[s.Key()+" "+d.therapist]
			if held[s] || waits[s] || lost || unsent > 0 {
				most++
				continue
			}
			if len(list) > 0 {
				w.fail(purgedIsGone, "device %d keeps %d records of %s, which its therapist does not hold", d.n, len(list), s.Key())
			}
		}
		if n := len(d.named()); n > most {
			w.fail(purgedIsGone, "device %d has the keys of %d scopes, and may have something of %d", d.n, n, most)
		}
	}
}

// readable is what the saves of a world look like.
var readable = regexp.MustCompile(`value [0-9]+`)

// noByteIsLeft: invariant 5, in every byte of every file of every device. A scope that the device has no key of is named nowhere;
// no word that anybody saved, no child and no record stands there to be read.
func (w *world) noByteIsLeft() {
	w.t.Helper()
	for _, d := range w.devices {
		now := d.named()
		var gone [][]byte
		for name := range d.keys {
			if !now[name] {
				id, err := hex.DecodeString(name)
				w.must(err)
				gone = append(gone, id)
			}
		}
		w.count.shredded += len(gone)
		files, err := filepath.Glob(filepath.Join(d.dir, "*"))
		w.must(err)
		for _, file := range files {
			raw, err := os.ReadFile(file)
			w.must(err)
			for _, id := range gone {
				if at := bytes.Index(raw, id); at >= 0 {
					w.fail(purgedIsGone, "device %d let go of a scope, and a row of it stands in %s at byte %d", d.n, filepath.Base(file), at)
				}
			}
			if word := readable.Find(raw); word != nil {
				w.fail(purgedIsGone, "device %d: %q stands readable in %s", d.n, word, filepath.Base(file))
			}
			for _, s := range w.scopes {
				if s.ID != "" && bytes.Contains(raw, []byte(s.ID)) {
					w.fail(purgedIsGone, "device %d: the %s %s is named in %s", d.n, s.Type, s.ID.Short(), filepath.Base(file))
				}
			}
			for _, r := range w.records {
				if bytes.Contains(raw, []byte(r.id)) {
					w.fail(purgedIsGone, "device %d: the record %s is named in %s", d.n, r.id.Short(), filepath.Base(file))
				}
			}
		}
	}
}

// lateWorkIsTaken: invariant 13. What somebody wrote where they hold something, or held it and late work is still taken, does not stay
// in quarantine for want of a grant.
func (w *world) lateWorkIsTaken() {
	w.t.Helper()
	may := map[string]bool{}
	for _, row := range w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"),
		fmt.Sprintf(`SELECT scope || ' ' || therapist FROM grants WHERE to_seq = 0 OR grace_ms >= %d`, w.clock.Now().UnixMilli())) {
		may[row] = true
	}
	for _, q := range w.waitsForAGrant() {
		if scope := w.scopeOf(assessments.ID(q.Record)); may[scope.Key()+" "+q.Therapist] {
			w.fail(lateIsTaken, "%s waits for a grant of %s, which its author has", q.CID, scope.Key())
		}
	}
}
