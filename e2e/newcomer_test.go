package e2e

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// newcomerDay is far from every date of the practice caseload, as any day is on which somebody installs the app.
const newcomerDay = "2027-03-03T08:40:00Z"

// newcomerTime is what a newcomer may take from a fresh install to a finished visit and a signed report.
const newcomerTime = 10 * time.Minute

// quoted is how a training card names what stands on the screen.
var quoted = regexp.MustCompile(`“([^”]+)”`)

// A newcomer knows nothing but what the screen says: the hand goes where a card’s words send it.
type newcomer struct {
	*flow
	typed int
}

// training is what the way to the cards is called by now.
func (n *newcomer) training() string {
	if _, ok := n.find("tap", "Start training"); ok {
		return "Start training"
	}
	return "Training…"
}

// card opens the card from wherever the newcomer is, and answers the names in its steps, in order.
func (n *newcomer) card(title string) []string {
	n.t.Helper()
	n.to(n.training(), title)
	var names []string
	for _, x := range n.look() {
		if x.Kind == "text" && x.X > 860 { // in the sheet
			for _, q := range quoted.FindAllStringSubmatch(x.Text, -1) {
				names = append(names, q[1])
			}
		}
	}
	return names
}

// follow does what a card names, one after the other; choose is what the newcomer picks or types
// where the card leaves it open.
func (n *newcomer) follow(names []string, choose map[string]func()) {
	n.t.Helper()
	for _, name := range names {
		if do := choose[name]; do != nil {
			do()
			continue
		}
		var field string
		until(n.t, "what the card calls “"+name+"”", func() bool {
			if x, ok := n.find("field", name+"…"); ok {
				field = x.Text
				return true
			}
			_, ok := n.find("tap", name)
			return ok
		})
		if field == "" {
			n.reach(name, 1)
			continue
		}
		words := "Used a sloping board to finish the line"
		n.says(field, words)
		n.key(n.t, "Return")
		n.typed += len(strings.Fields(words))
	}
}

// writes are the steps of the report’s card that leave a choice: the kind, the child, and each section until the last.
func (n *newcomer) writes() map[string]func() {
	return map[string]func(){
		"New report": func() { n.to("New report", "School advice"); n.to("School advice", "Start writing") },
		"Child":      func() { n.to("Child", "Isla Maeve"); n.reach("Isla Maeve…", 1) },
		"Sign now": func() {
			n.types(n.t, passphrase) // the keyboard is there already
			n.typed += len(strings.Fields(passphrase))
			n.to("Sign now", "Signed, version 1")
		},
		"Next": func() {
			for range 12 {
				if n.shows("Check and sign") {
					return
				}
				n.onward()
			}
		},
	}
}

// TestWindow_Newcomer goes from a fresh install to a finished visit and a signed report by what the screen and the training cards
// say, and by nothing else. The names that it presses are read from the cards: a card that no longer says what stands on the screen
// fails here.
func TestWindow_Newcomer(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	began := time.Now()
	sheet := &flowSheet{}
	n := &newcomer{flow: sheet.begin(t, newTablet(t, d, h.at("tablet"), "--now", newcomerDay), "newcomer")}
	n.tap("Practise")
	until(t, "the steps of a service to go", func() bool { return !n.shows("Join your service") })
	n.says("Passphrase", passphrase)
	n.says("Passphrase again", passphrase)
	n.typed += 2 * len(strings.Fields(passphrase))
	n.to("Go on", "I have written it down")
	n.to("I have written it down", "Start training")
	n.sheet.note("newcomer", "from the first screen to Today, taps", fmt.Sprint(n.taps), "")
	n.lap()

	names := n.card("Watch a lesson")
	if !slices.Contains(names, "Start visit") || !slices.Contains(names, "Done") {
		t.Fatalf("the first card names %q", names)
	}
	n.to("Open Today", "Wednesday 3 March")
	n.follow(names, nil)
	n.waits("Done today")
	n.to(n.training(), "I have done it")
	n.to("I have done it", "Visit a home without signal")
	n.sheet.note("newcomer", "a visit by its card, taps", fmt.Sprint(n.taps), "")
	n.lap()

	n.to("All cards", "1 of 9 done")
	n.to("Open Reports: Write a report", "Nothing due and nothing in hand")
	names = n.card("Write a report")
	n.to("Close", "New report")
	n.follow(names, n.writes())
	n.waits("Signed, version 1")
	n.to(n.training(), "I have done it")
	n.to("I have done it", "Visit a home without signal")
	n.to("All cards", "2 of 9 done")
	n.sheet.note("newcomer", "a report by its card, taps", fmt.Sprint(n.taps), "")
	took := time.Since(began)
	n.clean(t)
	n.kill()

	isla := func(kind string) []record { return h.records(t, h.at("tablet"), "--child", isla, "--kind", kind) }
	visit := has(t, "the visit", isla("contact"), func(r record) bool { return r.text("on") == "2027-03-03" && r.text("status") == "attended" })
	for _, words := range []string{"Feet off floor", "Used a sloping board to finish the line"} {
		has(t, words, isla("observation"), func(r record) bool { return r.text("contact") == visit.ID && r.text("text") == words })
	}
	has(t, "the signed report", isla("report"), func(r record) bool {
		return r.text("report_kind") == "school-advice" && r.text("signed_on") == "2027-03-03"
	})
	if took > newcomerTime {
		t.Errorf("it took %v, the budget is %v", took, newcomerTime)
	}
	for _, x := range sheet.figures {
		t.Logf("%s: %s", x.what, x.got)
	}
	t.Logf("in all %.0f s by a machine’s hand, %d words typed; the budget is %v", took.Seconds(), n.typed, newcomerTime)
}
