package store

import (
	"context"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A VerifyProblem is something in the store that is not as it was written. Table and Row say where; neither says whose it is.
type VerifyProblem struct {
	Table string
	Row   string
	Text  string
}

// verifier reads everything once.
type verifier struct {
	s    *Store
	got  [tables]tally
	out  []VerifyProblem
	dseq map[string]uint64 // incarnation -> last number seen
}

// add notes a problem.
func (v *verifier) add(table string, id []byte, format string, args ...any) {
	v.out = append(v.out, VerifyProblem{table, fmt.Sprintf("%x", id), fmt.Sprintf(format, args...)})
}

// Verify reads every row of every table, opens each seal, compares counts and digests with the ones written last, and makes each
// server row again from its history. No problems means that the file holds exactly what was written.
func (s *Store) Verify(ctx context.Context) ([]VerifyProblem, error) {
	const op = "store.verify"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	v := &verifier{s: s, dseq: map[string]uint64{}}
	for _, check := range []func() error{v.sqlite, v.keys, v.servers, v.journal, v.history, v.drafts, v.meta, v.blobs} {
		if err := ctx.Err(); err != nil {
			return v.out, err
		}
		if err := check(); isDamage(err) {
			v.add("", nil, "%s", err)
		} else if err != nil {
			return v.out, explain(op, err)
		}
	}
	for t := range tables {
		if want := s.st.Tables[t]; want != v.got[t] {
			v.out = append(v.out, VerifyProblem{Table: tableNames[t], Text: tallyError(t, want, v.got[t]).Error()})
		}
	}
	return v.out, nil
}

// sqlite asks SQLite about its pages and references.
func (v *verifier) sqlite() error {
	for _, p := range []string{"PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"} {
		err := v.s.disk.query(p, func(r dbRow) error {
			if text(r[0]) != "ok" {
				v.add("", nil, "SQLite finds the file damaged.")
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// keys opens every scope key once more.
func (v *verifier) keys() error {
	return v.s.loadKeys(v.s.disk, &v.got[tScope], func(err error) { v.add("scope_key", nil, "%s", err) })
}

// servers opens every record and makes it again from its history.
func (v *verifier) servers() error {
	return v.s.disk.query("SELECT id, scope, seq, sealed FROM server_row", func(r dbRow) error {
		id := blob(r[0])
		v.got[tServer].add(row{table: tServer, id: id, scope: blob(r[1]), seq: uint64(integer(r[2])), tag: vault.Tag(blob(r[3]))}.share(v.s.ring))
		h, err := v.s.openServer(r)
		if err != nil {
			v.add("server_row", id, "This record cannot be opened.")
			return nil
		}
		t := &tx{s: v.s, d: v.s.disk, st: v.s.st}
		again, err := t.again(h.Record, h.gen)
		if err != nil {
			v.add("server_row", id, "The history of this record cannot be opened.")
			return nil
		}
		if again == nil || string(packHead(&again.Head, h.gen)) != string(packHead(&h.Head, h.gen)) {
			v.add("server_row", id, "This record is not what its history makes.")
		}
		return nil
	})
}

// journal opens every change and every answer, and looks at their order.
func (v *verifier) journal() error {
	return v.s.disk.query("SELECT n, rec, scope, dseq, state, sealed, ack FROM journal ORDER BY n", func(r dbRow) error {
		e := &entry{n: integer(r[0]), rid: blob(r[1]), scope: blob(r[2]), dseq: uint64(integer(r[3])), state: text(r[4])}
		e.tag = append(e.tag, vault.Tag(blob(r[5]))...)
		e.ack = append(e.ack, vault.Tag(blob(r[6]))...)
		v.got[openOrDone(e.state)].add(e.row(openOrDone(e.state)).share(v.s.ring))
		raw, err := v.s.openFrozen(e.n, e.scope, e.dseq, blob(r[5]))
		if err != nil {
			v.add("outbox", journalID(e.n), "This change cannot be opened.")
			return nil
		}
		if _, err := v.s.openVerdict(e, blob(r[6])); err != nil {
			v.add("outbox", journalID(e.n), "The service's answer to this change cannot be opened.")
		}
		ch, err := wire.Thaw(raw)
		if err != nil {
			v.add("outbox", journalID(e.n), "This change cannot be read.")
			return nil
		}
		if string(v.s.ring.ID("record", string(ch.Record))) != string(e.rid) {
			v.add("outbox", journalID(e.n), "This change stands beside another record than its own.")
		}
		// A missing row is the digest's to find: confirmed changes are forgotten after a while, so gaps may be right.
		if ch.DSeq != e.dseq || !uncounted(e.n) && ch.DSeq <= v.dseq[ch.Inc] {
			v.add("outbox", journalID(e.n), "The changes of this device are not in their order.")
		}
		if !uncounted(e.n) {
			v.dseq[ch.Inc] = max(v.dseq[ch.Inc], ch.DSeq)
		}
		return nil
	})
}

// history opens every confirmed change.
func (v *verifier) history() error {
	return v.s.disk.query("SELECT rec, gen, seq, scope, sealed FROM history", func(r dbRow) error {
		rid, gen, seq, scope := blob(r[0]), uint64(integer(r[1])), uint64(integer(r[2])), blob(r[3])
		v.got[tHistory].add(row{table: tHistory, id: rid, scope: scope, seq: seq, gen: gen, tag: vault.Tag(blob(r[4]))}.share(v.s.ring))
		if _, err := v.s.openHistory(v.s.disk, rid, scope, gen, seq, blob(r[4])); err != nil {
			v.add("history", rid, "A confirmed change (sequence %d) cannot be opened.", seq)
		}
		return nil
	})
}

// drafts opens every draft, away from the ones in use.
func (v *verifier) drafts() error {
	err := v.s.loadDrafts(v.s.disk, map[assessments.ID]map[string]*draft{}, &v.got[tDraft], func(err error) { v.add("draft", nil, "%s", err) })
	return err
}

// meta opens every small thing of the device.
func (v *verifier) meta() error {
	return v.s.disk.query("SELECT id, seq, sealed FROM meta", func(r dbRow) error {
		id, seq := blob(r[0]), uint64(integer(r[1]))
		if string(id) != string(v.s.stateID) {
			v.got[tMeta].add(row{table: tMeta, id: id, seq: seq, tag: vault.Tag(blob(r[2]))}.share(v.s.ring))
		}
		if _, err := v.s.ring.Device.Open(v.s.metaLabel(id, seq), blob(r[2])); err != nil {
			v.add("meta", id, "A setting of the device cannot be opened.")
		}
		return nil
	})
}
