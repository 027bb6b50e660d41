package main

import (
	"strings"
	"testing"
)

// TestService_TellNamesWhoToRing: on the day of a strike the list has the child, the time and a number, and nobody who may not
// be told.
func TestService_TellNamesWhoToRing(t *testing.T) {
	dir := t.TempDir() + "/store"
	do(t, "practice", "--store", dir, "--children", "2")
	list := document[[]ring](t, do(t, "service", "tell", "--store", dir, "--from", "2026-11-24", "--json"))
	if len(list) != 1 || !strings.HasPrefix(list[0].Name, "Isla") || list[0].From != "09:30" || len(list[0].Ring) == 0 {
		t.Fatalf("to tell: %+v", list)
	}
	for _, p := range list[0].Ring {
		if strings.Contains(p.Role, "no parental") || p.Name == "" {
			t.Errorf("ring %+v", p)
		}
	}
	people := do(t, "service", "tell", "--store", dir, "--from", "2026-11-24").out
	if !strings.Contains(people, "09:30  Isla") || !strings.Contains(people, list[0].Ring[0].Name) {
		t.Errorf("people read %s", people)
	}
	if none := do(t, "service", "tell", "--store", dir, "--from", "2031-01-02").out; !strings.Contains(none, "No appointment") {
		t.Errorf("a day without visits says %q", none)
	}
}
