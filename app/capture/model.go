package capture

import (
	"context"
	"sort"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/carry"
	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what the board reads, and where words go while they are typed. *store.Store is one.
type Store interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Typed(ctx context.Context, d store.Draft) error
	Fold(ctx context.Context, record assessments.ID) error
	Drafts(ctx context.Context) ([]store.OpenDraft, error)
}

// A Desk is where a change is written, with who and when. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Clock() assessments.Clock
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool)
	Write(ctx context.Context, edits ...assessments.Edit) bool
}

// note is one observation of the contact as it stands in the store.
type note struct {
	rec     assessments.Record
	obs     assessments.Observation
	stamped time.Time // to the second while the board is open, for "30 seconds earlier"
}

// A Board is one contact being observed.
type Board struct {
	Child   assessments.ID
	Contact assessments.ID

	store Store
	desk  Desk
	now   func() time.Time
	newID func() assessments.ID

	contactRec assessments.Record
	contact    assessments.Contact
	known      string
	people     []person
	setting    string
	notes      []*note          // oldest first
	made       []assessments.ID // since the board was opened, in the order of the taps
	typing     assessments.ID
	ended      assessments.Clock
	own        phrases.Set // the therapist's abbreviations are written out when a note is stamped
}

// NewBoard makes a board; Open fills it.
func NewBoard(s Store, d Desk, now func() time.Time, newID func() assessments.ID, child, contact assessments.ID) *Board {
	return &Board{Child: child, Contact: contact, store: s, desk: d, now: now, newID: newID}
}

func (b *Board) scope() assessments.Scope { return assessments.ChildScope(b.Child) }

// keep puts a record among the notes, in the order of the clock; one of another contact is left out.
func (b *Board) keep(r assessments.Record) *note {
	n := &note{rec: r}
	assessments.Decode(r.Fields, &n.obs)
	if n.obs.Contact != b.Contact {
		return nil
	}
	if old := b.note(r.ID); old != nil {
		n.stamped = old.stamped
		*old = *n
		n = old
	} else {
		b.notes = append(b.notes, n)
	}
	if n.stamped.IsZero() {
		n.stamped = moment(n.obs)
	}
	sort.SliceStable(b.notes, func(i, j int) bool {
		x, y := b.notes[i], b.notes[j]
		if x.obs.At != y.obs.At {
			return x.obs.At < y.obs.At
		}
		return x.rec.ID < y.rec.ID
	})
	return n
}

// moment is when a note was stamped: the second it was written down when that was the same minute, else the middle of
// its minute.
func moment(o assessments.Observation) time.Time {
	at, err := time.ParseInLocation("2006-01-02 15:04", string(o.On)+" "+string(o.At), london)
	if err != nil {
		return time.Time{}
	}
	if w, err := time.Parse(time.RFC3339, o.RecordedAt); err == nil && !w.Before(at) && w.Before(at.Add(time.Minute)) {
		return w.In(london)
	}
	return at.Add(30 * time.Second)
}

func (b *Board) note(id assessments.ID) *note {
	for _, n := range b.notes {
		if n.rec.ID == id {
			return n
		}
	}
	return nil
}

// reread takes a record as the store now holds it, after a write.
func (b *Board) reread(ctx context.Context, id assessments.ID) {
	if r, err := b.store.Record(ctx, id); err == nil {
		b.keep(r)
	}
}

// when is the stamp of a note made now. Notes added after the contact ended carry its day and no time of day: when in
// the visit it was seen is no longer known.
func (b *Board) when() (assessments.Date, assessments.Clock) {
	if b.Ended() {
		return b.contact.On, ""
	}
	return b.desk.Today(), b.desk.Clock()
}

// Ended reports whether the contact is over.
func (b *Board) Ended() bool { return b.contact.Status != "started" && b.contact.Status != "planned" }

// Known is the name the child likes.
func (b *Board) Known() string { return b.known }

