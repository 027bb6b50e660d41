package ledger

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A child is opened with a reason and a line in the audit, or not at all; a lead looks at it once, and nobody at their own.
func TestOpenChild_ReasonTraceAndALead(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		one, _ := k.lead("Anna")
		child := k.id()
		for what, o := range map[string]Opening{
			"no reason":             {Therapist: k.ann.Therapist, Child: child, Words: "The school rang."},
			"a reason of one's own": {Therapist: k.ann.Therapist, Child: child, Reason: "curious", Words: "The school rang."},
			"no words":              {Therapist: k.ann.Therapist, Child: child, Reason: OpenDanger, Words: " \n"},
		} {
			_, err := k.l.OpenChild(k.ctx, k.tenant.ID, o)
			k.refused(assessments.Invalid, err, what)
		}
		id, err := k.l.OpenChild(As(k.ctx, k.ann.Therapist), k.tenant.ID, Opening{Therapist: k.ann.Therapist, Child: child, Reason: OpenDanger, Words: "The school rang."})
		if err != nil {
			t.Fatal(err)
		}
		rows, _, err := k.l.Trail(k.ctx, k.tenant.ID)
		last := rows[len(rows)-1]
		if err != nil || last.What != "opened a child they do not have" || last.Actor != k.ann.Therapist || last.About != assessments.ChildScope(child).Key() || strings.Contains(last.What, "school") {
			t.Errorf("the trail: %+v %v", last, err)
		}
		o, err := k.l.Opening(k.ctx, k.tenant.ID, id)
		if err != nil || o.Child != child || o.Name != "Ann" || o.Words != "The school rang." || o.Ends.Sub(o.At) != OpenLife || !o.Looked.IsZero() {
			t.Errorf("opened: %+v %v", o, err)
		}
		south, err := k.l.AddTenant(k.ctx, "South", Packs[0])
		if err != nil {
			t.Fatal(err)
		}
		_, err = k.l.Opening(k.ctx, south.ID, id)
		k.refused(assessments.NotFound, err, "another service's")
		k.refused(assessments.NotFound, k.l.LookedAt(k.ctx, k.tenant.ID, id, k.ann.Therapist), "whoever opened looks at it")
		k.clock.Advance(100 * 24 * time.Hour)
		since := k.clock.Now().Add(-90 * 24 * time.Hour)
		if list, err := k.l.Openings(k.ctx, k.tenant.ID, "", since); err != nil || len(list) != 1 {
			t.Errorf("what nobody looked at stays on the list: %v %v", list, err)
		}
		if err := k.l.LookedAt(k.ctx, k.tenant.ID, id, one.ID); err != nil {
			t.Fatal(err)
		}
		k.refused(assessments.NotFound, k.l.LookedAt(k.ctx, k.tenant.ID, id, one.ID), "twice")
		if list, err := k.l.Openings(k.ctx, k.tenant.ID, "", since); err != nil || len(list) != 0 {
			t.Errorf("what was looked at long ago: %v %v", list, err)
		}
		if o, err := k.l.Opening(k.ctx, k.tenant.ID, id); err != nil || o.LookedBy != "Anna" || o.Looked.IsZero() {
			t.Errorf("looked at: %+v %v", o, err)
		}
		k.sound()
	})
}
