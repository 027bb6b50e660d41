package central

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/practice"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A member is somebody of a service with a browser.
type member struct {
	*desk
	tenant, id, email string
	seed              []byte
	cookie            string
	called            string // the cookie of a telephone call
}

const phrase = "tractor lantern oyster"

// member makes somebody with a role and signs them in, through the pages themselves.
func (d *desk) member(tenant, name, role string) *member {
	d.t.Helper()
	ctx := context.Background()
	th, err := d.c.TherapistAdd(ctx, tenant, name, strings.ToLower(name)+"@nhs.example")
	if err == nil {
		err = d.c.Ledger().SetRole(ctx, tenant, th.ID, role)
	}
	var code string
	if err == nil {
		code, err = d.c.Ledger().Invite(ctx, tenant, th.ID)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	m := &member{desk: d, tenant: tenant, id: th.ID, email: th.Email}
	m.post("start", url.Values{"email": {m.email}, "start": {code}, "password": {phrase}, "again": {phrase}}, 303)
	half, err := d.c.Ledger().Sitting(ctx, m.cookie)
	if err == nil {
		m.seed, err = d.c.Ledger().Seed(ctx, half)
	}
	if err != nil {
		d.t.Fatal(err)
	}
	m.post("phone", url.Values{"code": {signin.Code(m.seed, d.clock.Now())}}, 303)
	return m
}

// ask sends a request as this member's browser would.
func (m *member) ask(method, path string, body []byte, header ...string) (reply, []byte) {
	m.t.Helper()
	header = append(header, "Accept", "text/html", "Cookie", lead.CookieName+"="+m.cookie+"; called="+m.called, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
	res, out := m.call(method, path, body, header...)
	for _, line := range res.Header.Values("Set-Cookie") {
		c, err := http.ParseSetCookie(line)
		switch {
		case err != nil:
			m.t.Errorf("a cookie cannot be read: %q", line)
		case c.Name == lead.CookieName:
			m.cookie = c.Value
		case c.Name == "called":
			m.called = c.Value
		}
	}
	return res, out
}

var tokenField = regexp.MustCompile(`name="form" value="([^"]*)"`)

// get opens a page that is to be there.
func (m *member) get(path string) string {
	m.t.Helper()
	res, body := m.ask("GET", lead.Home+path, nil)
	if res.StatusCode != 200 {
		m.t.Fatalf("%s: %d %s", path, res.StatusCode, body)
	}
	return string(body)
}

// post opens a page, fills its form and sends it.
func (m *member) post(path string, v url.Values, status int) string {
	m.t.Helper()
	res, body := m.press(path, v)
	if res.StatusCode != status {
		m.t.Fatalf("post %s: %d %s", path, res.StatusCode, body)
	}
	return string(body)
}

// press is post, with the whole answer, whatever it is.
func (m *member) press(path string, v url.Values) (reply, []byte) {
	m.t.Helper()
	page := m.get(path)
	if found := tokenField.FindStringSubmatch(page); found != nil {
		v.Set("form", found[1])
	}
	if found := seenIn.FindStringSubmatch(page); found != nil && !v.Has("seen") {
		v.Set("seen", found[1])
	}
	return m.ask("POST", lead.Home+path, []byte(v.Encode()))
}

// caseload gives a service the children of the notebooks, and some more.
func (d *desk) caseload(tenant string, n int) []assessments.ID {
	d.t.Helper()
	bundles, err := practice.Bundles(assets.Demo, 1, n)
	if err != nil {
		d.t.Fatal(err)
	}
	var children []assessments.ID
	for _, b := range bundles {
		var entries []ledger.Entry
		for _, r := range b.Records {
			entries = append(entries, ledger.Entry{Edit: assessments.Edit{Record: r.ID, Kind: r.Kind, Scope: r.Scope, Set: r.Fields}})
			if r.Kind == assessments.KindChild {
				children = append(children, r.ID)
			}
		}
		if _, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "service"}, entries...); err != nil {
			d.t.Fatal(err)
		}
	}
	return children
}

func newTeam(t *testing.T) (*desk, *member) {
	return newTeamOn(t, Config{Dir: testkit.Dir(t)})
}

