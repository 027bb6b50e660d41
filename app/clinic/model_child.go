package clinic

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Create makes the edit of a new record, stamped with who and when.
type Create func(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit

// A Kid is a child of the caseload that a walk-in may turn out to be.
type Kid struct {
	ID   assessments.ID
	Name string
	Line string
	key  string
}

// Kids reads the children that can be found from a board.
func Kids(ctx context.Context, r Reader, today assessments.Date) ([]Kid, error) {
	rows, err := r.Children(ctx)
	var out []Kid
	for _, k := range rows {
		line := strings.Join(some(AgeOn("born "+k.Born.Words(), today), k.SettingName), ", ")
		out = append(out, Kid{k.ID, k.Name, line, strings.ToLower(k.Name + " " + k.KnownAs + " " + k.SettingName)})
	}
	return out, err
}

// Has tells whether a child matches every typed word.
func (k Kid) Has(words string) bool {
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(k.key, w) {
			return false
		}
	}
	return true
}

// NewChild is the record of a child who has none, from what the family said. It needs a whole name and a date of birth: two
// children may share the one or the other.
func (w *WalkIn) NewChild() (*assessments.Child, error) {
	c := &assessments.Child{Name: w.Said(), Born: Born(w.who().Note)}
	if c.Name == "" || c.Born == "" {
		return nil, assessments.Errorf(assessments.Invalid, "clinic.child", "Enter the child’s whole name and date of birth first, then make the record.")
	}
	return c, nil
}

// Move puts a walk-in into a child's own record: contact and ticks are written there and struck out in the team's list, all in
// one step. back are the edits that undo it. made is the record of the child when it is new.
func (w *WalkIn) Move(child assessments.ID, made *assessments.Child, ids func() assessments.ID, create Create, me assessments.ID, today assessments.Date) (edits, back []assessments.Edit) {
	scope := assessments.ChildScope(child)
	strike := func(of assessments.ID, in assessments.Scope, why string) assessments.Edit {
		return create(ids(), in, &assessments.EnteredInError{Of: of, Reason: why, By: me, On: today})
	}
	put := func(id assessments.ID, t assessments.Typed) {
		edits = append(edits, create(id, scope, t))
		back = append(back, strike(id, scope, "Taken back at once"))
	}
	if made != nil {
		put(child, made)
	}
	c, contact := w.V, ids()
	c.Participants, c.ChildPresent = nil, "yes" // the record is the child's own: who came need not be said again
	put(contact, &c)
	old := []assessments.Record{w.Rec}
	if w.Answers.ID != "" {
		a := w.A
		a.Contact = contact
		put(ids(), &a)
		old = append(old, w.Answers)
	}
	for _, r := range old {
		e := strike(r.ID, r.Scope, "Moved into the child’s own record")
		edits = append(edits, e)
		back = append(back, unstrike(e))
	}
	return edits, back
}

// unstrike takes a striking back: it strikes itself instead, so that History keeps both.
func unstrike(e assessments.Edit) assessments.Edit {
	return assessments.Edit{Record: e.Record, Kind: e.Kind, Scope: e.Scope, Op: assessments.OpSet, Set: assessments.Fields{"of": []byte(`"` + string(e.Record) + `"`)}}
}
