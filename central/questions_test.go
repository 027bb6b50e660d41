package central

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// asks makes a share one of questions.
func (o *office) asks(name string, version int) func(*assessments.Share) {
	return func(s *assessments.Share) {
		s.Report, s.ReportKind, s.TreeHash, s.PDFHash, s.Formats = "", "", "", "", nil
		s.Template, s.Version = name, version
	}
}

var sheetIn = regexp.MustCompile(`name="sheet" value="([^"]+)"`)

// sheetOf is what the form that was seen last carries of its reader.
func sheetOf(g *guest) string {
	g.t.Helper()
	m := sheetIn.FindStringSubmatch(g.page)
	if m == nil {
		g.t.Fatalf("%s holds no form of questions: %.400s", g.path, g.page)
	}
	return m[1]
}

// answers are what the service holds, the oldest first.
func (o *office) answers() []assessments.Answers {
	o.t.Helper()
	var out []assessments.Answers
	for _, r := range o.records(o.tenant, assessments.KindAnswers) {
		v, problems := r.Read()
		if problems = append(problems, assessments.Check(r)...); len(problems) > 0 {
			o.t.Errorf("answers that are not as answers are: %v", problems)
		}
		if a := v.(*assessments.Answers); a.How == "link" { // the demo child has some of her own
			out = append(out, *a)
		}
	}
	return out
}

func value(a assessments.Answers, question string, round int) string {
	for _, v := range a.Values {
		if v.Question == question && v.Round == round {
			return v.Value
		}
	}
	return ""
}

