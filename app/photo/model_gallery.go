package photo

import (
	"context"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Row is a picture in a list.
type Row struct {
	ID    assessments.ID
	Of    assessments.ID
	Scope assessments.Scope
	SHA   string
	Title string // the caption, or what sort of picture it is
	Line  string // the day, and what it belongs to
	Time  string // the time of day it was added, as 09:41
	Type  string
	Held  bool // only on this tablet until it is finished
	Film  bool // a film or a page: there is no picture to show
	added string
}

// Reader is what lists are read from.
type Reader interface {
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	HeldBlobs(ctx context.Context) ([]store.Blob, error)
}

// typeWords are the sorts of attachment for people.
var typeWords = map[string]string{"photo": "Photo", "video": "Film", "drawing": "Drawing", "work-sample": "Copy of work", "document": "Page"}

// Sort is what sort of picture it is, in a word or two.
func (r Row) Sort() string { return typeWords[r.Type] }

// List is a child's pictures, newest first; of one record when of is given.
func List(ctx context.Context, r Reader, child, of assessments.ID) ([]Row, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindAttachment, assessments.KindContact,
		assessments.KindEquipment, assessments.KindMeasurement, assessments.KindObservation}})
	if err != nil {
		return nil, err
	}
	held, err := heldNames(ctx, r)
	if err != nil {
		return nil, err
	}
	owners := map[assessments.ID]string{}
	for _, x := range recs {
		owners[x.ID] = owner(x)
	}
	var out []Row
	for _, x := range recs {
		if x.Kind != assessments.KindAttachment {
			continue
		}
		var a assessments.Attachment
		assessments.Decode(x.Fields, &a)
		if of != "" && a.Of != of || a.SHA256 == "" {
			continue
		}
		row := Row{ID: x.ID, Of: a.Of, Scope: x.Scope, SHA: a.SHA256, Title: a.Caption, Type: a.Type, added: string(a.On) + a.RecordedAt,
			Held: held[x.Scope.Key()+a.SHA256], Film: a.Type == "video" || !strings.HasPrefix(a.Media, "image/") && a.Media != ""}
		if row.Title == "" {
			row.Title = typeWords[a.Type]
		}
		row.Line = strings.TrimSuffix(a.On.Words()+", "+owners[a.Of], ", ")
		if t, err := time.Parse(time.RFC3339, a.RecordedAt); err == nil {
			row.Time = t.In(session.London).Format("15:04")
		}
		out = append(out, row)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].added > out[j].added })
	return out, nil
}

func heldNames(ctx context.Context, r Reader) (map[string]bool, error) {
	list, err := r.HeldBlobs(ctx)
	out := map[string]bool{}
	for _, b := range list {
		out[b.Scope.Key()+b.SHA] = true
	}
	return out, err
}

// owner is what a picture belongs to, in a few words.
func owner(r assessments.Record) string {
	switch t, _ := r.Read(); t := t.(type) {
	case *assessments.Contact:
		return assessments.LowerFirst(t.Title())
	case *assessments.Equipment:
		return t.Name()
	case *assessments.Measurement:
		return "measuring"
	case *assessments.Observation:
		return "a note"
	}
	return ""
}
