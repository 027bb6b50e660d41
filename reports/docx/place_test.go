package docx

import (
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
)

// chart is a picture with words of its own.
func chart(caption string) reports.Block {
	return &reports.Chart{Style: reports.ChartMoves, Caption: caption, Alt: "It rose.", Scale: []reports.Tick{{At: -1, Text: "−1"}, {At: 0, Text: "0"}},
		Lines: []reports.ChartLine{{Name: "A", Points: []reports.ChartPoint{{On: "2026-03-01", At: -1}, {On: "2026-06-01", At: 0}}}}}
}

const toSig = "[[place]]\ncontrol = \"sig\"\nsection = \"B\"\n"

// TestFill_TextBox: a control with paragraphs in a text box gets paragraphs, though the box hangs in one; a control in the
// line of a paragraph in the box gets none.
func TestFill_TextBox(t *testing.T) {
	box := func(inner string) string {
		return `<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>` + inner + `</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`
	}
	for name, c := range map[string]struct {
		form string
		want string // what stands around the words
	}{
		"paragraphs": {box(blockControl("sig", "")), "txbxContent sdt sdtContent p r t"},
		"a line":     {box(`<w:p>` + inlineControl("sig", "", "") + `</w:p>`), "txbxContent p sdt sdtContent r t"},
	} {
		files := mustBeSound(t, filled(t, made(t, c.form), placed(t, toSig), small(&reports.Para{Text: plain("Needs help.")}), ListRest).Bytes)
		root, err := readTree(files["word/document.xml"])
		if err != nil {
			t.Fatal(err)
		}
		var at []string
		for n := root.first("txbxContent").first("t"); n != nil && n.name != "textbox"; n = n.up {
			at = append([]string{n.name}, at...)
		}
		if got := strings.Join(at, " "); got != c.want || !strings.Contains(words(t, files["word/document.xml"]), "Needs help.") {
			t.Errorf("%s: the words stand in %q, want %q", name, got, c.want)
		}
	}
}

// TestFill_SectionTwice: the second place does not say that nothing is recorded. A place with nothing does.
func TestFill_SectionTwice(t *testing.T) {
	form := made(t, blockControl("sig", "")+blockControl("again", "")+blockControl("none", ""))
	l := placed(t, toSig+"[[place]]\ncontrol = \"again\"\nsection = \"B\"\n[[place]]\ncontrol = \"none\"\nsection = \"C\"\n")
	out := filled(t, form, l, small(&reports.Para{Text: plain("Needs help.")}), ListRest)
	got := strings.Fields(words(t, mustBeSound(t, out.Bytes)["word/document.xml"]))
	if want := "Needs help. " + seeAbove + " ☐ " + nothing; strings.ReplaceAll(strings.Join(got, " "), "☐ ", "") != strings.ReplaceAll(want, "☐ ", "") {
		t.Errorf("the form says %q, want %q", got, want)
	}
	if e := strings.Join(out.Empty, "; "); e != "none, C" {
		t.Errorf("places without anything: %q", e)
	}
}

// TestFill_PictureInAPlaceForWords: a picture that a place cannot hold is listed, and the words beside it stand there.
func TestFill_PictureInAPlaceForWords(t *testing.T) {
	plainText := `<w:sdt>` + sdtPr("sig", "", "<w:text/>") + `<w:sdtContent><w:p>` + askHere + `</w:p></w:sdtContent></w:sdt>`
	for name, c := range map[string]struct{ form, control string }{
		"plain text":  {plainText, "sig"},
		"in the line": {`<w:p>` + inlineControl("sig", "", "") + `</w:p>`, "sig"},
		"the head":    {"", "child_name"},
	} {
		l := placed(t, strings.Replace(toSig, "sig", c.control, 1))
		out := filled(t, made(t, c.form), l, small(&reports.Para{Text: plain("Needs help.")}, chart("Moves")), ListRest)
		if len(out.Unmapped) != 1 || out.Unmapped[0].Block.BlockType() != "chart" {
			t.Errorf("%s: the list says %v, want the chart", name, out.Unmapped)
		}
		files := mustBeSound(t, out.Bytes)
		got := words(t, files["word/document.xml"]) + words(t, files["word/header1.xml"])
		if !strings.Contains(got, "Needs help.") || strings.Contains(got, "Moves") {
			t.Errorf("%s: the form says %q", name, got)
		}
		out = filled(t, made(t, c.form), l, small(chart("Moves")), ListRest)
		files = mustBeSound(t, out.Bytes)
		if got := words(t, files["word/document.xml"]) + words(t, files["word/header1.xml"]); !strings.Contains(got, noPicture) || len(out.Empty) > 0 || len(out.Unmapped) != 1 {
			t.Errorf("%s: with nothing but a picture it says %q; without anything: %q", name, got, out.Empty)
		}
	}
	// Where one of two controls with the name has room, the picture goes there.
	out := filled(t, made(t, blockControl("child_name", "")), placed(t, strings.Replace(toSig, "sig", "child_name", 1)), small(chart("Moves")), ListRest)
	if files := mustBeSound(t, out.Bytes); len(out.Unmapped) != 0 || files["word/media/reportpicture1.png"] == nil {
		t.Errorf("the picture did not go where there is room: %v", out.Unmapped)
	}
}

