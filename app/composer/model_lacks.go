package composer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/reports"
)

// A Lack is something a reader would miss, and where it is mended: a section of the report or a record.
type Lack struct {
	Words   string
	Place   string // where it is, in few words: "Outcome E2"
	Section int    // -1: not in the report
	Kind    assessments.Kind
	ID      assessments.ID
	Gap     bool // the report itself says that it is not known
	Blocks  bool // it must be mended, or kept with a reason, before signing
}

// Lacks lists what is missing or vague, what blocks first.
func (c *Composer) Lacks() []Lack {
	out, soft := c.authorLacks(), []Lack(nil)
	for i := range c.Sections {
		title := c.Sections[i].Title
		for _, x := range c.blocks(i) {
			for _, f := range c.findings[x.Key] {
				l := Lack{Words: "“" + f.Phrase + "”: " + f.Question, Place: title, Section: i, Blocks: f.Severity == wording.High}
				if l.Blocks {
					out = append(out, l)
				} else {
					soft = append(soft, l)
				}
			}
			if at := strings.Index(c.Words(x), "["); at >= 0 && strings.Contains(c.Words(x)[at:], "]") && c.Choice(x.Key) != reports.LeaveOut {
				out = append(out, Lack{Words: "Fill in what stands in brackets in " + title, Place: title, Section: i, Blocks: true})
			}
		}
	}
	for i, s := range c.Sections {
		if n := c.Waiting(i); n > 0 {
			soft = append(soft, Lack{Words: fmt.Sprintf("%s: %s not decided about yet", s.Title, counted(n, "block")), Place: s.Title, Section: i})
		}
	}
	if reports.Kind(c.V.ReportKind) == reports.EHCAdvice {
		out = append(out, c.recordLacks()...)
	}
	return append(append(out, c.gapLacks()...), soft...)
}

// gapLacks are what the report itself says is not known, each with the record that would hold it: in every kind of report
// a gap on paper is a place to go in the app. Needs, outcomes and rows of EHC advice are looked at one by one elsewhere.
func (c *Composer) gapLacks() []Lack {
	kinds := map[assessments.ID]assessments.Kind{}
	for _, r := range c.ev.Records {
		kinds[r.ID] = r.Kind
	}
	var out []Lack
	seen := map[string]bool{}
	add := func(g reports.Gap, place string, section int) {
		kind := kinds[g.Record]
		if seen[strings.ToLower(g.Text)] || reports.Kind(c.V.ReportKind) == reports.EHCAdvice && (kind == assessments.KindProvision || kind == assessments.KindOutcome) {
			return
		}
		seen[strings.ToLower(g.Text)] = true
		l := Lack{Words: g.Text, Place: place, Section: section, Gap: true}
		if kind != "" {
			l.Section, l.Kind, l.ID = -1, kind, g.Record
		}
		out = append(out, l)
	}
	if h := c.Doc.Letter; h != nil {
		for _, g := range reports.GapsIn(&reports.List{Items: append(slices.Clone(h.To), h.About...)}) {
			add(g, "The head of the letter", 0)
		}
	}
	for i, s := range c.Sections {
		for _, x := range c.blocks(i) {
			if c.Choice(x.Key) == reports.LeaveOut || c.Edited(x.Key) {
				continue
			}
			for _, g := range reports.GapsIn(x.Block) {
				add(g, s.Title, i)
			}
		}
	}
	return out
}

// authorLacks are what a signature would leave out: a report by nobody in particular has no weight, and its reader cannot
// ask back.
func (c *Composer) authorLacks() []Lack {
	at := slices.IndexFunc(c.ev.Records, func(r assessments.Record) bool {
		return c.author != "" && r.ID == c.author && r.Kind == assessments.KindPerson
	})
	if at < 0 {
		return []Lack{{Words: "Nobody is recorded as its author: record your name, role and HCPC registration", Place: "You, the author", Section: -1, Blocks: true}}
	}
	var p assessments.Person
	assessments.Decode(c.ev.Records[at].Fields, &p)
	var missing []string
	for _, f := range []struct{ words, value string }{{"name", p.Name}, {"role", p.Role}, {"HCPC registration", p.HCPC}} {
		if strings.TrimSpace(f.value) == "" {
			missing = append(missing, f.words)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []Lack{{Words: "Its author has no " + strings.Join(missing, " and no ") + ": record it", Place: "You, the author", Section: -1,
		Kind: assessments.KindPerson, ID: c.author, Blocks: true}}
}

// recordLacks are the gaps of needs, outcomes and rows as at the report's day: first what does not fit together, then what
// each of them leaves unsaid.
func (c *Composer) recordLacks() []Lack {
	var out, unsaid, low []Lack
	recs := c.ev.AsAt(c.V.AsAt, assessments.KindNeed, assessments.KindOutcome, assessments.KindProvision).Records
	plan := wording.PlanOf(recs)
	for _, g := range wording.CheckPlan(plan) {
		l := Lack{Words: g.Question, Place: placeOf(g.Kind, g.Ref), Section: -1, Kind: g.Kind, ID: g.ID}
		switch {
		case g.Rule == wording.ProvisionWithoutOutcome: // the row's own gaps say so
		case g.Severity == wording.Low:
			low = append(low, l)
		default:
			out = append(out, l)
		}
	}
	for _, r := range plan.Rows {
		for _, g := range r.V.Gaps() {
			unsaid = append(unsaid, Lack{Words: r.V.Ref + ": " + g.Text, Place: placeOf(assessments.KindProvision, r.V.Ref), Section: -1, Kind: assessments.KindProvision, ID: r.ID})
		}
	}
	for _, o := range plan.Outcomes {
		if o.V.CountedBy == "" {
			unsaid = append(unsaid, Lack{Words: o.V.Ref + ": Say who counts.", Place: placeOf(assessments.KindOutcome, o.V.Ref), Section: -1, Kind: assessments.KindOutcome, ID: o.ID})
		}
	}
	return append(append(out, unsaid...), low...)
}

// placeOf names a need, an outcome or a row.
func placeOf(kind assessments.Kind, ref string) string {
	words := map[assessments.Kind]string{assessments.KindNeed: "Need", assessments.KindOutcome: "Outcome", assessments.KindProvision: "Row"}[kind]
	return strings.TrimSpace(words + " " + ref)
}