// newTeamOn is newTeam where cfg says.
func newTeamOn(t *testing.T, cfg Config) (*desk, *member) {
	d := newDeskOn(t, cfg)
	d.clock.Set(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))
	tn, err := d.c.TenantAdd(context.Background(), "North Place Therapy", "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	return d, d.member(tn.ID, "Leonie", ledger.RoleLead)
}

func TestTeam_EveryPageOpens(t *testing.T) {
	d, m := newTeam(t)
	children := d.caseload(m.tenant, 8)
	for _, path := range []string{"today", "referrals", "referrals/new", "referrals/" + string(children[0]), "caseload", "caseload/" + string(children[0]), "people", "people/" + m.id, "devices", "schools", "reviews", "sync", "handoffs", "openings", "retention", "retention/" + string(children[0]), "clinics", "rules", "trail", "figures", "survey", "out", "none", "trail.csv", "figures.csv"} {
		body := m.get(path)
		t.Logf("%s: %d bytes", path, len(body))
		if strings.Contains(body, "<script") || strings.Contains(body, "style=") {
			t.Errorf("%s brings what its policy forbids", path)
		}
	}
}

// everybody at the team's routes who must not get in.
func TestTeam_StrangersWrongRolesOthers(t *testing.T) {
	d, m := newTeam(t)
	child := string(d.caseload(m.tenant, 1)[0])
	device := d.tablet(m.id).id
	south, err := d.c.TenantAdd(context.Background(), "South", "bromley-like")
	if err != nil {
		t.Fatal(err)
	}
	others := d.member(south.ID, "Sigrid", ledger.RoleLead)
	clerk, checker, worker := d.member(m.tenant, "Colin", ledger.RoleCoordination), d.member(m.tenant, "Audrey", ledger.RoleAuditor), d.member(m.tenant, "Tessa", ledger.RoleTherapist)
	gone := *m
	m2 := *m
	m2.again()
	gone.ask("GET", lead.Home+"today", nil)
	gone.post("out", url.Values{}, 303)
	basis, school := d.lawful(m.tenant, assessments.ID(child), "safeguarding", ""), ""
	for _, r := range d.records(m.tenant, assessments.KindSetting) {
		if r.Fields.Text("type") == "primary" {
			school = string(r.ID)
		}
	}
	opening, err := d.c.Ledger().OpenChild(context.Background(), m.tenant, ledger.Opening{Therapist: worker.id, Child: assessments.ID(child), Reason: ledger.OpenAway, Words: "The school rang."})
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{"openings": opening, "retention": child, "reviews": string(basis), "schools": school, "referrals": child, "caseload": child, "devices": device, "people": m.id}
	for _, r := range d.c.Routes() {
		if !strings.HasPrefix(r.Path, lead.Home) || r.Audience == Anyone || r.Audience == Pass {
			continue
		}
		part := strings.Split(strings.TrimPrefix(r.Path, lead.Home), "/")[0]
		path := strings.Replace(r.Path, "{id}", ids[part], 1)
		try := func(who string, as *member, want int, form string) {
			t.Helper()
			before := len(d.trail(as.tenantOr(m.tenant)))
			if as.cookie == "" || as == &gone {
				before = len(d.trail(""))
			}
			saved := as.cookie
			var sent []byte
			if r.Method == "POST" {
				sent = []byte(url.Values{"form": {form}, "do": {"revoked"}}.Encode())
			}
			res, body := as.ask(r.Method, path, sent)
			as.cookie = saved
			if res.StatusCode != want || strings.Contains(string(body), secret) || strings.Contains(string(body), "Leonie") && as != &m2 {
				t.Errorf("%s at %s %s: %d, want %d: %.300s", who, r.Method, path, res.StatusCode, want, body)
			}
			after := len(d.trail(as.tenantOr(m.tenant)))
			if as.cookie == "" || as == &gone {
				after = len(d.trail(""))
			}
			if want != 200 && after <= before {
				t.Errorf("%s at %s %s left no line in the audit", who, r.Method, path)
			}
		}
		nobody := &member{desk: d}
		try("a stranger", nobody, 401, "")
		try("an ended sitting", &gone, 401, "")
		for who, as := range map[string]*member{ledger.RoleCoordination: clerk, ledger.RoleAuditor: checker, ledger.RoleTherapist: worker} {
			switch {
			case r.Audience == Half:
				try(who, as, 401, "")
			case !slices.Contains(roles[r.Audience], who):
				try(who, as, 403, d.c.site.Token("anything"))
			}
		}
		if r.Method == "POST" && r.Audience != Half {
			try("a forged post", &m2, 403, others.formToken())
		}
		if strings.Contains(r.Path, "{id}") {
			try("another service's lead", others, 404, others.formToken())
		}
		if r.Audience != Half {
			half := &member{desk: d, tenant: m.tenant, email: m.email}
			d.clock.Advance(30 * time.Second)
			half.post("signin", url.Values{"email": {m.email}, "password": {phrase}}, 303)
			try("whose phone was not asked", half, 401, "")
		}
	}
	for _, line := range strings.Split(d.log.String(), "\n") {
		if strings.Contains(line, secret) || strings.Contains(line, "nhs.example") || strings.Contains(line, phrase) {
			t.Errorf("the log tells: %s", line)
		}
	}
}

