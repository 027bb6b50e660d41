package webpages

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// TestForms_ByKeyboardWithoutScripts is a parent who refers, and somebody who answers the survey: without a mouse, a script or an account.
func TestForms_ByKeyboardWithoutScripts(t *testing.T) {
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	b, rules := newBrowser(t), axe(t)
	b.look(views[0])
	b.goTo(w.url + "/refer/" + w.tenant)
	b.want("Ask for occupational therapy")
	b.fair(rules, "refer")
	b.enter("main button")
	b.want("There is a problem", "Enter the child’s name", "Tick that you may decide")
	b.fair(rules, "refer-problems")
	b.fill("#child", "Perdita Wrenfold")
	b.fill("#born", "27 3 2019")
	b.fill("#name", "Odette Wrenfold")
	b.space("#relation")
	b.fill("#phone", "01632 960123")
	b.fill("#reason", "Cannot hold a pencil long enough to write a sentence.")
	b.space("#agree")
	b.enter("main button")
	b.want("We have your referral", "ring 999")
	b.fair(rules, "refer-thanks")
	b.goTo(w.url + "/survey/" + w.tenant)
	b.want("What was it like for you?", "Nobody can tell who you are.")
	b.fair(rules, "survey")
	b.space(`[name="q-listened-0"]`)
	b.enter("main button")
	b.want("Thank you")
	b.fair(rules, "survey-thanks")
	recs, err := w.c.Ledger().ReadKinds(t.Context(), w.tenant, "test", assessments.KindSurvey, assessments.KindReferral)
	must(t, err)
	kinds := map[assessments.Kind]int{}
	for _, r := range recs {
		kinds[r.Kind]++
	}
	if kinds[assessments.KindSurvey] != 1 || kinds[assessments.KindReferral] < 2 {
		t.Errorf("the service holds %v", kinds)
	}
}
