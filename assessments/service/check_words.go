package service

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/assessments/wording"
)

// mostBlock is how many letters a paragraph may have: a page of a report holds two of them.
const mostBlock = 2000

// own checks what a service says in its own words, each part by the checker of whoever uses it: what is refused here would be refused, or
// lost, on a tablet.
func (c *checker) own(p *Pack) {
	twice := func(section, key string, names []string) {
		for i, n := range names {
			if n != "" && slices.ContainsFunc(names[:i], func(x string) bool { return strings.EqualFold(x, n) }) {
				c.add(fmt.Sprintf("%s[%d].%s", section, i, key), "%q is there already. Give one of the two another name, or take it out.", n)
			}
		}
	}
	var headings, tallies, names, blocks []string
	for i, h := range p.Phrases {
		headings = append(headings, h.Heading)
		var tiles []string
		for _, t := range h.Tiles {
			tiles = append(tiles, t.Text)
		}
		twice(fmt.Sprintf("phrase[%d].tile", i), "text", tiles)
	}
	for _, t := range p.Tallies {
		tallies = append(tallies, t.Text)
	}
	for i := range p.Templates {
		names = append(names, p.Templates[i].Name)
		for _, x := range template.Check(&p.Templates[i]) {
			c.add(strings.TrimSuffix(fmt.Sprintf("template[%d].%s", i, x.Field), "."), "%s", x.Text)
		}
		if n := p.Templates[i].Version; n > 0 && n < template.OwnVersions {
			c.add(fmt.Sprintf("template[%d].version", i), "A service's own questions have a version of %d or more, so that it never meets one that comes with Fieldfare.", template.OwnVersions)
		}
	}
	for i, b := range p.Blocks {
		blocks = append(blocks, b.Title)
		if n := len([]rune(b.Words)); n > mostBlock {
			c.add(fmt.Sprintf("block[%d].words", i), "This paragraph is %d letters long; there is room for %d. Make two of it.", n, mostBlock)
		}
	}
	twice("phrase", "heading", headings)
	twice("tally", "text", tallies)
	twice("template", "title", names)
	twice("block", "title", blocks)
	if p.Wording != nil {
		c.wording(p.Wording)
	}
}

// wording tries each change by itself first, so that what is wrong stands at its entry, and then all of them together.
func (c *checker) wording(w *Wording) {
	before := len(c.found)
	try := func(path string, e wording.Edits) {
		if _, err := e.Checker(); err != nil {
			c.add(path, "%s", assessments.Sentence(err))
		}
	}
	for i, x := range w.Look {
		if x.Severity != "" && x.Question != "" && len(x.Phrases) > 0 && x.Group != "" { // what is missing is told already
			try(fmt.Sprintf("wording.look[%d].phrases", i), (&Wording{Look: []Look{x}}).Edits())
		}
	}
	for _, x := range w.Stop {
		try("wording.stop", wording.Edits{Stop: []string{x}})
	}
	for _, x := range w.Fine {
		try("wording.fine", wording.Edits{Fine: []string{x}})
	}
	if len(c.found) == before {
		try("wording", w.Edits())
	}
}

// Edits are the changes as the checker takes them.
func (w *Wording) Edits() wording.Edits {
	e := wording.Edits{Stop: w.Stop, Fine: w.Fine}
	for _, x := range w.Look {
		e.Look = append(e.Look, wording.Entry{Group: x.Group, Severity: grades[x.Severity], Phrases: x.Phrases, LiftedBy: wording.LiftedBy(x.LiftedBy),
			EasedBy: wording.LiftedBy(x.EasedBy), Question: x.Question, Suggestion: x.Suggestion})
	}
	return e
}

var grades = map[string]wording.Severity{"high": wording.High, "middle": wording.Medium, "low": wording.Low}

// wordingOf is what changes look like in a pack; nil where there are none.
func wordingOf(e wording.Edits) *Wording {
	w := &Wording{Stop: e.Stop, Fine: e.Fine}
	for _, x := range e.Look {
		y := Look{Group: x.Group, Phrases: x.Phrases, LiftedBy: string(x.LiftedBy), EasedBy: string(x.EasedBy), Question: x.Question, Suggestion: x.Suggestion}
		for name, s := range grades {
			if s == x.Severity {
				y.Severity = name
			}
		}
		w.Look = append(w.Look, y)
	}
	if len(w.Look)+len(w.Stop)+len(w.Fine) == 0 {
		return nil
	}
	return w
}
