package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/fieldfare/fieldfare/assessments"
)

// scrub takes what was deleted out of the files. SQLite overwrites what it deletes (secure_delete), but the older pages stand in the
// log, and in the file until the log has moved there: both must happen before anybody is told that nothing is left. A row that SQLite
// once moved from one page to another may have left a copy in a gap of the first, which it never overwrites: where the name of a
// scope's key still stands in the file, the file is written anew. The copies that upgrades made have done their service once the store
// was opened and worked with; they hold the old key too.
func (s *Store) scrub(op string) error {
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return err
	}
	s.step("wiped")
	if err := s.emptyLog(op); err != nil {
		return err
	}
	trace, err := s.trace()
	if err == nil && trace {
		if err = s.disk.script("VACUUM"); err == nil {
			s.step("rewritten")
			err = s.emptyLog(op)
		}
	}
	if err != nil {
		return explain(op, err)
	}
	old, err := filepath.Glob(filepath.Join(s.cfg.Dir, "before-upgrade-from-*"))
	for _, dir := range old {
		if err == nil {
			err = razeFolder(dir)
		}
	}
	if err != nil {
		return explain(op, err)
	}
	s.step("scrubbed")
	_, err = s.writeLocked(op, func(t *tx) error {
		for i, l := range t.st.Leaving {
			if l.Step == stepWiped {
				t.st.setStep(i, stepGone)
			}
		}
		return nil
	})
	return err
}

// emptyLog moves the log into the file and cuts it off.
func (s *Store) emptyLog(op string) error {
	r, err := s.disk.one("PRAGMA wal_checkpoint(TRUNCATE)")
	if err != nil {
		return explain(op, err)
	}
	if r == nil || integer(r[0]) != 0 {
		return assessments.Errorf(assessments.Unavailable, op, "What was handed over is deleted, but its traces could not be overwritten yet. Fieldfare does so at the next sync, or when it opens again.")
	}
	return nil
}

// trace reports whether a scope that was deleted is still named in the file: each of its rows names its key.
func (s *Store) trace() (bool, error) {
	var names [][]byte
	for _, l := range s.st.Leaving {
		if l.Step == stepWiped {
			names = append(names, s.ring.ID("scope", l.Scope))
		}
	}
	f, err := os.Open(s.cfg.path())
	if err != nil {
		return false, err
	}
	defer f.Close()
	const overlap = 64 // a name may stand across the edge of two parts
	buf, kept := make([]byte, 1<<20), 0
	for {
		n, err := io.ReadFull(f, buf[kept:])
		part := buf[:kept+n]
		for _, name := range names {
			if bytes.Contains(part, name) {
				return true, nil
			}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return false, nil
		} else if err != nil {
			return false, err
		}
		kept = copy(buf, part[len(part)-overlap:])
	}
}

// finishLetGo goes on where a power cut stopped a scrub. Trouble with it keeps nobody from their work: the next sync tries again.
func (s *Store) finishLetGo() {
	for _, l := range s.st.Leaving {
		if l.Step != stepWiped {
			continue
		}
		if err := s.scrub("store.open"); err != nil {
			s.cfg.Log.Warn("what was handed over could not be overwritten yet", "err", err)
		}
		return
	}
}
