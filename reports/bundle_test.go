package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// signedRecord is a signed report record of a fixture.
func signedRecord(t *testing.T, ev Evidence, n int, req Request) assessments.Record {
	t.Helper()
	req.Signed, req.SignedOn, req.Author = true, req.AsAt, otID
	doc, err := Draft(ev, req)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(tree)
	return record(id(n), &assessments.Report{ReportKind: string(req.Kind), Recipient: req.Recipient.Role, AsAt: req.AsAt, Version: req.Version,
		SignedBy: otID, SignedOn: req.SignedOn, Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])})
}

// trial is a child with a signed advice and everything that a bundle lists.
func trial(t *testing.T, more ...assessments.Record) Evidence {
	t.Helper()
	ev := kestrel(append([]assessments.Record{consent(22, assessments.RoleTribunal, "2026-01-10"), provisionRow(70, "F1"),
		record(id(40), &assessments.Observation{Type: "fact", On: "2026-03-02", Text: "Typed 9 words a minute."}),
		record(id(41), &assessments.Score{Tool: "Speed test", On: "2026-03-03", Direction: "high-is-better", Parts: []assessments.ScorePart{{Name: "Words a minute", Value: "9"}}}),
		record(id(42), &assessments.Contact{Type: "visit", Status: "attended", On: "2026-03-02", Place: "school", Purpose: "Watching a lesson"}),
	}, more...)...)
	ev.Records = append(ev.Records, signedRecord(t, ev, 80, Request{Kind: EHCAdvice, Recipient: Recipient{Role: assessments.RoleLocalAuthority}, AsAt: "2026-05-01", Version: 1}))
	return ev
}

var toTribunal = Request{Kind: TribunalBundle, Recipient: Recipient{Role: assessments.RoleTribunal}, AsAt: "2026-06-15", Version: 1, Author: otID}

func TestBundle_HoldsWhatWasSignedWordForWord(t *testing.T) {
	d, err := Draft(trial(t), toTribunal)
	if err != nil {
		t.Fatal(err)
	}
	text := d.PlainText()
	for _, want := range []string{"EHC advice, version 1", "Signed 1 May 2026, Sorrel Ashdown", "SHA-256 of the signed words: ", "Chronology",
		"2 March 2026 | Visit, school: Watching a lesson.", "Speed test", "F1 | Teaching keyboard skills | [ ] No record is named", "Typed 9 words a minute"} {
		if !contains(text, want) {
			t.Errorf("the bundle does not say %q:\n%s", want, text)
		}
	}
	var titles, listed []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Volume:
			titles = append(titles, b.Title)
		case *Contents:
			for _, r := range b.Rows {
				listed = append(listed, r.Title)
			}
		}
	}
	if len(titles) != 4 || !slices.Equal(titles, listed) {
		t.Errorf("the contents list %q, the bundle holds %q", listed, titles)
	}
	for _, l := range Lint(d) {
		t.Error(l)
	}
}

// A part that its author left out is not listed either.
func TestBundle_ListsWhatItHolds(t *testing.T) {
	req := toTribunal
	req.Choices = map[string]string{"trace/table": LeaveOut}
	d, err := Draft(trial(t), req)
	if err != nil {
		t.Fatal(err)
	}
	if contains(d.PlainText(), "What each row rests on") {
		t.Error("the contents list a part that was left out")
	}
	req.Choices = map[string]string{"version/" + string(id(80)) + "/0": "Other words"}
	if _, err := Draft(trial(t), req); err == nil {
		t.Error("the words of a signed report were replaced")
	}
}

func TestBundle_LeavesOut(t *testing.T) {
	report := func(ev Evidence) int {
		return slices.IndexFunc(ev.Records, func(r assessments.Record) bool { return r.Kind == assessments.KindReport })
	}
	for name, c := range map[string]struct {
		change func(*testing.T, Evidence) Evidence
		reason string
	}{
		"a version that was struck out": {func(_ *testing.T, ev Evidence) Evidence {
			ev.Records = append(ev.Records, record(id(90), &assessments.EnteredInError{Of: id(80), Reason: "wrong child"}))
			return ev
		}, ""},
		"a version that was altered": {func(_ *testing.T, ev Evidence) Evidence {
			r := &ev.Records[report(ev)]
			r.Fields["tree"] = json.RawMessage(strings.Replace(string(r.Fields["tree"]), "9 words", "90 words", 1))
			return ev
		}, "not as it was signed"},
		"a version that rests on what was since marked": {func(_ *testing.T, ev Evidence) Evidence {
			for i, r := range ev.Records {
				if r.ID == id(40) {
					ev.Records[i].Fields["not_for"] = json.RawMessage(`["tribunal"]`)
				}
			}
			return ev
		}, "not for the tribunal"},
		"a version that is itself marked": {func(_ *testing.T, ev Evidence) Evidence {
			ev.Records[report(ev)].Fields["not_for"] = json.RawMessage(`["tribunal"]`)
			return ev
		}, "not for the tribunal"},
		"a version that is itself confidential": {func(_ *testing.T, ev Evidence) Evidence {
			ev.Records[report(ev)].Fields["confidential"] = json.RawMessage(`true`)
			return ev
		}, "in confidence"},
		"a version signed later": {func(t *testing.T, ev Evidence) Evidence {
			ev.Records[report(ev)].Fields["signed_on"] = json.RawMessage(`"2026-06-16"`)
			return ev
		}, ""},
	} {
		ev := c.change(t, trial(t))
		p, err := Propose(ev, toTribunal)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d, err := Assemble(p, nil)
		if err != nil || contains(d.PlainText(), "version 1, signed") || contains(d.PlainText(), "EHC advice, version 1") {
			t.Errorf("%s is in the bundle (%v)", name, err)
		}
		if !contains(d.PlainText(), "No report about Tam that this reader may have") {
			t.Errorf("%s: the gap is not said", name)
		}
		if c.reason != "" && !slices.ContainsFunc(p.Withheld, func(w Withheld) bool { return w.Record == id(80) && contains(w.Reason, c.reason) }) {
			t.Errorf("%s: the author is not told that it is %q: %v", name, c.reason, p.Withheld)
		}
	}
}

// A school may not have everything that was written for the authority, so it gets no bundle of it.
func TestBundle_ForAReaderOfLess(t *testing.T) {
	req := toTribunal
	req.Recipient.Role = assessments.RoleSchool
	d, err := Draft(trial(t), req)
	if err != nil {
		t.Fatal(err)
	}
	if contains(d.PlainText(), "Typed 9 words a minute. 2 March") || contains(d.PlainText(), "EHC advice, version 1") {
		t.Error("the school's bundle holds the authority's advice")
	}
}
