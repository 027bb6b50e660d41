package keep

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/fieldfare/fieldfare/app/carry"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// A Carried is the list in a field of a record that is open on a screen, of which one line is changed at a time (package carry).
type Carried[T comparable] struct {
	Session *session.Session
	Keeper  *Keeper
	Ref     Ref
	Field   string
	Same    []func(a, b T) bool // which lines are one and the same, the strictest first
	Again   func()              // shows the record anew after a change was taken back

	typing       bool
	begun, typed []T // before the first letter, and now
}

// Read is the list as the store has it.
func (l *Carried[T]) Read() (list []T, err error) {
	rec, err := l.Session.Store.Record(context.Background(), l.Ref.ID)
	if err != nil || len(rec.Fields[l.Field]) == 0 {
		return nil, err
	}
	if err := json.Unmarshal(rec.Fields[l.Field], &list); err != nil {
		return nil, assessments.Wrap(err, assessments.Invalid, "keep.read", "This list cannot be read. Its History shows what was in it.")
	}
	return list, nil
}

// Put makes by a tap the change that turns a list as it is drawn into another, and offers to take it back. It answers the list of now.
func (l *Carried[T]) Put(words string, from, to []T) (list []T, ok bool) {
	before, err := l.Read()
	if err != nil {
		l.Session.Fail(err)
		return from, false
	}
	after := carry.Over(before, from, to, l.Same...)
	if !l.set(after) {
		return from, false
	}
	l.Session.Undo(words, func() { l.back(after, before) })
	return after, true
}

// Type keeps the change of a letter, and answers the list with what is typed in it. The first one is made in what the store has then:
// that is what the draft goes by.
func (l *Carried[T]) Type(from, to []T) []T {
	if !l.typing {
		now, err := l.Read()
		if err != nil {
			l.Session.Fail(err)
			return from
		}
		l.typing, l.begun, l.typed = true, now, now
	}
	l.typed = carry.Over(l.typed, from, to, l.Same...)
	l.Keeper.Type(l.Ref, l.Field, Text(JSON(l.typed)))
	return l.typed
}

// Typing tells whether letters wait to become a change.
func (l *Carried[T]) Typing() bool { return l.typing }

// Leave makes a change of what was typed, and offers to take it back.
func (l *Carried[T]) Leave(words string) {
	if !l.typing {
		return
	}
	l.typing = false
	l.Keeper.Leave(l.Ref, "")
	if from, to := l.typed, l.begun; !slices.Equal(from, to) {
		l.Session.Undo(words, func() { l.back(from, to) })
	}
}

// back takes a change back, and nothing else. What is being typed becomes a change first: it would outlive the taking back as a draft.
func (l *Carried[T]) back(from, to []T) {
	l.typing = false
	l.Keeper.Leave(l.Ref, "")
	now, err := l.Read()
	if err != nil {
		l.Session.Fail(err)
		return
	}
	l.set(carry.Over(now, from, to, l.Same...))
	l.Again()
}

func (l *Carried[T]) set(list []T) bool {
	return l.Keeper.Put(l.Ref, "", assessments.Fields{l.Field: JSON(list)})
}
