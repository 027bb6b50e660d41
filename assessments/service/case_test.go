package service

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

const plain = `{
  "child": {"born": "2015-01-01", "name": "Robin Example"},
  "setting": {"type": "primary", "area": "Leicestershire", "name": "A school"},
  "referral": {"received": "2026-10-30", "source": "gp", "gp_area": "Rutland", "channel": "downloaded-form", "reason": "Writing hurts."},
  "choices": {"referrers": "listed"}
}`

func TestReadCase_PlainFile(t *testing.T) {
	c, err := ReadCase(strings.NewReader(plain), "r.json", "2026-11-02")
	if err != nil {
		t.Fatal(err)
	}
	if c.Child.Born != "2015-01-01" || c.Referral.GPArea != "Rutland" || c.Setting.Area != "Leicestershire" || c.Stage() != AtSchool || c.Choices["referrers"] != "listed" || c.Today != "2026-11-02" {
		t.Errorf("case %+v", c)
	}
	outcome(t, Eligibility(pack(t, "leicestershire"), c), Eligible)
}

func TestReadCase_Refusals(t *testing.T) {
	for _, tt := range []struct{ name, old, put, says string }{
		{"slip in a field", `"gp_area"`, `"gp_aera"`, "has no field gp_aera"},
		{"wrong type", `"2015-01-01"`, `2015`, "born must be"},
		{"no such day", `"2015-01-01"`, `"2015-02-31"`, "Date of birth must be a real date"},
		{"word not known", `"source": "gp"`, `"source": "doctor"`, "source"},
		{"no referral", `"referral"`, `"refferral"`, "must be {"},
		{"broken off", `"choices": {"referrers": "listed"}`, `"choices": {`, "r.json, line"},
		{"no child", `"child": {"born": "2015-01-01", "name": "Robin Example"},`, ``, "needs both"},
	} {
		text := strings.Replace(plain, tt.old, tt.put, 1)
		if text == plain {
			t.Fatalf("%s changes nothing", tt.name)
		}
		_, err := ReadCase(strings.NewReader(text), "r.json", "2026-11-02")
		if err == nil || !strings.Contains(assessments.Sentence(err), tt.says) {
			t.Errorf("%s: %v, want %q", tt.name, err, tt.says)
		}
	}
}

// TestReadCase_Bundles reads the demo caseload: whole records of a child's life, not only a referral.
func TestReadCase_Bundles(t *testing.T) {
	for _, name := range []string{"yusuf", "isla"} {
		text, err := fs.ReadFile(shipped, "demo/"+name+".json")
		if err != nil {
			t.Fatal(err)
		}
		c, err := ReadCase(strings.NewReader(string(text)), name, "2026-05-01")
		if err != nil {
			t.Fatal(err)
		}
		if !c.Child.Born.Valid() || len(c.Contacts) == 0 || len(c.Goals) == 0 || len(c.Bases) == 0 {
			t.Errorf("%s: %d contacts, %d goals, %d bases", name, len(c.Contacts), len(c.Goals), len(c.Bases))
		}
		for i := 1; i < len(c.Contacts); i++ {
			if c.Contacts[i].Is.On < c.Contacts[i-1].Is.On {
				t.Errorf("%s: contacts are out of order", name)
			}
		}
		for pack := range seeds {
			p, err := Load(shipped, pack+"-like")
			if err != nil {
				t.Fatal(err)
			}
			if d := Eligibility(p, c); d.Outcome == "" || len(d.Reasons) == 0 && len(d.Untested) == 0 {
				t.Errorf("%s at %s: %+v", name, pack, d)
			}
		}
	}
}

func record(id string, kind assessments.Kind, child string, fields assessments.Typed) assessments.Record {
	scope := assessments.TeamScope()
	if child != "" {
		scope = assessments.ChildScope(assessments.ID(child))
	}
	return assessments.Record{ID: assessments.ID(id), Kind: kind, Scope: scope, Fields: assessments.Encode(fields)}
}

