package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A push is one batch being decided, over what load read for it.
type push struct {
	l  *Ledger
	tx txn
	s  Session

	known   map[string]knownChange // cid -> what is stored under it
	kept    map[string]bool        // cid + hash of open rows in quarantine
	lanes   map[string]string      // record -> cid in quarantine
	dseqs   map[string]string      // incarnation/dseq -> cid
	split   map[string]bool        // incarnations that two stores go by
	met     map[string]bool        // changes of the present incarnation whose number another one has
	past    map[string]uint64      // the newest number that is here of incarnations that the device has left
	heads   map[string]*loaded     // as read
	now     map[string]*merge.Head // as decided so far
	scopes  map[string]*scopeNow
	granted map[string]bool
	grace   map[string]bool // scopes whose grant ended, and whose late work is still taken
	late    []int           // such changes, by their place in the batch
	quar    []quarRow
	batch   batch
}

type knownChange struct {
	seq    uint64
	h, inc string
	base   int64
}

type scopeNow struct {
	row    scopeRow
	change bool
}

// decide works out what becomes of one change and answers it. It touches no database.
func (p *push) decide(a arrival) (ack wire.Ack) {
	defer func() {
		// A change that breaks the program breaks for itself alone.
		if r := recover(); r != nil {
			p.l.cfg.Log.Error("deciding a change failed", "cid", a.CID, "panic", fmt.Sprint(r))
			ack = p.quarantine(a, "fault", "The service could not read this change; it is kept whole, and somebody has been told.")
		}
	}()
	if k, ok := p.known[a.CID]; ok {
		if k.h == a.Frozen.Hash || k.h == "" { // it came, and its words were destroyed with its record
			return wire.Ack{CID: a.CID, Result: wire.Dup, Seq: k.seq, Inc: k.decided(a.c.Inc), Base: movedBase(k.base)}
		}
		return p.quarantine(a, "id_reuse", "Another change has the same id.")
	}
	switch by, held := p.lanes[string(a.c.Record)]; {
	case p.s.Barred: // whatever is wrong with it beside that shows when a lead lets it in
		return p.quarantine(a, wire.CodeRevoked, "This came from a tablet that was withdrawn from the service. It is kept whole until your lead decides.")
	case a.tooNew:
		return wire.Ack{CID: a.CID, Result: wire.TooNew, Text: "The service is older than this app. The change waits on the device."}
	case a.code != "":
		return p.quarantine(a, a.code, a.text)
	case held && by != a.CID:
		return wire.Ack{CID: a.CID, Result: wire.Held, By: by}
	}
	if code, text := p.admit(a); code != "" {
		return p.quarantine(a, code, text)
	}
	if p.l.before != nil {
		p.l.before(a.c.Record)
	}
	head := p.now[string(a.c.Record)]
	d := merge.Decide(head, a.c)
	if d.Result == merge.Quarantine {
		return p.quarantine(a, d.Code, d.Reason)
	}
	return p.accept(a, head, d)
}

// twin notes when a number comes twice from one incarnation: there are two stores, and neither must pass for the one whose changes it
// has not seen. Nor must anything later of either: which of the two it comes from cannot be told. That the change itself may go to
// quarantine makes no difference. Of a life that the store has left, a number that others have followed is as good as one that comes
// twice: the other store may keep its twin aside.
func (p *push) twin(a arrival) {
	other, taken := p.dseqs[numbered(a.c)]
	_, here := p.known[a.CID]
	twice := a.code == "" && taken && other != a.CID
	if twice || a.code == "" && !here && a.c.DSeq < p.past[a.c.Inc] {
		p.split[a.c.Inc] = true
	}
	if twice && a.c.Inc == p.s.Inc {
		p.met[a.CID] = true
	}
}

// numbered is a change's number within the life of its device.
func numbered(c wire.Change) string { return fmt.Sprint(c.Inc, "/", c.DSeq) }

// admit checks that the author may write where the change belongs. It opens a scope that nobody has used before.
func (p *push) admit(a arrival) (code, text string) {
	if head := p.now[string(a.c.Record)]; head == nil {
		for _, other := range scopesOf(string(a.c.Record)) {
			if p.scopes[other] != nil && other != a.scope {
				return "id_reuse", "The record's id already belongs to a child or a setting."
			}
		}
	}
	if s := p.scopes[a.scope]; s != nil && s.row.n == disposedN {
		return wire.CodeScope, "This child's record was destroyed when its time was over. The change is kept until your lead decides."
	}
	if p.scopes[a.scope] != nil || a.scope == teamKey {
		if a.scope == teamKey || p.s.own || p.granted[a.scope] || p.grace[a.scope] {
			return "", ""
		}
		return "scope", "You no longer have access to this child or setting, or not yet. The change is kept until your lead decides."
	}
	id := string(a.c.Scope().ID)
	for _, other := range scopesOf(id) {
		if p.scopes[other] != nil {
			return "id_reuse", "The child's or setting's id already belongs to another one."
		}
	}
	if h := p.now[id]; h != nil && h.Scope.Key() != a.scope {
		return "id_reuse", "The child's or setting's id already belongs to another record."
	}
	return "", ""
}

