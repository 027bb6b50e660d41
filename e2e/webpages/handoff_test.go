package webpages

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/handoff"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/reports"
)

// report writes a signed report of a child; damaged puts another fingerprint beside its words.
func (m *morning) report(scope assessments.Scope, damaged bool) assessments.ID {
	m.t.Helper()
	tree, err := json.Marshal(reports.Document{Kind: reports.SchoolAdvice, Title: "Advice for school", Lang: "en-GB", AsAt: "2026-11-19", Child: scope.ID,
		Blocks: []reports.Block{&reports.Para{Text: reports.Text{{Text: "Sit at the front."}}}}})
	must(m.t, err)
	sum := sha256.Sum256(tree)
	v := &assessments.Report{ReportKind: string(reports.SchoolAdvice), Recipient: assessments.RoleSchool, AsAt: "2026-11-19", Version: 1, SignedOn: "2026-11-19", Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])}
	if damaged {
		v.TreeHash = strings.Repeat("0", 64)
	}
	e := ledger.NewEntry(assessments.DerivedID("report", scope.ID), scope, v)
	_, err = m.c.Ledger().Write(context.Background(), m.tenant, ledger.Author{Actor: "service"}, e)
	must(m.t, err)
	return e.Record
}

// until opens a page again and again until it says something.
func (m *morning) until(path, words string) {
	m.t.Helper()
	for began := time.Now(); ; {
		m.visit(path)
		if strings.Contains(m.text(), words) {
			return
		}
		if time.Since(began) > time.Minute {
			m.t.Fatalf("%s never says %q:\n%s", path, words, m.text())
		}
	}
}

// TestLead_EverythingReachesThePatientRecord: two reports are signed, the trust's system files one and refuses it first, and a lead
// deals with the one that may not go.
func TestLead_EverythingReachesThePatientRecord(t *testing.T) {
	m := newMorning(t)
	_, code := m.person(t, "Leonie Ashdown", "lead@north.example", ledger.RoleLead)
	good, bad := m.report(m.scopes[0], false), m.report(m.scopes[1], true)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); m.c.HandOver(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	m.signIn("lead@north.example", code)
	m.until("/team/handoffs", "Handed over")
	m.says("1 entry not in the patient record", "Held", "do not match the fingerprint")

	answer := func(a handoff.Answer) {
		raw, err := json.Marshal(a)
		must(t, err)
		must(t, os.WriteFile(filepath.Join(m.folder, m.tenant, "answers", a.Parcel+".json"), raw, 0o600))
	}
	name := "report-" + string(good)
	answer(handoff.Answer{Parcel: name, Result: handoff.Refused, Reason: "No patient with this NHS number."})
	m.until("/team/handoffs", "The patient record refused it: No patient with this NHS number.")
	m.fair("handoffs")
	m.visit("/team/today")
	m.says("Get 2 entries into the patient record")
	m.visit("/team/handoffs")
	m.press(`li:has(#reference-` + string(bad) + `) button[value="filed"]`)
	m.says("There is a problem", "Enter the number that the entry has in the patient record.")
	m.reach("#reference-" + string(bad))
	m.call("Input.insertText", map[string]any{"text": "EPR-77"}, nil)
	m.press(`li:has(#reference-` + string(bad) + `) button[value="filed"]`)
	m.says("Written down, and off the list.", "1 entry not in the patient record")
	m.press(`button[value="again"]`)
	m.says("It goes again")
	m.until("/team/handoffs", "Handed over")
	answer(handoff.Answer{Parcel: name + "-2", Result: handoff.Filed, Reference: "EPR-78"})
	m.until("/team/handoffs", "Everything is in the patient record")
	m.says("Filed so far: 2.")
}
