package central

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// owns are the ways in which the lead may ask a child their own questions, by the keys of the form.
func (o *office) owns(m *member) (out []string) {
	for _, k := range regexp.MustCompile(`value="(questionnaire-young-person/[^"]*)"`).FindAllStringSubmatch(m.get("caseload/"+string(o.Child)), -1) {
		out = append(out, k[1])
	}
	return out
}

// says writes down what somebody decided about what the child may be sent.
func (o *office) says(id, on, decision string, given assessments.ID, authority string) {
	o.t.Helper()
	b := &assessments.Basis{Purpose: "share", Recipient: "young-person", Kind: "consent", Decision: decision, On: assessments.Date(on), GivenBy: given, Authority: authority}
	o.write(assessments.Record{ID: assessments.ID("0190f000-0000-7000-8000-0000000000" + id), Kind: assessments.KindBasis, Scope: assessments.ChildScope(o.Child), Fields: assessments.Encode(b)})
}

// Who may be sent a child's own questions: a child of six through a parent or the school; themselves where that is recorded; nobody after a no; and a young
// person of sixteen in their own right, with nobody between.
func TestQuestions_WhoMayBeAskedTheChildsOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		m := o.member(o.tenant, "Leonie", ledger.RoleLead)
		const own = "questionnaire-young-person/young-person/"
		keys := o.owns(m)
		if len(keys) < 2 || slices.Contains(keys, own) || !slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(k, "/parent/") }) || !slices.ContainsFunc(keys, func(k string) bool { return strings.Contains(k, "/school/") }) {
			t.Errorf("a child of six is asked through %v", keys)
		}
		o.says("31", "2026-11-01", "given", o.Child, "gillick-competent-child")
		if keys := o.owns(m); !slices.Equal(keys, []string{own}) {
			t.Errorf("with it recorded that she understands and agreed: %v", keys)
		}
		o.says("32", "2026-11-02", "refused", o.Child, "gillick-competent-child")
		if keys := o.owns(m); len(keys) != 0 {
			t.Errorf("after her no: %v", keys)
		}
		o.says("33", "2026-11-03", "given", o.Child, "gillick-competent-child")
		o.change("0190f000-0000-7000-8000-000000000033", assessments.Fields{"withdrawn_on": []byte(`"2026-11-04"`)})
		if keys := o.owns(m); len(keys) != 0 {
			t.Errorf("after she took it back: %v", keys)
		}
		for _, id := range []string{"31", "32", "33"} {
			x := assessments.ID("0190f000-0000-7000-8000-0000000000" + id)
			o.write(assessments.Record{ID: x[:34] + "4" + x[35:], Kind: assessments.KindEnteredInError, Scope: assessments.ChildScope(o.Child), Fields: assessments.Encode(&assessments.EnteredInError{Of: x, Reason: "test"})})
		}
		o.change(o.Child, assessments.Fields{"born": []byte(`"2010-11-20"`)})
		if keys := o.owns(m); !slices.Equal(keys, []string{own}) {
			t.Errorf("on the sixteenth birthday: %v", keys)
		}
		o.change(o.Child, assessments.Fields{"born": []byte(`"2010-11-21"`)})
		if keys := o.owns(m); slices.Contains(keys, own) || len(keys) == 0 {
			t.Errorf("on the day before it: %v", keys)
		}
		for _, role := range []string{ledger.RoleTherapist, ledger.RoleCoordination} {
			who := o.member(o.tenant, "Role"+role[:4], role)
			for _, path := range []string{"/call?ask=" + own, "/questions.pdf?ask=" + own} {
				if res, _ := who.ask("GET", "/team/caseload/"+string(o.Child)+path, nil); res.StatusCode != 403 {
					t.Errorf("%s opens %s: %d", role, path, res.StatusCode)
				}
			}
		}
	})
}

