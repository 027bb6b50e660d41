package delivery

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/reports"
)

// A standing says whether a parcel can be opened.
type standing string

const (
	open       standing = "open"
	expired    standing = "expired"
	revoked    standing = "revoked"
	superseded standing = "superseded"
	spent      standing = "spent"    // opened as often as a link may be; whoever has it open goes on
	withheld   standing = "withheld" // consent ended, the version was struck out, or whatever else stands against it now
)

// A parcel is one share with everything that decides about it.
type parcel struct {
	link    string
	row     ledger.Delivery
	share   assessments.Share
	report  assessments.Report
	sending reports.Sending
	next    assessments.ID // the share that took its place
	records []assessments.Record
	names   names
	standing
	newest bool              // no later version of the report was signed
	asks   template.Template // what it asks, where it is no report
}

// find reads the parcel that a link leads to.
func (d *Desk) find(ctx context.Context, link string) (*parcel, error) {
	row, err := d.Ledger.DeliveryBy(ctx, hashOf(link))
	if err != nil {
		return nil, err
	}
	return d.parcel(ctx, row)
}

// parcel reads everything anew: what was agreed when it was sent may have been taken back a minute ago.
func (d *Desk) parcel(ctx context.Context, row ledger.Delivery) (*parcel, error) {
	recs, err := d.Ledger.Evidence(ctx, row.Tenant, row.Scope)
	if err != nil {
		return nil, err
	}
	p := &parcel{link: d.linkOf(row.Tenant, row.Share), row: row, records: recs}
	for _, r := range recs {
		switch {
		case r.ID == row.Share && r.Kind == assessments.KindShare:
			assessments.Decode(r.Fields, &p.share)
		case r.Kind == assessments.KindShare && r.Fields.Text("replaces") == string(row.Share):
			p.next = r.ID
		}
	}
	for _, r := range recs {
		if r.ID == p.share.Report && r.Kind == assessments.KindReport {
			assessments.Decode(r.Fields, &p.report)
		}
	}
	tenant, err := d.Ledger.Tenant(ctx, row.Tenant)
	if err != nil {
		return nil, err
	}
	p.names = d.name(p, tenant.Name)
	today := d.today()
	d.weigh(p, today)
	switch {
	case p.share.RevokedAt != "" || struck(recs, row.Share):
		p.standing = revoked
	case p.next != "":
		p.standing = superseded
	case !p.sending.Goes(), len(p.share.Check()) > 0, p.share.Way != "link", p.share.TreeHash != p.report.TreeHash:
		p.standing = withheld
	case !p.share.Open(today):
		p.standing = expired
	case row.Opens >= ledger.OpensMost:
		p.standing = spent
	default:
		p.standing = open
	}
	return p, nil
}

// weigh asks whether what the share holds may go to its recipient today, and whether it is what was sent.
func (d *Desk) weigh(p *parcel, today assessments.Date) {
	p.sending = reports.SendShare(p.records, &p.share, today)
	if !p.share.Asks() {
		current, ok := reports.ChainOf(p.records, p.share.Report).Current()
		p.newest = ok && current.Record.ID == p.share.Report
		return
	}
	t, note, err := service.FormsOf(p.records, d.Asks).Asked(assessments.Answers{Template: p.share.Template, Version: p.share.Version})
	if p.sending.Goes() && t.AskedOf == "young-person" && p.share.Recipient != assessments.RoleYoungPerson { // it must pass both
		p.sending = reports.SendThrough(p.records, reports.Recipient{Role: p.share.Recipient, Person: p.share.Person}, today)
	}
	if p.asks = t.For(p.share.Recipient); p.sending.Goes() && (err != nil || note != "") {
		p.sending.Decision, p.sending.Reason = reports.Denied, "The service does not have these questions in the version that was shared. Share them again when it was updated."
	}
}

func struck(recs []assessments.Record, id assessments.ID) bool {
	return slices.ContainsFunc(recs, func(r assessments.Record) bool {
		return r.Kind == assessments.KindEnteredInError && r.Fields.Text("of") == string(id)
	})
}

// school is the setting of a parcel that went to a mailbox which the school's own record vouches for, "" for any other.
func (p *parcel) school() assessments.ID {
	if p.share.Checked != "register" || p.share.Recipient != assessments.RoleSchool && p.share.Recipient != assessments.RoleNursery {
		return ""
	}
	_, domain, _ := strings.Cut(p.share.Mailbox, "@")
	for _, r := range p.records { // of settings, it is the child's own alone: see ledger.Evidence
		if _, own, ok := strings.Cut(r.Fields.Text("email"), "@"); r.Kind == assessments.KindSetting && ok && strings.EqualFold(own, domain) {
			return r.ID
		}
	}
	return ""
}

// document is the signed tree.
func (p *parcel) document() (reports.Document, error) {
	var doc reports.Document
	err := json.Unmarshal([]byte(p.report.Tree), &doc)
	return doc, err
}

// has reports whether the sender allowed a form.
func (p *parcel) has(format string) bool { return slices.Contains(p.share.Formats, format) }
