package access

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"slices"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// A Pack is what is given: record.json, record.html and files/…, by their names in the folder. Open are the points that nobody has
// decided yet; with any, the pack is a draft: its files are named so, and review.csv and for-the-reviewer.txt stand beside them.
type Pack struct {
	Files map[string][]byte
	Open  []Point
	Notes []string // what whoever makes the pack must know
}

// Request says whose record is asked for. Decisions are by point, as ReadReview gives them: "give", "leave out", or the words that
// stand instead. Asks knows which answers were given in confidence; what it does not know counts as such. File opens an attachment by its SHA-256; nil where there is no place for them.
type Request struct {
	Child     assessments.ID
	Records   []assessments.Record
	Decisions map[string]string
	Asks      *template.Library
	At        time.Time
	File      func(sha string) ([]byte, error)
}

// builder makes one pack.
type builder struct {
	Request
	find  *finder
	names map[assessments.ID]string
	pack  Pack
	kept  []entry
}

// An entry is one record as it goes.
type entry struct {
	assessments.Record
	points []Point
	files  []string
}

// Build makes the pack of a child from its own records and the settings and people they name. It leaves nothing out by itself but
// links to other children; every part that a person must look at is a point.
func Build(req Request) (Pack, error) {
	const op = "access.build"
	b := &builder{Request: req, names: map[assessments.ID]string{}, pack: Pack{Files: map[string][]byte{}}}
	asks := service.FormsOf(req.Records, req.Asks) // a service may have questions of its own
	var own []assessments.Record
	for _, r := range req.Records {
		switch {
		case r.Scope == assessments.ChildScope(req.Child):
			own = append(own, apart(asks, r))
		case r.Kind == assessments.KindPerson || r.Kind == assessments.KindSetting || r.Kind == assessments.KindService:
			b.names[r.ID] = r.Fields.Text("name")
		}
	}
	i := slices.IndexFunc(own, func(r assessments.Record) bool { return r.ID == req.Child && r.Kind == assessments.KindChild })
	if i < 0 {
		return Pack{}, assessments.Errorf(assessments.NotFound, op, "There is no child with that id.")
	}
	var child assessments.Child
	assessments.Decode(own[i].Fields, &child)
	b.find = newFinder(req.Child, own)
	slices.SortFunc(own, func(x, y assessments.Record) int {
		return cmp.Or(cmp.Compare(orderOf(x.Kind), orderOf(y.Kind)), cmp.Compare(dayOf(x), dayOf(y)), cmp.Compare(x.ID, y.ID))
	})
	for _, r := range own {
		if r.Kind == assessments.KindPerson && (works(r) || b.given(r)) {
			b.names[r.ID] = r.Fields.Text("name")
		}
	}
	b.names[req.Child] = child.Known()
	for _, r := range own {
		b.take(r)
	}
	if err := b.write(&child); err != nil {
		return Pack{}, assessments.Wrap(err, assessments.Internal, op, "")
	}
	return b.pack, nil
}

// inConfidence is the part of answers that was given in confidence: it is decided by itself, so that the rest can go without it.
const inConfidence = "values_in_confidence"

// apart is a record whose answers to confidential questions stand by themselves.
func apart(asks *template.Library, r assessments.Record) assessments.Record {
	a, is := r.ReadOf(assessments.KindAnswers).(*assessments.Answers)
	if !is {
		return r
	}
	open, held := asks.MayLeave(*a)
	if len(held) == 0 {
		return r
	}
	r.Fields = r.Fields.Clone()
	r.Fields[inConfidence], _ = json.Marshal(held) // they were JSON
	if r.Fields["values"], _ = json.Marshal(open); len(open) == 0 {
		delete(r.Fields, "values")
	}
	return r
}

// given reports whether somebody decided that a whole record goes.
func (b *builder) given(r assessments.Record) bool {
	p := b.find.points(r)
	return len(p) == 1 && p[0].Field == "" && b.Decisions[p[0].key()] == Give
}

// orderOf is the kind's place in the documentation, which is that of a reader: who, why, what, then what followed.
func orderOf(k assessments.Kind) int {
	return slices.IndexFunc(assessments.Kinds(), func(i assessments.KindInfo) bool { return i.Kind == k })
}

func dayOf(r assessments.Record) string {
	return cmp.Or(r.Fields.Text("on"), r.Fields.Text("received"), r.Fields.Text("set_on"), r.Fields.Text("at"))
}

// take applies the decisions to one record and keeps what is left of it.
func (b *builder) take(r assessments.Record) {
	e := entry{Record: r}
	e.Fields = r.Fields.Clone()
	for _, p := range b.find.points(r) {
		decision := b.Decisions[p.key()]
		switch decision {
		case "":
			b.pack.Open = append(b.pack.Open, p)
			e.points = append(e.points, p)
		case Give:
		case LeaveOut:
			if p.Field == "" {
				return
			}
			delete(e.Fields, p.Field)
		default:
			words, _ := json.Marshal(decision) // a text always can be
			if p.Field == "" {
				e.Fields = assessments.Fields{"instead": words}
			} else {
				e.Fields[p.Field] = words
			}
		}
	}
	b.files(&e)
	b.kept = append(b.kept, e)
}

// files puts a signed PDF and an attachment beside the page. What cannot be opened is said, never skipped in silence.
func (b *builder) files(e *entry) {
	if pdf, err := base64.StdEncoding.DecodeString(e.Fields.Text("pdf")); e.Kind == assessments.KindReport && err == nil && len(pdf) > 0 {
		b.file(e, ".pdf", pdf)
	}
	delete(e.Fields, "pdf") // it is a file
	sha := e.Fields.Text("sha256")
	if e.Kind != assessments.KindAttachment || sha == "" {
		return
	}
	var raw []byte
	err := errors.New("no place for files")
	if b.File != nil {
		raw, err = b.File(sha)
	}
	if err != nil {
		b.pack.Notes = append(b.pack.Notes, fmt.Sprintf("The file of attachment %s could not be opened here and is not in the folder. Fetch it from a tablet.", e.ID))
		return
	}
	ending := ".bin"
	if all, err := mime.ExtensionsByType(e.Fields.Text("media")); err == nil && len(all) > 0 {
		ending = slices.Min(all)
	}
	b.file(e, ending, raw)
}

func (b *builder) file(e *entry, ending string, raw []byte) {
	name := "files/" + string(e.ID) + ending
	b.pack.Files[name] = raw
	e.files = append(e.files, name)
}

// write makes the files of the pack.
func (b *builder) write(child *assessments.Child) error {
	records := make([]assessments.Record, len(b.kept))
	for i, e := range b.kept {
		records[i] = e.Record
	}
	var raw bytes.Buffer
	if err := (assessments.Bundle{Bundle: assessments.BundleVersion, Records: records}).Write(&raw); err != nil {
		return err
	}
	draft := "" // what is not to be sent has a name that says so
	if len(b.pack.Open) > 0 {
		draft = "draft-"
	}
	b.pack.Files[draft+"record.json"] = raw.Bytes()
	page, err := b.page(child)
	if err != nil {
		return err
	}
	b.pack.Files[draft+"record.html"] = page
	if len(b.pack.Open) > 0 {
		b.pack.Files["review.csv"] = b.review()
		b.pack.Files["for-the-reviewer.txt"] = []byte(b.advice(child))
	}
	return nil
}
