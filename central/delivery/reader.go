package delivery

import (
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/web"
)

// readerCookie is the cookie of whoever gave the PIN. It is sent for the pages of its link only.
const readerCookie = "reader"

// readerLife is how long a reader may read without giving the PIN again: a lesson.
const readerLife = time.Hour

// admit lets whoever gave the PIN read. The name is random, and stands for one opening; was goes on under the name it had.
func (d *Desk) admit(w http.ResponseWriter, p *parcel, cookie, was string, life time.Duration) (reader string, err error) {
	if reader = was; reader == "" {
		raw := make([]byte, 8)
		if _, err := io.ReadFull(d.Rand, raw); err != nil {
			return "", assessments.Wrap(err, assessments.Internal, "delivery.admit", "")
		}
		reader = hex.EncodeToString(raw)
	}
	until := strconv.FormatInt(d.Now().Add(life).Unix(), 10)
	d.Site.SetCookie(w, cookie, reader+"."+until+"."+d.Site.Mac(cookie, p.link+"\n"+reader+"\n"+until), Path+p.link, life)
	return reader, nil
}

// reader is who reads, "" for nobody who gave the PIN to this link.
func (d *Desk) reader(r *http.Request, p *parcel) string { return d.holds(r, p, readerCookie) }

// holds is who holds a cookie of this link, "" for nobody.
func (d *Desk) holds(r *http.Request, p *parcel, cookie string) string {
	part := strings.Split(web.Cookie(r, cookie), ".")
	if len(part) != 3 || !d.Site.Fits(cookie, p.link+"\n"+part[0]+"\n"+part[1], part[2]) {
		return ""
	}
	until, err := strconv.ParseInt(part[1], 10, 64)
	if err != nil || d.Now().Unix() >= until {
		return ""
	}
	return part[0]
}

// door finds the parcel of a request. done says that the answer was given already: it cannot be opened, or the form is not ours.
func (d *Desk) door(w http.ResponseWriter, r *http.Request) (p *parcel, done bool, err error) {
	p, err = d.find(r.Context(), r.PathValue("link"))
	if err != nil {
		return nil, true, err
	}
	if r.Method == http.MethodPost {
		if err := d.Site.Check(r, p.link); err != nil {
			return nil, true, err
		}
	}
	if p.standing != open && (p.standing != spent || d.reader(r, p) == "") {
		return p, true, d.closed(w, r, p)
	}
	return p, false, nil
}

// inside is door for pages behind the PIN: whoever has not given it is asked for it.
func (d *Desk) inside(w http.ResponseWriter, r *http.Request) (p *parcel, reader string, done bool, err error) {
	p, done, err = d.door(w, r)
	if done || err != nil {
		return p, "", true, err
	}
	if reader = d.reader(r, p); reader == "" {
		return p, "", true, see(w, r, p.link, "pin")
	}
	if p.share.Asks() { // it holds no report that any of those pages could be about
		return p, "", true, see(w, r, p.link, p.inner())
	}
	return p, reader, false, nil
}
