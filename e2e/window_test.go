package e2e

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// visitDay is when the window tests take place: the morning on which the notebook plans Isla's next visit.
const visitDay = "2026-11-24T09:26:00Z"

// onVisitDay starts the service with its clock on that day.
func onVisitDay(t testing.TB) *service {
	t.Helper()
	day, err := time.Parse(time.RFC3339, visitDay)
	must(t, err)
	s := &service{where: []string{"--data", t.TempDir()}, clock: time.Until(day).Round(time.Second)}
	s.open(t)
	return s
}

// shoot saves a picture for the README and docs when they are wanted.
func (p *tablet) shoot(t testing.TB, name string) {
	t.Helper()
	dir := os.Getenv("FIELDFARE_PICTURES")
	if dir == "" {
		return
	}
	p.desk.xdotool(t, "mousemove", "1279", "799") // no pointer over anything
	must(t, os.MkdirAll(dir, 0o755))
	p.still(t)
	p.desk.picture(t, filepath.Join(dir, name+".png"))
}

// still waits until nothing on the screen has changed for a moment; a running clock changes it once a second.
func (p *tablet) still(t testing.TB) {
	t.Helper()
	last, since := "", time.Now()
	until(t, "the screen to stand still", func() bool {
		if now := fmt.Sprint(p.look()); now != last {
			last, since = now, time.Now()
		}
		return last != "[]" && time.Since(since) > 700*time.Millisecond
	})
}

// write puts the cursor into a field and types.
func (p *tablet) write(t testing.TB, field, text string) {
	t.Helper()
	p.into(t, field)
	p.types(t, text)
	p.holds(t, field, text)
}

// holds waits until a field shows a text.
func (p *tablet) holds(t testing.TB, field, text string) {
	t.Helper()
	defer p.explain(t)
	until(t, fmt.Sprintf("%q in %q", text, field), func() bool {
		x, ok := p.find("field", field)
		return ok && (x.Value == text || strings.HasPrefix(field, "Passphrase")) // which is not in the layout
	})
}

// unlock opens the store with the passphrase.
func (p *tablet) unlock(t testing.TB) {
	t.Helper()
	p.into(t, "Passphrase")
	p.types(t, passphrase)
	p.key(t, "Return")
	defer p.explain(t)
	until(t, "the store to open", func() bool { _, still := p.find("tap", "Unlock"); return !still && len(p.look()) > 0 })
}

// tab taps one of the tabs of a child's home, which may be called as an item of the rail is.
func (p *tablet) tab(t testing.TB, name string) {
	t.Helper()
	defer p.explain(t)
	var at placed
	until(t, "the tab "+name, func() bool {
		if !p.settled() {
			return false
		}
		for _, x := range p.look() {
			if x.Kind == "tap" && x.Text == name && x.X > 100 && x.Y > 60 && x.Y < 160 {
				at = x
				return true
			}
		}
		return false
	})
	p.desk.xdotool(t, "mousemove", fmt.Sprint(int(at.X+at.W/2)), fmt.Sprint(int(at.Y+at.H/2)), "mousedown", "1", "sleep", "0.08", "mouseup", "1")
}

// knowsIsla gives the service Isla's records from the tablet of one therapist, and the right to them to another. It returns that tablet's
// store.
func (s *service) knowsIsla(t *testing.T, h house, from, to string) (lead string) {
	t.Helper()
	lead = h.at("lead")
	h.ctl(t, "", "init", "--store", lead)
	h.ctl(t, "", "import", "--store", lead, demo("isla.json"), "--now", visitDay)
	h.ctl(t, "", "enrol", "--store", lead, "--central", s.url, "--code", s.code(t, from), "--now", visitDay)
	h.ctl(t, "", "sync", "--store", lead, "--now", visitDay)
	s.admin(t, "grant", "--child", isla, "--therapist", to)
	return lead
}

