package central

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// Who has left signs in nowhere, is given nothing and asked for nothing, until a lead writes down that they came back. Their children wait to be
// handed over, and what is on their tablets still comes.
func TestPeople_WhoLeftSignsInNowhere(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		ctx, l := context.Background(), o.c.Ledger()
		leonie, ben := o.member(o.tenant, "Leonie", ledger.RoleLead), o.member(o.tenant, "Ben", ledger.RoleTherapist)
		child := assessments.ChildScope(o.Child)
		if err := l.Grant(ctx, child, ben.id); err != nil {
			t.Fatal(err)
		}
		ben.get("openings")
		page := "people/" + ben.id
		if body := leonie.post("people/"+leonie.id, url.Values{"do": {"gone"}}, 400); !strings.Contains(body, "Another lead has to write down that you left") {
			t.Errorf("a lead leaves alone: %s", body)
		}
		leonie.post(page, url.Values{"do": {"gone"}}, 303)
		if res, _ := ben.ask("GET", "/team/openings", nil); res.StatusCode == 200 {
			t.Error("who left is still in")
		}
		if body := leonie.get(page); !strings.Contains(body, "signs in nowhere any more") || !strings.Contains(body, "hand them over") || strings.Contains(body, "Make a sign-in code") {
			t.Errorf("the page says: %s", body)
		}
		if body := leonie.get("people"); !strings.Contains(body, "Has left the service") {
			t.Errorf("the list says: %s", body)
		}
		if body := leonie.get("caseload/" + string(o.Child)); strings.Count(body, `<option value="`+ben.id+`"`) != 1 {
			t.Errorf("the child is not to be handed over from who left, or is offered to them: %s", body)
		}
		for what, err := range map[string]error{"a grant": l.Grant(ctx, assessments.Scope{Type: assessments.ScopeChild, ID: o.Child}, ben.id), "a sign-in code": second(l.Invite(ctx, o.tenant, ben.id)),
			"a code for a tablet": second(l.NewCode(ctx, ben.id)), "a hand-over": l.Handover(ctx, child, leonie.id, ben.id, 0)} {
			if assessments.KindOf(err) != assessments.Conflict || !strings.Contains(err.Error(), "Ben has left the service") {
				t.Errorf("%s: %v", what, err)
			}
		}
		if !slices.ContainsFunc(o.trail(o.tenant), func(a ledger.Linked) bool {
			return a.Actor == leonie.id && a.What == "left the service" && a.About == ben.id
		}) {
			t.Error("the audit does not say who wrote it down")
		}
		leonie.post(page, url.Values{"do": {"back"}}, 303)
		if res, _ := ben.ask("GET", "/team/openings", nil); res.StatusCode == 200 {
			t.Error("the sitting of before counts again")
		}
		if body := leonie.post(page, url.Values{"do": {"start"}}, 200); !strings.Contains(body, "Sign-in code") {
			t.Errorf("who came back gets no code: %s", body)
		}
	})
}

func second(_ string, err error) error { return err }