// TestFill_KeepsWhatLooksEmpty: under a heading, only a paragraph with nothing in it makes room.
func TestFill_KeepsWhatLooksEmpty(t *testing.T) {
	l := placed(t, "[[place]]\nheading = \"Needs\"\nsection = \"B\"\n")
	doc := small(&reports.Para{Text: plain("Needs help.")})
	for inner, kept := range map[string]bool{
		`<w:r><w:br w:type="page"/></w:r>`:                                           true,
		`<w:r><w:pict/></w:r>`:                                                       true,
		`<w:r><w:object/></w:r>`:                                                     true,
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`:                              true,
		`<w:bookmarkStart w:id="1" w:name="back"/><w:bookmarkEnd w:id="1"/>`:         true,
		`<w:pPr><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t/></w:r>`: false,
		`<w:r><w:tab/><w:br/></w:r><w:proofErr w:type="spellEnd"/>`:                  false,
	} {
		waiting := `<w:p>` + inner + `</w:p>`
		got := string(unzipped(t, filled(t, made(t, head("Needs")+waiting+text("After")), l, doc, ListRest).Bytes)["word/document.xml"])
		if strings.Contains(got, waiting) != kept {
			t.Errorf("kept is %v, want %v: %s", !kept, kept, inner)
		}
		if i, j := strings.Index(got, "Needs help."), strings.Index(got, "After"); i < 0 || i > j || kept && i > strings.Index(got, waiting) {
			t.Errorf("the words do not stand under the heading: %s", inner)
		}
	}
}

// TestFill_ListWithoutAFact: a list to choose from stays as it is where the report does not know, and the rest is filled.
func TestFill_ListWithoutAFact(t *testing.T) {
	list := `<w:dropDownList><w:listItem w:displayText="Special" w:value="1"/><w:listItem w:displayText="Mainstream" w:value="2"/></w:dropDownList>`
	l := placed(t, toSig+"[[place]]\ncontrol = \"kind\"\nfact = \"School\"\n")
	form := func() []byte {
		return made(t, blockControl("sig", "")+`<w:p>`+inlineControl("kind", "", list)+`</w:p>`)
	}
	known := func(s reports.Span) reports.Block {
		return &reports.KeyValues{Rows: []reports.KeyValue{{Key: "School", Lines: []reports.Text{{s}}}}}
	}
	for name, c := range map[string]struct {
		block     reports.Block
		untouched bool
	}{
		"no fact":    {&reports.Para{Text: plain("Needs help.")}, true},
		"a gap":      {known(reports.Span{Text: "Not recorded", Gap: true}), true},
		"a real one": {known(reports.Span{Text: "Special"}), false},
	} {
		out := filled(t, form(), l, small(&reports.Para{Text: plain("Filled.")}, c.block), ListRest)
		got := string(mustBeSound(t, out.Bytes)["word/document.xml"])
		if asks := strings.Contains(got, "<w:showingPlcHdr/>"+list) && strings.Contains(got, "Click here"); asks != c.untouched {
			t.Errorf("%s: the list is untouched: %v", name, asks)
		}
		if listed := strings.Join(out.Empty, "; ") == "kind, School"; listed != c.untouched || !strings.Contains(got, "Filled.") {
			t.Errorf("%s: places without anything: %q", name, out.Empty)
		}
	}
	// In a row of a table, likewise for each card.
	row := made(t, tableOfRows(2, rowOf(`<w:p>`+inlineControl("what", "", "")+`</w:p>`, `<w:p>`+inlineControl("kind", "", list)+`</w:p>`)))
	card := func(s string) reports.Block { return &reports.Card{Tab: "B1", Title: plain(s)} }
	l = placed(t, "[[place]]\ncolumns = { what = \"title\", kind = \"School\" }\nsection = \"B\"\n")
	for want, doc := range map[string]reports.Document{"A chair": small(card("A chair"), card("A desk")), nothing: small()} {
		out := filled(t, row, l, doc, ListRest)
		if got := words(t, mustBeSound(t, out.Bytes)["word/document.xml"]); !strings.Contains(got, want) || !strings.Contains(strings.Join(out.Empty, "; "), "kind, B School") {
			t.Errorf("%s: the row says %q; without anything: %q", want, got, out.Empty)
		}
	}
}
