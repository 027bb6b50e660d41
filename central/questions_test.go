package central

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
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

// part answers one part of the questions, as the form that was seen last would send it.
func (g *guest) part(path string, n int, fields ...string) *guest {
	g.t.Helper()
	at := fmt.Sprintf("%s/questions/part/%d", path, n)
	if g.path != at {
		g.get(at)
	}
	return g.post(at, append(append(marks(g), "sheet", sheetOf(g)), fields...)...)
}

// send goes to the last page and presses its button.
func (g *guest) send(path string) *guest {
	g.t.Helper()
	g.get(path + "/questions/check")
	return g.post(path+"/questions/check", "sheet", sheetOf(g))
}

// fill goes through all parts from the first, sends these fields with each, and then sends all of it.
func (g *guest) fill(path string, fields ...string) *guest {
	g.t.Helper()
	for g.get(path + "/questions/part/1"); strings.Contains(g.path, "/questions/part/"); {
		g.post(g.path, append(append(marks(g), "sheet", sheetOf(g)), fields...)...)
	}
	return g.send(path)
}

// marks are those of the questions that stood on the page, as a browser sends them.
func marks(g *guest) (out []string) {
	for _, m := range regexp.MustCompile(`name="(seen-[^"]+)"`).FindAllStringSubmatch(g.page, -1) {
		out = append(out, m[1], "1")
	}
	return out
}

