package reports

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Translate makes a document of a translation that is in the evidence, to be written on a day. The words are the translator's;
// the address, the reference and the version are those of the signed report. It fails with NotFound where there is no such
// translation, Forbidden where its reader may no longer have the report or the words name another child, and Invalid where it
// was not made from what was signed. A translation of an earlier version is made all the same, and says of which it is.
//
// What a reader may not have cannot be looked for in another language: Withheld says so to the author.
func Translate(ev Evidence, id assessments.ID, on assessments.Date) (Document, error) {
	const op = "reports.translate"
	t := find(standingTranslations(ev.Records), id)
	if t == nil {
		return Document{}, assessments.Errorf(assessments.NotFound, op, "There is no such translation in this child’s record.")
	}
	var of *assessments.Report
	for _, x := range frozen(ChainOf(ev.Records, t.Of)) {
		if x.Record.ID == t.Of {
			of = &x.V
		}
	}
	switch {
	case of == nil:
		return Document{}, assessments.Errorf(assessments.NotFound, op, "The report that this was translated from is not a signed version in this child’s record.")
	case of.TreeHash != t.TreeHash:
		return Document{}, assessments.Errorf(assessments.Invalid, op, "This was not translated from the words that were signed. Ask the translator to look at the signed version.")
	}
	bases := ReadBases(ev.Records)
	if p := Permit(bases, Recipient{of.Recipient, of.Person}, Kind(of.ReportKind), on); p.Decision == Denied {
		return Document{}, assessments.Errorf(assessments.Forbidden, op, "%s", p.Reason)
	}
	words, err := json.Marshal(t.Text + " " + t.Translator)
	if err != nil {
		return Document{}, assessments.Wrap(err, assessments.Invalid, op, "The translation cannot be read.")
	}
	if d, why := bases.text(words, on); d == Denied {
		return Document{}, assessments.Errorf(assessments.Forbidden, op, "The translation may not leave: %s", assessments.LowerFirst(why))
	}
	var doc Document
	if err := json.Unmarshal([]byte(of.Tree), &doc); err != nil {
		return Document{}, assessments.Wrap(err, assessments.Damaged, op, "The signed version cannot be read. Nothing was changed; tell your service.")
	}
	doc.translateTo(t, of)
	doc.Withheld = []Withheld{{Record: id, Field: "text", Reason: "What was withheld cannot be looked for in another language. Ask the translator to keep to the signed version."}}
	return doc, nil
}

// translateTo puts the translator's words in place of the document's own.
func (d *Document) translateTo(t *assessments.Translation, of *assessments.Report) {
	version := max(of.Version, 1)
	signer := Signature{}
	drawn := false // what cannot stand in running words is in the signed version
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Signature:
			signer = *b
		case *Table, *Card, *Figure, *Drawing, *Chart, *TickGrid:
			drawn = true
		}
	}
	d.Lang, d.Subtitle, d.Draft = t.Lang, nil, false
	title, blocks := translatedBlocks(t.Text)
	if title != "" {
		d.Title = title
	}
	d.Blocks = blocks
	said := fmt.Sprintf("Translated into %s by %s; received on %s.", languageWords(t), open(t.Translator), t.On.Words())
	if drawn {
		said += " Tables and pictures are in the English version."
	}
	d.Blocks = append(d.Blocks, &Para{Text: say(said), Note: true})
	by := fmt.Sprintf("Translation of version %d", version)
	if signer.Name != "" {
		by += ", signed by " + signer.Name
	}
	d.Blocks = append(d.Blocks, &Signature{Name: by, Job: signer.Job, Registration: signer.Registration,
		Locked: fmt.Sprintf("Signed %s in English. The English version is the one that was signed.", of.SignedOn.Words())})
	d.Footer += ". Translation into " + languageWords(t)
	d.Sources = nil
}

// translatedBlocks reads the translator's text: a paragraph a line, a heading where a line begins with #, a list item where it
// begins with a dash. The first heading, where nothing stands before it, is the title.
func translatedBlocks(text string) (title string, blocks []Block) {
	var items []Text
	flush := func() {
		if len(items) > 0 {
			blocks, items = append(blocks, &List{Items: items}), nil
		}
	}
	level := 1
	for line := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		line = strings.TrimSpace(line)
		words := strings.TrimSpace(strings.TrimLeft(line, "#"))
		item, listed := strings.CutPrefix(line, "- ")
		switch {
		case words == "":
		case listed:
			items = append(items, say(strings.TrimSpace(item)))
		case strings.HasPrefix(line, "#"):
			flush()
			if title == "" && len(blocks) == 0 {
				title = words
				continue
			}
			// A level that is skipped loses a listener, whatever was typed.
			level = max(2, min(len(line)-len(strings.TrimLeft(line, "#")), level+1, 3))
			blocks = append(blocks, &Heading{Level: level, Text: words})
		default:
			flush()
			blocks = append(blocks, &Para{Text: say(line)})
		}
	}
	flush()
	return title, blocks
}
