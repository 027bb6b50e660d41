package share_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/widget"

	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/app/session/sessiontest"
	"github.com/fieldfare/fieldfare/app/share"
	"github.com/fieldfare/fieldfare/app/shell"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// ends lets every consent for the school, or for other roles, end on a day.
func ends(t *testing.T, d *sessiontest.Desk, child assessments.ID, on assessments.Date, roles ...string) {
	t.Helper()
	if len(roles) == 0 {
		roles = []string{"school"}
	}
	for _, r := range records(t, d, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindBasis}}) {
		if slices.Contains(roles, r.Fields.Text("recipient")) {
			put(t, d, r, "withdrawn_on", string(on))
		}
	}
}

// told fails the test unless the last sentence shown says all of the words.
func told(t *testing.T, d *sessiontest.Desk, words ...string) {
	t.Helper()
	if len(d.Failed) == 0 {
		t.Fatalf("nothing was said; want %q", words)
	}
	got := assessments.Sentence(d.Failed[len(d.Failed)-1])
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("said %q, without %q", got, w)
		}
	}
}

// copying has confirmed a copy for the portal, and stands in the system's question where it goes.
func copying(t *testing.T) (d *sessiontest.Desk, child assessments.ID, s shell.Screen, b *kittest.Bench, folder string) {
	t.Helper()
	folder = t.TempDir()
	t.Setenv("HOME", folder) // where the question begins
	d, child, report := desk(t)
	b = kittest.Open(t, 1184, 900)
	s = share.NewScreen(d.Session, child, session.ShareArg(share.ByPortal, report))
	b.Show(s.Content())
	kittest.Act(t, s.Frame().Actions, "Confirm and save the copy")
	return d, child, s, b, folder
}

// here saves under the name that is offered.
func here(t *testing.T, b *kittest.Bench) {
	t.Helper()
	name, ok := b.Window.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatal("nobody asks where the copy goes")
	}
	name.OnSubmitted(name.Text)
}

func files(t *testing.T, folder string) []string {
	t.Helper()
	out, err := filepath.Glob(filepath.Join(folder, "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What a family takes back while the question where the copy goes is open counts before a word is written.
func TestCopy_NoneIsMadeOnceTheConsentHasEnded(t *testing.T) {
	d, child, _, b, folder := copying(t)
	ends(t, d, child, d.Today())
	here(t, b)
	if left := files(t, folder); len(left) != 0 || len(list(t, d, child)) != 0 {
		t.Errorf("left behind: %q", left)
	}
	told(t, d, "No copy was made", "Consent was taken back")
	b.Shows("Ended")
}

func TestCopy_OneThatIsNotRecordedIsToBeDeleted(t *testing.T) {
	d, child, _, b, folder := copying(t)
	ends(t, d, child, d.Today().AddDays(1))
	d.Now = func() time.Time { // midnight passes once the copy lies there
		for _, f := range files(t, folder) {
			if at, err := os.Stat(f); err == nil && at.Size() > 0 {
				return morning.AddDate(0, 0, 1)
			}
		}
		return morning
	}
	here(t, b)
	left := files(t, folder)
	if len(left) != 1 || len(list(t, d, child)) != 0 {
		t.Fatalf("left %q, recorded %+v: the test asks nothing", left, list(t, d, child))
	}
	told(t, d, "not recorded", "delete “"+filepath.Base(left[0])+"”", "Consent was taken back")
}

func TestCopy_IsRecordedThoughItsScreenWasLeft(t *testing.T) {
	d, child, s, b, folder := copying(t)
	s.Leave()
	here(t, b)
	if left, x := files(t, folder), list(t, d, child); len(left) != 1 || len(x) != 1 || x[0].V.Way != share.ByPortal {
		t.Errorf("left %q, recorded %+v", left, x)
	}
	if len(d.Failed) > 0 {
		t.Error(d.Failed)
	}
}

func TestPaper_PagesThatAreNotRecordedAreToBeDestroyed(t *testing.T) {
	d, child, report := desk(t)
	printed := 0
	d.Print = func([]byte) bool { printed++; ends(t, d, child, d.Today()); return true }
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, session.ShareArg(share.OnPaper, report))
	b.Show(s.Content())
	kittest.Act(t, s.Frame().Actions, "Confirm and print")
	if printed != 1 || len(list(t, d, child)) != 0 {
		t.Fatalf("printed %d times, recorded %+v", printed, list(t, d, child))
	}
	told(t, d, "not recorded", "destroy what was printed", "Consent was taken back")
	b.Shows("Ended")
}

// Between the PIN, the pages and the viewer a family may take back its yes: then nothing is printed.
func TestPaper_NothingIsPrintedOnceTheConsentHasEnded(t *testing.T) {
	d, child, report := desk(t)
	d.Print = func([]byte) bool { t.Error("it was printed"); return true }
	b := kittest.Open(t, 1184, 644)
	s := share.NewScreen(d.Session, child, session.ShareArg(share.OnPaper, report))
	b.Show(s.Content())
	load := d.Load
	d.Load = func(ctx context.Context, work func(context.Context) error, show func(error)) {
		d.Load = load
		load(ctx, work, func(err error) { ends(t, d, child, d.Today()); show(err) })
	}
	kittest.Act(t, s.Frame().Actions, "Confirm and print")
	b.Shows("Ended", "Nothing is shared")
}

// Who was chosen stays chosen when what was recorded sorts the readers differently.
func TestScreen_StaysWithItsReader(t *testing.T) {
	d, child, report := desk(t)
	ends(t, d, child, "2026-11-23", "gp", "la")
	b := kittest.Open(t, 1184, 2000)
	s := share.NewScreen(d.Session, child, session.ShareArg(share.ByPortal, report))
	b.Show(s.Content())
	b.Tap("LA SEND team")
	b.Shows("For LA SEND team", "Nothing is shared")
	b.Tap("Record a lawful reason")
	b.Type("Why, in your words", "A risk that cannot wait")
	b.Tap("Record the reason")
	b.Shows("For LA SEND team", "How it goes")
	d.Print = func([]byte) bool { return false }
	b.Tap("Larkbarrow Primary office")
	b.Tap("On paper")
	for _, r := range records(t, d, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson}}) {
		if r.Fields.Text("name") == senco { // who stood before
			write(t, d, d.Create(d.NewID(), r.Scope, &assessments.EnteredInError{Of: r.ID, Reason: "left", On: d.Today()}))
		}
	}
	kittest.Act(t, s.Frame().Actions, "Confirm and print")
	b.Shows("For Larkbarrow Primary office")
}
