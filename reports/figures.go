package reports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"runtime"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/picture"
	"golang.org/x/sync/errgroup"
)

// columnMM is how wide a picture can stand on a page.
const columnMM = 152

// figures returns the pictures that belong to a record, in order of day. What Allow denied is not among the facts, so a
// photo without a consent of its own is not here; a picture whose words had to be withheld shows what they said, and
// stays out as well. One that cannot be read is a gap that says what to do. A video is for a screen and never here.
func (f *facts) figures(of assessments.ID) []Block {
	var shown []entry[*assessments.Attachment]
	for _, a := range f.attachments {
		if a.v.Of == of && a.v.SHA256 != "" && a.v.Type != "video" && !f.silenced(a.id) {
			shown = append(shown, a)
		}
	}
	var out []Block
	for i, p := range f.pictures(shown) {
		a := shown[i]
		if p.err != nil {
			text := Text{}
			if a.v.Caption != "" {
				text = append(text, span(a.v.Caption+": ", a.id))
			}
			out = append(out, &Para{Text: append(text, gap("picture not shown. "+assessments.Sentence(p.err), a.id)...)})
			continue
		}
		fig := &Figure{Caption: a.v.Caption, Alt: a.v.Shows, Picture: p.Picture, Source: []assessments.ID{a.id}}
		if fig.Alt == "" {
			fig.Alt = joined(". ", a.v.Caption, "What it shows is not recorded in words")
		}
		out = append(out, fig)
	}
	return out
}

// silenced reports whether words of a record were withheld.
func (f *facts) silenced(id assessments.ID) bool {
	for _, w := range f.withheld {
		if w.Record == id && (w.Field == "caption" || w.Field == "shows") {
			return true
		}
	}
	return false
}

// A readied picture is fit for a page, or err says why it is not.
type readied struct {
	Picture
	err error
}

// pictures makes attachments fit for a page, on every core. No more files are held at once than are worked on.
func (f *facts) pictures(shown []entry[*assessments.Attachment]) []readied {
	out := make([]readied, len(shown))
	var cores errgroup.Group
	cores.SetLimit(runtime.GOMAXPROCS(0))
	for i, a := range shown {
		data, err := f.file(a.v)
		if err != nil {
			out[i].err = err
			continue
		}
		cores.Go(func() error {
			// A draft is written at once, from what is in memory; there is nobody to stop it for.
			p, err := picture.Prepare(context.Background(), data, columnMM)
			out[i] = readied{Picture(p), err}
			return nil
		})
	}
	_ = cores.Wait() // each keeps its own error
	return out
}

// file fetches the bytes of an attachment, as they were recorded.
func (f *facts) file(a *assessments.Attachment) ([]byte, error) {
	const op = "reports.picture"
	absent := assessments.Errorf(assessments.NotFound, op, "Its file is not on this device. Sync, then open the report again.")
	if f.media == nil {
		return nil, absent
	}
	data, err := f.media(a.SHA256)
	switch {
	case err != nil && assessments.KindOf(err) == assessments.NotFound:
		return nil, absent
	case err != nil:
		return nil, err
	case data == nil:
		return nil, absent
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != a.SHA256 {
		return nil, assessments.Errorf(assessments.Invalid, op, "Its file is not the one that was recorded. Add the picture again.")
	}
	return data, nil
}
