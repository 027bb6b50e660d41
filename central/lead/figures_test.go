package lead

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestContacts_AreCalledAsEverywhere: a kind of contact has the noun of the app and of the reports, in the plural.
func TestContacts_AreCalledAsEverywhere(t *testing.T) {
	table := contacts(&view{day: "2026-11-24"})
	if len(table.Rows) != len(contactSorts)+1 {
		t.Fatalf("%d rows for %d kinds", len(table.Rows), len(contactSorts))
	}
	var names []string
	for i, sort := range contactSorts {
		if want := assessments.ContactNoun(sort) + "s"; sort == "" || table.Rows[i].Name != want {
			t.Errorf("%s is called %q, want %q", sort, table.Rows[i].Name, want)
		}
		names = append(names, table.Rows[i].Name)
	}
	if all := strings.Join(names, ", "); all != "Visits, Telephone calls, Video calls, Messages, Meetings, Walk-ins, Groups" {
		t.Error(all)
	}
}
