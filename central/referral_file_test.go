package central

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// upload chooses a file on a page and sends it.
func (m *member) upload(path, name, text string, status int) string {
	m.t.Helper()
	return m.uploadWith(path, name, text, status)
}

// uploadWith sends more fields besides, in pairs.
func (m *member) uploadWith(path, name, text string, status int, more ...string) string {
	m.t.Helper()
	token := ""
	if found := tokenField.FindStringSubmatch(m.get(path)); found != nil {
		token = found[1]
	}
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	if err := w.WriteField("form", token); err != nil {
		m.t.Fatal(err)
	}
	for i := 0; i+1 < len(more); i += 2 {
		if err := w.WriteField(more[i], more[i+1]); err != nil {
			m.t.Fatal(err)
		}
	}
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		m.t.Fatal(err)
	}
	if _, err := io.WriteString(part, text); err != nil {
		m.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		m.t.Fatal(err)
	}
	res, out := m.call("POST", lead.Home+path, body.Bytes(), "Accept", "text/html", "Cookie", lead.CookieName+"="+m.cookie, "Content-Type", w.FormDataContentType(), "Sec-Fetch-Site", "same-origin")
	if res.StatusCode != status {
		m.t.Fatalf("%s: %d, want %d: %s", name, res.StatusCode, status, out)
	}
	return string(out)
}

var rawField = regexp.MustCompile(`name="raw" value="([^"]*)"`)

var sheetField = regexp.MustCompile(`name="sheet" value="([^"]*)"`)

const referralsHead = "Name,Date of birth,NHS number,Referred on,Reason for referral,Who refers\n"

func (d *desk) referrals(tenant string) int {
	d.t.Helper()
	list, err := d.c.Ledger().ReadKinds(context.Background(), tenant, "test", assessments.KindReferral)
	if err != nil {
		d.t.Fatal(err)
	}
	return len(list)
}

