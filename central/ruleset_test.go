package central

import (
	"context"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/ledger"
)

var (
	inputs  = regexp.MustCompile(`<input[^>]* name="([^"]+)"[^>]*>`)
	valueOf = regexp.MustCompile(` value="([^"]*)"`)
	areas   = regexp.MustCompile(`(?s)<textarea name="([^"]+)"[^>]*>(.*?)</textarea>`)
	selects = regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>`)
	chosenO = regexp.MustCompile(`<option value="([^"]*)" selected>`)
)

// filled is a page's form as a browser would send it, untouched.
func filled(page string) url.Values {
	out := url.Values{}
	for _, m := range inputs.FindAllStringSubmatch(page, -1) {
		v := ""
		if f := valueOf.FindStringSubmatch(m[0]); f != nil {
			v = html.UnescapeString(f[1])
		}
		if (strings.Contains(m[0], `type="radio"`) || strings.Contains(m[0], `type="checkbox"`)) && !strings.Contains(m[0], " checked") {
			continue
		}
		out.Set(m[1], v)
	}
	for _, m := range areas.FindAllStringSubmatch(page, -1) {
		out.Set(m[1], strings.ReplaceAll(html.UnescapeString(m[2]), "\n", "\r\n"))
	}
	for _, m := range selects.FindAllStringSubmatch(page, -1) {
		if c := chosenO.FindStringSubmatch(m[2]); c != nil {
			out.Set(m[1], html.UnescapeString(c[1]))
		}
	}
	return out
}

func (d *desk) ownService(t *testing.T, tenant, rules string) assessments.ID {
	t.Helper()
	id := assessments.ID("0190f000-0000-7000-8000-0000000000aa")
	if _, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "test"}, ledger.NewEntry(id, assessments.TeamScope(), &assessments.Service{Name: "South", Rules: rules})); err != nil {
		t.Fatal(err)
	}
	return id
}

func (d *desk) house(t *testing.T, tenant string, id assessments.ID) assessments.Service {
	t.Helper()
	rec, err := d.c.Ledger().ReadRecord(context.Background(), tenant, id, "test")
	if err != nil {
		t.Fatal(err)
	}
	var v assessments.Service
	assessments.Decode(rec.Fields, &v)
	return v
}

