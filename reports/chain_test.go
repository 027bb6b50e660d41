package reports

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// versionRecord is a report record; signed ones have a day and a tree.
func versionRecord(n, number, replaces int, signed bool) assessments.Record {
	r := &assessments.Report{ReportKind: "ehc-advice", Recipient: "la", Version: number}
	if replaces > 0 {
		r.Replaces = id(replaces)
	}
	if signed {
		r.SignedOn, r.Tree = "2026-05-21", "{}"
	}
	return record(id(n), r)
}

// chainWords is a chain in few words: numbers, with what holds and what is being written.
func chainWords(c Chain) string {
	var out []string
	for _, v := range c {
		s := fmt.Sprint(v.V.Version)
		if v.Struck != nil {
			s += " struck"
		}
		if v.Why != "" {
			s += " (" + v.Why + ")"
		}
		out = append(out, s)
	}
	s := strings.Join(out, ", ")
	if v, ok := c.Current(); ok {
		s += fmt.Sprintf("; holds %d", v.V.Version)
	}
	if v, ok := c.InHand(); ok {
		s += fmt.Sprintf("; in hand %d", v.V.Version)
	}
	return s
}

func TestChains(t *testing.T) {
	strike := func(n, of int) assessments.Record {
		return record(id(n), &assessments.EnteredInError{Of: id(of), Reason: "The wrong child"})
	}
	amend := record(id(50), &assessments.Amendment{Of: id(101), Reason: "A mistake in it"})
	for _, x := range []struct {
		name string
		recs []assessments.Record
		want string
	}{
		{"a draft", []assessments.Record{versionRecord(101, 1, 0, false)}, "1; in hand 1"},
		{"signed", []assessments.Record{versionRecord(101, 1, 0, true)}, "1; holds 1"},
		{"amended, not signed yet", []assessments.Record{versionRecord(101, 1, 0, true), versionRecord(102, 2, 101, false), amend}, "2 (A mistake in it), 1; holds 1; in hand 2"},
		{"amended", []assessments.Record{versionRecord(102, 2, 101, true), versionRecord(101, 1, 0, true), amend}, "2 (A mistake in it), 1; holds 2"},
		{"the newest struck out", []assessments.Record{versionRecord(101, 1, 0, true), versionRecord(102, 2, 101, true), strike(60, 102)}, "2 struck, 1; holds 1"},
		{"all struck out", []assessments.Record{versionRecord(101, 1, 0, true), strike(60, 101)}, "1 struck"},
		{"a draft struck out", []assessments.Record{versionRecord(101, 1, 0, true), versionRecord(102, 2, 101, false), strike(60, 102)}, "2 struck, 1; holds 1"},
		{"the forerunner is elsewhere", []assessments.Record{versionRecord(102, 2, 101, true)}, "2; holds 2"},
		{"a ring", []assessments.Record{versionRecord(101, 1, 102, true), versionRecord(102, 2, 101, true)}, "2; holds 2|1; holds 1"},
		{"two reports", []assessments.Record{versionRecord(101, 1, 0, true), versionRecord(103, 1, 0, false), versionRecord(102, 2, 101, true)}, "1; in hand 1|2, 1; holds 2"},
	} {
		var got []string
		for _, c := range Chains(x.recs) {
			got = append(got, chainWords(c))
		}
		if s := strings.Join(got, "|"); s != x.want {
			t.Errorf("%s: %s, want %s", x.name, s, x.want)
		}
	}
	if c := ChainOf([]assessments.Record{versionRecord(101, 1, 0, true), versionRecord(102, 2, 101, true)}, id(101)); len(c) != 2 {
		t.Errorf("the chain of the old version: %s", chainWords(c))
	}
	if c := ChainOf(nil, id(101)); c != nil {
		t.Errorf("of nothing: %v", c)
	}
}
