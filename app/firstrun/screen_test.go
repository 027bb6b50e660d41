package firstrun_test

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/app/firstrun"
	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/assessments"
)

// notes is a Maker that only remembers what it was asked.
type notes struct {
	passphrase, service, code string
	practice                  bool
	me                        assessments.Person
	fail                      error
}

func (n *notes) Make(_ context.Context, p string, practice bool) (string, error) {
	n.passphrase, n.practice = p, practice
	return "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456", n.fail
}
func (n *notes) Join(_ context.Context, service, code string) error {
	n.service, n.code = service, code
	return n.fail
}
func (n *notes) Introduce(_ context.Context, me assessments.Person) error { n.me = me; return n.fail }

func TestScreen_SetsUpATablet(t *testing.T) {
	n, finished := &notes{}, false
	b := kittest.Open(t, 1280, 800)
	s := firstrun.NewScreen(context.Background(), firstrun.NewModel(n), kit.AtOnce, func() { finished = true })
	b.Show(s.Content())
	b.Picture("firstrun-passphrase")
	b.Sound()

	b.Tap("Go on")
	b.Shows("Enter a passphrase")
	b.Type("Passphrase", "snail beanbag tights")
	b.Tap("Go on")
	b.Shows("Enter the same passphrase again")
	if n.passphrase != "" {
		t.Fatal("a passphrase that was not repeated was taken")
	}
	b.Type("Passphrase again", "snail beanbag tights")
	b.Tap("Go on")
	if n.passphrase != "snail beanbag tights" || n.practice {
		t.Fatalf("made with %q, practice %v", n.passphrase, n.practice)
	}
	b.Picture("firstrun-recovery")
	b.Sound()
	b.Tap("I have written it down")
	b.Tap("Go on")
	if n.me.Name != "" {
		t.Fatal("a therapist without a name was taken")
	}
	b.Type("Full name", "Bryony Quillfeather")
	b.Tap("Go on")
	b.Picture("firstrun-join")
	b.Type("Address of your service", "http://127.0.0.1:1")
	b.Type("One-use code", "snail-4821")
	b.Tap("Join")
	if !finished || n.service != "http://127.0.0.1:1" || n.code != "snail-4821" || n.me.Name != "Bryony Quillfeather" {
		t.Errorf("finished %v with %+v", finished, n)
	}
}

func TestScreen_PracticeNeedsNoService(t *testing.T) {
	n, finished := &notes{}, false
	b := kittest.Open(t, 800, 1280)
	s := firstrun.NewScreen(context.Background(), firstrun.NewModel(n), kit.AtOnce, func() { finished = true })
	b.Show(s.Content())
	b.Sound()
	b.Type("Passphrase", "snail beanbag tights")
	b.Type("Passphrase again", "snail beanbag tights")
	b.Tap("Practise")
	b.Tap("I have written it down")
	if !finished || !n.practice {
		t.Errorf("finished %v, practice %v", finished, n.practice)
	}
}

func TestScreen_SaysWhatWentWrong(t *testing.T) {
	n := &notes{fail: assessments.Errorf(assessments.Unavailable, "x", "The disk is full. Free some space; nothing was made.")}
	b := kittest.Open(t, 1280, 800)
	s := firstrun.NewScreen(context.Background(), firstrun.NewModel(n), kit.AtOnce, func() { t.Error("it went on") })
	b.Show(s.Content())
	b.Type("Passphrase", "snail beanbag tights")
	b.Type("Passphrase again", "snail beanbag tights")
	b.Tap("Go on")
	b.Shows("The disk is full. Free some space; nothing was made.")
}

func TestCheckPassphrase(t *testing.T) {
	for _, c := range []struct {
		first, again string
		ok           bool
	}{{"", "", false}, {"          ", "          ", false}, {"snails", "snails", false}, {"snail tights", "snail tight", false},
		{"snail tights", "snail tights", true}, {"žluťoučký k", "žluťoučký k", true}} {
		if p, q := firstrun.CheckPassphrase(c.first, c.again); (p+q == "") != c.ok {
			t.Errorf("%q and %q: %q %q", c.first, c.again, p, q)
		}
	}
}
