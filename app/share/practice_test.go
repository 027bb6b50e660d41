package share_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/reports"
)

// TestPractice_ALinkIsRecordedAndGoesNowhere: who practises confirms a share as ever, and is told before and after that nothing leaves the
// tablet; nobody is waited for.
func TestPractice_ALinkIsRecordedAndGoesNowhere(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	d.Me = practice.Therapist
	child := d.Child(t, "Isla")
	report := sign(t, d, child, reports.Document{})
	b := kittest.Open(t, 1184, 1600)
	s := share.NewScreen(d.Session, child, report)
	b.Show(s.Content())
	b.Shows(session.Practice)
	b.Type("Address, in full", "office@larkbarrow.example")
	b.Tap("I have checked this address with them")
	kittest.Act(t, s.Frame().Actions, "Confirm, for practice")
	b.Settle()
	b.Shows("Recorded for practice", session.Practice)
	if strings.Contains(b.Texts(), "Queued") {
		t.Error("it is said to be queued")
	}
	b.Sound()
	d.Time = d.Time.AddDate(0, 0, 13) // long enough to ask why nobody has opened it
	all := list(t, d, child)
	if len(all) != 1 || all[0].State != "For practice" || all[0].Needs || all[0].Quiet != "" || !strings.HasPrefix(all[0].Line, "Recorded for practice, to office@") {
		t.Fatalf("what is known of it: %+v", all)
	}
	b.Show(share.NewShared(d.Session, child, all[0].ID).Content())
	b.Shows("For practice", "Recorded for practice, to office@larkbarrow.example")
	if d.Failed != nil {
		t.Error(d.Failed)
	}
}
