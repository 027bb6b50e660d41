package handoff

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// A parcel is one entry with what decides about it.
type parcel struct {
	tenant  ledger.Tenant
	h       ledger.Handoff
	records []assessments.Record
	by      map[assessments.ID]assessments.Record
	rec     assessments.Record
	child   assessments.Child
	service assessments.Service
	about   assessments.ID // the entry that this one corrects
	before  ledger.Handoff // and how far that one is
	now     time.Time
}

func newParcel(t ledger.Tenant, h ledger.Handoff, records []assessments.Record, now time.Time) *parcel {
	p := &parcel{tenant: t, h: h, records: records, by: map[assessments.ID]assessments.Record{}, now: now}
	for _, r := range records {
		p.by[r.ID] = r
		switch r.Kind {
		case assessments.KindChild:
			assessments.Decode(r.Fields, &p.child)
		case assessments.KindService:
			assessments.Decode(r.Fields, &p.service)
		}
	}
	p.rec = p.by[h.Record]
	if h.Kind == assessments.KindAmendment || h.Kind == assessments.KindEnteredInError {
		p.about = p.entryOf(assessments.ID(p.rec.Fields.Text("of")))
	}
	return p
}

// entryOf is the entry that a record is part of: a note goes with its contact.
func (p *parcel) entryOf(id assessments.ID) assessments.ID {
	if r := p.by[id]; r.Kind == assessments.KindObservation {
		return assessments.ID(r.Fields.Text("contact"))
	}
	return id
}

// judge says whether an entry goes now: sent, or held, waiting or dropped, with a sentence where a person has to do something.
func (p *parcel) judge() (state, why string) {
	if p.about != "" || p.h.Kind == assessments.KindAmendment || p.h.Kind == assessments.KindEnteredInError {
		switch p.before.State {
		case ledger.HandoffSent, ledger.HandoffFiled:
			return ledger.HandoffSent, ""
		case ledger.HandoffWaiting, ledger.HandoffHeld, ledger.HandoffRefused:
			if p.h.Kind == assessments.KindAmendment {
				return ledger.HandoffWaiting, "" // after what it corrects
			}
		}
		return ledger.HandoffDropped, "" // what it is about never went, and does not go
	}
	switch {
	case p.rec.ID == "" || struck(p.records, p.rec.ID):
		return ledger.HandoffDropped, ""
	case p.marked():
		return ledger.HandoffHeld, "It is marked confidential, so it does not leave by itself. File it by hand, as your service does with confidential entries."
	case !p.sound():
		return ledger.HandoffHeld, "The words do not match the fingerprint that they were signed with, so they are not handed over. Open the report on a tablet and sign it again."
	}
	standing, _ := reports.Asked(reports.ReadBases(p.records), "assess-and-treat", p.day(), func(*assessments.Basis) bool { return true })
	switch standing {
	case reports.Agreed, reports.Lawful:
		return ledger.HandoffSent, ""
	case reports.Refused, reports.Ended:
		return ledger.HandoffHeld, "On that day nobody had agreed to assessment and treatment: it was refused or taken back. Ask the therapist, and record on what it rests."
	}
	return ledger.HandoffHeld, "No agreement to assessment and treatment is recorded for that day, nor another basis. The therapist records it on the tablet; then it goes by itself."
}

func (p *parcel) marked() bool { return string(p.rec.Fields["confidential"]) == "true" }

// sound reports whether a report's tree is the one that was signed.
func (p *parcel) sound() bool {
	tree := p.rec.Fields.Text("tree")
	return p.rec.Kind != assessments.KindReport || tree != "" && sum([]byte(tree)) == p.rec.Fields.Text("tree_sha256")
}

// day is the one that the basis is asked of: what was done under a basis stays on file when it is taken back later.
func (p *parcel) day() assessments.Date {
	switch {
	case p.rec.Kind == assessments.KindContact:
		return assessments.Date(p.rec.Fields.Text("on"))
	case p.rec.Fields.Text("signed_on") != "":
		return assessments.Date(p.rec.Fields.Text("signed_on"))
	}
	return cmp.Or(p.signed(), london.Day(p.now))
}

// signed is the day on which the entry was signed, as people in London say it: the stamp is UTC, and on a summer night still of the day
// before. "" is an entry that nobody signed.
func (p *parcel) signed() assessments.Date {
	s := p.rec.Meta.Signed
	if s == nil {
		return ""
	}
	at, err := time.Parse(time.RFC3339, s.At)
	if err != nil {
		return ""
	}
	return london.Day(at)
}

func struck(records []assessments.Record, id assessments.ID) bool {
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError && r.Fields.Text("of") == string(id) {
			return true
		}
	}
	return false
}

func sum(raw []byte) string {
	s := sha256.Sum256(raw)
	return hex.EncodeToString(s[:])
}

