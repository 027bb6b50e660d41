package public

import (
	"context"
	"embed"
	"net/http"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/web"
)

//go:embed pages/*.html
var files embed.FS

var pages = web.Parse(files, "pages")

// Where the forms are; after it comes the id of the service.
const (
	SurveyPath   = "/survey/"
	ReferralPath = "/refer/"
)

// Config is what the forms need. Wait says how long the address of a request must wait before it may send another form, and Strike
// counts one.
type Config struct {
	Ledger *ledger.Ledger
	Site   *web.Site
	Asks   *template.Library
	Now    func() time.Time
	NewID  func() string
	Wait   func(*http.Request) time.Duration
	Strike func(*http.Request)
}

// A Desk takes forms. It may be used by many goroutines.
type Desk struct {
	Config
}

// New finds the survey among the templates.
func New(c Config) (*Desk, error) {
	if t, ok := c.Asks.Current(survey); !ok || !t.Anonymous {
		return nil, assessments.Errorf(assessments.Internal, "public", "There is no experience survey.")
	}
	return &Desk{c}, nil
}

// survey is the name of the template that families answer without a name.
const survey = "experience-survey"

// survey is what a service asks families: in its own words, where it has any.
func (d *Desk) survey(ctx context.Context, t ledger.Tenant) (template.Template, error) {
	asks, _ := d.Asks.Current(survey)
	team, err := d.Ledger.ReadScope(ctx, t.ID, assessments.TeamScope(), "")
	if own, ok := service.FormsOf(team, d.Asks).Current(survey); ok && own.Anonymous {
		asks = own
	}
	return asks, err
}

func (d *Desk) today() assessments.Date { return london.Day(d.Now()) }

// service is the tenant of an address.
func (d *Desk) service(r *http.Request) (ledger.Tenant, error) {
	t, err := d.Ledger.Tenant(r.Context(), r.PathValue("service"))
	if assessments.KindOf(err) == assessments.NotFound && err != nil {
		return t, assessments.Errorf(assessments.NotFound, "public", "There is no therapy service at this address. Check that the whole address was copied.")
	}
	return t, err
}

// took checks a post and counts it: ours, for this service, and not one of very many.
func (d *Desk) took(r *http.Request, t ledger.Tenant) error {
	if err := d.Site.Check(r, "public/"+t.ID); err != nil {
		return err
	}
	if d.Wait(r) > 0 {
		return assessments.Errorf(assessments.Unavailable, "public", "Many forms came from where you are. Wait an hour, or ring the service.")
	}
	d.Strike(r)
	return nil
}

// write puts a form into the record of a service; nobody is named as its author.
func (d *Desk) write(ctx context.Context, t ledger.Tenant, entries ...ledger.Entry) error {
	_, err := d.Ledger.Write(ctx, t.ID, ledger.Author{Actor: "public"}, entries...)
	return err
}

func page(t ledger.Tenant, title, section string, data any) web.Page {
	return web.Page{Title: title, Service: t.Name, Section: section, Data: data,
		Foot: []web.Link{{Href: "/accessibility", Text: "Accessibility"}, {Href: "/privacy", Text: "Privacy"}}}
}

// thanks is where somebody is sent on to, so that a page loaded again sends nothing twice.
func (d *Desk) thanks(section, title string, words ...string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		t, err := d.service(r)
		if err != nil {
			return err
		}
		return pages.Show(w, http.StatusOK, "thanks", page(t, title, section, words))
	}
}
