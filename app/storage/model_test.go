package storage

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/store"
)

// TestWhy: what was handed over leaves a tablet at a sync, and a practice caseload has none.
func TestWhy(t *testing.T) {
	l := store.Leaving{Name: "Rafe Quillrush", Why: "Rafe Quillrush was handed to a colleague. 28 changes of yours goes there first, at the next sync"}
	if got := why(l, false); got != l.Why {
		t.Error(got)
	}
	if got := why(l, true); strings.Contains(got, "sync") || !strings.HasPrefix(got, "Rafe Quillrush was handed to a colleague") {
		t.Error(got)
	}
}
