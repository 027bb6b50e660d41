package lead

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/export/caseload"
	"github.com/fieldfare/fieldfare/central/export/fhir"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// The most that a file of referrals may hold: a week of a large service, and what a person can read through before they accept it.
const (
	mostReferrals = 200
	mostFile      = 1 << 20
)

// A filed is one referral of a file.
type filed struct {
	Line     int
	Anchor   string
	Child    assessments.Child
	Referral assessments.Referral
	Who      string // who refers
	Urgency  string
	Joins    bool // the child is here already
	Wrong    []string
	records  []assessments.Record
}

// A batch is a file that somebody chose. Name and Raw travel in the page that shows it, so that nothing of it is kept before it is accepted.
type batch struct {
	Name, Raw string
	Sheet     assessments.ID
	Rows      []*filed
	Notes     []string
	problems  []web.Problem
	taken     bool // by this very form
}

type filePage struct {
	Token, Accept string // the form's token; the words of the button, "" where nothing can be accepted
	Batch         *batch
	Headings      []string
	Most          int
}

// ReferralFile asks for a file.
func (d *Desk) ReferralFile(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.askFile(w, r, s, nil, nil)
}

func (d *Desk) askFile(w http.ResponseWriter, r *http.Request, s ledger.Sitting, b *batch, wrong []web.Problem) error {
	p := filePage{Token: d.site.Token(s.Key), Batch: b, Headings: caseload.Heading(), Most: mostReferrals}
	title := "Referrals from a file"
	if b != nil {
		wrong = append(wrong, b.problems...)
		switch bad := slices.ContainsFunc(b.Rows, func(x *filed) bool { return len(x.Wrong) > 0 }); {
		case len(wrong) > 0 || bad:
			title = "This file cannot be taken in yet"
		default:
			title = "Look through " + plural(len(b.Rows), "referral") + " before you take them in"
			p.Accept = "Take " + plural(len(b.Rows), "referral") + " in"
		}
	}
	if most := 20; len(wrong) > most {
		wrong = append(slices.Clone(wrong[:most]), web.Problem{Field: "file", Text: fmt.Sprintf("And %d more.", len(wrong)-most)})
	}
	return d.show(w, r, s, "referralfile", "referrals", web.Page{Title: title, Back: web.Link{Href: Home + "referrals", Text: "Referrals"}, Problems: wrong, Data: p})
}

// ReferralHeadings is an empty list to begin with.
func (d *Desk) ReferralHeadings(w http.ResponseWriter, _ *http.Request, _ ledger.Sitting) error {
	return sendCSV(w, "referrals.csv", [][]string{caseload.Heading()})
}

// TakeFile shows what a file holds; and takes it in, all or nothing, when it was shown and accepted. It is read anew then: what was
// right a minute ago may be here already.
func (d *Desk) TakeFile(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	name, raw, wrong := chosen(r)
	if wrong != "" {
		return d.askFile(w, r, s, nil, []web.Problem{{Field: "file", Text: wrong}})
	}
	ctx, from := as(r, s), d.sheet(r)
	b, err := d.readFile(ctx, s, from, name, raw)
	if err != nil {
		wrong, err := kindly(err, "file")
		if err != nil {
			return err
		}
		return d.askFile(w, r, s, nil, wrong)
	}
	accept := r.PostForm.Get("do") == "accept"
	if accept && b.taken {
		return d.done(w, r, Home+"referrals", "taken") // a second press
	}
	if !accept || len(b.problems) > 0 {
		return d.askFile(w, r, s, b, nil)
	}
	var entries []ledger.Entry
	for _, row := range b.Rows {
		for _, rec := range row.records {
			entries = append(entries, ledger.Entry{Edit: assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Set: rec.Fields}})
		}
	}
	if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person)}, entries...); err != nil {
		if now, again := d.readFile(ctx, s, &sheet{id: from.id}, name, raw); again == nil && now.taken {
			return d.done(w, r, Home+"referrals", "taken") // two presses at once
		}
		wrong, err := kindly(err, "file")
		if err != nil {
			return err
		}
		return d.askFile(w, r, s, b, wrong)
	}
	return d.done(w, r, Home+"referrals", "taken")
}

