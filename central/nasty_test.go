package central

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-sqlite3"

	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// nasty is what people and programs put into fields: each must be kept whole or be answered with a sentence.
var nasty = map[string]string{
	"emoji":            "Perdita 👩‍👧‍👦🏳️‍🌈 \U0001FAE0",
	"right to left":    "تامار كستريل \u202e\u2066abc\u2069",
	"NUL":              "Perdita\x00Wren",
	"no UTF-8":         "Perdita\xff\xfeWren",
	"ten thousand":     strings.Repeat("word ", 10_000),
	"markup":           `"><script>alert(1)</script><img src=x onerror=alert(1)>`,
	"SQL":              `'; DROP TABLE change; --`,
	"a line of a mail": "a@nhs.example\r\nBcc: everybody@nhs.example",
	"controls":         "a\x01\x02\x1b[31mb\x7f\u2028\u2029\ufeff",
	"a formula":        "=HYPERLINK(\"https://elsewhere.example\")",
	"nothing":          "",
	"a template":       "{{.}} ${7*7} %s %n %00",
}

var (
	buttons  = regexp.MustCompile(`<button[^>]* name="([^"]+)" value="([^"]*)"`)
	sentence = regexp.MustCompile(`[A-Z][^<]{10,}[.?!]`)
)

// fields are the names of a page's fields that people type into.
func typedFields(page string) []string {
	var out []string
	for _, m := range inputs.FindAllStringSubmatch(page, -1) {
		if !strings.Contains(m[0], `type="hidden"`) && !strings.Contains(m[0], `type="file"`) && !strings.Contains(m[0], `type="radio"`) && !strings.Contains(m[0], `type="checkbox"`) {
			out = append(out, m[1])
		}
	}
	for _, m := range areas.FindAllStringSubmatch(page, -1) {
		out = append(out, m[1])
	}
	for _, m := range selects.FindAllStringSubmatch(page, -1) {
		out = append(out, m[1])
	}
	return out
}

// fits says what is wrong with an answer: a fault of ours, no sentence, or what was typed as a part of the page itself.
func fits(code int, body []byte) string {
	switch {
	case code >= 500 && code != http.StatusServiceUnavailable:
		return "a fault"
	case code >= 400 && !sentence.Match(body):
		return "no sentence"
	case bytes.Contains(body, []byte("<script>alert")) || bytes.Contains(body, []byte("<img src=x")):
		return "what was typed is part of the page"
	}
	return ""
}

