package app

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/app/help"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// The strip counts the cards that are there and those that are done, as the list of cards does.
func TestTraining_TheStripSaysWhatTheCardsSay(t *testing.T) {
	w := newWorld(t)
	at := 0
	for i, v := range stops {
		if v.name == "help" {
			at = i
		}
	}
	all := len(help.Cards())
	for done := 2; done <= all; done++ {
		b := kittest.Open(t, 1280, 4000)
		leave := w.show(b, stops[at])
		if ticked := strings.Count(b.Texts(), "Not done yet"); ticked != done {
			t.Errorf("%d cards are ticked, want %d", ticked, done)
		}
		b.Shows(fmt.Sprintf("Training, %d of %d", done, all), fmt.Sprintf("%d of %d done", done, all))
		leave()
		if done < all {
			if err := help.SetDone(t.Context(), w.Store, help.Cards()[done].ID, true); err != nil {
				t.Fatal(err)
			}
		}
	}
}
