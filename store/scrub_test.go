package store

import "testing"

// SQLite moves rows between pages without overwriting where they stood, whatever secure_delete says. What it leaves is found, and the
// file is written anew before anybody is told that nothing is left. Without secure_delete it leaves everything: a hard case of the same.
func TestLetGo_WhatSQLiteLeavesIsFound(t *testing.T) {
	s := newStore(t)
	caseload(t, s)
	parts, others := pieces(t, s, isla), pieces(t, s, ben)
	name := s.keys.of(isla).id
	check(t, s.disk.script("PRAGMA secure_delete = OFF"))
	rewritten := 0
	s.cfg.Step = func(at string) {
		if at == "rewritten" {
			rewritten++
		}
	}
	check(t, s.TakenAway(t.Context(), removal))
	if !letGo(t, s, isla) {
		t.Fatal("it did not let go")
	}
	if n := found(t, s.cfg.Dir, append(parts, name), nil); n > 0 || rewritten != 1 {
		t.Errorf("%d of %d pieces are left, and the file was written anew %d times", n, len(parts), rewritten)
	}
	if n := found(t, s.cfg.Dir, others, nil); n < len(others) {
		t.Errorf("of the child that stays %d of %d pieces are found", n, len(others))
	}
	s = reopen(t, s)
	if bad, err := s.Verify(t.Context()); err != nil || len(bad) > 0 || textOf(t, s, rid(51), "text") != "circle" {
		t.Errorf("verify: %v %v", bad, err)
	}
}
