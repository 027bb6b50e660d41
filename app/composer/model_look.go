package composer

import (
	"fmt"
	"regexp"
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
			found := c.vague(p.Head, x.Block)
			if _, quote := x.Block.(*reports.Quote); x.Editable && !quote {
				for _, f := range wording.CheckPerson(c.Words(x)) {
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

// promised are the values of a row's card that say what will be done, and jobs are titles that hold a word which is vague
// elsewhere. Both are as package reports has them; here the service's own list is looked through.
var (
	promised = []string{"Who", "With and where", "Dates", "Includes", "Training", "Needs", "Checked by"}
	jobs     = regexp.MustCompile(`(?i)\b((learning|pastoral|family|behaviour|early years) )?support (assistant|worker|officer|teacher)s?\b`)
)

// vague looks at one block under its heading: the check goes by the section's letter.
func (c *Composer) vague(head, b reports.Block) []Finding {
	card, ok := b.(*reports.Card)
	section, _ := head.(*reports.Section)
	if !ok || section == nil {
		return nil
	}
	var out []Finding
	if section.Letter == "E" {
		for _, w := range reports.CheckWording(reports.Document{Blocks: []reports.Block{head, b}}) {
			out = append(out, Finding{Place: w.Place, Finding: w.Finding})
		}
	}
	if !slices.Contains([]string{"F", "G", "H1", "H2"}, section.Letter) {
		return out
	}
	look := func(place, text string) {
		for _, f := range c.list.CheckRow(jobs.ReplaceAllString(text, "assistant"), card.Dose != "") {
			out = append(out, Finding{Place: place, Finding: f})
		}
	}
	look("the title of "+card.Tab, card.Title.Words())
	for _, kv := range card.Values {
		if !slices.Contains(promised, kv.Key) {
			continue
		}
		var lines []string
		for _, l := range kv.Lines {
			for _, s := range l {
				if !s.Gap {
					lines = append(lines, s.Text)
				}
			}
		}
		look(fmt.Sprintf("“%s” in %s", kv.Key, card.Tab), strings.Join(lines, "\n"))
	}
	return out
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
