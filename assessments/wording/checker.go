package wording

import (
	"cmp"
	"slices"
	"strings"
)

// Entry numbers that are not entries.
const (
	fine = -1 // a phrase that hides what is inside it
	none = -2 // no phrase ends here
	stop = -3 // a phrase that a service stopped, which no rule may find for it
)

// Checker is a List made ready. It is safe for use by several goroutines at once.
type Checker struct {
	ids     map[string]int32
	classes []class
	kinds   []kind
	parts   []part
	nodes   []node // a tree of phrases by words; nodes[0] is where every phrase begins
	entries []Entry
	alone   int // the entry of AloneRule, or none
}

func newChecker() *Checker {
	c := &Checker{ids: map[string]int32{}, nodes: []node{{entry: none}}, alone: none}
	for class, words := range classWords {
		for _, w := range strings.Fields(words) {
			c.classes[c.id(w)] |= class
		}
	}
	for bit, k := range kinds {
		for _, w := range strings.Fields(k.words) {
			c.kinds[c.id(w)] |= 1 << bit
		}
	}
	for part, words := range partWords {
		for _, w := range strings.Fields(words) {
			c.parts[c.id(w)] |= part
		}
	}
	return c
}

func (c *Checker) id(word string) int32 {
	id, ok := c.ids[word]
	if !ok {
		id = int32(len(c.classes))
		c.ids[word] = id
		c.classes, c.kinds, c.parts = append(c.classes, 0), append(c.kinds, 0), append(c.parts, 0)
	}
	return id
}

// Check looks for the list's phrases in a text.
func (c *Checker) Check(text string) []Finding { return c.CheckRow(text, false) }

// CheckRow is Check; if structured is true, phrases that a dose would lift or ease are so everywhere. Where phrases overlap
// the longest wins.
func (c *Checker) CheckRow(text string, structured bool) []Finding {
	tokens, sentences := c.tokens(text)
	var found []match
	for i := range tokens {
		found = c.find(found, tokens, i, i, 0, 0)
	}
	var kept []match
	found = withoutStopped(found)
	found = slices.DeleteFunc(found, func(m match) bool { return c.mute(text, tokens, m) })
	found = drop(found, func(m match) bool {
		if m.entry == fine {
			return true
		}
		return sentences[tokens[m.first].sentence].offers(c.entries[m.entry].LiftedBy, structured)
	})
	// What blocks is known only when the overlaps are gone; then the spare ones can be let go.
	found = c.longest(found, tokens)
	for _, m := range found {
		s := &sentences[tokens[m.first].sentence]
		e := c.entries[m.entry]
		s.blocked = s.blocked || e.Severity == High && !e.Spare && !s.offers(e.EasedBy, structured)
	}
	for _, m := range found {
		s := &sentences[tokens[m.first].sentence]
		if !s.blocked || !c.entries[m.entry].Spare {
			kept = append(kept, m)
			s.asked = true
		}
	}
	if c.alone != none && !structured {
		kept = c.unchecked(text, kept, tokens, sentences)
	}
	findings := make([]Finding, 0, len(kept))
	for _, m := range kept {
		e := c.entries[m.entry]
		from, to := tokens[m.first].from, tokens[m.last].to
		severity := e.Severity
		if sentences[tokens[m.first].sentence].offers(e.EasedBy, structured) {
			severity--
		}
		findings = append(findings, Finding{Phrase: text[from:to], From: from, To: to, Severity: severity, Rule: e.Rule,
			Group: e.Group, Question: e.Question, Suggestion: e.Suggestion})
	}
	if len(findings) == 0 {
		return nil
	}
	return findings
}

