package central

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestRules_TheLeadChoosesAReading: before there is a record to hold it nothing is chosen; then what is chosen stands in the record that
// tablets receive, what is no answer is refused, and a choice of something else stays.
func TestRules_TheLeadChoosesAReading(t *testing.T) {
	d := newDesk(t)
	ctx := context.Background()
	tn, err := d.c.TenantAdd(ctx, "South", "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	m := d.member(tn.ID, "Leonie", ledger.RoleLead)
	if page := m.get("rules"); !strings.Contains(page, "record is not there yet") {
		t.Errorf("without a record:\n%s", page)
	}
	id := assessments.ID("0190f000-0000-7000-8000-0000000000aa")
	if _, err := d.c.Ledger().Write(ctx, tn.ID, ledger.Author{Actor: "test"}, ledger.NewEntry(id, assessments.TeamScope(), &assessments.Service{Name: "South", Rules: "bromley-like", Choices: map[string]string{"other": "stays"}})); err != nil {
		t.Fatal(err)
	}
	if page := m.get("rules"); !strings.Contains(page, "1 not chosen yet") || !strings.Contains(page, "Until the eighteenth birthday.") {
		t.Errorf("before the choice:\n%s", page)
	}
	if page := m.post("rules", url.Values{"age-limit": {"whenever"}}, 400); !strings.Contains(page, "Choose one of the answers.") {
		t.Errorf("what is no answer: %s", page)
	}
	m.post("rules", url.Values{"age-limit": {"year"}}, 303)
	rec, err := d.c.Ledger().ReadRecord(ctx, tn.ID, id, "test")
	if err != nil {
		t.Fatal(err)
	}
	var v assessments.Service
	assessments.Decode(rec.Fields, &v)
	if v.Choices["age-limit"] != "year" || v.Choices["other"] != "stays" || v.Name != "South" {
		t.Errorf("the record: %+v", v)
	}
	if page := m.get("rules"); !strings.Contains(page, "Everything is chosen.") {
		t.Errorf("after the choice:\n%s", page)
	}
	m.post("rules", url.Values{}, 303) // nothing pressed: nothing changes
}
