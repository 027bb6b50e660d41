package delivery

import (
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

// sheetView is what the report's page shows around the report.
type sheetView struct {
	Main, Rest       template.HTML
	Parts            template.HTML // made by reports/html, which escapes every word of the tree
	Lang, Dir, Class string
	Newest           string
	Copies           []copyLink
	Ground           *ground
	Log              bool   // there is something to log
	Confirmed        string // the day on which somebody confirmed it first, "" while nobody has
}

// A ground is told where a report is shared on something other than consent: who decided, and why.
type ground struct{ Words, Who, Reason string }

// Report shows the report to whoever gave the PIN.
func (d *Desk) Report(w http.ResponseWriter, r *http.Request) error {
	p, _, done, err := d.inside(w, r)
	if done || err != nil {
		return err
	}
	if !p.has("html") {
		return see(w, r, p.link, "confirm")
	}
	doc, err := p.document()
	if err != nil {
		return err
	}
	in, err := html.Inlaid(r.Context(), doc)
	if err != nil {
		return err
	}
	if err := d.seen(r, p, "report"); err != nil {
		return err
	}
	copies, err := d.copies(p, doc)
	if err != nil {
		return err
	}
	s := sheetView{Main: template.HTML(in.Main), Rest: template.HTML(in.Rest), Parts: template.HTML(in.Parts), Lang: in.Lang, Dir: in.Dir, Class: in.Class, Copies: copies, Ground: p.ground(), Log: len(p.tasks(d.today())) > 0, Confirmed: p.confirmed()}
	if p.newest {
		s.Newest = fmt.Sprintf("Version %d, signed %s. This is the newest version.", max(p.report.Version, 1), p.report.SignedOn.Words())
	}
	page := p.page(in.Title, d.view(p, s))
	page.Outer, page.Style = "reader", template.CSS(in.Style)
	page.Flash = p.thanks(d.Site.TakeFlash(w, r, Path+p.link))
	return pages.Show(w, http.StatusOK, "report", page)
}

// seen writes into the audit that a report was shown, before it is.
func (d *Desk) seen(r *http.Request, p *parcel, what string) error {
	return d.Ledger.Note(ledger.As(r.Context(), p.actor()), p.row.Tenant, "read: "+what+" by link", p.row.Scope.Key())
}

var groundWords = map[string]string{"statutory-request": "a request that the law asks us to answer", "safeguarding": "keeping a child safe", "court-order": "an order of a court"}

// ground is on what a report is shared where it is not consent, nil where it is. A reason that is kept in confidence, or from this
// reader, stays in the record.
func (p *parcel) ground() *ground {
	if p.sending.Standing != reports.Lawful {
		return nil
	}
	g := &ground{Who: "a clinician of the service"}
	for _, r := range p.records {
		if r.ID != p.sending.Newest {
			continue
		}
		var b assessments.Basis
		assessments.Decode(r.Fields, &b)
		g.Words = groundWords[b.Kind]
		if !b.Confidential && !slices.Contains(b.NotFor, string(p.share.Recipient)) {
			g.Reason = b.Reason
		}
		for _, q := range p.records {
			if q.ID == b.Clinician && q.Kind == assessments.KindPerson {
				g.Who = strings.TrimSuffix(q.Fields.Text("name")+", "+q.Fields.Text("job"), ", ")
			}
		}
	}
	return g
}

// confirmed is the day on which somebody said first that it came. Who it was stays between them and the sender.
func (p *parcel) confirmed() (day string) {
	first := ""
	for _, r := range p.records {
		if at := r.Fields.Text("at"); r.Kind == assessments.KindReceipt && r.Fields.Text("share") == string(p.row.Share) && r.Fields.Text("what") == "confirmed" && (first == "" || at < first) {
			first = at
		}
	}
	if t, err := time.Parse(time.RFC3339, first); err == nil {
		day = web.Day(t)
	}
	return day
}

// thanks are the sentences that a deed is answered with.
func (p *parcel) thanks(key string) string {
	switch key {
	case "confirmed":
		return "Thank you. " + assessments.UpperFirst(p.names.Known) + " can see that " + p.names.Place + " has this."
	case "question":
		return "Your question is with " + p.names.Known + ". The answer comes by telephone or email."
	}
	return ""
}
