package lead

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// kinds are what the pages are made of. What a therapist wrote of a child is not among them: a lead who needs that has a tablet.
var kinds = []assessments.Kind{assessments.KindChild, assessments.KindReferral, assessments.KindContact, assessments.KindAdviceRequest, assessments.KindDischarge,
	assessments.KindClockHold, assessments.KindReport, assessments.KindEnteredInError, assessments.KindService, assessments.KindSetting, assessments.KindGoal,
	assessments.KindGoalReview, assessments.KindShare, assessments.KindReceipt}

// boards are what the desk remembers of each service: reading ten thousand children for each page would take seconds.
type boards struct {
	mu sync.Mutex
	of map[string]*board
}

// A board is a service's children, as far as the pages need them. It follows the ledger: before a page is made it asks what changed
// since its mark, and reads that again. So several processes may each have one, and none is ever behind what its page shows.
type board struct {
	mu       sync.Mutex
	shipped  *service.Pack // as the program has it
	pack     *service.Pack // the service's own, where its lead signed one
	log      *slog.Logger
	mark     ledger.Mark
	children map[assessments.ID]*child
	settings map[assessments.ID]string
	choices  map[string]string
	stale    map[assessments.ID]*child // children whose rows in shown are those from before; nil for one that has none there
	shown    *view
}

// A child is one of them on one day. It is never changed: what changed is another child in its place.
type child struct {
	service.Case
	look     string         // the names in small letters, for the search
	dues     []*due         // clocks that run
	waits    []service.Wait // for the first appointment: one, or none
	queued   bool           // for triage
	triaged  int            // working days that triage took, where it is over
	ends     []end          // clocks that stopped, for the figures
	counted  []counted      // contacts, for the figures
	reached  []reached      // goals, for the figures
	parcels  []parcel       // reports on their way, the newest first
	unsigned []string       // when reports that nobody signed were begun
}

// An end is a clock that stopped on a day.
type end struct {
	name string
	on   assessments.Date
	late bool
}

// A counted is a contact by its row and column among the figures.
type counted struct {
	on          assessments.Date
	kind, state int
}

// board brings what is remembered of a tenant up to date and returns it.
func (d *Desk) board(ctx context.Context, tenant, pack string) (*view, error) {
	d.boards.mu.Lock()
	if d.boards.of == nil {
		d.boards.of = map[string]*board{}
	}
	b := d.boards.of[tenant]
	if b == nil {
		b = &board{shipped: d.packs[pack], pack: d.packs[pack], log: d.cfg.Log}
		b.forget()
		d.boards.of[tenant] = b
	}
	d.boards.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	scopes, now, err := d.ledger.Moved(ctx, tenant, b.mark, kinds...)
	if err != nil {
		return nil, err
	}
	if now.Epoch != b.mark.Epoch {
		b.forget() // a restore took back some of what is remembered, and does not say which
	}
	today := d.today()
	if err := d.ledger.ReadMany(ctx, tenant, scopes, func(s assessments.Scope, r []assessments.Record) { b.take(s, r, today, d.laws) }, kinds...); err != nil {
		return nil, err // the mark stays: what was taken is read again
	}
	b.mark = now
	if b.shown == nil || len(scopes) > 0 || b.shown.day != today {
		b.lay(today, d.laws)
	}
	return b.shown, nil
}

// warm reads a service's children before the first page asks for them: whoever typed the right password has a code to find on a
// phone, and by then all is read.
func (d *Desk) warm(ctx context.Context, token string) {
	ctx = context.WithoutCancel(ctx)
	go func() {
		s, err := d.ledger.Sitting(ctx, token)
		if err == nil && First(s.Role) != Home+"none" {
			if _, err = d.board(ctx, s.Tenant, s.Pack); err == nil {
				_, err = d.waiting(ctx, s.Tenant)
			}
		}
		if err != nil {
			d.cfg.Log.Warn("the children of a service could not be read ahead", "err", err)
		}
	}()
}

// forget begins anew.
func (b *board) forget() {
	b.mark, b.shown, b.choices = ledger.Mark{}, nil, nil
	b.children, b.settings, b.stale = map[assessments.ID]*child{}, map[assessments.ID]string{}, map[assessments.ID]*child{}
}

