package fleet

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// An invariant is one of the promises that hold in every world. The numbers are those of docs/sync.md.
type invariant int

const (
	everySave      invariant = 1 + iota // every save is in a record, in a conflict or in quarantine
	noneVanishes                        // no value vanishes unless somebody who saw it put another in its place
	sameScopes                          // what two may both see is equal byte for byte
	signedStays                         // signed bytes and chains never change
	purgedIsGone                        // of a scope that was let go of or never given, no byte is on the disk
	poisonAlone                         // a poisoned change delays no other record
	replayIsIdle                        // any request sent again changes nothing
	unknownSurvive                      // what old apps do not know survives them
	clocksAreIdle                       // other clocks, the same state
	restoreIsWhole                      // after the service was restored everything confirmed comes back
	feedIsWhole                         // whoever reads the feed while others write misses nothing
	journalAdds                         // the journal adds up to the records, on both sides
	lateIsTaken                         // late work goes into the record as long as it is taken
	picturesArrive                      // a picture is nowhere lost, and no piece that arrived is sent again
	wordsFirst                          // words wait for no picture
	drainsWhole                         // an app that is too old for the service gives everything, and is given nothing
)

// fail notes a broken invariant.
func (w *world) fail(i invariant, format string, args ...any) {
	w.t.Helper()
	w.t.Errorf("invariant %d: "+format, append([]any{int(i)}, args...)...)
}

// judge checks everything that can be checked in a world that has become calm.
func (w *world) judge() {
	w.t.Helper()
	w.told = map[told][]store.HistoryEntry{}
	w.watchSigned()
	w.everySaveIsSomewhere()
	w.noValueVanished()
	w.scopesConverge()
	w.purgedLeftNothing()
	w.onlyWhatIsHeld()
	w.noByteIsLeft()
	w.lateWorkIsTaken()
	w.picturesAreWhole()
	w.poisonStandsAlone()
	w.unknownIsThere()
	w.feedHadAll()
	w.replayChangesNothing()
	w.adds()
}

// there are the changes that the service has, in its journal or in quarantine.
func (w *world) there() map[string]bool {
	out := map[string]bool{}
	for _, cid := range w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), `SELECT cid FROM change UNION SELECT cid FROM quarantine WHERE state = 'open'`) {
		out[cid] = true
	}
	return out
}

// everySaveIsSomewhere: invariants 1 and 10. What waits on its device must say so, and what the device believes to be in the
// service's quarantine must be there, where the lead can see it.
func (w *world) everySaveIsSomewhere() {
	w.t.Helper()
	there, which := w.there(), everySave
	if w.count.faults[serviceRestored] > 0 {
		which = restoreIsWhole
	}
	held := w.apart(func(d *device, h store.HistoryEntry) {
		if h.State == "pending" {
			w.fail(everySave, "device %d stopped with %s unsent", d.n, h.CID)
		}
		if h.State == "quar" && !there[h.CID] {
			w.fail(which, "device %d shows %s as being in quarantine, and the service has not got it", d.n, h.CID)
		}
	})
	for _, s := range w.oracle.saves {
		if s.cid != "" && !s.gone && !there[s.cid] && !held[s.cid] {
			w.fail(which, "the save of %s in %s of %s (%s) is nowhere", s.value, s.field, s.rec.Short(), s.cid)
		}
	}
}

// apart are the changes that wait on a device, visible there: in quarantine, or behind one that is.
func (w *world) apart(each func(*device, store.HistoryEntry)) map[string]bool {
	held := map[string]bool{}
	for _, d := range w.devices {
		for _, r := range w.records {
			for _, h := range d.history(r.id) {
				if h.State != "acked" {
					held[h.CID] = true
					each(d, h)
				}
			}
		}
	}
	return held
}

