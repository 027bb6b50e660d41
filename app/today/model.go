package today

import (
	"cmp"
	"context"
	"io/fs"
	"sort"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/fieldfare/fieldfare/app/clinic"
	"github.com/fieldfare/fieldfare/app/contacts"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// Reader is what Today reads.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Contacts(ctx context.Context, from, to assessments.Date) ([]store.ContactRow, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Moves(ctx context.Context) ([]store.MoveRow, error)
}

// aheadDays is how far Today looks for the next visits, and behindDays how far back for contacts left open.
const (
	aheadDays  = 60
	behindDays = 30
)

// A Visit is one row of Today.
type Visit struct {
	Contact, Child assessments.ID
	Time           string // "09:30", or the day when it is not today
	Name           string // as the child is called, with the family name
	What           string
	Age            string
	Sharing        string // "School agreed", or ""
	Place          string
	Ready          bool   // all that the visit needs is on this tablet
	Missing        string // what is not, in words
	Next           bool
	Countdown      string // "Next, in 18 minutes"
	Last           string // "Last visit 14 July: …"
}

// A Stop is a place with its visits in order.
type Stop struct {
	Place  string // home, school, …: picks the icon
	Title  string
	Line   string
	Today  bool
	Visits []Visit
	Event  *Event // instead of visits: something for several people
	from   string
}

// A Way is a screen with what it opens on.
type Way struct {
	Screen     string
	Child, Arg assessments.ID
}

// A Clock is something due, and the way to where it is acted on.
type Clock struct {
	Child assessments.ID
	Title string
	When  string
	Left  string // "3 working days", "Overdue by 2 working days"
	Note  string // what somebody should know besides: an exception of the law, a hold
	Over  bool
	Law   bool
	Gone  float32 // 0 to 1
	Go    Way
	due   assessments.Date
}

// An Unfinished contact was started or is past and has no end yet.
type Unfinished struct {
	Title, Line string
	Go          Way
}

// A Seen contact of today has its end: it took place, or it is said what became of it.
type Seen struct {
	Child assessments.ID
	Time  string
	Name  string
	What  string
	Came  string // "Seen", "Was not brought"
	Good  bool   // it took place
}

// Model is Today as values.
type Model struct {
	Title    string
	Subtitle string
	Stops    []Stop
	Slips    string // notes written while locked, in words; "" for none
	Seen     []Seen
	Lacks    []Lack
	ReadyOf  [2]int // children of today: ready without signal, and all
	Clocks   []Clock
	ToFinish []Unfinished
	ToSign   []Unfinished // entries of assistants and students that wait for this therapist
	Others   []Other      // what happened to children of this caseload without this therapist
	Asked    []Asked      // what came back from readers of reports, and what nobody opened
	Answered []Asked      // what somebody answered before a visit
}

// An Asked is a share that needs somebody: a question, a mail that came back, or silence.
type Asked struct {
	Title, Line string
	Question    assessments.Role // who asks, "" where nobody does
	Go          Way
}

// Shipped is what comes with the app and clocks need: the packs of services and the law.
type Shipped struct{ Services, Clocks fs.FS }

// source is where Today reads, and what every part of it needs.
type source struct {
	r       Reader
	shipped Shipped
	me      assessments.ID
	now     time.Time
	day     assessments.Date
	rows    []store.ContactRow
	kids    map[assessments.ID]store.ChildRow
	pack    *service.Pack
}

// Build reads the day that now falls on, in zone; me is the therapist whose own site days are part of it.
func Build(ctx context.Context, r Reader, shipped Shipped, me assessments.ID, now time.Time) (m Model, err error) {
	m.Title = now.Format("Monday 2 January")
	s := source{r: r, shipped: shipped, me: me, now: now, day: assessments.NewDate(now)}
	if s.rows, err = r.Contacts(ctx, s.day.AddDays(-behindDays), s.day.AddDays(aheadDays)); err != nil {
		return m, err
	}
	if s.kids, err = childrenByID(ctx, r); err != nil {
		return m, err
	}
	if s.pack, _, _, err = clinic.Rules(ctx, r, shipped.Services); err != nil {
		return m, err
	}
	// None of the three needs another, and Today is the first picture after the passphrase.
	beside, ctx := errgroup.WithContext(ctx)
	beside.Go(func() (err error) {
		m.Clocks, err = clocksOf(ctx, r, shipped, s.pack, s.kids, s.day)
		return err
	})
	beside.Go(func() error { return m.work(ctx, s) })
	err = m.visits(ctx, s)
	err = cmp.Or(beside.Wait(), err)
	return m, err
}

