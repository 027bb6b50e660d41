package access

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

const isla assessments.ID = "019a0001-0000-7003-8000-000000000001"

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

const said = "0190f000-0000-7000-8000-000000000001"

// record is the notebook's with what must be looked at.
func record(t *testing.T) []assessments.Record {
	t.Helper()
	b, err := practice.Bundles(assets.Demo, 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	out := b[0].Records
	for i, x := range []assessments.Typed{
		&assessments.Observation{On: "2026-03-12", Type: "said", SaidWho: "a neighbour", Text: "=neighbourly"},
		&assessments.Observation{On: "2026-03-12", Type: "fact", Text: "plain fact", Common: assessments.Common{Private: "workingnote"}},
		&assessments.Observation{On: "2026-03-12", Type: "fact", Text: "secretfact", Common: assessments.Common{Confidential: true}},
		&assessments.Observation{On: "2026-03-12", Type: "fact", Text: "othertwo", Common: assessments.Common{OtherNames: []string{"Zed"}}},
		&assessments.Alert{Type: "risk-to-staff", Text: "alertwords"},
		&assessments.Observation{On: "2026-03-12", Type: "fact", Text: "wrongchild"},
		&assessments.EnteredInError{Of: "0190f000-0000-7000-8000-000000000006", Reason: "mixed up"},
		&assessments.Report{ReportKind: "ehc-advice", Recipient: "la", SignedOn: "2026-03-12", PDF: "JVBERi0xLjc="},
		&assessments.Attachment{Of: said, Type: "photo", SHA256: strings.Repeat("a", 64), Media: "image/png", Caption: "a photo"},
		&assessments.Contact{Type: "visit", On: "2026-03-12", Status: "not-brought", Safeguarding: "askedsomebody"},
		&assessments.Answers{Template: "questionnaire-teacher", Version: 1, On: "2026-03-12", How: "link", Who: "A. Patel, SENCo", Values: []assessments.Answer{{Question: "strengths", Value: "schoolwords"}}},
		&assessments.Answers{Template: "questionnaire-young-person", Version: 1, On: "2026-03-12", How: "paper", By: isla, Values: []assessments.Answer{{Question: "like-called", Value: "openwords"}, {Question: "told-others", Value: "hushwords"}}},
	} {
		id := assessments.ID("0190f000-0000-7000-8000-0000000000" + string("0123456789"[(i+1)/10]) + string("0123456789"[(i+1)%10]))
		out = append(out, assessments.Record{ID: id, Kind: x.RecordKind(), Scope: assessments.ChildScope(isla), Fields: assessments.Encode(x)})
	}
	return out
}

func asks(t *testing.T) *template.Library {
	t.Helper()
	lib, err := template.Load(assets.Templates)
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func built(t *testing.T, decisions map[string]string) Pack {
	t.Helper()
	p, err := Build(Request{Child: isla, Records: record(t), Decisions: decisions, Asks: asks(t), At: noon, File: func(string) ([]byte, error) { return []byte("png"), nil }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPoints: what a person must look at is a point, and what is plainly the child's own is none.
func TestPoints(t *testing.T) {
	p := built(t, nil)
	why := map[string]string{}
	for _, x := range p.Open {
		why[string(x.Record)+"/"+x.Field] = x.Why
	}
	for key, want := range map[string]string{
		said + "/text": saidBy, said[:34] + "02/private": workingNote, said[:34] + "03/": confidence, said[:34] + "04/": otherChild, said[:34] + "05/": harm,
		said[:34] + "06/": struckOut, said[:34] + "07/": struckOut, said[:34] + "09/": picture, said[:34] + "10/safeguarding_check": harm,
		said[:34] + "11/values": saidBy, said[:34] + "12/values": "", said[:34] + "12/" + inConfidence: askedInConfidence,
	} {
		if why[key] != want {
			t.Errorf("%s: %q, want %q", key, why[key], want)
		}
	}
	families, mothers := 0, 0
	for _, r := range record(t) {
		_, marked := why[string(r.ID)+"/"]
		switch {
		case r.Kind == assessments.KindChild && marked, r.Kind == assessments.KindReport && marked, r.Kind == assessments.KindGoal && marked:
			t.Errorf("a whole %s is marked", r.Kind)
		case r.Kind == assessments.KindPerson && r.Scope.Type == assessments.ScopeChild && marked:
			families++
		case r.Kind == assessments.KindObservation && why[string(r.ID)+"/text"] != "":
			mothers++
		}
	}
	if families != 3 || mothers < 2 {
		t.Errorf("%d people and %d notes are marked", families, mothers)
	}
}

// TestDraft: a draft says so in every file's name and on its page.
func TestDraft(t *testing.T) {
	p := built(t, nil)
	for _, name := range []string{"draft-record.json", "draft-record.html", "review.csv", "for-the-reviewer.txt"} {
		if p.Files[name] == nil {
			t.Errorf("there is no %s", name)
		}
	}
	if p.Files["record.json"] != nil || p.Files["record.html"] != nil {
		t.Error("a draft is called the record")
	}
	page := string(p.Files["draft-record.html"])
	if strings.Count(page, "Look at this before it goes") != len(p.Open) || !strings.Contains(page, "<title>DRAFT, not to be sent") {
		t.Errorf("%d marks for %d points", strings.Count(page, "Look at this before it goes"), len(p.Open))
	}
	if text := string(p.Files["for-the-reviewer.txt"]); !strings.Contains(text, "The child is 6.") || !strings.Contains(text, "DO NOT SEND") {
		t.Errorf("%s", text)
	}
}

// decided fills in the list as a person would, in a spreadsheet.
func decided(t *testing.T, list []byte, decide func(row []string) string) map[string]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(list, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for i, r := range rows {
		if strings.HasPrefix(r[4], "=") {
			t.Errorf("a spreadsheet would run %q", r[4])
		}
		if i > 0 {
			r[6] = decide(r)
		}
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	got, err := ReadReview(&out, "review.csv")
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestGiven: with every decision, what was left out is nowhere, other words stand in place, and the rest is all there.
func TestGiven(t *testing.T) {
	draft := built(t, nil)
	decisions := decided(t, draft.Files["review.csv"], func(r []string) string {
		switch {
		case r[0] == said:
			return "Somebody saw the child outside."
		case r[1] == "contact":
			return "Give"
		}
		return "leave out"
	})
	p := built(t, decisions)
	if len(p.Open) > 0 || p.Files["record.json"] == nil || p.Files["review.csv"] != nil {
		t.Fatalf("%d open", len(p.Open))
	}
	for _, name := range []string{"record.json", "record.html"} {
		text := string(p.Files[name])
		for _, never := range []string{"neighbourly", "workingnote", "secretfact", "othertwo", "alertwords", "wrongchild", "mixed up", "a photo", "Look at this", "DRAFT", "hushwords"} {
			if strings.Contains(text, never) {
				t.Errorf("%q is in %s", never, name)
			}
		}
		for _, has := range []string{"Somebody saw the child outside.", "plain fact", "askedsomebody", "openwords", "Isla Maeve O"} {
			if !strings.Contains(text, has) {
				t.Errorf("%q is not in %s", has, name)
			}
		}
	}
	if string(p.Files["files/"+said[:34]+"08.pdf"]) != "%PDF-1.7" {
		t.Errorf("the signed report is not there: %v", names(p))
	}
	give, out, other := Count(decisions)
	if give < 1 || other != 1 || give+out+other != len(draft.Open) {
		t.Errorf("%d given, %d left out, %d in other words of %d", give, out, other, len(draft.Open))
	}
}

func names(p Pack) []string {
	var out []string
	for n := range p.Files {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// TestOneMissing: one line without a decision keeps the whole pack a draft.
func TestOneMissing(t *testing.T) {
	draft := built(t, nil)
	p := built(t, decided(t, draft.Files["review.csv"], func(r []string) string {
		if r[0] == said {
			return " "
		}
		return "give"
	}))
	if len(p.Open) != 1 || p.Files["draft-record.json"] == nil || p.Files["record.json"] != nil {
		t.Errorf("%v %v", p.Open, names(p))
	}
}

// TestChanged: a decision holds for what somebody looked at. What was written since has none.
func TestChanged(t *testing.T) {
	draft := built(t, nil)
	decisions := decided(t, draft.Files["review.csv"], func([]string) string { return "give" })
	records := record(t)
	i := slices.IndexFunc(records, func(r assessments.Record) bool { return r.ID == said })
	records[i].Fields["text"] = []byte(`"somethingnew"`)
	p, err := Build(Request{Child: isla, Records: records, Decisions: decisions, Asks: asks(t), At: noon})
	if err != nil || len(p.Open) != 1 || p.Open[0].Record != said || p.Files["record.json"] != nil {
		t.Errorf("%v %v", p.Open, err)
	}
}

// TestPage: the page stands alone, and its bytes are the same for the same record.
func TestPage(t *testing.T) {
	p := built(t, nil)
	page := p.Files["draft-record.html"]
	if again := built(t, nil).Files["draft-record.html"]; !bytes.Equal(page, again) {
		t.Error("the same record gave another page")
	}
	if _, err := testkit.ReadWebPage(page); err != nil {
		t.Errorf("the page is not as pages must be: %v", err)
	}
	for _, never := range []string{"<script", "http://", "https://", "src=", "@import"} {
		if bytes.Contains(page, []byte(never)) {
			t.Errorf("the page asks the net, or runs something: %s", never)
		}
	}
	if out := os.Getenv("FIELDFARE_PAGES"); out != "" {
		if err := os.WriteFile(out+"/access.html", page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestNotHere(t *testing.T) {
	if _, err := Build(Request{Child: said, Records: record(t), At: noon}); assessments.KindOf(err) != assessments.NotFound {
		t.Errorf("%v", err)
	}
	p, err := Build(Request{Child: isla, Records: record(t), At: noon, File: func(string) ([]byte, error) { return nil, errors.New("gone") }})
	if err != nil || len(p.Notes) != 1 || !strings.Contains(p.Notes[0], "is not in the folder") {
		t.Errorf("%v %v", p.Notes, err)
	}
	for _, bad := range []string{"", "a,b\n", "Record,Kind,Field,Why,What it says,Mark,Decision\nx,,,,,,give\n"} {
		if _, err := ReadReview(strings.NewReader(bad), "review.csv"); assessments.KindOf(err) != assessments.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
