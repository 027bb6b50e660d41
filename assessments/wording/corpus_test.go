package wording

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
)

// row is one labelled sentence; testdata/labels.md says what the labels mean.
type row struct {
	ID         string   `json:"id"`
	Text       string   `json:"text"`
	Kind       string   `json:"kind"`
	Label      string   `json:"label"`
	Expect     []expect `json:"expect"`
	Structured bool     `json:"structured"`
	Others     []string `json:"others"`
	Note       string   `json:"note"`
}

// expect is a phrase that a careful reader would ask about.
type expect struct {
	Phrase   string `json:"phrase"`
	Severity string `json:"severity"`
	Class    string `json:"class"`
}

var labels = map[string]Severity{"low": Low, "medium": Medium, "high": High}

// readRows reads labelled sentences strictly: a label that contradicts its phrases is an error, not a datum.
func readRows(t *testing.T, name string) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	seen := map[string]bool{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	for {
		var r row
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			return rows
		} else if err != nil {
			t.Fatalf("%s, after %d rows: %v", name, len(rows), err)
		}
		worst, text := "fine", r.Text
		for _, e := range r.Expect {
			if s, ok := labels[e.Severity]; !ok || !strings.Contains(text, e.Phrase) || e.Class == "" {
				t.Errorf("%s %s: the phrase %q (%s, %s) is not one of its text", name, r.ID, e.Phrase, e.Severity, e.Class)
			} else if worst == "fine" || s > labels[worst] {
				worst = e.Severity
			}
		}
		if r.Label != worst || seen[r.ID] || r.ID == "" || (r.Kind != "provision" && r.Kind != "outcome" && r.Kind != "need") {
			t.Errorf("%s %s: kind %q and label %q do not fit its phrases, or its id is taken", name, r.ID, r.Kind, r.Label)
		}
		seen[r.ID] = true
		rows = append(rows, r)
	}
}

// checkRow runs on a sentence what Fieldfare runs on a text of its kind.
func checkRow(r row) []Finding {
	found := append(CheckPerson(r.Text), CheckNames(r.Text, Names{Others: r.Others, Own: []string{"Isla Maeve O'Thistlewood"}})...)
	switch r.Kind {
	case "provision":
		found = append(found, CheckRow(r.Text, r.Structured)...)
	case "outcome":
		found = append(found, CheckOutcome(r.Text)...)
	}
	return found
}

func TestCorpus_IsAsLargeAsItMustBe(t *testing.T) {
	rows := readRows(t, "corpus.jsonl")
	usable := 0
	for _, r := range rows {
		if r.Kind == "provision" && r.Label == "fine" {
			usable++
		}
	}
	if len(rows) < 340 || usable*2 < len(rows) {
		t.Errorf("%d sentences, %d of them usable provision: want 340 or more, and half of them usable", len(rows), usable)
	}
}

// The sentences put aside must be others than those the checker was improved with, and each set others than the other.
func TestHeldOut_SharesNothingWithWhatIsKnown(t *testing.T) {
	known := map[string]string{}
	for _, name := range []string{"corpus.jsonl", "held_out.jsonl", "held_out_2.jsonl", "held_out_3.jsonl", "held_out_4.jsonl", "held_out_5.jsonl"} {
		rows := readRows(t, name)
		for _, r := range rows {
			if id, ok := known[strings.ToLower(r.Text)]; ok {
				t.Errorf("%s has the text of %s", r.ID, id)
			}
			known[strings.ToLower(r.Text)] = r.ID
		}
		if len(rows) < 60 {
			t.Errorf("%s holds %d sentences, want 60 or more", name, len(rows))
		}
	}
}
