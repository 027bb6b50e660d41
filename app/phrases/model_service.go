package phrases

import (
	"context"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// Records is what a service's record is read from. *store.Store is one.
type Records interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// read remembers what was made of the last text: a board, a sheet of questions and a report each ask for it, and it changes at a sync.
var read struct {
	sync.Mutex
	text  string
	words service.Words
	err   error
}

// OfService are the words that the service's lead has signed: phrases, question templates, paragraphs. Where a tablet knows several
// services, the first that has a board lends its own, and the rest is everybody's. The error says what cannot be read here; what can be
// is there all the same.
func OfService(ctx context.Context, r Records) (service.Words, error) {
	team := assessments.TeamScope()
	recs, err := r.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		return service.Words{}, err
	}
	var texts []string
	for _, rec := range recs {
		if t := rec.Fields.Text("own_words"); t != "" {
			texts = append(texts, t)
		}
	}
	read.Lock()
	defer read.Unlock()
	if key := strings.Join(texts, "\x00"); key != read.text {
		read.text, read.words, read.err = key, service.Words{}, nil
		for _, t := range texts {
			w, err := service.OwnOf(&assessments.Service{OwnWords: t})
			if err != nil {
				read.err = err
			}
			read.words = both(read.words, w)
		}
	}
	return read.words, read.err
}

// both are the words of two services.
func both(a, b service.Words) service.Words {
	if len(a.Phrases) == 0 {
		a.Phrases = b.Phrases
	}
	if len(a.Tallies) == 0 {
		a.Tallies = b.Tallies
	}
	if a.Next == nil {
		a.Next = b.Next
	}
	if a.Without == nil {
		a.Without = b.Without
	}
	a.Templates, a.Earlier, a.Blocks = append(a.Templates, b.Templates...), append(a.Earlier, b.Earlier...), append(a.Blocks, b.Blocks...)
	return a
}

// Board is what the capture board offers: the service's own words where it has any, else those that come with the app.
func Board(ctx context.Context, r Records) (library.Board, error) {
	b, err := Shipped()
	if err != nil {
		return b, err
	}
	own, err := OfService(ctx, r)
	return own.Board(b), err
}