// TestRuleset_DraftedSignedTakenBack is the lead's whole way: change, look, sign; the clocks follow; go back.
func TestRuleset_DraftedSignedTakenBack(t *testing.T) {
	d, m := newTeam(t)
	id := d.ownService(t, m.tenant, "bromley-like")
	page := m.get("rules/all")
	for _, want := range []string{"as Fieldfare ships them", "Working days", "Of these the rules say nothing", "As shipped"} {
		if !strings.Contains(page, want) {
			t.Errorf("the whole set lacks %q", want)
		}
	}
	form := filled(m.get("rules/section/triage"))
	if form.Get("triage.working_days") != "5" {
		t.Fatalf("the form: %v", form)
	}
	form.Set("triage.working_days", "soon")
	if page := m.post("rules/section/triage", form, 400); !strings.Contains(page, "Enter a whole number.") || !strings.Contains(page, `value="soon"`) {
		t.Errorf("what is no number:\n%s", page)
	}
	form.Set("triage.working_days", "8")
	m.post("rules/section/triage", form, 303)
	page = m.get("rules/draft")
	if !strings.Contains(page, "<del>5</del>") || !strings.Contains(page, "<ins>8</ins>") {
		t.Errorf("the difference:\n%s", page)
	}
	if v := d.house(t, m.tenant, id); v.OwnRules != "" {
		t.Error("a draft is in force")
	}
	if !strings.Contains(m.get("figures"), "Triage within 5 working days") {
		t.Error("the pages work by a draft")
	}
	sign := func(v url.Values) url.Values {
		v.Set("do", "sign")
		v.Set("rev", "1")
		return v
	}
	if !strings.Contains(page, "you are the only lead") {
		t.Errorf("the only lead is not asked why:\n%s", page)
	}
	if page := m.post("rules/draft", sign(url.Values{"why": {"Fewer hands"}, "read": {"yes"}}), 400); !strings.Contains(page, `id="alone-problem"`) || d.house(t, m.tenant, id).OwnRules != "" {
		t.Errorf("one's own draft without a reason: %s", page)
	}
	alone := "No second lead yet"
	if page := m.post("rules/draft", sign(url.Values{"read": {"yes"}}), 400); !strings.Contains(page, "Say why the rules change") {
		t.Errorf("without a reason: %s", page)
	}
	if page := m.post("rules/draft", sign(url.Values{"why": {"Fewer hands"}}), 400); !strings.Contains(page, "Confirm that you have read") {
		t.Errorf("unread: %s", page)
	}
	m.post("rules/draft", sign(url.Values{"why": {"Fewer hands"}, "read": {"yes"}, "alone": {alone}}), 303)
	v := d.house(t, m.tenant, id)
	own, err := service.Of(assets.Services, &v)
	if err != nil || own.Triage.WorkingDays != 8 || v.RulesVersion != 1 || !strings.HasPrefix(v.RulesSigned, "Signed by Leonie on ") || !strings.HasSuffix(v.RulesSigned, ", without a second person") {
		t.Fatalf("%+v %v", v, err)
	}
	if !strings.Contains(m.get("figures"), "Triage within 8 working days") {
		t.Error("the pages do not work by what was signed")
	}
	if page := m.get("rules/all"); !strings.Contains(page, "works by version 1") || !strings.Contains(page, "Fewer hands") || !strings.Contains(page, "■ In force") {
		t.Errorf("afterwards:\n%s", page)
	}
	// Back to what was shipped: a draft like any other.
	back := filled(m.get("rules/version/0"))
	m.post("rules/version/0", back, 303)
	m.post("rules/draft", sign(url.Values{"why": {"It did not work"}, "read": {"yes"}, "alone": {alone}}), 303)
	if v := d.house(t, m.tenant, id); v.RulesVersion != 2 || !strings.Contains(v.OwnRules, "working_days = 5") {
		t.Errorf("back: version %d", v.RulesVersion)
	}
	rows, _, err := d.c.Ledger().Trail(context.Background(), m.tenant)
	said := ""
	for _, r := range rows {
		said += r.What + "; "
	}
	if err != nil || strings.Count(said, "signed rules without a second person: "+alone) != 2 || strings.Count(said, "drafted rules") != 2 || strings.Contains(said, "Fewer") {
		t.Errorf("the trail: %s %v", said, err)
	}
}

// TestRuleset_AFileAndItsMistakes: the rules go out as a file and come back; each mistake is named with its line.
func TestRuleset_AFileAndItsMistakes(t *testing.T) {
	d, m := newTeam(t)
	d.ownService(t, m.tenant, "bromley-like")
	res, raw := m.ask("GET", "/team/rules.toml", nil)
	if res.StatusCode != 200 || !strings.Contains(res.Header.Get("Content-Disposition"), "bromley-like.toml") {
		t.Fatalf("%d %v", res.StatusCode, res.Header)
	}
	file := string(raw)
	send := func(text string, status int) string {
		return m.uploadWith("rules/all", "r.toml", text, status, "rev", "0")
	}
	for what, c := range map[string][2]string{
		"a word that is none":    {regexp.MustCompile(`name = .universal.`).ReplaceAllString(file, `name = "caturday"`), "must be one of universal"},
		"an unknown key":         {strings.Replace(file, "[triage]\n", "[triage]\nmood = 3\n", 1), "There is no such key"},
		"no TOML":                {file + "\n[[[", "This is not TOML"},
		"another service's":      {strings.Replace(file, "bromley-like", "lewisham-like", 1), "Leave the name as it is"},
		"nothing":                {"", "missing"},
		"nothing new":            {file, "Nothing differs"},
		"a rule that is nowhere": {strings.Replace(file, "[triage]\nrules = [30]", "[triage]\nrules = [91]", 1), "There is no rule 91"},
	} {
		if page := send(c[0], 400); !strings.Contains(html.UnescapeString(page), c[1]) || what == "an unknown key" && !regexp.MustCompile(`Line \d+: `).MatchString(page) {
			t.Errorf("%s: the page lacks %q:\n%s", what, c[1], regexp.MustCompile(`(?s)<div class="problems.*?</div>`).FindString(page))
		}
	}
	send("# ours\n"+strings.Replace(file, "working_days = 5", "working_days = 7", 1), 303)
	if page := m.get("rules/draft"); !strings.Contains(page, "<ins>7</ins>") {
		t.Errorf("the draft:\n%s", page)
	}
	if _, raw := m.ask("GET", "/team/rules.toml", nil); !strings.Contains(string(raw), "working_days = 7") {
		t.Error("the file is not the draft's")
	}
}

