package delivery

import (
	"net/http"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
)

// shut is what a page says of a parcel that cannot be opened.
type shut struct {
	Why   []string
	Newer string // address of the version that took its place
	Log   bool   // the log stays open
	Ask   bool   // a new link may be asked for
}

// closed is the page of a parcel that cannot be opened: why, that the report is safe, and one thing to do. Why it is withheld stays
// between the family and the service.
func (d *Desk) closed(w http.ResponseWriter, r *http.Request, p *parcel) error {
	title, s := "", shut{Ask: true}
	switch p.standing {
	case expired:
		title = "This link stopped working on " + strings.ReplaceAll(p.share.Expires.Words(), " ", "\u00a0")
		s.Why = []string{"Links last 14 days, so that an old email cannot open a child’s report.", "The report is safe. Ask, and " + p.names.Known + " can share a new link with the same mailbox."}
	case spent:
		title = "This link was opened 10 times"
		s.Why = []string{"That is as often as a link opens, so that one that is passed on stops somewhere. Whoever has the report open can go on reading it.",
			"Ask a colleague who opened it, or ask for a new link."}
	case revoked:
		title = "The sender took this link back"
		s.Why = []string{"It opens nothing any more. If you still need the report, ask."}
	case superseded:
		title = "There is a newer version"
		if p.share.Asks() {
			title = "There is a newer link"
		}
		s.Why = []string{"This link opened an earlier one. Use the newer version, so that nobody works from old advice."}
		var err error
		if s.Newer, err = d.newer(r, p); err != nil {
			return err
		}
		if s.Ask = s.Newer == ""; s.Ask {
			s.Why = append(s.Why, "It went to another mailbox. Ask, and "+p.names.Known+" can share it with yours.")
		}
	default:
		title = "This report cannot be opened now"
		if p.share.Asks() {
			title = "These questions cannot be opened now"
		}
		s.Why = []string{"The service may not show it at the moment. That is nothing that you did."}
		s.Ask = false
	}
	if p.share.Asks() && s.Ask {
		s.Why = closedAsks(p)
	}
	s.Log = len(p.tasks(d.today())) > 0
	page := p.page(title, d.view(p, s))
	if d.Site.TakeFlash(w, r, Path+p.link) == "asked" {
		page.Flash = "Thank you. " + p.names.Known + " can see that you asked for a new link."
	}
	return pages.Show(w, http.StatusGone, "closed", page)
}

// closedAsks is what is said instead where no report waits behind the link: nothing that was sent is lost, and there are other ways.
func closedAsks(p *parcel) []string {
	why := map[standing]string{expired: "Links last 14 days.", spent: "That is as often as a link opens, so that one that is passed on stops somewhere.",
		revoked: "It asks nothing any more.", superseded: "The questions were shared again."}[p.standing]
	return []string{why, "Answers that you sent are safe. To answer now, ask for a new link, or ring and answer by telephone."}
}

// newer is the address of what took a parcel's place, where it went to the same mailbox and can be opened: it has a PIN of its own.
// Several may have followed each other.
func (d *Desk) newer(r *http.Request, p *parcel) (string, error) {
	seen := map[assessments.ID]bool{p.row.Share: true}
	for next := p.next; next != "" && !seen[next]; {
		seen[next] = true
		link := d.linkOf(p.row.Tenant, next)
		q, err := d.find(r.Context(), link)
		if assessments.KindOf(err) == assessments.NotFound && err != nil {
			return "", nil // it has not been mailed yet
		}
		if err != nil {
			return "", err
		}
		if q.standing == open && q.share.Mailbox == p.share.Mailbox {
			return at(link, ""), nil
		}
		next = q.next
	}
	return "", nil
}

// AskLink tells the sender that somebody wants a new link. It goes to nobody by itself: who may still have the report is for the
// sender to see.
func (d *Desk) AskLink(w http.ResponseWriter, r *http.Request) error {
	p, err := d.find(r.Context(), r.PathValue("link"))
	if err != nil {
		return err
	}
	if err := d.Site.Check(r, p.link); err != nil {
		return err
	}
	if p.standing == open || p.standing == withheld {
		return see(w, r, p.link, "")
	}
	// once a day: whoever presses it again does not write to the record again
	if err := d.receipt(r.Context(), p, string(d.today()), assessments.Receipt{What: "link-asked"}); err != nil {
		return err
	}
	d.Site.Flash(w, Path+p.link, "asked")
	return see(w, r, p.link, "")
}

// Plain pages that belong to no parcel.
func plain(name, title string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		return pages.Show(w, http.StatusOK, name, web.Page{Title: title, Section: "Reports"})
	}
}

// Accessibility and Privacy say what the pages do for a reader, and what is kept of them.
var (
	Accessibility = plain("accessibility", "Accessibility")
	Privacy       = plain("privacy", "Privacy")
)