// A SENCo answers at the link: the mail names nobody, each answer brings up what belongs to it, nothing is lost on the way, and the
// tablet hears the exact words with who wrote them.
func TestQuestions_FromTheMailToTheTablet(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		mail := o.box.got[0]
		if !strings.HasPrefix(mail.Subject, "Some questions are ready, reference ") || !strings.Contains(mail.Text, "before a visit") || strings.Contains(mail.Text, "report") {
			t.Errorf("the mail says %q: %s", mail.Subject, mail.Text)
		}
		scanner := o.guest()
		for i := range 20 {
			scanner.ask([]string{"GET", "HEAD"}[i%2], path+[]string{"", "/pin", "/questions", "/questions/paper", "/questions/done"}[i%5], nil)
		}
		if got := o.receipts(); len(got) != 1 || strings.Contains(scanner.page, "What goes well") {
			t.Errorf("a scanner made receipts, or was shown the questions: %q", got)
		}
		g := o.guest().get(path).sees(200, "Some questions for "+o.Place, "Questions for schools", "Show the questions")
		g.post(path).sees(200, "Enter the PIN", "Open the questions")
		g.post(path+"/pin", "pin", "000000").sees(422, "You have 4 tries left")
		g.post(path+"/pin", "pin", shared.PIN).sees(200, "Before we meet: for teachers and nursery staff", "What goes well", "<h3>Sitting on the carpet</h3>", "You may leave out any question", "ring 999")
		for _, p := range []string{"/report", "/copy/pdf", "/table", "/confirm", "/log"} {
			if g.get(path + p); strings.Contains(g.page, "Confirm you have") || strings.Contains(g.page, "Isla") || g.status != 200 && g.status != 404 {
				t.Errorf("%s shows something (%d) where no report is", p, g.status)
			}
		}
		g.get(path+"/questions").post(path+"/questions", "sheet", sheetOf(g), "name", "", "job", "").sees(422, "There is a problem", "Enter your name", "Enter your job")
		g.post(path+"/questions", "sheet", sheetOf(g), "name", "A. Patel", "job", "SENCo").sees(422, "Answer at least one question")
		g.post(path+"/questions", "sheet", sheetOf(g), "name", "A. Patel", "job", "SENCo", "q-class-size-0", "many").sees(422, `id="q-class-size-0-problem"`)
		if len(o.answers()) != 0 {
			t.Error("a form with problems was written down")
		}
		fields := []string{"name", "A. Patel", "job", "SENCo", "q-strengths-0", "She builds,\r\nand explains it.", "q-goes-1", "adult", "q-writes-0", "yes", "seen-q-goes-1", "1"}
		g.post(path+"/questions", append(fields, "sheet", sheetOf(g))...).sees(200, "Saved. Your answers brought up a question or two more.", `name="q-last-time-1"`, "Sitting on the carpet: </span>What happened the last time?", `value="A. Patel"`)
		if got := o.answers(); len(got) != 1 || got[0].Who != "A. Patel, SENCo" || value(got[0], "strengths", 0) != "She builds,\nand explains it." || got[0].By != "" {
			t.Fatalf("whoever closes the page now has lost their answers: %+v", got)
		}
		all := []string{}
		for _, m := range regexp.MustCompile(`name="(seen-[^"]+)"`).FindAllStringSubmatch(g.page, -1) {
			all = append(all, m[1], "1")
		}
		g.post(path+"/questions", append(append(all, fields...), "sheet", sheetOf(g), "q-last-time-1", "He slid off twice.", "q-concern-0", "no")...).sees(200, "Thank you", "reads them before the visit")
		g.get(path+"/questions").post(path+"/questions", append(append(all, fields...), "sheet", sheetOf(g), "q-last-time-1", "He slid off twice.", "q-concern-0", "no")...).sees(200, "Thank you") // a button pressed twice
		got := o.answers()
		if len(got) != 1 || value(got[0], "last-time", 1) != "He slid off twice." || got[0].On != "2026-11-20" || got[0].Template != "questionnaire-teacher" || got[0].Version != 1 {
			t.Fatalf("the record says %+v", got)
		}
		g.get(path+"/questions").sees(200, "Your answers are with", "He slid off twice.", `value="adult" checked`)
		// A colleague of the same school has a sheet of their own, and sees nobody's.
		h := o.guest().open(path)
		if strings.Contains(h.page, "He slid off twice.") {
			t.Error("a colleague reads what another wrote")
		}
		h.post(path+"/questions", "sheet", sheetOf(h), "name", "Ms Venn", "job", "Class teacher", "q-strengths-0", "She waits.")
		if len(o.answers()) != 2 {
			t.Errorf("two people have %d sheets", len(o.answers()))
		}
		if what := o.receipts(); !slices.Contains(what, "answered: A. Patel, SENCo") || !slices.Contains(what, "answered: Ms Venn, Class teacher") {
			t.Errorf("the tablet hears %q", what)
		}
		heard := 0
		o.mine.token = o.mine.fetchToken()
		res, body := o.mine.post(wire.Zstd, stream(t, o.mine.hello(), wire.End{}))
		for _, l := range o.mine.lines(res, body) {
			if d, ok := l.(wire.Delivered); ok {
				if c, err := wire.Thaw(d.Frozen.Bytes); err == nil && c.Kind == assessments.KindAnswers && strings.Contains(string(c.Set["values"]), "slid off") {
					heard++
				}
			}
		}
		if heard != 1 {
			t.Errorf("the tablet hears the words %d times", heard)
		}
		g.get(path+"/questions/paper").sees(200, "Only if the answer to question", "□ With an adult beside", "Filled in by")
		o.quiet()
		if text := o.log.String(); strings.Contains(text, "slid off") || strings.Contains(text, "Patel") {
			t.Error("the log holds what the school wrote")
		}
	})
}

