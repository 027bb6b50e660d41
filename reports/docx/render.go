package docx

import (
	"context"
	stdhex "encoding/hex"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assets"
	"github.com/fieldfare/fieldfare/reports"
)

// Render writes doc as a Word file. It takes any script: Word shapes what the PDF cannot. It fails only when ctx is done.
func Render(ctx context.Context, doc reports.Document) ([]byte, error) {
	const op = "docx.render"
	w := &printer{d: house{}}
	w.pieces(opening(doc))
	w.pieces(pieces(doc.Blocks))
	if err := ctx.Err(); err != nil {
		return nil, assessments.Wrap(err, assessments.Unavailable, op, "Making the Word file was stopped. Nothing was lost.")
	}
	lang := doc.Lang
	if lang == "" {
		lang = "en-GB"
	}
	p := parts{
		"word/document.xml":             []byte(documentXML(w.close())),
		"word/styles.xml":               []byte(stylesXML(lang)),
		"word/numbering.xml":            []byte(numberingXML(w.lists)),
		"word/settings.xml":             []byte(settingsXML(lang)),
		"word/header1.xml":              []byte(firstHead(doc)),
		"word/header2.xml":              []byte(runningHead(doc)),
		"word/footer1.xml":              []byte(footer(doc)),
		"docProps/core.xml":             []byte(coreXML(doc, lang)),
		"docProps/app.xml":              []byte(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Fieldfare</Application></Properties>`),
		"_rels/.rels":                   relsXML([]rel{{"rId1", "officeDocument", "word/document.xml"}, {"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"}, {"rId3", "extended-properties", "docProps/app.xml"}}),
		"word/fonts/font1.odttf":        veiled(assets.FontRegular, fontKeys[0]),
		"word/fonts/font2.odttf":        veiled(assets.FontBold, fontKeys[1]),
		"word/fontTable.xml":            []byte(fontTableXML()),
		"word/_rels/fontTable.xml.rels": relsXML([]rel{{"rId1", "font", "fonts/font1.odttf"}, {"rId2", "font", "fonts/font2.odttf"}}),
	}
	rels := []rel{{"rId1", "styles", "styles.xml"}, {"rId2", "numbering", "numbering.xml"}, {"rId3", "settings", "settings.xml"}, {"rId4", "fontTable", "fontTable.xml"},
		{"rId5", "header", "header1.xml"}, {"rId6", "header", "header2.xml"}, {"rId7", "footer", "footer1.xml"}}
	for i, pic := range w.pictures {
		p["word/"+pic.file(i+1)] = pic.data
		rels = append(rels, rel{pictureRel(i + 1), "image", pic.file(i + 1)})
	}
	p["word/_rels/document.xml.rels"] = relsXML(rels)
	p[firstPart] = types{
		"word/document.xml": wordML + "document.main+xml", "word/styles.xml": wordML + "styles+xml", "word/numbering.xml": wordML + "numbering+xml",
		"word/settings.xml": wordML + "settings+xml", "word/fontTable.xml": wordML + "fontTable+xml",
		"word/header1.xml": wordML + "header+xml", "word/header2.xml": wordML + "header+xml", "word/footer1.xml": wordML + "footer+xml",
		"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml", "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
	}.xml()
	out, err := p.zipped()
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, op, "The Word file could not be made. What you saved is safe.")
	}
	return out, nil
}

// documentXML is the body with the page it stands on: A4, one reading column, the margin column at its left.
func documentXML(inner string) string {
	return xmlHead + "<w:document " + nsW + " " + nsR + "><w:body>" + inner +
		`<w:sectPr><w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/><w:footerReference w:type="default" r:id="rId7"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1758" w:right="1021" w:bottom="1247" w:left="2268" w:header="794" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>`
}

// settingsXML asks for the rules of Word 2013 and later: without it, Word opens the file in a mode for older ones and
// says so in the title.
func settingsXML(lang string) string {
	return xmlHead + "<w:settings " + nsW + `><w:zoom w:percent="100"/><w:embedTrueTypeFonts/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="` + esc(lang) + `"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>`
}

// coreXML says what the file is. Its day is the day the report speaks of: there is no clock here.
func coreXML(doc reports.Document, lang string) string {
	title := doc.Title
	if doc.Draft {
		title = join(", ", title, "draft")
	}
	day := ""
	if doc.AsAt.Valid() {
		at := string(doc.AsAt) + "T00:00:00Z"
		day = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		"<dc:title>" + esc(title) + "</dc:title><dc:creator>" + esc(doc.Band.Service) + "</dc:creator><dc:language>" + esc(lang) + "</dc:language>" + day + "</cp:coreProperties>"
}

// fontKeys veil the fonts in the file. They are no secret: the format asks for them, so that nobody copies a font by
// accident. The licence (SIL OFL 1.1) lets a document bring its font along.
var fontKeys = [2]string{"5F1E1DFA-4E00-4F4E-8E01-46494C444631", "5F1E1DFA-4E00-4F4E-8E01-46494C444632"}

// fontTableXML names the face, what stands in for it, and where it is in the file.
func fontTableXML() string {
	return xmlHead + "<w:fonts " + nsW + " " + nsR + ">" + fmt.Sprintf(`<w:font w:name="%s"><w:altName w:val="Arial"/><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/>`+
		`<w:embedRegular r:id="rId1" w:fontKey="{%s}"/><w:embedBold r:id="rId2" w:fontKey="{%s}"/></w:font>`, face, fontKeys[0], fontKeys[1]) +
		`<w:font w:name="Arial"><w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`
}

// veiled returns a font as a Word file holds it: its first 32 bytes mixed with the key, read from behind (ECMA-376, part
// 4, 14.2.1 "Font Embedding").
func veiled(font []byte, key string) []byte {
	mix, err := stdhex.DecodeString(strings.ReplaceAll(key, "-", ""))
	if err != nil || len(mix) != 16 {
		panic("docx: a font's key is no GUID: " + key) // the keys are constants of this file
	}
	out := append([]byte(nil), font...)
	for i := 0; i < 32 && i < len(out); i++ {
		out[i] ^= mix[15-i%16]
	}
	return out
}
