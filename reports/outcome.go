package reports

import (
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// outcomePart is Section E: a card for each outcome, and where the child started on the goals.
func (w *writer) outcomePart() {
	w.section("outcomes", "E", "Outcomes", "What "+w.child.Known()+" will do, by when, and how anyone can check")
	for _, o := range w.outcomes {
		w.put(string(o.id), w.outcomeCard(o))
	}
	if len(w.outcomes) == 0 {
		w.must("none", &Para{Text: gap("No outcomes are recorded.")})
	}
	w.goalTables()
}

// outcomeCard is an outcome with where the child is now, who counts, and what serves it: an outcome that no row serves, and
// one that nobody counts, show as gaps.
func (w *writer) outcomeCard(o entry[*assessments.Outcome]) *Card {
	v := o.v
	var r rows
	if v.By != "" && !strings.Contains(v.Statement, v.By.Words()) {
		r.add("By", say(v.By.Words(), o.id))
	}
	now := Text(nil)
	if v.Baseline != "" {
		now = say(open(v.Baseline), append([]assessments.ID{o.id}, w.known(v.BaselineFrom)...)...)
	}
	r.need("Now", w.lacks(o.id, v.Missing, "baseline"), now)
	r.need("Counted by", w.lacks(o.id, v.Missing, "counted_by"), say(w.countedBy(v), o.id))
	var needs []Text
	for _, id := range v.Needs {
		if n := find(w.needs, id); n != nil {
			what := assessments.LowerFirst(assessments.AreaWords(n.Area))
			if what == "" {
				what = open(n.Statement)
			}
			needs = append(needs, say(joined(": ", n.Section, what), id))
		}
	}
	r.add("Need", lines(needs))
	if s := find(w.observations, v.Words); s != nil && s.Type == "said" {
		r.add(w.inWords(s), say("“"+s.Text+"”", v.Words))
	}
	if served := w.servedBy(o.id); len(served) > 0 {
		r.add("Served by", say(list(served), o.id))
	} else {
		r.add("Served by", gap("Not recorded: no row of provision names it", o.id))
	}
	title := say(closed(v.Statement), o.id)
	if v.Statement == "" {
		title = w.lacks(o.id, v.Missing, "statement")
	}
	return &Card{Tab: tab(v.Ref, "E"), Style: TabFilled, Wide: true, Title: title, Values: r}
}

var countedIn = regexp.MustCompile(`(?i)\b(?:counted|measured|timed|judged|scored) by (?:the )?([^,.;]+)`)

// countedBy is who counts an outcome and how: what was recorded, else what the outcome's own sentence says.
func (f *facts) countedBy(o *assessments.Outcome) string {
	if o.CountedBy != "" {
		return open(o.CountedBy)
	}
	if m := countedIn.FindStringSubmatch(o.Statement); m != nil {
		return assessments.UpperFirst(strings.TrimSpace(m[1]))
	}
	return ""
}

// servedBy are the rows of provision that name an outcome.
func (f *facts) servedBy(outcome assessments.ID) []string {
	var out []string
	for _, p := range f.provision {
		if slices.Contains(p.v.Outcomes, outcome) {
			out = append(out, tab(p.v.Ref, p.v.Section))
		}
	}
	return out
}

// tab is a row's reference, or the section's letter while it has none.
func tab(ref, section string) string {
	if ref == "" {
		return section
	}
	return ref
}

// inWords labels a quotation in a card.
func (f *facts) inWords(o *assessments.Observation) string {
	who := f.called(o.SaidBy)
	if who == "" {
		return "In their words"
	}
	if p := f.people[o.SaidBy]; p != nil && relation(p.Role) == "" {
		return "In school’s words"
	}
	return "In " + possessive(who) + " words"
}

var byDate = regexp.MustCompile(`^By \d{1,2} \p{L}+ \d{4},? `)

// outcomeWords is an outcome's number and a few words, for a row of provision: the sentence without its date, to the
// first comma.
func (f *facts) outcomeWords(ids []assessments.ID) Text {
	var refs []string
	var kept []assessments.ID
	short := ""
	for _, id := range ids {
		if o := find(f.outcomes, id); o != nil {
			refs, kept = append(refs, tab(o.Ref, "E")), append(kept, id)
			short, _, _ = strings.Cut(byDate.ReplaceAllString(open(o.Statement), ""), ",")
		}
	}
	switch len(refs) {
	case 0:
		return nil
	case 1:
		return say(joined(": ", refs[0], short), kept...)
	}
	return say(list(refs), kept...)
}
