package e2e

import (
	"strconv"
	"strings"
	"testing"
)

// kept looks for what the flows left in the tablet's record. The window must be shut.
func kept(t *testing.T, r *round, sheet *flowSheet) {
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
	goal := has(t, "c: the goal", r.of(t, "goal"), func(x record) bool { return x.text("title") == "Issy puts on tights or socks with 1 prompt" })
	scored := 0
	for _, x := range r.of(t, "goal_review") {
		if x.text("on") == "2026-11-24" && string(x.Fields["level"]) != "" {
			scored++
		}
	}
	if scored != 4 || goal.text("review_on") != "2027-02-16" {
		t.Errorf("c: %d goals are scored, the new one is looked at again on %s", scored, goal.text("review_on"))
	}
	has(t, "d: the chair", r.of(t, "equipment"), func(x record) bool {
		return x.text("item") == "Chair" && strings.Contains(string(x.Fields["settings"]), `"value":295`) && strings.Contains(x.text("why"), "feet stand flat") && x.text("funder") == "Health"
	})
	has(t, "d: seven measurements", r.of(t, "measurement"), func(x record) bool {
		return x.text("on") == "2026-11-24" && strings.Count(string(x.Fields["rows"]), `"what"`) == 7
	})
	photo := has(t, "d: the photo, allowed at school", r.of(t, "attachment"), func(x record) bool { return x.text("type") == "photo" && len(x.Fields["not_for"]) < 5 })
	size, err := strconv.Atoi(string(photo.Fields["bytes"]))
	if err != nil || size == 0 || size > 500_000 {
		t.Errorf("d: the photo of 12 megapixels is kept with %d bytes (%v), at most 500 KB are wanted", size, err)
	}
	sheet.note("d", "a photo of 12 megapixels as it is kept", strconv.Itoa(size/1000)+" KB", "≤ 500 KB")
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
