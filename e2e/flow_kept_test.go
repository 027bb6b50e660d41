package e2e

import (
	"strings"
	"testing"
)

// kept looks for what the flows left in the tablet's record. The window must be shut.
func kept(t *testing.T, r *round) {
	t.Helper()
	r.h.verify(t, r.tablet)
	notes := r.of(t, "observation")
	has(t, "a: the tile’s note with its help", notes, func(x record) bool { return x.text("text") == "Wraps legs round chair" && x.text("help") == "verbal" })
	has(t, "a: the typed note", notes, func(x record) bool { return x.text("text") == "Copied two lines, then rubbed her hand" })
	has(t, "a: a note that speaks to a goal", notes, func(x record) bool {
		return x.text("on") == "2026-11-24" && strings.Contains(string(x.Fields["goals"]), "700b")
	})
	has(t, "b: what Mum said", notes, func(x record) bool {
		return x.text("text") == "She asks for the slope at tea time" && x.text("said_by") != ""
	})
	has(t, "b: the visit, agreed", r.of(t, "contact"), func(x record) bool {
		return x.ID == homeVisit && x.text("status") == "attended" && string(x.Fields["agreed"]) == "true"
	})
	has(t, "b: the consent, signed", r.of(t, "basis"), func(x record) bool {
		return x.text("decision") == "given" && x.text("on") == "2026-11-24" && x.text("signed_name") == "Roisin O'Thistlewood"
	})
	has(t, "b: the letter in line", r.of(t, "report"), func(x record) bool { return x.text("report_kind") == "visit-summary" && x.text("signed_on") == "" })
	report := has(t, "f: the signed advice", r.of(t, "report"), func(x record) bool {
		return x.text("report_kind") == "school-advice" && x.text("signed_on") == "2026-11-24"
	})
	has(t, "f: the share", r.of(t, "share"), func(x record) bool {
		return x.text("report") == report.ID && x.text("mailbox") == "p.nettlefold@larkbarrow.example" && len(x.Fields["basis"]) > 0
	})
	has(t, "c: the goal", r.of(t, "goal"), func(x record) bool { return x.text("review_on") == "2027-02-16" })
	scored := 0
	for _, x := range r.of(t, "goal_review") {
		if x.text("on") == "2026-11-24" && string(x.Fields["level"]) != "" {
			scored++
		}
	}
	if scored < 3 {
		t.Errorf("c: %d goals are scored", scored)
	}
	has(t, "d: the chair", r.of(t, "equipment"), func(x record) bool { return x.text("item") == "Chair" })
	has(t, "d: the measurements", r.of(t, "measurement"), func(x record) bool { return x.text("on") == "2026-11-24" })
	has(t, "e: the EHC advice", r.of(t, "report"), func(x record) bool {
		return x.text("report_kind") == "ehc-advice" && x.text("signed_on") == "2026-11-24"
	})
	both := has(t, "g: the visit at school", r.of(t, "contact"), func(x record) bool { return x.ID == schoolVisit })
	for _, want := range []string{"Ring the SENCo about the table", "See in PE"} {
		if !strings.Contains(both.text("next"), want) {
			t.Errorf("g: both were to be kept, and the next step reads %q", both.text("next"))
		}
	}
}
