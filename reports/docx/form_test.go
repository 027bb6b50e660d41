package docx

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the forms of the invented councils anew")

// made is a form as Word would save one: a body in a package with styles.
func made(t *testing.T, inner string) []byte {
	t.Helper()
	style := func(id, name, more string) string {
		return `<w:style w:type="paragraph" w:styleId="` + id + `"><w:name w:val="` + name + `"/>` + more + `</w:style>`
	}
	p := parts{
		"word/document.xml": []byte(xmlHead + `<w:document ` + nsW + ` ` + nsR + ` xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>` + inner +
			`<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`),
		"word/header1.xml": []byte(headerXML(`<w:p><w:r><w:t xml:space="preserve">Advice about </w:t></w:r>` + inlineControl("child_name", "Name", "") + `</w:p>`)),
		"word/styles.xml": []byte(xmlHead + `<w:styles ` + nsW + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>` +
			`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style>` +
			style("CouncilHead", "heading 1", `<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="5B2C6F"/><w:sz w:val="28"/></w:rPr>`) +
			style("CouncilAnswer", "Council Answer", `<w:basedOn w:val="Normal"/><w:rPr><w:color w:val="1F3864"/></w:rPr>`) +
			`<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>` +
			`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>` +
			`<w:style w:type="table" w:styleId="CouncilGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>`),
		"word/_rels/document.xml.rels": relsXML([]rel{{"rId1", "styles", "styles.xml"}, {"rId2", "header", "header1.xml"}}),
		"_rels/.rels":                  relsXML([]rel{{"rId1", "officeDocument", "word/document.xml"}}),
		firstPart:                      types{"word/document.xml": wordML + "document.main+xml", "word/header1.xml": wordML + "header+xml", "word/styles.xml": wordML + "styles+xml"}.xml(),
	}
	data, err := p.zipped()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

var controls int

// sdtPr are the properties of a control as Word writes them: a number, a tag, a title, and what it may hold.
func sdtPr(tag, alias, more string) string {
	controls++
	s := `<w:sdtPr>`
	if alias != "" {
		s += `<w:alias w:val="` + alias + `"/>`
	}
	if tag != "" {
		s += `<w:tag w:val="` + tag + `"/>`
	}
	return s + fmt.Sprintf(`<w:id w:val="%d"/>`, 7000+controls) + `<w:showingPlcHdr/>` + more + `</w:sdtPr>`
}

const askHere = `<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Click here to enter text.</w:t></w:r>`

// inlineControl is a control inside a paragraph.
func inlineControl(tag, alias, more string) string {
	return `<w:sdt>` + sdtPr(tag, alias, more) + `<w:sdtContent>` + askHere + `</w:sdtContent></w:sdt>`
}

// blockControl is a control that holds paragraphs, in the council's style for answers.
func blockControl(tag, alias string) string {
	return `<w:sdt>` + sdtPr(tag, alias, "") + `<w:sdtContent><w:p><w:pPr><w:pStyle w:val="CouncilAnswer"/></w:pPr>` + askHere + `</w:p></w:sdtContent></w:sdt>`
}

func text(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }

func head(s string) string {
	return `<w:p><w:pPr><w:pStyle w:val="CouncilHead"/></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
}

func rowOf(cells ...string) string {
	s := `<w:tr w14:paraId="1A2B3C4D" w14:textId="77777777">`
	for _, c := range cells {
		s += `<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>` + c + `</w:tc>`
	}
	return s + `</w:tr>`
}

func tableOfRows(cols int, rows ...string) string {
	return `<w:tbl><w:tblPr><w:tblStyle w:val="CouncilGrid"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLook w:firstColumn="1"/><w:tblCaption w:val="Answers"/></w:tblPr><w:tblGrid>` +
		strings.Repeat(`<w:gridCol w:w="1500"/>`, cols) + `</w:tblGrid>` + strings.Join(rows, "") + `</w:tbl>`
}

// wrenmoor is a form with a control for every answer: in lines, in cells, and in a row that repeats.
func wrenmoor(t *testing.T) []byte {
	t.Helper()
	controls = 0
	ask := func(label, tag, more string) string {
		return rowOf(text(label), `<w:p>`+inlineControl(tag, "", more)+`</w:p>`)
	}
	plainText := `<w:text/>`
	bound := `<w:dataBinding w:xpath="/root/dob" w:storeItemID="{00000000-0000-0000-0000-000000000000}"/><w:text/>`
	cellControl := func(tag string) string { return `<w:p>` + inlineControl(tag, "", "") + `</w:p>` }
	return made(t, head("Wrenmoor County Council")+text("Advice from therapy services for an EHC needs assessment (form T2). Wrenmoor is an invented place.")+
		tableOfRows(2, ask("Child or young person", "child_name", plainText), ask("Date of birth", "dob", bound), ask("NHS number", "nhs_number", plainText), ask("UPN", "upn", plainText),
			ask("School", "school", plainText), ask("Dates seen", "seen_on", `<w:text w:multiLine="1"/>`), ask("Advice written by", "author", plainText), ask("Service", "service", plainText))+
		head("Part A. Views")+blockControl("", "Views of the child")+head("Part B. Special educational needs")+text("Say what the need is and how you know.")+blockControl("needs", "Needs")+
		head("Part C. Health needs")+blockControl("health_needs", "")+head("Part E. Outcomes")+blockControl("outcomes", "")+head("Part F. Special educational provision")+
		tableOfRows(6, rowOf(text("Ref"), text("Provision"), text("How much"), text("Hours a year"), text("Who"), text("How checked")),
			rowOf(cellControl("f_ref"), cellControl("f_what"), cellControl("f_dose"), cellControl("f_hours"), cellControl("f_who"), cellControl("f_checked")))+
		head("Part G. Health provision")+blockControl("section_g", "")+head("Declaration")+text("I have read the guidance of the council.")+blockControl("signed", ""))
}

// saltmarsh is a form without controls but one: headings, and an empty line under most.
func saltmarsh(t *testing.T) []byte {
	t.Helper()
	controls = 100
	body := text("Saltmarsh Borough Council") + text("Professional advice. Saltmarsh is an invented place.")
	for i, h := range []string{"1. Name and date of birth", "2. Summary of advice", "3. Special educational needs:", "4. Outcomes sought", "5. Provision to meet each need", "6. Health provision", "7. Social care provision"} {
		body += head(h)
		if i != 3 {
			body += `<w:p><w:pPr><w:pStyle w:val="CouncilAnswer"/></w:pPr></w:p>`
		}
	}
	return made(t, body+text("Return this form to the council.")+blockControl("sig", "Signature"))
}

// forms are the invented councils' forms and layouts, as they lie in testdata for whoever wants to try one.
func forms(t *testing.T) map[string]struct {
	form   []byte
	layout Layout
} {
	t.Helper()
	out := map[string]struct {
		form   []byte
		layout Layout
	}{}
	for name, make := range map[string]func(*testing.T) []byte{"wrenmoor": wrenmoor, "saltmarsh": saltmarsh} {
		file := filepath.Join("testdata", "forms", name)
		want := make(t)
		if *update {
			if err := os.WriteFile(file+".docx", want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		form, err := os.ReadFile(file + ".docx")
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(form, want) {
			t.Fatalf("%s.docx is not what the test makes: run the test with -update", file)
		}
		data, err := os.ReadFile(file + ".toml")
		if err != nil {
			t.Fatal(err)
		}
		l, err := ParseLayout(name+".toml", data)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = struct {
			form   []byte
			layout Layout
		}{form, l}
	}
	return out
}
