package delivery

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// Landing is where a mail leads: whom something is for, and a button. It names no child, and looking at it changes nothing.
func (d *Desk) Landing(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	page := p.page("A report is ready for you", d.view(p, nil))
	return pages.Show(w, http.StatusOK, "landing", page)
}

// Show is the landing page's button.
func (d *Desk) Show(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	return see(w, r, p.link, "pin")
}

// AskPIN shows the one field for the PIN.
func (d *Desk) AskPIN(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	return d.pin(w, p, http.StatusOK, "")
}

func (d *Desk) pin(w http.ResponseWriter, p *parcel, status int, problem string) error {
	if p.row.Locked.After(d.Now()) {
		return d.locked(w, p, p.row.Locked)
	}
	page := p.page("Enter the PIN", d.view(p, web.Field{Name: "pin", Label: "PIN for " + p.row.Ref, Hint: "6 digits, from " + p.names.Known, Mode: "numeric", Complete: "one-time-code", Width: "code", Max: 20}))
	if problem != "" {
		page.Problems = []web.Problem{{Field: "pin", Text: problem}}
	}
	return pages.Show(w, status, "pin", page)
}

// GivePIN opens the report to whoever has the PIN. A try is taken before the PIN is looked at, and one that is no PIN at all is none.
func (d *Desk) GivePIN(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	given := strings.Map(func(c rune) rune {
		if c == ' ' || c == '-' || c == '\u00a0' {
			return -1
		}
		return c
	}, r.PostForm.Get("pin"))
	if len(given) != 6 || strings.Trim(given, "0123456789") != "" {
		return d.pin(w, p, http.StatusUnprocessableEntity, "Enter the PIN as 6 digits, such as 012345")
	}
	n, err := d.Ledger.TryPIN(r.Context(), p.row)
	if err != nil {
		return err
	}
	if n == 0 {
		return d.lockedNow(w, r, p)
	}
	if !assessments.PINFits(p.share.PIN, given) {
		if n < ledger.PINTries {
			return d.pin(w, p, http.StatusUnprocessableEntity, triesLeft(ledger.PINTries-n))
		}
		if err := d.receipt(r.Context(), p, d.Now().UTC().Format(time.RFC3339), assessments.Receipt{What: "locked"}); err != nil {
			return err
		}
		return d.lockedNow(w, r, p)
	}
	if err := d.Ledger.RightPIN(r.Context(), p.row); err != nil {
		return err
	}
	reader, err := d.admit(w, p)
	if err != nil {
		return err
	}
	if err := d.receipt(r.Context(), p, reader, assessments.Receipt{What: "opened", By: p.share.Mailbox}); err != nil {
		return err
	}
	return see(w, r, p.link, "report")
}

func triesLeft(n int) string {
	if n == 1 {
		return "The PIN does not match. You have 1 try left"
	}
	return fmt.Sprintf("The PIN does not match. You have %d tries left", n)
}

// lockedNow reads until when, and says so.
func (d *Desk) lockedNow(w http.ResponseWriter, r *http.Request, p *parcel) error {
	row, err := d.Ledger.DeliveryBy(r.Context(), p.row.Token)
	if err != nil {
		return err
	}
	return d.locked(w, p, row.Locked)
}

func (d *Desk) locked(w http.ResponseWriter, p *parcel, until time.Time) error {
	w.Header().Set("Retry-After", fmt.Sprint(int(until.Sub(d.Now()).Seconds())+1))
	return pages.Show(w, http.StatusTooManyRequests, "locked", p.page("The report is locked for now", d.view(p, until.In(london).Add(time.Minute-1).Format("15:04"))))
}

// NoPIN says how to come by the PIN.
func (d *Desk) NoPIN(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	page := p.page("If you do not have the PIN", d.view(p, nil))
	page.Back = web.Link{Href: at(p.link, "pin"), Text: "Back"}
	return pages.Show(w, http.StatusOK, "nopin", page)
}
