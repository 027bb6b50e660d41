package lead

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
)

// A thing needs its reader today.
type thing struct{ Href, Title, Why string }

// A row of the clocks.
type clockRow struct {
	Href, Who, Whose, Clock string
	By                      string
	Note, Left              string
	Gone                    int // of 100
	Late                    bool
}

type todayPage struct {
	Day    time.Time
	Things []thing
	Clocks []clockRow
	More   int // clocks that are not shown
	Chased []parcelRow
	Others int // reports on their way that are not shown
	Sides  []side
}

// A side is a small list of counts.
type side struct {
	Title string
	Rows  [][2]string
}

// mostClocks is how many clocks stand on Today: whoever has more must not scroll past what comes after.
const mostClocks = 20

// mostChased is how many reports that need somebody stand there.
const mostChased = 10

// Today says what needs the lead, the clocks that end soon, and counts.
func (d *Desk) Today(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: today", "list")
	}
	if err != nil {
		return err
	}
	p := todayPage{Day: d.cfg.Now()}
	list := v.pressing()
	var of []*child
	for _, x := range list[:min(mostClocks, len(list))] {
		of = append(of, &child{Case: *x.Case})
	}
	holders, err := d.holders(ctx, s.Tenant, of)
	if err != nil {
		return err
	}
	for i, x := range list {
		if i < mostClocks {
			p.Clocks = append(p.Clocks, x.row(holders))
		}
		if x.Left <= 1 && len(p.Things) < 5 {
			p.Things = append(p.Things, x.thing())
		}
	}
	p.More = len(list) - len(p.Clocks)
	rows, chases := v.chased(d.cfg.Now())
	p.Chased, p.Others = rows[:min(mostChased, len(rows))], max(len(rows)-mostChased, 0)
	p.Things = append(p.Things, chases[:min(3, len(chases))]...)
	stuck, _, err := d.entries(ctx, s.Tenant)
	if err != nil {
		return err
	}
	if n := len(stuck); n > 0 {
		p.Things = append(p.Things, thing{Home + "handoffs", "Get " + someEntries(n) + " into the patient record", "Held, refused, or not answered for a day."})
	}
	if err := d.addRules(r, s, &p); err != nil {
		return err
	}
	if err := d.addDisposals(r, s, v, &p); err != nil {
		return err
	}
	if err := d.addOpenings(r, s, v, &p); err != nil {
		return err
	}
	if err := d.addReviews(r, s, &p); err != nil {
		return err
	}
	v.addBirths(&p)
	if err := d.addSync(r, s, &p); err != nil {
		return err
	}
	p.Sides = append(p.Sides, v.sent(d.cfg.Now()), week(v, v.pack))
	title := "Nothing needs you today"
	switch n := len(p.Things); {
	case n == 1:
		title = "1 thing needs you today"
	case n > 1:
		title = fmt.Sprintf("%d things need you today", n)
	}
	return d.show(w, r, s, "today", "today", web.Page{Title: title, Data: p})
}

// holders are the names of those who have a child, by child.
func (d *Desk) holders(ctx context.Context, tenant string, children []*child) (map[assessments.ID]string, error) {
	scopes := make([]assessments.Scope, len(children))
	for i, c := range children {
		scopes[i] = assessments.ChildScope(c.ID)
	}
	list, err := d.ledger.Holders(ctx, tenant, scopes...)
	out := map[assessments.ID]string{}
	for _, h := range list {
		out[h.Scope.ID] = strings.TrimPrefix(out[h.Scope.ID]+", "+h.Name, ", ")
	}
	return out, err
}

// page is where a child's clock is dealt with.
func (x *due) page() string {
	if x.Clock.Name == service.TriageClock {
		return Home + "referrals/" + string(x.Case.ID)
	}
	return Home + "caseload/" + string(x.Case.ID)
}

func (x *due) row(holders map[assessments.ID]string) clockRow {
	c := x.Clock
	row := clockRow{Href: x.page(), Who: x.Case.Child.Name, Whose: cmp.Or(holders[x.Case.ID], "Not yet allocated"), Clock: short(c), By: brief(c.Aim()), Late: c.Breached(x.Case.Today)}
	if c.Due != c.Aim() {
		row.Note = "Due " + brief(c.Due) + ", when nobody works"
	}
	whole, gone := between(c.Started, c.Due), between(c.Started, x.Case.Today)
	if row.Gone = 100; whole > 0 && gone < whole {
		row.Gone = max(gone*100/whole, 0)
	}
	row.Left = left(x)
	return row
}

