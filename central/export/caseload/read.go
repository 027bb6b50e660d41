package caseload

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// MaxFile is the largest file that is read, in bytes.
const MaxFile = 16 << 20

// Into is what an import must know of the place it goes to: the children and settings that are there, and how ids are made. With
// Referrals every row is a referral: it names who refers and why, and one of a child who is here already, by NHS number and date of
// birth, joins that child.
type Into struct {
	NewID     func() string
	Existing  []assessments.Record
	Referrals bool
}

// A Row is what one row of a file becomes; it has no Records where it cannot be taken.
type Row struct {
	Line    int
	Name    string
	Records []assessments.Record
}

// reader takes one file.
type reader struct {
	into    Into
	wrong   assessments.FileProblems
	heads   []*column // by place; nil for a column that is empty
	numbers map[string]string
	ids     map[assessments.ID]int
	schools map[string]assessments.ID
	known   map[assessments.ID]assessments.Record
}

// Parse takes a caseload: a child for each row, with a referral and a carer where the row has them. A row with an id of ours, as
// Write gives it, changes only that child: who referred it and who cares for it is there already. Nobody is merged by name or
// number. The error lists every mistake with its line and column.
func Parse(r io.Reader, name string, into Into) ([]assessments.Record, error) {
	const op = "caseload.parse"
	rows, wrong, err := Read(r, name, into)
	if err != nil {
		return nil, err
	}
	if len(wrong.List) > 0 {
		return nil, assessments.Errorf(assessments.Invalid, op, "%s\nNothing from this file was imported.", wrong.Error())
	}
	var out []assessments.Record
	for _, x := range rows {
		out = append(out, x.Records...)
	}
	return out, nil
}

// Read is Parse for whoever shows the rows, those that cannot be taken too, and every mistake.
func Read(r io.Reader, name string, into Into) ([]Row, assessments.FileProblems, error) {
	const op = "caseload.read"
	none := assessments.FileProblems{File: name}
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, none, assessments.Wrap(err, assessments.Unavailable, op, name+" could not be read.")
	}
	if len(data) > MaxFile {
		return nil, none, assessments.Errorf(assessments.TooLarge, op, "%s is larger than %d MiB. Nothing from this file was imported.", name, MaxFile>>20)
	}
	p := &reader{into: into, wrong: none, numbers: map[string]string{}, ids: map[assessments.ID]int{}, schools: map[string]assessments.ID{}, known: map[assessments.ID]assessments.Record{}}
	for _, x := range into.Existing {
		switch x.Kind {
		case assessments.KindChild:
			p.known[x.ID] = x
			if n, err := assessments.ParseNHSNumber(x.Fields.Text("nhs_number")); err == nil {
				p.numbers[n] = string(x.ID)
			}
		case assessments.KindSetting:
			p.schools[strings.ToLower(x.Fields.Text("name"))] = x.ID
		}
	}
	out := p.rows(bytes.TrimPrefix(data, []byte("\ufeff")))
	if len(p.wrong.List) == 0 && len(out) == 0 {
		p.say(1, "", "There is no child in this file.")
	}
	return out, p.wrong, nil
}

func (p *reader) say(line int, head, format string, args ...any) {
	p.wrong.List = append(p.wrong.List, assessments.FileProblem{Line: line, Field: head, Text: fmt.Sprintf(format, args...)})
}

func (p *reader) rows(data []byte) []Row {
	for i, line := range bytes.Split(data, []byte("\n")) {
		if !utf8.Valid(line) || bytes.IndexByte(line, 0) >= 0 {
			p.say(i+1, "", "This line holds bytes that are not UTF-8 text. Save the file as \"CSV UTF-8\" and try again.")
			return nil
		}
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord = -1
	var out []Row
	for first := true; ; first = false {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return out
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			p.say(bad.Line, "", "A quotation mark stands in the wrong place at character %d. Put the whole cell in quotation marks and double those inside it.", bad.Column)
			return nil
		}
		if err != nil {
			p.say(1, "", "This is not CSV.")
			return nil
		}
		line, _ := r.FieldPos(0)
		if first {
			if !p.header(cells, line) {
				return nil
			}
			continue
		}
		before := len(p.wrong.List)
		recs := p.row(cells, func(i int) int { n, _ := r.FieldPos(i); return n })
		if len(recs) > 0 || len(p.wrong.List) > before {
			out = append(out, Row{line, p.name(cells), recs})
		}
	}
}

// header finds what each column means.
func (p *reader) header(cells []string, line int) bool {
	all := columns()
	before := len(p.wrong.List)
	seen := map[string]bool{}
	for i, cell := range cells {
		head := strings.TrimSpace(cell)
		at := slices.IndexFunc(all, func(c column) bool { return strings.EqualFold(c.head, head) })
		switch {
		case head == "":
			p.heads = append(p.heads, nil)
			continue
		case at < 0 && len(cells) == 1 && strings.ContainsAny(head, ";\t"):
			p.say(line, "", "The cells must have commas between them. Save the file as CSV with commas.")
			return false
		case at < 0:
			p.say(line, "", "%q in column %d is no heading that is known. Those are: %s.", assessments.Brief(head, assessments.Quoted), i+1, headings(all))
			p.heads = append(p.heads, nil)
			continue
		case seen[all[at].head]:
			p.say(line, all[at].head, "This heading stands twice.")
		}
		seen[all[at].head] = true
		p.heads = append(p.heads, &all[at])
	}
	for _, c := range all {
		if p.must(&c) && !seen[c.head] {
			p.say(line, "", "There is no column %q.", c.head)
		}
	}
	return len(p.wrong.List) == before
}

func headings(all []column) string {
	var out []string
	for _, c := range all {
		out = append(out, c.head)
	}
	return strings.Join(out, ", ")
}
