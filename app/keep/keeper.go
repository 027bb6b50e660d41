package keep

import (
	"context"
	"encoding/json"
	"time"

	"github.com/fieldfare/fieldfare/app/carry"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Behind is how long words wait for more of them before they are written. A second after a key they are on the disk, also on one that
// takes half of it and where the clock comes late, as on a busy device; see Typist.Later.
const Behind = 250 * time.Millisecond

// A Keeper is the open records of one screen. It is used on the screen's own goroutine only.
type Keeper struct {
	s     *session.Session
	clock kit.Clock
	again func() // shows the records anew after a change was taken back
	due   map[slot]string
	was   map[slot]json.RawMessage // what a slot held before the first letter
	stop  func()
	late  time.Time // when the due ones are overdue
	told  bool      // the person knows that words were refused; they are tried again by themselves
}

// New makes a keeper; again is called after something was taken back.
func New(s *session.Session, clock kit.Clock, again func()) *Keeper {
	return &Keeper{s: s, clock: clock, again: again, due: map[slot]string{}, was: map[slot]json.RawMessage{}}
}

// Type keeps the text of a slot: it is on the disk within a second, whatever happens next. A slot that holds a list or
// a structure takes its JSON.
func (k *Keeper) Type(ref Ref, field, text string) {
	at := slot{ref, field}
	if _, open := k.was[at]; !open {
		k.was[at] = k.value(ref, field)
	}
	k.due[at] = text
	switch {
	case k.stop == nil:
		k.late = k.clock.Now().Add(Behind)
		k.stop = k.clock.After(Behind, k.Flush)
	case !k.clock.Now().Before(k.late): // see Typist.Later
		k.Flush()
	}
}

// value is what the store shows in a slot, nil for nothing.
func (k *Keeper) value(ref Ref, field string) json.RawMessage {
	r, err := k.s.Store.Record(context.Background(), ref.ID)
	if err != nil || r.Fields[field] == nil {
		return nil
	}
	return r.Fields[field]
}

// Flush puts every due slot on the disk now. What is refused, as by a full disk, stays due and is tried again by itself; the person is told
// once, however often it is tried, until all of it is kept.
func (k *Keeper) Flush() { k.flush(true) }

// flush says what was refused for good only where somebody waits for it.
func (k *Keeper) flush(asked bool) {
	if k.stop != nil {
		k.stop()
		k.stop = nil
	}
	refused := false
	for _, at := range sortedSlots(k.due) {
		d := store.Draft{Record: at.ref.ID, Kind: at.ref.Kind, Scope: at.ref.Scope, Field: at.field, Text: k.due[at]}
		if err := k.s.Store.Typed(context.Background(), d); err != nil {
			again := assessments.KindOf(err) == assessments.Unavailable // nothing else mends itself
			if asked && !(again && k.told) {
				k.s.Fail(err)
			}
			refused, k.told = refused || again, k.told || again
			continue
		}
		delete(k.due, at)
	}
	k.told = refused
	if _, err := k.s.Store.Drafts(context.Background()); refused && err == nil { // not of a store that was closed meanwhile
		k.late = k.clock.Now().Add(Again)
		k.stop = k.clock.After(Again, func() { k.flush(false) })
	}
}

// Leave turns what was typed into a record into one change and offers to take it back. What breaks a rule stays a draft:
// the screen shows the gap, and nothing is lost.
func (k *Keeper) Leave(ref Ref, words string) {
	k.Flush()
	before := assessments.Fields{}
	for at, raw := range k.was {
		if at.ref.ID == ref.ID {
			before[at.field] = orNull(raw)
			delete(k.was, at)
		}
	}
	now, err := k.s.Store.Record(context.Background(), ref.ID)
	if len(before) == 0 || err != nil {
		return
	}
	changed := assessments.Fields{}
	for f, raw := range before {
		if v := orNull(now.Fields[f]); !assessments.SameJSON(v, raw) {
			changed[f] = v
		} else {
			delete(before, f)
		}
	}
	born := fresh(now)
	k.fold(ref, now, changed)
	if len(changed) == 0 || words == "" {
		return
	}
	k.s.Undo(words, func() {
		if born { // there is nothing to go back to: the record itself is taken back
			k.strike(ref, "Taken back at once")
		} else {
			k.back(ref, before)
		}
		k.again()
	})
}

// back takes fields back. What is being typed in one of them becomes a change first: it would outlive the taking back as a draft.
func (k *Keeper) back(ref Ref, before assessments.Fields) {
	for f := range before {
		if _, open := k.was[slot{ref, f}]; open {
			k.Leave(ref, "")
			break
		}
	}
	k.put(ref, before)
}

// fold makes a change of drafts: all at once, or without the fields that break a rule, which wait as drafts.
func (k *Keeper) fold(ref Ref, now assessments.Record, changed assessments.Fields) {
	ctx := context.Background()
	if err := k.s.Store.Fold(ctx, ref.ID); err == nil {
		k.s.Kick()
		return
	} else if kind := assessments.KindOf(err); kind != assessments.Invalid {
		if kind != assessments.Unavailable || !k.told {
			k.s.Fail(err)
		}
		return
	}
	if fresh(now) {
		return // the record still lacks what it must have
	}
	sound := changed.Clone()
	for _, p := range assessments.Check(now) {
		delete(sound, p.Field)
	}
	if len(sound) > 0 {
		k.s.Write(ctx, assessments.Edit{Record: ref.ID, Kind: ref.Kind, Scope: ref.Scope, Op: assessments.OpSet, Set: sound})
	}
}

// fresh reports whether a record consists of drafts alone.
func fresh(r assessments.Record) bool { return r.Meta.Seq == 0 && r.Meta.Unsent == 0 }

// Put sets fields by a tap, at once, and offers to take it back. Of a list or structure Undo takes back what this tap changed in it: a later tick,
// or one of a colleague, stays.
func (k *Keeper) Put(ref Ref, words string, set assessments.Fields) bool {
	was, _ := k.s.Store.Record(context.Background(), ref.ID)
	if !k.put(ref, set) {
		return false
	}
	if words != "" {
		k.s.Undo(words, func() {
			k.Flush() // ticks of a record that is still without what it must have
			now, _ := k.s.Store.Record(context.Background(), ref.ID)
			if e, ok := carry.Undone(assessments.Edit{Set: set}, was, now); ok {
				k.back(ref, e.Set)
			}
			k.again()
		})
	}
	return true
}

// put sets fields durably: as a change where the record exists, as drafts while it is still without what it must have.
func (k *Keeper) put(ref Ref, set assessments.Fields) bool {
	ctx := context.Background()
	k.Flush()
	if now, err := k.s.Store.Record(ctx, ref.ID); err == nil && !fresh(now) {
		return k.s.Write(ctx, assessments.Edit{Record: ref.ID, Kind: ref.Kind, Scope: ref.Scope, Op: assessments.OpSet, Set: set})
	}
	for _, f := range set.Names() {
		d := store.Draft{Record: ref.ID, Kind: ref.Kind, Scope: ref.Scope, Field: f, Text: Text(set[f])}
		if err := k.s.Store.Typed(ctx, d); err != nil {
			k.s.Fail(err)
			return false
		}
	}
	if err := k.s.Store.Fold(ctx, ref.ID); err == nil {
		k.s.Kick()
	}
	return true
}

// Start begins a record: with everything it must have it is one at once, else it waits as drafts for the rest.
func (k *Keeper) Start(ref Ref, t assessments.Typed) bool {
	return k.put(ref, k.s.Create(ref.ID, ref.Scope, t).Set)
}

// Strike takes a record out of lists and reports. Undo makes the striking strike itself, so that History keeps both.
func (k *Keeper) Strike(ref Ref, words, reason string) bool {
	id := k.strike(ref, reason)
	if id == "" {
		return false
	}
	k.s.Undo(words, func() {
		self, _ := json.Marshal(id)
		k.s.Write(context.Background(), assessments.Edit{Record: id, Set: assessments.Fields{"of": self}})
		k.again()
	})
	return true
}

// strike enters a record in error and answers the id of the entry, "" when it could not be written.
func (k *Keeper) strike(ref Ref, reason string) assessments.ID {
	k.Flush()
	e := assessments.EnteredInError{Of: ref.ID, Reason: reason, By: k.s.Me, On: k.s.Today()}
	id := k.s.NewID()
	if !k.s.Write(context.Background(), k.s.Create(id, ref.Scope, &e)) {
		return ""
	}
	return id
}

// Close leaves every record: the screen is being left.
func (k *Keeper) Close() {
	k.Flush()
	refs := map[assessments.ID]Ref{}
	for at := range k.was {
		refs[at.ref.ID] = at.ref
	}
	for _, r := range refs {
		k.Leave(r, "")
	}
}

// orNull is a value as an edit takes it: nothing is null.
func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}

// Text is a value as it is typed: a string's own words, the JSON of anything else, nothing for null.
func Text(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &s) == nil:
		return s
	}
	return string(raw)
}

// JSON is a value as a slot takes it; empty lists and structures are null.
func JSON(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil || string(raw) == "[]" || string(raw) == "{}" || string(raw) == `""` || string(raw) == "0" || string(raw) == "false" {
		return json.RawMessage("null")
	}
	return raw
}
