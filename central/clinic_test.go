package central

import (
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestClinics_DropInDays: the first and third Thursday, and the one on a bank holiday is not held.
func TestClinics_DropInDays(t *testing.T) {
	d := newDesk(t)
	tn, err := d.c.TenantAdd(t.Context(), "South", "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	// New Year's Day of 2026 is the first Thursday of its month.
	d.clock.Set(time.Date(2025, 12, 12, 9, 0, 0, 0, time.UTC))
	page := strings.ReplaceAll(d.member(tn.ID, "Colin", ledger.RoleCoordination).get("clinics"), "\u00a0", " ")
	for _, want := range []string{"Thursday 18 December 2025", "09:30 to 12:00", "Thursday 1 January 2026</th><td>09:30 to 12:00</td><td><span class=\"gap\">□ Not held", "Thursday 15 January 2026", "Nobody books"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	for _, no := range []string{"25 December 2025", "8 January 2026", "4 December 2025"} {
		if strings.Contains(page, no) {
			t.Errorf("the page names %s", no)
		}
	}
}
