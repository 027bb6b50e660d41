package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
)

// tansy is a referral that a service with two readings of its rules cannot answer before it chose.
const tansy = `{
  "child": {"born": "2014-03-01", "name": "Tansy Fernshaw"},
  "setting": {"type": "secondary", "area": "Leicestershire", "name": "Quarry Top School"},
  "referral": {"received": "2026-10-30", "source": "teacher", "gp_area": "Rutland", "channel": "downloaded-form", "reason": "Writing hurts."}
}`

// change writes the referral with one thing changed.
func change(t *testing.T, old, put string) string {
	t.Helper()
	text := strings.Replace(tansy, old, put, 1)
	if text == tansy && old != put {
		t.Fatalf("%s is not in the referral", old)
	}
	return file(t, "tansy.json", text)
}

func checkOf(t *testing.T, args ...string) checked {
	t.Helper()
	return document[checked](t, do(t, append([]string{"service", "check", "--json"}, args...)...))
}

func clocksOf(t *testing.T, args ...string) clocked {
	t.Helper()
	return document[clocked](t, do(t, append([]string{"service", "clocks", "--json"}, args...)...))
}

func TestService_ListNamesEveryPackAndWhatToChoose(t *testing.T) {
	names, err := service.List(assets.Services)
	must(t, err)
	list := document[[]packLine](t, do(t, "service", "list", "--json"))
	people := do(t, "service", "list").out
	if len(list) != len(names) || len(list) != 5 {
		t.Fatalf("%d packs listed of %d", len(list), len(names))
	}
	for i, p := range list {
		if p.Name != names[i] || !strings.Contains(p.Notice, "example drawn from public pages") || !strings.Contains(p.Notice, "not the service's own") || len(p.Rules) == 0 || p.Ages == "" {
			t.Errorf("%+v", p)
		}
		for _, says := range []string{p.Name, p.Title, p.Ages, p.Notice} {
			if !strings.Contains(people, says) {
				t.Errorf("people are not told of %s: %s", p.Name, says)
			}
		}
		for _, c := range p.Choices {
			if len(c.Readings) < 2 || !strings.Contains(people, c.Question) {
				t.Errorf("%s: %+v", p.Name, c)
			}
		}
	}
}

// A no names its rule, its way out and somewhere else; that is what the family is told.
func TestService_CheckIsNeverABareNo(t *testing.T) {
	path := change(t, `"reason"`, `"excluding": ["mental-health"], "reason"`)
	got := checkOf(t, "--pack", "leicestershire-like", "--choose", "referrers=listed", path)
	if got.Outcome != service.NotEligible || len(got.Reasons) == 0 || got.Reasons[0].Effect != service.Against {
		t.Fatalf("%+v", got)
	}
	no := got.Reasons[0]
	if !slices.Equal(no.Rules, []int{13}) || no.Code != "mental-health" || !strings.Contains(no.WouldChange, "cannot leave home") || len(no.Signposts) < 2 {
		t.Errorf("%+v", no)
	}
	people := do(t, "service", "check", "--pack", "leicestershire-like", "--choose", "referrers=listed", path).out
	for _, says := range append([]string{"not eligible as things stand", "Against\n  - " + no.Sentence + " (rule 13)", "What would change it: " + no.WouldChange, "example drawn from public pages"}, no.Signposts...) {
		if !strings.Contains(people, says) {
			t.Errorf("people are not told %q:\n%s", says, people)
		}
	}
	if strings.Index(people, "Against") > strings.Index(people, "\nFor\n") {
		t.Errorf("what stands against the child comes late:\n%s", people)
	}
	if !slices.Contains(got.Untested, "consent") || !strings.Contains(people, "permission to refer; so that is not tested") {
		t.Errorf("what is not tested: %v\n%s", got.Untested, people)
	}
}

// A named clinician may set a soft rule aside, and a hard one not even so.
func TestService_CheckHearsAnOverride(t *testing.T) {
	const by = `"override_reason": "Has not left home since June.", "override_by": "019a0009-0000-7001-8000-000000000001", "reason"`
	for excluding, want := range map[string]service.Outcome{"mental-health": service.Eligible, "post-surgical": service.NotEligible} {
		path := change(t, `"reason"`, `"excluding": ["`+excluding+`"], `+by)
		if got := checkOf(t, "--pack", "leicestershire-like", "--choose", "referrers=listed", path); got.Outcome != want {
			t.Errorf("%s: %s %+v", excluding, got.Outcome, got.Reasons)
		}
	}
}

