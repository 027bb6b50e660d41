package delivery

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

// Landing is where a mail leads: whom something is for, and a button. It names no child, and looking at it changes nothing.
func (d *Desk) Landing(w http.ResponseWriter, r *http.Request) error {
	p, done, err := d.door(w, r)
	if done || err != nil {
		return err
	}
	title := "A report is ready for you"
	if p.share.Asks() {
		title = "Some questions for " + p.names.Place
	}
	page := p.page(title, d.view(p, nil))
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
	return d.pin(w, r, p, http.StatusOK, "")
}

// A pinView is the field for the PIN, with where it is sent, and what was typed before an hour was over, which goes with it.
type pinView struct {
	Field      web.Field
	To, Button string
	Carried    []web.Option
}

func (d *Desk) pin(w http.ResponseWriter, r *http.Request, p *parcel, status int, problem string) error {
	if p.row.Locked.After(d.Now()) {
		return d.locked(w, p, p.row.Locked)
	}
	code, err := d.code(r, p)
	if err != nil {
		return err
	}
	f := web.Field{Name: "pin", Label: "PIN for " + p.row.Ref, Hint: "6 digits, from " + p.names.Known, Mode: "numeric", Complete: "one-time-code", Width: "code", Max: 20}
	if code != "" {
		f.Label, f.Hint, f.Mode = "PIN for "+p.row.Ref+", or the code of "+p.names.Yours, "6 digits from "+p.names.Known+", or the 8 letters and figures that the school office keeps", ""
	}
	v := pinView{Field: f, To: "pin", Button: "Open " + p.names.Thing}
	switch {
	case strings.HasSuffix(r.URL.Path, "/log/pin"):
		v.To, v.Button = "log/pin", "Open the log"
	case p.share.Asks() && strings.Contains(r.URL.Path, "/questions/") && r.Method == http.MethodPost:
		v.To, v.Button, v.Carried = strings.TrimPrefix(r.URL.Path, at(p.link, "")+"/"), "Go on", carried(r.PostForm)
		if v.To == "questions/check" {
			v.Button = "Send my answers"
		}
	}
	page := p.page("Enter the PIN", d.view(p, v))
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
	if ok, err := d.tryPIN(w, r, p); !ok || err != nil {
		return err
	}
	if reader, err := d.opened(w, r, p); reader == "" || err != nil {
		return err
	}
	return see(w, r, p.link, p.inner())
}

// opened counts an opening to whoever gave the right PIN, and lets them in; reader is "" where the link was opened often enough, and the
// page that says so was shown.
func (d *Desk) opened(w http.ResponseWriter, r *http.Request, p *parcel) (reader string, err error) {
	if ok, err := d.Ledger.RightPIN(r.Context(), p.row); err != nil || !ok {
		if p.standing = spent; err == nil {
			err = d.closed(w, r, p)
		}
		return "", err
	}
	if reader, err = d.admit(w, p, readerCookie, d.holds(r, p, sheetCookie), readerLife); err != nil {
		return "", err
	}
	return reader, d.receipt(r.Context(), p, reader, assessments.Receipt{What: "opened", By: p.share.Mailbox})
}

// tryPIN takes a try and looks at what was typed; where it does not fit, the page that says so was shown.
func (d *Desk) tryPIN(w http.ResponseWriter, r *http.Request, p *parcel) (ok bool, err error) {
	sum, given, err := d.against(r, p)
	if err != nil {
		return false, err
	}
	if given == "" {
		return false, d.pin(w, r, p, http.StatusUnprocessableEntity, "Enter the PIN as 6 digits, such as 012345")
	}
	n, err := d.Ledger.TryPIN(r.Context(), p.row)
	if err != nil {
		return false, err
	}
	if n == 0 {
		return false, d.lockedNow(w, r, p)
	}
	if !assessments.PINFits(sum, given) {
		if n < ledger.PINTries {
			return false, d.pin(w, r, p, http.StatusUnprocessableEntity, triesLeft(ledger.PINTries-n))
		}
		if err := d.receipt(r.Context(), p, d.Now().UTC().Format(time.RFC3339), assessments.Receipt{What: "locked"}); err != nil {
			return false, err
		}
		return false, d.lockedNow(w, r, p)
	}
	return true, nil
}

// code is what a school's standing code is checked against, "" where this parcel opens to its PIN alone.
func (d *Desk) code(r *http.Request, p *parcel) (string, error) {
	school := p.school()
	if school == "" {
		return "", nil
	}
	c, err := d.Ledger.SchoolCode(r.Context(), p.row.Tenant, school)
	return c.Sum, err
}

// against is what was typed as a PIN or a school's code, and the sum it is checked against. given is empty for what can be neither.
func (d *Desk) against(r *http.Request, p *parcel) (sum, given string, err error) {
	given = strings.NewReplacer(" ", "", "-", "", "\u00a0", "").Replace(r.PostForm.Get("pin"))
	if len(given) == 6 && strings.Trim(given, "0123456789") == "" {
		return p.share.PIN, given, nil
	}
	given, ok := assessments.SchoolCodeTyped(given)
	if sum, err = d.code(r, p); sum == "" || !ok {
		given = ""
	}
	return sum, given, err
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
	return pages.Show(w, http.StatusTooManyRequests, "locked", p.page(assessments.UpperFirst(p.names.Thing)+p.names.Is()+"locked for now", d.view(p, until.In(london.Zone).Add(time.Minute-1).Format("15:04"))))
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
