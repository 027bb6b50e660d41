package ledger

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestSayHandedOver_TheTeamHearsWhoHasTheChildNow: once for each hand-over, by an id and no name of the child, where the former
// therapist's tablet still listens.
func TestSayHandedOver_TheTeamHearsWhoHasTheChildNow(t *testing.T) {
	both(t, func(t *testing.T, k *kit) {
		child, rec := assessments.ChildScope(k.id()), k.id()
		k.push(k.ann, k.set(child, rec, 0, "a", "1"))
		_, ann := k.pull(k.ann, "")
		said := func() (out []assessments.Access) {
			k.must(k.l.SayHandedOver(k.ctx, k.tenant.ID, child))
			k.must(k.l.SayHandedOver(k.ctx, k.tenant.ID, child)) // said again it is the same record
			list, err := k.l.ReadKinds(k.ctx, k.tenant.ID, "test", assessments.KindAccess)
			k.must(err)
			for _, r := range list {
				var a assessments.Access
				assessments.Decode(r.Fields, &a)
				out = append(out, a)
			}
			return out
		}
		if got := said(); len(got) != 0 {
			t.Fatalf("before any hand-over: %+v", got)
		}
		k.must(k.l.Handover(k.ctx, child, k.ann.Therapist, k.ben.Therapist, 14))
		got := said()
		if len(got) != 1 || got[0].Of != child.ID || got[0].Who != assessments.ID(k.ben.Therapist) || got[0].Name == "" || got[0].What != "handed-over" || got[0].Time().IsZero() {
			t.Fatalf("after it: %+v", got)
		}
		p := k.page(k.ann, ann)
		if len(p.Remove) != 1 || len(p.Rows) != 1 {
			t.Errorf("the former therapist's tablet hears %d things of the team, and of %d to let go", len(p.Rows), len(p.Remove))
		}
		k.must(k.l.UngrantWithin(k.ctx, child, k.ben.Therapist, 14))
		if again := said(); len(again) != 1 {
			t.Errorf("a grant that ended without an heir told of somebody: %+v", again)
		}
		k.sound()
	})
}
