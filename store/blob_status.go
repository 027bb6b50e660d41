package store

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store/vault"
)

// A BlobStatus counts the files of this device, and their bytes. Missing are the ones that a record here speaks of and this device
// does not hold whole.
type BlobStatus struct {
	Have, Pending, Missing                int
	HaveBytes, PendingBytes, MissingBytes int64
}

// BlobStatus counts the files of this device.
func (s *Store) BlobStatus(ctx context.Context) (BlobStatus, error) {
	var out BlobStatus
	whole := map[string]bool{}
	err := s.borrow(ctx, "store.blob.status", func(d *db) error {
		return d.query("SELECT "+blobColumns+" FROM blob", func(r dbRow) error {
			b, err := s.openBlob(r)
			if err != nil {
				return err
			}
			switch b.State {
			case BlobHave:
				out.Have, out.HaveBytes = out.Have+1, out.HaveBytes+b.Size
			case BlobPending:
				out.Pending, out.PendingBytes = out.Pending+1, out.PendingBytes+b.Size
			}
			whole[b.Scope.Key()+b.SHA] = b.State != BlobMissing
			return nil
		})
	})
	if err != nil {
		return out, err
	}
	missing, err := s.absent(ctx, whole)
	for _, b := range missing {
		out.Missing, out.MissingBytes = out.Missing+1, out.MissingBytes+b.Size
	}
	return out, err
}

// MissingBlobs lists the files that records here speak of and this device does not hold whole, each once.
func (s *Store) MissingBlobs(ctx context.Context) ([]Blob, error) {
	whole := map[string]bool{}
	err := s.borrow(ctx, "store.blob.missing", func(d *db) error {
		return d.query("SELECT "+blobColumns+" FROM blob WHERE state <> 'missing'", func(r dbRow) error {
			b, err := s.openBlob(r)
			if err == nil {
				whole[b.Scope.Key()+b.SHA] = true
			}
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return s.absent(ctx, whole)
}

// absent are the files of the records that are not among whole, by the first record that speaks of each. Nearly all are here, so of a
// record no more than the name of its file is read.
func (s *Store) absent(ctx context.Context, whole map[string]bool) ([]Blob, error) {
	var recs []assessments.Record
	err := s.look(ctx, "store.blob.absent", func(d *db) error {
		return d.query("SELECT unsent, body, scope FROM rec WHERE kind = ? AND "+notStruck+"rec.id)", func(r dbRow) error {
			sha, err := unpackText(blob(r[1]), "sha256")
			if err != nil || sha == "" || whole[text(r[2])+sha] {
				return err
			}
			rec, err := fromView(r)
			recs = append(recs, rec)
			return err
		}, string(assessments.KindAttachment))
	})
	slices.SortFunc(recs, func(a, b assessments.Record) int { return strings.Compare(string(a.ID), string(b.ID)) })
	var out []Blob
	for _, r := range recs {
		var a assessments.Attachment
		assessments.Decode(r.Fields, &a)
		if key := r.Scope.Key() + a.SHA256; !whole[key] {
			whole[key] = true // two records of one picture are one
			out = append(out, Blob{Scope: r.Scope, SHA: a.SHA256, Size: int64(a.Bytes), Media: a.Media, State: BlobMissing})
		}
	}
	return out, err
}

// picturesNote is the note that keeps whether pictures may use mobile data.
const picturesNote = "pictures-on-mobile"

// SetPicturesOnMobile says whether pictures may travel over a network that is paid by the amount. Words always may.
func (s *Store) SetPicturesOnMobile(ctx context.Context, yes bool) error {
	var value []byte
	if yes {
		value = []byte("yes")
	}
	return s.SetNote(ctx, picturesNote, value)
}

// PicturesOnMobile is what SetPicturesOnMobile kept; at first they may not.
func (s *Store) PicturesOnMobile(ctx context.Context) (bool, error) {
	v, err := s.Note(ctx, picturesNote)
	return string(v) == "yes", err
}

// blobs opens every file, holds each whole one against its name, and names each damaged chunk.
func (v *verifier) blobs() error {
	known := map[string]*blobRow{}
	var list []*blobRow
	err := v.s.disk.query("SELECT "+blobColumns+" FROM blob", func(r dbRow) error {
		id, scope, seq, state := blob(r[0]), blob(r[1]), uint64(integer(r[2])), text(r[3])
		v.got[tBlob].add(row{table: tBlob, id: id, scope: scope, seq: seq, state: state, tag: append([]byte(nil), vault.Tag(blob(r[4]))...)}.share(v.s.ring))
		b, err := v.s.openBlob(r)
		if err != nil {
			v.add("blob", id, "What is known of this picture cannot be opened.")
			return nil
		}
		known[string(id)], list = b, append(list, b)
		return nil
	})
	if err != nil {
		return err
	}
	bad := map[string]bool{}
	err = v.s.disk.query("SELECT blob, i, sealed FROM blob_chunk", func(r dbRow) error {
		id, i := blob(r[0]), integer(r[1])
		v.got[tChunk].add(chunkRow(id, i, vault.Tag(blob(r[2]))).share(v.s.ring))
		b := known[string(id)]
		if b == nil {
			return nil // told already
		}
		if _, err := b.key.seal.Open(v.s.chunkLabel(b, int(i)), blob(r[2])); err != nil {
			bad[string(id)] = true
			v.add("blob_chunk", id, "Piece %d of this picture cannot be opened.", i)
		}
		return nil
	})
	for _, b := range list {
		if err != nil || b.State == BlobMissing || bad[string(b.id)] {
			continue
		}
		sum, serr := v.s.sumBlob(v.s.disk, b)
		if isDamage(serr) {
			v.add("blob", b.id, "A piece of this picture is gone.")
		} else if serr != nil {
			err = serr
		} else if sum != b.SHA {
			v.add("blob", b.id, "This picture is not the one that was kept.")
		}
	}
	return err
}
