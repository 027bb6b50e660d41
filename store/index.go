package store

import (
	"context"
	"hash/maphash"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// indexBatch is how many records go into the index between two chances to search.
const indexBatch = 200

// index is the words of every record, in a database of its own, fed in the background.
type index struct {
	s      *Store
	mu     sync.RWMutex // guards the database
	d      *db
	docs   []assessments.ID // row number less one -> record; later is newer
	sums   []uint64         // of the words of each row number, as they were put; 0 where that is not known
	seed   maphash.Seed
	nums   map[assessments.ID]int64
	closed bool

	q       sync.Mutex // guards what follows
	wake    *sync.Cond
	queue   []viewRow
	all     bool // the whole view must be read again
	resting bool // nobody has searched yet: what is queued waits, see Config.WordsAfter
	rise    *time.Timer
	busy    bool
	stopped bool
	wg      sync.WaitGroup
}

// openIndex makes an empty index and the goroutine that feeds it.
func openIndex(s *Store) (*index, error) {
	x := &index{s: s, seed: maphash.MakeSeed(), nums: map[assessments.ID]int64{}}
	x.wake = sync.NewCond(&x.q)
	all, err := openMem("words", 1)
	if err != nil {
		return nil, err
	}
	x.d = all[0]
	if err := x.d.script(schemaText("words.sql")); err != nil {
		closeAll(all)
		return nil, err
	}
	if wait := s.cfg.WordsAfter; wait > 0 {
		x.resting = true // before the clock starts, which may be over before this goroutine goes on
		x.rise = time.AfterFunc(wait, x.wakeUp)
	}
	x.wg.Add(1)
	go x.run()
	return x, nil
}

// wakeUp ends the rest after the opening.
func (x *index) wakeUp() {
	x.q.Lock()
	defer x.q.Unlock()
	x.resting = false
	x.wake.Broadcast()
}

// restart reads the whole view again.
func (x *index) restart() {
	x.q.Lock()
	defer x.q.Unlock()
	x.all, x.queue = true, nil
	x.wake.Broadcast()
}

// feed queues records that changed; the heads in them are never changed in place.
func (x *index) feed(rows []viewRow) {
	x.q.Lock()
	defer x.q.Unlock()
	if x.all {
		return // the view has them already, and is to be read whole
	}
	x.queue = append(x.queue, rows...)
	x.wake.Broadcast()
}

// close ends the feeding and frees the memory.
func (x *index) close() {
	x.q.Lock()
	x.stopped = true
	x.wake.Broadcast()
	x.q.Unlock()
	if x.rise != nil {
		x.rise.Stop()
	}
	x.wg.Wait()
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	x.d.close()
}

// settle waits until everything that was queued can be found.
func (x *index) settle(ctx context.Context) error {
	defer context.AfterFunc(ctx, func() {
		x.q.Lock()
		defer x.q.Unlock()
		x.wake.Broadcast()
	})()
	x.wakeUp()
	x.q.Lock()
	defer x.q.Unlock()
	for !x.stopped && ctx.Err() == nil && (x.all || x.busy || len(x.queue) > 0) {
		x.wake.Wait()
	}
	return ctx.Err()
}

// run feeds what is queued until close. A failure is logged and not fatal: records are found late, never lost.
func (x *index) run() {
	defer x.wg.Done()
	for {
		x.q.Lock()
		x.busy = false
		x.wake.Broadcast()
		for !x.stopped && (x.resting || !x.all && len(x.queue) == 0) {
			x.wake.Wait()
		}
		if x.stopped {
			x.q.Unlock()
			return
		}
		whole, rows := x.all, x.queue
		x.all, x.queue, x.busy = false, nil, true
		x.q.Unlock()
		var err error
		if whole {
			err = x.readAll()
		} else {
			err = x.take(rows)
		}
		if err != nil {
			x.s.cfg.Log.Error("the index of words could not follow", "err", err)
		}
	}
}

// stopping lets a long reading end early when the store closes.
func (x *index) stopping() bool {
	x.q.Lock()
	defer x.q.Unlock()
	return x.stopped
}

// readAll fills an empty index from the view, oldest record first: ids made on a device begin with their time.
func (x *index) readAll() error {
	x.mu.Lock()
	x.docs, x.sums, x.nums = nil, nil, map[assessments.ID]int64{}
	err := x.d.exec("INSERT INTO words (words) VALUES ('delete-all')")
	if err == nil {
		err = x.d.exec("INSERT INTO titles (titles) VALUES ('delete-all')")
	}
	x.mu.Unlock()
	for last := ""; err == nil && !x.stopping(); {
		var rows []viewRow
		err = x.s.view.read(func(d *db) error {
			return d.query("SELECT id, body FROM rec WHERE id > ? ORDER BY id LIMIT ?", func(r dbRow) error {
				h, err := unpackShown(blob(r[1]))
				last = text(r[0])
				rows = append(rows, viewRow{id: assessments.ID(last), head: h})
				return err
			}, last, indexBatch)
		})
		if err != nil || len(rows) == 0 {
			break
		}
		err = x.put(rows)
	}
	if err == nil {
		err = x.tidy()
	}
	return err
}

// take feeds records in batches, so that a search waits for one batch at most.
func (x *index) take(rows []viewRow) error {
	for len(rows) > 0 {
		n := min(indexBatch, len(rows))
		if err := x.put(rows[:n]); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// tidy merges the index's parts now that nothing waits.
func (x *index) tidy() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.d.exec("INSERT INTO words (words, rank) VALUES ('merge', 200)")
}

// put feeds one batch. A record that is gone (nil head) leaves the index.
func (x *index) put(rows []viewRow) error {
	docs := make([]doc, len(rows)) // the texts are taken out before searches must wait
	for i, r := range rows {
		if r.head != nil {
			docs[i] = x.docOf(r)
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if err := x.d.exec("BEGIN"); err != nil {
		return err
	}
	for i, r := range rows {
		if err := x.putOne(r, docs[i]); err != nil {
			_ = x.d.exec("ROLLBACK") // the first error is the one to tell
			for _, r := range rows {
				x.forget(r.id)
			}
			return err
		}
	}
	return x.d.exec("COMMIT")
}

// A doc is what a record has to be found by. Where the words are there already there are none in it.
type doc struct {
	title, body string
	sum         uint64 // of all fields
	there       bool
}

// docOf takes the words out of a record. Most of what comes is one that the service has confirmed, with the fields it had before.
func (x *index) docOf(r viewRow) doc {
	var h maphash.Hash
	h.SetSeed(x.seed)
	for _, f := range r.head.Fields.Names() {
		h.WriteString(f) // a maphash takes everything
		h.WriteByte(0)
		h.Write(r.head.Fields[f])
		h.WriteByte(0)
	}
	sum := h.Sum64()
	if n, known := x.nums[r.id]; known && x.sums[n-1] == sum {
		return doc{sum: sum, there: true}
	}
	return doc{title: nameOf(r.head), body: wordsOf(r.head), sum: sum}
}

// putOne replaces one record's words. It keeps its row number: an edited note does not become a new one. Words that are there
// already stay.
func (x *index) putOne(r viewRow, c doc) error {
	n, known := x.nums[r.id]
	if known && c.there && x.sums[n-1] == c.sum {
		return nil
	}
	if c.there { // a row of the same batch has other words, or failed
		c.title, c.body = nameOf(r.head), wordsOf(r.head)
	}
	if known {
		x.forget(r.id)
		for _, q := range []string{"DELETE FROM words WHERE rowid = ?", "DELETE FROM titles WHERE rowid = ?"} {
			if err := x.d.exec(q, n); err != nil {
				return err
			}
		}
	}
	if r.head == nil {
		return nil
	}
	if !known {
		x.docs, x.sums = append(x.docs, r.id), append(x.sums, 0)
		n = int64(len(x.docs))
		x.nums[r.id] = n
	}
	x.sums[n-1] = c.sum
	if err := x.d.exec("INSERT INTO words (rowid, body) VALUES (?, ?)", n, c.body); err != nil || c.title == "" {
		return err
	}
	return x.d.exec("INSERT INTO titles (rowid, title) VALUES (?, ?)", n, c.title)
}

// forget has a record's words put anew whatever they are.
func (x *index) forget(id assessments.ID) {
	if n, known := x.nums[id]; known {
		x.sums[n-1] = 0
	}
}
