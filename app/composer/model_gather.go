package composer

import (
	"context"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what the composer reads. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Media(ctx context.Context, child assessments.ID) func(sha256 string) ([]byte, error)
}

// Gather reads everything a report about a child may draw on: the child's records, those of the settings the child is
// at or was seen in, and the team's. What was struck out is not read at all.
func Gather(ctx context.Context, r Reader, child assessments.ID) (reports.Evidence, error) {
	var ev reports.Evidence
	recs, err := r.Records(ctx, store.Filter{Child: child})
	if err != nil {
		return ev, err
	}
	ev.Records, ev.Media = recs, kept(ctx, r.Media(ctx, child))
	scopes := []assessments.Scope{assessments.TeamScope()}
	seen := map[string]bool{"": true}
	for _, rec := range recs {
		if rec.Kind != assessments.KindChild && rec.Kind != assessments.KindContact {
			continue
		}
		if at := rec.Fields.Text("setting"); !seen[at] {
			seen[at] = true
			scopes = append(scopes, assessments.SettingScope(assessments.ID(at)))
		}
	}
	for _, s := range scopes {
		more, err := r.Records(ctx, store.Filter{Scope: &s})
		if err != nil {
			return ev, err
		}
		ev.Records = append(ev.Records, more...)
	}
	return ev, nil
}

// kept reads each picture once: a report is put together anew at every decision about it. What was not here when the report was
// opened stays away until it is opened again, so that a screen never waits for a network in the middle of a sentence.
func kept(ctx context.Context, read func(string) ([]byte, error)) func(string) ([]byte, error) {
	type found struct {
		data []byte
		err  error
	}
	var mu sync.Mutex
	have := map[string]found{}
	return func(sha string) ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		f, ok := have[sha]
		if !ok {
			f.data, f.err = read(sha)
			if ctx.Err() == nil {
				have[sha] = f
			}
		}
		return f.data, f.err
	}
}
