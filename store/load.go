package store

import (
	"database/sql/driver"
	"errors"
	"sort"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// loadWorkers open and unpack rows while one goroutine reads the disk and one fills the view.
const loadWorkers = 2

// batchRows is how many rows travel between the stages at once.
const batchRows = 64

// loading is one reading of the whole store. Bad rows are collected, not fatal: the caller decides what a damaged store may do.
type loading struct {
	s       *Store
	mu      sync.Mutex
	tallies [tables]tally
	bad     []error
	waiting map[string]int                     // record id on disk -> changes that wait
	heads   map[assessments.ID]*serverHead     // server rows that something lies on top of
	changes map[assessments.ID][]waitingChange // waiting changes of records that have a head, a draft or several changes
	entries []*entry
	rows    chan []viewRow
}

type waitingChange struct {
	*entry
	ch wire.Change
}

// reload reads the whole store into memory again.
func (s *Store) reload() error {
	bad, err := s.load()
	if err != nil {
		return err
	}
	return errors.Join(bad...)
}

// load fills keys, journal, drafts and view from the disk. bad are the rows that could not be read.
func (s *Store) load() (bad []error, err error) {
	s.mem.Lock()
	defer s.mem.Unlock()
	s.keys, s.journal, s.drafts = newKeyring(), newJournal(), map[assessments.ID]map[string]*draft{}
	l := &loading{s: s, waiting: map[string]int{}, heads: map[assessments.ID]*serverHead{}, changes: map[assessments.ID][]waitingChange{}, rows: make(chan []viewRow, 8)}
	if s.st, err = s.loadState(s.disk); l.broken(err) != nil {
		return nil, err
	}
	if err := s.loadKeys(s.disk, &l.tallies[tScope], l.fault); l.broken(err) != nil {
		return nil, err
	}
	if err := s.loadDrafts(s.disk, s.drafts, &l.tallies[tDraft], l.fault); l.broken(err) != nil {
		return nil, err
	}
	s.view.mu.Lock()
	defer s.view.mu.Unlock()
	if err := s.view.begin(); err != nil {
		return nil, err
	}
	filled := make(chan error, 1)
	go func() { filled <- l.fill() }()
	err = l.run()
	close(l.rows)
	if ferr := <-filled; err == nil {
		err = ferr
	}
	if ferr := s.view.finish(); err == nil {
		err = ferr
	}
	if err != nil {
		return nil, err
	}
	sort.Slice(l.entries, func(i, j int) bool { return l.entries[i].n < l.entries[j].n })
	for _, e := range l.entries {
		s.journal.add(e)
	}
	l.compare()
	s.index.restart()
	return l.bad, nil
}

// fault notes a row that cannot be read; workers call it at once.
func (l *loading) fault(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.bad = append(l.bad, err)
}

// broken notes damage and returns nil, so that the rest is still read; any other trouble is returned.
func (l *loading) broken(err error) error {
	if !isDamage(err) {
		return err
	}
	l.fault(err)
	return nil
}

// fill is the one writer of the view. After a failure it goes on taking rows, so that nobody waits for it.
func (l *loading) fill() (err error) {
	for batch := range l.rows {
		for _, r := range batch {
			if err == nil {
				err = l.s.view.insert(r)
			}
		}
	}
	return err
}

// run reads the tables one after the other. The journal comes second: its changes lie on top of server rows.
func (l *loading) run() error {
	d := l.s.disk
	err := d.query("SELECT rec FROM journal WHERE state <> 'acked'", func(r dbRow) error {
		l.waiting[string(blob(r[0]))]++
		return nil
	})
	if l.broken(err) != nil {
		return err
	}
	if err := l.stage("SELECT id, scope, seq, sealed FROM server_row", l.server); l.broken(err) != nil {
		return err
	}
	if err := l.stage("SELECT n, rec, scope, dseq, state, sealed, ack FROM journal WHERE state <> 'acked' ORDER BY n", l.outbox); l.broken(err) != nil {
		return err
	}
	l.rest()
	return nil
}

// stage reads rows in one goroutine and hands them to the workers in batches.
func (l *loading) stage(q string, work func(rows [][]driver.Value) []viewRow) error {
	batches := make(chan [][]driver.Value, 4)
	var wg sync.WaitGroup
	for range loadWorkers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for b := range batches {
				if rows := work(b); len(rows) > 0 {
					l.rows <- rows
				}
			}
		}()
	}
	batch := make([][]driver.Value, 0, batchRows)
	err := l.s.disk.query(q, func(r dbRow) error {
		if batch = append(batch, append([]driver.Value(nil), r...)); len(batch) == batchRows {
			batches <- batch
			batch = make([][]driver.Value, 0, batchRows)
		}
		return nil
	})
	batches <- batch
	close(batches)
	wg.Wait()
	return err
}

