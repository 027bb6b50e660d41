package groups

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what these screens read. *store.Store is one.
type Reader interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Children(ctx context.Context) ([]store.ChildRow, error)
}

// The sorts of session, in words, and their values.
var (
	typeWords = []string{"Group", "Training", "Clinic", "Meeting"}
	types     = []string{"group", "training", "clinic", "meeting"}
)

// A Row is one session as the list shows it.
type Row struct {
	ID       assessments.ID
	Title    string
	When     string // "Tuesday 24 November 2026, 09:30 to 11:00"
	Line     string // "Training. Larkbarrow Primary"
	Came     string // "14 came, 3 part", "12 expected"
	NeedsYou string // what is still to be done with a session that is over
	Type     string
	Upcoming bool
	on       assessments.Date
	from     assessments.Clock
}

// Part is which sessions the list shows.
type Part int

// The parts, in the order of their tabs.
const (
	Upcoming Part = iota
	Past
	Hours // of training, by attendee
)

// partWords are the words of the tabs.
var partWords = []string{"Upcoming", "Past", "Training hours"}

// Model is the list of sessions.
type Model struct {
	Rows     []Row
	Trained  []Trained
	all      []Row
	sessions []assessments.GroupSession
	names    Names
	today    assessments.Date
	part     Part
	kind     string // "" for all
}

// Names are the people, children and settings a session can name.
type Names struct {
	Of       map[assessments.ID]string
	Role     map[assessments.ID]string
	Children []Known
	People   []Known // staff and partners of settings and of the team
	Leaders  []Known // the service's own
	Settings []Known
}

// Known is somebody or a place that has a record.
type Known struct {
	ID   assessments.ID
	Name string
	Line string
}

// ReadNames reads who can be named. People of a family are left out: they are nothing to a list of the team.
func ReadNames(ctx context.Context, r Reader, today assessments.Date) (Names, error) {
	n := Names{Of: map[assessments.ID]string{}, Role: map[assessments.ID]string{}}
	kids, err := r.Children(ctx)
	if err != nil {
		return n, err
	}
	for _, k := range kids {
		n.Of[k.ID] = k.Name
		n.Children = append(n.Children, Known{k.ID, k.Name, strings.Trim(k.SettingName+", "+assessments.YearOn(k.Year, k.Born, today), ", ")})
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson, assessments.KindSetting}})
	for _, rec := range recs {
		switch t, _ := rec.Read(); t := t.(type) {
		case *assessments.Setting:
			n.Of[rec.ID] = t.Name
			n.Settings = append(n.Settings, Known{rec.ID, t.Name, ""})
		case *assessments.Person:
			n.Of[rec.ID], n.Role[rec.ID] = t.Name, t.JobWords()
			switch rec.Scope.Type {
			case assessments.ScopeTeam:
				n.Leaders = append(n.Leaders, Known{rec.ID, t.Name, assessments.UpperFirst(t.JobWords())})
			case assessments.ScopeSetting:
				n.People = append(n.People, Known{rec.ID, t.Name, strings.Trim(assessments.UpperFirst(t.JobWords())+", "+t.Organisation, ", ")})
			}
		}
	}
	for _, list := range [][]Known{n.People, n.Leaders, n.Settings} {
		sort.SliceStable(list, func(i, j int) bool { return list[i].Name < list[j].Name })
	}
	return n, err
}

// Read reads all sessions.
func (m *Model) Read(ctx context.Context, r Reader, today assessments.Date) error {
	names, err := ReadNames(ctx, r, today)
	if err != nil {
		return err
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindGroupSession}})
	if err != nil {
		return err
	}
	m.names, m.today, m.all, m.sessions = names, today, nil, nil
	for _, rec := range recs {
		var g assessments.GroupSession
		assessments.Decode(rec.Fields, &g)
		m.sessions = append(m.sessions, g)
		m.all = append(m.all, row(rec.ID, &g, names, today))
	}
	m.narrow()
	return nil
}

func row(id assessments.ID, g *assessments.GroupSession, n Names, today assessments.Date) Row {
	r := Row{ID: id, Title: g.Title, When: when(g), Type: g.Type, Upcoming: !g.On.Valid() || g.On >= today, on: g.On, from: g.From}
	if r.Title == "" {
		r.Title = "New session"
	}
	r.Line = strings.Join(some(typeOf(g.Type), n.Of[g.Setting], g.Place), ". ")
	c := Total(g.Register)
	r.Came = c.Words()
	switch {
	case len(g.Register) == 0:
		r.Came = "Nobody on the register yet"
	case c.Unknown == len(g.Register):
		r.Came = fmt.Sprintf("%d expected", c.Unknown)
	}
	switch {
	case r.Upcoming:
		if late := NotReady(g); len(late) > 0 && g.On.Valid() && g.On <= today.AddDays(7) {
			r.NeedsYou = fmt.Sprintf("%s not done by %d", assessments.UpperFirst(preWork(g)), len(late))
		}
	case len(g.Register) == 0:
		r.NeedsYou = "Register not filled in"
	case c.Unknown > 0:
		r.NeedsYou = fmt.Sprintf("%d not marked", c.Unknown)
	}
	return r
}

// some are the texts that are not empty.
func some(texts ...string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}

func when(g *assessments.GroupSession) string {
	s := g.On.Weekday()
	switch {
	case g.From != "" && g.To != "":
		s += fmt.Sprintf(", %s to %s", g.From, g.To)
	case g.From != "":
		s += ", " + string(g.From)
	}
	return s
}

func typeOf(value string) string {
	for i, t := range types {
		if t == value {
			return typeWords[i]
		}
	}
	return ""
}

// Show shows a part and a sort of session, "" for every sort.
func (m *Model) Show(p Part, kind string) { m.part, m.kind = p, kind; m.narrow() }

// narrow keeps the sessions on show: what comes next first, and of the past what was last.
func (m *Model) narrow() {
	m.Rows = nil
	for _, r := range m.all {
		if r.Upcoming == (m.part == Upcoming) && (m.kind == "" || r.Type == m.kind) {
			m.Rows = append(m.Rows, r)
		}
	}
	sort.SliceStable(m.Rows, func(i, j int) bool {
		a, b := m.Rows[i], m.Rows[j]
		if m.part == Past {
			a, b = b, a
		}
		return a.on < b.on || a.on == b.on && a.from < b.from
	})
	m.Trained = Training(m.sessions, m.names, m.today)
}

// Empty says why nothing is shown, and what to do.
func (m *Model) Empty() (title, line string) {
	switch {
	case m.part == Hours:
		return "No training yet this school year", "Hours appear here once a training event has its register"
	case m.kind != "":
		return "None of this sort", "Look under All"
	case m.part == Past:
		return "No sessions yet", "A session moves here when its day is over"
	}
	return "Nothing planned", "Add a group, a training event, a clinic or a meeting"
}

// Topics are what earlier sessions were about, the newest first, each once.
func Topics(recs []assessments.Record) []string {
	var out []string
	for i := len(recs) - 1; i >= 0 && len(out) < 8; i-- { // records come by id, and ids rise with time
		if t := strings.TrimSpace(recs[i].Fields.Text("topic")); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}
