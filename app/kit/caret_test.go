package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/app/kit/kittest"
)

// TestSecret_ItsCaretRestsWhileItIsJudged: after Enter nothing blinks, since each step of it paints the whole window while the tablet works on
// the passphrase. The keyboard stays there, and the caret comes back with the next letter or with what was wrong.
func TestSecret_ItsCaretRestsWhileItIsJudged(t *testing.T) {
	for _, next := range []struct {
		name string
		do   func(b *kittest.Bench, f *kit.Field)
	}{{"a letter", func(b *kittest.Bench, f *kit.Field) { f.Entry().TypedRune('x') }}, {"a sentence", func(b *kittest.Bench, f *kit.Field) { f.SetError("That is not the passphrase") }}} {
		b := kittest.Open(t, 400, 200)
		asked := 0
		f := kit.NewField("Passphrase", nil).Secret().OnEnter(func() { asked++ })
		b.Show(kit.Inset(24, f))
		caret := func() (n int) {
			img := b.Capture()
			for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
				for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
					if r, _, blue, _ := img.At(x, y).RGBA(); blue>>8 > r>>8+60 {
						n++
					}
				}
			}
			return n
		}
		f.Focus()
		f.Entry().TypedRune('p')
		if caret() == 0 {
			t.Fatal("no caret shows where letters go")
		}
		b.Key(fyne.KeyReturn)
		if n := caret(); n > 0 || asked != 1 {
			t.Errorf("while it is judged %d points of a caret show; asked %d times", n, asked)
		}
		if b.Canvas().Focused() != f.Entry() {
			t.Error("the keyboard is elsewhere")
		}
		if next.do(b, f); caret() == 0 {
			t.Errorf("after %s no caret shows", next.name)
		}
	}
}
