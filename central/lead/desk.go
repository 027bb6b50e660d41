package lead

import (
	"context"
	"embed"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/london"
	"github.com/fieldfare/fieldfare/central/sso"
	"github.com/fieldfare/fieldfare/central/web"
)

// Home is where the pages are.
const Home = "/team/"

//go:embed pages/*.html
var files embed.FS

// A Desk answers the pages. It may be used by many goroutines.
type Desk struct {
	ledger *ledger.Ledger
	site   *web.Site
	cfg    Config
	laws   clocks.Laws
	packs  map[string]*service.Pack
	boards boards
	asks   asks
}

// Config is what a Desk needs besides. From is where a request comes from; Wait says how long that address must wait after wrong
// tries, and Strike counts one.
type Config struct {
	Now    func() time.Time
	NewID  func() string
	Rand   io.Reader // source of secrets
	Log    *slog.Logger
	URL    string // how people reach the pages, where that was said
	Secure bool   // people reach it by https
	From   func(*http.Request) string
	Wait   func(from string) time.Duration
	Strike func(from string)
	// Stranger counts somebody who was turned away and whom nobody knows, and reports whether the audit may have a line of it: whoever knocks
	// all day must not fill it.
	Stranger func() bool
	// Handoff is nil where nothing goes to a patient record.
	Handoff Handoff
	SSO     *sso.Door
	// Disposal destroys what two leads order.
	Disposal *disposal.Desk
	Asks     *template.Library // the questions that may be asked before a visit
}

// What is in the program and never changed is read once, however often a service starts in one process.
var (
	pages = web.Parse(files, "pages")
	laws  = sync.OnceValues(func() (clocks.Laws, error) { return clocks.Read(assets.Clocks) })
)

// New reads the packs and the law, which are in the program.
func New(l *ledger.Ledger, site *web.Site, cfg Config) (*Desk, error) {
	d := &Desk{ledger: l, site: site, cfg: cfg, packs: map[string]*service.Pack{}}
	bank, err := library.Shipped(assets.Library)
	if err != nil {
		return nil, err
	}
	for _, name := range ledger.Packs {
		p, err := service.Load(assets.Services, name)
		if err != nil {
			return nil, err
		}
		p.Words = service.WordsOf(bank.Board())
		d.packs[name] = p
	}
	d.laws, err = laws()
	return d, err
}

// today is the day in London.
func (d *Desk) today() assessments.Date { return london.Day(d.cfg.Now()) }

// as is the context of what somebody does at a page: the audit names them.
func as(r *http.Request, s ledger.Sitting) context.Context {
	return ledger.As(r.Context(), string(s.Person))
}

// menu is what somebody with a role may open, in the order of a morning.
var menu = []struct{ path, text string }{
	{"today", "Today"}, {"referrals", "Referrals"}, {"caseload", "Caseloads"}, {"clinics", "Clinics"}, {"rules", "Rules"}, {"devices", "Tablets"}, {"people", "People"}, {"schools", "Schools"},
	{"sync", "Sync"}, {"handoffs", "Patient record"}, {"openings", "Openings"}, {"figures", "Figures"}, {"trail", "History"},
}

// opens says which pages of the menu a role has. A lead has all.
var opens = map[string]map[string]bool{
	ledger.RoleTherapist:    {"openings": true},
	ledger.RoleAssistant:    {"openings": true},
	ledger.RoleCoordination: {"referrals": true, "clinics": true, "openings": true},
	ledger.RoleAuditor:      {"trail": true, "figures": true},
}

// First is the page that somebody lands on.
func First(role string) string {
	switch role {
	case ledger.RoleLead:
		return Home + "today"
	case ledger.RoleCoordination:
		return Home + "referrals"
	case ledger.RoleAuditor:
		return Home + "trail"
	}
	return Home + "none"
}

