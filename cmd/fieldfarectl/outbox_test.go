package main

import (
	"encoding/json"
	"path/filepath"
	"testing"
)

func TestOutbox_SaysWhereEachRecordStands(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	do(t, "practice", "--store", dir, "--children", "1")
	var rows []waits
	if err := json.Unmarshal([]byte(do(t, "outbox", "--store", dir, "--json").out), &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 || rows[0].Stand != "saved on this tablet" || rows[0].Since == "" || rows[0].Changes == 0 {
		t.Errorf("%d rows, the first %+v", len(rows), rows[:min(1, len(rows))])
	}
}
