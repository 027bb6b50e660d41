package library

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Library is everything that was read, shipped items first, in the order of their files.
type Library struct {
	Activities []Activity
	Principles Principles
	Categories []Category
	Products   []Product
	Fit        FitCues
	Helps      []Help
	Domains    []Domain
	Tallies    []Phrase
	Next       []string
	Consents   []Consent
	Leaflets   []Leaflet
	Signposts  []Signpost
	Training   []Training
	Prompts    []Prompt
}

// Draft and Approved are the two standings of an item. Nothing ships approved: only a clinician of the service that uses a
// text can do that, and says when and who.
const (
	Draft    = "draft for clinician approval"
	Approved = "approved"
)

// A Standing says where a text comes from and whether a clinician has approved it. It may stand once at the head of a file.
type Standing struct {
	Status     string           `toml:"status"`
	Source     string           `toml:"source"`
	Licence    string           `toml:"licence"`
	ReviewedOn assessments.Date `toml:"reviewed_on"`
	ReviewedBy string           `toml:"reviewed_by"`
}

// Words says the standing in one line for the foot of a page.
func (s Standing) Words() string {
	if s.Status == Approved {
		return "Approved by " + s.ReviewedBy + " on " + s.ReviewedOn.Words() + "."
	}
	return "Draft for clinician approval."
}

// under fills what an item leaves to the head of its file. A draft item never takes a reviewer from the head.
func (s Standing) under(head Standing) Standing {
	if s.Status == "" {
		s.Status = head.Status
		if s.ReviewedOn == "" && s.ReviewedBy == "" {
			s.ReviewedOn, s.ReviewedBy = head.ReviewedOn, head.ReviewedBy
		}
	}
	if s.Source == "" {
		s.Source = head.Source
	}
	if s.Licence == "" {
		s.Licence = head.Licence
	}
	return s
}

// check holds a standing together: a draft has no reviewer, an approved text has one and a day.
func (s Standing) check(say sayer) {
	switch {
	case s.Status == "":
		say("status", "say %q or %q, here or at the head of the file", Draft, Approved)
	case s.Status != Draft && s.Status != Approved:
		say("status", "%q is not known: write %q or %q", s.Status, Draft, Approved)
	case s.Status == Draft && (s.ReviewedOn != "" || s.ReviewedBy != ""):
		say("reviewed_on", "a draft has not been reviewed: take the reviewer out, or write status = %q", Approved)
	case s.Status == Approved && (!s.ReviewedOn.Valid() || s.ReviewedBy == ""):
		say("reviewed_on", "an approved text needs reviewed_on (a day such as 2026-11-02) and reviewed_by (the clinician's name)")
	}
	if s.Source == "" {
		say("source", "say where the words come from, here or at the head of the file")
	}
	if s.Licence == "" {
		say("licence", "say under what licence the words may be used, here or at the head of the file")
	}
}

// Read reads the layers one over the other; the first is the shipped one and must be whole. The error lists every problem of
// every file, each with file and line, and nothing of a broken library is returned.
func Read(layers ...fs.FS) (*Library, error) {
	l := &Library{}
	r := newReader(l)
	for i, layer := range layers {
		r.layer(layer, i == 0)
	}
	if len(r.problems) == 0 {
		r.crossCheck()
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return l, nil
}

// err joins the problems of all files into one sentence a line.
func (r *reader) err() error {
	if len(r.problems) == 0 {
		return nil
	}
	var lines []string
	var all []error
	for _, p := range r.problems {
		lines = append(lines, p.Error())
		all = append(all, p)
	}
	return &assessments.Error{Kind: assessments.Invalid, Op: "library.read",
		Msg: strings.Join(lines, "\n") + "\nThe library was not read.", Err: errors.Join(all...)}
}
