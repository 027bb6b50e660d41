package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what the outbox reads and settles.
type Store interface {
	WaitingNewest(ctx context.Context, most int) (rows []store.WaitingRow, rest int, err error)
	Conflicts(ctx context.Context) ([]store.ConflictRow, error)
	SyncState(ctx context.Context) (store.SyncState, error)
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Resolve(ctx context.Context, record assessments.ID, field, keep string, value json.RawMessage) error
}

// A Row is one record of the outbox. Index is its conflict, -1 for a change the service could not take or one that waits.
type Row struct {
	Title, Line string
	Needs       bool
	Conflict    int
}

// Model is the outbox as values.
type Model struct {
	Subtitle  string
	NeedsYou  []Row
	Waiting   []Row
	More      int // how many more wait than are listed
	Choices   []Choice
	LastSent  string
	MaySend   bool
	Stays     bool   // a practice caseload, of which nothing is ever sent
	WaitTitle string // over Waiting
	Pictures  Pictures
	Shares    []Share
	Sending   bool // something is on its way at this moment
	shortName map[assessments.ID]string
}

// shownRows is how many rows of a section stand on the screen; the rest are a number.
const shownRows = 40

// Read fills the model.
func Read(ctx context.Context, s Store) (Model, error) {
	m := Model{Subtitle: "Everything is saved on this tablet. Nothing is deleted here", WaitTitle: "Waiting", shortName: map[assessments.ID]string{}}
	st, err := s.SyncState(ctx)
	if err != nil {
		return m, err
	}
	m.MaySend = st.MaySync && st.Device != ""
	if m.Stays = st.Practice && !st.MaySync; m.Stays {
		m.Subtitle, m.WaitTitle = session.Practice, "Saved on this tablet"
	}
	if !st.LastSync.IsZero() {
		m.LastSent = "Last sent and fetched " + st.LastSync.In(session.London).Format("Monday 2 January, 15:04")
	}
	conflicts, err := s.Conflicts(ctx)
	if err != nil {
		return m, err
	}
	for i, c := range conflicts {
		m.Choices = append(m.Choices, m.choice(ctx, s, c))
		m.NeedsYou = append(m.NeedsYou, Row{Title: m.of(ctx, s, childOf(c.Scope), c.Kind), Line: needsLine(c), Needs: true, Conflict: i})
	}
	waiting, more, err := s.WaitingNewest(ctx, shownRows)
	m.More = more
	for _, w := range waiting {
		r := Row{Title: m.of(ctx, s, w.Child, w.Kind), Line: m.waitLine(w, st), Conflict: -1, Needs: w.Stand == store.KeptAside}
		m.Sending = m.Sending || w.Stand == store.Sending
		if r.Needs {
			m.NeedsYou = append(m.NeedsYou, r)
		} else {
			m.Waiting = append(m.Waiting, r)
		}
	}
	return m, err
}

func childOf(s assessments.Scope) assessments.ID {
	if s.Type == assessments.ScopeChild {
		return s.ID
	}
	return ""
}

// of names a record by the child's initials and the kind: an outbox may be read over a shoulder.
func (m *Model) of(ctx context.Context, s Store, child assessments.ID, kind assessments.Kind) string {
	title := history.KindTitle(kind)
	if child == "" {
		return title
	}
	return strings.TrimPrefix(m.initials(ctx, s, child)+", "+assessments.LowerFirst(title), ", ")
}

// initials are those of a child, "" for one who is not on this tablet.
func (m *Model) initials(ctx context.Context, s Store, child assessments.ID) string {
	name, ok := m.shortName[child]
	if !ok {
		if rec, err := s.Record(ctx, child); err == nil {
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			name = c.Initials()
		}
		m.shortName[child] = name
	}
	return name
}

func needsLine(c store.ConflictRow) string {
	switch {
	case c.Field == store.TwiceMoved && c.Moved != "":
		return "Moved to two children by two people"
	case c.Moved != "":
		return "Changed under the wrong child after it was moved"
	}
	if c.Proposal {
		return "A change to something signed"
	}
	return "Two people changed " + fieldWords(c.Kind, c.Field)
}

// fieldWords is a field in a sentence, as its screen names it: the note, “What was discussed or agreed”.
func fieldWords(kind assessments.Kind, f string) string {
	l := history.Label(kind, f)
	if l == history.KindTitle(kind) { // it is the whole of its record
		return "the " + assessments.LowerFirst(l)
	}
	return "“" + l + "”"
}

func (m *Model) waitLine(w store.WaitingRow, st store.SyncState) string {
	n := "1 change"
	if w.Changes > 1 {
		n = fmt.Sprintf("%d changes", w.Changes)
	}
	switch {
	case w.Code == store.CodeNotBack:
		return "Not with the service since " + clock(w.Since) + ". " + w.Why + ".\n" + w.Do + "."
	case w.Stand == store.KeptAside:
		return "Kept aside since " + clock(w.Since) + ". " + w.Why + ".\n" + w.Do + "."
	case w.Stand == store.StandsBy:
		return n + ", waits since " + clock(w.Since) + ". " + w.Why + ".\n" + w.Do + "."
	case w.Stand == store.Sending:
		return n + ", sending now"
	case m.Stays:
		return n + ", " + clock(w.Since)
	case !m.MaySend:
		return n + ", saved on this tablet until it joins a service"
	}
	return n + ", saved on this tablet since " + clock(w.Since) + ", sent with the next signal"
}

// clock writes a device time as people read it.
func clock(rfc string) string {
	t, err := time.Parse(time.RFC3339Nano, rfc)
	if err != nil {
		return "earlier"
	}
	return t.In(session.London).Format("15:04 on 2 January")
}