// server opens a batch of server rows. Those with nothing on top are ready for the view; the others wait for rest.
func (l *loading) server(rows [][]driver.Value) []viewRow {
	var seen tally
	out := make([]viewRow, 0, len(rows))
	for _, r := range rows {
		id := blob(r[0])
		seen.add(row{table: tServer, id: id, scope: blob(r[1]), seq: uint64(integer(r[2])), tag: vault.Tag(blob(r[3]))}.share(l.s.ring))
		waits := l.waiting[string(id)] > 0
		h, err := l.s.openServerAs(r, !waits)
		if err != nil {
			l.fault(err)
			continue
		}
		if waits || len(l.s.drafts[h.Record]) > 0 {
			if h.Setters == nil { // opened lean: nothing told of the draft
				full, _, err := unpackHead(h.packed)
				if err != nil {
					l.fault(rowError("server_row", id, err))
					continue
				}
				h.Head, h.by = *full, nil
			}
			l.mu.Lock()
			l.heads[h.Record] = h
			l.mu.Unlock()
			continue
		}
		r := l.s.shown(h.Record, l.s.confirmed(h))
		r.packed = h.packed // nothing lies on top of it
		out = append(out, r)
	}
	l.count(tServer, seen)
	return out
}

// outbox opens a batch of waiting changes. A record that is one new change, the common case before a first sync, is ready at
// once; everything else waits for rest, which puts the changes in order.
func (l *loading) outbox(rows [][]driver.Value) []viewRow {
	var seen tally
	out := make([]viewRow, 0, len(rows))
	for _, r := range rows {
		e := &entry{n: integer(r[0]), rid: blob(r[1]), scope: blob(r[2]), dseq: uint64(integer(r[3])), state: text(r[4])}
		e.tag = append(e.tag, vault.Tag(blob(r[5]))...) // opening overwrites the row
		e.ack = append(e.ack, vault.Tag(blob(r[6]))...)
		seen.add(e.row(tOpen).share(l.s.ring))
		raw, err := l.s.openFrozen(e.n, e.scope, e.dseq, blob(r[5]))
		if err != nil {
			l.fault(err)
			continue
		}
		if v, err := l.s.openVerdict(e, blob(r[6])); err == nil { // of one that cannot be read Verify tells
			e.upto = v.Upto
		}
		ch, err := l.s.st.thaw(raw)
		if err != nil {
			l.fault(rowError("outbox", journalID(e.n), err))
			continue
		}
		e.cid, e.rec, e.child, e.size = ch.CID, ch.Record, ch.Child, len(raw)
		l.mu.Lock()
		l.entries = append(l.entries, e)
		alone := l.waiting[string(e.rid)] == 1 && l.heads[e.rec] == nil && len(l.s.drafts[e.rec]) == 0
		if !alone {
			l.changes[e.rec] = append(l.changes[e.rec], waitingChange{e, ch})
		}
		l.mu.Unlock()
		if alone {
			c := l.s.confirmed(nil)
			if c.replay(l.s.st.onto(e.n, ch, c.saw.Gen)); c.head != nil {
				out = append(out, viewRow{id: e.rec, saw: c.saw, unsent: 1, head: c.head})
			}
		}
	}
	l.count(tOpen, seen)
	return out
}

// rest builds the records that several things lie on top of each other for.
func (l *loading) rest() {
	ids := map[assessments.ID]bool{}
	for id := range l.heads {
		ids[id] = true
	}
	for id := range l.changes {
		ids[id] = true
	}
	for id := range l.s.drafts {
		ids[id] = true
	}
	var out []viewRow
	for id := range ids {
		c := l.s.confirmed(l.heads[id])
		list := l.changes[id]
		sort.Slice(list, func(i, j int) bool { return list[i].n < list[j].n })
		for _, w := range list {
			if err := l.s.lay(l.s.disk, c, l.heads[id], w.entry, w.ch); err != nil {
				l.fault(err)
			}
		}
		if r := l.s.shown(id, c); r.head != nil {
			out = append(out, r)
		}
	}
	l.rows <- out
}

// count adds a worker's tally to the table's.
func (l *loading) count(t table, seen tally) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.tallies[t].Rows += seen.Rows
	l.tallies[t].mix(seen.Digest)
}

// compare finds rows that are gone, came from elsewhere, or are older than they were: each opens, but together they are not
// what was written last.
func (l *loading) compare() {
	for _, t := range []table{tScope, tServer, tOpen, tDraft} {
		if want, got := l.s.st.Tables[t], l.tallies[t]; want != got {
			l.bad = append(l.bad, tallyError(t, want, got))
		}
	}
}
