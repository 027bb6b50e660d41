package composer

import (
	"slices"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
)

// Learn makes a phrase of words, with blanks in the place of everything that is one child's.
func (c *Composer) Learn(words string) string {
	others := append(slices.Clone(c.names.Adults), c.names.Others...)
	for _, r := range c.ev.Records {
		if r.Kind == assessments.KindPerson {
			others = append(others, r.Fields.Text("name"))
		}
	}
	return phrases.Blank(words, c.names.Own, others)
}

// Fill puts the child's name into a phrase; the other blanks are the author's to fill.
func (c *Composer) Fill(phrase string) string { return phrases.Fill(phrase, c.Known) }
