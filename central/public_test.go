package central

import (
	"io"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// The survey keeps answers and a month, and nothing that could say who gave them: no child, no day, no address, no cookie.
func TestSurvey_SaysNothingOfWhoAnswers(t *testing.T) {
	o := newOffice(t)
	path := "/survey/" + o.tenant
	g := o.guest().get(path).sees(200, "What was it like for you?", "Nobody can tell who you are.", "Did we listen to you?", "1 is not at all, 5 is very well.")
	fields := []string{}
	for _, part := range strings.Split(g.page, `name="seen-`)[1:] {
		fields = append(fields, "seen-"+part[:strings.Index(part, `"`)], "1")
	}
	g.post(path, append(fields, "q-listened-0", "9")...).sees(422, "There is a problem")
	g.post(path, append(fields, "q-listened-0", "5", "q-who-0", "parent")...)
	for g.status == 200 && !strings.Contains(g.page, "Thank you") && strings.Contains(g.page, "brought up") {
		for _, part := range strings.Split(g.page, `name="seen-`)[1:] {
			fields = append(fields, "seen-"+part[:strings.Index(part, `"`)], "1")
		}
		g.post(path, append(fields, "q-listened-0", "5", "q-who-0", "parent")...)
	}
	g.sees(200, "Thank you", "Nobody can tell that they are yours.")
	recs := o.records(o.tenant, assessments.KindSurvey)
	if len(recs) != 1 || recs[0].Scope != assessments.TeamScope() || recs[0].Fields.Text("month") != "2026-11" || recs[0].Fields.Text("recorded_at") != "" || !strings.Contains(string(recs[0].Fields["values"]), `"listened"`) {
		t.Errorf("the record holds %v", recs)
	}
	if len(g.cookies) != 0 {
		t.Errorf("whoever answers carries %v away", g.cookies)
	}
	for _, p := range problemsOf(recs) {
		t.Error(p)
	}
	if g := o.guest().ask("POST", path, url.Values{"q-listened-0": {"5"}}); g.status != 403 {
		t.Errorf("a post without our form: %d", g.status)
	}
	o.guest().get("/survey/nobody").sees(404, "There is no therapy service at this address.")
}

func problemsOf(recs []assessments.Record) (out []assessments.Problem) {
	for _, r := range recs {
		out = append(out, assessments.Check(r)...)
	}
	return out
}

// A parent refers: the referral waits for triage like any other, as a child of its own even where the service knows such a child, and
// the twenty-first from one address within an hour is turned away.
func TestReferral_OfAParentsOwn(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	path := "/refer/" + o.tenant
	g := o.guest().get(path).sees(200, "Ask for occupational therapy")
	g.post(path, "child", "").sees(422, "Enter the child’s name", "Enter the date of birth", "Enter your name", "Choose what you are", "Enter a telephone number", "Say what is hard", "Tick that you may decide")
	good := []string{"child", "Perdita Wrenfold", "born", "27/3/2019", "nhs", "999 123 4551", "school", "Larkbarrow Primary", "name", "Odette Wrenfold", "relation", "mother", "phone", "01632 960123",
		"reason", "Cannot hold a pencil.", "agree", "yes"}
	g.post(path, append(good, "born", "31 2 2019")...).sees(422, "Enter the date of birth", "Cannot hold a pencil.")
	before := len(o.records(o.tenant, assessments.KindReferral))
	g.post(path, good...).sees(200, "We have your referral", "ring 999")
	refs := o.records(o.tenant, assessments.KindReferral)
	if len(refs) != before+1 {
		t.Fatalf("%d referrals, want one more than %d", len(refs), before)
	}
	for _, r := range refs {
		if r.Fields.Text("from_who") == "Odette Wrenfold" && (r.Fields.Text("channel") != "online-form" || r.Fields.Text("source") != "parent" || r.Fields.Text("received") != "2026-11-20" ||
			!strings.Contains(r.Fields.Text("reason"), "Cannot hold a pencil.")) {
			t.Errorf("the referral says %v", r.Fields)
		}
	}
	for _, p := range problemsOf(refs) {
		t.Error(p)
	}
	if body := leonie.get("referrals"); !strings.Contains(body, "Perdita Wrenfold") || !strings.Contains(body, "Parent or carer") {
		t.Errorf("it does not wait for triage: %s", body)
	}
	g.get(path).post(path, good...).sees(200, "We have your referral")
	if n := len(o.records(o.tenant, assessments.KindReferral)); n != before+2 {
		t.Errorf("%d referrals: what came from outside joined a child that was there", n)
	}
	for range formsAnHour - 2 {
		g.get(path).post(path, good...).sees(200)
	}
	g.get(path).post(path, good...).sees(503, "Many forms came from where you are.")
	o.clock.Advance(61 * time.Minute)
	g.get(path).post(path, good...).sees(200, "We have your referral")
	for _, never := range []string{"Perdita", "Wrenfold", "pencil", "01632"} {
		if strings.Contains(o.log.String(), never) {
			t.Errorf("the log holds %q", never)
		}
		for _, a := range o.trail(o.tenant) {
			if strings.Contains(a.What+a.About+a.Actor, never) {
				t.Errorf("the audit holds %q", never)
			}
		}
	}
}

// A day at every room of the service, by everybody: no word of it stands in the log, a metric, a mail or an address.
func TestDay_NoHealthDataInLogMetricAddressOrMail(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	_, path := o.share(nil)
	g := o.guest().open(path)
	addresses := []string{g.path}
	visit := func(method, p string, fields ...string) {
		t.Helper()
		if method == "GET" {
			g.get(p)
		} else {
			g.post(p, fields...)
		}
		addresses = append(addresses, p, g.path, g.head.Get("Location"))
	}
	for _, p := range []string{"/report", "/table", "/copy/pdf", "/copy/docx", "/log", "/log/paper", "/log/1/0", "/confirm"} {
		visit("GET", path+p)
	}
	visit("POST", path+"/confirm", "name", "Perpetua Nettlefold", "job", "SENCo")
	visit("GET", path+"/confirm")
	visit("POST", path+"/question", "question", "Can the foot board stay?")
	for _, room := range []string{"/refer/", "/survey/"} {
		visit("GET", room+o.tenant)
	}
	visit("GET", "/refer/"+o.tenant)
	visit("POST", "/refer/"+o.tenant, "child", "Perdita Wrenfold", "born", "27/3/2019", "name", "Odette Wrenfold", "relation", "mother", "phone", "01632 960123", "reason", "Cannot hold a pencil.", "agree", "yes")
	_, asked := o.share(o.asks("questionnaire-teacher", 1))
	g = o.guest().open(asked)
	visit("GET", asked+"/questions/part/2")
	visit("POST", asked+"/questions/part/2", "sheet", sheetOf(g), "q-strengths-0", "She holds the foot board steady.")
	visit("POST", asked+"/questions/part/8", "sheet", sheetOf(g), "name", "Perpetua Nettlefold", "job", "SENCo")
	visit("GET", asked+"/questions")
	visit("POST", asked+"/questions/check", "sheet", sheetOf(g.get(asked+"/questions/check")))
	visit("GET", asked+"/questions/done")
	visit("GET", asked+"/questions/paper")
	basis, share := o.withoutConsent("safeguarding", o.Therapist)
	o.write(share)
	o.round()
	for _, p := range []string{"today", "referrals", "caseload", "caseload/" + string(o.Child), "reviews", "reviews/" + string(basis), "schools", "devices", "people", "sync", "figures", "trail"} {
		if body := leonie.get(p); p == "reviews/"+string(basis) && !strings.Contains(body, "The chair fell over twice.") {
			t.Error("the review shows nothing, so this test asks nothing")
		}
	}
	leonie.post("reviews/"+string(basis), url.Values{"do": {"agree"}}, 303)
	leonie.post("caseload", url.Values{"find": {"Isla"}}, 200)
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/metrics", nil)
	r.RemoteAddr = "127.0.0.1:1"
	o.c.ServeHTTP(w, r)
	metrics, err := io.ReadAll(w.Body)
	if err != nil || w.Code != 200 || len(metrics) == 0 {
		t.Fatalf("metrics: %d %v", w.Code, err)
	}
	places := map[string]string{"the log": o.log.String(), "a metric": string(metrics), "an address": strings.Join(addresses, "\n")}
	for _, m := range o.box.got {
		places["a mail"] += m.Subject + "\n" + m.Text + "\n" + m.FromName + "\n"
	}
	for where, text := range places {
		for _, never := range append(append([]string{}, o.Names...), "Perdita", "Wrenfold", "pencil", "01632", "27/3", "2019-03-27", "Nettlefold", "foot board", "chair", "fell over", "safeguarding", "419027") {
			if strings.Contains(strings.ToLower(text), strings.ToLower(never)) {
				t.Errorf("%s holds %q", where, never)
			}
		}
	}
	o.quiet()
}
