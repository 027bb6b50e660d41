package central

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// logs are the logs that the service holds.
func (o *office) logs() []assessments.Log {
	o.t.Helper()
	var out []assessments.Log
	for _, r := range o.records(o.tenant, assessments.KindLog) {
		t, problems := r.Read()
		if problems = append(problems, assessments.Check(r)...); len(problems) > 0 {
			o.t.Errorf("a log that is not as logs are: %v", problems)
		}
		out = append(out, *t.(*assessments.Log))
	}
	return out
}

// A family logs a week, corrects it, and the tablet hears of it at its next sync; the log stays open when the report has closed, and
// opens no report.
func TestLog_AWeekAtHome(t *testing.T) {
	o := newOfficeFor(t, reports.ActivityProgramme, assessments.RoleParent)
	var plan assessments.ID
	for _, r := range o.Records {
		if r.Kind == assessments.KindActivityPlan {
			plan = r.ID
		}
	}
	o.change(plan, assessments.Fields{"start": []byte(`"2026-11-02"`), "end": []byte(`"2026-12-18"`)})
	_, path := o.share(func(s *assessments.Share) { s.Mailbox = "family@mail.example" })
	g := o.guest().get(path+"/log").sees(200, "Enter the PIN", "Open the log")
	if strings.Contains(g.page, "Week of") {
		t.Error("the log is open without a PIN")
	}
	g.post(path+"/log/pin", "pin", "000000").sees(422, "You have 4 tries left")
	g.post(path+"/log/pin", "pin", shared.PIN).sees(200, "Log what you do", "Week of Monday 16 November 2026", "Not logged yet", "The log closes on Friday 1 January 2027")
	g.get(path+"/report").sees(200, "Enter the PIN") // the log's PIN opened the log alone
	g.get(path+"/log/1/0").sees(200, "Week of 16 November", "Monday 16 November", "Minutes each time")
	if strings.Contains(g.page, "Saturday 21 November") {
		t.Error("a day that is still to come may be ticked")
	}
	g.post(path+"/log/1/0", "by", "").sees(422, "Tick the days on which it was done", "Enter your name")
	g.post(path+"/log/1/0", "by", "Mum", "day", "2026-11-17", "minutes", "x").sees(422, "Minutes each time must be a whole number")
	g.ask("POST", path+"/log/1/0", form(g, "by", "Mum", "day", "2026-11-16", "day", "2026-11-18", "day", "2026-11-21", "day", "2026-11-09", "minutes", "10",
		"day0", "2026-11-18", "count0", "12", "prompts0", "0", "comment", "She asked for it herself.")).sees(200, "Saved.", "Done on 2 days")
	got := o.logs()
	if len(got) != 1 || got[0].Of != plan || got[0].Week != "2026-11-16" || len(got[0].Days) != 2 || got[0].Minutes != 10 || got[0].By != "Mum" || got[0].Comment != "She asked for it herself." {
		t.Fatalf("the record says %+v", got)
	}
	if s := got[0].Samples; len(s) != 1 || *s[0].Count != 12 || s[0].Prompts == nil || *s[0].Prompts != 0 || s[0].On != "2026-11-18" || s[0].What == "" {
		t.Errorf("it was counted: %+v", s)
	}
	g.get(path+"/log/1/0").sees(200, `value="2026-11-16" checked`, "She asked for it herself.", `value="12"`)
	g.ask("POST", path+"/log/1/0", form(g, "by", "Mum", "day", "2026-11-16", "day", "2026-11-17", "day", "2026-11-18", "minutes", "10")).sees(200, "Done on 3 days")
	if got := o.logs(); len(got) != 1 || len(got[0].Days) != 3 || got[0].Comment != "" || len(got[0].Samples) != 0 {
		t.Errorf("entered again it is %+v", got)
	}
	g.get(path+"/log/1/0").ask("POST", path+"/log/1/0", form(g, "by", "Mum", "day", "2026-11-16", "day", "2026-11-17", "day", "2026-11-18", "minutes", "10")).sees(200, "Done on 3 days") // a button pressed twice
	heard := 0
	o.mine.token = o.mine.fetchToken()
	res, body := o.mine.post(wire.Zstd, stream(t, o.mine.hello(), wire.End{}))
	for _, l := range o.mine.lines(res, body) {
		if d, ok := l.(wire.Delivered); ok {
			if c, err := wire.Thaw(d.Frozen.Bytes); err == nil && c.Kind == assessments.KindLog {
				heard++
			}
		}
	}
	if heard != 2 {
		t.Errorf("the tablet hears of %d changes to logs", heard)
	}
	g.get(path+"/log/paper").sees(200, "Log on paper", "□", "Filled in by")
	for _, p := range []string{"/log/1/4", "/log/2/0", "/log/0/0", "/log/1/-1", "/log/x/y"} {
		g.get(path+p).sees(404, "This week cannot be logged here.")
	}
	// Three weeks later the report has closed, and the log has not.
	o.clock.Advance(21 * 24 * time.Hour)
	late := o.guest().get(path).sees(410, "This link stopped working", "go to the log")
	late.get(path+"/log").post(path+"/log/pin", "pin", shared.PIN).sees(200, "Week of Monday 7 December 2026")
	for _, p := range []string{"/report", "/copy/pdf", "/table", "/confirm"} {
		if late.get(path + p).sees(410); strings.Contains(late.page, "Isla") {
			t.Errorf("%s shows the report", p)
		}
	}
	o.clock.Advance(28 * 24 * time.Hour)
	late.get(path+"/log").sees(410, "This link stopped working")
	o.quiet()
	text := o.log.String()
	for _, a := range o.trail(o.tenant) {
		text += a.What + a.About
	}
	if strings.Contains(text, "asked for it") || strings.Contains(text, "Mum") {
		t.Error("a log or the audit holds what the family wrote")
	}
}

