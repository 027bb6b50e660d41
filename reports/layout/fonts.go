package layout

import (
	"bytes"
	"math"
	"sync"

	"github.com/fieldfare/fieldfare/assets"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// A Font is one of the embedded font files.
type Font uint8

// The fonts: the face of every page in three weights, and what stands in for runes it lacks.
const (
	Regular Font = iota
	SemiBold
	Bold
	Fallback
	FallbackBold
	Symbols
	fontCount
)

// Bytes returns the TrueType file of f. The caller must not change it.
func (f Font) Bytes() []byte {
	return [fontCount][]byte{assets.FontRegular, assets.FontSemiBold, assets.FontBold,
		assets.FontFallback, assets.FontFallbackBold, assets.FontSymbols}[f]
}

// Name returns the PostScript name of f.
func (f Font) Name() string {
	return [fontCount]string{"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-SemiBold", "AtkinsonHyperlegibleNext-Bold",
		"NotoSans-Regular", "NotoSans-Bold", "NotoSansSymbols2-Regular"}[f]
}

// candidates lists, for each weight, the fonts to try in order.
var candidates = [...][]Font{
	regular:  {Regular, Fallback, Symbols},
	semiBold: {SemiBold, FallbackBold, Symbols},
	bold:     {Bold, FallbackBold, Symbols},
}

// metrics measures one font. Parsed once a process: parsing costs as much as laying out a page, and the answers are the
// same for every document. mu guards all of it, because the shaper keeps scratch space.
type metrics struct {
	mu    sync.Mutex
	face  *font.Face
	hb    *harfbuzz.Font
	buf   *harfbuzz.Buffer
	scale float64 // thousandths of an em per font unit
	adv   map[rune]int
	kerns map[[2]rune]int
}

var loaded [fontCount]struct {
	once sync.Once
	m    *metrics
}

// load returns the metrics of f, parsing the font at its first use. The fonts are embedded: one that does not parse is
// a broken build, which panics at once and not in front of one child's name.
func load(f Font) *metrics {
	l := &loaded[f]
	l.once.Do(func() {
		face, err := font.ParseTTF(bytes.NewReader(f.Bytes()))
		if err != nil {
			panic("layout: embedded font " + f.Name() + ": " + err.Error())
		}
		l.m = &metrics{face: face, hb: harfbuzz.NewFont(face), buf: harfbuzz.NewBuffer(),
			scale: 1000 / float64(face.Upem()), adv: map[rune]int{}, kerns: map[[2]rune]int{}}
	})
	return l.m
}

// missing is the advance of a rune that a font has no glyph for.
const missing = -1

// advance returns the width of r in thousandths of an em, rounded as the PDF's width table is, or missing. Runes past
// U+FFFF count as missing: gofpdf cannot write them.
func (m *metrics) advance(r rune) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.adv[r]
	if !ok {
		a = missing
		if gid, found := m.face.NominalGlyph(r); found && gid != 0 && r <= 0xFFFF {
			a = int(math.Round(float64(m.face.HorizontalAdvance(gid)) * m.scale))
		}
		m.adv[r] = a
	}
	return a
}

// kern returns how much the gap between a and b is opened (or closed, negative), in thousandths of an em. Pairs are
// enough for Latin, Greek and Cyrillic, and one answer serves every place where the pair stands.
func (m *metrics) kern(a, b rune) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := [2]rune{a, b}
	k, ok := m.kerns[key]
	if !ok {
		m.buf.Clear()
		m.buf.AddRunes([]rune{a, b}, 0, 2)
		m.buf.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: language.Latin, Language: "en"}
		m.buf.Shape(m.hb, noLigatures)
		if len(m.buf.Pos) == 2 {
			if gid, found := m.face.NominalGlyph(a); found {
				k = int(math.Round(float64(m.buf.Pos[0].XAdvance)*m.scale - float64(m.face.HorizontalAdvance(gid))*m.scale))
			}
		}
		m.kerns[key] = k
	}
	return k
}

// noLigatures keeps one glyph a rune, which is all that gofpdf can write.
var noLigatures = []harfbuzz.Feature{off("liga"), off("clig"), off("calt"), off("dlig"), off("ccmp")}

func off(tag string) harfbuzz.Feature {
	return harfbuzz.Feature{Tag: ot.MustNewTag(tag), Value: 0, Start: harfbuzz.FeatureGlobalStart, End: harfbuzz.FeatureGlobalEnd}
}

// middle returns the centre of r's ink from its origin, in thousandths of an em.
func (m *metrics) middle(r rune) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if gid, ok := m.face.NominalGlyph(r); ok {
		if e, ok := m.face.GlyphExtents(gid); ok {
			return int(math.Round(float64(e.XBearing+e.Width/2) * m.scale))
		}
	}
	return 0
}

// pick returns the first font of weight w that has r, and its advance; ok is false when none has.
func pick(w weight, r rune) (f Font, adv int, ok bool) {
	for _, f := range candidates[w] {
		if a := load(f).advance(r); a != missing {
			return f, a, true
		}
	}
	return candidates[w][0], 0, false
}

// Advance returns the width of r in f in thousandths of an em, or 0 when f has no glyph for it.
func (f Font) Advance(r rune) int { return max(load(f).advance(r), 0) }