// A young person of sixteen is asked by link at their own address, on paper, and on the telephone; what they say is theirs.
func TestQuestions_AYoungPersonInTheirOwnRight(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		m := o.member(o.tenant, "Leonie", ledger.RoleLead)
		o.change(o.Child, assessments.Fields{"born": []byte(`"2010-01-20"`)})
		home, own := "caseload/"+string(o.Child), "questionnaire-young-person/young-person/"
		send := func(do string, status int) string {
			t.Helper()
			return m.post(home, url.Values{"do": {do}, "ask": {own}}, status)
		}
		if page := send("questions", 400); !strings.Contains(page, "The record has no address of theirs") {
			t.Error("a link went to nobody")
		}
		o.write(assessments.Record{ID: "0190f000-0000-7000-8000-000000000051", Kind: assessments.KindPerson, Scope: assessments.ChildScope(o.Child),
			Fields: assessments.Encode(&assessments.Person{Name: "Herself", Role: "child", Email: "own@mail.example"})})
		pin := regexp.MustCompile(`class="code">(\d{3}) (\d{3})<`).FindStringSubmatch(send("questions", 200))
		o.round()
		if pin == nil || len(o.box.got) != 1 || o.box.got[0].To != "own@mail.example" {
			t.Fatalf("%v, %d mails", pin, len(o.box.got))
		}
		g := o.guest().get(linkIn.FindStringSubmatch(o.box.got[0].Text)[1])
		path := g.path
		g.post(path).post(path+"/pin", "pin", pin[1]+pin[2]).sees(200, "Before we meet: for you")
		g.fill(path, "name", "Me", "q-told-others-0", "Only you.", "q-like-called-0", "Iz").sees(200, "Thank you")
		if got := o.answers(); len(got) != 1 || got[0].By != o.Child || value(got[0], "told-others", 0) != "Only you." {
			t.Fatalf("%+v", got)
		}
		// On paper: the share is the record that they got it, and the pages are a PDF that names nobody.
		page := send("paper", 200)
		if !strings.Contains(page, "Open the pages to print") {
			t.Fatalf("no paper: %s", page)
		}
		res, raw := m.ask("GET", "/team/"+home+"/questions.pdf?ask="+own, nil)
		if res.StatusCode != 200 || !strings.HasPrefix(string(raw), "%PDF-") || res.Header.Get("Content-Type") != "application/pdf" {
			t.Errorf("%d %v", res.StatusCode, res.Header)
		}
		shares := o.records(o.tenant, assessments.KindShare)
		last := slices.IndexFunc(shares, func(r assessments.Record) bool { return r.Fields.Text("way") == "paper" })
		if last < 0 || shares[last].Fields.Text("by_right") != "young-person" || shares[last].Fields.Text("template") != "questionnaire-young-person" {
			t.Errorf("the shares: %+v", shares)
		}
		// On the telephone: what brings up a question is asked again, nothing is lost, and a button pressed twice writes once.
		send("call", 303)
		call := home + "/call?ask=" + own
		form := filled(m.get(call))
		if form.Get("ask") != own || form.Get("sheet") == "" {
			t.Fatalf("the form: %v", form)
		}
		if page := m.post(call, form, 400); !strings.Contains(page, "at least one answer") {
			t.Errorf("nothing was said, and is saved: %s", page)
		}
		form.Set("q-like-called-0", "Izzy")
		form.Set("q-told-others-0", "My knee.")
		m.post(call, form, 303)
		m.post(call, form, 303)
		var said []assessments.Answers
		for _, r := range o.records(o.tenant, assessments.KindAnswers) {
			v, problems := r.Read()
			if a := v.(*assessments.Answers); a.How == "call" && a.Template == "questionnaire-young-person" {
				said = append(said, *a)
				if problems = append(problems, assessments.Check(r)...); len(problems) > 0 {
					t.Errorf("%v", problems)
				}
			}
		}
		if len(said) != 1 || said[0].By != o.Child || value(said[0], "told-others", 0) != "My knee." || said[0].On != "2026-11-20" {
			t.Errorf("%+v", said)
		}
		if strings.Contains(m.get(home), "My knee.") || strings.Contains(m.get(call), "My knee.") {
			t.Error("the lead's pages show what was said")
		}
		o.quiet()
	})
}

// A child of six is asked through a parent: what is asked in confidence is not on that paper, nor at that link, and a no of the child closes the link.
func TestQuestions_ThroughAParent(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		m := o.member(o.tenant, "Leonie", ledger.RoleLead)
		for _, r := range o.Records {
			if r.Kind == assessments.KindPerson && r.Fields.Text("role") == "mother" {
				o.change(r.ID, assessments.Fields{"email": []byte(`"mum@mail.example"`)})
			}
		}
		keys := slices.DeleteFunc(o.owns(m), func(k string) bool { return !strings.Contains(k, "/parent/") })
		if len(keys) == 0 {
			t.Fatal("no parent may be asked")
		}
		home, sent := "caseload/"+string(o.Child), ""
		// One of the parents has an address.
		key := regexp.MustCompile(`value="(questionnaire-young-person/parent/[^"]*)"[^>]*>[^<]*mum@mail.example`).FindStringSubmatch(m.get(home))
		if key == nil {
			t.Fatalf("the mother is not among %v", keys)
		}
		if pin := regexp.MustCompile(`class="code">(\d{3}) (\d{3})<`).FindStringSubmatch(m.post(home, url.Values{"do": {"questions"}, "ask": {key[1]}}, 200)); pin != nil {
			sent = pin[1] + pin[2]
		}
		o.round()
		if sent == "" || len(o.box.got) != 1 || o.box.got[0].To != "mum@mail.example" {
			t.Fatalf("PIN %q, %d mails", sent, len(o.box.got))
		}
		path := linkIn.FindStringSubmatch(o.box.got[0].Text)[1]
		g := o.guest().get(path).post(path).post(path+"/pin", "pin", sent).sees(200, "Before we meet: for you")
		if g.fill(path, "name", "Isla", "q-like-called-0", "Iz", "q-told-others-0", "hush").sees(200, "Thank you"); strings.Contains(g.get(path+"/questions/check").page, "hush") {
			t.Error("what is asked in confidence was taken at a parent's link")
		}
		if got := o.answers(); len(got) != 1 || got[0].By != o.Child || value(got[0], "like-called", 0) != "Iz" || value(got[0], "told-others", 0) != "" {
			t.Errorf("%+v", got)
		}
		m.post("retention/"+string(o.Child), url.Values{"do": {"died"}, "died": {"1 11 2026"}}, 303)
		o.guest().get(path).sees(410)
		if page := m.post(home, url.Values{"do": {"questions"}, "ask": {key[1]}}, 400); !strings.Contains(page, "speak to them first") {
			t.Errorf("after a death the questions go by link: %s", page)
		}
		m.post("retention/"+string(o.Child), url.Values{"do": {"died"}, "died": {""}}, 303)
		o.guest().get(path).sees(200)
		o.says("61", "2026-11-20", "refused", o.Child, "gillick-competent-child")
		o.guest().get(path).sees(410)
	})
}
