package webpages

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// TestLog_AWeekByKeyboard is a family's minute a week: the link of the mail, the PIN, three ticks, a count, and a word; without a mouse
// and without scripts.
func TestLog_AWeekByKeyboard(t *testing.T) {
	w := newWard(t, reports.ActivityProgramme, assessments.RoleParent)
	for _, r := range w.cased.Records {
		if r.Kind != assessments.KindActivityPlan {
			continue
		}
		rec, err := w.c.Ledger().ReadRecord(t.Context(), w.tenant, r.ID, "test")
		must(t, err)
		_, err = w.c.Ledger().Write(t.Context(), w.tenant, ledger.Author{Actor: "test"}, ledger.Entry{Base: rec.Meta.Seq, Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope,
			Set: assessments.Fields{"start": []byte(`"2026-11-02"`), "end": []byte(`"2026-12-18"`)}}})
		must(t, err)
	}
	_, link := w.share(func(s *assessments.Share) { s.Mailbox = "family@mail.example" })
	b, rules := newBrowser(t), axe(t)
	b.look(views[0])
	b.goTo(link + "/log")
	b.want("Enter the PIN", "Open the log")
	b.fair(rules, "log-pin")
	b.goTo(link)
	b.enter("main button")
	b.fill("#pin", shared.PIN)
	b.enter("main button")
	b.want("Log what you do", "It stays open after this report closes.")
	b.enter(`a[href$="/log"]`)
	b.want("Week of Monday 16 November 2026", "Not logged yet")
	b.fair(rules, "log")
	b.enter(`a[href$="/log/1/0"]`)
	b.enter("main button")
	b.want("There is a problem", "Tick the days on which it was done", "Enter your name")
	b.fair(rules, "log-empty")
	for _, day := range []string{"#day", "#day-2", "#day-3"} {
		b.space(day)
	}
	b.fill("#comment", "She asked for it herself on Thursday.")
	b.fill("#by", "Mum")
	b.fair(rules, "log-week")
	b.enter("main button")
	b.want("Saved.", "Done on 3 days. You can change it.")
	b.goTo(link + "/log/paper")
	b.want("Log on paper", "Filled in by")
	b.fair(rules, "log-paper")
	recs, err := w.c.Ledger().ReadKinds(t.Context(), w.tenant, "test", assessments.KindLog)
	must(t, err)
	if len(recs) != 1 || recs[0].Fields.Text("by") != "Mum" {
		t.Errorf("the record holds %v", recs)
	}
}
