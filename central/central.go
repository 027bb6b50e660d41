package central

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/delivery"
	"github.com/fieldfare/fieldfare/central/disposal"
	"github.com/fieldfare/fieldfare/central/handoff"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/central/public"
	"github.com/fieldfare/fieldfare/central/web"
)

// Config is what a central service needs. Dir or Database says where the ledger is; see ledger.Config.
type Config struct {
	Dir         string
	Database    string
	Now         func() time.Time
	Rand        io.Reader     // source of secrets
	NewID       func() string // makes UUIDs
	Log         *slog.Logger
	Conns       int  // most connections to PostgreSQL; 0: 16
	MinSchema   int  // apps that read no newer format of a change than an older one may send, and receive nothing; 0: all may
	TLS         bool // people reach it by https: its cookies travel no other way
	BehindProxy bool // the caller's address is the last one in X-Forwarded-For
	Blobs       Blobs
	Mail        mail.Sender // nil: no mail goes, and reports that were shared by link wait
	MailFrom    string
	Handoff     handoff.Receiver // nil: nothing goes to the trust's patient record
	Disposals   string           // file of the register of destroyed records; "": disposals.jsonl in Dir, and with a Database none is destroyed
	BackupDays  int              // how many days backups are kept, for the certificates; 0: nobody said
	URL         string           // how people reach the pages, such as https://reports.example.nhs.uk

	Step   func(name string) // for the simulator; see ledger.Config
	Refuse func() error      // for the simulator; see ledger.Config
}

// Central is the service. It may be used by many goroutines; several processes may serve the same database.
type Central struct {
	cfg    Config
	ledger *ledger.Ledger
	mux    *http.ServeMux
	wrong  *strikes
	door   *door
	shelf  shelf
	waits  *waiters
	// pokeTime is the constant of that name; tests do not wait as long
	pokeTime time.Duration
	counts   counts
	delivery *delivery.Desk
	forms    *public.Desk
	handoff  *handoff.Desk
	disposal *disposal.Desk
	site     *web.Site
	desk     *lead.Desk
	knocks   *strikes // wrong tries to sign in, by address
	refusals *strikes // of strangers, that were written down
	again    *strikes // of tablets, by what they asked for
}

// ledgerConfig is the ledger's part.
func ledgerConfig(cfg Config) ledger.Config {
	return ledger.Config{Dir: cfg.Dir, Conns: cfg.Conns, Database: cfg.Database, Now: cfg.Now, Rand: cfg.Rand, NewID: cfg.NewID, Log: cfg.Log, Step: cfg.Step, Refuse: cfg.Refuse}
}

// secure reports whether people reach the service by https.
func secure(cfg Config) bool {
	return cfg.TLS || cfg.BehindProxy || strings.HasPrefix(cfg.URL, "https://")
}

// templates are those in the program: they are read once, however often a service starts in one process.
var templates = sync.OnceValues(func() (*template.Library, error) { return template.Load(assets.Templates) })

// New opens the ledger and returns a service ready to handle requests.
func New(ctx context.Context, cfg Config) (*Central, error) {
	l, err := ledger.Open(ctx, ledgerConfig(cfg))
	if err != nil {
		return nil, err
	}
	c := &Central{cfg: cfg, ledger: l, mux: http.NewServeMux(), wrong: newStrikes(5, time.Minute), door: newDoor(atWork, inLine, longestLine), shelf: newShelf(), waits: newWaiters(pokesAt), pokeTime: pokeTime}
	c.site, c.knocks, c.refusals = web.New(l.Secret(), secure(cfg)), newStrikes(20, time.Minute), newStrikes(60, time.Minute)
	c.again = newStrikes(1, time.Hour)
	c.handoff = &handoff.Desk{Config: handoff.Config{Ledger: l, Receiver: cfg.Handoff, Now: cfg.Now, Log: cfg.Log}}
	c.disposal = c.newDisposal()
	asks, err := templates()
	if err == nil {
		c.forms, err = c.newForms(asks)
	}
	if err != nil {
		l.Close()
		return nil, err
	}
	if c.desk, err = c.newDesk(asks); err != nil {
		l.Close()
		return nil, err
	}
	c.delivery = delivery.New(delivery.Config{Ledger: l, Site: c.site, Mail: cfg.Mail, URL: cfg.URL, From: cfg.MailFrom,
		Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log, Asks: asks})
	for _, r := range c.routes() {
		c.mux.Handle(r.Method+" "+r.Path, c.handler(r))
	}
	return c, nil
}

// Close closes the ledger. Stop sending requests first.
func (c *Central) Close() error { return c.ledger.Close() }

// Now is the service's clock.
func (c *Central) Now() time.Time { return c.cfg.Now() }

// Ledger is the service's memory, for the administrator's commands.
func (c *Central) Ledger() *ledger.Ledger { return c.ledger }

// Deliver takes up what tablets share, and sends its mails, until the context ends.
func (c *Central) Deliver(ctx context.Context) { c.delivery.Run(ctx) }

// HandOver gives what was signed to the trust's patient record until the context ends, where it was set up.
func (c *Central) HandOver(ctx context.Context) { c.handoff.Run(ctx) }

// RetryQuarantine tries again everything that waits in quarantine. The service does so when it starts, since it may have
// learned something with an upgrade.
func (c *Central) RetryQuarantine(ctx context.Context) error {
	tenants, err := c.ledger.Tenants(ctx)
	for _, t := range tenants {
		if err != nil {
			return err
		}
		var n int
		if n, err = c.ledger.RetryQuarantine(ctx, t.ID); n > 0 {
			c.cfg.Log.Info("changes left quarantine", "tenant", t.ID, "n", n)
		}
	}
	return err
}

// ServeHTTP answers a request.
func (c *Central) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if h, pattern := c.mux.Handler(r); pattern == "" {
		n := nowhere{header: http.Header{}}
		if h.ServeHTTP(&n, r); n.code == http.StatusNotFound {
			c.trouble(w, r, unfound())
			return
		}
	}
	c.mux.ServeHTTP(w, r)
}