var seenIn = regexp.MustCompile(`name="seen" value="(\d+)"`)

// form is a form of the page that was seen last, where a field may stand several times.
func form(g *guest, fields ...string) map[string][]string {
	out := map[string][]string{"form": {tokenIn.FindStringSubmatch(g.page)[1]}}
	if m := seenIn.FindStringSubmatch(g.page); m != nil {
		out["seen"] = m[1:]
	}
	for i := 0; i < len(fields); i += 2 {
		out[fields[i]] = append(out[fields[i]], fields[i+1])
	}
	return out
}

// A mother and a father log one week from two pages: who saves last sees what the other wrote, and loses nothing of it.
func TestLog_TwoPeopleOneWeek(t *testing.T) {
	o := newOfficeFor(t, reports.ActivityProgramme, assessments.RoleParent)
	for _, r := range o.Records {
		if r.Kind == assessments.KindActivityPlan {
			o.change(r.ID, assessments.Fields{"start": []byte(`"2026-11-02"`), "end": []byte(`"2026-12-18"`)})
		}
	}
	_, path := o.share(func(s *assessments.Share) { s.Mailbox = "family@mail.example" })
	week := path + "/log/1/0"
	mum, dad := o.guest(), o.guest()
	for _, g := range []*guest{mum, dad} {
		g.get(path+"/log").post(path+"/log/pin", "pin", shared.PIN)
		g.get(week).sees(200, "Week of 16 November")
	}
	mine := form(mum, "by", "Mum", "day", "2026-11-16", "day", "2026-11-17", "comment", "Tired on Tuesday.", "minutes", "10")
	mum.ask("POST", week, mine).sees(200, "Done on 2 days")
	mum.ask("POST", week, mine).sees(200, "Done on 2 days") // the button pressed twice
	dad.ask("POST", week, form(dad, "by", "Dad", "day", "2026-11-18", "minutes", "5")).
		sees(409, "A colleague saved this week meanwhile", `value="2026-11-16" checked`, `value="2026-11-18" checked`, "Tired on Tuesday.", `value="5"`)
	if got := o.logs(); len(got) != 1 || len(got[0].Days) != 2 || got[0].By != "Mum" {
		t.Errorf("before the father has looked it says %+v", got)
	}
	dad.ask("POST", week, form(dad, "by", "Dad", "day", "2026-11-16", "day", "2026-11-17", "day", "2026-11-18", "comment", "Tired on Tuesday.", "minutes", "5")).sees(200, "Done on 3 days")
	if got := o.logs(); len(got) != 1 || len(got[0].Days) != 3 || got[0].Comment != "Tired on Tuesday." {
		t.Errorf("then it says %+v", got)
	}
}

// What the sender took back, or what nobody agrees to any more, takes no log either; nor does a report that holds no programme.
func TestLog_ClosesWithTheLink(t *testing.T) {
	o := newOffice(t)
	id, path := o.share(nil)
	g := o.guest().open(path)
	if strings.Contains(g.page, "Log what you do") {
		g.get(path+"/log").sees(200, "times a week")
	} else {
		g.get(path+"/log").sees(404, "nothing to log")
	}
	o.change(id, assessments.Fields{"revoked_at": []byte(`"2026-11-20T09:05:00Z"`)})
	for _, p := range []string{"/log", "/log/pin", "/log/paper", "/log/1/0"} {
		g.get(path+p).sees(410, "The sender took this link back")
	}
	if _, err := o.c.ledger.Audit(context.Background(), o.tenant); err != nil {
		t.Error(err)
	}
}
