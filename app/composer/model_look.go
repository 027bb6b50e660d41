package composer

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
)

// look finds vague wording and other children's names block by block, so that each finding stands under its sentence. What
// was kept with a reason, here or in the row itself, is no finding.
func (c *Composer) look() {
	c.findings = map[string][]Finding{}
	for _, p := range c.p.Parts {
		for _, x := range p.Proposals {
			if c.Choice(x.Key) == reports.LeaveOut {
				continue
			}
			found := slices.Clone(c.vague(p.Head, x.Block))
			if _, quote := x.Block.(*reports.Quote); x.Editable && !quote {
				for _, f := range c.persons(c.Words(x)) {
					found = append(found, Finding{Place: p.Title, Finding: f})
				}
			}
			found = append(found, c.named(p.Title, x)...)
			kept := c.keptIn(x)
			found = slices.DeleteFunc(found, func(f Finding) bool {
				return slices.ContainsFunc(kept, func(o assessments.Override) bool { return strings.EqualFold(o.Phrase, f.Phrase) })
			})
			if len(found) > 0 {
				c.findings[x.Key] = found
			}
		}
	}
}

// vague looks at one block under its heading, by the service's own list: the check goes by the section's letter.
// Every letter typed looks at the whole report, and of what is proposed none changes.
func (c *Composer) vague(head, b reports.Block) []Finding {
	out, done := c.vagues[b]
	if done {
		return out
	}
	for _, w := range reports.CheckWording(reports.Document{Blocks: []reports.Block{head, b}}, c.list) {
		out = append(out, Finding{Place: w.Place, Finding: w.Finding})
	}
	c.vagues[b] = out
	return out
}

// persons finds words that put the condition before the child, in each text once.
func (c *Composer) persons(text string) []wording.Finding {
	found, done := c.person[text]
	if !done {
		found = wording.CheckPerson(text)
		c.person[text] = found
	}
	return found
}

// keptIn are the words kept in the report and in the row that a block is made from.
func (c *Composer) keptIn(x reports.Proposal) []assessments.Override {
	out := slices.Clone(c.V.Overrides)
	if kind, id := c.Target(x); kind == assessments.KindProvision {
		for _, r := range c.ev.Records {
			if r.ID == id {
				var p assessments.Provision
				assessments.Decode(r.Fields, &p)
				out = append(out, p.Overrides...)
			}
		}
	}
	return out
}
