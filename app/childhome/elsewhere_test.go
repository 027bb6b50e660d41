package childhome_test

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/childhome"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/assessments"
)

// TestTimeline_WhatOthersDid: who opened the record without having the child, and clinics with what became of them; what a session gave
// the child as a contact is told once.
func TestTimeline_WhatOthersDid(t *testing.T) {
	d := sessiontest.New(t, 2, morning)
	isla, yusuf := d.Child(t, "Isla"), d.Child(t, "Yusuf")
	put := func(scope assessments.Scope, v assessments.Typed) assessments.ID {
		t.Helper()
		id := d.NewID()
		if !d.Write(t.Context(), d.Create(id, scope, v)) {
			t.Fatal(d.Failed)
		}
		return id
	}
	clinic := func(title string, on assessments.Date, came string) assessments.ID {
		return put(assessments.TeamScope(), &assessments.GroupSession{Type: "clinic", Title: title, On: on, Register: []assessments.Attendee{{Child: isla, Came: came}, {Child: yusuf, Came: "yes"}}})
	}
	put(assessments.ChildScope(isla), &assessments.Access{What: "opened", Of: isla, Name: "Tessa Finch", At: "2026-11-23T14:10:00Z", Reason: "away", Words: "The school rang me, and she fell."})
	missed := clinic("Splints", "2026-11-20", "no")
	clinic("Seating", "2026-12-01", "")
	clinic("Seen there", "2026-11-18", "yes")
	put(assessments.ChildScope(isla), &assessments.Contact{Type: "visit", Place: "clinic", On: "2026-11-18", Status: "attended", Summary: "At the clinic"})
	for _, size := range []struct {
		name string
		w, h float32
	}{{"landscape", 1184, 660}, {"portrait", 800, 1100}, {"phone", 390, 700}} {
		b := kittest.Open(t, size.w, size.h)
		b.Show(childhome.NewScreen(d.Session, isla, "timeline").Content())
		b.Shows("23 November, record opened by Tessa Finch", "At 14:10, because whoever has the child was away: “The school rang me, and she fell.”",
			"20 November, clinic: Splints", "was not brought", "1 December, clinic: Seating", "booked")
		b.Picture("childhome-elsewhere-" + size.name)
		b.Sound()
		b.Theme(kit.Theme{Variant: kit.VariantDark, Text: 20})
		b.Sound()
		if words := b.Texts(); strings.Contains(words, "Seen there") || !strings.Contains(words, "At the clinic") {
			t.Errorf("%s: what the clinic gave the child as a contact is told as %s", size.name, words)
		}
	}
	b := kittest.Open(t, 1184, 660)
	b.Show(childhome.NewScreen(d.Session, isla, "timeline").Content())
	b.Tap("20 November, clinic: Splints")
	if went := d.Went[len(d.Went)-1]; went.Screen != session.Group || went.Arg != missed {
		t.Errorf("the clinic opens %+v", went)
	}
	b.Show(childhome.NewScreen(d.Session, yusuf, "timeline").Content())
	if strings.Contains(b.Texts(), "Tessa Finch") {
		t.Error("another child's page tells of it")
	}
}
