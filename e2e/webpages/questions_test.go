package webpages

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/internal/testkit/shared"
	"github.com/fieldfare/fieldfare/reports"
)

// asks makes a share one of questions.
func asks(name string) func(*assessments.Share) {
	return func(s *assessments.Share) {
		s.Report, s.ReportKind, s.TreeHash, s.PDFHash, s.Formats, s.Template, s.Version = "", "", "", "", nil, name, 1
	}
}

// space ticks what the Tab key comes to.
func (b *browser) space(selector string) {
	b.t.Helper()
	b.tabTo(selector)
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "key": " ", "code": "Space", "text": " ", "windowsVirtualKeyCode": 32}, nil)
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyUp", "key": " ", "code": "Space", "windowsVirtualKeyCode": 32}, nil)
}

// TestQuestions_ByKeyboardWithoutScripts is a teacher who answers before a visit: the link of the mail, a wrong PIN, one theme after the
// other with the browser's own way back, a long think of more than an hour, another day, every answer looked at, and the thanks; at the
// width of a telephone, without a mouse and without scripts.
func TestQuestions_ByKeyboardWithoutScripts(t *testing.T) {
	w := newWard(t, reports.SchoolAdvice, assessments.RoleSchool)
	share, link := w.share(asks("questionnaire-teacher"))
	b := newBrowser(t)
	b.look(views[1])
	b.call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	var complaints []string
	note := func(more []string) { complaints = append(complaints, more...) }
	holds := func(selector, want string) {
		t.Helper()
		var got string
		if b.eval(`document.querySelector(`+quoted(selector)+`).value`, &got); got != want {
			t.Errorf("%s holds %q, want %q", selector, got, want)
		}
	}
	note(b.goTo(link))
	b.want("Some questions for " + w.cased.Place)
	note(b.enter("main button"))
	b.fill("#pin", "000000")
	note(b.enter("main button"))
	b.want("You have 4 tries left")
	b.fill("#pin", shared.PIN)
	note(b.enter("main button"))
	b.want("Before we meet: for teachers and nursery staff", "You may leave out any question", "There are 8 short parts")
	note(b.enter("main .button"))
	b.want("Part 1 of 8", "You and the class")
	b.fill("#q-role-0", "Class teacher since September")
	note(b.enter("main form button"))
	b.want("Part 2 of 8", "What goes well")
	b.fill("#q-strengths-0", "She explains how things work.")
	note(b.enter("main form button"))
	b.want("Part 3 of 8", "Coming in and settling")
	b.back() // nothing is sent again, and nothing is lost
	b.want("Part 2 of 8")
	holds("#q-strengths-0", "She explains how things work.")
	note(b.enter("main form button"))
	b.space(`[name="q-goes-0"]`)
	w.clock.Advance(61 * time.Minute)
	note(b.enter("main form button"))
	b.want("Enter the PIN", "What you typed is still here")
	b.fill("#pin", shared.PIN)
	note(b.enter("main button"))
	b.want("Part 4 of 8", "The school day")
	w.clock.Advance(26 * time.Hour) // the telephone goes back into the pocket
	note(b.goTo(link))
	note(b.enter("main button"))
	b.fill("#pin", shared.PIN)
	note(b.enter("main button"))
	b.want("You can stop and come back", "Go on", "1 answered", "Take away what I wrote")
	note(b.enter("main .button"))
	b.want("Part 4 of 8")
	for part := 4; part < 8; part++ {
		note(b.enter("main form button"))
	}
	b.want("Part 8 of 8", "Who you are")
	b.fill("#name", "Ursula Venn")
	note(b.enter("main form button"))
	b.want("There is a problem", "Enter your job")
	holds("#name", "Ursula Venn")
	b.fill("#job", "Class teacher")
	note(b.enter("main form button"))
	b.want("Check your answers", "Nothing is sent yet", "She explains how things work.", "Not answered", "Class teacher")
	note(b.enter(`main a[href$="/part/2?then=check#q-strengths-0"]`))
	b.want("Part 2 of 8", "Back to your answers")
	b.tabTo("#q-strengths-0")
	b.call("Input.dispatchKeyEvent", map[string]any{"type": "keyDown", "commands": []string{"selectAll"}}, nil)
	b.call("Input.insertText", map[string]any{"text": "She explains how things work, and waits."}, nil)
	note(b.enter("main form button"))
	b.want("Check your answers", "and waits.")
	if got := strings.Join(w.heard(share), " "); got != "mailed opened" {
		t.Errorf("before it was sent the sender hears %s", got)
	}
	note(b.enter("main form button"))
	b.want("Thank you", "reads them before the visit")
	recs, err := w.c.Ledger().ReadKinds(t.Context(), w.tenant, "test", assessments.KindAnswers)
	must(t, err)
	found := 0
	for _, r := range recs {
		if r.Fields.Text("how") == "link" && r.Fields.Text("who") == "Ursula Venn, Class teacher" && strings.Contains(string(r.Fields["values"]), "explains how things work, and waits") {
			found++
		}
	}
	if got := strings.Join(w.heard(share), " "); found != 1 || got != "mailed opened answered" {
		t.Errorf("the record holds %d such answers, and the sender hears %s", found, got)
	}
	if len(complaints) > 0 {
		t.Errorf("the browser complains of %v", complaints)
	}
}

