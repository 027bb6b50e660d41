package store

import (
	"os"
	"sync"
	"time"
)

// checkpointPages is how long the write-ahead log may grow before it is copied into the file: 4 MiB. After each copy the log
// begins anew, which costs a save one more wait for the disk.
const checkpointPages = 1000

// logBytes is the log's length at that point: each page has a header of 24 bytes, and the saves during the copy need room too.
const logBytes = (checkpointPages + 200) * (4096 + 24)

// growLog writes zeros where the write-ahead log will be. Making a file longer costs the file system about as much as the save
// itself (measured: 0.25 ms against 0.13); SQLite takes a log of zeros for an empty one. It is only a help: whatever goes wrong,
// the log grows by itself.
func growLog(c Config) {
	path := c.path() + "-wal"
	if info, err := os.Stat(path); c.logBytes == 0 || err == nil && info.Size() > 0 {
		return
	}
	if err := os.WriteFile(path, make([]byte, c.logBytes), 0o600); err != nil {
		_ = os.Remove(path) // no room for comfort
	}
}

// A checkpointer moves the write-ahead log into the file in the background: inside a save it would cost two more waits for the
// disk. It has a connection of its own and never blocks a writer.
type checkpointer struct {
	s    *Store
	want chan struct{}
	stop chan struct{}
	wg   sync.WaitGroup
	n    int
}

// startCheckpointer begins the background copying of an open store.
func startCheckpointer(s *Store) *checkpointer {
	c := &checkpointer{s: s, want: make(chan struct{}, 1), stop: make(chan struct{})}
	c.wg.Add(1)
	go c.run()
	return c
}

// ask is called by the writer after each commit, with about how many pages it wrote.
func (c *checkpointer) ask(pages int) {
	if c.n += pages; c.n < checkpointPages {
		return
	}
	c.n = 0
	select {
	case c.want <- struct{}{}:
	default: // one is waiting already
	}
}

// run waits for the writer to ask. Its connection is opened at the first request: most short sessions never need one.
func (c *checkpointer) run() {
	defer c.wg.Done()
	if f, err := os.OpenFile(c.s.cfg.path()+"-wal", os.O_RDWR, 0); err == nil {
		_ = f.Sync() // of the zeros, so that the first save need not wait for them
		_ = f.Close()
	}
	var d *db
	defer func() {
		if d != nil {
			d.close()
		}
	}()
	for {
		select {
		case <-c.stop:
			return
		case <-c.want:
		}
		var err error
		if d == nil {
			d, err = openDB(fileDSN(c.s.cfg.path(), "rw"), "busy_timeout = 5000", "synchronous = FULL", "wal_autocheckpoint = 0")
		}
		if err == nil {
			err = c.copy(d)
		}
		if err != nil {
			c.s.cfg.Log.Warn("the write-ahead log could not be moved into the file yet", "err", err)
		}
	}
}

// copy moves the log into the file. Most of it moves while saves go on; what they added meanwhile is a few pages and moves while
// they wait, since only a log that is moved whole begins anew.
func (c *checkpointer) copy(d *db) error {
	if _, err := d.one("PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		return err
	}
	for !c.s.w.TryLock() {
		select {
		case <-c.stop: // Close holds the lock and moves the rest itself
			return nil
		case <-time.After(time.Millisecond):
		}
	}
	defer c.s.w.Unlock()
	_, err := d.one("PRAGMA wal_checkpoint(PASSIVE)")
	return err
}

// close waits for a copy under way; Close moves what is left.
func (c *checkpointer) close() {
	close(c.stop)
	c.wg.Wait()
}
