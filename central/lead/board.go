package lead

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// kinds are what the pages are made of. What a therapist wrote of a child is not among them: a lead who needs that has a tablet.
var kinds = []assessments.Kind{assessments.KindChild, assessments.KindReferral, assessments.KindContact, assessments.KindAdviceRequest, assessments.KindDischarge,
	assessments.KindClockHold, assessments.KindReport, assessments.KindEnteredInError, assessments.KindService, assessments.KindSetting}

// boards are what the desk remembers of each service: reading ten thousand children for each page would take seconds.
type boards struct {
	mu sync.Mutex
	of map[string]*board
}

// A board is a service's children, as far as the pages need them.
type board struct {
	mu       sync.Mutex
	pack     *service.Pack
	seq      uint64
	children map[assessments.ID]*child
	settings map[assessments.ID]string
	choices  map[string]string
	shown    *view
}

// A child is one of them on one day. It is never changed: what changed is another child in its place.
type child struct {
	service.Case
	dues     []due          // clocks that run
	stopped  []clocks.Clock // clocks that ended, for the figures
	unsigned []string       // when reports that nobody signed were begun
}

// A view is a board at one moment. Many pages read it at once, and none changes it.
type view struct {
	day      assessments.Date
	children []*child // by name
	waiting  []service.Case
	dues     []due
	settings map[assessments.ID]string
}

// board brings what is remembered of a tenant up to date and returns it.
func (d *Desk) board(ctx context.Context, tenant, pack string) (*view, error) {
	d.boards.mu.Lock()
	if d.boards.of == nil {
		d.boards.of = map[string]*board{}
	}
	b := d.boards.of[tenant]
	if b == nil {
		b = &board{pack: d.packs[pack], children: map[assessments.ID]*child{}, settings: map[assessments.ID]string{}}
		d.boards.of[tenant] = b
	}
	d.boards.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	scopes, upto, err := d.ledger.Moved(ctx, tenant, b.seq, kinds...)
	if err != nil {
		return nil, err
	}
	today := d.today()
	if err := d.ledger.ReadMany(ctx, tenant, scopes, func(s assessments.Scope, r []assessments.Record) { b.take(s, r, today, d.laws) }, kinds...); err != nil {
		return nil, err
	}
	b.seq = upto
	if b.shown == nil || len(scopes) > 0 || b.shown.day != today {
		b.lay(today, d.laws)
	}
	return b.shown, nil
}

// lay makes the view of a day.
func (b *board) lay(today assessments.Date, laws clocks.Laws) {
	v := &view{day: today, settings: maps.Clone(b.settings), children: make([]*child, 0, len(b.children))}
	for id, c := range b.children {
		if c.Today != today {
			next := *c
			next.wind(b, today, laws)
			c, b.children[id] = &next, &next
		}
		v.children = append(v.children, c)
		v.dues = append(v.dues, c.dues...)
		if state(&c.Case) == toSee {
			v.waiting = append(v.waiting, c.Case)
		}
	}
	slices.SortFunc(v.children, func(a, z *child) int {
		return cmp.Or(cmp.Compare(a.Child.Name, z.Child.Name), cmp.Compare(a.ID, z.ID))
	})
	slices.SortFunc(v.dues, func(a, z due) int {
		return cmp.Or(a.Left-z.Left, cmp.Compare(a.Clock.Due, z.Clock.Due), cmp.Compare(a.Case.Child.Name, z.Case.Child.Name), cmp.Compare(a.Case.ID, z.Case.ID))
	})
	b.shown = v
}

// wind sets the day, and the clocks by it.
func (c *child) wind(b *board, today assessments.Date, laws clocks.Laws) {
	c.Today, c.Choices, c.dues, c.stopped = today, b.choices, nil, nil
	if b.pack == nil {
		return
	}
	gone := c.Discharged() != nil
	for _, k := range service.Clocks(b.pack, c.Case, laws) {
		if k.Stopped.Valid() {
			c.stopped = append(c.stopped, k)
		}
		if k.Running() && !gone {
			c.dues = append(c.dues, due{&c.Case, k, k.Left(today)})
		}
	}
}

// find is one child of the view, nil for none.
func (v *view) find(id string) *child {
	i := slices.IndexFunc(v.children, func(c *child) bool { return string(c.ID) == id })
	if i < 0 {
		return nil
	}
	return v.children[i]
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
				for id, c := range b.children {
					again := *c
					again.wind(b, today, laws) // its clocks may be other ones now
					b.children[id] = &again
				}
			}
		}
	case assessments.ScopeChild:
		c := &child{Case: service.ForChild(records, scope.ID, "")}
		if c.Child.Name == "" {
			delete(b.children, scope.ID) // struck out, or not there yet
			return
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
		c.wind(b, today, laws)
		b.children[scope.ID] = c
	}
}

// A due is a clock of a child that runs.
type due struct {
	Case  *service.Case
	Clock clocks.Clock
	Left  int // working days
}

// soon is how many working days before its end a clock is shown: triage is short, the others need somebody to write or to book.
func soon(c clocks.Clock) int {
	if c.Name == service.TriageClock {
		return 3
	}
	return 10
}

// pressing are the clocks that end soon or have ended, the most pressing first.
func (v *view) pressing() []due {
	var out []due
	for _, x := range v.dues {
		if x.Left <= soon(x.Clock) {
			out = append(out, x)
		}
	}
	return out
}