// TestWindow_FirstDay is a therapist's first day with the app, by taps and keys only: setting up, a visit, a kill in the
// middle of a word, a goal, a row of provision, a signed report, and everything on the service when the network is back.
func TestWindow_FirstDay(t *testing.T) {
	s := onVisitDay(t)
	h, tenant := newHouse(t), s.tenant(t)
	sam, robin := s.therapist(t, tenant, "Sam Okoro"), s.therapist(t, tenant, "Robin Vale")

	lead := s.knowsIsla(t, h, sam, robin)
	for _, r := range h.records(t, lead) {
		if r.Setting == r.ID {
			s.admin(t, "grant", "--setting", r.ID, "--therapist", robin)
		}
	}

	d := newDesk(t, "1280x800")
	store := h.at("tablet")
	p := newTablet(t, d, store, "--now", visitDay)
	setUp(t, p, s.url, s.code(t, robin))
	p.sees(t, "1 visit today")
	p.sees(t, "All sent")

	s.kill() // from here on there is no network
	visit(t, p)
	goal(t, p)
	provision(t, p)
	sign(t, p)
	outbox(t, p)

	s.open(t)
	p.tapTo(t, "Send now", "All sent")
	arrived(t, s, tenant)

	// The device and the service hold the very same bytes.
	p.kill()
	h.verify(t, store)

	// Nothing of the day can be read in any file that the app left: its store, its preferences, its caches.
	words := known(t, s.admin(t, "export", "--tenant", tenant))
	words.add("Shakes her hand after two li", "Robin Vale", passphrase, s.url)
	words.forget(t, h)
	words.look(t, h, 4)
	must(t, os.Remove(filepath.Join(d.dir, "rc.xml"))) // the window manager's, with its own words
	if found, files := words.find(t, d.dir); len(found) > 0 || files == 0 {
		t.Errorf("of %d files in the app's home: %v", files, found)
	}

	h.ctl(t, "", "sync", "--store", store, "--now", visitDay)
	if device, centre := h.ctl(t, "", "export", "--store", store), s.admin(t, "export", "--tenant", tenant); !within(t, device, centre) {
		t.Error("the service has not what the tablet has")
	}
}

// setUp walks through first run.
func setUp(t *testing.T, p *tablet, url, code string) {
	t.Helper()
	p.write(t, "Passphrase", passphrase)
	p.write(t, "Passphrase again", passphrase)
	p.tapTo(t, "Go on", "I have written it down")
	p.readBack(t, "Full name")
	p.write(t, "Full name", "Robin Vale")
	p.write(t, "HCPC registration", "OT012345")
	p.write(t, "Band", "6")
	p.tapTo(t, "Go on", "Address of your service")
	p.write(t, "Address of your service", url)
	p.write(t, "One-use code", code)
	p.tap(t, "Join")
}

// readBack writes the recovery code down, as a person does, and types the groups that are asked for.
func (p *tablet) readBack(t *testing.T, leads string) {
	t.Helper()
	var paper []string
	for _, x := range p.look() {
		if x.Kind == "text" && recoveryGroup.MatchString(x.Text) {
			paper = append(paper, x.Text)
		}
	}
	if len(paper) != 7 {
		p.explain(t)
		t.Fatalf("the recovery code on the screen has the groups %q", paper)
	}
	p.tapTo(t, "I have written it down", "Show the code again")
	for i, group := range paper {
		if label := fmt.Sprintf("Group %d", i+1); p.shows(label) {
			p.write(t, label, group)
		}
	}
	p.tapTo(t, "Go on", leads)
}

var recoveryGroup = regexp.MustCompile(`^[0-9A-HJKMNP-TV-Z]{4}$`)

const noteBox = "Write a note, Enter stamps it"