// TestRuleset_TwoLeads: neither writes over the other, and nobody else may look.
func TestRuleset_TwoLeads(t *testing.T) {
	d, m := newTeam(t)
	id := d.ownService(t, m.tenant, "bromley-like")
	other := d.member(m.tenant, "Bertha", ledger.RoleLead)
	old := filled(m.get("rules/section/hours"))
	theirs := filled(other.get("rules/section/hours"))
	theirs.Set("hours.to", "16:00")
	other.post("rules/section/hours", theirs, 303)
	old.Set("hours.to", "18:00")
	if page := m.post("rules/section/hours", old, 400); !strings.Contains(page, "Another lead changed the draft meanwhile") || !strings.Contains(page, `value="18:00"`) {
		t.Errorf("an old form:\n%s", page)
	}
	if page := m.get("rules/draft"); !strings.Contains(page, "drafted by Bertha") || !strings.Contains(page, "<ins>16:00</ins>") {
		t.Errorf("the draft:\n%s", page)
	}
	if page := other.get("rules/draft"); !strings.Contains(page, "Rules have two people behind them") || strings.Contains(page, "Sign these rules") {
		t.Errorf("whoever drafted it may sign it:\n%s", page)
	}
	mine := url.Values{"do": {"sign"}, "rev": {"1"}, "why": {"Shorter days"}, "read": {"yes"}, "alone": {"nobody has time"}}
	if page := other.post("rules/draft", mine, 400); !strings.Contains(page, "Another lead has to look at it and sign") || d.house(t, m.tenant, id).OwnRules != "" {
		t.Errorf("one's own draft was signed:\n%s", page)
	}
	if !strings.Contains(m.get("today"), "Look at the draft of the rules") || strings.Contains(other.get("today"), "Look at the draft of the rules") {
		t.Error("it waits on the wrong Today")
	}
	m.post("rules/draft", mine, 303)
	if v := d.house(t, m.tenant, id); !strings.HasPrefix(v.RulesSigned, "Signed by Leonie on ") || strings.Contains(v.RulesSigned, "without") {
		t.Errorf("signed by the other: %q", v.RulesSigned)
	}
	theirs = filled(other.get("rules/section/hours"))
	theirs.Set("hours.to", "15:00")
	other.post("rules/section/hours", theirs, 303)
	m.post("rules/draft", url.Values{"do": {"drop"}, "rev": {"1"}}, 303)
	if res, _ := m.ask("GET", "/team/rules/version/7", nil); res.StatusCode != 404 {
		t.Errorf("a version that is none: %d", res.StatusCode)
	}
	for _, role := range []string{ledger.RoleTherapist, ledger.RoleCoordination, ledger.RoleAuditor} {
		who := d.member(m.tenant, "Role"+role[:4], role)
		for _, path := range []string{"rules/all", "rules/draft", "rules.toml", "rules/section/triage", "rules/version/0"} {
			if res, _ := who.ask("GET", "/team/"+path, nil); res.StatusCode != 403 {
				t.Errorf("%s opens %s: %d", role, path, res.StatusCode)
			}
		}
	}
	tn, err := d.c.TenantAdd(context.Background(), "East", "lewisham-like")
	if err != nil {
		t.Fatal(err)
	}
	east := d.member(tn.ID, "Elsa", ledger.RoleLead)
	if page := east.get("rules/all"); strings.Contains(page, "Bertha") || !strings.Contains(page, "record is not there yet") {
		t.Errorf("another service:\n%s", page)
	}
	if res, _ := east.ask("GET", "/team/rules/section/mood", nil); res.StatusCode != 404 {
		t.Errorf("a section that is none: %d", res.StatusCode)
	}
}