// accept takes a decided change into the batch.
func (p *push) accept(a arrival, head *merge.Head, d merge.Decision) wire.Ack {
	c, i := a.c, int64(len(p.batch.changes)+1)
	key := numbered(c)
	if p.split[c.Inc] {
		c.Inc = c.Inc + splitMark + c.CID[len(c.CID)-8:] // the beginning of an id is its time, which its twin may share
		if d = merge.Decide(head, c); d.Result == merge.Quarantine {
			return p.quarantine(a, d.Code, d.Reason)
		}
	}
	next := merge.Apply(head, c, d, provisional+uint64(i))
	row := changeRow{cid: c.CID, device: c.Device, inc: c.Inc, rec: string(c.Record), kind: string(c.Kind), scope: a.scope, op: string(c.Op), result: string(d.Result),
		h: a.Frozen.Hash, tDev: c.TDev, dseq: int64(c.DSeq), base: a.base(), body: a.Frozen.Bytes, chain: []byte{}}
	sc := p.scopes[a.scope]
	if sc == nil {
		sc = &scopeNow{row: scopeRow{scope: a.scope, chain: []byte{}, first: i, was: -1}, change: true}
		p.scopes[a.scope] = sc
		if a.scope != teamKey && !p.s.own {
			p.granted[a.scope] = true
			p.batch.grants = append(p.batch.grants, grantRow{a.scope, p.s.Therapist, i})
		}
	}
	if c.Op == assessments.OpSign {
		row.chain = link(sc.row.chain, row.h)
		sc.row.chain, sc.row.n, sc.change = row.chain, sc.row.n+1, true
	}
	p.dseqs[key], p.now[row.rec] = c.CID, &next
	p.known[c.CID] = knownChange{provisional + uint64(i), row.h, c.Inc, row.base}
	if a.scope != teamKey && !p.granted[a.scope] && !p.s.own {
		p.late = append(p.late, len(p.batch.changes))
	}
	p.batch.changes = append(p.batch.changes, row)
	return wire.Ack{CID: c.CID, Result: wire.Result(d.Result), Seq: provisional + uint64(i), Inc: p.known[c.CID].decided(a.c.Inc), Base: movedBase(row.base)}
}

// lay completes the batch: the heads that changed, their conflicts opened and settled, the scopes. All in order of id, so that
// two pushes wait for each other and never in a circle.
func (p *push) lay() error {
	touched := map[string]bool{} // true: by one change, that sets fields of a new record
	for _, c := range p.batch.changes {
		_, again := touched[c.rec]
		touched[c.rec] = !again && p.heads[c.rec] == nil && c.op == string(assessments.OpSet)
	}
	for _, rec := range sorted(touched) {
		old, h := p.heads[rec], p.now[rec]
		row, err := old.row(*h, touched[rec])
		if err != nil {
			return err
		}
		p.batch.heads = append(p.batch.heads, row)
		var before map[string][]merge.Sibling
		if old != nil {
			before = old.head.Siblings
		}
		for _, f := range sorted(h.Siblings) {
			if _, was := before[f]; !was {
				p.batch.conflicts = append(p.batch.conflicts, conflictRow{rec, f, row.at, true})
			}
		}
		for _, f := range sorted(before) {
			if _, is := h.Siblings[f]; !is {
				p.batch.conflicts = append(p.batch.conflicts, conflictRow{rec, f, row.at, false})
			}
		}
	}
	for _, key := range sorted(p.scopes) {
		if s := p.scopes[key]; s != nil && s.change {
			p.batch.scopes = append(p.batch.scopes, s.row)
		}
	}
	return nil
}

// link is the next link of a chain.
func link(chain []byte, h string) []byte {
	sum := sha256.New()
	sum.Write(chain)
	raw, _ := hex.DecodeString(h) // HashOf made it
	sum.Write(raw)
	return sum.Sum(nil)
}

const teamKey = string(assessments.ScopeTeam)

// scopesOf are the scopes that an id could be.
func scopesOf(id string) []string {
	return []string{assessments.ChildScope(assessments.ID(id)).Key(), assessments.SettingScope(assessments.ID(id)).Key()}
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