// visit stamps what is seen, is killed in the middle of a word, and ends the visit.
func visit(t *testing.T, p *tablet) {
	t.Helper()
	p.tapTo(t, "Start visit", "Tap a tile or write a note")
	p.tapTo(t, "Feet off floor", "Sitting, saved")
	p.write(t, noteBox, "Hooked wrist on the left, page tilted")
	p.key(t, "Return")
	p.tap(t, "Alone")
	p.tapTo(t, "Hands", "Letters off the line")
	p.tap(t, "Letters off the line")
	p.tap(t, "Add one, Verbal prompt")
	p.tap(t, "Add one, Verbal prompt")
	p.gone(t, "Undo")
	p.shoot(t, "capture")

	p.write(t, noteBox, "Shakes her hand after two li")
	p.still(t) // the store may be a second behind the keyboard, not more
	p.kill()
	p.open(t)
	p.shoot(t, "unlock")
	p.unlock(t)
	p.holds(t, noteBox, "Shakes her hand after two li")
	p.sees(t, "Slope and chair check")
	p.sees(t, "Letters off the line")
	p.sees(t, "Hooked wrist on the left, page tilted")
	p.into(t, noteBox)
	p.key(t, "End")
	p.types(t, "nes")
	p.holds(t, noteBox, "Shakes her hand after two lines")
	p.tapTo(t, "Finish", "Check and finish")
	p.sees(t, "Shakes her hand after two lines")
	p.tap(t, "Writing")
	p.tapTo(t, "Done", "Finished")
}

// goal scores Isla's writing.
func goal(t *testing.T, p *tablet) {
	t.Helper()
	p.tapTo(t, "Children", "Isla Maeve")
	p.tapTo(t, "Isla Maeve…", "24 November, school visit")
	p.gone(t, "Undo")
	p.shoot(t, "child")
	p.tapTo(t, "A sentence with 80%…", "Tap to score today")
	p.tapTo(t, "+1, …", "Scored +1 today")
	p.gone(t, "Undo")
	p.shoot(t, "goal")
	p.tapTo(t, "Back", "Sharing")
}

// provision adds a row with its hours and its section.
func provision(t *testing.T, p *tablet) {
	t.Helper()
	p.tab(t, "Reports")
	p.tapTo(t, "Provision", "Add a row")
	p.tapTo(t, "Add a row", "New row")
	p.holds(t, "What", "")
	p.write(t, "What", "Keyboard practice on a school laptop")
	p.write(t, "Who", "Ms Tamsin Fennywell")
	p.write(t, "Minutes", "15")
	p.write(t, "Times", "2")
	p.tap(t, "Yes")
	p.tap(t, "Teaches a skill")
	p.sees(t, "19.0")          // 15 minutes twice a week in 38 weeks
	p.sees(t, "78.7 h a year") // with the notebook's 59.7
	p.gone(t, "Undo")
	p.shoot(t, "provision")
	p.tapTo(t, "Back", "New report")
}

// sign writes the EHC advice, reads it and signs it.
func sign(t *testing.T, p *tablet) {
	t.Helper()
	p.tapTo(t, "New report", "For a school or nursery: page one is the whole message")
	p.tapTo(t, "EHC advice", "Who this is about")
	p.sees(t, "Robin Vale")
	p.shoot(t, "composer")
	p.tapTo(t, "Check", "Nothing stops you from signing")
	p.tapTo(t, "Preview and sign", "Page 1 of")
	p.tapTo(t, "Sign", "Sign now")
	p.types(t, passphrase) // the keyboard is there already
	p.tapTo(t, "Sign now", "Signed")
}

// outbox shows what waits for the network.
func outbox(t *testing.T, p *tablet) {
	t.Helper()
	p.tapTo(t, "Outbox", "sent with the next signal")
	p.still(t)
	p.shoot(t, "outbox")
}

// gone waits until a control is no longer offered.
func (p *tablet) gone(t testing.TB, name string) {
	t.Helper()
	defer p.explain(t)
	until(t, name+" to go", func() bool { _, there := p.find("tap", name); return !there })
}

