package store

import "sync"

// checkpointPages is how long the write-ahead log may grow before it is copied into the file.
const checkpointPages = 400

// A checkpointer moves the write-ahead log into the file in the background: inside a save it would cost two more waits for the
// disk. It has a connection of its own and never blocks a writer.
type checkpointer struct {
	s    *Store
	want chan struct{}
	stop chan struct{}
	wg   sync.WaitGroup
	n    int
}

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

func (c *checkpointer) run() {
	defer c.wg.Done()
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
			_, err = d.one("PRAGMA wal_checkpoint(PASSIVE)")
		}
		if err != nil {
			c.s.cfg.Log.Warn("the write-ahead log could not be moved into the file yet", "err", err)
		}
	}
}

func (c *checkpointer) close() {
	close(c.stop)
	c.wg.Wait()
}