// noValueVanished: invariant 2. A value that was saved stands in its record, stands beside it in a conflict, is in quarantine or
// waits behind it, or was replaced by somebody who saw it.
func (w *world) noValueVanished() {
	w.t.Helper()
	shown := map[string]bool{}
	records, err := w.svc.c.Ledger().Records(w.ctx, w.tenant)
	w.must(err)
	for _, r := range records {
		for f, v := range r.Fields {
			shown[string(r.ID)+f+string(v)] = true
		}
	}
	conflicts, err := w.svc.c.Conflicts(w.ctx, w.tenant)
	w.must(err)
	for _, c := range conflicts {
		for _, v := range c.Values {
			shown[c.Record+c.Field+string(v.Value)] = true
		}
	}
	aside := map[string]bool{} // by record and field: the values of changes that wait are not known by cid to everybody
	for _, d := range w.devices {
		for _, r := range w.records {
			for _, h := range d.history(r.id) {
				for f, v := range h.Set {
					aside[string(r.id)+f+string(v)] = aside[string(r.id)+f+string(v)] || h.State != "acked"
				}
			}
		}
	}
	rows, err := w.svc.c.Quarantine(w.ctx, w.tenant)
	w.must(err)
	inQuarantine := map[string]bool{}
	for _, q := range rows {
		inQuarantine[q.CID] = true
	}
	for _, q := range rows {
		if q.Code == "fault" {
			w.fail(journalAdds, "the service stumbled over %s, which nobody had poisoned", q.CID)
		}
	}
	w.count.conflicts, w.count.quarantined = len(conflicts), len(rows)
	for _, s := range w.oracle.saves {
		place := string(s.rec) + s.field + s.value
		if !shown[place] && !s.gone && !w.oracle.replaced[s.value] && !aside[place] && !inQuarantine[s.cid] {
			w.fail(noneVanishes, "%s in %s of %s vanished without a word", s.value, s.field, s.rec.Short())
		}
	}
}

// scopesConverge: invariant 3, conflicts included.
func (w *world) scopesConverge() {
	w.t.Helper()
	central := map[assessments.ID]string{}
	records, err := w.svc.c.Ledger().Records(w.ctx, w.tenant)
	w.must(err)
	for _, r := range records {
		central[r.ID] = written(w.t, r)
	}
	for _, d := range w.devices {
		mine := map[assessments.ID]string{}
		unsent := map[assessments.ID]bool{}
		list, err := d.store.Records(w.ctx, store.Filter{Struck: true})
		w.must(err)
		for _, r := range list {
			mine[r.ID], unsent[r.ID] = written(w.t, r), r.Meta.Unsent > 0
		}
		held := w.holds(d)
		for _, r := range records {
			if !held[r.Scope] {
				continue
			}
			if unsent[r.ID] {
				stands, err := d.store.Standing(w.ctx, r.ID)
				w.must(err)
				if stands.Code == store.CodeNotBack {
					w.fail(sameScopes, "device %d says that record %s is not with the service, and it is", d.n, r.ID.Short())
				}
				continue
			}
			if mine[r.ID] != central[r.ID] {
				w.fail(sameScopes, "device %d has\n%s, the service\n%s", d.n, mine[r.ID], central[r.ID])
			}
		}
		for _, r := range list {
			if _, ok := central[r.ID]; !ok && !unsent[r.ID] && held[r.Scope] {
				w.fail(sameScopes, "device %d has record %s, sent, and the service has not", d.n, r.ID.Short())
			}
		}
	}
}

// written is a record in canonical bytes, with what a person sees of its state.
func written(t testing.TB, r assessments.Record) string {
	t.Helper()
	var b bytes.Buffer
	if err := (assessments.Bundle{Bundle: 1, Records: []assessments.Record{r}}).Write(&b); err != nil {
		t.Fatalf("%v", err)
	}
	signed, err := json.Marshal(r.Meta.Signed)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return fmt.Sprint(b.String(), string(signed), r.Meta.Conflicts)
}

