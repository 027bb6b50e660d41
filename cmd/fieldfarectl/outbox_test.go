package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/store"
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

func TestMove_NamesWhatToRecallAndWhoMustSign(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	do(t, "practice", "--store", dir, "--children", "2")
	var notes []struct{ ID string }
	if err := json.Unmarshal([]byte(do(t, "records", "--store", dir, "--child", isla, "--kind", "observation", "--json").out), &notes); err != nil || len(notes) == 0 {
		t.Fatalf("%d notes (%v)", len(notes), err)
	}
	note := notes[0].ID
	report := `{"record":"019a0001-0000-7999-8000-000000000001","kind":"report","child":"` + isla + `","set":{"report_kind":"visit","recipient":"parent","tree":"` + note + `"}}`
	if r := in(t, report+"\n", "apply", "--store", dir, "-"); r.code != exitDone {
		t.Fatal(r.err)
	}
	do(t, "sign", "--store", dir, note, "--by", yusuf) // any person record will do
	var m struct {
		Record, Countersign string
		Recall              []recall
	}
	out := do(t, "move", "--store", dir, note, "--to", yusuf, "--reason", "two sheets", "--by", isla, "--json").out
	if err := json.Unmarshal([]byte(out), &m); err != nil || m.Record == "" || m.Countersign != yusuf || len(m.Recall) != 1 || !m.Recall[0].Certain {
		t.Fatalf("%s (%v)", out, err)
	}
	if r := do(t, "records", "--store", dir, "--child", yusuf, "--kind", "observation"); !strings.Contains(r.out, m.Record) {
		t.Errorf("the right child does not have it:\n%s", r.out)
	}
	if r := do(t, "records", "--store", dir, "--child", isla, "--kind", "observation"); strings.Contains(r.out, note) {
		t.Errorf("the wrong child still has it:\n%s", r.out)
	}
	var rows []store.MoveRow
	if err := json.Unmarshal([]byte(do(t, "moves", "--store", dir, "--json").out), &rows); err != nil || len(rows) != 1 || string(rows[0].New) != m.Record {
		t.Errorf("%+v (%v)", rows, err)
	}
	refused(t, "moved already", in(t, "", "move", "--store", dir, note, "--to", yusuf))
	if r := do(t, "verify", "--store", dir); r.code != 0 {
		t.Error(r.err)
	}
}
