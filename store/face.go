package store

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Face is what may be shown of a store before anybody has given its passphrase. It lies beside the store as plain text, so it
// names no child, and its therapist only as they chose to be listed. Not even its keys are words that a note may hold: a file that
// a search for a note's words finds would have to be explained each time.
type Face struct {
	Name     string `json:"name,omitempty"`    // as the therapist wants to be listed, "" where they did not say
	Practice bool   `json:"made_up,omitempty"` // made-up children
	Waiting  int    `json:"waiting,omitempty"` // changes that were not sent when the store was closed
	Standing string `json:"state,omitempty"`   // how the device stands with its service
	Lease    lease  `json:"lease,omitzero"`
	Slips    []byte `json:"slips,omitempty"` // what notes are sealed to while the store is locked
	Tries    int    `json:"tries,omitempty"` // wrong PINs since the store was last open
}

// faceName is the file of the face.
const faceName = "fieldfare.face"

// FaceIn reads the face of the store in a folder; a store that never had one, or whose face is spoilt, has an empty one.
func FaceIn(dir string) Face {
	var f Face
	raw, err := os.ReadFile(filepath.Join(dir, faceName))
	if err != nil || json.Unmarshal(raw, &f) != nil {
		return Face{}
	}
	return f
}

// same compares two faces.
func (f Face) same(o Face) bool {
	return f.Name == o.Name && f.Practice == o.Practice && f.Waiting == o.Waiting && f.Standing == o.Standing &&
		f.Lease == o.Lease && slices.Equal(f.Slips, o.Slips) && f.Tries == o.Tries
}

// LeaseWords says how many days are left before the store locks itself, from two sevenths of the lease on; "" before that and where
// there is no lease.
func (f Face) LeaseWords(now time.Time) string {
	l := f.Lease.spent(now, 0)
	return leaseWords(l.left(), int(l.Span/(24*60*60)))
}

// leaseWords begins when ten days of fourteen are gone, and so for leases of other lengths.
func leaseWords(left, span int) string {
	switch {
	case span == 0 || left > span*4/14:
		return ""
	case left <= 0:
		return "This tablet has not reached your service for a long time, so it is locked. Everything on it is safe. Connect it to the internet and unlock it."
	}
	days := counted(int64(left), "day")
	return "This tablet has not reached your service for a while. In " + days + " it locks until it does; nothing on it is lost. Connect it to the internet."
}

// write puts a face beside its store, whole or not at all.
func (f Face) write(cfg Config) error {
	raw, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return putFile(cfg, faceName, raw)
}

// putFile writes a small file of the store's folder and gives it its name once it is whole.
func putFile(cfg Config, name string, raw []byte) error {
	path := filepath.Join(cfg.Dir, name)
	f, err := os.OpenFile(path+".part", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err == nil && !cfg.KDF.Cheap() { // a simulator's disk is its own
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(path+".part", path)
	}
	if err == nil {
		err = syncDir(cfg.Dir)
	}
	return err
}

// nameMost is the longest name that the unlock screen lists.
const nameMost = 60

// SetListed says by which name the unlock screen lists this store; "" for none. Anybody who picks up the tablet can read it.
func (s *Store) SetListed(ctx context.Context, name string) error {
	const op = "store.listed"
	name = strings.Join(strings.Fields(name), " ")
	if utf8.RuneCountInString(name) > nameMost {
		return assessments.Errorf(assessments.Invalid, op, "The name on the unlock screen has at most %d letters.", nameMost)
	}
	if err := s.reading(ctx, op); err != nil {
		return err
	}
	s.w.Lock()
	defer s.w.Unlock()
	s.face.Name = name
	return explain(op, s.face.write(s.cfg))
}

// Listed is the name that the unlock screen shows, "" for none.
func (s *Store) Listed() string {
	s.w.Lock()
	defer s.w.Unlock()
	return s.face.Name
}

// WrongPINs is how often a wrong PIN was typed before this store was opened now.
func (s *Store) WrongPINs() int { return s.wrong }

// greet reads the face when a store has been opened, and gives it what notes are sealed to.
func (s *Store) greet() {
	if s.readOnly != nil {
		return
	}
	was := FaceIn(s.cfg.Dir)
	s.face, s.wrong = was, was.Tries
	s.face.Tries = 0
	if pair, err := s.ring.Slips(); err == nil {
		s.face.Slips = pair.Public() // always our own: another key there would read what is written while locked
	}
	s.keepFace(was, s.st.Lease)
}

// part is greet's counterpart when the store is closed. The caller holds the writer's lock.
func (s *Store) part() {
	if s.readOnly == nil && s.face.Slips != nil {
		s.keepFace(s.face, s.age(s.st.Lease))
	}
}

// keepFace writes what has changed of the face. The caller holds the writer's lock, or is the only one yet. One that cannot be
// written keeps nobody from their notes.
func (s *Store) keepFace(was Face, l lease) {
	s.face.Practice, s.face.Standing, s.face.Lease, s.face.Waiting = s.st.Practice, s.st.Standing, l, len(s.journal.byCID)
	if s.face.same(was) {
		return
	}
	if err := s.face.write(s.cfg); err != nil {
		s.cfg.Log.Warn("what the unlock screen shows could not be kept", "err", err)
	}
}