// visits reads what happens where today.
func (m *Model) visits(ctx context.Context, s source) error {
	var open []store.ContactRow
	var walks walkIns
	for _, c := range s.rows {
		switch {
		case walks.take(c, s.day): // a drop-in has its own board
		case c.Status == "started" || (c.Status == "planned" && c.On < s.day):
			m.ToFinish = append(m.ToFinish, unfinished(c, s.open(ctx, c.ID)))
		case c.Status == "planned":
			open = append(open, c)
		case c.On == s.day:
			m.Seen = append(m.Seen, seen(c))
		}
	}
	sort.SliceStable(m.Seen, func(i, j int) bool { return m.Seen[i].Time < m.Seen[j].Time })
	sort.SliceStable(open, func(i, j int) bool { return before(open[i], open[j]) })
	last, err := lastNotes(ctx, s.r, open)
	if err != nil {
		return err
	}
	events, err := events(ctx, s.r, s.pack, walks, s.day)
	if err != nil {
		return err
	}
	sites, err := siteDays(ctx, s.r, s.shipped, s.me, s.day)
	if err != nil {
		return err
	}
	events = append(events, sites...)
	m.Stops = merge(stops(open, s.kids, last, s.now), events, assessments.Clock(s.now.Format("15:04")))
	m.ToFinish = append(m.ToFinish, walks.unfinished()...)
	missing, err := lacks(ctx, s.r, open, s.kids, s.day)
	if err != nil {
		return err
	}
	m.ready(missing)
	if err := m.agreed(ctx, s.r, s.day); err != nil {
		return err
	}
	m.Subtitle = subtitle(open, len(m.Seen), len(events), m.ReadyOf, s.day)
	return nil
}

// work reads what waits for this therapist besides.
func (m *Model) work(ctx context.Context, s source) (err error) {
	if m.Asked, err = asked(ctx, s.r, s.kids, s.day); err != nil {
		return err
	}
	if m.Others, err = others(ctx, s.r, s.kids, s.me, s.day); err != nil {
		return err
	}
	if m.Answered, err = answered(ctx, s.r, s.kids, s.rows, s.day); err != nil {
		return err
	}
	m.ToSign, err = toSign(ctx, s.r, s.me)
	return err
}

func before(a, b store.ContactRow) bool {
	if a.On != b.On {
		return a.On < b.On
	}
	return a.From < b.From
}

func childrenByID(ctx context.Context, r Reader) (map[assessments.ID]store.ChildRow, error) {
	rows, err := r.Children(ctx)
	out := make(map[assessments.ID]store.ChildRow, len(rows))
	for _, c := range rows {
		out[c.ID] = c
	}
	return out, err
}

// lastNotes finds, for each child to be visited, the first fact of the newest attended visit: the line that brings a child back to mind.
func lastNotes(ctx context.Context, r Reader, open []store.ContactRow) (map[assessments.ID]assessments.Observation, error) {
	out, looked := map[assessments.ID]assessments.Observation{}, map[assessments.ID]bool{"": true}
	for _, c := range open {
		if looked[c.Child] {
			continue
		}
		looked[c.Child] = true
		recs, err := r.Records(ctx, store.Filter{Child: c.Child, Kinds: []assessments.Kind{assessments.KindObservation}})
		if err != nil {
			return nil, err
		}
		for _, rec := range recs {
			was, ok := out[c.Child]
			if rec.Fields.Text("type") != "fact" || ok && assessments.Date(rec.Fields.Text("on")) < was.On {
				continue // years of notes: only what may be the newest is read whole
			}
			var o assessments.Observation
			assessments.Decode(rec.Fields, &o)
			if o.Confidential || ok && o.On == was.On && o.At >= was.At {
				continue
			}
			out[c.Child] = o
		}
	}
	return out, nil
}

// toSign are the entries that wait for this therapist's countersignature.
func toSign(ctx context.Context, r Reader, me assessments.ID) ([]Unfinished, error) {
	list, err := contacts.ToCountersign(ctx, r, me)
	var out []Unfinished
	for _, w := range list {
		if w.Mine && w.Closed == "" {
			out = append(out, Unfinished{w.Title, w.Line, Way{session.Countersign, w.Child, w.ID}})
		}
	}
	return out, err
}

// becameWords says what became of a contact.
var becameWords = map[string]string{"attended": "Seen", "not-brought": "Was not brought", "did-not-attend": "Did not attend",
	"cancelled": "Cancelled", "rescheduled": "Rescheduled"}

func seen(c store.ContactRow) Seen {
	return Seen{c.Child, string(c.From), short(c), c.Purpose, becameWords[c.Status], c.Status == "attended"}
}
