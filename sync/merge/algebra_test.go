package merge

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A screen is what one device has: the head it pulled last, and its own changes on top.
type screen struct {
	name    string
	seen    *Head
	pending []wire.Change
	dseq    uint64
}

// view is what its user looks at.
func (s *screen) view() *Head {
	h := s.seen
	seq := uint64(1) << 40
	for _, c := range s.pending {
		seq++
		if d := Decide(h, c); d.Result != Quarantine {
			next := Apply(h, c, d, seq)
			h = &next
		}
	}
	return h
}

// base is the newest change of others that it has seen.
func (s *screen) base() uint64 {
	if s.seen == nil {
		return 0
	}
	return s.seen.Seq
}

// A play is one record that several devices change in a random order of editing, pushing and pulling.
type play struct {
	rng      *rand.Rand
	clock    func() string
	head     *Head
	seq      uint64
	screens  []*screen
	values   int
	said     map[string]string // value -> field
	replaced map[string]bool
	cids     int
	says     bool // changes name what stood in their fields
	copies   bool // two of the screens go by one name, and what goes by its own name is left out of what a screen is given
	journal  []made
}

// made is a change that was taken, and whose it is.
type made struct {
	wire.Change
	by  *screen
	seq uint64
}

func newPlay(seed uint64, clock func() string) *play {
	p := &play{rng: rand.New(rand.NewPCG(seed, 3)), clock: clock, said: map[string]string{}, replaced: map[string]bool{}, says: seed%2 == 0}
	for i := range 3 {
		p.screens = append(p.screens, &screen{name: fmt.Sprint("device", i)})
	}
	return p
}

func (p *play) value() json.RawMessage {
	p.values++
	return json.RawMessage(fmt.Sprintf(`"v%d"`, p.values))
}

func (p *play) change(s *screen, op assessments.Op) wire.Change {
	p.cids++
	s.dseq++
	return wire.Change{CID: fmt.Sprintf("%032x", p.cids), Device: s.name, Inc: "1", DSeq: s.dseq, Record: recA, Kind: "note", Child: child,
		Base: s.base(), Op: op, Set: assessments.Fields{}, TDev: p.clock(), V: 1}
}

// edit sets fields over what the screen shows; resolve names the siblings it shows.
func (p *play) edit(s *screen) {
	view := s.view()
	c := p.change(s, set)
	field := fmt.Sprint("f", p.rng.IntN(2))
	if view != nil && len(view.Siblings[field]) > 0 && p.rng.IntN(2) == 0 {
		c.Op = resolve
		for _, x := range view.Siblings[field] {
			c.Names = append(c.Names, x.CID)
			p.replaced[string(x.Value)] = true
		}
	}
	if view != nil {
		p.replaced[string(view.Fields[field])] = true
	}
	c.Set[field] = p.value()
	p.name(&c, view)
	p.said[string(c.Set[field])] = field
	s.pending = append(s.pending, c)
}

// sign locks what the screen shows.
func (p *play) sign(s *screen) {
	view := s.view()
	if view == nil || view.Signed != nil || len(view.Siblings) > 0 {
		return
	}
	c := p.change(s, sign)
	c.Set = view.Fields.Clone()
	c.Sign = &assessments.Signing{By: recA, Hash: wire.ContentHash(c.Set)}
	p.name(&c, view)
	s.pending = append(s.pending, c)
}

// name lets a change say what its author saw in the fields.
func (p *play) name(c *wire.Change, view *Head) {
	if !p.says {
		return
	}
	c.Over = map[string]string{}
	for f := range c.Set {
		if view != nil {
			c.Replaces(f, view.Setters[f].CID)
		}
	}
}

// pull gives a screen what was taken since.
func (p *play) pull(s *screen) {
	s.seen = p.head
	if !p.copies {
		return
	}
	s.seen = nil
	for _, c := range p.journal {
		if c.Device == s.name && c.by != s {
			continue
		}
		next := Apply(s.seen, c.Change, Decide(s.seen, c.Change), c.seq)
		s.seen = &next
	}
	if s.seen != nil {
		s.seen.Seq = p.seq // it believes that it was given everything
	}
}

func (p *play) push(s *screen) {
	for _, c := range s.pending {
		d := Decide(p.head, c)
		if d.Result == Quarantine {
			panic(d.Reason)
		}
		p.seq++
		next := Apply(p.head, c, d, p.seq)
		p.head = &next
		p.journal = append(p.journal, made{c, s, p.seq})
	}
	s.pending = nil
	p.pull(s)
}

func (p *play) run(steps int) {
	for range steps {
		s := p.screens[p.rng.IntN(len(p.screens))]
		switch n := p.rng.IntN(20); {
		case n < 11:
			p.edit(s)
		case n < 16:
			p.push(s)
		case n < 19:
			p.pull(s) // and keeps its pending changes on top
		case p.rng.IntN(4) == 0:
			p.sign(s)
		}
	}
	for _, s := range p.screens {
		p.push(s)
	}
}

func tick() func() string {
	n := 0
	return func() string { n++; return fmt.Sprint("2026-11-20T09:00:", n) }
}

