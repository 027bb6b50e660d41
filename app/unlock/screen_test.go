package unlock_test

import (
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
	"github.com/fieldfare/fieldfare/app/unlock"
	"github.com/fieldfare/fieldfare/assessments"
)

func TestScreen_OpensWithThePassphraseOrTheCode(t *testing.T) {
	opened, asked := 0, []string{}
	open := func(_ context.Context, secret string, recovery bool) error {
		asked = append(asked, secret)
		if (secret == "snail beanbag tights") != recovery {
			return nil
		}
		return assessments.Errorf(assessments.Unauthorized, "x", "That is not the passphrase of this store. Nothing was changed; try again.")
	}
	b := kittest.Open(t, 1280, 800)
	s, ready := unlock.NewScreen(context.Background(), unlock.NewModel(open), "3 changes wait here safely while locked", kit.AtOnce, func() { opened++ })
	b.Show(s)
	ready()
	if b.Window.Canvas().Focused() == nil {
		t.Error("the keyboard is nowhere: a passphrase typed at once would be lost")
	}
	b.Picture("unlock")
	b.Sound()
	b.Tap("Unlock")
	b.Shows("Enter your passphrase.", "3 changes wait here safely while locked")
	if len(asked) != 0 {
		t.Fatal("an empty passphrase was tried")
	}
	b.Type("Passphrase", "wrong")
	b.Tap("Unlock")
	b.Shows("That is not the passphrase of this store. Nothing was changed; try again.")
	if opened != 0 {
		t.Fatal("a wrong passphrase opened the store")
	}
	b.Tap("I forgot my passphrase")
	b.Type("Recovery code", "ABCD-EFGH")
	b.Tap("Unlock")
	if opened != 1 || asked[len(asked)-1] != "ABCD-EFGH" {
		t.Errorf("opened %d times, asked %q", opened, asked)
	}
}

func TestNotice_SaysWhatHappenedAndGoesOn(t *testing.T) {
	begun := 0
	b := kittest.Open(t, 1280, 800)
	words := "This tablet was wiped by your service on 21 November 2026. Nothing of the records is left on it. What you had saved was sent to your service first. Ask your lead."
	b.Show(unlock.NewNotice("This tablet was wiped", words, "Set it up again", func() { begun++ }))
	b.Picture("wiped")
	b.Sound()
	b.Shows("This tablet was wiped", words)
	b.Tap("Set it up again")
	if begun != 1 {
		t.Errorf("it began %d times", begun)
	}
}

func TestScreen_SaysHowTheTabletStands(t *testing.T) {
	words := "Your service has suspended this tablet. What you save is kept and sent; nothing new comes in. Ask your lead."
	b := kittest.Open(t, 1280, 800)
	s, _ := unlock.NewScreen(context.Background(), unlock.NewModel(nil), words, kit.AtOnce, func() {})
	b.Show(s)
	b.Picture("suspended")
	b.Sound()
	b.Shows(words)
}