// Where a service's pages say two things, nothing is decided until it chose; what it chose may stand in the file or on the line.
func TestService_CheckWaitsForTheServiceToChoose(t *testing.T) {
	path := change(t, "", "")
	open := checkOf(t, "--pack", "leicestershire-like", path)
	if open.Outcome != service.Undecided {
		t.Fatalf("%+v", open)
	}
	i := slices.IndexFunc(open.Reasons, func(r reasonLine) bool { return r.Effect == service.Choose })
	if i < 0 || !slices.Equal(open.Reasons[i].Rules, []int{18}) || !strings.Contains(open.Reasons[i].WouldChange, `"gp-only"`) || !strings.Contains(open.Reasons[i].WouldChange, `"listed"`) {
		t.Fatalf("%+v", open.Reasons)
	}
	for reading, want := range map[string]service.Outcome{"listed": service.Eligible, "gp-only": service.NotEligible} {
		if got := checkOf(t, "--pack", "leicestershire-like", "--choose", "referrers="+reading, path); got.Outcome != want {
			t.Errorf("on the line, %s: %s", reading, got.Outcome)
		}
		inFile := change(t, `"child"`, `"choices": {"referrers": "`+reading+`"}, "child"`)
		if got := checkOf(t, "--pack", "leicestershire-like", inFile); got.Outcome != want {
			t.Errorf("in the file, %s: %s", reading, got.Outcome)
		}
	}
	inFile := change(t, `"child"`, `"choices": {"referrers": "gp-only"}, "child"`)
	if got := checkOf(t, "--pack", "leicestershire-like", "--choose", "referrers=listed", inFile); got.Outcome != service.Eligible {
		t.Errorf("the line does not win over the file: %s", got.Outcome)
	}
	refused(t, "choices: leicestershire-like has no choice named \"referers\"", in(t, "", "service", "check", "--pack", "leicestershire-like", change(t, `"child"`, `"choices": {"referers": "listed"}, "child"`)))
	refused(t, "referrers is read as gp-only or listed", in(t, "", "service", "check", "--pack", "leicestershire-like", change(t, `"child"`, `"choices": {"referrers": "all"}, "child"`)))
}

// TestService_ClocksTurnOnTheDay follows one clock over the days on which its words change.
func TestService_ClocksTurnOnTheDay(t *testing.T) {
	path := change(t, "", "")
	for _, c := range []struct {
		on       string
		left     int
		breached bool
		says     string
	}{
		{"2026-10-30", 5, false, "left     5 working days"},
		{"2026-11-05", 1, false, "left     1 working day\n"},
		{"2026-11-06", 0, false, "due today"},
		{"2026-11-09", -1, true, "breached yes"},
	} {
		now := []string{"--pack", "bromley-like", "--now", c.on + "T10:00:00Z", path}
		got := clocksOf(t, now...)
		if len(got.Clocks) != 1 || string(got.On) != c.on {
			t.Fatalf("%s: %+v", c.on, got)
		}
		k := got.Clocks[0]
		if k.Name != "triage" || k.Started != "2026-10-30" || k.Due != "2026-11-06" || *k.Left != c.left || k.Breached != c.breached || k.Law || !strings.Contains(k.Source, "rule 29") {
			t.Errorf("%s: %+v, %d left", c.on, k, *k.Left)
		}
		people := do(t, append([]string{"service", "clocks"}, now...)...).out
		for _, says := range []string{c.says, "started  Friday 30 October 2026", "due      Friday 6 November 2026", "source   the service's rules (rule 29)", "no time for the first appointment; none is made up"} {
			if !strings.Contains(people, says) {
				t.Errorf("%s: people are not told %q:\n%s", c.on, says, people)
			}
		}
	}
	if got := clocksOf(t, "--pack", "evelina-like", path); len(got.Clocks) != 0 || !slices.Equal(got.Unstated, []string{"triage", "aim"}) {
		t.Errorf("a clock was made up: %+v", got)
	}
	if people := do(t, "service", "clocks", "--pack", "hertfordshire-like", path).out; !strings.Contains(people, "no time for triage and the first appointment") {
		t.Errorf("%s", people)
	}
}

// The six weeks of the law run whatever the service's pages say, and an answer in time stops them.
func TestService_ClocksOfTheLaw(t *testing.T) {
	dir := practised(t)
	laws := 0
	for _, child := range []string{isla, yusuf} {
		for _, k := range clocksOf(t, "--store", dir, "--child", child, "--pack", "evelina-like").Clocks {
			if !k.Law || k.Name != "ehc-advice" {
				continue
			}
			laws++
			if k.Due != k.Started.AddDays(42) || k.Stopped == "" || !strings.Contains(k.Source, "reg") {
				t.Errorf("%+v", k)
			}
		}
	}
	if laws == 0 {
		t.Error("the notebooks' requests for advice have no clock")
	}
}

