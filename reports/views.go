package reports

import (
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// said are the notes of a person's own words.
func (f *facts) said(by func(o *assessments.Observation) bool) []entry[*assessments.Observation] {
	var out []entry[*assessments.Observation]
	for _, o := range f.observations {
		if o.v.Type == "said" && o.v.Text != "" && by(o.v) {
			out = append(out, o)
		}
	}
	return out
}

// byChild reports whether words are the child's own.
func (f *facts) byChild(o *assessments.Observation) bool {
	if o.SaidBy != "" && o.SaidBy == f.childID {
		return true
	}
	p := f.people[o.SaidBy]
	return p != nil && p.Role == "child"
}

// childsWords are the words for page one: those an outcome rests on, else the first that were said.
func (f *facts) childsWords() entry[*assessments.Observation] {
	all := f.said(f.byChild)
	for _, o := range f.outcomes {
		for _, x := range all {
			if x.id == o.v.Words {
				return x
			}
		}
	}
	if len(all) > 0 {
		return all[0]
	}
	return entry[*assessments.Observation]{}
}

// speaker is who said something, in words.
func (f *facts) speaker(o *assessments.Observation) string {
	if f.byChild(o) {
		return f.child.Known()
	}
	if s := f.person(o.SaidBy); s != "" {
		return s
	}
	if o.SaidWho != "" {
		return o.SaidWho
	}
	return "A member of the family"
}

// quote is a person's words with who, when, where and how they were given.
func (f *facts) quote(o entry[*assessments.Observation]) *Quote {
	how := o.v.How
	if how != "" {
		how = f.lower(open(how))
	}
	return &Quote{Words: o.v.Text, By: joined(", ", f.speaker(o.v), o.v.On.Words(), at(f.where(o.v)), how), Source: []assessments.ID{o.id}}
}

// views is Section A: what the child, the family and the people at school say, in that order, exactly as said.
func (w *writer) views() {
	w.section("views", "A", "What "+w.child.Known()+" and others say", "Exactly as said")
	rank := func(o *assessments.Observation) int {
		p := w.people[o.SaidBy]
		switch {
		case w.byChild(o):
			return 0
		case p != nil && relation(p.Role) != "", p == nil && o.SaidWho == "":
			return 1
		}
		return 2
	}
	first := w.childsWords() // stands on page one
	all := w.said(func(o *assessments.Observation) bool { return first.v != o })
	sort.SliceStable(all, func(i, j int) bool { return rank(all[i].v) < rank(all[j].v) })
	for _, o := range all {
		w.put("words/"+string(o.id), w.quote(o))
	}
	if first.v == nil {
		w.must("none", &Para{Text: gap(possessive(w.child.Known()) + " own words are not recorded.")})
	}
}

// strengthWords are at most n strengths. A note that lists several short ones in a row counts as several.
func (f *facts) strengthWords(n int) []Text {
	var out []Text
	for _, o := range f.observations {
		if o.v.Type != "strength" {
			continue
		}
		for _, s := range splitShort(o.v.Text) {
			if len(out) < n {
				out = append(out, say(assessments.UpperFirst(s), o.id))
			}
		}
	}
	return out
}

// mostStrengths is how many short strengths page one names.
const mostStrengths = 5

// strengthLine names the strengths on page one in one sentence, or is nil.
func (f *facts) strengthLine() Text {
	s := f.strengthWords(mostStrengths)
	if len(s) == 0 {
		return nil
	}
	t := Text{span(possessive(f.child.Known()) + " strengths: ")}
	for i, x := range s {
		sep := "; "
		if i == len(s)-1 {
			sep = "."
		}
		t = append(t, span(f.lower(open(x.Words())), x[0].From...), span(sep))
	}
	return t
}

// strengths is the part of what goes well: what page one has no room for. Strengths that all stand there are not said
// again; that none is recorded is said here.
func (w *writer) strengths() {
	w.section("strengths", "", "What "+w.child.Known()+" does well", "")
	var items []Text
	for _, o := range w.observations {
		if o.v.Type == "strength" && o.v.Text != "" {
			items = append(items, w.dated(o))
		}
	}
	switch {
	case len(items) == 0:
		w.put("none", &Para{Text: gap("No strengths are recorded.")})
	case len(w.strengthWords(mostStrengths+1)) > mostStrengths || !w.briefStrengths():
		w.put("all", &List{Items: items})
	}
}

// briefStrengths reports whether each strength is a few words, which page one gives whole.
func (f *facts) briefStrengths() bool {
	for _, o := range f.observations {
		if o.v.Type == "strength" && (o.v.Help != "" || len(o.v.Measures) > 0) {
			return false // how much, and with what help, is told with the day
		}
	}
	return true
}

// dated is a note with its day and place in soft words behind it; in an advice that may be tested with the time, too.
func (f *facts) dated(o entry[*assessments.Observation]) Text {
	t := say(closed(f.noted(o.v)), o.id)
	day := o.v.On.Words()
	if f.req.Kind == EHCAdvice && o.v.At.Valid() && o.v.Type == "fact" {
		day = joined(" at ", day, string(o.v.At))
	}
	if when := joined(", ", day, f.where(o.v)); when != "" {
		t = append(t, Span{Text: " " + assessments.UpperFirst(when), Soft: true})
	}
	return t
}