// A SENCo answers at the link: the mail names nobody, each answer brings up what belongs to it, one theme stands on a page, nothing
// goes to the tablet before it is sent, and then the tablet hears the exact words with who wrote them.
func TestQuestions_FromTheMailToTheTablet(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		mail := o.box.got[0]
		if !strings.HasPrefix(mail.Subject, "Some questions are ready, reference ") || !strings.Contains(mail.Text, "before a visit") || strings.Contains(mail.Text, "report") {
			t.Errorf("the mail says %q: %s", mail.Subject, mail.Text)
		}
		scanner := o.guest()
		for i := range 20 {
			scanner.ask([]string{"GET", "HEAD"}[i%2], path+[]string{"", "/pin", "/questions", "/questions/paper", "/questions/done", "/questions/part/2", "/questions/check"}[i%7], nil)
		}
		if got := o.receipts(); len(got) != 1 || strings.Contains(scanner.page, "What goes well") {
			t.Errorf("a scanner made receipts, or was shown the questions: %q", got)
		}
		g := o.guest().get(path).sees(200, "Some questions for "+o.Place, "Questions for schools", "Show the questions")
		g.post(path).sees(200, "Enter the PIN", "Open the questions")
		g.post(path+"/pin", "pin", "000000").sees(422, "You have 4 tries left")
		g.post(path+"/pin", "pin", shared.PIN).sees(200, "Before we meet: for teachers and nursery staff", "You may leave out any question", "There are 8 short parts", "ring 999", ">Start</a>")
		for _, p := range []string{"/report", "/copy/pdf", "/table", "/confirm", "/log"} {
			if g.get(path + p); strings.Contains(g.page, "Confirm you have") || strings.Contains(g.page, "Isla") || g.status != 200 && g.status != 404 {
				t.Errorf("%s shows something (%d) where no report is", p, g.status)
			}
		}
		g.part(path, 1, "q-role-0", "SENCo", "q-class-size-0", "many").sees(422, "There is a problem", `id="q-class-size-0-problem"`, `value="many"`, `value="SENCo"`, "Part 1 of 8")
		g.part(path, 1, "q-role-0", "SENCo").sees(200, "Part 2 of 8", "What goes well", `href="`+path+`/questions/part/1">Back</a>`)
		g.part(path, 2, "q-strengths-0", "She builds,\r\nand explains it.").sees(200, "Part 3 of 8", ">Sitting on the carpet</h2>")
		g.part(path, 3, "q-goes-1", "adult").sees(200, "Part 3 of 8", "Saved. Your answers brought up a question or two more", `name="q-last-time-1"`,
			"Sitting on the carpet: </span>What happened the last time?", `value="adult" checked`, `<span class="tag">New</span>`)
		g.part(path, 3, "q-goes-1", "adult", "q-last-time-1", "He slid off twice.").sees(200, "Part 4 of 8", "The school day")
		if strings.Contains(g.page, "Sitting on the carpet") || strings.Contains(g.page, "brought up a question") {
			t.Error("the next page asks what was asked, or says what was said")
		}
		g.part(path, 6, "q-writes-0", "yes").sees(200, `name="q-out-loud-0"`)
		g.part(path, 6, "q-writes-0", "yes", "q-out-loud-0", "no").sees(200, "Part 7 of 8")
		g.post(path+"/questions/part/6", "sheet", sheetOf(g.get(path+"/questions/part/6")), "seen-q-writes-0", "1", "q-writes-0", "no").get(path + "/questions/part/6") // what hung on it is not sent
		g.get(path+"/questions/check").sees(200, "Check your answers", "Nothing is sent yet", "He slid off twice.", "With an adult", "Not answered", path+"/questions/part/3?then=check#q-last-time-1")
		g.send(path).sees(422, "There is a problem", "Enter your name", "Enter your job", `href="#name"`, `id="name"`)
		g.part(path, 8, "name", "A. Patel", "job", "").sees(422, "Enter your job", `value="A. Patel"`)
		g.part(path, 8, "name", "A. Patel", "job", "SENCo").sees(200, "Check your answers", "A. Patel")
		g.get(path+"/questions/part/1?then=check").sees(200, `name="then" value="check"`, "Back to your answers")
		g.part(path, 1, "q-role-0", "SENCo, and her teacher", "then", "check").sees(200, "Check your answers", "SENCo, and her teacher")
		heard := func() (n int) {
			t.Helper()
			o.mine.token = o.mine.fetchToken()
			res, body := o.mine.post(wire.Zstd, stream(t, o.mine.hello(), wire.End{}))
			for _, l := range o.mine.lines(res, body) {
				if d, ok := l.(wire.Delivered); ok {
					if c, err := wire.Thaw(d.Frozen.Bytes); err == nil && c.Kind == assessments.KindAnswers && strings.Contains(string(c.Set["values"]), "slid off") {
						n++
					}
				}
			}
			return n
		}
		if got := o.answers(); len(got) != 0 || heard() != 0 || slices.Contains(o.receipts(), "answered: A. Patel, SENCo") {
			t.Errorf("what was not sent is with the therapist: %+v", got)
		}
		g.send(path).sees(200, "Thank you", "reads them before the visit")
		g.send(path).sees(200, "Thank you") // a button pressed twice
		got := o.answers()
		if len(got) != 1 || value(got[0], "last-time", 1) != "He slid off twice." || value(got[0], "strengths", 0) != "She builds,\nand explains it." || value(got[0], "out-loud", 0) != "" ||
			got[0].Who != "A. Patel, SENCo" || got[0].By != "" || got[0].On != "2026-11-20" || got[0].Template != "questionnaire-teacher" || got[0].Version != 1 {
			t.Fatalf("the record says %+v", got)
		}
		if n := heard(); n != 1 {
			t.Errorf("the tablet hears the words %d times", n)
		}
		g.get(path+"/questions").sees(200, "Your answers are with", "You can change them here", "1 answered")
		g.get(path+"/questions/part/3").sees(200, "He slid off twice.", `value="adult" checked`)
		g.part(path, 7, "q-concern-0", "no").get(path+"/questions/check").sees(200, "What you changed since is not sent yet")
		if value(o.answers()[0], "concern", 0) != "" {
			t.Error("a change is with the therapist before it was sent")
		}
		g.send(path).sees(200, "Thank you")
		if got := o.answers(); len(got) != 1 || value(got[0], "concern", 0) != "no" || value(got[0], "last-time", 1) != "He slid off twice." {
			t.Errorf("changed, the record says %+v", got)
		}
		// A colleague of the same school has a sheet of their own, and sees nobody's.
		h := o.guest().open(path).get(path + "/questions/part/3")
		if strings.Contains(h.page, "He slid off twice.") {
			t.Error("a colleague reads what another wrote")
		}
		h.part(path, 2, "q-strengths-0", "She waits.").part(path, 8, "name", "Ms Venn", "job", "Class teacher").send(path).sees(200, "Thank you")
		if len(o.answers()) != 2 {
			t.Errorf("two people have %d sheets", len(o.answers()))
		}
		if what := o.receipts(); !slices.Contains(what, "answered: A. Patel, SENCo") || !slices.Contains(what, "answered: Ms Venn, Class teacher") {
			t.Errorf("the tablet hears %q", what)
		}
		g.get(path+"/questions/paper").sees(200, "Only if the answer to question", "□ With an adult beside", "Filled in by")
		o.guest().open(path).part(path, 8, "name", "Nobody", "job", "None").send(path).sees(422, "Answer at least one question")
		for _, p := range []string{"/questions/part/0", "/questions/part/99", "/questions/part/x"} {
			g.get(path+p).sees(200, "Before we meet")
		}
		o.quiet()
		if text := o.log.String(); strings.Contains(text, "slid off") || strings.Contains(text, "Patel") {
			t.Error("the log holds what the school wrote")
		}
	})
}