// add writes a new note of the contact and answers its id, or "" when it could not be saved.
func (b *Board) add(ctx context.Context, id assessments.ID, o assessments.Observation) assessments.ID {
	o.Contact = b.Contact
	o.On, o.At = b.when()
	o.Text = strings.TrimSpace(o.Text)
	if !b.desk.Write(ctx, b.desk.Create(id, b.scope(), &o)) {
		return ""
	}
	b.reread(ctx, id)
	b.made = append(b.made, id)
	if n := b.note(id); n != nil && !b.Ended() {
		n.stamped = b.now()
	}
	return id
}

// Stamp makes a note of a tile.
func (b *Board) Stamp(ctx context.Context, p Phrase) assessments.ID {
	return b.add(ctx, b.newID(), assessments.Observation{Area: p.Area, Type: p.Type, Text: p.Text, Help: p.Help})
}

// change writes what differs in a note and answers what puts it back, nil when nothing was written.
func (b *Board) change(ctx context.Context, id assessments.ID, turn func(o *assessments.Observation)) (undo func()) {
	n := b.note(id)
	if n == nil {
		return nil
	}
	rec, next := n.rec, n.obs
	turn(&next)
	edit, ok := b.desk.Change(rec, &next)
	if !ok || !b.desk.Write(ctx, edit) {
		return nil
	}
	b.reread(ctx, id)
	return func() {
		if now, err := b.store.Record(context.WithoutCancel(ctx), id); err != nil { // the screen may have been left
			return
		} else if back, ok := carry.Undone(edit, rec, now); ok && b.desk.Write(ctx, back) {
			b.reread(ctx, id)
		}
	}
}

// SetHelp says how much help was needed; the level that stands already is taken away.
func (b *Board) SetHelp(ctx context.Context, id assessments.ID, help string) (undo func()) {
	return b.change(ctx, id, func(o *assessments.Observation) {
		if o.Help == help {
			help = ""
		}
		o.Help = help
	})
}

// Earlier moves a note back in time: the hand is often half a minute behind the eye.
func (b *Board) Earlier(ctx context.Context, id assessments.ID, by time.Duration) (undo func()) {
	n := b.note(id)
	if n == nil || n.stamped.IsZero() {
		return nil
	}
	was := n.stamped
	n.stamped = was.Add(-by)
	if from := moment(assessments.Observation{On: n.obs.On, At: b.contact.From}); !from.IsZero() && n.stamped.Before(from.Add(-30*time.Second)) {
		n.stamped = from.Add(-30 * time.Second) // not before the contact began
	}
	at := assessments.Clock(n.stamped.In(london).Format("15:04"))
	back := b.change(ctx, id, func(o *assessments.Observation) { o.At = at })
	return func() {
		if n := b.note(id); n != nil {
			n.stamped = was
		}
		if back != nil {
			back()
		}
	}
}

// Strike enters a note in error; it leaves the board and stays in History.
func (b *Board) Strike(ctx context.Context, id assessments.ID, reason string) bool {
	e := assessments.EnteredInError{Of: id, Reason: reason, On: b.desk.Today()}
	if !b.desk.Write(ctx, b.desk.Create(b.newID(), b.scope(), &e)) {
		return false
	}
	for i, n := range b.notes {
		if n.rec.ID == id {
			b.notes = append(b.notes[:i:i], b.notes[i+1:]...)
			break
		}
	}
	return true
}

// Again writes a struck note anew, as undo of striking it out.
func (b *Board) Again(ctx context.Context, o assessments.Observation) bool {
	o.Common = assessments.Common{Private: o.Private, Confidential: o.Confidential, NotFor: o.NotFor, OtherNames: o.OtherNames}
	id := b.newID()
	if !b.desk.Write(ctx, b.desk.Create(id, b.scope(), &o)) {
		return false
	}
	b.reread(ctx, id)
	return true
}
