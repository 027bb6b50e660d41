package ledger

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/merge"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// An Author is who the service writes for. Actor goes into the audit, such as "lead/<id>" or "link/<id>": never a name. Person is
// their person record, where they have one.
type Author struct {
	Actor  string
	Person assessments.ID
}

// An Entry is one edit that the service makes. Base is the Meta.Seq of the record as its author saw it; 0 makes a new record.
type Entry struct {
	assessments.Edit
	Base uint64
}

// NewEntry is the Entry of a new record.
func NewEntry(id assessments.ID, scope assessments.Scope, v assessments.Typed) Entry {
	return Entry{Edit: assessments.Edit{Record: id, Kind: v.RecordKind(), Scope: scope, Set: assessments.Encode(v)}}
}

// NextEntry is the Entry that makes rec, as it was read, say what v says; ok is false when it says so already.
func NextEntry(rec assessments.Record, v assessments.Typed) (e Entry, ok bool) {
	set := assessments.Changed(rec.Fields, v)
	return Entry{assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Set: set}, rec.Meta.Seq}, len(set) > 0
}

// Write makes changes of the service's own: frozen, numbered and merged like a tablet's, under a name that the service has in each
// tenant, and brought to the tablets by the ordinary feed. All are taken or none. A record that is there already, or a field that
// somebody set since the author looked, is Conflict: whoever sits at a page can look again, which a tablet in a school cannot. It
// needs no grant, and gives none: who may see the child is for the caller to ask, and for Grant. It returns the last number given.
func (l *Ledger) Write(ctx context.Context, tenant string, who Author, entries ...Entry) (uint64, error) {
	if len(entries) == 0 {
		return 0, nil
	}
	var seq uint64
	err := l.write(As(ctx, who.Actor), "ledger.service", func(tx txn) (err error) {
		seq, err = l.say(As(ctx, who.Actor), tx, tenant, who, entries)
		return err
	})
	if err == nil {
		l.news.tell(tenant)
	}
	return seq, err
}

// say is Write within a transaction of something else; whoever ends that tells the tenant's tablets of it.
func (l *Ledger) say(ctx context.Context, tx txn, tenant string, who Author, entries []Entry) (uint64, error) {
	s, first, err := l.author(ctx, tx, tenant, len(entries))
	if err != nil {
		return 0, err
	}
	changes := make([]arrival, len(entries))
	for i, e := range entries {
		if e.Op != "" && e.Op != assessments.OpSet || len(e.Set) == 0 {
			return 0, assessments.Errorf(assessments.Invalid, "ledger.service", "The service sets fields; it signs nothing and settles nothing.")
		}
		cid, err := l.token(16)
		if err != nil {
			return 0, err
		}
		c := wire.Change{CID: cid, Device: s.Device, Inc: s.Inc, DSeq: first + uint64(i), Record: e.Record, Kind: e.Kind, Base: e.Base,
			Op: assessments.OpSet, Set: e.Set, Author: who.Person, TDev: l.now(), V: wire.Format}
		c.SetScope(e.Scope)
		f, err := wire.Freeze(c)
		if err != nil {
			return 0, err
		}
		if changes[i] = arrive(wire.Pushed{CID: c.CID, Frozen: f}, s); i == 0 || changes[i].scope != changes[i-1].scope {
			if err := l.stays(ctx, tx, tenant, changes[i].scope); err != nil {
				return 0, err
			}
		}
	}
	return l.take(ctx, tx, s, changes)
}

// author takes n numbers of the service's own in a tenant and returns the first. The row stays locked until the transaction ends:
// of several processes one writes after the other.
func (l *Ledger) author(ctx context.Context, tx txn, tenant string, n int) (Session, uint64, error) {
	s := Session{Tenant: tenant, own: true}
	if err := tx.row(ctx, `SELECT epoch FROM tenant WHERE id = ?1`, tenant).Scan(&s.Inc); err != nil {
		return s, 0, missing(err, "ledger.service", "There is no service with that id.")
	}
	var last int64
	err := tx.row(ctx, `INSERT INTO author (tenant, device, dseq) VALUES (?1, ?2, ?3) ON CONFLICT (tenant) DO UPDATE SET dseq = author.dseq + ?3
		RETURNING device, dseq`, tenant, l.cfg.NewID(), n).Scan(&s.Device, &last)
	return s, uint64(last) - uint64(n) + 1, err
}

// take decides the service's changes and writes them, or none: it keeps nothing in quarantine, since the words are still in
// front of whoever wrote them.
func (l *Ledger) take(ctx context.Context, tx txn, s Session, changes []arrival) (uint64, error) {
	p := &push{l: l, tx: tx, s: s, batch: batch{tenant: s.Tenant, at: l.now()}}
	if err := p.load(ctx, changes); err != nil {
		return 0, err
	}
	wrote := map[string]bool{}
	for _, a := range changes {
		if overtaken(p.now[string(a.c.Record)], a.c) {
			return 0, assessments.Errorf(assessments.Conflict, "ledger.service", "Somebody changed this meanwhile. Look at it again, and do it anew.")
		}
		switch ack := p.decide(a); ack.Result {
		case wire.OK:
		case wire.Quar:
			return 0, assessments.Errorf(assessments.Invalid, "ledger.service", "%s", ack.Text)
		default:
			return 0, assessments.Errorf(assessments.Conflict, "ledger.service", "This record is signed, or somebody changed it meanwhile. Look at it again.")
		}
		wrote[string(a.c.Kind)+"\n"+a.scope] = true
	}
	if err := p.lay(); err != nil {
		return 0, err
	}
	s0, err := l.d.finish(ctx, tx, &p.batch)
	for _, k := range slices.Sorted(maps.Keys(wrote)) {
		if kind, scope, _ := strings.Cut(k, "\n"); err == nil {
			err = l.audit(ctx, tx, s.Tenant, "wrote "+kind, scope)
		}
	}
	return s0 + uint64(len(p.batch.changes)), err
}

// overtaken reports whether somebody was faster than the author of c. The merge would not say so of two who both write by the
// service's name.
func overtaken(head *merge.Head, c wire.Change) bool {
	if head == nil {
		return c.Base > 0
	}
	if c.Base == 0 {
		return true
	}
	for f := range c.Set {
		if s, set := head.Setters[f]; set && s.Seq > c.Base && !assessments.SameJSON(head.Fields[f], c.Set[f]) {
			return true
		}
	}
	return false
}
