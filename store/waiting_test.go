package store

import (
	"bytes"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

func TestWaiting_ListsWhatTheServiceDoesNotHave(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	if Exists(dir) {
		t.Error("an empty folder counts as a store")
	}
	s := newStore(t)
	if !Exists(s.cfg.Dir) {
		t.Error("the store is not seen")
	}
	if rows, err := s.Waiting(ctx); err != nil || len(rows) != 0 {
		t.Fatalf("an empty store has %v waiting, %v", rows, err)
	}
	edits := []assessments.Edit{childEdit(rid(1), "Ada Testchild"), noteEdit(rid(2), rid(1), "Sat for 4 minutes")}
	apply(t, s, edits...)
	rows, err := s.Waiting(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(edits) || rows[0].Record != edits[len(edits)-1].Record || rows[0].State != pending || rows[0].Since == "" {
		t.Errorf("%d rows, want %d newest first: %+v", len(rows), len(edits), rows)
	}
	var out bytes.Buffer
	n, err := s.ExportUnsent(ctx, &out)
	if err != nil || n != len(edits) {
		t.Fatalf("exported %d, %v", n, err)
	}
	for _, line := range bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n")) {
		if _, err := wire.Thaw(line); err != nil {
			t.Errorf("a line cannot be read back: %v", err)
		}
	}
}