// Who writes for longer than an hour is asked for the PIN again, and loses nothing: not by a wrong PIN, and not when the link ended
// meanwhile. What was taken back is not taken.
func TestQuestions_WhatWasTypedIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		id, path := o.share(o.asks("questionnaire-teacher", 1))
		g := o.guest().open(path)
		g.post(path+"/questions", "sheet", sheetOf(g), "name", "A. Patel", "job", "SENCo", "q-strengths-0", "First words.").sees(200)
		typed := []string{"sheet", sheetOf(g.get(path + "/questions")), "name", "A. Patel", "job", "SENCo", "q-strengths-0", "“Long” <words> & more.", "q-tried-0", "A wedge."}
		o.clock.Advance(61 * time.Minute)
		g.post(path+"/questions", typed...).sees(200, "Enter the PIN", "What you typed is still here", `name="q-tried-0" value="A wedge."`, "Send my answers", "&lt;words&gt;")
		if strings.Contains(g.page, "Before we meet") {
			t.Error("the questions are shown without a PIN")
		}
		g.post(path+"/questions", append(typed, "pin", "000000")...).sees(422, "You have 4 tries left", `name="q-tried-0" value="A wedge."`)
		g.post(path+"/questions", append(typed, "pin", shared.PIN)...).sees(200, "Saved.")
		if got := o.answers(); len(got) != 1 || value(got[0], "strengths", 0) != "“Long” <words> & more." || value(got[0], "tried", 0) != "A wedge." {
			t.Errorf("the record says %+v", got)
		}
		// The last evening: begun before midnight, sent after it.
		o.clock.Advance(14*24*time.Hour + 13*time.Hour)
		g = o.guest().open(path)
		late := sheetOf(g)
		o.clock.Advance(3 * time.Hour)
		stranger := o.guest().get(path+"/questions").sees(410, "This link stopped working", "answer by telephone")
		stranger.post(path+"/questions", "name", "X", "job", "Y", "q-tried-0", "Z").sees(410)
		g.post(path+"/questions", "sheet", late, "name", "Ms Venn", "job", "Teacher", "q-tried-0", "A slope.").sees(200, "Enter the PIN")
		g.post(path+"/questions", "sheet", late, "name", "Ms Venn", "job", "Teacher", "q-tried-0", "A slope.", "pin", shared.PIN).sees(200, "Saved.")
		if got := o.answers(); len(got) != 2 {
			t.Errorf("an evening was lost: %+v", got)
		}
		o.change(id, assessments.Fields{"revoked_at": []byte(`"2026-12-05T09:05:00Z"`)})
		g.post(path+"/questions", "sheet", late, "name", "Ms Venn", "job", "Teacher", "q-tried-0", "Changed.", "pin", shared.PIN).sees(410, "The sender took this link back")
		if got := o.answers(); value(got[len(got)-1], "tried", 0) == "Changed." {
			t.Error("what was taken back was answered")
		}
	})
}

// Five wrong PINs lock the questions, wherever they are typed, and the therapist hears of it.
func TestQuestions_FiveWrongPINs(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		g := o.guest().get(path + "/pin")
		for range 4 {
			g.post(path+"/questions", "pin", "111111").sees(422, "tr")
		}
		g.post(path+"/pin", "pin", "111111").sees(429, "The questions are locked for now")
		g.get(path+"/questions").sees(429, "The questions are locked for now")
		if got := o.receipts(); !slices.Contains(got, "locked") {
			t.Errorf("the tablet hears %q", got)
		}
	})
}

// Who has not agreed is not asked about: no mail goes, the link opens nothing, and the sender is told why.
func TestQuestions_NotWithoutABasis(t *testing.T) {
	o := newOfficeFor(t, reports.ActivityProgramme, assessments.RoleParent)
	refused := func(change func(*assessments.Share)) {
		t.Helper()
		o.write(o.Share(func(s *assessments.Share) { o.asks("questionnaire-parent", 1)(s); change(s) }))
		n := len(o.box.got)
		o.round()
		if len(o.box.got) != n {
			t.Errorf("a mail went: %s", o.box.got[n].Text)
		}
		if got := o.receipts(); !strings.HasPrefix(got[len(got)-1], "not-delivered: ") {
			t.Errorf("the tablet hears %q", got)
		}
	}
	refused(func(s *assessments.Share) { s.Recipient, s.Person = assessments.RoleSupplier, "" })
	refused(func(s *assessments.Share) { s.Version = 77 })
	refused(func(s *assessments.Share) { s.Template = "no-such-questions" })
	_, path := o.share(func(s *assessments.Share) { o.asks("questionnaire-parent", 1)(s); s.Mailbox = "family@mail.example" })
	g := o.guest().get(path).sees(200, "Some questions for a parent or carer", "Questions for families")
	for _, n := range o.Names {
		if strings.Contains(g.page, n) {
			t.Errorf("the landing page names %q", n)
		}
	}
	g.open(path).sees(200, "for parents and carers")
}