// left says how long there is, in working days.
func left(x *due) string {
	switch {
	case x.Clock.Breached(x.Case.Today):
		return plural(x.Clock.DaysOver(x.Case.Today), "day") + " late"
	case x.Clock.Due == x.Case.Today:
		return "today is the last day"
	}
	return plural(x.Left, "working day") + " left"
}

// shorts are the clocks' titles as a table has room for them.
var shorts = map[string]string{service.TriageClock: "Triage", service.AimClock: "First seen", clocks.EHCAdvice: "EHC advice", clocks.ReviewAdvice: "Review advice"}

func short(c clocks.Clock) string { return cmp.Or(shorts[c.Name], c.Title) }

// brief is a day in a table: "Mon 23 Nov".
func brief(d assessments.Date) string {
	return strings.ReplaceAll(d.Time().Format("Mon 2 Jan"), " ", "\u00a0")
}

func (x *due) thing() thing {
	verb := "Look at " + x.Case.Child.Name + ": " + strings.ToLower(short(x.Clock))
	switch x.Clock.Name {
	case service.TriageClock:
		verb = "Triage the referral of " + x.Case.Child.Name
	case clocks.EHCAdvice:
		verb = "See that the EHC advice for " + x.Case.Child.Name + " is sent"
	case service.AimClock:
		verb = "Book the first appointment of " + x.Case.Child.Name
	}
	why := "Until " + x.Clock.Aim().Weekday() + ": " + left(x)
	if x.Clock.Breached(x.Case.Today) {
		why = "It was due on " + x.Clock.Due.Weekday() + ", " + plural(x.Clock.DaysOver(x.Case.Today), "day") + " ago"
	}
	return thing{x.page(), verb, why}
}

func between(from, to assessments.Date) int { return int(to.Time().Sub(from.Time()).Hours() / 24) }

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// week counts the referrals of the last seven days, and how triage kept its time.
func week(v *view, p *service.Pack) side {
	today := v.day
	from, fresh, triaged, inTime := today.AddDays(-6), 0, 0, 0
	for _, c := range v.children {
		r := c.Referral
		if c.Referred != "" && r.Received >= from && r.Received <= today {
			fresh++
		}
		if c.Referred != "" && r.TriagedOn >= from && r.TriagedOn <= today {
			triaged++
			if p != nil && p.Triage != nil && c.triaged <= p.Triage.WorkingDays {
				inTime++
			}
		}
	}
	out := side{"The last 7 days", [][2]string{{"New referrals", fmt.Sprint(fresh)}, {"Triaged", fmt.Sprint(triaged)}}}
	if p != nil && p.Triage != nil && p.Triage.WorkingDays > 0 {
		out.Rows[1] = [2]string{fmt.Sprintf("Triaged in %d days", p.Triage.WorkingDays), fmt.Sprintf("%d of %d", inTime, triaged)}
	}
	return out
}

// addSync adds what tablets and changes need of the lead.
func (d *Desk) addSync(r *http.Request, s ledger.Sitting, p *todayPage) error {
	h, err := d.health(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	asks, err := d.ledger.WipeAsks(as(r, s), s.Tenant)
	if err != nil {
		return err
	}
	for _, a := range asks {
		if a.Lead != string(s.Person) {
			p.Things = append(p.Things, thing{Home + "devices/" + a.Device, "Agree to wipe a tablet, or say no", a.Name + " asked for it. It takes two leads."})
		}
	}
	if n := h.OldConflicts; n > 0 {
		p.Things = append(p.Things, thing{Home + "sync", "Get " + plural(n, "difference") + " settled", "Two tablets wrote different words more than a day ago, and nobody chose."})
	}
	if n := h.OldKept; n > 0 {
		p.Things = append(p.Things, thing{Home + "sync", "Look at " + plural(n, "change") + " kept aside", "No record could take them for more than a day."})
	}
	if n := len(h.Silent); n > 0 {
		p.Things = append(p.Things, thing{Home + "sync", "Find " + plural(n, "tablet") + " with unsent work", "Not heard of for a week, and something on it is nowhere else."})
	}
	p.Sides = append(p.Sides, side{"Tablets", [][2]string{{"All work sent", fmt.Sprint(h.Clean)}, {"With unsent work", fmt.Sprint(len(h.Unsent))}, {"Kept aside", fmt.Sprint(h.Kept)}}})
	return nil
}

// byNewest sorts devices by when they were last seen, those never seen last.
func byNewest(list []ledger.Device) {
	slices.SortStableFunc(list, func(a, b ledger.Device) int { return cmp.Compare(b.LastSeen, a.LastSeen) })
}
