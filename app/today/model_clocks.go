package today

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/app/register"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// warnDays is how long before its day something shows on Today. What the law or safety asks for stays until it is done; a
// promise of the service's own that nobody kept for as long again is a gap in the record, and the pathway shows it.
const warnDays = 42

// clockKinds are the records that make clocks.
var clockKinds = []assessments.Kind{assessments.KindAdviceRequest, assessments.KindReferral, assessments.KindContact, assessments.KindClockHold,
	assessments.KindDischarge, assessments.KindReport, assessments.KindShare, assessments.KindActivityPlan}

// dues gathers what is due.
type dues struct {
	day  assessments.Date
	kids map[assessments.ID]store.ChildRow
	list []Clock
}

// clocksOf lists what is due, the nearest first: by law, by the service's own rules where it has chosen any, and by promise.
func clocksOf(ctx context.Context, r Reader, shipped Shipped, p *service.Pack, kids map[assessments.ID]store.ChildRow, day assessments.Date) ([]Clock, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: clockKinds})
	if err != nil {
		return nil, err
	}
	laws, err := clocks.Read(shipped.Clocks)
	if err != nil {
		return nil, err
	}
	if p == nil {
		p = new(service.Pack) // a service that has chosen no rules has no clocks of its own, and the law all the same
	}
	g := dues{day: day, kids: kids}
	of := map[assessments.ID][]assessments.Record{}
	for _, rec := range recs {
		if rec.Scope.Type == assessments.ScopeChild {
			of[rec.Scope.ID] = append(of[rec.Scope.ID], rec)
		}
		g.promise(rec)
	}
	for child, own := range of {
		g.rules(p, service.ForChild(own, child, day), laws)
	}
	if err := g.register(ctx, r); err != nil {
		return nil, err
	}
	slices.SortStableFunc(g.list, func(a, b Clock) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.due, b.due), cmp.Compare(a.Title, b.Title))
	})
	return g.list, nil
}

// rank puts what is overdue first, and there what the law or safety asks for before a promise.
func (c Clock) rank() int {
	switch {
	case c.Over && c.Law:
		return 0
	case c.Over:
		return 1
	}
	return 2
}

// rules asks for the clocks of one child: the law's and the service's own.
func (g *dues) rules(p *service.Pack, c service.Case, laws clocks.Laws) {
	if c.Discharged() != nil {
		c.Referred = "" // what the service promised ended with it; the law's clocks go on
	}
	for _, k := range service.Clocks(p, c, laws) {
		switch k.Name {
		case clocks.EHCAdvice:
			g.add(c.ID, "EHC advice", k, session.ChildHome, "reports")
		case clocks.ReviewAdvice:
			g.add(c.ID, "Advice for the annual review", k, session.ChildHome, "reports")
		case service.TriageClock:
			if !seenSince(c) {
				g.add(c.ID, "Triage", k, session.Pathway, c.Referred)
			}
		case service.AimClock:
			g.add(c.ID, "First appointment", k, session.Pathway, c.Referred)
		}
	}
}

// seenSince tells whether the child of a referral was seen since: triage that nobody wrote down is then no work for today.
func seenSince(c service.Case) bool {
	return slices.ContainsFunc(c.Contacts, func(e service.Entry[assessments.Contact]) bool {
		return e.Is.Seen() && e.Is.On >= c.Referral.Received
	})
}

// promise adds what somebody set a day for: the end of a plan.
func (g *dues) promise(rec assessments.Record) {
	if rec.Kind != assessments.KindActivityPlan {
		return // reading a record costs more than asking its kind
	}
	var t assessments.ActivityPlan
	if assessments.Decode(rec.Fields, &t); t.End.Valid() && t.End >= g.day {
		g.add(rec.Scope.ID, "Plan ends", clocks.OnDay("plan", "Plan", t.Start, t.End, clocks.Stop{}), session.Plan, rec.ID)
	}
}

