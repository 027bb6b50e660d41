package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ownLetters tells whether the letters of the look have all of a text. Fyne reads a whole set of fonts for each style, its own and the
// system's for what a theme's font lacks: 9 MB, and 20 ms of a start, for the bold style alone. Text that lacks nothing names its font
// instead, so the set of the bold style is read only when some bold text needs it.
func ownLetters(s string) bool {
	for _, r := range s {
		switch {
		case r >= ' ' && r < 0x7F, r == '–', r == '—', r == '‘', r == '’', r == '“', r == '”', r == '…', r == '−', r == '•':
		case r >= 0xA0 && r <= 0x17E && !strings.ContainsRune(lacking, r):
		default:
			return false
		}
	}
	return true
}

// lacking are the letters of Europe that the look's font has not: of Welsh, Esperanto, Maltese and Sami, mostly.
const lacking = "\u00adµĈĉĔĕĜĝĤĥĨĩĬĭĴĵĸĿŀŉŊŋŌōŎŏŖŗŜŝŦŧŨũŬŭ"

// bare is the font that a text is drawn with where it needs no other, or nil.
func bare(s string, bold bool) fyne.Resource {
	if !bold || !ownLetters(s) {
		return nil
	}
	t, _ := inForce()
	return t.Font(fyne.TextStyle{Bold: true})
}

// Weigh makes a text that has its words bold, or plain.
func Weigh(t *canvas.Text, bold bool) {
	t.TextStyle.Bold, t.FontSource = bold, bare(t.Text, bold)
}

// ReadFonts reads the fonts of plain text on another core, and closes what it answers when they are there. Until then nothing else may
// measure or draw text.
func ReadFonts() <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		Measure(" ", textSize(SizeBody), false)
	}()
	return done
}

// Measure is how large words are on one line.
func Measure(words string, size float32, bold bool) fyne.Size {
	box, _ := fyne.CurrentApp().Driver().RenderedTextSize(words, size, fyne.TextStyle{Bold: bold}, bare(words, bold))
	return box
}