// holds are the scopes of a device's therapist.
func (w *world) holds(d *device) map[assessments.Scope]bool {
	held := map[assessments.Scope]bool{assessments.TeamScope(): true}
	list, err := w.svc.c.Ledger().Grants(w.ctx, w.tenant, d.therapist)
	w.must(err)
	for _, s := range list {
		held[s] = true
	}
	return held
}

// watchSigned: invariant 4. What a signature covers is the same whenever anybody looks, on the service and on every device that
// has it from there.
func (w *world) watchSigned() {
	w.t.Helper()
	records, err := w.svc.c.Ledger().Records(w.ctx, w.tenant)
	w.must(err)
	for _, r := range records {
		was, known := w.oracle.signed[r.ID]
		if r.Meta.Signed == nil {
			if known {
				w.fail(signedStays, "record %s was signed and is no more", r.ID.Short())
			}
			continue
		}
		is := fmt.Sprint(r.Meta.Signed.Hash, r.Meta.Signed.By, r.Meta.Signed.At, r.Fields)
		if known && is != was {
			w.fail(signedStays, "the signed record %s was\n%s and is\n%s", r.ID.Short(), was, is)
		}
		w.oracle.signed[r.ID] = is
	}
}

// leaves reports whether the device keeps a scope only for what of it is unsent, and says so.
func (d *device) leaves(s assessments.Scope) bool {
	leaving, err := d.store.Leaving(d.w.ctx)
	d.w.must(err)
	return slices.ContainsFunc(leaving, func(l store.Leaving) bool { return l.Scope == s && l.Unsent+l.Pictures > 0 })
}

// purgedLeftNothing: invariant 5. A device that told the service that it let go of a scope shows nothing of it, and has no
// confirmed change of it. What stands in its files: noByteIsLeft.
func (w *world) purgedLeftNothing() {
	w.t.Helper()
	purged := w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), `SELECT p.device || ' ' || p.inc || ' ' || p.scope FROM purged p JOIN device d ON d.id = p.device
		WHERE NOT EXISTS (SELECT 1 FROM grants g WHERE g.scope = p.scope AND g.therapist = d.therapist AND g.to_seq > p.seq)`) // what was given back and taken again is let go of again
	for _, d := range w.devices {
		st, err := d.store.SyncState(w.ctx)
		w.must(err)
		held := w.holds(d)
		for _, s := range w.scopes {
			if held[s] || !slices.Contains(purged, st.Device+" "+st.Inc+" "+s.Key()) {
				continue
			}
			if (d.twin || d.older) && d.leaves(s) {
				continue // it was the other one that let go, or this one in a time that its files know nothing of
			}
			w.count.purged++
			list, err := d.store.Records(w.ctx, store.Filter{Scope: &s, Struck: true})
			w.must(err)
			for _, r := range list {
				if r.Meta.Unsent == 0 { // what its person wrote there since is unsent, and shown as that
					w.fail(purgedIsGone, "device %d let go of %s and shows record %s of it", d.n, s.Key(), r.ID.Short())
				}
			}
			for _, r := range w.records {
				if r.scope != s {
					continue
				}
				for _, h := range d.history(r.id) {
					if h.State == "acked" {
						w.fail(purgedIsGone, "device %d let go of %s and has change %s of it", d.n, s.Key(), h.CID)
					}
				}
			}
		}
	}
}

// poisonStandsAlone: invariant 6 on the devices; the tablet checks each answer it gets. Whatever waits, waits behind a change of
// its own record.
func (w *world) poisonStandsAlone() {
	w.t.Helper()
	for _, d := range w.devices {
		for _, r := range w.records {
			behind := false
			for _, h := range d.history(r.id) {
				behind = behind || h.State == "quar"
				if h.State == "held" && !behind {
					w.fail(poisonAlone, "device %d holds %s of %s back, and nothing stands before it", d.n, h.CID, r.id.Short())
				}
			}
		}
	}
}

