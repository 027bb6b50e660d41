package photo

import (
	"bytes"
	"context"
	"image"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/thumb"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/picture"
	"github.com/fieldfare/fieldfare/store"
)

// schools are the roles that "Allowed in school report?" is about.
var schools = []string{string(assessments.RoleSchool), string(assessments.RoleNursery)}

// Take brings a picture in and keeps it with a record of a child. It is in no school's report until somebody allows it, and it is not
// sent before Finish.
func Take(ctx context.Context, s *session.Session, child, of assessments.ID, raw []byte) (assessments.ID, error) {
	data, media, err := picture.Capture(ctx, raw)
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(media, "image/") {
		return "", assessments.Errorf(assessments.Invalid, "photo.take", "This is not a picture. Choose a photo.")
	}
	return attach(ctx, s, child, assessments.Attachment{Of: of, Type: "photo", Media: media}, data)
}

// attach keeps the bytes with their record, held.
func attach(ctx context.Context, s *session.Session, child assessments.ID, a assessments.Attachment, data []byte) (assessments.ID, error) {
	a.On, a.NotFor = s.Today(), slices.Clone(schools)
	a.RecordedAt, a.RecordedBy = s.Now().UTC().Format(time.RFC3339), s.Me
	id := s.NewID()
	_, err := s.Store.AttachHeld(ctx, id, assessments.ChildScope(child), a, bytes.NewReader(data))
	return id, err
}

// The most pixels along a side that a picture has on the screen.
const viewSide = 1400

// Store is what one picture is opened from.
type Store interface {
	thumb.Store
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Hold(ctx context.Context, scope assessments.Scope, sha string) (bool, error)
	Mark(ctx context.Context, scope assessments.Scope, sha, marks string) error
	Finish(ctx context.Context, attachment assessments.ID, drawn []byte) error
}

// Photo is one picture as it is marked up.
type Photo struct {
	Rec       assessments.Record
	A         assessments.Attachment
	View      *Canvas // nil while the picture is elsewhere
	Marks     Marks
	Held      bool // it has not been finished
	Sent      bool // the service has it as it is
	Elsewhere bool
	Consent   string // what stands about consent, in words
	Consented bool
}

// Open reads a picture that is on this tablet; of one that is elsewhere it says so.
func Open(ctx context.Context, st Store, child, id assessments.ID, today assessments.Date) (Photo, error) {
	var p Photo
	rec, err := st.Record(ctx, id)
	if err != nil {
		return p, err
	}
	p.Rec = rec
	assessments.Decode(rec.Fields, &p.A)
	if err := p.consent(ctx, st, child, today); err != nil {
		return p, err
	}
	b, _, err := st.BlobState(ctx, rec.Scope, p.A.SHA256)
	if err != nil {
		return p, err
	}
	if p.Elsewhere = b.State != store.BlobPending && b.State != store.BlobHave; p.Elsewhere {
		return p, nil
	}
	p.Held, p.Sent, p.Marks = b.Held, b.State == store.BlobHave, ParseMarks(b.Marks)
	data, err := st.ReadBlob(ctx, rec.Scope, p.A.SHA256)
	if err != nil {
		return p, err
	}
	img, err := thumb.Decode(data)
	if err != nil {
		return p, assessments.Wrap(err, assessments.Damaged, "photo.open", "This picture cannot be shown. Its record is safe.")
	}
	p.View = NewCanvas(img, viewSide)
	return p, nil
}

// Fetch asks the service for a picture that is elsewhere.
func Fetch(ctx context.Context, st Store, scope assessments.Scope, sha string) error {
	_, err := st.ReadBlob(ctx, scope, sha)
	return err
}

// consent says whether the family agreed to photos.
func (p *Photo) consent(ctx context.Context, st Store, child assessments.ID, today assessments.Date) error {
	recs, err := st.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}})
	purpose, what := "photo", "photos"
	if p.A.Type == "work-sample" {
		purpose, what = "work-sample", "copies of work"
	}
	if p.A.Type == "drawing" {
		p.Consented, p.Consent = true, "A drawing goes with the record it belongs to"
		return err
	}
	p.Consent = "No consent for " + what + " is recorded. The picture stays in the record"
	for _, r := range recs {
		var b assessments.Basis
		assessments.Decode(r.Fields, &b)
		switch {
		case b.Purpose != purpose:
		case b.Holds(today):
			p.Consented, p.Consent = true, "The family agreed to "+what+" on "+b.On.Words()
			return err
		case b.Decision == "refused":
			p.Consent = "The family said no to " + what + " on " + b.On.Words() + ". The picture stays in the record"
		case b.WithdrawnOn != "":
			p.Consent = "Consent for " + what + " ended on " + b.WithdrawnOn.Words() + ". The picture stays in the record"
		}
	}
	return err
}

// ForSchool reports whether a picture may stand in a school's report.
func ForSchool(a assessments.Attachment) bool {
	return !slices.Contains(a.NotFor, schools[0]) && !slices.Contains(a.NotFor, schools[1])
}

// NotFor is who may not have a picture once a school may or may not.
func NotFor(a assessments.Attachment, school bool) []string {
	out := slices.DeleteFunc(slices.Clone(a.NotFor), func(r string) bool { return slices.Contains(schools, r) })
	if !school {
		out = append(out, schools...)
	}
	return out
}

// Finish draws the marks into the picture for good and lets it be sent. A picture that was there before the marks is forgotten, unless
// the service has had it.
func Finish(ctx context.Context, st Store, p Photo) error {
	marks := p.Marks.Done()
	if len(marks) == 0 {
		return st.Finish(ctx, p.Rec.ID, nil)
	}
	data, err := st.ReadBlob(ctx, p.Rec.Scope, p.A.SHA256)
	if err != nil {
		return err
	}
	img, err := thumb.Decode(data)
	if err != nil {
		return assessments.Wrap(err, assessments.Damaged, "photo.finish", "The marks could not be drawn into this picture. It was not sent.")
	}
	drawn, err := NewCanvas(img, whole).JPEG(marks)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "photo.finish", "The marks could not be drawn into this picture. It was not sent.")
	}
	return st.Finish(ctx, p.Rec.ID, drawn)
}

// whole is more than any side of a picture that was kept.
const whole = 1 << 14

// place is a share of what shows as a place on the whole picture.
func place(shown image.Rectangle, x, y float32) image.Point {
	return image.Pt(shown.Min.X+int(x*float32(shown.Dx())), shown.Min.Y+int(y*float32(shown.Dy())))
}
