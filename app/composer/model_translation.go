package composer

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Language is one that reports are often asked for in, by its name and its BCP 47 tag.
type Language struct{ Name, Tag string }

// Languages are those of families in English services, by name. Any other is written in by hand.
var Languages = []Language{{"Albanian", "sq"}, {"Arabic", "ar"}, {"Bengali", "bn"}, {"Bulgarian", "bg"}, {"Chinese", "zh"}, {"Dari", "prs"}, {"Farsi", "fa"},
	{"French", "fr"}, {"Gujarati", "gu"}, {"Hindi", "hi"}, {"Hungarian", "hu"}, {"Kurdish Sorani", "ckb"}, {"Lithuanian", "lt"}, {"Panjabi", "pa"}, {"Pashto", "ps"},
	{"Polish", "pl"}, {"Portuguese", "pt"}, {"Romanian", "ro"}, {"Russian", "ru"}, {"Slovak", "sk"}, {"Somali", "so"}, {"Spanish", "es"}, {"Tamil", "ta"},
	{"Tigrinya", "ti"}, {"Turkish", "tr"}, {"Ukrainian", "uk"}, {"Urdu", "ur"}, {"Vietnamese", "vi"}, {"Welsh", "cy"}, {"Yoruba", "yo"}}

// Translations are those of this report in all its versions, current ones first.
func (c *Composer) Translations() []reports.Translated {
	return reports.Translations(c.ev.Records, c.Rec.ID)
}

// Spoken is the place in Languages of the language that the child's record names, or -1.
func (c *Composer) Spoken() int {
	for _, r := range c.ev.Records {
		if r.Kind != assessments.KindChild {
			continue
		}
		for i, l := range Languages {
			if strings.EqualFold(strings.TrimSpace(r.Fields.Text("language")), l.Name) {
				return i
			}
		}
	}
	return -1
}

// Translation is a translator's text pinned to this signed version.
func (c *Composer) Translation(l Language, translator, text string, on assessments.Date) assessments.Translation {
	return assessments.Translation{Of: c.Rec.ID, TreeHash: c.V.TreeHash, Lang: l.Tag, Language: l.Name, Translator: strings.TrimSpace(translator),
		On: on, Text: strings.TrimSpace(text)}
}

// CopyTranslated makes the bytes of a copy of a translation, on the day it is made.
func (c *Composer) CopyTranslated(ctx context.Context, id assessments.ID, f Format, on assessments.Date) ([]byte, error) {
	doc, err := reports.Translate(c.ev, id, on)
	if err != nil {
		return nil, err
	}
	other := *c
	other.Doc, other.V.PDF = doc, "" // the PDF that was signed is not in this language
	return other.Copy(ctx, f)
}
