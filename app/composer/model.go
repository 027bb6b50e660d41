package composer

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/app/provision"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
)

// A Section is one line of the composer's list: parts of the report that are decided about together.
type Section struct {
	Title string
	Parts []reports.Part
}

// A Composer is one report being written.
type Composer struct {
	Rec      assessments.Record
	V        assessments.Report
	Known    string
	Sections []Section
	Doc      reports.Document
	Denied   string // why the reader may not have it at all, or ""
	Chain    reports.Chain
	Struck   *assessments.EnteredInError // why it should never have been written, or nil

	before   *reports.Document // the version that it replaces
	author   assessments.ID
	ev       reports.Evidence
	p        reports.Proposals
	request  *assessments.AdviceRequest
	evidence []Item // nil until it is asked for
	used     map[assessments.ID]bool
	findings map[string][]Finding         // by the key of the block
	list     provision.Words              // of vague wording: the service's, or Fieldfare's own
	own      service.Words                // the service's paragraphs
	names    wording.Names                // whom the report may not name
	known    *wording.Prepared            // the names, to be found
	searched map[string][]wording.Finding // names found in a text
	person   map[string][]wording.Finding // and what CheckPerson found in it
	vagues   map[reports.Block][]Finding
}

// Open reads a report and what its records propose. A signed one is read from its frozen tree.
func Open(ctx context.Context, r Reader, id, author assessments.ID) (*Composer, error) {
	rec, err := r.Record(ctx, id)
	if err != nil {
		return nil, err
	}
	if rec.Kind != assessments.KindReport {
		return nil, assessments.Errorf(assessments.NotFound, "composer.open", "This is not a report. Open it again from Reports.")
	}
	c := &Composer{Rec: rec, author: author, searched: map[string][]wording.Finding{}, person: map[string][]wording.Finding{}, vagues: map[reports.Block][]Finding{}}
	assessments.Decode(rec.Fields, &c.V)
	if c.ev, err = Gather(ctx, r, rec.Scope.ID); err != nil {
		return nil, err
	}
	c.list = provision.WordsOf(c.ev.Records)
	c.own, _ = phrases.OfService(ctx, r) // a report is written without them too
	if c.names, err = namesFor(ctx, r, c.ev, rec.Scope.ID); err != nil {
		return nil, err
	}
	c.known = c.names.Prepare()
	for _, x := range c.ev.Records {
		switch t := x.ReadOf(assessments.KindChild, assessments.KindAdviceRequest).(type) {
		case *assessments.Child:
			c.Known = t.Known()
		case *assessments.AdviceRequest:
			if c.request == nil || t.Received > c.request.Received {
				c.request = t
			}
		}
	}
	if err = c.readChain(ctx, r); err != nil {
		return nil, err
	}
	if c.Signed() {
		return c, json.Unmarshal([]byte(c.V.Tree), &c.Doc)
	}
	c.propose()
	return c, nil
}

// Signed reports whether the report is a frozen version.
func (c *Composer) Signed() bool {
	return c.Rec.Meta.Signed != nil || c.V.SignedOn != "" && c.V.Tree != ""
}

// Request is what is asked of reports for this report.
func (c *Composer) Request() reports.Request {
	return reports.Request{Kind: reports.Kind(c.V.ReportKind), Recipient: reports.Recipient{Role: c.V.Recipient, Person: c.V.Person}, AsAt: c.V.AsAt, About: c.V.About,
		Author: c.author, Version: max(c.V.Version, 1), Choices: c.V.Choices}
}

// propose asks reports for every block and gathers the parts under the sections of the list. A refusal is kept as a
// sentence: the screen says it and offers the way to an agreement.
func (c *Composer) propose() {
	p, err := reports.Propose(c.ev, c.Request())
	if err != nil {
		c.Denied = assessments.Sentence(err)
		return
	}
	c.p = p
	c.Sections = nil
	at := map[string]int{}
	for _, part := range p.Parts {
		if len(part.Proposals) == 0 {
			continue
		}
		title := sectionOf(reports.Kind(c.V.ReportKind), part)
		i, ok := at[title]
		if !ok {
			i = len(c.Sections)
			at[title] = i
			c.Sections = append(c.Sections, Section{Title: title})
		}
		c.Sections[i].Parts = append(c.Sections[i].Parts, part)
	}
	c.assemble()
}