// drop removes the matches that lie inside a quiet one, the quiet ones among them: a support worker's minutes lift
// "support staff", and then "support" inside it is no longer worth a question either. A match that begins within a fine
// phrase goes even where it reaches further: "a back support with three positions" is no support with anything. A rule goes
// only where a quiet phrase holds more than it does, and a quiet rule hides phrases alone: an amount that makes a trigger of a
// clause does not make the judgement in it one. Matches come ordered by first.
func drop(found []match, quiet func(match) bool) []match {
	reach, openReach, fineReach, kept := -1, -1, -1, found[:0:0]
	for i := 0; i < len(found); {
		end, within, before, fineHere, here := i, found[i].first <= fineReach, reach, -1, -1
		for ; end < len(found) && found[end].first == found[i].first; end++ {
			m := found[end]
			switch {
			case m.entry == fine:
				fineHere = max(fineHere, m.last)
			case quiet(m) && m.open:
				openReach = max(openReach, m.last)
			case quiet(m):
				here = max(here, m.last)
			}
		}
		fineReach, reach = max(fineReach, fineHere), max(reach, here, fineHere)
		for ; i < end; i++ {
			m := found[i]
			switch {
			case within, m.last <= before, quiet(m):
			case m.open && (fineHere >= 0 || m.last < here):
			case !m.open && m.last <= max(here, fineHere, openReach):
			default:
				kept = append(kept, m)
			}
		}
	}
	return kept
}

// withoutStopped takes out what a service stopped, and what a rule finds in its place.
func withoutStopped(found []match) []match {
	stopped := slices.DeleteFunc(slices.Clone(found), func(m match) bool { return m.entry != stop })
	if len(stopped) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(m match) bool {
		return m.entry == stop || m.open && slices.ContainsFunc(stopped, func(s match) bool { return s.first <= m.last && m.first <= s.last })
	})
}

// mute reports a match that is not the writer's word: it lies in a name or in what somebody says, or is only the first part of
// a compound. A regular-hexagon puzzle is no regular puzzle and BRIEF-2 is a test, but what is staff-led is still led by staff.
func (c *Checker) mute(text string, tokens []token, m match) bool {
	if !slices.ContainsFunc(tokens[m.first:m.last+1], func(t token) bool { return !t.hushed }) {
		return true
	}
	if m.entry == fine || m.last+1 == len(tokens) {
		return false
	}
	actor := c.entries[m.entry].Group == groupActor
	if actor && namedIn(tokens[m.last+1:min(m.last+6, len(tokens))]) {
		return true
	}
	if m.first != m.last {
		return false
	}
	if gap := text[tokens[m.last].to:tokens[m.last+1].from]; gap == "' " || gap == "’ " {
		return actor // "the adults' chairs" are chairs
	}
	next := tokens[m.last+1]
	if next.gap != gapHyphen {
		return false
	}
	if isDigit(text[next.from]) && capital(text, next.from-2) {
		return true
	}
	return text[next.from-1] == '-' && !doer[strings.ToLower(text[next.from:next.to])]
}

// namedIn reports whether people are named in apposition: "two adults, Mrs Bell and Mr Cox".
func namedIn(after []token) bool {
	for _, t := range after {
		if t.starts {
			return false
		}
		if t.gap == gapBreak && t.parts&isMr != 0 {
			return true
		}
	}
	return false
}

// doer are the second parts of a compound that leave the first as it was.
var doer = wordSet("led supported directed based run delivered facilitated wide")

// spareLast lets a phrase that would wait give its place to one that would not.
func (c *Checker) spareLast(a, b match) int {
	switch spare := c.entries[a.entry].Spare; {
	case spare == c.entries[b.entry].Spare:
		return 0
	case spare:
		return 1
	}
	return -1
}

// plainFirst puts a phrase of plain words before one of kinds of words, so that a service can grade the phrase anew.
func plainFirst(a, b match) int {
	switch {
	case a.open == b.open:
		return 0
	case b.open:
		return -1
	}
	return 1
}

// longest keeps matches that do not overlap, longer ones first, then graver ones, and returns them in text order.
func (c *Checker) longest(found []match, tokens []token) []match {
	length := func(m match) int { return tokens[m.last].to - tokens[m.first].from }
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(length(b), length(a)), c.spareLast(a, b), plainFirst(a, b), cmp.Compare(c.entries[b.entry].Severity, c.entries[a.entry].Severity))
	})
	taken := make([]bool, len(tokens))
	kept := found[:0:0]
	for _, m := range found {
		if slices.Contains(taken[m.first:m.last+1], true) {
			continue
		}
		for i := m.first; i <= m.last; i++ {
			taken[i] = true
		}
		kept = append(kept, m)
	}
	slices.SortFunc(kept, func(a, b match) int { return cmp.Compare(a.first, b.first) })
	return kept
}