// register adds a line for each thing that lifts people and must be examined now or soon, as the register says it, and one for all else of
// the register that is overdue.
func (g *dues) register(ctx context.Context, r Reader) error {
	var m register.Model
	if err := m.Read(ctx, r, g.day); err != nil {
		return err
	}
	late := 0
	for _, t := range m.Rows {
		if d, ok := t.Examination(); ok && (d.State == register.Late || d.State == register.Soon) {
			g.examination(t, d)
		} else if t.Next().State == register.Late {
			late++
		}
	}
	if late == 0 {
		return nil
	}
	words := "Equipment register, 1 thing"
	if late > 1 {
		words = fmt.Sprintf("Equipment register, %d things", late)
	}
	g.list = append(g.list, Clock{Title: words, When: "Service, fit check or return", Left: "Overdue", Over: true, Gone: 1, Go: Way{session.Register, "", "overdue"}})
	return nil
}

// examination adds the examination of one thing (LOLER 1998, reg 9).
func (g *dues) examination(t register.Thing, d register.Due) {
	w := t.Way()
	c := Clock{Child: t.Own, Title: "Examine " + t.Title(), When: t.Words(d), Left: "Overdue", Over: true, Law: true, Gone: 1, Go: Way{w.Screen, w.Child, w.Arg}}
	if kid, ok := g.kids[t.V.Child]; ok {
		c.Title += ", " + Called(kid.Name, kid.KnownAs)
	} else if t.Holder != "" {
		c.Title += ", " + t.Holder
	}
	if d.By != "" {
		k := clocks.OnDay("loler", "Examination", t.V.ExaminedOn, d.By, clocks.Stop{})
		c.due, c.Over, c.Left, c.Gone, c.When = d.By, k.Breached(g.day), left(k, g.day), gone(k.Started, k.Due, g.day), g.when(k)
	}
	g.list = append(g.list, c)
}

// add shows a running clock that is near, with the place where it is acted on.
func (g *dues) add(child assessments.ID, what string, k clocks.Clock, screen string, arg assessments.ID) {
	if !k.Due.Valid() || k.Stopped.Valid() && k.Stopped <= g.day || k.Due > g.day.AddDays(warnDays) || !k.Law && k.Due < g.day.AddDays(-warnDays) {
		return
	}
	kid := g.kids[child]
	c := Clock{Child: child, Title: what + ", " + Called(kid.Name, kid.KnownAs), When: g.when(k), Gone: gone(k.Started, k.Due, g.day),
		Over: k.Breached(g.day), Law: k.Law, Note: k.Note, Go: Way{screen, child, arg}, due: k.Due}
	if kid.Name == "" {
		c.Title = what
	}
	if held, is := k.HeldBy(g.day); is {
		c.Note = "Stands still: " + held.Reason
	}
	c.Left = left(k, g.day)
	g.list = append(g.list, c)
}

// when is the day of a clock.
func (g *dues) when(k clocks.Clock) string {
	switch {
	case k.Breached(g.day):
		return "Was due " + k.Due.Words()
	case k.Due.Time().Year() != g.day.Time().Year():
		return k.Due.Weekday()
	}
	return k.Due.Time().Format("Monday 2 January")
}

// mostOver is up to how many working days over are counted: beyond it the day itself says more.
const mostOver = 20

// left is the working days from the day after today up to the due day, in words.
func left(k clocks.Clock, day assessments.Date) string {
	switch n := k.Left(day); {
	case k.Breached(day) && n < 0 && n >= -mostOver:
		return "Overdue by " + days(-n)
	case k.Breached(day):
		return "Overdue"
	case k.Due == day:
		return "Due today"
	case n == 0:
		return "Last working day"
	default:
		return days(n)
	}
}

func days(n int) string {
	if n == 1 {
		return "1 working day"
	}
	return fmt.Sprintf("%d working days", n)
}

func gone(from, due, day assessments.Date) float32 {
	whole := due.Time().Sub(from.Time())
	if !from.Valid() || whole <= 0 {
		return 1
	}
	return float32(min(1, max(0, day.Time().Sub(from.Time()).Hours()/whole.Hours())))
}
