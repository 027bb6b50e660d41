package outbox

import (
	"context"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// PictureStore is what is known of pictures.
type PictureStore interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	BlobStatus(ctx context.Context) (store.BlobStatus, error)
	HeldBlobs(ctx context.Context) ([]store.Blob, error)
	PicturesOnMobile(ctx context.Context) (bool, error)
	SetPicturesOnMobile(ctx context.Context, yes bool) error
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// The notes of this tablet's line.
const (
	meteredNote = "line-metered"
	sharedNote  = "line-shared"
)

// sharedRate is what a shared line may be taken of, in bytes a second: a school's guest network still carries a lesson beside it.
const sharedRate = 64 << 10

// Metered reports whether the therapist said that this tablet's line is paid by the amount.
func Metered(ctx context.Context, s PictureStore) bool {
	v, err := s.Note(ctx, meteredNote)
	return err == nil && string(v) == "yes"
}

// Rate is how many bytes a second sending may take of the line; 0: as many as there are.
func Rate(ctx context.Context, s PictureStore) int {
	if v, err := s.Note(ctx, sharedNote); err == nil && string(v) == "yes" {
		return sharedRate
	}
	return 0
}

func setNote(ctx context.Context, s PictureStore, name string, yes bool) error {
	var value []byte
	if yes {
		value = []byte("yes")
	}
	return s.SetNote(ctx, name, value)
}

// An Unfinished picture waits for its mark-up.
type Unfinished struct {
	Child, ID assessments.ID
	Title     string
	Drawing   bool // it is finished on its paper
}

// Pictures is the pictures of this tablet as values.
type Pictures struct {
	Unfinished []Unfinished
	Title      string // how many wait
	Line       string // why, and when they go
	Rest       string // what was sent, and what is elsewhere
	Waiting    int
	Metered    bool
	OnMobile   bool
	Shared     bool
}

// ReadPictures fills it in.
func ReadPictures(ctx context.Context, s PictureStore, m *Model) (Pictures, error) {
	var p Pictures
	st, err := s.BlobStatus(ctx)
	if err != nil {
		return p, err
	}
	held, err := s.HeldBlobs(ctx)
	if err != nil {
		return p, err
	}
	var heldBytes int64
	for _, b := range held {
		heldBytes += b.Size
	}
	if err := p.unfinished(ctx, s, held); err != nil {
		return p, err
	}
	if p.OnMobile, err = s.PicturesOnMobile(ctx); err != nil {
		return p, err
	}
	p.Metered, p.Shared = Metered(ctx, s), Rate(ctx, s) > 0
	p.Waiting = st.Pending - len(held)
	switch {
	case p.Waiting > 0 && m.Stays:
		p.Title = count(p.Waiting, "picture", "pictures") + ", " + size(st.PendingBytes-heldBytes)
	case p.Waiting > 0:
		p.Title = count(p.Waiting, "picture waits", "pictures wait") + ", " + size(st.PendingBytes-heldBytes)
	case st.Have+st.Missing > 0 && !m.Stays:
		p.Title = "No picture waits"
	}
	switch {
	case p.Waiting == 0:
	case !m.MaySend:
		p.Line = "Saved on this tablet"
	case p.Metered && !p.OnMobile:
		p.Line = "Held for a line that is not paid by the amount. Words go at once"
	default:
		p.Line = "Sent after the words, with the next signal"
	}
	var rest []string
	if st.Have > 0 {
		rest = append(rest, count(st.Have, "picture is", "pictures are")+" on the service too")
	}
	if st.Missing > 0 {
		rest = append(rest, count(st.Missing, "picture is", "pictures are")+" elsewhere, fetched when you open them")
	}
	p.Rest = strings.Join(rest, ". ")
	return p, nil
}

// unfinished names the records of held pictures. What was struck is nobody's to finish.
func (p *Pictures) unfinished(ctx context.Context, s PictureStore, held []store.Blob) error {
	names := map[string]bool{}
	for _, b := range held {
		names[b.Scope.Key()+b.SHA] = true
	}
	if len(names) == 0 {
		return nil
	}
	recs, err := s.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAttachment}})
	for _, r := range recs {
		if !names[r.Scope.Key()+r.Fields.Text("sha256")] {
			continue
		}
		child, initials := childOf(r.Scope), ""
		if rec, err := s.Record(ctx, child); err == nil {
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			initials = c.Initials()
		}
		u := Unfinished{Child: child, ID: r.ID, Drawing: r.Fields.Text("type") == "drawing"}
		what := map[bool]string{false: "photo", true: "drawing"}[u.Drawing]
		u.Title = strings.TrimPrefix(initials+", "+what, ", ")
		p.Unfinished = append(p.Unfinished, u)
	}
	return err
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// size is a number of bytes as people read it.
func size(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d kB", (n+1023)>>10)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
