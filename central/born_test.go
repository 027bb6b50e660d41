package central

import (
	"net/url"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/central/ledger"
)

// TestBorn_AnotherSystemKnewTheYearOnly: a referral as FHIR with a part of a date of birth is taken in, the lead's Today asks for the
// rest, and once it is entered nobody asks again.
func TestBorn_AnotherSystemKnewTheYearOnly(t *testing.T) {
	d, m := newTeam(t)
	file := `{"resourceType":"Bundle","type":"collection","entry":[
{"fullUrl":"urn:uuid:0190f000-0000-7000-8000-0000000000b1","resource":{"resourceType":"Patient","name":[{"text":"Perdita Wren"}],"birthDate":"2019-05"}},
{"resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","subject":{"reference":"urn:uuid:0190f000-0000-7000-8000-0000000000b1"},"authoredOn":"2026-11-18","reasonCode":[{"text":"Writing"}],"requester":{"display":"gp"}}}]}`
	page := m.upload("referrals/file", "r.json", file, 200)
	if !strings.Contains(page, "Only 2019-05 came with the record.") {
		t.Fatalf("the page does not say what is missing:\n%s", page)
	}
	token, raw := tokenField.FindStringSubmatch(page)[1], rawField.FindStringSubmatch(page)[1]
	if res, body := m.ask("POST", "/team/referrals/file", []byte(url.Values{"form": {token}, "do": {"accept"}, "name": {"r.json"}, "raw": {raw}}.Encode())); res.StatusCode != 303 {
		t.Fatalf("%d %s", res.StatusCode, body)
	}
	if today := m.get("today"); !strings.Contains(today, "Complete the date of birth of Perdita Wren") {
		t.Errorf("Today:\n%s", today)
	}
	const child = "caseload/0190f000-0000-7000-8000-0000000000b1"
	if page := m.get(child); !strings.Contains(page, "□ Not known.") || !strings.Contains(page, "Only 2019-05 came") {
		t.Errorf("the child's page:\n%s", page)
	}
	for typed, says := range map[string]string{"May 2019": "Enter the date of birth as day", "1 1 2027": "must be in the past", "31 2 2019": "Enter the date of birth as day"} {
		if page := m.post(child, url.Values{"do": {"born"}, "born": {typed}}, 400); !strings.Contains(page, says) {
			t.Errorf("%q: %s", typed, page)
		}
	}
	m.post(child, url.Values{"do": {"born"}, "born": {"6 5 2019"}}, 303)
	if page := m.get(child); !strings.Contains(page, "6\u00a0May\u00a02019") || strings.Contains(page, "Complete the date of birth") {
		t.Errorf("afterwards:\n%s", page)
	}
	if strings.Contains(m.get("today"), "Complete the date of birth") {
		t.Error("Today still asks")
	}
	clerk := d.member(m.tenant, "Colin", ledger.RoleCoordination)
	if res, _ := clerk.ask("GET", "/team/"+child, nil); res.StatusCode != 403 {
		t.Errorf("the coordination centre opens a child: %d", res.StatusCode)
	}
}