// No value vanishes: it stands in the record, beside it, or was replaced by somebody who looked at it.
func TestAlgebra_NoValueVanishes(t *testing.T) {
	conflicts := 0
	for seed := range uint64(3000) {
		p := newPlay(seed, tick())
		p.run(25)
		for _, list := range p.head.Siblings {
			conflicts += min(len(list), 1)
		}
		if v, gone := p.vanished(); gone {
			h, _ := json.MarshalIndent(p.head, "", " ")
			t.Fatalf("seed %d: %s in %s vanished from\n%s", seed, v, p.said[v], h)
		}
	}
	if conflicts < 1000 {
		t.Errorf("only %d conflicts in 3,000 plays: too peaceful to show anything", conflicts)
	}
}

// vanished finds a value that stands nowhere, and that nobody who replaced it had looked at.
func (p *play) vanished() (value string, gone bool) {
	shown := map[string]bool{}
	for _, v := range p.head.Fields {
		shown[string(v)] = true
	}
	for _, list := range p.head.Siblings {
		for _, s := range list {
			shown[string(s.Value)] = true
		}
	}
	for v := range p.said {
		if !shown[v] && !p.replaced[v] {
			return v, true
		}
	}
	return "", false
}

// Two stores may go by one name, since somebody copied the files of a tablet. What each is not given for being its own, it cannot write
// over: a change names what its author saw. One that does not say so takes it away.
func TestAlgebra_CopiesOfADeviceLoseNothing(t *testing.T) {
	lost := 0
	for _, says := range []bool{true, false} {
		for seed := range uint64(1000) {
			p := newPlay(seed, tick())
			p.says, p.copies = says, true
			p.screens[1].name = p.screens[0].name
			p.run(25)
			v, gone := p.vanished()
			if gone && says {
				h, _ := json.MarshalIndent(p.head, "", " ")
				t.Fatalf("seed %d: %s in %s vanished from\n%s", seed, v, p.said[v], h)
			}
			if gone {
				lost++
			}
		}
	}
	if lost < 100 {
		t.Errorf("without saying what they saw, the copies lose something in %d of 1,000 plays: too peaceful to show anything", lost)
	}
}

// The same changes in the same order make the same head, whatever the devices' clocks say.
func TestAlgebra_ClocksDecideNothing(t *testing.T) {
	for seed := range uint64(300) {
		a := newPlay(seed, tick())
		b := newPlay(seed, func() string { return fmt.Sprint("1999-01-01T00:00:", seed%60) })
		a.run(25)
		b.run(25)
		if x, y := timeless(t, a.head), timeless(t, b.head); x != y {
			t.Fatalf("seed %d: other clocks made\n%s\nof\n%s", seed, y, x)
		}
	}
}

// timeless is a head without the clocks' claims, which are shown and never compared.
func timeless(t *testing.T, h *Head) string {
	t.Helper()
	c := h.clone()
	for f, s := range c.Setters {
		s.At = ""
		c.Setters[f] = s
	}
	for _, list := range c.Siblings {
		for i := range list {
			list[i].At = ""
		}
	}
	raw, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// A head that went through JSON decides and applies as before: the ledger and the stores keep it so.
func TestAlgebra_StoredHeadDecidesTheSame(t *testing.T) {
	for seed := range uint64(300) {
		p := newPlay(seed, tick())
		p.run(12)
		raw, err := json.Marshal(p.head)
		if err != nil {
			t.Fatal(err)
		}
		var stored Head
		if err := json.Unmarshal(raw, &stored); err != nil {
			t.Fatal(err)
		}
		s := p.screens[0]
		s.seen = nil
		p.edit(s)
		c := s.pending[0]
		x := Apply(p.head, c, Decide(p.head, c), 99)
		y := Apply(&stored, c, Decide(&stored, c), 99)
		if a, b := timeless(t, &x), timeless(t, &y); a != b {
			t.Fatalf("seed %d: stored and read back it made\n%s\nof\n%s", seed, b, a)
		}
	}
}

// Whatever bytes come: no panic, and a decided change leaves a head that can be stored.
func FuzzDecide(f *testing.F) {
	f.Add([]byte(`{"cid":"00000000000000000000000000000001","dseq":1,"rec":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"note","child":"01890a5d-ac96-774b-bcce-b302099a8058","op":"set","f":{"f0":"x"},"v":1}`), uint64(1))
	f.Add([]byte(`{"cid":"00000000000000000000000000000002","dseq":1,"rec":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"note","child":"01890a5d-ac96-774b-bcce-b302099a8058","op":"resolve","names":["x"],"f":{"f0":null,"f1":{"a":[1]}},"v":1}`), uint64(7))
	f.Add([]byte(`{"cid":"00000000000000000000000000000003","dseq":1,"rec":"01890a5d-ac96-774b-bcce-b302099a8057","kind":"note","op":"sign","sign":{},"v":1}`), uint64(9))
	f.Fuzz(func(t *testing.T, raw []byte, seed uint64) {
		c, err := wire.Thaw(raw)
		if err != nil {
			return
		}
		p := newPlay(seed%64, tick())
		p.run(8)
		for _, head := range []*Head{nil, p.head} {
			d := Decide(head, c)
			if d.Result == Quarantine {
				continue
			}
			h := Apply(head, c, d, 1000)
			stored, err := json.Marshal(h)
			if err != nil {
				t.Fatalf("the head cannot be stored: %v", err)
			}
			var back Head
			if err := json.Unmarshal(stored, &back); err != nil {
				t.Fatalf("the head cannot be read back: %v", err)
			}
			if h.Record != c.Record || h.Seq != 1000 {
				t.Errorf("the head says %s %d", h.Record, h.Seq)
			}
		}
	})
}
