package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// readsNote is the row of meta with the reads that the service does not have yet, toldNote the one with those that it had lately:
// a service that is restored from a backup is told of them again. No backup is older than keepTold.
const (
	readsNote = "reads"
	toldNote  = "reads-told"
	keepTold  = 14 * 24 * time.Hour
)

// reads notes what was shown of whom, away from the screen: an opening must not wait for the disk.
type reads struct {
	mu      sync.Mutex
	known   map[string]bool // child, part of the day and screen: noted since the program started
	waiting []wire.Read     // not yet on the disk
	writing sync.Mutex      // held by the one who writes them
}

// Shown notes that something of a child was shown to the therapist: what is the screen or the document, about the record it was of,
// "" for none. It returns at once. Each screen is noted once for a child in a part of the day, and nothing in a practice store. What
// is noted travels with the next sync, and is no change: it is in no count of what was not sent.
func (s *Store) Shown(child assessments.ID, what string, about assessments.ID) {
	st := s.now()
	if !st.MaySync || !child.Valid() {
		return
	}
	if about != "" {
		what += " " + string(about)
	}
	now := s.cfg.Now()
	r := wire.Read{Child: child, By: assessments.ID(st.User), At: stamp(now), Part: partOf(now), What: []string{what}}
	key := r.Part + "\n" + string(child) + "\n" + what
	s.reads.mu.Lock()
	defer s.reads.mu.Unlock()
	if s.reads.known[key] {
		return
	}
	if s.reads.known == nil || len(s.reads.known) > 5000 {
		s.reads.known = map[string]bool{} // of days ago: to note one twice does no harm
	}
	s.reads.known[key] = true
	if s.reads.waiting = append(s.reads.waiting, r); len(s.reads.waiting) == 1 {
		go func() {
			if err := s.keepReads(context.Background()); err != nil {
				s.cfg.Log.Warn("what was shown is not noted yet", "kind", assessments.KindOf(err).String())
			}
		}()
	}
}

// partOf is a part of a day in Britain.
func partOf(now time.Time) string {
	if london, err := time.LoadLocation("Europe/London"); err == nil {
		now = now.In(london)
	}
	part := "evening"
	switch h := now.Hour(); {
	case h < 6:
		part = "night"
	case h < 12:
		part = "morning"
	case h < 17:
		part = "afternoon"
	}
	return now.Format("2006-01-02") + "/" + part
}

// keepReads writes what waits. What cannot be written waits on, for the next read, the next sync or Close.
func (s *Store) keepReads(ctx context.Context) error {
	s.reads.writing.Lock()
	defer s.reads.writing.Unlock()
	s.reads.mu.Lock()
	list := s.reads.waiting
	s.reads.waiting = nil
	s.reads.mu.Unlock()
	if len(list) == 0 {
		return nil
	}
	err := s.write(ctx, "store.read", func(t *tx) error {
		all, err := t.reads(readsNote)
		if err != nil {
			return err
		}
		for _, r := range list {
			at := slices.IndexFunc(all, func(x wire.Read) bool {
				return x.Child == r.Child && x.Part == r.Part && x.By == r.By && len(x.What) < wire.ReadWords
			})
			if at >= 0 {
				if !slices.Contains(all[at].What, r.What[0]) {
					all[at].What = append(all[at].What, r.What[0])
				}
				continue
			}
			if r.ID, err = t.newReadID(); err != nil {
				return err
			}
			all = append(all, r)
		}
		return t.putReads(readsNote, all)
	})
	if err != nil {
		s.reads.mu.Lock()
		s.reads.waiting = append(list, s.reads.waiting...)
		s.reads.mu.Unlock()
	}
	return err
}

func (t *tx) newReadID() (string, error) {
	id := make([]byte, 16)
	_, err := io.ReadFull(t.s.cfg.Rand, id)
	return hex.EncodeToString(id), err
}

// reads are those of one row of meta.
func (t *tx) reads(note string) (all []wire.Read, err error) {
	plain, _, err := t.s.readMeta(t.d, note)
	if err == nil && plain != nil {
		err = json.Unmarshal(plain, &all)
	}
	return all, err
}

func (t *tx) putReads(note string, all []wire.Read) error {
	if len(all) == 0 {
		return t.putMeta(note, nil)
	}
	plain, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return t.putMeta(note, plain)
}

// Reads returns what the service has not been told of, the oldest first, at most most.
func (s *Store) Reads(ctx context.Context, most int) ([]wire.Read, error) {
	if err := s.keepReads(ctx); err != nil {
		return nil, err
	}
	plain, err := s.meta(ctx, "store.reads", readsNote)
	if err != nil || plain == nil {
		return nil, err
	}
	var all []wire.Read
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, err
	}
	return all[:min(most, len(all))], nil
}

// Told lets go of reads as they were sent, once the service has them. What was added to one of them meanwhile is kept, under an
// id of its own: the service never changes what it has.
func (s *Store) Told(ctx context.Context, sent []wire.Read, ok wire.ReadOK) error {
	if len(sent) == 0 || len(ok.IDs) == 0 {
		return nil
	}
	return s.write(ctx, "store.told", func(t *tx) error {
		all, err := t.reads(readsNote)
		if err != nil {
			return err
		}
		told, err := t.reads(toldNote)
		if err != nil {
			return err
		}
		old := stamp(s.cfg.Now().Add(-keepTold))
		told = slices.DeleteFunc(told, func(r wire.Read) bool { return r.At < old })
		kept := all[:0:0]
		for _, r := range all {
			i := slices.IndexFunc(sent, func(x wire.Read) bool { return x.ID == r.ID })
			if i >= 0 && slices.Contains(ok.IDs, r.ID) {
				told = append(told, sent[i])
				r.What = slices.DeleteFunc(r.What, func(w string) bool { return slices.Contains(sent[i].What, w) })
				if len(r.What) == 0 {
					continue
				}
				if r.ID, err = t.newReadID(); err != nil {
					return err
				}
			}
			kept = append(kept, r)
		}
		if err := t.putReads(toldNote, told); err != nil {
			return err
		}
		return t.putReads(readsNote, kept)
	})
}

// TellAgain makes what the service had lately be told once more: it was restored from a backup and may have lost it. What it did
// not lose it knows by its id.
func (s *Store) TellAgain(ctx context.Context) error {
	return s.write(ctx, "store.tellAgain", func(t *tx) error {
		told, err := t.reads(toldNote)
		if err != nil || len(told) == 0 {
			return err
		}
		all, err := t.reads(readsNote)
		if err != nil {
			return err
		}
		if err := t.putReads(readsNote, append(told, all...)); err != nil {
			return err
		}
		return t.putReads(toldNote, nil)
	})
}

// Unheard counts the notes of who looked at a child that the service has not been told of yet.
func (s *Store) Unheard(ctx context.Context, child assessments.ID) (int, error) {
	all, err := s.Reads(ctx, 1<<30)
	n := 0
	for _, r := range all {
		if r.Child == child {
			n += len(r.What)
		}
	}
	return n, err
}
