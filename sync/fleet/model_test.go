package fleet

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// The small model: two devices, three operations each, every interleaving that differs, over the real ledger and its merge. Nothing is left to
// chance, so what holds here holds for every order of these operations.
const operations = "epdl" // edit, push (a whole round), pull, push whose answer is lost

// A modelDevice does what a courier and a store do, for one field of one record.
type modelDevice struct {
	m      *model
	s      ledger.Session
	dseq   uint64
	cursor string
	outbox []wire.Pushed
	over   map[string]string      // by cid: the value that stood there when it was written
	known  map[uint64]modelChange // by sequence
}

type modelChange struct {
	value  string
	result wire.Result
}

type model struct {
	t        *testing.T
	w        *world
	l        *ledger.Ledger
	rec      assessments.ID
	n        int
	values   []string
	cids     map[string]string // by value
	replaced map[string]bool
	all      []wire.Pushed
	by       []ledger.Session
}

// view is what stands in the field on the device.
func (d *modelDevice) view() (value string) {
	var newest uint64
	for seq, c := range d.known {
		if c.result == wire.OK && seq > newest {
			newest, value = seq, c.value
		}
	}
	for _, p := range d.outbox {
		if d.over[p.CID] == value {
			value = d.m.valueOf(p)
		}
	}
	return value
}

func (m *model) valueOf(p wire.Pushed) string {
	c, err := wire.Thaw(p.Frozen.Bytes)
	m.w.must(err)
	return string(c.Set["f"])
}

func (d *modelDevice) do(op byte) {
	m := d.m
	switch op {
	case 'e':
		was := d.view()
		m.n++
		d.dseq++
		value := fmt.Sprintf(`"v%d"`, m.n)
		c := wire.Change{CID: fmt.Sprintf("%032x", m.n), Inc: d.s.Inc, DSeq: d.dseq, Record: m.rec, Kind: note, Op: assessments.OpSet,
			Set: assessments.Fields{"f": json.RawMessage(value)}, Over: map[string]string{}, TDev: "2026-11-20T09:00:00Z", V: wire.Format}
		c.Replaces("f", m.cids[was])
		f, err := wire.Freeze(c)
		m.w.must(err)
		p := wire.Pushed{CID: c.CID, Frozen: f}
		d.outbox, d.over[c.CID] = append(d.outbox, p), was
		m.values, m.cids[value], m.replaced[was] = append(m.values, value), c.CID, true
		m.all, m.by = append(m.all, p), append(m.by, d.s)
	case 'p', 'l':
		s := d.s
		acks, err := m.l.Push(m.w.ctx, &s, d.outbox)
		m.w.must(err)
		if op == 'l' {
			return
		}
		for i, a := range acks {
			c := modelChange{m.valueOf(d.outbox[i]), a.Result}
			if c.result == wire.Dup {
				c.result = m.result(a.CID, d.s)
			}
			d.known[a.Seq] = c
		}
		d.outbox = nil
		d.pull()
	case 'd':
		d.pull()
	}
}

// result is what a change was stored as; the feed would say so to another device.
func (m *model) result(cid string, s ledger.Session) wire.Result {
	s.Inc = "another"
	p, err := m.l.Pull(m.w.ctx, s, "", true)
	m.w.must(err)
	for _, row := range p.Rows {
		if row.CID == cid {
			return row.Result
		}
	}
	m.t.Fatalf("%s was acked as a duplicate and is not there", cid)
	return ""
}

func (d *modelDevice) pull() {
	p, err := d.m.l.Pull(d.m.w.ctx, d.s, d.cursor, false)
	d.m.w.must(err)
	d.cursor = p.Cursor
	for _, row := range p.Rows {
		if _, known := d.known[row.Seq]; !known {
			d.known[row.Seq] = modelChange{d.m.valueOf(wire.Pushed{Frozen: row.Frozen}), row.Result}
		}
	}
}

