package delivery

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/central/web"
)

//go:embed pages/*.html
var files embed.FS

var pages = web.Parse(files, "pages")

// Path is where the pages are; after it comes the link.
const Path = "/r/"

// Config is what delivery needs. Without Mail nothing is sent, and shares wait. URL is how people reach the service, without a slash
// at its end; From is whom the mails are from.
type Config struct {
	Ledger *ledger.Ledger
	Site   *web.Site
	Mail   mail.Sender
	URL    string
	From   string
	Now    func() time.Time
	Rand   io.Reader
	Log    *slog.Logger
	Asks   *template.Library // the question templates that a share may ask
}

// A Desk delivers. It may be used by many goroutines, and several processes may stand at the same ledger.
type Desk struct{ Config }

// New makes a Desk.
func New(c Config) *Desk { return &Desk{c} }

// linkOf is the secret part of a share's address. Nobody needs to keep it: the service makes the same one again.
func (d *Desk) linkOf(tenant string, share assessments.ID) string {
	return d.Site.Mac("link", tenant+"/"+string(share))
}

// hashOf is what is kept of a link.
func hashOf(link string) string {
	sum := sha256.Sum256([]byte(link))
	return hex.EncodeToString(sum[:])
}

// refLetters have none that look or sound alike.
const refLetters = "2346789ABCDEFGHJKMNPQRTVWXYZ"

// refOf names a share in a mail and on the telephone: "7K4-Q2". It says nothing, and opens nothing.
func (d *Desk) refOf(tenant string, share assessments.ID) string {
	sum := sha256.Sum256([]byte(d.Site.Mac("reference", tenant+"/"+string(share))))
	b := make([]byte, 5)
	for i := range b {
		b[i] = refLetters[int(sum[i])%len(refLetters)]
	}
	return string(b[:3]) + "-" + string(b[3:])
}

// at is the address of a page of a link.
func at(link, page string) string { return strings.TrimSuffix(Path+link+"/"+page, "/") }

// see sends whoever posted something to a page that may be looked at again.
func see(w http.ResponseWriter, r *http.Request, link, page string) error {
	web.Headers(w)
	http.Redirect(w, r, at(link, page), http.StatusSeeOther)
	return nil
}

// receipt writes what happened to a share, once: name makes the same receipt the same record.
func (d *Desk) receipt(ctx context.Context, p *parcel, name string, v assessments.Receipt) error {
	v.Share, v.At = p.row.Share, d.Now().UTC().Format(time.RFC3339)
	v.RecordedAt = v.At
	id := assessments.DerivedID("receipt/"+v.What+"/"+name, p.row.Share)
	_, err := d.Ledger.Write(ctx, p.row.Tenant, ledger.Author{Actor: p.actor()}, ledger.NewEntry(id, p.row.Scope, &v))
	if assessments.KindOf(err) == assessments.Conflict && err != nil {
		return nil // it is written down already: the same button, pressed twice
	}
	return err
}

// actor is how the audit names whoever holds a link: by the share, never by a name.
func (p *parcel) actor() string { return "link/" + string(p.row.Share) }
