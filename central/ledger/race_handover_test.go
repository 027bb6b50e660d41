package ledger

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A house is one tenant in a race: two therapists, each with devices that write, and children that go to and fro between them.
type house struct {
	kit
	children []assessments.Scope
	pens     []pen
	readers  []*cursorReader
}

// A pen is a device that writes, with what it will write.
type pen struct {
	s       Session
	batches [][]wire.Pushed
}

// A cursorReader reads the feed as a tablet does: with one cursor, from whichever process answers, letting go of what it is told to.
type cursorReader struct {
	s      Session
	cursor string
	has    map[string]map[string]bool // scope -> cids
}

// newHouse makes a tenant with writing devices of both therapists. Everything they will write is frozen beforehand.
func newHouse(t *testing.T, k *kit, name string) *house {
	t.Helper()
	h := &house{kit: *k}
	var err error
	if h.tenant, err = k.l.AddTenant(k.ctx, name, Packs[0]); err != nil {
		t.Fatal(err)
	}
	h.ann, h.ben = h.enrol("Ann"+name), h.enrol("Ben"+name)
	for range 3 {
		child := assessments.ChildScope(h.id())
		h.want(h.ann, h.set(child, h.id(), 0, "a", "first"), wire.OK, "")
		h.children = append(h.children, child)
	}
	places := append([]assessments.Scope{assessments.TeamScope()}, h.children...)
	for i := range writers / 2 {
		p := pen{s: h.device([]string{h.ann.Therapist, h.ben.Therapist}[i%2])}
		for range rounds {
			var b []wire.Pushed
			for n := range 10 {
				b = append(b, frozen(t, h.set(places[n%len(places)], h.id(), 0, "a", "1")))
			}
			p.batches = append(p.batches, b)
		}
		h.pens = append(h.pens, p)
	}
	for _, s := range []Session{h.ann, h.ben} {
		h.readers = append(h.readers, &cursorReader{s: s, has: map[string]map[string]bool{}})
	}
	return h
}

// read takes one page from a process.
func (r *cursorReader) read(h *house, l *Ledger) (more bool, err error) {
	p, err := l.Pull(h.ctx, r.s, r.cursor, false)
	if err != nil {
		return false, err
	}
	r.cursor = p.Cursor
	for _, d := range p.Rows {
		c, err := wire.Thaw(d.Frozen.Bytes)
		if err != nil {
			return false, err
		}
		key := c.Scope().Key()
		if r.has[key] == nil {
			r.has[key] = map[string]bool{}
		}
		r.has[key][d.CID] = true
	}
	var said []wire.Purged
	for _, g := range p.Remove {
		delete(r.has, g.Scope)
		said = append(said, wire.Purged{Scope: g.Scope, Seq: g.Seq})
	}
	r.cursor, err = l.Purged(h.ctx, r.s, r.cursor, said)
	return p.More, err
}

// missed counts what a therapist may see and the reader has not, and what it has of a child that it had to let go of.
func (r *cursorReader) missed(h *house) (n int) {
	h.t.Helper()
	held := map[string]bool{teamKey: true}
	list, err := h.l.Grants(h.ctx, h.tenant.ID, r.s.Therapist)
	h.must(err)
	for _, s := range list {
		held[s.Key()] = true
	}
	for key, cids := range r.has {
		if !held[key] {
			n += len(cids)
		}
	}
	err = h.l.read(h.ctx, "test", func(tx txn) error {
		return tx.each(h.ctx, `SELECT cid, scope FROM change WHERE tenant = ?1 AND device <> ?2`, func(scan func(...any) error) error {
			var cid, scope string
			err := scan(&cid, &scope)
			if held[scope] && !r.has[scope][cid] {
				n++
			}
			return err
		}, h.tenant.ID, r.s.Device)
	})
	h.must(err)
	return n
}

// turn hands one child to whoever does not have it. The one who had it goes on writing: that is late work.
func (h *house) turn(l *Ledger, n int) error {
	child := h.children[n%len(h.children)]
	from, to := h.ann.Therapist, h.ben.Therapist
	if n/len(h.children)%2 == 1 {
		from, to = to, from
	}
	return l.Handover(h.ctx, child, from, to, 30)
}

