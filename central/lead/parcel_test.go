package lead

import (
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Each way in which a report can need somebody is seen, and what is as it should be is left alone.
func TestTrouble_WhatALeadChases(t *testing.T) {
	now := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC) // a Friday
	ago := func(d time.Duration) string { return now.Add(-d).Format(time.RFC3339) }
	const hour, day = time.Hour, 24 * time.Hour
	type heard map[string]time.Duration
	for _, c := range []struct {
		what     string
		sent     time.Duration
		heard    heard
		answered bool
		want     string
	}{
		{"shared this morning, no mail yet", 3 * hour, heard{}, false, ""},
		{"shared yesterday, no mail", 25 * hour, heard{}, false, "Mail has not gone"},
		{"mailed a working week ago", 7 * day, heard{"mailed": 7 * day}, false, "Not opened"},
		{"mailed on Monday", 4 * day, heard{"mailed": 4 * day}, false, ""},
		{"mailed a week ago and opened", 7 * day, heard{"mailed": 7 * day, "opened": day}, false, ""},
		{"confirmed without being opened here", 9 * day, heard{"mailed": 9 * day, "confirmed": day}, false, ""},
		{"came back", day, heard{"mailed": 20 * hour, "not-delivered": 19 * hour}, false, "Not delivered"},
		{"came back, went again", day, heard{"not-delivered": 20 * hour, "mailed": 19 * hour}, false, ""},
		{"locked just now", day, heard{"mailed": day, "opened": hour, "locked": time.Minute}, false, "Locked, 5 wrong PINs"},
		{"locked an hour ago", day, heard{"mailed": day, "locked": hour}, false, ""},
		{"asked this morning", day, heard{"mailed": day, "opened": day, "question": hour}, false, ""},
		{"asked the day before yesterday", 3 * day, heard{"mailed": 3 * day, "opened": 3 * day, "question": 2 * day}, false, "Question not answered"},
		{"asked and answered", 3 * day, heard{"mailed": 3 * day, "opened": 3 * day, "question": 2 * day}, true, ""},
		{"asks for a new link", 15 * day, heard{"mailed": 15 * day, "opened": 14 * day, "link-asked": hour}, false, "Asks for a new link"},
		{"ended unopened", 20 * day, heard{"mailed": 20 * day}, false, "Never opened"},
	} {
		scope, id := assessments.ChildScope("01900000-0000-7000-8000-000000000001"), assessments.ID("01900000-0000-7000-8000-000000000002")
		record := func(id assessments.ID, v assessments.Typed) assessments.Record {
			return assessments.Record{ID: id, Kind: v.RecordKind(), Scope: scope, Fields: assessments.Encode(v)}
		}
		sent := assessments.NewDate(now.Add(-c.sent))
		records := []assessments.Record{record(id, &assessments.Share{Way: "link", Who: "Larkbarrow Primary", ReportKind: "school-advice", SentAt: ago(c.sent), Expires: sent.AddDays(assessments.ShareDays)})}
		for what, at := range c.heard {
			r := &assessments.Receipt{Share: id, What: what, At: ago(at), Text: "What of the swimming?"}
			if c.answered {
				r.AnsweredOn = "2026-11-19"
			}
			records = append(records, record(assessments.ID(what), r))
		}
		list := parcels(records)
		if len(list) != 1 {
			t.Fatalf("%s: %v", c.what, list)
		}
		if got := list[0].trouble(now).Is; got != c.want {
			t.Errorf("%s: %q, not %q", c.what, got, c.want)
		}
		// What was taken back, or sent again, needs nobody.
		newer := record("01900000-0000-7000-8000-000000000003", &assessments.Share{Way: "link", SentAt: ago(0), Replaces: id})
		if list := parcels(append(records, newer)); len(list) != 1 || list[0].ID != newer.ID {
			t.Errorf("%s, and shared again: %v", c.what, list)
		}
	}
}