// outdate notes that a child is another one now. The one that is shown stays the first that was noted.
func (b *board) outdate(id assessments.ID, was *child) {
	if _, noted := b.stale[id]; !noted {
		b.stale[id] = was
	}
}

// wind sets the day, and the clocks by it.
func (c *child) wind(b *board, today assessments.Date, laws clocks.Laws) {
	c.Today, c.Choices, c.dues, c.ends, c.triaged = today, b.choices, nil, nil, 0
	if c.waits = service.Waiting([]service.Case{c.Case}); len(c.waits) > 0 {
		c.waits[0].Case = &c.Case // and not a copy
	}
	triaged := c.Referral.TriagedOn.Valid()
	if c.queued = c.Referred != "" && !triaged && c.Discharged() == nil; triaged {
		c.triaged = c.Referral.Received.WorkingDaysAfter(c.Referral.TriagedOn)
	}
	if b.pack == nil {
		return
	}
	gone := c.Discharged() != nil
	for _, k := range service.Clocks(b.pack, c.Case, laws) {
		if k.Stopped.Valid() {
			c.ends = append(c.ends, end{k.Name, k.Stopped, k.Breached(today)})
		}
		if k.Running() && !gone {
			c.dues = append(c.dues, &due{&c.Case, k, k.Left(today)})
		}
	}
}

// work takes the rules that a service's record holds. Those that cannot be read are of a newer program; the shipped ones are then the
// best there is, and the rules' page says so.
func (b *board) work(v *assessments.Service) {
	if b.shipped == nil || v.Rules != b.shipped.Name {
		return
	}
	b.pack = b.shipped
	if v.OwnRules == "" {
		return
	}
	own, err := service.ParseOwn([]byte(v.OwnRules), v.Rules)
	if err != nil {
		b.log.Warn("a service's own rules cannot be read", "version", v.RulesVersion)
		return
	}
	b.pack = own
}

// take puts the records of one scope in the place of those from before.
func (b *board) take(scope assessments.Scope, records []assessments.Record, today assessments.Date, laws clocks.Laws) {
	switch scope.Type {
	case assessments.ScopeSetting:
		for _, r := range records {
			if r.Kind == assessments.KindSetting {
				b.settings[r.ID] = r.Fields.Text("name")
			}
		}
	case assessments.ScopeTeam:
		for _, r := range records {
			if t, _ := r.Read(); r.Kind == assessments.KindService {
				b.choices = t.(*assessments.Service).Choices
				b.work(t.(*assessments.Service))
				for id, c := range b.children {
					again := *c
					again.wind(b, today, laws) // its clocks may be other ones now
					b.children[id] = &again
					b.outdate(id, c)
				}
			}
		}
	case assessments.ScopeChild:
		b.outdate(scope.ID, b.children[scope.ID])
		c := &child{Case: service.ForChild(records, scope.ID, "")}
		if c.Child.Name == "" {
			delete(b.children, scope.ID) // struck out, or not there yet
			return
		}
		for _, m := range c.Contacts {
			if x := (counted{m.Is.On, slices.Index(contactSorts, m.Is.Type), slices.Index(contactStates, m.Is.Status)}); x.kind >= 0 && x.state >= 0 {
				c.counted = append(c.counted, x)
			}
		}
		for i := range c.Contacts { // what was said is long, and no page here shows it
			c.Contacts[i].Is.Summary, c.Contacts[i].Is.Next, c.Contacts[i].Is.Participants = "", "", nil
		}
		for i, r := range c.Reports {
			if r.Is.SignedOn == "" && r.Is.RecordedAt != "" {
				c.unsigned = append(c.unsigned, r.Is.RecordedAt)
			}
			c.Reports[i].Is = assessments.Report{ReportKind: r.Is.ReportKind, Recipient: r.Is.Recipient, SentOn: r.Is.SentOn, SignedOn: r.Is.SignedOn}
		}
		c.reached, c.parcels = goalsReached(&c.Case), parcels(records)
		c.Goals, c.Reviews = nil, nil // words of the child's, which no page here shows
		c.look = strings.ToLower(c.Child.Name + " " + c.Child.KnownAs)
		c.wind(b, today, laws)
		b.children[scope.ID] = c
	}
}
