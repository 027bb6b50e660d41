package share

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/calendar"
)

// held is a record as the service has confirmed it.
func held(t assessments.Typed) assessments.Record {
	r := assessments.Record{ID: "0190ffff-0000-7000-8000-000000000001", Kind: t.RecordKind(), Fields: assessments.Encode(t)}
	r.Meta.Seq = 7
	return r
}

func TestQuiet_CountsSchoolDaysFromTheMail(t *testing.T) {
	link := &assessments.Share{Way: "link", Mailbox: "o@x.example", SentAt: "2026-11-24T09:00:00Z", Expires: "2026-12-08"}
	mailed := held(&assessments.Receipt{What: "mailed", At: "2026-11-25T09:00:00Z"})
	opened := held(&assessments.Receipt{What: "opened", At: "2026-11-26T09:00:00Z"})
	holiday := calendar.New(&assessments.Terms{Source: "x", Terms: []assessments.Period{{First: "2026-09-02", Last: "2026-11-27"}, {First: "2026-12-02", Last: "2026-12-18"}}})
	for _, c := range []struct {
		name     string
		receipts []assessments.Record
		school   calendar.School
		on       assessments.Date
		want     string
	}{
		{"four days after the mail", []assessments.Record{mailed}, calendar.School{}, "2026-12-01", ""},
		{"five days after the mail", []assessments.Record{mailed}, calendar.School{}, "2026-12-02", "Not opened in 5 school days"},
		{"a holiday in between", []assessments.Record{mailed}, holiday, "2026-12-02", ""},
		{"five school days on", []assessments.Record{mailed}, holiday, "2026-12-04", "Not opened in 5 school days"},
		{"opened", []assessments.Record{mailed, opened}, calendar.School{}, "2026-12-04", ""},
		{"the service has not said that it mailed", nil, calendar.School{}, "2026-12-01", "No word that the mail went, for 5 school days"},
		{"over", []assessments.Record{mailed}, calendar.School{}, "2026-12-09", ""},
	} {
		if s := sentOf(held(link), c.receipts, c.school, c.on); s.Quiet != c.want || s.Needs != (c.want != "") {
			t.Errorf("%s: %q, needs %v; want %q", c.name, s.Quiet, s.Needs, c.want)
		}
	}
	unsent := held(link)
	unsent.Meta.Unsent = 1
	if s := sentOf(unsent, nil, calendar.School{}, "2026-12-01"); s.Quiet != "" || s.State != "Waits for signal" || !strings.HasPrefix(s.Line, "Queued for") {
		t.Errorf("one that is still here is blamed on its reader: %+v", s)
	}
}