// Who writes for longer than an hour is asked for the PIN again, and loses nothing: not by a wrong PIN, not on another day, and not when
// the link ended meanwhile. What was taken back is not taken, and nobody else's browser shows it.
func TestQuestions_WhatWasTypedIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		id, path := o.share(o.asks("questionnaire-teacher", 1))
		g := o.guest().open(path)
		g.part(path, 2, "q-strengths-0", "First words.").get(path + "/questions/part/7")
		typed := append(marks(g), "sheet", sheetOf(g), "q-tried-0", "“Long” <words> & more.")
		o.clock.Advance(61 * time.Minute)
		g.post(path+"/questions/part/7", typed...).sees(200, "Enter the PIN", "What you typed is still here", `name="q-tried-0" value="“Long” &lt;words&gt; &amp; more."`, ">Go on</button>")
		if strings.Contains(g.page, "Before we meet") {
			t.Error("the questions are shown without a PIN")
		}
		g.post(path+"/questions/part/7", append(typed, "pin", "000000")...).sees(422, "You have 4 tries left", `name="q-tried-0"`)
		g.post(path+"/questions/part/7", append(typed, "pin", shared.PIN)...).sees(200, "Part 8 of 8")
		// Another day, the same browser, the link of the mail once more.
		o.clock.Advance(50 * time.Hour)
		g.get(path+"/questions/part/2").sees(200, "Enter the PIN")
		if strings.Contains(g.page, "First words.") {
			t.Error("what was begun is shown without a PIN")
		}
		g.open(path).sees(200, "Go on", "1 answered", "Take away what I wrote").get(path+"/questions/check").sees(200, "First words.", "“Long” &lt;words&gt; &amp; more.")
		// Another browser has the same PIN, and nothing of it.
		stranger := o.guest().open(path).sees(200, ">Start</a>").get(path + "/questions/check")
		if strings.Contains(stranger.page, "First words.") {
			t.Error("another browser shows what was begun")
		}
		stranger.part(path, 2, "q-strengths-0", "Not theirs.").get(path+"/questions").post(path+"/questions/forget").sees(200, "is taken away", ">Start</a>")
		if n := o.kept(); n != 1 {
			t.Errorf("%d sheets are kept after one was taken away", n)
		}
		g.part(path, 8, "name", "A. Patel", "job", "SENCo").send(path).sees(200, "Thank you")
		if got := o.answers(); len(got) != 1 || value(got[0], "strengths", 0) != "First words." || value(got[0], "tried", 0) != "“Long” <words> & more." || o.kept() != 0 {
			t.Errorf("the record says %+v, and %d sheets are kept", got, o.kept())
		}
		o.clock.Advance(61 * time.Minute)
		if g.open(path); strings.Contains(g.get(path+"/questions/check").page, "First words.") {
			t.Error("what was sent is shown after its hour")
		}
		// The last evening: begun before midnight, gone on with and sent after it.
		o.clock.Advance(12*24*time.Hour + 9*time.Hour)
		g = o.guest().open(path).get(path + "/questions/part/7")
		late := append(marks(g), "sheet", sheetOf(g), "q-tried-0", "A slope.")
		o.clock.Advance(3 * time.Hour)
		o.guest().get(path+"/questions").sees(410, "This link stopped working", "answer by telephone").post(path+"/questions/part/7", "q-tried-0", "Z").sees(410)
		g.post(path+"/questions/part/7", late...).sees(200, "Enter the PIN")
		g.post(path+"/questions/part/7", append(late, "pin", shared.PIN)...).sees(200, "Part 8 of 8")
		g.part(path, 8, "name", "Ms Venn", "job", "Teacher").sees(200, "Check your answers", "A slope.")
		g.send(path).sees(200, "Thank you")
		if got := o.answers(); len(got) != 2 {
			t.Errorf("an evening was lost: %+v", got)
		}
		g.get(path+"/questions/part/7").sees(200, "A slope.") // for its hour
		o.change(id, assessments.Fields{"revoked_at": []byte(`"2026-12-05T09:05:00Z"`)})
		g.post(path+"/questions/part/7", append(late, "q-tried-0", "Changed.", "pin", shared.PIN)...).sees(410, "The sender took this link back")
		if got := o.answers(); value(got[len(got)-1], "tried", 0) == "Changed." {
			t.Error("what was taken back was answered")
		}
	})
}