// unknownIsThere: invariant 8. What the tablet sent is on the service and comes to devices in the bytes it was sent in, and its
// field and kinds survive what apps that do not know them did to the same records.
func (w *world) unknownIsThere() {
	w.t.Helper()
	file := filepath.Join(w.svc.dir, "ledger.db")
	stored := map[string]bool{}
	for _, row := range w.looks.Column(w.t, file, `SELECT cid || body FROM change UNION SELECT cid || raw FROM quarantine`) {
		stored[row] = true
	}
	for cid, s := range w.tablet.kept {
		if !stored[cid+string(s.Frozen.Bytes)] {
			w.fail(unknownSurvive, "of the tablet's change %s other bytes are kept than it sent", cid)
		}
	}
}

// feedHadAll: invariant 11.
func (w *world) feedHadAll() {
	w.t.Helper()
	w.follower.read()
	for _, cid := range w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), `SELECT cid FROM change WHERE scope = 'team'`) {
		if !w.follower.seen[cid] {
			w.fail(feedIsWhole, "a reader of the team's feed never got %s", cid)
		}
	}
}

// replayChangesNothing: invariant 7, over every request that the service ever answered; one that it answered twice is sent once more. Left out are those from before a hand-over
// that took no late work: by the clock of then, which their tokens need, the service would take it.
func (w *world) replayChangesNothing() {
	w.t.Helper()
	state := func() string {
		tenant, err := w.svc.c.Ledger().Tenant(w.ctx, w.tenant)
		w.must(err)
		return fmt.Sprint(tenant.Seq, w.openFields(), string(w.export()), w.looks.Column(w.t, filepath.Join(w.svc.dir, "ledger.db"), `SELECT cid || h || state FROM quarantine ORDER BY 1`))
	}
	before, now := state(), w.clock.Now()
	sent := map[string]bool{}
	for _, m := range append([]*message(nil), w.air.past...) {
		same := m.head.Get(wire.ProofHeader) // over its path, token and body
		if !m.at.After(w.cut) || sent[same] {
			continue
		}
		sent[same] = true
		w.clock.Set(m.at) // its token was good then
		if w.air.send(m) == 200 {
			w.count.replayed++
		}
	}
	w.clock.Set(now)
	if w.count.replayed == 0 && w.cut.IsZero() {
		w.fail(replayIsIdle, "no request could be sent again: nothing was shown")
	}
	if after := state(); after != before {
		w.fail(replayIsIdle, "sending everything again changed\n%s to\n%s", before, after)
	}
}

// adds: invariant 12, with the chains of signatures.
func (w *world) adds() {
	w.t.Helper()
	problems, err := w.svc.c.Ledger().Verify(w.ctx)
	w.must(err)
	for _, p := range problems {
		w.fail(journalAdds, "%s: %s", p.Where, p.Text)
	}
	for _, d := range w.devices {
		bad, err := d.store.Verify(w.ctx)
		w.must(err)
		for _, p := range bad {
			w.fail(journalAdds, "device %d: %v", d.n, p)
		}
	}
}

// otherClocksSameState: invariant 9. The same world with other clocks on the devices ends in the same state.
func (w *world) otherClocksSameState() {
	w.t.Helper()
	p := w.plan
	p.skew = [3]time.Duration{90 * 24 * time.Hour, -400 * 24 * time.Hour, 3 * time.Hour}
	other := begin(w.t, p)
	other.storm()
	other.calm()
	if a, b := w.export(), other.export(); !bytes.Equal(a, b) {
		w.fail(clocksAreIdle, "other clocks made\n%s\nof\n%s", b, a)
	}
	if a, b := w.openFields(), other.openFields(); a != b {
		w.fail(clocksAreIdle, "other clocks made the conflicts\n%s\nof\n%s", b, a)
	}
}

func (w *world) openFields() string {
	rows, err := w.svc.c.Conflicts(w.ctx, w.tenant)
	w.must(err)
	var b strings.Builder
	for _, c := range rows {
		fmt.Fprintf(&b, "%s %s %d", c.Record, c.Field, c.Opened)
		for _, v := range c.Values {
			fmt.Fprintf(&b, " %s", v.Value)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