// again signs in anew.
func (m *member) again() {
	m.t.Helper()
	m.clock.Advance(30 * time.Second)
	m.cookie = ""
	m.post("signin", url.Values{"email": {m.email}, "password": {phrase}}, 303)
	m.post("code", url.Values{"code": {signin.Code(m.seed, m.clock.Now())}}, 303)
}

// formToken is what this member's own forms carry.
func (m *member) formToken() string {
	s, err := m.c.Ledger().Sitting(context.Background(), m.cookie)
	if err != nil {
		m.t.Fatal(err)
	}
	return m.c.site.Token(s.Key)
}

func (m *member) tenantOr(other string) string {
	if m.tenant == "" {
		return other
	}
	return m.tenant
}

func (d *desk) trail(tenant string) []ledger.Linked {
	d.t.Helper()
	rows, problems, err := d.c.Ledger().Trail(context.Background(), tenant)
	if err != nil || len(problems) > 0 {
		d.t.Fatalf("the trail: %v %v", problems, err)
	}
	return rows
}

// Today and Sync tell of what lies about for more than a day, and of nothing before.
func TestTeam_WhatLiesAboutIsTold(t *testing.T) {
	d, m := newTeam(t)
	work := d.member(m.tenant, "Tessa", ledger.RoleTherapist)
	mine, other := d.tablet(work.id), d.tablet(m.id)
	child := mine.ownChild(1)
	hello := other.hello()
	hello.Unsent = 7
	c := wire.Change{CID: strings.Repeat("ab", 16), Inc: "life1", DSeq: 1, Record: "01890a5d-ac96-774b-bcce-00000000ab01", Kind: "observation", Op: assessments.OpSet,
		Set: assessments.Fields{"text": []byte(`"words"`)}, TDev: "2026-11-20T09:00:00Z", V: 1}
	c.SetScope(child) // which the other has no grant for
	f, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	lines := other.lines(other.post("", stream(t, hello, wire.Pushed{CID: c.CID, Frozen: f}, wire.End{N: 1})))
	if a, _ := lines[1].(wire.Ack); a.Result != wire.Quar {
		t.Fatalf("%+v", lines)
	}
	if body := m.get("today"); strings.Contains(body, "kept aside</a>") || strings.Contains(body, "with unsent work</a>") || !strings.Contains(body, "Nothing needs you today") {
		t.Errorf("told at once: %s", body)
	}
	d.clock.Advance(25 * time.Hour)
	m.again()
	if body := m.get("today"); !strings.Contains(body, "Look at 1 change kept aside") {
		t.Errorf("not told after a day: %s", body)
	}
	body := m.get("sync")
	if !strings.Contains(body, "1, of which 1 for more than a day") || !strings.Contains(body, "25 hours") || strings.Contains(body, secret) {
		t.Errorf("sync says %s", body)
	}
	d.clock.Advance(8 * 24 * time.Hour)
	m.again()
	if body := m.get("today"); !strings.Contains(body, "Find 1 tablet with unsent work") {
		t.Errorf("a silent tablet is not told: %s", body)
	}
	m.post("sync", url.Values{}, 303)
	if body := m.get("sync"); !strings.Contains(body, "1, of which 1") {
		t.Errorf("tried again without a grant: %s", body)
	}
	if err := d.c.Grant(context.Background(), child, m.id); err != nil {
		t.Fatal(err)
	}
	if body := m.get("sync"); !strings.Contains(body, "Nothing is kept aside") {
		t.Errorf("after the grant: %s", body)
	}
}