// kept counts what was begun and not sent.
func (o *office) kept() (n int) {
	o.t.Helper()
	var b bytes.Buffer
	if _, err := o.c.Ledger().Backup(o.t.Context(), &b); err != nil {
		o.t.Fatal(err)
	}
	m := regexp.MustCompile(`"end":"sheet","rows":(\d+)`).FindStringSubmatch(b.String())
	if m == nil {
		o.t.Fatal("a backup holds no sheets")
	}
	n, _ = strconv.Atoi(m[1])
	return n
}

// What was begun at a link that ended is taken away by itself.
func TestQuestions_WhatIsNeverSentGoes(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		o.guest().open(path).part(path, 2, "q-strengths-0", "Begun.")
		o.clock.Advance(14 * 24 * time.Hour)
		if err := o.c.Ledger().EndSheets(t.Context()); err != nil || o.kept() != 1 {
			t.Errorf("on the link's last day %d sheets are kept (%v)", o.kept(), err)
		}
		o.clock.Advance(3 * 24 * time.Hour)
		if err := o.c.Ledger().EndSheets(t.Context()); err != nil || o.kept() != 0 || len(o.answers()) != 0 {
			t.Errorf("after it %d sheets are kept (%v), and %d sent", o.kept(), err, len(o.answers()))
		}
	})
}

// Five wrong PINs lock the questions, wherever they are typed, and the therapist hears of it.
func TestQuestions_FiveWrongPINs(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		g := o.guest().get(path + "/pin")
		for range 4 {
			g.post(path+"/questions/part/2", "pin", "111111").sees(422, "tr")
		}
		g.post(path+"/pin", "pin", "111111").sees(429, "The questions are locked for now")
		g.get(path+"/questions").sees(429, "The questions are locked for now")
		if got := o.receipts(); !slices.Contains(got, "locked") {
			t.Errorf("the tablet hears %q", got)
		}
	})
}

// A PIN that is given with a form which nobody was admitted for is an opening like any other: it is one of the ten, and the therapist hears
// of it. A form that was begun behind the PIN, and is sent after its hour, is none.
func TestQuestions_OpenTenTimesWhereverThePINIsGiven(t *testing.T) {
	onBoth(t, func(t *testing.T, o *office) {
		_, path := o.share(o.asks("questionnaire-teacher", 1))
		opened := func() int { return strings.Count(strings.Join(o.receipts(), "\n"), "opened") }
		late := o.guest().get(path)
		own := o.guest().open(path).get(path + "/questions/part/2")
		typed := append(marks(own), "sheet", sheetOf(own), "q-strengths-0", "She builds.")
		for range ledger.OpensMost - 1 {
			o.guest().get(path).post(path+"/questions/check", "pin", shared.PIN).sees(422, "Answer at least one question")
		}
		if n := opened(); n != ledger.OpensMost {
			t.Errorf("the tablet hears of %d openings, want %d", n, ledger.OpensMost)
		}
		late.post(path+"/questions/check", "pin", shared.PIN).sees(410, "This link was opened 10 times")
		late.get(path+"/questions/part/2").sees(410, "This link was opened 10 times")
		o.clock.Advance(61 * time.Minute)
		own.post(path+"/questions/part/2", typed...).sees(200, "Enter the PIN")
		own.post(path+"/questions/part/2", append(typed, "pin", shared.PIN)...).sees(200, "Part 3 of 8")
		if n := opened(); n != ledger.OpensMost {
			t.Errorf("going on after an hour made %d openings of %d", n, ledger.OpensMost)
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
		g.part(path, 2, "q-strengths-0", "She builds.").part(path, 8, "name", "A. Patel", "job", "SENCo").send(path).sees(200, "Thank you")
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