func TestFromRecords_OneChildAndNothingStruckOut(t *testing.T) {
	records := []assessments.Record{
		record("s", assessments.KindService, "", &assessments.Service{Rules: "bromley-like", Choices: map[string]string{"age-limit": "year"}}),
		record("c", assessments.KindChild, "c", &assessments.Child{Born: "2015-01-01"}),
		record("r2", assessments.KindReferral, "c", &assessments.Referral{Received: "2026-03-01", Tier: "specialist"}),
		record("r1", assessments.KindReferral, "c", &assessments.Referral{Received: "2024-03-01", Tier: "targeted"}),
		record("x", assessments.KindReferral, "c", &assessments.Referral{Received: "2026-04-01"}),
		record("e", assessments.KindEnteredInError, "c", &assessments.EnteredInError{Of: "x", Reason: "Another child's."}),
		record("o", assessments.KindContact, "other", &assessments.Contact{On: "2026-03-02"}),
		record("k", assessments.KindContact, "c", &assessments.Contact{On: "2026-03-03"}),
	}
	c, err := FromRecords(records, "2026-05-01")
	if err != nil {
		t.Fatal(err)
	}
	if c.Referred != "r2" || c.Tier() != "specialist" || c.Pack != "bromley-like" || c.Choices["age-limit"] != "year" {
		t.Errorf("referral %s, tier %s, pack %s", c.Referred, c.Tier(), c.Pack)
	}
	if len(c.Contacts) != 1 || c.Contacts[0].ID != "k" {
		t.Errorf("contacts %+v", c.Contacts)
	}
	if _, err := FromRecords(records[:1], "2026-05-01"); err == nil || !strings.Contains(err.Error(), "no child") {
		t.Errorf("no child: %v", err)
	}
	two := append(records, record("d", assessments.KindChild, "d", &assessments.Child{Born: "2016-01-01"}))
	if _, err := FromRecords(two, "2026-05-01"); err == nil || !strings.Contains(err.Error(), "several children") {
		t.Errorf("two children: %v", err)
	}
	if c := ForChild(two, "d", "2026-05-01"); c.Child.Born != "2016-01-01" || len(c.Contacts) != 0 {
		t.Errorf("the other child: %+v", c)
	}
}

func TestAge_BirthdaysOfALeapDay(t *testing.T) {
	for _, tt := range []struct {
		on   assessments.Date
		want int
	}{{"2024-02-29", 0}, {"2025-02-28", 0}, {"2025-03-01", 1}, {"2028-02-28", 3}, {"2028-02-29", 4}} {
		if got, ok := Age("2024-02-29", tt.on); !ok || got != tt.want {
			t.Errorf("on %s: %d, want %d", tt.on, got, tt.want)
		}
	}
	if _, ok := Age("2024-02-29", "2024-02-28"); ok {
		t.Error("an age before birth")
	}
}

// FuzzReadCase holds that any file gives a case that every pack can be asked about, or a sentence.
func FuzzReadCase(f *testing.F) {
	f.Add([]byte(plain))
	f.Add([]byte(`{"bundle":1,"records":[]}`))
	f.Add([]byte(`{"child":{"born":"2020-02-29"},"referral":{"received":"0001-01-01","excluding":["mental-health"],"channel":"letter"}}`))
	var packs []*Pack
	for name := range seeds {
		packs = append(packs, pack(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ReadCase(strings.NewReader(string(data)), "f.json", "2026-11-02")
		if err != nil {
			if assessments.Sentence(err) == "" {
				t.Fatal("no sentence")
			}
			return
		}
		for _, p := range packs {
			for _, r := range Eligibility(p, c).Of(Against) {
				if r.Sentence == "" || r.WouldChange == "" || len(r.Signposts) == 0 {
					t.Fatalf("a bare no: %+v", r)
				}
			}
			Next(p, c)
		}
	})
}
