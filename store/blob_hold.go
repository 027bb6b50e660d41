package store

import (
	"bytes"
	"context"
	"io"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// AttachHeld is Attach for a picture that is still to be marked up: its record travels, its bytes stay on this device until Finish.
func (s *Store) AttachHeld(ctx context.Context, id assessments.ID, scope assessments.Scope, a assessments.Attachment, r io.Reader) (Blob, error) {
	return s.attach(ctx, id, scope, a, r, true)
}

// Hold keeps a picture that was not sent yet from being sent, while somebody marks it up. It answers whether it could: what the
// service has, it has.
func (s *Store) Hold(ctx context.Context, scope assessments.Scope, sha string) (held bool, err error) {
	err = s.changeBlob(ctx, "store.blob.hold", scope, sha, func(b *blobRow) {
		b.Held = b.State == BlobPending
		held = b.Held
	})
	return held, err
}

// Mark keeps what is to be drawn on a picture before it is finished. When it returns, the marks are on the disk.
func (s *Store) Mark(ctx context.Context, scope assessments.Scope, sha, marks string) error {
	return s.changeBlob(ctx, "store.blob.mark", scope, sha, func(b *blobRow) { b.Marks = marks })
}

// changeBlob writes the row of a whole file anew.
func (s *Store) changeBlob(ctx context.Context, op string, scope assessments.Scope, sha string, turn func(*blobRow)) error {
	return s.write(ctx, op, func(t *tx) error {
		b, err := s.findBlob(t.d, scope, sha)
		if err != nil {
			return err
		}
		if b == nil || b.State == BlobMissing {
			return notHere(op)
		}
		turn(b)
		return t.putBlob(b, b.State)
	})
}

// holdBlob holds back a file that was made in this transaction.
func (t *tx) holdBlob(scope assessments.Scope, sha string) (Blob, error) {
	b, err := t.s.findBlob(t.d, scope, sha)
	if err != nil || b == nil {
		return Blob{}, err
	}
	b.Held = true
	return b.Blob, t.putBlob(b, b.State)
}

// HeldBlobs returns the files that wait for their mark-up to be finished.
func (s *Store) HeldBlobs(ctx context.Context) ([]Blob, error) {
	return s.unsent(ctx, "store.blob.held", func(b Blob) bool { return b.Held })
}

// Finish lets the picture of an attachment be sent. drawn is the picture with its marks drawn in, which takes the place of the one
// that was held; nil leaves that as it is. What was drawn over is then nowhere any more, unless the service has had it before.
func (s *Store) Finish(ctx context.Context, attachment assessments.ID, drawn []byte) error {
	const op = "store.blob.finish"
	rec, err := s.Record(ctx, attachment)
	if err != nil {
		return err
	}
	sha := rec.Fields.Text("sha256")
	others, err := s.names(ctx, rec, sha)
	if err != nil {
		return err
	}
	return s.write(ctx, op, func(t *tx) error {
		old, err := s.findBlob(t.d, rec.Scope, sha)
		if err != nil {
			return err
		}
		if old == nil || old.State == BlobMissing {
			return notHere(op)
		}
		if drawn == nil || wire.HashOf(drawn) == sha {
			old.Held, old.Marks = false, ""
			return t.putBlob(old, old.State)
		}
		data, err := readBlob(op, bytes.NewReader(drawn))
		if err != nil {
			return err
		}
		b, err := t.keepBlob(rec.Scope, data, old.Media)
		if err != nil {
			return err
		}
		a := assessments.Attachment{SHA256: b.SHA, Bytes: int(b.Size)}
		set := assessments.Encode(&a)
		if _, err := t.edit(op, assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Set: set}); err != nil {
			return err
		}
		switch {
		case others:
			old.Marks = ""
			return t.putBlob(old, old.State)
		case old.State == BlobPending: // nobody else has seen it, and nobody shall
			return t.dropBlob(old)
		}
		old.Marks = ""
		return t.putBlob(old, old.State)
	})
}

// DropStruck deletes the held pictures whose records were all entered in error: nobody will finish them, and they must not be sent.
func (s *Store) DropStruck(ctx context.Context) error {
	const op = "store.blob.struck"
	list, err := s.HeldBlobs(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	recs, err := s.Records(ctx, Filter{Kinds: []assessments.Kind{assessments.KindAttachment}})
	if err != nil {
		return err
	}
	stands := map[string]bool{}
	for _, r := range recs {
		stands[r.Scope.Key()+r.Fields.Text("sha256")] = true
	}
	for _, b := range list {
		if stands[b.Scope.Key()+b.SHA] {
			continue
		}
		err := s.write(ctx, op, func(t *tx) error {
			row, err := s.findBlob(t.d, b.Scope, b.SHA)
			if err != nil || row == nil || !row.Held {
				return err
			}
			return t.dropBlob(row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// names tells whether another record speaks of the same file.
func (s *Store) names(ctx context.Context, rec assessments.Record, sha string) (bool, error) {
	scope := rec.Scope
	recs, err := s.Records(ctx, Filter{Scope: &scope, Kinds: []assessments.Kind{assessments.KindAttachment}})
	for _, r := range recs {
		if r.ID != rec.ID && r.Fields.Text("sha256") == sha {
			return true, err
		}
	}
	return false, err
}
