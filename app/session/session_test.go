package session_test

import (
	"context"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestWrite_OutlivesItsScreen: the undo bar of a screen that was left still writes; once the app is locked nothing does.
func TestWrite_OutlivesItsScreen(t *testing.T) {
	d := sessiontest.New(t, 1, time.Date(2026, 11, 24, 9, 12, 0, 0, session.London))
	left, leave := context.WithCancel(t.Context())
	leave()
	note := func() assessments.Edit {
		return d.Create(d.NewID(), assessments.ChildScope(d.Child(t, "Isla")), &assessments.Observation{On: "2026-11-24", Type: "fact", Text: "Sits well"})
	}
	one, two := note(), note()
	if !d.Write(left, one) {
		t.Fatalf("what was asked for was not written: %v", d.Failed)
	}
	if rec, err := d.Store.Record(t.Context(), one.Record); err != nil || rec.Fields.Text("text") != "Sits well" {
		t.Errorf("the store has %v, %v", rec.Fields, err)
	}
	if err := d.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if d.Write(left, two) || len(d.Failed) != 1 || assessments.KindOf(d.Failed[0]) != assessments.Unavailable {
		t.Errorf("after a lock: said %v", d.Failed)
	}
}
