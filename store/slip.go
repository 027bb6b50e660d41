package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A Slip is a note that was written while the store was locked. It is sealed to the store's public half, so that it can be written
// and not read; when the store is opened it waits there, on this device alone, until the therapist says of which child it is.
type Slip struct {
	ID   assessments.ID `json:"id"` // of the record that it becomes
	At   time.Time      `json:"at"`
	Text string         `json:"text"`
}

const (
	slipPrefix = "fieldfare.slip-"
	slipUse    = "note while locked"
	slipMeta   = "slips"
	slipMost   = 64 << 10 // bytes of one note
)

// slipFile is where a slip lies. Its id would show when it was made, so the name is a hash.
func slipFile(id assessments.ID) string {
	sum := sha256.Sum256([]byte("fieldfare slip " + id))
	return slipPrefix + hex.EncodeToString(sum[:8])
}

// WriteSlip seals a note beside the locked store in cfg.Dir, in place of what the same slip held before. It is durable when it
// returns. No words remove it.
func WriteSlip(cfg Config, slip Slip) error {
	const op = "store.slip"
	cfg = cfg.withDefaults()
	if strings.TrimSpace(slip.Text) == "" {
		if err := os.Remove(filepath.Join(cfg.Dir, slipFile(slip.ID))); err != nil && !errors.Is(err, os.ErrNotExist) {
			return explain(op, err)
		}
		return nil
	}
	face := FaceIn(cfg.Dir)
	if face.Slips == nil {
		return assessments.Errorf(assessments.NotFound, op, "This tablet cannot take a note yet: unlock it once, then it can.")
	}
	if len(slip.Text) > slipMost {
		return assessments.Errorf(assessments.TooLarge, op, "This note is as long as one can be. What stands here is kept; go on in another note.")
	}
	raw, err := json.Marshal(slip)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, op, "")
	}
	defer clear(raw)
	sealed, err := vault.SealTo(face.Slips, slipUse, raw)
	if err != nil {
		return err
	}
	return explain(op, putFile(cfg, slipFile(slip.ID), sealed))
}

// SlipsIn counts the notes that were written while the store in a folder was locked.
func SlipsIn(dir string) int {
	return len(slipFiles(dir))
}

func slipFiles(dir string) []string {
	list, err := os.ReadDir(dir)
	if err != nil {
		return nil // a folder that cannot be read has no store that could be opened either
	}
	var out []string
	for _, e := range list {
		if e.Type().IsRegular() && strings.HasPrefix(e.Name(), slipPrefix) && !strings.HasSuffix(e.Name(), ".part") {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	return out
}

// collect takes what was written while the store was locked into it, and removes the files only then. One that does not open is
// left where it is: somebody else sealed it, or it is spoilt, and neither must keep the store shut.
func (s *Store) collect() {
	files := slipFiles(s.cfg.Dir)
	if s.readOnly != nil || len(files) == 0 {
		return
	}
	pair, err := s.ring.Slips()
	if err != nil {
		return
	}
	var taken []string
	err = s.write(context.Background(), "store.slips", func(t *tx) error {
		taken = nil
		have, err := s.readSlips()
		if err != nil {
			return err
		}
		for _, path := range files {
			slip, err := openSlip(pair, path)
			if err != nil {
				s.cfg.Log.Warn("a note that was written while locked does not open", "err", err)
				continue
			}
			taken = append(taken, path)
			if slices.IndexFunc(have, func(h Slip) bool { return h.ID == slip.ID }) < 0 {
				have = append(have, slip)
			}
		}
		return s.putSlips(t, have)
	})
	if err != nil {
		s.cfg.Log.Warn("notes that were written while locked wait for the next unlock", "err", err)
		return
	}
	for _, path := range taken {
		if err := os.Remove(path); err != nil {
			s.cfg.Log.Warn("a note that was taken in is still beside the store", "err", err)
		}
	}
}

func openSlip(pair vault.Pair, path string) (Slip, error) {
	var slip Slip
	sealed, err := os.ReadFile(path)
	if err != nil {
		return slip, err
	}
	raw, err := pair.Open(slipUse, sealed)
	if err != nil {
		return slip, err
	}
	defer clear(raw)
	if err := json.Unmarshal(raw, &slip); err != nil {
		return slip, err
	}
	if !slip.ID.Valid() {
		return slip, vault.ErrSeal
	}
	return slip, nil
}

// readSlips reads the list. The caller holds the writer's lock.
func (s *Store) readSlips() ([]Slip, error) {
	var list []Slip
	raw, _, err := s.readMeta(s.disk, slipMeta)
	if err != nil || raw == nil {
		return nil, err
	}
	return list, json.Unmarshal(raw, &list)
}

func (s *Store) putSlips(t *tx, list []Slip) error {
	if len(list) == 0 {
		return t.putMeta(slipMeta, nil)
	}
	slices.SortStableFunc(list, func(a, b Slip) int { return a.At.Compare(b.At) })
	raw, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return t.putMeta(slipMeta, raw)
}

// Slips lists the notes that were written while the store was locked and wait to be filed, the oldest first.
func (s *Store) Slips(ctx context.Context) ([]Slip, error) {
	const op = "store.slips"
	if err := s.reading(ctx, op); err != nil {
		return nil, err
	}
	s.w.Lock()
	defer s.w.Unlock()
	if err := s.usable(op); err != nil {
		return nil, err
	}
	list, err := s.readSlips()
	return list, explain(op, err)
}

// FileSlip takes a slip off the list and makes edits in the same transaction, so that its words are in one place or the other.
func (s *Store) FileSlip(ctx context.Context, id assessments.ID, edits []assessments.Edit) error {
	return s.slip(ctx, edits, func(list []Slip) []Slip {
		return slices.DeleteFunc(list, func(h Slip) bool { return h.ID == id })
	})
}

// PutSlipBack is the way back: the slip waits again, and edits undo what was made of it.
func (s *Store) PutSlipBack(ctx context.Context, slip Slip, edits []assessments.Edit) error {
	return s.slip(ctx, edits, func(list []Slip) []Slip { return append(list, slip) })
}

func (s *Store) slip(ctx context.Context, edits []assessments.Edit, change func([]Slip) []Slip) error {
	const op = "store.slip"
	return s.write(ctx, op, func(t *tx) error {
		list, err := s.readSlips()
		if err != nil {
			return err
		}
		for _, e := range edits {
			if _, err := t.edit(op, e); err != nil {
				return err
			}
		}
		return s.putSlips(t, change(list))
	})
}
