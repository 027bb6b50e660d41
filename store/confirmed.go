package store

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// keepAcked is how long confirmed changes are kept, so that a service restored from a backup can be given them again.
const keepAcked = 90 * 24 * time.Hour

// Dated hears what time it is by the service's clock, as an answer of it says. How long confirmed changes are kept is counted by that
// one: a tablet whose clock jumped ahead must not forget what a service put back from last night's backup will ask for.
func (s *Store) Dated(now time.Time) {
	s.w.Lock()
	defer s.w.Unlock()
	s.dated = now.Unix()
}

// eachAcked reads the confirmed rows of the journal, oldest first, until fn says errStop.
func (t *tx) eachAcked(fn func(e *entry, raw []byte, v verdict) error) error {
	var rows []dbRow
	after := int64(math.MinInt64)
	for {
		rows = rows[:0]
		err := t.d.query("SELECT o.n, o.rec, o.scope, o.dseq, o.sealed, c.ack FROM confirmed c JOIN outbox o ON o.n = c.n WHERE c.n > ? ORDER BY c.n LIMIT 100", func(r dbRow) error {
			rows = append(rows, append(dbRow(nil), r...))
			return nil
		}, after)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, r := range rows {
			e := &entry{n: integer(r[0]), rid: blob(r[1]), scope: blob(r[2]), dseq: uint64(integer(r[3])), state: acked}
			after = e.n
			e.tag = append(e.tag, vault.Tag(blob(r[4]))...)
			e.ack = append(e.ack, vault.Tag(blob(r[5]))...)
			raw, err := t.s.openFrozen(e.n, e.scope, e.dseq, blob(r[4]))
			if err != nil {
				return err
			}
			v, err := t.s.openVerdict(e, blob(r[5]))
			if err != nil {
				return err
			}
			if err := fn(e, raw, v); err != nil {
				return stopped(err)
			}
		}
	}
}

// forgetAtOnce bounds how many confirmed changes are forgotten at one opening: each is written into its history first.
const forgetAtOnce = 1000

// forgetAcked deletes what was confirmed long ago, as the service last said what time it is; the record and its history keep it.
func (s *Store) forgetAcked() error {
	if s.st.Tables[tDone].Rows == 0 || s.st.Dated == 0 {
		return nil
	}
	return s.write(context.Background(), "store.forget", func(t *tx) error {
		before := time.Unix(s.st.Dated, 0).Add(-keepAcked)
		forgotten := 0
		return t.eachAcked(func(e *entry, _ []byte, v verdict) error {
			if v.On >= before.Unix() || v.On == 0 && v.At >= stamp(before) || forgotten == forgetAtOnce { // the first version noted the tablet's clock alone
				return errStop
			}
			forgotten++
			if err := t.intoHistory(e); err != nil {
				return err
			}
			t.st.Tables[tDone].remove(e.row(tDone).share(s.ring))
			if err := t.d.exec("DELETE FROM confirmed WHERE n = ?", e.n); err != nil {
				return err
			}
			return t.d.exec("DELETE FROM outbox WHERE n = ?", e.n)
		})
	})
}

// intoHistory writes the bytes of a change of the journal into each row of the history that names its place there: after a restore of
// the service there is one of each generation.
func (t *tx) intoHistory(e *entry) error {
	var was []row
	var changes []delivery
	err := t.d.query("SELECT gen, seq, scope, sealed FROM history WHERE rec = ?", func(r dbRow) error {
		is := row{table: tHistory, id: e.rid, gen: uint64(integer(r[0])), seq: uint64(integer(r[1])), scope: blob(r[2])}
		is.tag = append(is.tag, vault.Tag(blob(r[3]))...) // opening overwrites the row
		x, err := t.s.openHistory(t.d, e.rid, is.scope, is.gen, is.seq, blob(r[3]))
		if err == nil && x.n == e.n {
			was, changes = append(was, is), append(changes, x)
		}
		return err
	}, e.rid)
	if err != nil {
		return err
	}
	for i, x := range changes {
		key, err := t.s.keys.get(was[i].scope)
		if err != nil {
			return err
		}
		x.n = 0
		sealed, err := key.seal.Seal(t.s.cfg.Rand, t.s.historyLabel(e.rid, key.id, was[i].gen, x.seq), packHistory(x))
		if err != nil {
			return err
		}
		t.st.Tables[tHistory].remove(was[i].share(t.s.ring))
		was[i].tag = vault.Tag(sealed)
		t.st.Tables[tHistory].add(was[i].share(t.s.ring))
		if err := t.d.exec("UPDATE history SET sealed = ? WHERE rec = ? AND gen = ? AND seq = ?", sealed, e.rid, was[i].gen, x.seq); err != nil {
			return err
		}
	}
	return nil
}