// arrived waits until the service has the day's work.
func arrived(t *testing.T, s *service, tenant string) {
	t.Helper()
	type bundle struct{ Records []record }
	find := func(kind string, is func(record) bool) func() bool {
		return func() bool {
			for _, r := range decode[bundle](t, s.admin(t, "export", "--tenant", tenant)).Records {
				if r.Kind == kind && is(r) {
					return true
				}
			}
			return false
		}
	}
	note := func(text string) func(record) bool { return func(r record) bool { return r.text("text") == text } }
	until(t, "the tile's note", find("observation", note("Feet off floor")))
	until(t, "the note that was killed", find("observation", note("Shakes her hand after two lines")))
	until(t, "the typed note and its help", find("observation", func(r record) bool {
		return r.text("text") == "Hooked wrist on the left, page tilted" && r.text("help") != ""
	}))
	until(t, "the visit", find("contact", func(r record) bool { return r.text("on") == "2026-11-24" && r.text("status") == "attended" }))
	until(t, "the score", find("goal_review", func(r record) bool { return r.text("on") == "2026-11-24" && string(r.Fields["level"]) == "1" }))
	until(t, "the row", find("provision", func(r record) bool { return r.text("what") == "Keyboard practice on a school laptop" }))
	var signed record
	until(t, "the signed report", find("report", func(r record) bool {
		signed = r
		return r.text("report_kind") == "ehc-advice" && r.text("signed_on") == "2026-11-24"
	}))
	paper(t, signed.text("pdf"))
	until(t, "the therapist", find("person", func(r record) bool { return r.text("name") == "Robin Vale" && r.text("hcpc") == "OT012345" }))
}

// paper checks the signed PDF, as a reader gets it from the service.
func paper(t *testing.T, encoded string) {
	t.Helper()
	pdf, err := base64.StdEncoding.DecodeString(encoded)
	must(t, err)
	file := filepath.Join(t.TempDir(), "signed.pdf")
	must(t, os.WriteFile(file, pdf, 0o600))
	if out, err := exec.Command(testkit.Tool(t, "qpdf", "qpdf"), "--check", file).CombinedOutput(); err != nil {
		t.Errorf("the signed PDF: %v %s", err, out)
	}
	raw, err := exec.Command(testkit.Tool(t, "pdftotext", "poppler-utils"), file, "-").Output()
	must(t, err)
	words := strings.Join(strings.Fields(string(raw)), " ")
	for _, want := range []string{"Robin Vale, occupational therapist, Band 6", "Keyboard practice on a school laptop", "Signed"} {
		if !strings.Contains(words, want) {
			t.Errorf("the signed PDF does not say %q", want)
		}
	}
	if strings.Contains(words, "Draft, not signed") {
		t.Error("the signed PDF calls itself a draft")
	}
}

// within reports whether every record of one bundle stands in the other, the same in every field.
func within(t *testing.T, part, all string) bool {
	t.Helper()
	type bundle struct{ Records []json.RawMessage }
	have := map[string]bool{}
	for _, r := range decode[bundle](t, all).Records {
		have[string(r)] = true
	}
	ok := true
	for _, r := range decode[bundle](t, part).Records {
		if !have[string(r)] {
			t.Errorf("the service does not have, as it stands on the tablet: %s", r)
			ok = false
		}
	}
	return ok
}

// TestWindow_Practice sets the tablet up to practise, on a day with visits: the fictitious caseload is there and says what
// it is.
func TestWindow_Practice(t *testing.T) {
	h, d := newHouse(t), newDesk(t, "1280x800")
	p := newTablet(t, d, h.at("tablet"), "--now", "2026-12-07T08:40:00Z")
	p.tapAway(t, "Practise", "Join your service")
	p.write(t, "Passphrase", passphrase)
	p.write(t, "Passphrase again", passphrase)
	p.tapTo(t, "Go on", "I have written it down")
	p.tapTo(t, "I have written it down", "3 visits today")
	p.sees(t, "Practice: nothing leaves this tablet")
	p.shoot(t, "today")
	p.tapTo(t, "Children", "Isla Maeve O'Thistlewood")
	p.sees(t, "12 children")
	p.shoot(t, "children")
}
