package firstrun_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/secret"
	"github.com/fieldfare/fieldfare/assessments"
)

const paper = "ABCD-EFGH-JKMN-PQRS-TVWX-YZ23-3456"

// notes is a Maker that only remembers what it was asked.
type notes struct {
	passphrase, listed, service, code string
	practice                          bool
	me                                assessments.Person
	fail                              error
	told                              []firstrun.Progress
	fetched                           int
	hang                              bool // the download is on its way as long as the test looks
}

func (n *notes) Make(_ context.Context, p string, practice bool) (string, error) {
	n.passphrase, n.practice = p, practice
	return paper, n.fail
}
func (n *notes) List(_ context.Context, name string) error { n.listed = name; return n.fail }
func (n *notes) Join(_ context.Context, service, code string) (string, error) {
	n.service, n.code = service, code
	return "Example Children’s Therapy Service", n.fail
}
func (n *notes) Introduce(_ context.Context, me assessments.Person) error { n.me = me; return n.fail }
func (n *notes) Fetch(_ context.Context, told func(firstrun.Progress)) error {
	n.fetched++
	for _, p := range n.told {
		told(p)
	}
	return n.fail
}

// run is a set-up on a bench.
type run struct {
	*kittest.Bench
	n         *notes
	done      int
	later     bool
	clipboard string
	now       time.Time
}

func begin(t *testing.T, b *kittest.Bench, n *notes, shared bool) *run {
	t.Helper()
	r := &run{Bench: b, n: n, now: time.Date(2026, 11, 24, 9, 12, 0, 0, time.UTC)}
	m := firstrun.NewModel(n)
	m.Shared = shared
	w := firstrun.Window{Load: kit.AtOnce, Now: func() time.Time { r.now = r.now.Add(10 * time.Second); return r.now }, UI: func(f func()) { f() },
		Clipboard: func() string { return r.clipboard }, Done: func(later bool) { r.done++; r.later = later }}
	if shared {
		w.Back = func() {}
	}
	if n.hang { // only the first steps are done at once
		w.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
			if err := work(ctx); n.fetched == 0 {
				show(err)
			}
		}
	}
	b.Show(firstrun.NewScreen(context.Background(), m, w).Content())
	return r
}

func (r *run) choose() {
	r.Type("Passphrase", "snail beanbag tights")
	r.Type("Passphrase again", "snail beanbag tights")
	r.Tap("Go on")
}

// readBack types the groups that are asked for.
func (r *run) readBack() {
	r.Tap("I have written it down")
	groups := secret.Groups(paper)
	for i, g := range groups {
		label := fmt.Sprintf("Group %d", i+1)
		if strings.Contains(r.Texts(), label+"\n") {
			r.Type(label, strings.ToLower(g))
		}
	}
	r.Tap("Go on")
}

func TestScreen_SetsUpATablet(t *testing.T) {
	b := kittest.Open(t, 1280, 800)
	n := &notes{}
	r := begin(t, b, n, false)
	b.Picture("firstrun-passphrase")
	b.Sound()

	b.Tap("Go on")
	b.Shows("Enter a passphrase")
	b.Type("Passphrase", "snail")
	b.Shows("Too short so far: 5 more")
	b.Type("Passphrase", " beanbag tights")
	b.Shows("Fair: one more word")
	b.Tap("Go on")
	b.Shows("Enter the same passphrase again")
	if n.passphrase != "" {
		t.Fatal("a passphrase that was not repeated was taken")
	}
	b.Type("Passphrase again", "snail beanbag tights")
	b.Tap("Go on")
	if n.passphrase != "snail beanbag tights" || n.practice || n.listed != "" {
		t.Fatalf("made with %q, practice %v, listed %q", n.passphrase, n.practice, n.listed)
	}
	b.Picture("firstrun-recovery")
	b.Sound()
	b.Tap("I have written it down")
	b.Tap("Go on")
	b.Shows("from your paper")
	b.Picture("firstrun-readback")
	b.Sound()
	b.Tap("Show the code again")
	b.Shows("ABCD", "3456")
	r.readBack()
	b.Tap("Go on")
	if n.me.Name != "" {
		t.Fatal("a therapist without a name was taken")
	}
	b.Type("Full name", "Bryony Quillfeather")
	b.Tap("Go on")
	b.Picture("firstrun-join")
	b.Sound()
	b.Type("Address of your service", "http://127.0.0.1:1")
	b.Type("One-use code", "snail-4821")
	b.Tap("Join")
	if r.done != 1 || r.later || n.service != "http://127.0.0.1:1" || n.code != "snail-4821" || n.me.Name != "Bryony Quillfeather" {
		t.Errorf("done %d with %+v", r.done, n)
	}
}

