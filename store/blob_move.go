package store

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// fetchFor brings the pictures of an entry that is about to be moved: each child's are sealed with a key of its own, so that they must
// be put under the right child by somebody who has them.
func (s *Store) fetchFor(ctx context.Context, entry assessments.ID) error {
	s.mem.RLock()
	src := s.source
	s.mem.RUnlock()
	if src == nil {
		return nil
	}
	missing, err := s.MissingBlobs(ctx)
	if err != nil || len(missing) == 0 {
		return err
	}
	recs, err := s.Records(ctx, Filter{Kinds: []assessments.Kind{assessments.KindAttachment}})
	if err != nil {
		return err
	}
	for _, r := range recs {
		if assessments.ID(r.Fields.Text("of")) != entry {
			continue
		}
		for _, b := range missing {
			if b.SHA != r.Fields.Text("sha256") || b.Scope != r.Scope {
				continue
			}
			if _, err := s.OpenBlob(ctx, b.Scope, b.SHA); assessments.KindOf(err) == assessments.Unavailable || assessments.KindOf(err) == assessments.NotFound && err != nil {
				return assessments.Wrap(err, assessments.Unavailable, "store.move", "A picture of this entry is not on this device yet, and it must go with the entry. Connect to a network that may carry pictures, then move it. Nothing was moved.")
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

// bytes puts a moved picture under the right child, to be sent from there. The wrong child keeps its own copy with the struck record,
// as it keeps the words.
func (m *moving) bytes(sha string) error {
	old, err := m.s.findBlob(m.d, m.from, sha)
	if err != nil || old == nil || old.State == BlobMissing {
		return err
	}
	data := make([]byte, 0, old.Size)
	for i := 0; int64(len(data)) < old.Size; i++ {
		chunk, err := m.s.readChunk(m.d, old, i)
		if err != nil {
			return err
		}
		data = append(data, chunk...)
	}
	if _, err = m.keepBlob(assessments.ChildScope(m.To), data, old.Media); err != nil || !old.Held {
		return err
	}
	// What was not to be sent yet is not to be sent yet from there either.
	row, err := m.s.findBlob(m.d, assessments.ChildScope(m.To), sha)
	if err != nil || row == nil || row.State != BlobPending {
		return err
	}
	row.Held, row.Marks = true, old.Marks
	return m.putBlob(row, BlobPending)
}
