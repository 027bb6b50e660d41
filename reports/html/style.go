package html

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
)

//go:embed style.css
var rules string

// fonts are the style sheet's three faces, within the file: a school's browser asks nobody for anything.
var fonts = sync.OnceValue(func() string {
	var b strings.Builder
	for _, f := range []struct {
		weight int
		data   []byte
	}{{400, assets.WebFontRegular}, {600, assets.WebFontSemiBold}, {700, assets.WebFontBold}} {
		fmt.Fprintf(&b, "@font-face{font-family:\"Atkinson Hyperlegible Next\";font-weight:%d;font-display:swap;src:url(data:font/woff2;base64,%s) format(\"woff2\")}\n",
			f.weight, base64.StdEncoding.EncodeToString(f.data))
	}
	return b.String()
})

// stylesheet is everything that the file's one style element holds. The running head and foot are the only part that a
// document decides: printed, a loose sheet is never nameless, and says when it is a draft.
func stylesheet(doc reports.Document) string { return fonts() + look(doc) }

// look is the style sheet without its faces, for a site that has them.
func look(doc reports.Document) string {
	r := doc.Running
	left := strings.Join(append([]string{r.Name}, r.Parts...), " · ")
	if r.Name == "" {
		left = strings.Join(r.Parts, " · ")
	}
	return rules + fmt.Sprintf(`@page{@top-left{content:%s;padding-right:5mm}@top-right{content:%s}@bottom-left{content:%s}}
@page:first{@top-left{content:none}@top-right{content:none}}
`, quoted(left), quoted(r.Right), quoted(footer(doc)))
}

// quoted writes s as a CSS string. All but letters, figures and spaces is written by its number, so that nothing in a name
// can end the string or the style element.
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range clean(s) {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r), r == ' ':
			b.WriteRune(r)
		case r == '\n':
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, `\%X `, r) // the space ends the number and is not part of the words
		}
	}
	return b.String() + `"`
}

// policy names the style sheet by its hash, so that not even another style gets in. It lets a browser use this style sheet and what stands in the file as data, and nothing else: no script, no request.
func policy(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
}
