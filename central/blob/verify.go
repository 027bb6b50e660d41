package blob

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Problem is a picture that is not what was kept.
type Problem struct {
	Tenant, Where, Text string
}

// Verify opens every chunk of every blob and holds each whole one against its name. It changes nothing.
func (s *Shelf) Verify(ctx context.Context) ([]Problem, error) {
	var list []Entry
	if err := s.books.EachBlob(ctx, func(e Entry) { list = append(list, e) }); err != nil {
		return nil, err
	}
	var out []Problem
	for _, e := range list {
		where := "picture " + e.SHA
		have, err := s.store.Have(ctx, s.ring.place(e.Tenant, e.Scope, e.SHA))
		if err != nil {
			return out, err
		}
		if e.Whole && len(have) < len(e.Chunks) {
			out = append(out, Problem{e.Tenant, where, "a piece of it is missing; the tablets that have it offer it again after a restore"})
			continue
		}
		r := &Reader{Entry: e, s: s, ctx: ctx, i: -1}
		for _, i := range have {
			if i >= len(e.Chunks) {
				continue
			}
			// Chunks are held against their hashes, and the hashes were held against the whole when it came.
			switch _, err := r.chunk(i); assessments.KindOf(err) {
			case assessments.Damaged, assessments.NotFound:
				out = append(out, Problem{e.Tenant, where, "one of its pieces cannot be opened"})
			default:
				if err != nil {
					return out, err
				}
			}
		}
	}
	return out, nil
}