// refile puts a confirmed change of this device back at its place in the journal. It went with its scope when that was taken away, and
// has come back with it: a service that is restored to a time before it must be given it again. Where a copy of this store, or this one before
// it was put back, gave the same number to another change, that is kept for the service too, which takes nothing twice: who comes second
// stands before all that this store counts.
func (t *tx) refile(d delivery) error {
	at := t.st.leaving(d.ch.Scope().Key())
	if at < 0 || t.st.Leaving[at].Step != stepComing || d.device != t.st.device() {
		return nil
	}
	n, known := t.st.place(d.inc, d.ch.DSeq)
	if !known {
		return nil
	}
	there, err := t.d.number("SELECT count(*) FROM outbox WHERE n = ?", n)
	if err != nil {
		return err
	}
	if there > 0 {
		if filed, err := t.filed(d); err != nil || filed {
			return err
		}
		if n, err = t.d.number("SELECT min(min(n), 0) - 1 FROM outbox"); err != nil {
			return err
		}
	}
	key, err := t.key(d.ch.Scope())
	if err != nil {
		return err
	}
	sealed, err := key.seal.Seal(t.s.cfg.Rand, t.s.journalLabel(n, key.id, d.ch.DSeq), d.raw)
	if err != nil {
		return err
	}
	e := &entry{n: n, rid: t.rid(d.ch.Record), scope: key.id, dseq: d.ch.DSeq, state: acked, tag: vault.Tag(sealed)}
	ack, err := t.s.sealVerdict(e, &verdict{At: stamp(t.s.cfg.Now()), On: t.st.Dated, Result: d.result, Seq: d.seq})
	if err != nil {
		return err
	}
	e.ack = vault.Tag(ack)
	t.st.Tables[tDone].add(e.row(tDone).share(t.s.ring))
	if err := t.d.exec("INSERT INTO outbox (n, rec, scope, dseq, state, sealed) VALUES (?, ?, ?, ?, ?, ?)", e.n, e.rid, e.scope, e.dseq, pending, sealed); err != nil {
		return err
	}
	return t.d.exec("INSERT INTO confirmed (n, scope, ack) VALUES (?, ?, ?)", e.n, e.scope, ack)
}

// uncounted reports whether a place is one before all that this store counts.
func uncounted(n int64) bool { return n < 0 }

// filed reports whether the journal has a change already.
func (t *tx) filed(d delivery) (yes bool, err error) {
	err = t.d.query("SELECT n, scope, dseq, sealed FROM outbox WHERE rec = ? AND dseq = ?", func(r dbRow) error {
		raw, err := t.s.openFrozen(integer(r[0]), blob(r[1]), uint64(integer(r[2])), blob(r[3]))
		if err != nil {
			return err
		}
		ch, err := wire.Thaw(raw)
		if err != nil && assessments.KindOf(err) != assessments.TooNew {
			return err
		}
		yes = yes || ch.CID == d.ch.CID
		return nil
	}, t.rid(d.ch.Record), d.ch.DSeq)
	return yes, err
}

// A life is an incarnation that ended, with the last row of the journal from before it.
type life struct {
	Inc  string `json:"inc"`
	Born int64  `json:"born"`
}

// place is the row of the journal that a number of one of this store's lives has: both count on together within a life. known is false
// for a life that was not noted, and for numbers that it did not come to.
func (st *state) place(inc string, dseq uint64) (n int64, known bool) {
	inc, _, _ = strings.Cut(inc, "~") // the service puts a name behind it where two stores went by one
	born, upto := st.Born, st.Born+int64(st.DSeq)
	if inc != st.Inc {
		i := slices.IndexFunc(st.Lives, func(l life) bool { return l.Inc == inc })
		if i < 0 {
			return 0, false
		}
		born, upto = st.Lives[i].Born, st.Born
		if i+1 < len(st.Lives) {
			upto = st.Lives[i+1].Born
		}
	}
	return born + int64(dseq), dseq > 0 && dseq <= uint64(upto-born)
}