// A store's child is asked about with the rules and readings of its service; --choose asks "what if" and changes nothing.
func TestService_ReadsStraightFromAStore(t *testing.T) {
	dir := empty(t)
	const service1, child, referral = "019a0009-0000-7001-8000-00000000000a", "019a0009-0000-7001-8000-00000000000b", "019a0009-0000-7001-8000-00000000000c"
	do(t, "import", "--store", dir, file(t, "one.json", bundleOf(
		`{"id":"`+service1+`","kind":"service","fields":{"name":"Hill and Vale","rules":"leicestershire-like","choices":{"referrers":"gp-only"}}}`,
		`{"id":"`+child+`","kind":"child","child":"`+child+`","fields":{"name":"Tansy Fernshaw","born":"2014-03-01"}}`,
		`{"id":"`+referral+`","kind":"referral","child":"`+child+`","fields":{"received":"2026-10-30","source":"teacher","gp_area":"Rutland","channel":"downloaded-form","reason":"Writing hurts."}}`,
	)))
	before := whole(t, dir)
	at := []string{"--store", dir, "--child", child}
	if got := checkOf(t, at...); got.Pack != "leicestershire-like" || got.Outcome != service.NotEligible {
		t.Errorf("%+v", got)
	}
	if got := checkOf(t, append(at, "--choose", "referrers=listed")...); got.Outcome != service.Eligible {
		t.Errorf("what if: %+v", got)
	}
	if got := clocksOf(t, append(at, "--pack", "bromley-like", "--now", "2026-11-09T10:00:00Z")...); got.Pack != "bromley-like" || len(got.Clocks) != 1 || !got.Clocks[0].Breached {
		t.Errorf("by other rules: %+v", got)
	}
	if whole(t, dir) != before {
		t.Error("asking changed the store")
	}
	refused(t, "no child with that id", in(t, "", "service", "check", "--store", dir, "--child", isla))
	do(t, "set", "--store", dir, service1, `choices={"referrers":"everyone"}`)
	refused(t, "The service's record, choices: referrers is read as gp-only or listed", in(t, "", append([]string{"service", "check"}, at...)...))
}

func TestService_Refusals(t *testing.T) {
	for name, c := range map[string]struct{ path, says string }{
		"slip in a field":  {change(t, `"gp_area"`, `"gp_aera"`), "tansy.json cannot be used: A referral has no field gp_aera."},
		"wrong type":       {change(t, `"2014-03-01"`, `20140301`), "born must be"},
		"no such day":      {change(t, `"2014-03-01"`, `"2014-02-30"`), "Date of birth must be a real date"},
		"no referral":      {change(t, `"referral"`, `"refferral"`), "tansy.json must be"},
		"broken off":       {file(t, "half.json", tansy[:90]), "half.json, line"},
		"a bundle, broken": {file(t, "bundle.json", bundleOf(noteOf(note, `"text":5,"type":"fact"`))), "bundle.json, line 2, text"},
		"a bundle, nobody": {file(t, "bundle.json", bundleOf()), "bundle.json cannot be used: There is no child here."},
		"nowhere":          {"/nowhere/at/all.json", "/nowhere/at/all.json cannot be read."},
	} {
		for _, verb := range []string{"check", "clocks"} {
			r := in(t, "", "service", verb, "--pack", "bromley-like", c.path)
			if refused(t, c.says, r); !strings.Contains(r.err, ".json") {
				t.Errorf("%s: the file is not named: %s", name, r.err)
			}
		}
	}
	refused(t, "There are: bromley-like", in(t, "", "service", "check", "--pack", "nowhere-like", change(t, "", "")))
	refused(t, "Standard input cannot be used: A child has no field names.", in(t, `{"child":{"names":"x"},"referral":{}}`, "service", "check", "--pack", "bromley-like", "-"))
}

func TestService_WrongUsage(t *testing.T) {
	path := change(t, "", "")
	for _, line := range []string{
		"service", "service check", "service check " + path, "service check --pack bromley-like", "service check --pack bromley-like " + path + " " + path,
		"service check --pack bromley-like --choose age-limit " + path, "service check --pack bromley-like --choose age-limit=never " + path,
		"service check --pack bromley-like --choose referrers=listed " + path, "service check --pack evelina-like --choose age-limit=year " + path,
		"service clocks --store /tmp", "service clocks --child x", "service clocks --store /tmp --child x " + path, "service list all", "service check --pack bromley-like --now today " + path,
	} {
		if r := in(t, "", strings.Fields(line)...); r.code != exitUsage || r.out != "" || r.err == "" {
			t.Errorf("%q: exit %d, out %q, err %q; want exit 2 and a sentence", line, r.code, r.out, r.err)
		}
	}
	for _, c := range serviceCommands() {
		if r := in(t, "", append(strings.Fields(c.name), "--help")...); r.code != exitDone || !strings.Contains(r.err, "Example:\n  fieldfarectl "+c.name) {
			t.Errorf("%s --help: exit %d, %s", c.name, r.code, r.err)
		}
	}
}