// TestNasty_EveryFieldOfEveryForm: a lead types everything into everything, with each of its buttons; nothing of it is a fault, on either
// database, and the chain of the history holds afterwards.
func TestNasty_EveryFieldOfEveryForm(t *testing.T) {
	for name, cfg := range map[string]func(t *testing.T) Config{
		"sqlite":   func(t *testing.T) Config { return Config{Dir: testkit.Dir(t)} },
		"postgres": func(t *testing.T) Config { return Config{Database: testkit.Postgres(t)} },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskOn(t, cfg(t))
			d.clock.Set(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))
			tn, err := d.c.TenantAdd(context.Background(), "North Place Therapy", "bromley-like")
			if err != nil {
				t.Fatal(err)
			}
			m := d.member(tn.ID, "Leonie", ledger.RoleLead)
			d.ownService(t, tn.ID, "bromley-like")
			children := d.caseload(tn.ID, 3)
			ann, err := d.c.TherapistAdd(context.Background(), tn.ID, "Ann", "ann@nhs.example")
			if err != nil {
				t.Fatal(err)
			}
			child := string(children[len(children)-1])
			posts := 0
			for _, path := range []string{"referrals/new", "referrals/" + child, "caseload", "caseload/" + child, "openings", "people", "people/" + ann.ID, "rules", "rules/section/aim", "rules/section/clinic", "rules/draft", "signin", "start"} {
				for what, text := range nasty {
					res, page := m.ask("GET", "/team/"+path, nil)
					if res.StatusCode >= 400 {
						t.Fatalf("%s: %d %s", path, res.StatusCode, page)
					}
					v := filled(string(page))
					for _, f := range typedFields(string(page)) {
						v.Set(f, text)
					}
					if found := buttons.FindStringSubmatch(string(page)); found != nil {
						v.Set(found[1], found[2])
					}
					res, body := m.ask("POST", "/team/"+path, []byte(v.Encode()))
					if why := fits(res.StatusCode, body); why != "" {
						t.Errorf("%s with %s: %s: %d %.300s", path, what, why, res.StatusCode, body)
					}
					if posts++; res.StatusCode == 403 {
						d.clock.Advance(2 * time.Minute) // too many wrong tries
					}
				}
			}
			for what, text := range nasty {
				for _, path := range []string{"/refer/" + tn.ID, "/survey/" + tn.ID} {
					_, page := m.ask("GET", path, nil)
					v := filled(string(page))
					for _, f := range typedFields(string(page)) {
						v.Set(f, text)
					}
					res, body := m.ask("POST", path, []byte(v.Encode()))
					if why := fits(res.StatusCode, body); why != "" {
						t.Errorf("%s with %s: %s: %d %.300s", path, what, why, res.StatusCode, body)
					}
				}
				for _, path := range []string{"/r/" + url.PathEscape(text), "/team/caseload/" + url.PathEscape(text), "/team/trail?upto=" + url.QueryEscape(text), "/team/caseload?of=" + url.QueryEscape(text), "/survey/" + url.PathEscape(text),
					"/team/rules/section/" + url.PathEscape(text), "/team/rules/version/" + url.PathEscape(text), "/team/sso/" + url.PathEscape(text), "/web/" + url.PathEscape(text) + "/site.css"} {
					if res, body := m.ask("GET", path, nil); fits(res.StatusCode, body) != "" {
						t.Errorf("%.60q with %s: %s: %d %.300s", path, what, fits(res.StatusCode, body), res.StatusCode, body)
					}
				}
				for _, path := range []string{"/v1/token", "/v1/enrol", "/v1/wiped"} {
					if res, body := m.call("POST", path, []byte(`{"device":`+quote(text)+`,"code":`+quote(text)+`,"inc":`+quote(text)+`}`)); fits(res.StatusCode, body) != "" {
						t.Errorf("%s with %s: %d %s", path, what, res.StatusCode, body)
					}
				}
			}
			if _, problems, err := d.c.Ledger().Trail(context.Background(), tn.ID); err != nil || len(problems) > 0 || posts < 100 {
				t.Errorf("after %d posts: %v %v", posts, problems, err)
			}
			if strings.Contains(d.log.String(), "a handler failed") {
				t.Errorf("the log: %s", d.log)
			}
		})
	}
}

// quote is a text in a JSON body, as a program that does not care would write it.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\x00", `\u0000`, "\x01", `\u0001`, "\x02", `\u0002`, "\x1b", `\u001b`).Replace(s) + `"`
}

