package service

import (
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// TestForChild_WhatWasSharedWasSent: the clock of advice stops when it went to the authority, without anybody writing the day down.
func TestForChild_WhatWasSharedWasSent(t *testing.T) {
	const kid, report = assessments.ID("0190ffff-0000-7000-8000-000000000001"), assessments.ID("0190ffff-0000-7000-8000-000000000002")
	of := func(n string, v assessments.Typed) assessments.Record {
		r := assessments.Record{ID: assessments.ID("0190ffff-0000-7000-8000-0000000000" + n), Kind: v.RecordKind(), Scope: assessments.ChildScope(kid), Fields: assessments.Encode(v)}
		if v.RecordKind() == assessments.KindReport {
			r.ID = report
		}
		return r
	}
	share := func(way, to, at, revoked string) *assessments.Share {
		return &assessments.Share{Report: report, ReportKind: "ehc-advice", Recipient: assessments.Role(to), Way: way, SentAt: at, RevokedAt: revoked}
	}
	waiting := of("20", share("link", "la", "2026-11-20T09:00:00Z", ""))
	waiting.Meta.Unsent = 1
	for _, c := range []struct {
		name     string
		share    assessments.Record
		asked    assessments.Date
		sent     assessments.Date // what somebody wrote down
		want     assessments.Date
		reported assessments.Date
	}{
		{"a link the service took", of("20", share("link", "la", "2026-11-20T09:00:00Z", "")), "2026-11-02", "", "2026-11-20", "2026-11-20"},
		{"a link that waits", waiting, "2026-11-02", "", "", ""},
		{"on paper", of("20", share("paper", "la", "2026-11-20T09:00:00Z", "")), "2026-11-02", "", "2026-11-20", "2026-11-20"},
		{"closed at once", of("20", share("link", "la", "2026-11-20T09:00:00Z", "2026-11-20T09:01:00Z")), "2026-11-02", "", "", ""},
		{"closed later", of("20", share("link", "la", "2026-11-20T09:00:00Z", "2026-11-23T09:01:00Z")), "2026-11-02", "", "2026-11-20", "2026-11-20"},
		{"to the school", of("20", share("link", "school", "2026-11-20T09:00:00Z", "")), "2026-11-02", "", "", "2026-11-20"},
		{"before it was asked for", of("20", share("link", "la", "2026-11-20T09:00:00Z", "")), "2026-11-23", "", "", "2026-11-20"},
		{"written down", of("20", share("link", "la", "2026-11-20T09:00:00Z", "")), "2026-11-02", "2026-11-18", "2026-11-18", "2026-11-20"},
	} {
		got := ForChild([]assessments.Record{of("10", &assessments.AdviceRequest{From: "LA SEND team", Received: c.asked, SentOn: c.sent}),
			of("02", &assessments.Report{ReportKind: "ehc-advice", Recipient: "la", SignedOn: "2026-11-19"}), c.share}, kid, "2026-11-24")
		if got.Requests[0].Is.SentOn != c.want || got.Reports[0].Is.SentOn != c.reported {
			t.Errorf("%s: asked %q, want %q; report %q, want %q", c.name, got.Requests[0].Is.SentOn, c.want, got.Reports[0].Is.SentOn, c.reported)
		}
	}
}
