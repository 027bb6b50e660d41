package pdf

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// The program, as files name it. No version: the same report from the next release has the same bytes unless the pages
// changed.
const (
	creator  = "Fieldfare"
	producer = "Fieldfare, with gofpdf"
)

// xmp returns the metadata: title, language, who made it, and the claims PDF/UA-1 and PDF/A-2a, the first of which
// PDF/A wants described.
func xmp(book *layout.Book) []byte {
	esc := func(s string) string {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
		return b.String()
	}
	dates, author := "", ""
	if book.Made != "" {
		dates = fmt.Sprintf("<xmp:CreateDate>%[1]sT00:00:00Z</xmp:CreateDate><xmp:ModifyDate>%[1]sT00:00:00Z</xmp:ModifyDate>", book.Made)
	}
	if book.Service != "" {
		author = "<dc:creator><rdf:Seq><rdf:li>" + esc(book.Service) + "</rdf:li></rdf:Seq></dc:creator>"
	}
	return []byte(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + esc(book.Title) + `</rdf:li></rdf:Alt></dc:title>` + author + `
<dc:language><rdf:Bag><rdf:li>` + esc(book.Lang) + `</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>` + creator + `</xmp:CreatorTool>` + dates + `
<pdf:Producer>` + producer + `</pdf:Producer>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`)
}