// assemble makes the document of the choices so far. A choice that cannot stand is told by Decide before it is kept.
func (c *Composer) assemble() {
	doc, err := reports.Assemble(c.p, c.V.Choices)
	if err != nil {
		c.Denied = assessments.Sentence(err)
		return
	}
	c.Denied, c.Doc = "", doc
	c.used = map[assessments.ID]bool{}
	for _, id := range doc.Sources {
		c.used[id] = true
	}
	c.look()
}

// Choice is what the author decided about a block: "" for not yet.
func (c *Composer) Choice(key string) string { return c.V.Choices[key] }

// Edited reports whether a block has words of the author's own.
func (c *Composer) Edited(key string) bool {
	x := c.V.Choices[key]
	return x != "" && x != reports.Accept && x != reports.LeaveOut
}

// Decide keeps a choice, "" to take it back. It fails with a sentence when the choice cannot stand, and changes nothing
// then: what is required stays, and no other child's name goes in.
func (c *Composer) Decide(key, choice string) error {
	next := map[string]string{}
	for k, v := range c.V.Choices {
		next[k] = v
	}
	next[key] = choice
	if choice == "" {
		delete(next, key)
	}
	if _, err := reports.Assemble(c.p, next); err != nil {
		return err
	}
	c.V.Choices = next
	c.assemble()
	return nil
}

// AcceptSection accepts every block of a section that has not been decided about; it answers how many.
func (c *Composer) AcceptSection(i int) int {
	next, n := map[string]string{}, 0
	for k, v := range c.V.Choices {
		next[k] = v
	}
	for _, x := range c.blocks(i) {
		if next[x.Key] == "" && !minor(x) {
			next[x.Key] = reports.Accept
			n++
		}
	}
	c.V.Choices = next
	c.assemble()
	return n
}

// blocks are the proposals of a section in the order of the report.
func (c *Composer) blocks(section int) []reports.Proposal {
	var out []reports.Proposal
	for _, p := range c.Sections[section].Parts {
		out = append(out, c.Ordered(p)...)
	}
	return out
}

// Done reports whether everything in a section has been decided about.
func (c *Composer) Done(section int) bool { return c.Waiting(section) == 0 }

// Waiting counts the blocks of a section that wait for a decision.
func (c *Composer) Waiting(section int) int {
	n := 0
	for _, x := range c.blocks(section) {
		if !x.Required && !minor(x) && c.Choice(x.Key) == "" {
			n++
		}
	}
	return n
}

// minor reports whether a block is small print that rests on nothing: it goes with its section, undecided about.
func minor(x reports.Proposal) bool {
	p, ok := x.Block.(*reports.Para)
	return ok && p.Note
}

// SectionWith is the section in which a record is used, or -1.
func (c *Composer) SectionWith(id assessments.ID) int {
	return slices.IndexFunc(c.Sections, func(s Section) bool {
		return slices.ContainsFunc(s.Parts, func(p reports.Part) bool {
			return slices.ContainsFunc(p.Proposals, func(x reports.Proposal) bool {
				return slices.ContainsFunc(x.Sources, func(s reports.Source) bool { return s.ID == id })
			})
		})
	})
}

// Withheld is how many records the reader may not have something of, with the reasons in words, each once.
func (c *Composer) Withheld() (n int, reasons []string) {
	seen := map[assessments.ID]bool{}
	for _, w := range c.p.Withheld {
		seen[w.Record] = true
		if !slices.Contains(reasons, w.Reason) {
			reasons = append(reasons, w.Reason)
		}
	}
	return len(seen), reasons
}

// Words is a block's text as it stands: the author's own, or the proposed.
func (c *Composer) Words(x reports.Proposal) string {
	if c.Edited(x.Key) {
		return c.Choice(x.Key)
	}
	return x.Words
}

// Target is where a block that is made from a record is changed: the record's kind and id, or nothing.
func (c *Composer) Target(x reports.Proposal) (assessments.Kind, assessments.ID) {
	for _, part := range strings.Split(x.Key, "/") {
		if id := assessments.ID(part); id.Valid() {
			for _, r := range c.ev.Records {
				if r.ID == id {
					return r.Kind, id
				}
			}
		}
	}
	return "", ""
}
