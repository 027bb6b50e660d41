package composer

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
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

// Paragraphs are those that the service has agreed on: for a part of the report, and for others. A part may be one of several of a kind,
// as provision-f is.
func (c *Composer) Paragraphs(part string) (here, others []service.Block) {
	for _, b := range c.own.Blocks {
		if b.Report == "" || part == b.Report || strings.HasPrefix(part, b.Report+"-") {
			here = append(here, b)
		} else {
			others = append(others, b)
		}
	}
	return here, others
}

// Fill puts the child's name into a phrase; the other blanks are the author's to fill.
func (c *Composer) Fill(phrase string) string { return phrases.Fill(phrase, c.Known) }