// show writes a page with band and menu. here is the page of the menu it belongs to.
func (d *Desk) show(w http.ResponseWriter, r *http.Request, s ledger.Sitting, name, here string, p web.Page) error {
	p.Service, p.Section, p.Wide = s.TenantName, s.Name, true
	for _, m := range menu {
		if s.Role == ledger.RoleLead || opens[s.Role][m.path] {
			p.Menu = append(p.Menu, web.Link{Href: Home + m.path, Text: m.text, Here: m.path == here})
		}
	}
	p.Out = web.Link{Href: Home + "out", Text: "Sign out"}
	if p.Flash == "" {
		p.Flash = flashes[d.site.TakeFlash(w, r, Home)]
	}
	status := http.StatusOK
	if len(p.Problems) > 0 {
		status = http.StatusBadRequest
	}
	return pages.Show(w, status, name, p)
}

// done sends somebody on after a deed, with a sentence for the next page.
func (d *Desk) done(w http.ResponseWriter, r *http.Request, to, flash string) error {
	if flash != "" {
		d.site.Flash(w, Home, flash)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// flashes are the sentences after deeds, by the key that travels.
var flashes = map[string]string{
	"triaged":       "The decision is saved. It reaches the tablets at their next sync.",
	"ungiven":       "The decision is saved. Giving the child to the therapist did not go to its end: see here who has the child, and let the therapist see the child once more.",
	"received":      "The referral is saved and waits for triage.",
	"taken":         "All of them are saved and wait for triage.",
	"handed":        "Handed over. Both tablets see it at their next sync.",
	"called":        "Written down. It reaches the therapist’s tablet at its next sync; these pages do not show it.",
	"born":          "The date of birth is saved. It reaches the tablets at their next sync.",
	"granted":       "The therapist sees the child from their next sync on.",
	"active":        "The tablet works as before from its next sync on. What it had sent meanwhile was tried again.",
	"suspended":     "The tablet may send what it has and gets nothing. Nothing on it was deleted.",
	"revoked":       "The tablet locks itself at its next sync. Nothing on it was deleted; what it still sends is kept aside until somebody accepts it.",
	"accepted":      "What the tablet had sent was tried again. What could not be taken is still kept aside.",
	"asked":         "You asked for the wipe. It becomes an order when another lead agrees on this page within a day.",
	"wipe":          "Both leads agreed. The tablet wipes itself when it next calls, after it has sent what it still holds.",
	"dropped":       "The wipe was called off.",
	"role":          "The role is saved. It counts from that person's next page on.",
	"chosen":        "Saved. The tablets work by it from their next sync on.",
	"drafted":       "Saved in the draft. Nobody works by it before it is signed.",
	"left":          "Yours stays as it is. You are told again when the program changes it once more.",
	"undrafted":     "The draft was thrown away. The rules are as they were.",
	"signed":        "Signed. These pages work by the new rules now, and tablets from their next sync.",
	"gone":          "Written down. They sign in nowhere any more.",
	"back":          "Written down. They sign in with a new code, or with the trust’s account.",
	"unlinked":      "The trust’s account is unlinked, and whoever was in with it is signed out.",
	"again":         "It goes again, under a new name where it was refused.",
	"filed":         "Written down, and off the list.",
	"uncoded":       "The code opens nothing any more. Reports open to their own PIN.",
	"agreed":        "Your review is saved. The therapist’s tablet hears of it at its next sync.",
	"ended":         "It is ended from today. Every link that was shared under it opens nothing any more; a copy that was printed or sent is with whoever has it.",
	"looked":        "Written down: you looked at it.",
	"retried":       "Everything that was kept aside was tried again.",
	"destroy-asked": "You asked for the destruction of this record. Another lead has to agree on this page within two weeks.",
	"destroy":       "Both leads agreed. The record is being destroyed, and its certificate will be here in a moment.",
	"call-off":      "It was called off. The record is kept.",
	"hold":          "The record is held.",
	"lift":          "The hold is lifted.",
	"died":          "The day is saved.",
	"later":         "What came since is destroyed.",
}

// kindly turns an error that the reader can mend into a problem of the form; others are for the error page.
func kindly(err error, field string) ([]web.Problem, error) {
	switch assessments.KindOf(err) {
	case assessments.Invalid, assessments.Conflict, assessments.Forbidden, assessments.NotFound:
		return []web.Problem{{Field: field, Text: assessments.Sentence(err)}}, nil
	}
	return nil, err
}
