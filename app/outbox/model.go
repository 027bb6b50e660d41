package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Store is what the outbox reads and settles.
type Store interface {
	Waiting(ctx context.Context) ([]store.WaitingRow, error)
	Conflicts(ctx context.Context) ([]store.ConflictRow, error)
	SyncState(ctx context.Context) (store.SyncState, error)
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Resolve(ctx context.Context, record assessments.ID, field, keep string, value json.RawMessage) error
}

// A Row is one record of the outbox. Index is its conflict, -1 for a change the service could not take or one that waits.
type Row struct {
	Title, Line string
	Needs       bool
	Conflict    int
}

// A Version is one side of a conflict.
type Version struct {
	Title, When string
	Words       []Word
}

// A Word is a piece of a value; Differs marks what the other side does not have.
type Word struct {
	Text    string
	Differs bool
}

// A Choice is a conflict as two versions.
type Choice struct {
	Child        assessments.ID
	Title        string
	Mine, Theirs Version
	Texts        bool // both values are texts, so that both can be kept
	Proposal     bool
	Late         bool // Theirs was written under the wrong child after the entry was moved
	record       assessments.ID
	field        string
	current      json.RawMessage // what the record holds
}

// Model is the outbox as values.
type Model struct {
	Subtitle  string
	NeedsYou  []Row
	Waiting   []Row
	Choices   []Choice
	LastSent  string
	MaySend   bool
	Sending   bool // something is on its way at this moment
	shortName map[assessments.ID]string
}

// Read fills the model.
func Read(ctx context.Context, s Store) (Model, error) {
	m := Model{Subtitle: "Everything is saved on this tablet. Nothing is deleted here", shortName: map[assessments.ID]string{}}
	st, err := s.SyncState(ctx)
	if err != nil {
		return m, err
	}
	m.MaySend = st.MaySync && st.Device != ""
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
	waiting, err := s.Waiting(ctx)
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
	title := strings.ReplaceAll(string(kind), "_", " ")
	if k, ok := assessments.LookupKind(kind); ok {
		title = strings.ToLower(k.Title)
	}
	if child == "" {
		return strings.ToUpper(title[:1]) + title[1:]
	}
	name, ok := m.shortName[child]
	if !ok {
		if rec, err := s.Record(ctx, child); err == nil {
			var c assessments.Child
			assessments.Decode(rec.Fields, &c)
			name = c.Initials()
		}
		m.shortName[child] = name
	}
	return strings.TrimPrefix(name+", "+title, ", ")
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
	return "Two people changed " + fieldWords(c.Field)
}

func fieldWords(f string) string { return "the " + strings.ReplaceAll(f, "_", " ") }

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
	case !m.MaySend && st.Practice:
		return n + ", practice: never sent"
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

// choice turns a conflict into two versions.
func (m *Model) choice(ctx context.Context, s Store, c store.ConflictRow) Choice {
	mine, theirs := c.Current, c.Others[len(c.Others)-1]
	if theirs.Mine && !mine.Mine && !c.Proposal && !c.Late() {
		mine, theirs = theirs, mine
	}
	a, textA := shown(mine.Value)
	b, textB := shown(theirs.Value)
	twice := c.Moved != "" && c.Field == store.TwiceMoved
	if twice { // an entry belongs to one child: the two cannot both be kept
		a, b, textA = m.under(ctx, s, mine.Value), m.under(ctx, s, theirs.Value), false
	}
	left, right := differ(a, b)
	ch := Choice{Child: childOf(c.Scope), Title: "Two people changed " + fieldWords(c.Field), Texts: textA && textB, Proposal: c.Proposal, record: c.Record, field: c.Field, current: c.Current.Value}
	ch.Mine = Version{sideTitle(ctx, s, mine, "Yours"), clock(mine.At), left}
	ch.Theirs = Version{sideTitle(ctx, s, theirs, "The other"), clock(theirs.At), right}
	switch {
	case twice:
		ch.Title = "Two people moved this entry to two children"
	case c.Late():
		// What is kept is the right child's: theirs is the name to stand above it.
		ch.Late, ch.Child = true, ""
		if rec, err := s.Record(ctx, c.Moved); err == nil {
			ch.Child = childOf(rec.Scope)
		}
		ch.Title = "Somebody changed " + fieldWords(c.Field) + " after the entry was moved to the right child"
		ch.Mine.Title, ch.Theirs.Title = "Under the right child", "Written under the wrong child"
	case c.Proposal:
		ch.Title = "A change to " + fieldWords(c.Field) + " after it was signed"
	}
	return ch
}

// under names the child to whom a moved entry went.
func (m *Model) under(ctx context.Context, s Store, moved json.RawMessage) string {
	var id assessments.ID
	if json.Unmarshal(moved, &id) == nil {
		if rec, err := s.Record(ctx, id); err == nil {
			return "To " + strings.TrimSuffix(m.of(ctx, s, childOf(rec.Scope), rec.Kind), ", ")
		}
	}
	return "To a child who is not on this tablet"
}

// sideTitle says whose value it is.
func sideTitle(ctx context.Context, s Store, v store.Side, otherwise string) string {
	if v.Mine {
		return "Yours"
	}
	if v.Author != "" {
		if rec, err := s.Record(ctx, v.Author); err == nil {
			if name := rec.Fields.Text("name"); name != "" {
				return name
			}
		}
	}
	return otherwise
}

// shown is a value in words, and whether it is a text.
func shown(raw json.RawMessage) (string, bool) {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s, s != ""
	}
	if len(raw) == 0 || string(raw) == "null" {
		return "Nothing", false
	}
	return string(raw), false
}

// Keep settles a conflict: "mine", "theirs" or "both". A signed record keeps its words whatever is asked; only an amendment
// can change them.
func (c Choice) Keep(ctx context.Context, s Store, keep string) error {
	if c.Proposal {
		value := c.current
		if len(value) == 0 {
			value = json.RawMessage("null")
		}
		return s.Resolve(ctx, c.record, c.field, keep, value)
	}
	return s.Resolve(ctx, c.record, c.field, keep, nil)
}
