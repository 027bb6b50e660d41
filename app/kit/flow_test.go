package kit

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// TestText_FillsItsLines: every line holds as many words as its width can, by the measure of the line as a whole.
func TestText_FillsItsLines(t *testing.T) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(Theme{})
	raw, err := os.ReadFile("../../docs/wording.md")
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(string(raw))
	lines := 0
	for at := 0; at+30 < len(words); at += 30 {
		for _, bold := range []bool{false, true} {
			text := NewText(strings.Join(words[at:at+30], " "), SizeBody, Ink, bold)
			width := float32(180 + at%400)
			wide := func(s string) float32 {
				return fyne.MeasureText(s, textSize(SizeBody), fyne.TextStyle{Bold: bold}).Width
			}
			f := text.flow(width)
			for i, p := range f.pieces {
				lines++
				if w := wide(p.words); w != p.w || w != f.rows[i] || w > max(width, f.widest)+0.5 {
					t.Errorf("%q is %v wide, the line says %v and the row %v of %v", p.words, w, p.w, f.rows[i], width)
				}
				if i+1 < len(f.pieces) {
					rest := strings.Fields(f.pieces[i+1].words)
					next := rest[0]
					for n := 1; n < len(rest) && together(rest[n-1], rest[n]); n++ {
						next += " " + rest[n]
					}
					if w := wide(p.words + " " + next); w < width {
						t.Errorf("%q has room for %q: %v of %v", p.words, next, w, width)
					}
				}
			}
		}
	}
	if lines < 500 {
		t.Errorf("only %d lines", lines)
	}
}

// TestText_WhatBelongsTogether: a date or an NHS number that is broken is misread. What no line can hold is broken all the same.
func TestText_WhatBelongsTogether(t *testing.T) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(Theme{})
	for _, whole := range []string{"NHS 999 417 2638", "29 February 2020", "Year 3", "285 mm"} {
		text := Body("Seen at 6 years 8 months, " + whole + ", in Larkbarrow Primary")
		for width := float32(150); width < 420; width += 7 {
			kept := false
			for _, p := range text.flow(width).pieces {
				kept = kept || strings.Contains(p.words, whole)
			}
			if !kept {
				t.Errorf("%q is broken at %v", whole, width)
			}
		}
	}
	if rows := len(Body("999 417 2638").flow(60).rows); rows < 2 {
		t.Errorf("a number wider than its line stands on %d row", rows)
	}
}