// A lead sends the questions from the child's page: to those of whom the family said yes, with a PIN that is shown once, and never to
// an address that the record does not hold.
func TestQuestions_FromTheLeadsPage(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
		home := "caseload/" + string(o.Child)
		page := leonie.get(home)
		if !strings.Contains(page, "Ask before a visit") {
			t.Fatalf("the child's page does not ask:\n%s", page)
		}
		keys := regexp.MustCompile(`value="(questionnaire-[^"]+)"`).FindAllStringSubmatch(page, -1)
		if len(keys) == 0 || !strings.Contains(page, "no address: on paper or by telephone") {
			t.Fatalf("nobody can be asked on paper: %v", keys)
		}
		if body := leonie.post(home, url.Values{"do": {"questions"}, "ask": {keys[0][1]}}, 400); !strings.Contains(body, "The record has no address of theirs") {
			t.Error("a link went to no address")
		}
		school := ""
		for _, r := range o.Records {
			if r.Kind == assessments.KindSetting {
				o.change(r.ID, assessments.Fields{"email": []byte(`"office@larkbarrow.example"`)})
				school = r.Fields.Text("name")
			}
		}
		page = leonie.get(home)
		keys = regexp.MustCompile(`value="(questionnaire-teacher/school/)"`).FindAllStringSubmatch(page, -1)
		if len(keys) != 1 || !strings.Contains(page, school+" office, office@larkbarrow.example") {
			t.Fatalf("the school is not among those who may be asked: %v", keys)
		}
		if body := leonie.post(home, url.Values{"do": {"questions"}, "ask": {"questionnaire-parent/gp/"}}, 400); !strings.Contains(body, "Choose who answers") {
			t.Error("somebody who may not be asked was asked")
		}
		body := leonie.post(home, url.Values{"do": {"questions"}, "ask": {keys[0][1]}}, 200)
		pin := regexp.MustCompile(`class="code">(\d{3}) (\d{3})<`).FindStringSubmatch(body)
		if pin == nil {
			t.Fatalf("no PIN is shown: %s", body)
		}
		if strings.Contains(leonie.get(home), pin[0]) {
			t.Error("the PIN is shown twice")
		}
		o.round()
		if len(o.box.got) != 1 || o.box.got[0].To != "office@larkbarrow.example" {
			t.Fatalf("%d mails went", len(o.box.got))
		}
		path := linkIn.FindStringSubmatch(o.box.got[0].Text)[1]
		g := o.guest().get(path).post(path).post(path+"/pin", "pin", pin[1]+pin[2]).sees(200, "Before we meet: for teachers")
		g.post(path+"/questions", "sheet", sheetOf(g), "name", "A. Patel", "job", "SENCo", "q-strengths-0", "She builds.").sees(200, "Saved.")
		if page := leonie.get(home); !strings.Contains(page, "Answered") || strings.Contains(page, "She builds.") {
			t.Error("the lead's page does not say that it was answered, or shows what was written")
		}
		again := leonie.post(home, url.Values{"do": {"questions"}, "ask": {keys[0][1]}}, 200)
		o.round()
		g.get(path).sees(410, "There is a newer link")
		if !strings.Contains(again, "This page shows the PIN only now") {
			t.Error("sent again it shows no PIN")
		}
		for _, r := range o.Records {
			if r.Kind == assessments.KindBasis && r.Fields.Text("recipient") == "school" {
				o.change(r.ID, assessments.Fields{"withdrawn_on": []byte(`"2026-11-20"`)})
			}
		}
		leonie.post(home, url.Values{"do": {"questions"}, "ask": {keys[0][1]}}, 400)
		o.quiet()
	})
}