// TestQuestions_EveryPageInEveryView holds the pages of a family's questions to axe-core in every view.
func TestQuestions_EveryPageInEveryView(t *testing.T) {
	rules, b := axe(t), newBrowser(t)
	show := func(name string) { t.Helper(); b.fair(rules, name) }
	w := newWard(t, reports.ActivityProgramme, assessments.RoleParent)
	_, link := w.share(func(s *assessments.Share) { asks("questionnaire-parent")(s); s.Mailbox = "family@mail.example" })
	b.look(views[0])
	b.goTo(link)
	b.want("Some questions for a parent or carer", "answer by telephone or on paper")
	show("questions-landing")
	for range ledger.PINTries {
		b.goTo(link + "/pin")
		b.fill("#pin", "111111")
		b.enter("main button")
	}
	b.want("The questions are locked for now")
	show("questions-locked")
	w.clock.Advance(ledger.PINLock + time.Minute)
	b.goTo(link + "/pin")
	b.fill("#pin", shared.PIN)
	b.enter("main button")
	b.want("Before we meet: for parents and carers", "There are 8 short parts")
	show("questions")
	b.enter("main .button")
	b.want("Part 1 of 8", "You and your child")
	show("questions-part")
	b.fill("#q-loves-0", "Building bridges out of anything.")
	b.enter("main form button")
	b.want("Part 2 of 8", "Through the day")
	b.space(`[name="q-goes-2"]`)
	b.key("ArrowDown")
	b.key("ArrowDown")
	b.enter("main form button")
	b.want("Saved. Your answers brought up a question or two more", "New", "What happens?", "What do you do to help?")
	show("questions-more")
	for part := 2; part < 4; part++ {
		b.enter("main form button")
	}
	b.want("Part 4 of 8", "1 is very badly, 10 is very well.")
	show("questions-scale")
	b.goTo(link + "/questions/part/8")
	b.enter("main form button")
	b.want("There is a problem", "Enter your name")
	show("questions-problems")
	b.goTo(link + "/questions")
	b.want("Go on", "Take away what I wrote")
	show("questions-begun")
	b.goTo(link + "/questions/check")
	b.enter("main form button")
	b.want("There is a problem", "Enter your name", "Building bridges out of anything.")
	show("questions-check")
	b.tabTo(`.problems a`)
	b.key("Enter") // within the page: to the answer that is missing
	b.enter("#name")
	b.fill("#name", "Róisín O'Thistlewood")
	b.enter("main form button")
	b.enter("main form button")
	b.want("Thank you")
	show("questions-sent")
	b.goTo(link + "/questions/paper")
	b.want("Only if the answer to question", "Filled in by")
	show("questions-paper")
	b.call("Emulation.setEmulatedMedia", map[string]any{"media": ""}, nil)
	paper := filepath.Join(testkit.Dir(t), "questions.pdf")
	must(t, os.WriteFile(paper, b.data("Page.printToPDF", map[string]any{"preferCSSPageSize": true}), 0o600))
	printed := pdfText(t, paper)
	if !strings.Contains(printed, "What one thing would you like to be easier?") || strings.Contains(printed, "Back to the questions") {
		t.Errorf("printed, the page is:\n%.1500s", printed)
	}
	for _, name := range w.cased.Names {
		if strings.Contains(printed, name) {
			t.Errorf("the paper names %q", name)
		}
	}
	w.clock.Advance(15 * 24 * time.Hour)
	b.goTo(link)
	b.want("This link stopped working", "answer by telephone")
	show("questions-ended")
}