func (r *run) joining() {
	r.choose()
	r.readBack()
	r.Type("Full name", "Bryony Quillfeather")
	r.Tap("Go on")
}

func TestScreen_TakesAnInvitationInOneString(t *testing.T) {
	for name, give := range map[string]func(r *run){
		"pasted": func(r *run) { r.clipboard = "https://central.example/#K7QD-04XZ"; r.Tap("Paste") },
		"typed":  func(r *run) { r.Type("One-use code", "https://central.example/#K7QD-04XZ") },
		"as the address": func(r *run) {
			r.Type("Address of your service", "https://central.example/#K7QD-04XZ")
		},
	} {
		t.Run(name, func(t *testing.T) {
			n := &notes{}
			r := begin(t, kittest.Open(t, 1280, 1000), n, false)
			r.joining()
			r.Tap("Paste") // with nothing to paste
			r.Shows("Copy the code, or the words of the QR code, then tap Paste")
			give(r)
			r.Tap("Join")
			if n.service != "https://central.example" || n.code != "K7QD-04XZ" || r.done != 1 {
				t.Errorf("joined %q with %q, done %d", n.service, n.code, r.done)
			}
		})
	}
}

func TestScreen_FetchMovesAndGoesOnLater(t *testing.T) {
	b := kittest.Open(t, 1280, 1000)
	n := &notes{hang: true, told: []firstrun.Progress{{Children: 41, Of: 63, Part: 0.5, Visits: 4}}}
	r := begin(t, b, n, false)
	r.joining()
	b.Type("Address of your service", "https://central.example")
	b.Type("One-use code", "snail-4821")
	b.Tap("Join")
	b.Shows("Done. Example Children’s Therapy Service", "41 of 63 children, a few seconds left", "4 visits of today are here already")
	b.Picture("firstrun-fetch")
	b.Sound()
	if r.done != 0 {
		t.Fatal("it went on by itself")
	}
	b.Tap("Stop and go on later")
	if r.done != 1 || !r.later {
		t.Errorf("done %d, later %v", r.done, r.later)
	}
}

func TestScreen_FetchThatFailsCanBeTriedAgain(t *testing.T) {
	b := kittest.Open(t, 1280, 1000)
	n := &notes{}
	r := begin(t, b, n, false)
	r.joining()
	b.Type("Address of your service", "https://central.example")
	b.Type("One-use code", "snail-4821")
	fetch := &failing{notes: n}
	m := firstrun.NewModel(fetch)
	m.Step = firstrun.StepFetch
	b.Show(firstrun.NewScreen(context.Background(), m, firstrun.Window{Load: kit.AtOnce, Now: time.Now, UI: func(f func()) { f() }, Done: func(bool) { r.done++ }}).Content())
	b.Shows("Not everything is here yet", "No signal. What came is kept.")
	b.Picture("firstrun-fetch-failed")
	b.Sound()
	b.Tap("Try again")
	if fetch.n != 2 || r.done != 1 {
		t.Errorf("fetched %d times, done %d", fetch.n, r.done)
	}
}

// failing fetches only the second time.
type failing struct {
	*notes
	n int
}

func (f *failing) Fetch(context.Context, func(firstrun.Progress)) error {
	if f.n++; f.n == 1 {
		return assessments.Errorf(assessments.Unavailable, "x", "No signal.")
	}
	return nil
}

func TestScreen_PracticeNeedsNoServiceAndNoPaper(t *testing.T) {
	n := &notes{}
	r := begin(t, kittest.Open(t, 800, 1280), n, false)
	r.Sound()
	r.Tap("Practise")
	r.choose()
	r.Tap("I have written it down")
	if r.done != 1 || !n.practice {
		t.Errorf("done %d, practice %v", r.done, n.practice)
	}
}

