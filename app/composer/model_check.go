package composer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
)

// A Finding is a phrase in one block.
type Finding struct {
	Place string // “Includes” in F1
	wording.Finding
}

// look finds vague wording block by block, so that each finding stands under its sentence. What was kept with a reason,
// here or in the row itself, is no finding.
func (c *Composer) look() {
	c.findings = map[string][]Finding{}
	for _, p := range c.p.Parts {
		for _, x := range p.Proposals {
			if c.Choice(x.Key) == reports.LeaveOut {
				continue
			}
			var found []Finding
			for _, w := range reports.CheckWording(reports.Document{Blocks: heads(p.Head, x.Block)}) {
				found = append(found, Finding{w.Place, w.Finding})
			}
			if _, quote := x.Block.(*reports.Quote); x.Editable && !quote {
				for _, f := range wording.CheckPerson(c.Words(x)) {
					found = append(found, Finding{p.Title, f})
				}
			}
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

// heads is a block under its heading: the wording check goes by the section’s letter.
func heads(head, b reports.Block) []reports.Block {
	if head == nil {
		return []reports.Block{b}
	}
	return []reports.Block{head, b}
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

// Findings are the findings of a block.
func (c *Composer) Findings(key string) []Finding { return c.findings[key] }

// Count is how many findings there are, and how many of them block.
func (c *Composer) Count() (all, grave int) {
	for _, f := range c.findings {
		for _, x := range f {
			all++
			if x.Severity == wording.High {
				grave++
			}
		}
	}
	return all, grave
}

// A Lack is something a reader would miss, and where it is mended: a section of the report or a record.
type Lack struct {
	Words   string
	Section int // -1: not in the report
	Kind    assessments.Kind
	ID      assessments.ID
	Blocks  bool // it must be mended, or kept with a reason, before signing
}

// Lacks lists what is missing or vague, what blocks first.
func (c *Composer) Lacks() []Lack {
	var out, soft []Lack
	for i := range c.Sections {
		for _, x := range c.blocks(i) {
			for _, f := range c.findings[x.Key] {
				l := Lack{Words: "“" + f.Phrase + "”: " + f.Question, Section: i, Blocks: f.Severity == wording.High}
				if l.Blocks {
					out = append(out, l)
				} else {
					soft = append(soft, l)
				}
			}
			if at := strings.Index(c.Words(x), "["); at >= 0 && strings.Contains(c.Words(x)[at:], "]") && c.Choice(x.Key) != reports.LeaveOut {
				out = append(out, Lack{Words: "Fill in what stands in brackets in " + c.Sections[i].Title, Section: i, Blocks: true})
			}
		}
	}
	for i, s := range c.Sections {
		if n := c.Waiting(i); n > 0 {
			soft = append(soft, Lack{Words: fmt.Sprintf("%s: %s not decided about yet", s.Title, counted(n, "block")), Section: i})
		}
	}
	return append(append(out, c.recordLacks()...), soft...)
}

// recordLacks are the gaps of rows and outcomes as at the report's day.
func (c *Composer) recordLacks() []Lack {
	var out []Lack
	served := map[assessments.ID]bool{}
	answered := map[assessments.ID]bool{}
	recs := c.ev.AsAt(c.V.AsAt).Records
	for _, r := range recs {
		if p, ok := typed[*assessments.Provision](r); ok {
			for _, id := range p.Outcomes {
				served[id] = true
			}
			for _, id := range p.NeedIDs {
				answered[id] = true
			}
			for _, g := range p.Gaps() {
				out = append(out, Lack{Words: p.Ref + ": " + g.Text, Section: -1, Kind: r.Kind, ID: r.ID})
			}
		}
	}
	for _, r := range recs {
		if o, ok := typed[*assessments.Outcome](r); ok {
			if o.CountedBy == "" {
				out = append(out, Lack{Words: o.Ref + ": Say who counts.", Section: -1, Kind: r.Kind, ID: r.ID})
			}
			if !served[r.ID] {
				out = append(out, Lack{Words: o.Ref + ": No row of provision serves it.", Section: -1, Kind: r.Kind, ID: r.ID})
			}
		}
		if n, ok := typed[*assessments.Need](r); ok && !answered[r.ID] && n.Owner == "" && n.Section != "D" {
			out = append(out, Lack{Words: "No row answers the need “" + n.Statement + "”", Section: -1, Kind: r.Kind, ID: r.ID})
		}
	}
	if reports.Kind(c.V.ReportKind) != reports.EHCAdvice {
		return nil
	}
	return out
}

// typed reads a record as one type; ok is false for another kind.
func typed[T assessments.Typed](r assessments.Record) (T, bool) {
	t, _ := r.Read()
	x, ok := t.(T)
	return x, ok
}

// MaySign answers why the report cannot be signed yet, or "".
func (c *Composer) MaySign() string {
	switch _, grave := c.Count(); {
	case c.Signed():
		return "This version is signed and stays as it is. Make a new version to change it."
	case c.Denied != "":
		return c.Denied
	case grave == 1:
		return "One phrase in it would bind nobody. Mend it, or keep it with a reason, then sign."
	case grave > 1:
		return strconv.Itoa(grave) + " phrases in it would bind nobody. Mend them, or keep them with a reason, then sign."
	}
	for _, l := range c.Lacks() {
		if l.Blocks {
			return l.Words + ". Then sign."
		}
	}
	return ""
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func trim(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