// document is the entry as a tree, and its PDF where one was signed.
func (p *parcel) document() (doc reports.Document, signed []byte, err error) {
	if p.rec.Kind != assessments.KindReport {
		return p.written(), nil, nil
	}
	if err := json.Unmarshal([]byte(p.rec.Fields.Text("tree")), &doc); err != nil {
		return doc, nil, assessments.Wrap(err, assessments.Damaged, "handoff.report", "The signed report cannot be read.")
	}
	if kept := p.rec.Fields.Text("pdf"); kept != "" {
		signed, err = base64.StdEncoding.DecodeString(kept)
		if want := p.rec.Fields.Text("pdf_sha256"); err != nil || want != "" && sum(signed) != want {
			return doc, nil, assessments.Wrap(err, assessments.Damaged, "handoff.report", "The PDF is not the one that was signed, so it is not handed over. Open the report on a tablet and sign it again.")
		}
	}
	return doc, signed, nil
}

// files are the parcel: the words, the PDF, and what says of them what they are.
func (p *parcel) files(ctx context.Context) (map[string][]byte, error) {
	doc, file, err := p.document()
	if err != nil {
		return nil, err
	}
	if file == nil {
		made, err := pdf.Render(ctx, doc)
		if err != nil {
			return nil, err
		}
		file = made.Bytes
	}
	out := map[string][]byte{"entry.txt": []byte(doc.PlainText()), "entry.pdf": file}
	meta := p.metadata(doc)
	for _, f := range []struct{ name, media string }{{"entry.txt", "text/plain; charset=utf-8"}, {"entry.pdf", "application/pdf"}} {
		meta.Files = append(meta.Files, part{f.name, f.media, len(out[f.name]), sum(out[f.name])})
	}
	raw, err := json.MarshalIndent(meta, "", "  ")
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, "handoff.metadata", "")
	}
	out["metadata.json"] = append(raw, '\n')
	return out, nil
}

// A metadata says what a parcel is. Its names are a contract with the trust's integration team; docs/exports.md has each.
type metadata struct {
	Version  int               `json:"fieldfare_handoff"`
	Parcel   string            `json:"parcel"`
	What     string            `json:"what"` // entry, correction or entered-in-error
	Corrects string            `json:"corrects,omitempty"`
	Kind     string            `json:"kind"`
	Title    string            `json:"title"`
	Service  string            `json:"service"`
	Patient  patient           `json:"patient"`
	On       assessments.Date  `json:"happened_on,omitempty"`
	SignedAt string            `json:"signed_at,omitempty"`
	SignedBy signer            `json:"signed_by"`
	Replaces assessments.ID    `json:"replaces_report,omitempty"`
	Basis    []assessments.ID  `json:"basis,omitempty"`
	MadeAt   string            `json:"made_at"`
	Files    []part            `json:"files"`
	Report   map[string]string `json:"report,omitempty"`
}

type patient struct {
	NHSNumber string           `json:"nhs_number,omitempty"`
	Status    string           `json:"nhs_number_status"`
	Name      string           `json:"name"`
	Born      assessments.Date `json:"born"`
	Record    assessments.ID   `json:"fieldfare_record"`
}

type signer struct {
	Name         string `json:"name,omitempty"`
	Job          string `json:"job,omitempty"`
	Registration string `json:"registration,omitempty"`
}

type part struct {
	Name   string `json:"name"`
	Media  string `json:"media"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func (p *parcel) metadata(doc reports.Document) metadata {
	m := metadata{Version: 1, Parcel: nameOf(p.h), What: "entry", Kind: string(p.rec.Kind), Title: doc.Title, Service: cmp.Or(p.service.Name, p.tenant.Name),
		Patient: patient{NHSNumber: p.child.NHSNumber, Status: cmp.Or(p.child.NHSStatus, "not-known"), Name: p.child.Name, Born: p.child.Born, Record: p.h.Scope.ID},
		On:      p.day(), MadeAt: p.now.Format(time.RFC3339)}
	who := p.author()
	m.SignedBy = signer{Name: who.Name, Job: who.JobWords(), Registration: who.HCPC}
	if s := p.rec.Meta.Signed; s != nil {
		m.SignedAt = s.At
	}
	switch p.rec.Kind {
	case assessments.KindReport:
		m.Report = map[string]string{"kind": p.rec.Fields.Text("report_kind"), "for": p.rec.Fields.Text("recipient"), "version": string(p.rec.Fields["version"]), "signed_on": p.rec.Fields.Text("signed_on")}
		m.Replaces = assessments.ID(p.rec.Fields.Text("replaces"))
	case assessments.KindAmendment:
		m.What, m.Corrects = "correction", nameOf(p.before)
	case assessments.KindEnteredInError:
		m.What, m.Corrects = "entered-in-error", nameOf(p.before)
	}
	if _, basis := reports.Asked(reports.ReadBases(p.records), "assess-and-treat", p.day(), func(*assessments.Basis) bool { return true }); basis != "" && m.What == "entry" {
		m.Basis = []assessments.ID{basis}
	}
	return m
}