// end brings both to rest and asks what became of everything.
func (m *model) end(a, b *modelDevice, story string) {
	for range 2 {
		a.do('p')
		b.do('p')
	}
	shown := map[string]bool{}
	records, err := m.l.Records(m.w.ctx, a.s.Tenant)
	m.w.must(err)
	head := ""
	for _, r := range records {
		head = string(r.Fields["f"])
		shown[head] = true
	}
	conflicts, err := m.l.Conflicts(m.w.ctx, a.s.Tenant)
	m.w.must(err)
	for _, c := range conflicts {
		for _, v := range c.Values {
			shown[string(v.Value)] = true
		}
	}
	for _, v := range m.values {
		if !shown[v] && !m.replaced[v] {
			m.t.Errorf("%s: invariant %d: %s vanished", story, noneVanishes, v)
		}
	}
	va, vb := a.view(), b.view()
	if va != head || vb != head {
		m.t.Errorf("%s: invariant %d: the devices show %s and %s, the service %s", story, sameScopes, va, vb, head)
	}
	for i, p := range m.all {
		acks, err := m.l.Push(m.w.ctx, &m.by[i], []wire.Pushed{p})
		m.w.must(err)
		if acks[0].Result != wire.Dup {
			m.t.Errorf("%s: invariant %d: sent again, a change is answered %s", story, replayIsIdle, acks[0].Result)
		}
	}
	if tenant, err := m.l.Tenant(m.w.ctx, a.s.Tenant); err != nil || tenant.Seq != uint64(len(m.all)) {
		m.t.Errorf("%s: invariant %d: %d changes have %d numbers (%v)", story, everySave, len(m.all), tenant.Seq, err)
	}
}

// programs are all ways to do at most three operations that differ. With nothing to send, a push is a pull and a push whose answer is
// lost is nothing at all, so that of the 64 ways to do three operations 29 are left, the shorter ones among them. With
// FIELDFARE_MODEL=all nothing is left out.
func programs() []string {
	seen := map[string]bool{}
	for _, x := range operations {
		for _, y := range operations {
			for _, z := range operations {
				p := string([]rune{x, y, z})
				if !everyProgram() {
					p = plainly(p)
				}
				seen[p] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func everyProgram() bool { return os.Getenv("FIELDFARE_MODEL") == "all" }

// plainly writes a program in the shortest operations that do the same.
func plainly(program string) string {
	out, waits := "", false
	for _, op := range program {
		switch {
		case op == 'l' && !waits:
			continue
		case op == 'p' && !waits:
			op = 'd'
		case op == 'p', op == 'e':
			waits = op == 'e'
		}
		out += string(op)
	}
	return out
}

func TestModel_EveryInterleaving(t *testing.T) {
	w := emptyWorld(t, plan{seed: 1})
	c, err := central.New(w.ctx, w.furnish(central.Config{Dir: scratch + "/model"}, 0))
	w.must(err)
	t.Cleanup(func() { c.Close() })
	n := 0
	all := programs()
	for i, first := range all {
		seconds := all[i:] // the devices are alike: who is called the first makes no difference
		if everyProgram() {
			seconds = all
		}
		for _, second := range seconds {
			for order := range 1 << (len(first) + len(second)) {
				if ones(order) != len(second) {
					continue
				}
				n++
				tenant, err := c.TenantAdd(w.ctx, "Model", ledger.Packs[0])
				w.must(err)
				m := &model{t: t, w: w, l: c.Ledger(), rec: w.id(), cids: map[string]string{}, replaced: map[string]bool{}}
				var d [2]*modelDevice
				for i := range d {
					d[i] = &modelDevice{m: m, s: ledger.Session{Tenant: tenant.ID, Device: fmt.Sprint("device", i), Inc: "1", Therapist: "t"}, over: map[string]string{}, known: map[uint64]modelChange{}}
				}
				at := [2]int{}
				story := ""
				for bit := range len(first) + len(second) {
					i := order >> bit & 1
					op := [2]string{first, second}[i][at[i]]
					at[i]++
					story += fmt.Sprint(i, string(op), " ")
					d[i].do(op)
				}
				m.end(d[0], d[1], story)
				if t.Failed() {
					t.FailNow()
				}
			}
		}
	}
	problems, err := c.Ledger().Verify(w.ctx)
	w.must(err)
	for _, p := range problems {
		t.Errorf("invariant %d: %s: %s", journalAdds, p.Where, p.Text)
	}
	t.Logf("%d interleavings of two devices with %d programs of three operations", n, len(all))
}

func ones(n int) (k int) {
	for ; n > 0; n >>= 1 {
		k += n & 1
	}
	return k
}