// A button that is pressed twice, one after the other or at once, takes everything in once, also children without an NHS number.
func TestReferral_PressedTwiceIsTakenOnce(t *testing.T) {
	for name, cfg := range map[string]Config{"sqlite": {Dir: testkit.Dir(t)}, "postgres": {Database: testkit.Postgres(t)}} {
		t.Run(name, func(t *testing.T) {
			d, m := newTeamOn(t, cfg)
			day := string(assessments.NewDate(d.clock.Now()).AddDays(-2))
			list := referralsHead + "Perdita Wren,2019-03-27,9990000018," + day + ",Writing,senco\nOtto Wren,2019-03-27,," + day + ",Falls,gp\n"
			page := m.upload("referrals/file", "list.csv", list, 200)
			for path, form := range map[string]url.Values{
				"referrals/file": {"do": {"accept"}, "name": {"list.csv"}, "raw": {rawField.FindStringSubmatch(page)[1]}, "sheet": {sheetField.FindStringSubmatch(page)[1]}},
				"referrals/new": {"sheet": {sheetField.FindStringSubmatch(m.get("referrals/new"))[1]}, "name": {"Moss Ash"}, "born": {"4 March 2017"}, "parent": {"Fern Ash"}, "source": {"gp"},
					"who": {"Dr Reed"}, "received": {day}, "urgency": {"routine"}, "reason": {"Falls often."}},
			} {
				before, made := d.referrals(m.tenant), map[string]int{"referrals/file": 2, "referrals/new": 1}[path]
				form.Set("form", tokenField.FindStringSubmatch(m.get(path))[1])
				press := func() int {
					res, _ := m.call("POST", lead.Home+path, []byte(form.Encode()), "Accept", "text/html", "Cookie", lead.CookieName+"="+m.cookie,
						"Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
					return res.StatusCode
				}
				var at sync.WaitGroup
				var got [4]int
				for i := range got {
					at.Go(func() { got[i] = press() })
				}
				at.Wait()
				if n, last := d.referrals(m.tenant)-before, press(); n != made || d.referrals(m.tenant)-before != made || got != [4]int{303, 303, 303, 303} || last != 303 {
					t.Errorf("%s: %d referrals, want %d; answered %v and %d", path, n, made, got, last)
				}
			}
		})
	}
}

// TestReferralFile_ShownThenTakenInOrNotAtAll is the coordination centre's way with a list.
func TestReferralFile_ShownThenTakenInOrNotAtAll(t *testing.T) {
	d, m := newTeam(t)
	clerk := d.member(m.tenant, "Colin", ledger.RoleCoordination)
	today := assessments.NewDate(d.clock.Now())
	day := string(today.AddDays(-2))
	before := d.referrals(m.tenant)

	// A single wrong row, and nothing can be accepted: not through the page, nor past it.
	bad := referralsHead + "Perdita Wren,2019-03-27,," + day + ",Writing,senco\nOtto Wren,2019-03-27,1234567890," + day + ",Writing,senco\nZelda Wren,2019-03-27,," + string(today.AddDays(3)) + ",Eating,gp\n"
	page := clerk.upload("referrals/file", "list.csv", bad, 400)
	for _, want := range []string{"cannot be taken in yet", "Line 3: NHS number does not", "Line 4: Enter the day the referral arrived, today or earlier.", "Perdita Wren", "Nothing was saved"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	if rawField.MatchString(page) {
		t.Error("a file with mistakes can be accepted")
	}
	good := referralsHead + "Perdita Wren,2019-03-27,9990000018," + day + ",Writing,senco\nOtto Wren,2019-03-27,," + day + ",=1+1,gp\n"
	page = clerk.upload("referrals/file", "list.csv", good, 200)
	if !strings.Contains(page, "Take 2 referrals in") || d.referrals(m.tenant) != before {
		t.Fatalf("the file was not shown, or taken in before it was accepted:\n%s", page)
	}
	raw := rawField.FindStringSubmatch(page)[1]
	accept := url.Values{"do": {"accept"}, "name": {"list.csv"}, "raw": {raw}}
	clerk.post("referrals/file", accept, http.StatusSeeOther)
	if n := d.referrals(m.tenant); n != before+2 {
		t.Fatalf("%d referrals, want 2 more than %d", n, before)
	}
	if page := m.get("referrals"); !strings.Contains(page, "Perdita Wren") || !strings.Contains(page, "SENCo") {
		t.Errorf("the queue lacks them:\n%s", page)
	}
	// The same file again, by a second press or a second clerk: the first child is here, and its referral waits.
	if page := clerk.post("referrals/file", accept, 400); !strings.Contains(page, "still waits for triage") {
		t.Errorf("it was taken twice: %s", page)
	}
	if n := d.referrals(m.tenant); n != before+2 {
		t.Errorf("%d referrals after the second press", n)
	}

	bundle := `{"resourceType":"Bundle","type":"message","entry":[
{"fullUrl":"urn:uuid:a","resource":{"resourceType":"Patient","name":[{"text":"Fern Ash"}],"birthDate":"2018-03-04"}},
{"fullUrl":"urn:uuid:b","resource":{"resourceType":"Patient","name":[{"text":"Moss Ash"}],"birthDate":"2017-03-04"}},
{"resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{"reference":"urn:uuid:a"},"authoredOn":"` + day + `","reasonCode":[{"text":"Falls often."}],"requester":{"display":"Dr Reed"}}}]}`
	if page := clerk.upload("referrals/file", "b.json", bundle, 400); !strings.Contains(page, "no referral of this child") {
		t.Errorf("a child without a referral: %s", page)
	}
	one := strings.Replace(bundle, `{"fullUrl":"urn:uuid:b","resource":{"resourceType":"Patient","name":[{"text":"Moss Ash"}],"birthDate":"2017-03-04"}},`, "", 1)
	page = clerk.upload("referrals/file", "b.json", one, 200)
	clerk.post("referrals/file", url.Values{"do": {"accept"}, "raw": {rawField.FindStringSubmatch(page)[1]}}, http.StatusSeeOther)
	if page := m.get("referrals"); !strings.Contains(page, "Fern Ash") || !strings.Contains(page, "Dr Reed") {
		t.Errorf("the queue lacks the child of the bundle:\n%s", page)
	}
	for name, text := range map[string]string{"empty.csv": "", "words.csv": "This is no list.\n", "half.json": `{"resourceType":"Bundle","entry":[`, "x.xml": "<Bundle"} {
		clerk.upload("referrals/file", name, text, 400)
	}
	if n := d.referrals(m.tenant); n != before+3 {
		t.Errorf("%d referrals, want 3 more than %d", n, before)
	}
	for _, form := range []url.Values{{"do": {"accept"}}, {"do": {"accept"}, "raw": {"%%%"}}, {}} {
		clerk.post("referrals/file", form, 400)
	}
}
