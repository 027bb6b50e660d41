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
	seq      uint64
	cases    map[assessments.ID]*service.Case
	settings map[assessments.ID]string
	choices  map[string]string
	unsigned map[assessments.ID][]string // by child: when reports that nobody signed were begun
}

// board returns the children of a tenant as they are now, in the order of their names. Each page has its own copy of the list; the
// cases in it are not to be changed.
func (d *Desk) board(ctx context.Context, tenant, pack string) ([]service.Case, *board, error) {
	d.boards.mu.Lock()
	if d.boards.of == nil {
		d.boards.of = map[string]*board{}
	}
	b := d.boards.of[tenant]
	if b == nil {
		b = &board{cases: map[assessments.ID]*service.Case{}, settings: map[assessments.ID]string{}, unsigned: map[assessments.ID][]string{}}
		d.boards.of[tenant] = b
	}
	d.boards.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	scopes, upto, err := d.ledger.Moved(ctx, tenant, b.seq, kinds...)
	if err != nil {
		return nil, nil, err
	}
	if err := d.ledger.ReadMany(ctx, tenant, scopes, b.take, kinds...); err != nil {
		return nil, nil, err
	}
	b.seq = upto
	today, out := d.today(), make([]service.Case, 0, len(b.cases))
	for _, c := range b.cases {
		one := *c
		one.Today, one.Pack, one.Choices = today, pack, b.choices
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, z service.Case) int {
		return cmp.Or(cmp.Compare(a.Child.Name, z.Child.Name), cmp.Compare(a.ID, z.ID))
	})
	return out, &board{settings: maps.Clone(b.settings), unsigned: maps.Clone(b.unsigned)}, nil
}

// take puts the records of one scope in the place of those from before.
func (b *board) take(scope assessments.Scope, records []assessments.Record) {
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
			}
		}
	case assessments.ScopeChild:
		c := service.ForChild(records, scope.ID, "")
		if c.Child.Name == "" {
			delete(b.cases, scope.ID) // struck out, or not there yet
			return
		}
		b.unsigned[scope.ID] = nil
		for i := range c.Contacts { // what was said is long, and no page here shows it
			c.Contacts[i].Is.Summary, c.Contacts[i].Is.Next, c.Contacts[i].Is.Participants = "", "", nil
		}
		for i, r := range c.Reports {
			if r.Is.SignedOn == "" && r.Is.RecordedAt != "" {
				b.unsigned[scope.ID] = append(b.unsigned[scope.ID], r.Is.RecordedAt)
			}
			c.Reports[i].Is = assessments.Report{ReportKind: r.Is.ReportKind, Recipient: r.Is.Recipient, SentOn: r.Is.SentOn, SignedOn: r.Is.SignedOn}
		}
		b.cases[scope.ID] = &c
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

// running lists the clocks that run for the cases and end soon or have ended, the most pressing first.
func (d *Desk) running(pack string, cases []service.Case, all bool) []due {
	var out []due
	p := d.packs[pack]
	if p == nil {
		return nil
	}
	for i := range cases {
		c := &cases[i]
		if c.Discharged() != nil {
			continue
		}
		for _, k := range service.Clocks(p, *c, d.laws) {
			left := k.Left(c.Today)
			if k.Running() && (all || left <= soon(k)) {
				out = append(out, due{c, k, left})
			}
		}
	}
	slices.SortStableFunc(out, func(a, z due) int {
		return cmp.Or(a.Left-z.Left, cmp.Compare(a.Clock.Due, z.Clock.Due), cmp.Compare(a.Case.Child.Name, z.Case.Child.Name))
	})
	return out
}
