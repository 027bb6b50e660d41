package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

var (
	widths = regexp.MustCompile(`(?s)/W \[.*\]`)
	dw     = regexp.MustCompile(`/DW (\d+)`)
	object = regexp.MustCompile(`\d+ 0 R`)
)

// fonts copies the fonts that gofpdf cut down, each of seven objects in a fixed order, under true names and with a
// Unicode map of exactly the runes in use. It returns the
// entry of the resources.
func fonts(f *file, r raw, p *painter) (string, error) {
	var entries []string
	names, objects := r.fonts()
	for i, n := range objects {
		var which layout.Font
		if _, err := fmt.Sscanf(string(regexp.MustCompile(`/BaseFont /utf8f\d`).Find(r[n])), "/BaseFont /utf8f%d", &which); err != nil {
			return "", fmt.Errorf("font object %d: %w", n, err)
		}
		if int(which) >= len(p.runes) {
			return "", fmt.Errorf("font object %d is none of the pages'", n)
		}
		if len(p.runes[which]) == 0 {
			continue // at hand, and not needed
		}
		runes := make([]rune, 0, len(p.runes[which]))
		for c := range p.runes[which] {
			runes = append(runes, c)
		}
		slices.Sort(runes)
		name := subset(runes) + "+" + which.Name()
		// In order: the font, its one descendant, Unicode map, system info, descriptor, glyph numbers, the file.
		_, gids, err := r.stream(n + 5)
		if err != nil {
			return "", err
		}
		dict, data, err := r.stream(n + 6)
		if err != nil {
			return "", err
		}
		length1 := regexp.MustCompile(`/Length1 \d+`).FindString(dict)
		embedded := f.stream(length1+" /Filter /FlateDecode", data)
		descriptor := string(r[n+4])
		descriptor = regexp.MustCompile(`/FontName /\S+`).ReplaceAllLiteralString(descriptor, "/FontName /"+name)
		descriptor = object.ReplaceAllLiteralString(descriptor, embedded.String())
		desc := f.add("%s", descriptor)
		w := widths.Find(r[n+1])
		if w == nil || !bytes.Contains(r[n+4], []byte("/FontFile2")) {
			return "", fmt.Errorf("font object %d is not as gofpdf v1.16.2 writes it", n)
		}
		cid := f.add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %s %s %s /CIDToGIDMap %s>>",
			name, desc, dw.Find(r[n+1]), bytes.ReplaceAll(w, []byte("\n"), []byte(" ")), f.stream("/Filter /FlateDecode", gids))
		uni := f.packed("", toUnicode(runes))
		font := f.add("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s>>", name, cid, uni)
		// The name in the resources is gofpdf's own, since the page contents, taken over as they are, use it.
		entries = append(entries, fmt.Sprintf("/%s %s", names[i], font))
	}
	return " /Font <<" + strings.Join(entries, " ") + ">>", nil
}

// subset returns the six letters that tell a cut-down font from others of its name.
func subset(runes []rune) string {
	sum := sha256.Sum256([]byte(string(runes)))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// toUnicode maps each code in use to itself: gofpdf's codes are UTF-16.
func toUnicode(runes []rune) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for len(runes) > 0 {
		part := runes[:min(100, len(runes))] // the standard allows no more at once
		runes = runes[len(part):]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, c := range part {
			fmt.Fprintf(&b, "<%04X> <%04X>\n", c, c)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
