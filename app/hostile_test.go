package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// strange are words that a keyboard or a copied message brings: a picture of several runes, right-to-left with marks, letters built of
// combining marks, a mark that turns the direction, an empty letter, and one long run without a place to break.
const strange = "👩🏽‍🦽 שָׁלוֹם مرحبا e̋́̀ \u202eabc\u202c\u200b Zażółć" + "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"

// TestStrangeWordsInEveryField types them into every field of every screen on a phone: nothing breaks, nothing is said to have failed,
// and the screen stays sound. They are rubbed out again, so that one field is looked at and not the sum of them.
func TestStrangeWordsInEveryField(t *testing.T) {
	if raced {
		return // one goroutine types; ten times as slow it tells nothing more
	}
	w := newWorld(t)
	typed := 0
	for _, v := range stops {
		b := kittest.Open(t, 390, 844)
		leave := w.show(b, v)
		for at := 0; at < len(fields(b)); at++ {
			f := fields(b)[at]
			field := f.Object.(fyne.Focusable)
			b.Window.Canvas().Focus(field)
			for _, r := range strange {
				field.TypedRune(r)
			}
			b.Settle()
			w.Hand.Turn(2 * time.Second)
			for _, fault := range b.Faults() {
				t.Errorf("%s, %q: %s", v.name, f.Text, fault)
			}
			for range strange {
				field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
			}
			b.Window.Canvas().Unfocus()
			b.Settle()
			w.Hand.Turn(2 * time.Second)
			typed++
		}
		leave()
		for _, err := range w.Failed {
			t.Errorf("%s: %v", v.name, err)
		}
		w.Failed = nil
	}
	if typed < 100 {
		t.Errorf("only %d fields were found", typed)
	}
}

func fields(b *kittest.Bench) (out []kit.Placed) {
	for _, p := range b.Placed() {
		if p.Kind == "field" {
			out = append(out, p)
		}
	}
	return out
}