// TestNasty_TenThousandPosts: a script that knocks all day gets sentences, makes no more than its share, and does not fill the history.
func TestNasty_TenThousandPosts(t *testing.T) {
	d, m := newTeam(t)
	post := func(path string, v url.Values) int {
		r := httptest.NewRequest("POST", path, strings.NewReader(v.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Accept", "text/html")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		w := httptest.NewRecorder()
		d.c.ServeHTTP(w, r)
		if why := fits(w.Code, w.Body.Bytes()); why != "" {
			t.Fatalf("%s: %s: %d %s", path, why, w.Code, w.Body)
		}
		return w.Code
	}
	before := len(d.trail(m.tenant)) + len(d.trail(""))
	_, page := m.ask("GET", "/refer/"+m.tenant, nil)
	form := filled(string(page))
	for k, v := range map[string]string{"child": "P", "born": "27/3/2019", "name": "O", "relation": "mother", "phone": "1", "reason": "r", "agree": "yes"} {
		form.Set(k, v)
	}
	codes := map[int]int{}
	for range 4000 {
		codes[post("/refer/"+m.tenant, form)]++
	}
	if codes[200]+codes[303] != formsAnHour || codes[503] != 4000-formsAnHour {
		t.Errorf("referrals: %v", codes)
	}
	signin := filled(string(must2(m.ask("GET", "/team/signin", nil))))
	signin.Set("email", "leonie@nhs.example")
	signin.Set("password", "guess")
	codes = map[int]int{}
	for range 3000 {
		codes[post("/team/signin", signin)]++
	}
	if codes[401] > 20 || codes[403] < 2900 {
		t.Errorf("sign-in: %v", codes)
	}
	codes = map[int]int{}
	for range 3000 {
		codes[post("/team/rules/all", url.Values{"form": {"forged"}})]++
	}
	if codes[401] != 3000 {
		t.Errorf("strangers: %v", codes)
	}
	if grown := len(d.trail(m.tenant)) + len(d.trail("")) - before; grown > 200 {
		t.Errorf("10,000 posts left %d lines in the history", grown)
	}
}

func must2(_ reply, body []byte) []byte { return body }

// TestNasty_AClockAYearOff: the machine's clock jumps a year on, and back before where it was. Whoever was in signs in anew; no page is
// a fault, and the history says so in its order.
func TestNasty_AClockAYearOff(t *testing.T) {
	d, m := newTeam(t)
	d.caseload(m.tenant, 3)
	now := d.clock.Now()
	for _, off := range []time.Duration{365 * 24 * time.Hour, -365 * 24 * time.Hour, -20 * 365 * 24 * time.Hour} {
		d.clock.Set(now.Add(off))
		for _, path := range []string{"today", "referrals", "caseload", "clinics", "figures", "trail", "devices", "openings", "rules/all", "signin"} {
			res, body := m.ask("GET", "/team/"+path, nil)
			if why := fits(res.StatusCode, body); why != "" {
				t.Errorf("%v, %s: %s: %d %.300s", off, path, why, res.StatusCode, body)
			}
		}
	}
	d.clock.Set(now)
	if res, body := m.ask("GET", "/team/today", nil); res.StatusCode != 200 && res.StatusCode != 401 {
		t.Errorf("back at the right time: %d %s", res.StatusCode, body)
	}
	if _, problems, err := d.c.Ledger().Trail(context.Background(), m.tenant); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
}

// TestNasty_FullDisk: the service's folder has no room. A form says that it was not kept, a tablet that it will be sent again, and what
// comes when there is room is taken.
func TestNasty_FullDisk(t *testing.T) {
	full := false
	d := newDeskOn(t, Config{Dir: testkit.Dir(t), Refuse: func() error {
		if full {
			return sqlite3.Error{Code: sqlite3.ErrFull}
		}
		return nil
	}})
	m := d.member(d.tenant, "Leonie", ledger.RoleLead)
	path := "/refer/" + d.tenant
	form := filled(string(must2(m.ask("GET", path, nil))))
	for k, v := range map[string]string{"child": "P", "born": "27/3/2019", "name": "O", "relation": "mother", "phone": "1", "reason": "r", "agree": "yes"} {
		form.Set(k, v)
	}
	full = true
	res, body := m.ask("POST", path, []byte(form.Encode()))
	if res.StatusCode != 503 || !strings.Contains(string(body), "What you just entered was not kept") || strings.Contains(string(body), "will be sent again") {
		t.Errorf("a form: %d %s", res.StatusCode, body)
	}
	if res, body := m.ask("GET", "/team/today", nil); res.StatusCode != 503 || !strings.Contains(string(body), "cannot store anything at the moment.") {
		t.Errorf("a page that must leave a line in the history: %d %s", res.StatusCode, body)
	}
	full = false
	if res, body := m.ask("POST", path, []byte(form.Encode())); res.StatusCode != 303 {
		t.Errorf("with room again: %d %s", res.StatusCode, body)
	}
}
