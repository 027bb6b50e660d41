package wording

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Entry numbers that are not entries.
const (
	fine = -1 // a phrase that hides what is inside it
	none = -2 // no phrase ends here
)

// Checker is a List made ready. It is safe for use by several goroutines at once.
type Checker struct {
	ids     map[string]int32
	classes []class
	nodes   []node // a tree of phrases by words; nodes[0] is where every phrase begins
	entries []Entry
}

// node is a place in the tree: the words that may come next, and the entry of the phrase that ends here.
type node struct {
	next  map[int32]int32 // key of word and hyphen -> node
	entry int
}

// Wildcards take the place of a word's number in a key.
const (
	anyNumber int32 = math.MaxInt32/2 - iota
	anyRange
	anyWord
)

func key(id int32, hyphen bool) int32 {
	if hyphen {
		return id<<1 | 1
	}
	return id << 1
}

func newChecker() *Checker {
	c := &Checker{ids: map[string]int32{}, nodes: []node{{entry: none}}}
	for class, words := range classWords {
		for _, w := range strings.Fields(words) {
			c.classes[c.id(w)] |= class
		}
	}
	return c
}

func (c *Checker) id(word string) int32 {
	id, ok := c.ids[word]
	if !ok {
		id = int32(len(c.classes))
		c.ids[word] = id
		c.classes = append(c.classes, 0)
	}
	return id
}

// insert adds a phrase to the tree, and reports false if it is there already.
func (c *Checker) insert(words []phraseWord, entry int) bool {
	at := int32(0)
	for _, w := range words {
		var k int32
		switch w.text {
		case "#":
			k = key(anyNumber, false)
		case "#-#":
			k = key(anyRange, false)
		case "*":
			k = key(anyWord, false)
		default:
			k = key(c.id(w.text), w.hyphen)
		}
		to, ok := c.nodes[at].next[k]
		if !ok {
			to = int32(len(c.nodes))
			c.nodes = append(c.nodes, node{entry: none})
			if c.nodes[at].next == nil {
				c.nodes[at].next = map[int32]int32{}
			}
			c.nodes[at].next[k] = to
		}
		at = to
	}
	if c.nodes[at].entry != none {
		return false
	}
	c.nodes[at].entry = entry
	return true
}

// match is a phrase found at tokens first to last.
type match struct{ first, last, entry int }

// find appends every phrase that begins at token first; node at has been reached and token i is next.
func (c *Checker) find(found []match, tokens []token, first, i int, at int32) []match {
	if e := c.nodes[at].entry; e != none {
		found = append(found, match{first: first, last: i - 1, entry: e})
	}
	next := c.nodes[at].next
	if i == len(tokens) || next == nil {
		return found
	}
	t := tokens[i]
	if i > first && (t.gap == gapBreak || t.starts) || i == first && t.date {
		return found
	}
	step := func(k int32) {
		if to, ok := next[k]; ok {
			found = c.find(found, tokens, first, i+1, to)
		}
	}
	if t.id >= 0 {
		step(key(t.id, false))
		if t.gap == gapHyphen {
			step(key(t.id, true))
		}
	}
	if t.class&isNumber != 0 {
		step(key(anyNumber, false))
	}
	if t.class&isRange != 0 {
		step(key(anyRange, false))
	}
	if i > first {
		step(key(anyWord, false))
	}
	return found
}

// Check looks for the list's phrases in a text.
func (c *Checker) Check(text string) []Finding { return c.CheckRow(text, false) }

// CheckRow is Check; if structured is true, phrases that a dose would lift or ease are so everywhere. Where phrases overlap
// the longest wins.
func (c *Checker) CheckRow(text string, structured bool) []Finding {
	tokens, sentences := c.tokens(text)
	var found []match
	for i := range tokens {
		found = c.find(found, tokens, i, i, 0)
	}
	if len(found) == 0 {
		return nil
	}
	found = drop(found, func(m match) bool {
		if m.entry == fine {
			return true
		}
		return sentences[tokens[m.first].sentence].offers(c.entries[m.entry].LiftedBy, structured)
	})
	kept := c.longest(found, tokens)
	findings := make([]Finding, 0, len(kept))
	for _, m := range kept {
		e := c.entries[m.entry]
		from, to := tokens[m.first].from, tokens[m.last].to
		severity := e.Severity
		if sentences[tokens[m.first].sentence].offers(e.EasedBy, structured) {
			severity--
		}
		findings = append(findings, Finding{Phrase: text[from:to], From: from, To: to, Severity: severity,
			Group: e.Group, Question: e.Question, Suggestion: e.Suggestion})
	}
	return findings
}

// drop removes the matches that lie inside a quiet one, the quiet ones among them: a support worker's minutes lift
// "support staff", and then "support" inside it is no longer worth a question either. A match that begins within a fine
// phrase goes even where it reaches further: "a back support with three positions" is no support with anything. Matches
// come ordered by first.
func drop(found []match, quiet func(match) bool) []match {
	reach, fineReach, kept := -1, -1, found[:0:0]
	for i := 0; i < len(found); {
		end, within := i, found[i].first <= fineReach
		for ; end < len(found) && found[end].first == found[i].first; end++ {
			if quiet(found[end]) {
				reach = max(reach, found[end].last)
			}
			if found[end].entry == fine {
				fineReach = max(fineReach, found[end].last)
			}
		}
		for ; i < end; i++ {
			if found[i].last > reach && !within {
				kept = append(kept, found[i])
			}
		}
	}
	return kept
}

// longest keeps matches that do not overlap, longer ones first, then graver ones, and returns them in text order.
func (c *Checker) longest(found []match, tokens []token) []match {
	length := func(m match) int { return tokens[m.last].to - tokens[m.first].from }
	slices.SortStableFunc(found, func(a, b match) int {
		return cmp.Or(cmp.Compare(length(b), length(a)), cmp.Compare(c.entries[b.entry].Severity, c.entries[a.entry].Severity))
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
