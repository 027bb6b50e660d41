package caseload

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
)

const head = "Name,Date of birth,NHS number,School or nursery,Referred on,Reason for referral,Parent or carer,Relationship,Phone,Record\n"

const school assessments.ID = "0190f000-0000-7000-8000-0000000000ff"

// there is a place with one school and the children given.
func there(records ...assessments.Record) Into {
	n := 0
	place := assessments.Record{ID: school, Kind: assessments.KindSetting, Scope: assessments.SettingScope(school), Fields: assessments.Encode(&assessments.Setting{Name: "Goldcrest Lane Primary", Type: "primary"})}
	return Into{NewID: func() string { n++; return fmt.Sprintf("0190f000-0000-7000-8000-%012d", n) }, Existing: append(records, place)}
}

func taken(t *testing.T, text string, into Into) []assessments.Record {
	t.Helper()
	got, err := Parse(strings.NewReader(text), "list.csv", into)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestParse(t *testing.T) {
	got := taken(t, "\ufeff"+head+"\"Oxlip, Merrin\",06/05/2019,999 417 2638,goldcrest lane primary,2026-02-10,\"Writing\nis slow\",Jory Oxlip,Father,'+44 1632 960001,\r\n,,,,,,,,,\nPez T,2018-03-04,,,,,,,,\n", there())
	if len(got) != 4 {
		t.Fatalf("%d records: %v", len(got), got)
	}
	child, referral, father := got[0], got[1], got[2]
	for _, c := range []struct{ is, want string }{
		{child.Fields.Text("name"), "Oxlip, Merrin"}, {child.Fields.Text("born"), "2019-05-06"}, {child.Fields.Text("nhs_number"), "9994172638"},
		{child.Fields.Text("nhs_status"), "not-verified"}, {child.Fields.Text("setting"), string(school)}, {referral.Fields.Text("reason"), "Writing\nis slow"},
		{father.Fields.Text("role"), "father"}, {father.Fields.Text("phone"), "+44 1632 960001"}, {string(father.Scope.ID), string(child.ID)}, {got[3].Fields.Text("name"), "Pez T"},
	} {
		if c.is != c.want {
			t.Errorf("%q, want %q", c.is, c.want)
		}
	}
}

// TestMistakes: each has a sentence that names the line and the column, and nothing is taken.
func TestMistakes(t *testing.T) {
	twin := assessments.Record{ID: "0190f000-0000-7000-8000-0000000000aa", Kind: assessments.KindChild, Scope: assessments.ChildScope("0190f000-0000-7000-8000-0000000000aa"),
		Fields: assessments.Encode(&assessments.Child{Name: "Here", Born: "2019-05-06", NHSNumber: "9994172638"})}
	for _, c := range []struct{ in, says string }{
		{"", "line 1: There is no child"},
		{head, "line 1: There is no child"},
		{"Name;Date of birth\nP;2019-05-06\n", "line 1: The cells must have commas"},
		{"Name,Shoe size\n", "line 1: \"Shoe size\" in column 2 is no heading"},
		{"Name,Known as\nP,Q\n", "There is no column \"Date of birth\""},
		{"Name,name,Date of birth\n", "line 1, Name: This heading stands twice"},
		{head + "P,31/02/2019,,,,,,,,\n", "line 2, Date of birth: Write a day that exists"},
		{head + "P,,,,,,,,,\n", "line 2, Date of birth: This is empty"},
		{head + ",2019-05-06,,,,,,,,\n", "line 2, Name: This is empty"},
		{head + "P,2019-05-06,9434765918,,,,,,,\n", "line 2, NHS number: NHS number does not add up"},
		{head + "P,2019-05-06,9994172638,,,,,,,\n", "line 2, NHS number: Another child has this number"},
		{head + "P,2019-05-06,9993058416,,,,,,,\nQ,2019-05-06,9993058416,,,,,,,\n", "line 3, NHS number: Another child"},
		{head + "P,2019-05-06,,Nowhere,,,,,,\n", "line 2, School or nursery: There is none called \"Nowhere\""},
		{head + "P,2019-05-06,,,2026-02-10,,,,,\n", "line 2, Reason for referral: A referral needs both"},
		{head + "P,2019-05-06,,,,,,,01632,\n", "line 2, Parent or carer: Say whose"},
		{head + "P,2019-05-06,,,,,Q,Neighbour,,\n", "line 2, Relationship: Write one of mother"},
		{head + "P,2019-05-06,,,,,,,,0190f000-0000-7000-8000-0000000000ab\n", "line 2, Record: There is no child with this id"},
		{head + "P,2019-05-06,,,,,,,,,extra\n", "line 2: \"extra\" stands in column 11"},
		{head + "\"P\nQ\",2019-05-06,,,,,,,,\nR,x,,,,,,,,\n", "line 4, Date of birth"},
		{head + "\"P,2019\n", "A quotation mark stands in the wrong place"},
		{head + "P\xff,2019-05-06,,,,,,,,\n", "line 2: This line holds bytes that are not UTF-8"},
	} {
		got, err := Parse(strings.NewReader(c.in), "list.csv", there(twin))
		if err == nil || !strings.Contains(assessments.Sentence(err), c.says) || !strings.HasSuffix(assessments.Sentence(err), "Nothing from this file was imported.") || got != nil {
			t.Errorf("%q: %v, want %q", c.in, err, c.says)
		}
	}
}

// TestThereAndBack: a file as it was written, read where the children are, changes nothing; with one cell changed, only that.
func TestThereAndBack(t *testing.T) {
	b, err := practice.Caseload(5, 40, practice.Today)
	if err != nil {
		t.Fatal(err)
	}
	both, err := practice.Bundles(assets.Demo, 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, records := range [][]assessments.Record{b.Records, both[0].Records, both[1].Records} {
		raw := Write(records)
		was := map[assessments.ID]assessments.Record{}
		for _, r := range records {
			was[r.ID] = r
		}
		for _, r := range taken(t, string(raw), Into{NewID: func() string { return "none" }, Existing: records}) {
			if d := cmp.Diff(was[r.ID].Fields, r.Fields); d != "" {
				t.Errorf("a child changed (-was +is):\n%s", d)
			}
		}
	}
	raw := bytes.Replace(Write(both[0].Records), []byte("4 Bramblewick Close"), []byte("=9 Pipit Gardens"), 1)
	got := taken(t, string(raw), Into{NewID: func() string { return "none" }, Existing: both[0].Records})
	if len(got) != 1 || got[0].Fields.Text("address") != "=9 Pipit Gardens" || got[0].Fields.Text("preferred_name") != "Issy" {
		t.Errorf("%v", got)
	}
}

// TestFormulas: no cell of what is written begins a formula, and each comes back as it was typed.
func TestFormulas(t *testing.T) {
	for _, name := range []string{`=HYPERLINK("http://x","y")`, "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "'=1", "''=1", "|cmd", "％", "＝1", "'Tis", "O'Brien", "1=1"} {
		child := assessments.Record{ID: school, Kind: assessments.KindChild, Scope: assessments.ChildScope(school), Fields: assessments.Encode(&assessments.Child{Name: name, Born: "2019-05-06"})}
		raw := Write([]assessments.Record{child})
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range rows[1] {
			if strings.ContainsAny(strings.TrimLeft(cell, " ")[:min(1, len(strings.TrimLeft(cell, " ")))], "=+-@\t|") {
				t.Errorf("%q is written as %q, which a spreadsheet runs", name, cell)
			}
		}
		got := taken(t, string(raw), Into{NewID: func() string { return "none" }, Existing: []assessments.Record{child}})
		if want := strings.TrimSpace(name); strings.TrimSpace(got[0].Fields.Text("name")) != want {
			t.Errorf("%q came back as %q", name, got[0].Fields.Text("name"))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(head + "P,2019-05-06,,,,,Q,mother,'=1,\n\"a\"\"b\",1/2/2019,,,,,,,,\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, err := Parse(bytes.NewReader(raw), "list.csv", there())
		if err != nil {
			if s := assessments.Sentence(err); !strings.HasSuffix(s, ".") {
				t.Errorf("no sentence: %q", s)
			}
			return
		}
		if _, err := Parse(bytes.NewReader(Write(got)), "again.csv", Into{NewID: func() string { return "none" }, Existing: append(got, there().Existing...)}); err != nil {
			t.Errorf("what came in does not come back: %v", err)
		}
	})
}

// TestRead_Referrals: each row is a referral; one of a child who is here joins that child, whose record it leaves alone.
func TestRead_Referrals(t *testing.T) {
	here := assessments.Record{ID: "0190f000-0000-7000-8000-0000000000aa", Kind: assessments.KindChild, Scope: assessments.ChildScope("0190f000-0000-7000-8000-0000000000aa"),
		Fields: assessments.Encode(&assessments.Child{Name: "Here", Born: "2019-05-06", NHSNumber: "9994172638"})}
	into := there(here)
	into.Referrals = true
	const head = "Name,Date of birth,NHS number,Referred on,Reason for referral,Who refers,Referrer,Family agreed on,Parent or carer\n"
	rows, wrong, err := Read(strings.NewReader(head+
		"Pez T,2018-03-04,,2026-02-10,Writing is slow,senco,\"Ms Nettlefold, Larkbarrow\",2026-02-09,Demelza T\n"+
		"Here Again,06/05/2019,999 417 2638,2026-02-10,Dressing,health visitor,,,Somebody New\n"), "list.csv", into)
	if err != nil || len(wrong.List) > 0 || len(rows) != 2 {
		t.Fatalf("%d rows, %v (%v)", len(rows), wrong.List, err)
	}
	if n := len(rows[0].Records); n != 3 || rows[0].Line != 2 || rows[0].Records[1].Fields.Text("source") != "senco" || rows[0].Records[1].Fields.Text("permission_on") != "2026-02-09" {
		t.Errorf("the new child: %d records, %+v", n, rows[0])
	}
	if r := rows[1].Records; len(r) != 1 || r[0].Kind != assessments.KindReferral || r[0].Scope != here.Scope || r[0].Fields.Text("source") != "health-visitor" {
		t.Errorf("the child who is here: %+v", r)
	}
	for in, says := range map[string]string{
		"Pez T,2018-03-04,,2026-02-10,Writing,,,,\n":                                                                "Every referral needs it",
		"Pez T,2018-03-04,,,Writing,gp,,,\n":                                                                        "Every referral needs it",
		"Here,2019-05-07,999 417 2638,2026-02-10,Writing,gp,,,\n":                                                   "with another date of birth",
		"Pez T,2018-03-04,,2026-02-10,Writing,aunt,,,\n":                                                            "Write one of parent, young-person",
		"A,2018-03-04,9990000018,2026-02-10,Writing,gp,,,\nB,2018-03-04,9990000018,2026-02-10,Writing,gp,,,\n":      "Another child has this number",
		"Here,2019-05-06,9994172638,2026-02-10,Writing,gp,,,\nHere,2019-05-06,9994172638,2026-02-10,Eating,gp,,,\n": "Another child has this number",
	} {
		_, wrong, err := Read(strings.NewReader(head+in), "list.csv", into)
		if err != nil || !strings.Contains(wrong.Error(), says) {
			t.Errorf("%q: %v (%v), want %q", in, wrong.Error(), err, says)
		}
	}
	if _, err := Parse(strings.NewReader("Name,Date of birth\nPez T,2018-03-04\n"), "list.csv", into); err == nil {
		t.Error("a list without referrals was taken for one")
	}
}

// TestSources: a list offers what a record may say, in the record's order.
func TestSources(t *testing.T) {
	for _, s := range sources {
		r := assessments.Record{ID: school, Kind: assessments.KindReferral, Scope: assessments.ChildScope(school), Fields: assessments.Encode(&assessments.Referral{Received: "2026-02-10", Reason: "x", Source: s})}
		if p := assessments.Check(r); len(p) > 0 {
			t.Errorf("%s: %v", s, p)
		}
	}
}