// chosen is the file of a form: the one that was chosen, or the one that was shown already.
func chosen(r *http.Request) (name string, raw []byte, wrong string) {
	if r.PostForm.Get("do") == "accept" {
		raw, err := base64.RawURLEncoding.DecodeString(r.PostForm.Get("raw"))
		if err != nil || len(raw) == 0 {
			return "", nil, "Choose the file again."
		}
		return r.PostForm.Get("name"), raw, ""
	}
	f, head, err := r.FormFile("file")
	if err != nil {
		return "", nil, "Choose a file."
	}
	defer f.Close()
	raw, err = io.ReadAll(io.LimitReader(f, mostFile+1))
	switch {
	case err != nil:
		return "", nil, "The file could not be read. Choose it again."
	case len(raw) == 0:
		return "", nil, "The file is empty. Choose another one."
	case len(raw) > mostFile:
		return "", nil, "The file is larger than 1 MB. Choose one with fewer referrals."
	}
	return path.Base(strings.ReplaceAll(head.Filename, `\`, "/")), raw, ""
}

// readFile reads a file of referrals and says of each row what is wrong with it.
func (d *Desk) readFile(ctx context.Context, s ledger.Sitting, from *sheet, name string, raw []byte) (*batch, error) {
	existing, err := d.ledger.ReadKinds(ctx, s.Tenant, "referrals of a file", assessments.KindChild, assessments.KindSetting, assessments.KindReferral)
	if err != nil {
		return nil, err
	}
	b := &batch{Name: name, Sheet: from.id, Raw: base64.RawURLEncoding.EncodeToString(raw)}
	var wrong assessments.FileProblems
	if fhir.Looks(raw[:min(len(raw), 4<<10)]) {
		wrong, err = b.fhir(raw, existing, from.newID)
	} else {
		wrong, err = b.csv(raw, existing, from.newID)
	}
	if err != nil {
		return nil, err
	}
	b.taken = from.taken(existing)
	if n := len(b.Rows); n > mostReferrals {
		return nil, assessments.Errorf(assessments.Invalid, "lead.file", "There are %d referrals in this file. Take in at most %d at once.", n, mostReferrals)
	}
	for _, x := range wrong.List {
		text := x.Text
		if x.Field != "" && !strings.HasPrefix(text, x.Field) {
			text = x.Field + ": " + text
		}
		b.problem(x.Line, text)
	}
	waits := open(existing)
	for _, row := range b.Rows {
		if len(row.records) == 0 {
			continue // what is wrong with it is said already
		}
		if row.Joins && waits[row.records[0].Scope.ID] {
			b.problem(row.Line, "This child’s last referral still waits for triage. Add to that one, or ask the team lead.")
		}
		for _, x := range d.missing(url.Values{}, row.Child, row.Referral) {
			b.problem(row.Line, x.Text)
		}
	}
	return b, nil
}

// problem says something of a line: in the summary, and in its row where there is one.
func (b *batch) problem(line int, text string) {
	anchor := "file"
	for _, row := range b.Rows {
		if row.Line == line {
			anchor = row.Anchor
			if !slices.Contains(row.Wrong, text) {
				row.Wrong = append(row.Wrong, text)
			}
		}
	}
	b.problems = append(b.problems, web.Problem{Field: anchor, Text: fmt.Sprintf("Line %d: %s", line, text)})
}

// open are the children whose last referral nobody has triaged.
func open(records []assessments.Record) map[assessments.ID]bool {
	out := map[assessments.ID]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindReferral && r.Fields.Text("triaged_on") == "" {
			out[r.Scope.ID] = true
		}
	}
	return out
}

// row adds a referral with the records that it brings; child is who it is about, new or here already.
func (b *batch) row(line int, records []assessments.Record, child assessments.Record, here bool) {
	row := &filed{Line: line, Anchor: fmt.Sprintf("line-%d", line), Joins: here, records: records}
	assessments.Decode(child.Fields, &row.Child)
	for _, r := range records {
		if r.Kind == assessments.KindReferral {
			assessments.Decode(r.Fields, &row.Referral)
		}
	}
	row.Who, row.Urgency = referrer(row.Referral), word(urgencyWords, cmp.Or(row.Referral.Urgency, "routine"))
	if row.Referral.Urgency == "" {
		row.Referral.Urgency = "routine"
	}
	b.Rows = append(b.Rows, row)
}

func (b *batch) csv(raw []byte, existing []assessments.Record, newID func() string) (assessments.FileProblems, error) {
	rows, wrong, err := caseload.Read(bytes.NewReader(raw), b.Name, caseload.Into{NewID: newID, Existing: existing, Referrals: true})
	for _, x := range rows {
		if len(x.Records) == 0 {
			b.Rows = append(b.Rows, &filed{Line: x.Line, Anchor: fmt.Sprintf("line-%d", x.Line), Child: assessments.Child{Name: x.Name}})
			continue
		}
		child := find(append(x.Records, existing...), x.Records[0].Scope.ID)
		b.row(x.Line, x.Records, child, x.Records[0].Kind != assessments.KindChild)
	}
	return wrong, err
}

func (b *batch) fhir(raw []byte, existing []assessments.Record, newID func() string) (assessments.FileProblems, error) {
	here := func(id assessments.ID) (assessments.Record, bool) { r := find(existing, id); return r, r.ID != "" }
	taken, wrong, err := fhir.Read(bytes.NewReader(raw), b.Name, fhir.Into{NewID: newID, Here: here, ByNumber: func(n string) (assessments.ID, bool) {
		for _, r := range existing {
			if same, err := assessments.ParseNHSNumber(r.Fields.Text("nhs_number")); err == nil && r.Kind == assessments.KindChild && same == n {
				return r.ID, true
			}
		}
		return "", false
	}})
	if err != nil {
		return wrong, err
	}
	b.Notes = taken.Notes
	brought := map[assessments.ID]bool{} // children whose own records go with an earlier referral of the file
	for _, r := range taken.Records {
		if r.Kind != assessments.KindReferral {
			continue
		}
		records := []assessments.Record{r}
		for _, x := range taken.Records {
			if x.Scope == r.Scope && x.Kind != assessments.KindReferral && !brought[r.Scope.ID] {
				records = append(records, x)
			}
		}
		if child := find(append(records, existing...), r.Scope.ID); child.ID != "" && !brought[r.Scope.ID] {
			b.row(taken.Lines[r.ID], records, child, len(records) == 1)
		} else {
			wrong.List = append(wrong.List, assessments.FileProblem{Line: taken.Lines[r.ID], Text: "This is a second referral of one child, or its child is not here. Take them in one after the other."})
		}
		brought[r.Scope.ID] = true
	}
	for _, r := range taken.Records {
		if r.Kind == assessments.KindChild && !brought[r.ID] {
			wrong.List = append(wrong.List, assessments.FileProblem{Line: taken.Lines[r.ID], Field: r.Fields.Text("name"), Text: "The file holds no referral of this child. It needs a ServiceRequest with a reason and the day it was made."})
		}
	}
	if len(b.Rows) == 0 && len(wrong.List) == 0 {
		wrong.List = append(wrong.List, assessments.FileProblem{Line: 1, Text: "There is no referral in this file. It needs a Patient and a ServiceRequest for each."})
	}
	return wrong, nil
}

func find(records []assessments.Record, id assessments.ID) assessments.Record {
	if i := slices.IndexFunc(records, func(r assessments.Record) bool { return r.ID == id }); i >= 0 {
		return records[i]
	}
	return assessments.Record{}
}