func TestScreen_OneMoreTherapistIsListed(t *testing.T) {
	n := &notes{}
	r := begin(t, kittest.Open(t, 1280, 1000), n, true)
	r.Shows("Add a therapist")
	r.choose()
	r.Shows("Enter a name for the unlock screen")
	r.Sound()
	r.Type("Name on the unlock screen", "Sam O.")
	r.Picture("firstrun-shared")
	r.Tap("Go on")
	if n.listed != "Sam O." || n.passphrase == "" {
		t.Errorf("listed as %q", n.listed)
	}
}

func TestScreen_SaysWhatWentWrong(t *testing.T) {
	n := &notes{fail: assessments.Errorf(assessments.Unavailable, "x", "The disk is full. Free some space; nothing was made.")}
	r := begin(t, kittest.Open(t, 1280, 800), n, false)
	r.choose()
	r.Shows("The disk is full. Free some space; nothing was made.")
	if r.done != 0 {
		t.Error("it went on")
	}
}

func TestProgress_SaysHowLong(t *testing.T) {
	for _, c := range []struct {
		p     firstrun.Progress
		since time.Duration
		want  string
	}{
		{firstrun.Progress{}, 0, "Asking your service"},
		{firstrun.Progress{Children: 1}, time.Second, "1 child so far"},
		{firstrun.Progress{Children: 2, Of: 63, Part: 0.01}, time.Minute, "2 of 63 children"},
		{firstrun.Progress{Children: 41, Of: 63, Part: 0.5}, time.Minute, "41 of 63 children, about 1 minute left"},
		{firstrun.Progress{Children: 41, Of: 63, Part: 0.5}, time.Second, "41 of 63 children"},
		{firstrun.Progress{Children: 9, Of: 63, Part: 0.1}, time.Minute, "9 of 63 children, about 9 minutes left"},
		{firstrun.Progress{Children: 60, Of: 63, Part: 0.9}, 5 * time.Minute, "60 of 63 children, less than a minute left"},
		{firstrun.Progress{Children: 64, Of: 63, Part: 1}, time.Minute, "63 of 63 children"},
	} {
		if got := c.p.Words(c.since); got != c.want {
			t.Errorf("%+v after %v: %q, want %q", c.p, c.since, got, c.want)
		}
	}
}

func TestScreen_IsSoundEverywhere(t *testing.T) {
	for _, size := range [][2]float32{{1280, 800}, {800, 1280}, {390, 844}, {412, 892}, {1440, 900}} {
		for _, th := range []kit.Theme{{Variant: kit.VariantLight, Text: 16}, {Variant: kit.VariantDark, Text: 20}} {
			t.Run(fmt.Sprintf("%v text %d", size, th.Text), func(t *testing.T) {
				b := kittest.Open(t, size[0], size[1])
				b.Theme(th)
				n := &notes{hang: true, told: []firstrun.Progress{{Children: 41, Of: 63, Part: 0.5, Visits: 4}}}
				r := begin(t, b, n, true)
				look := func(step string) {
					b.Sound()
					if size[0] == 390 {
						b.Picture(fmt.Sprintf("firstrun-walk-%s-%d", step, th.Text))
					}
				}
				look("passphrase")
				tap := func(name string) { press(b, name) }
				b.Type("Name on the unlock screen", "Wilhelmina-Bartholomea Featherstonehaugh")
				b.Type("Passphrase", "snail beanbag tights")
				b.Type("Passphrase again", "snail beanbag tights")
				tap("Go on")
				look("recovery")
				tap("I have written it down")
				look("readback")
				for i, g := range secret.Groups(paper) {
					if label := fmt.Sprintf("Group %d", i+1); strings.Contains(r.Texts(), label+"\n") {
						b.Type(label, g)
					}
				}
				tap("Go on")
				look("you")
				b.Type("Full name", "Wilhelmina-Bartholomea Featherstonehaugh-Cholmondeley")
				tap("Go on")
				look("join")
				b.Type("Address of your service", "https://central.example")
				b.Type("One-use code", "snail-4821")
				tap("Join")
				look("fetch")
			})
		}
	}
}

// press presses a control by the keyboard, wherever it has scrolled to.
func press(b *kittest.Bench, name string) {
	b.Window.Canvas().Focus(b.Find(name).Object.(fyne.Focusable))
	b.Key(fyne.KeySpace)
}