// race lets the devices of two tenants write through two processes on one database while children are handed over through either and
// readers go on with their cursors at both. It returns how many changes some reader missed. One at a time, nobody meets anybody.
func race(t *testing.T, ledgers [2]*Ledger, houses []*house, oneAtATime bool) (missed int) {
	t.Helper()
	var group sync.WaitGroup
	var alone sync.Mutex
	act := func(what string, do func() error) {
		if oneAtATime {
			alone.Lock()
			defer alone.Unlock()
		}
		if err := do(); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	done := make(chan struct{})
	var others sync.WaitGroup
	over := func() bool {
		select {
		case <-done:
			return true
		default:
			return false
		}
	}
	for _, h := range houses {
		for i, p := range h.pens {
			group.Go(func() {
				for _, b := range p.batches {
					act("push", func() error {
						acks, err := ledgers[i/2%2].Push(h.ctx, &p.s, b)
						for _, a := range acks {
							if a.Result != wire.OK && a.Code != wire.CodeScope {
								err = fmt.Errorf("a change was answered %s %s", a.Result, a.Code)
							}
						}
						return err
					})
				}
			})
		}
		others.Go(func() {
			for n := 0; n < len(h.children) || !over(); n++ { // each child goes once at least
				act("hand-over", func() error { return h.turn(ledgers[n%2], n) })
			}
		})
		for _, r := range h.readers {
			others.Go(func() {
				for n := 0; !over(); n++ {
					act("read", func() error { _, err := r.read(h, ledgers[n%2]); return err })
				}
			})
		}
	}
	group.Wait()
	close(done)
	others.Wait()
	for _, h := range houses {
		for _, r := range h.readers {
			for more, quiet := true, 0; more || quiet < 2; {
				var err error
				more, err = r.read(h, ledgers[0])
				h.must(err)
				if !more {
					quiet++
				}
			}
			missed += r.missed(h)
		}
	}
	return missed
}

// twoProcesses opens one database twice, as two processes of a service do, and makes two tenants whenever it is asked.
func twoProcesses(t *testing.T, url string) (*kit, [2]*Ledger, func() []*house) {
	t.Helper()
	k := newKit(t, Config{Database: url})
	second := k.open(k.l.cfg)
	t.Cleanup(func() { second.Close() })
	return k, [2]*Ledger{k.l, second}, func() []*house {
		h := []*house{newHouse(t, k, "North"), nil}
		k.n = h[0].n
		h[1] = newHouse(t, k, "South")
		k.n = h[1].n
		return h
	}
}

func TestConcurrentHandovers_MissNothing(t *testing.T) {
	k, ledgers, houses := twoProcesses(t, testkit.Postgres(t))
	all := houses()
	if missed := race(t, ledgers, all, false); missed != 0 {
		t.Errorf("readers missed %d changes, or kept what they had to let go of", missed)
	}
	k.sound()
	late, quarantined := 0, 0
	for _, h := range all {
		list, err := k.l.Late(k.ctx, h.tenant.ID, assessments.Scope{})
		k.must(err)
		rows, err := k.l.Quarantine(k.ctx, h.tenant.ID)
		k.must(err)
		late, quarantined = late+len(list), quarantined+len(rows)
	}
	if late == 0 || quarantined != 0 {
		t.Errorf("%d changes came late and %d stayed in quarantine: both therapists have had every child", late, quarantined)
	}
}

// The pitfall again, where it is hardest to see: with two processes and children on the move. One at a time the same plant loses
// nothing, so that what is caught is caught for its order alone.
func TestConcurrentHandovers_PlantedNaiveCursorIsCaught(t *testing.T) {
	began := time.Now()
	for try := 1; time.Since(began) < time.Minute; try++ {
		k, ledgers, houses := twoProcesses(t, testkit.Postgres(t))
		for _, l := range ledgers {
			plantNaive(t, k, l)
		}
		all := houses()
		for _, h := range all {
			for i := range h.pens {
				h.pens[i].batches = h.pens[i].batches[:2]
			}
		}
		if missed := race(t, ledgers, all, true); missed != 0 {
			t.Fatalf("one at a time the plant lost %d changes: it does more than it should", missed)
		}
		if missed := race(t, ledgers, houses(), false); missed > 0 {
			t.Logf("caught at try %d after %v: readers missed %d changes", try, time.Since(began).Round(time.Millisecond), missed)
			return
		}
	}
	t.Error("in a minute a naive cursor lost nothing: the test does not test")
}

// plantNaive has numbers come from a sequence of the database, which hands them out before what they stand for can be seen, and a
// reader that believes the newest number it can see. A batch of ten has the ten numbers after the one drawn; whoever draws next, a
// hand-over too, must get none of them, so the sequence takes wide steps.
func plantNaive(t *testing.T, k *kit, l *Ledger) {
	t.Helper()
	k.must(k.exec(`CREATE SEQUENCE IF NOT EXISTS naive INCREMENT 20`))
	say := l.d.say
	l.d.name = "planted naive cursor"
	l.d.say = func(q string) string {
		switch q {
		case uptoQuery:
			q = `SELECT greatest((SELECT coalesce(max(seq), 0) FROM change WHERE tenant = ?1), (SELECT coalesce(max(greatest(from_seq, to_seq)), 0) FROM grants WHERE tenant = ?1))`
		case bumpQuery:
			q = `SELECT nextval('naive') WHERE ?1::text <> ''`
		}
		return say(q)
	}
	l.d.push = strings.Replace(pushSQL, "UPDATE tenant SET seq = seq + $2 WHERE id = $1 RETURNING seq - $2 AS s0", "SELECT nextval('naive') AS s0 WHERE $1::text <> '' AND $2::bigint > 0", 1)
	if l.d.push == pushSQL {
		t.Fatal("the plant no longer fits push.sql")
	}
}
