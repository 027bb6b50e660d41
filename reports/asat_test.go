package reports

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
)

// stoodAt returns what is left of one record as at a day, typed, or nil.
func stoodAt(t *testing.T, day assessments.Date, typed assessments.Typed) assessments.Typed {
	t.Helper()
	got := Evidence{Records: []assessments.Record{record(id(40), typed)}}.AsAt(day)
	if len(got.Records) == 0 {
		return nil
	}
	out, problems := got.Records[0].Read()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

func TestAsAt_Drops(t *testing.T) {
	const day = "2026-05-21"
	late := assessments.Common{RecordedAt: "2026-05-21T23:30:00Z"}   // half past midnight in London
	inTime := assessments.Common{RecordedAt: "2026-05-21T22:30:00Z"} // half past eleven
	for _, c := range []struct {
		name string
		r    assessments.Typed
		want bool
	}{
		{"a note of the day", &assessments.Observation{On: day}, true},
		{"a note of the day after", &assessments.Observation{On: "2026-05-22"}, false},
		{"a note written down the day after, London time", &assessments.Observation{On: day, Common: late}, false},
		{"a note written down on the day, London time", &assessments.Observation{On: day, Common: inTime}, true},
		{"a need written down the day after", &assessments.Need{Common: late}, false},
		{"a need without a day", &assessments.Need{}, true},
		{"a person typed in later", &assessments.Person{Common: late}, true},
		{"a consent given later", &assessments.Basis{On: "2026-05-22"}, false},
		{"a later test", &assessments.Score{On: "2026-06-01"}, false},
		{"a level without a day", &assessments.Score{Direction: "level"}, true},
		{"a later measurement", &assessments.Measurement{On: "2026-06-01"}, false},
		{"a goal set later", &assessments.Goal{SetOn: "2026-06-01"}, false},
		{"a later scoring", &assessments.GoalReview{On: "2026-07-14"}, false},
		{"a later request", &assessments.AdviceRequest{Received: "2026-06-01"}, false},
		{"a visit that took place later", &assessments.Contact{On: "2026-07-14", Status: "attended"}, false},
		{"a visit that is planned", &assessments.Contact{On: "2026-11-24", Status: "planned"}, true},
		{"a visit that was planned later", &assessments.Contact{On: "2026-11-24", Status: "planned", Common: late}, false},
	} {
		if got := stoodAt(t, day, c.r) != nil; got != c.want {
			t.Errorf("%s: kept is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAsAt_TakesBack(t *testing.T) {
	const day = "2026-05-12"
	e := stoodAt(t, day, &assessments.Equipment{Item: "Seat", Status: "in-use", OrderedOn: "2026-04-20", DeliveredOn: "2026-06-04", Serial: "S1", FundedOn: "2026-04-17",
		Trials: []assessments.Trial{{On: "2026-04-16", Result: "fits"}, {On: "2026-06-09", Result: "fits still"}}}).(*assessments.Equipment)
	if e.Status != "ordered" || e.DeliveredOn != "" || e.Serial != "" || len(e.Trials) != 1 || e.FundedOn == "" {
		t.Errorf("a seat on order is %+v", e)
	}
	e = stoodAt(t, "2026-04-18", &assessments.Equipment{Item: "Seat", Status: "in-use", OrderedOn: "2026-04-20", DeliveredOn: "2026-06-04"}).(*assessments.Equipment)
	if e.Status != "recommended" {
		t.Errorf("before the order the seat is %s", e.Status)
	}
	e = stoodAt(t, day, &assessments.Equipment{Item: "Hoist", Status: "referred", ReferredOn: "2026-05-13", Reply: "Yes", ExaminedOn: "2026-05-20", ExamineBy: "2026-11-20"}).(*assessments.Equipment)
	if e.Status != "recommended" || e.Reply != "" || e.ExamineBy != "" {
		t.Errorf("before its referral the hoist is %+v", e)
	}
	for _, c := range []struct{ on, asked, want assessments.Date }{{"2026-05-06", "2026-04-24", "agreed"}, {"2026-05-13", "2026-04-24", "asked"}, {"2026-05-14", "2026-05-13", "not-asked"}} {
		p := stoodAt(t, day, &assessments.Provision{Section: "G", ICB: "agreed", ICBName: "P. Marsh", ICBOn: c.on, ICBAsked: c.asked}).(*assessments.Provision)
		if p.ICB != string(c.want) || (p.ICBName == "") != (c.want != "agreed") {
			t.Errorf("asked %s, answered %s: got %q by %q, want %s", c.asked, c.on, p.ICB, p.ICBName, c.want)
		}
	}
	if b := stoodAt(t, day, &assessments.Basis{On: "2026-01-01", WithdrawnOn: "2026-05-13", WithdrawnBy: "p"}).(*assessments.Basis); b.WithdrawnOn != "" || b.WithdrawnBy != "" {
		t.Error("a later withdrawal is known already")
	}
	if a := stoodAt(t, day, &assessments.AdviceRequest{Received: "2026-04-01", SentOn: "2026-05-13"}).(*assessments.AdviceRequest); a.SentOn != "" {
		t.Error("advice was sent before it was")
	}
	c := stoodAt(t, day, &assessments.Contact{On: "2026-07-14", Status: "planned", Purpose: "Review", Summary: "Went well", Next: "Discharge"}).(*assessments.Contact)
	if c.Purpose != "Review" || c.Summary != "" || c.Next != "" {
		t.Errorf("a planned contact says %+v", c)
	}
}

func TestAsAt_StruckOutIsGone(t *testing.T) {
	ev := Evidence{Records: []assessments.Record{
		record(id(40), &assessments.Observation{On: "2026-03-01", Text: "Wrong child"}),
		record(id(41), &assessments.EnteredInError{Of: id(40), Reason: "wrong child", On: "2026-06-01"}),
	}}
	for _, r := range ev.AsAt("2026-05-21").Records {
		if r.ID == id(40) {
			t.Error("a note that was struck out later still stands in an earlier report")
		}
	}
}

func TestDraft_LaterNeverLeaks(t *testing.T) {
	ev := kestrel(
		record(id(40), &assessments.Observation{On: "2026-03-01", Area: "handwriting", Type: "fact", Text: "Typed 6 words a minute."}),
		record(id(41), &assessments.Observation{On: "2026-07-01", Area: "handwriting", Type: "fact", Text: "Typed 14 words a minute."}),
		record(id(60), &assessments.Outcome{Ref: "E1", Statement: "Tam types 12 words a minute."}),
		record(id(50), &assessments.Goal{Title: "Types", Importance: 2, Difficulty: 2, SetOn: "2026-03-01"}),
		record(id(51), &assessments.GoalReview{Goal: id(50), On: "2026-03-01", Baseline: true, Level: level1(-2)}),
		record(id(52), &assessments.GoalReview{Goal: id(50), On: "2026-07-01", Level: level1(1)}),
	)
	la := Recipient{Role: assessments.RoleLocalAuthority}
	early, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-05-21"})
	if err != nil {
		t.Fatal(err)
	}
	text := early.PlainText()
	if !strings.Contains(text, "Typed 6") || strings.Contains(text, "Typed 14") || strings.Contains(text, "60.0") || !strings.Contains(text, "30.0") {
		t.Errorf("as at May:\n%s", text)
	}
	late, err := Draft(ev, Request{Kind: EHCAdvice, Recipient: la, AsAt: "2026-07-02"})
	if err != nil {
		t.Fatal(err)
	}
	if text := late.PlainText(); !strings.Contains(text, "Typed 14") || !strings.Contains(text, "60.0 (+30.0)") {
		t.Errorf("as at July:\n%s", text)
	}
}

func level1(n int) *int { return &n }
