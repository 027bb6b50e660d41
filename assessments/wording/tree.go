package wording

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
)

// node is a place in the tree: the words that may come next, and the entry of the phrase that ends here.
type node struct {
	next  map[int32]int32 // key of word and hyphen -> node
	kinds kind            // the kinds among next
	entry int
	open  bool // the phrase that ends here names a kind of words, so that a plain phrase goes before it
}

// Wildcards take the place of a word's number in a key, and kinds the numbers below them.
const (
	anyNumber int32 = math.MaxInt32/2 - iota
	anyRange
	anyWord
	anyContent // one word that carries meaning of its own: no article, preposition, unit or form of "be"
	anyGap     // up to maxGap words
	atStart
	atEnd // what follows it in a phrase must stand there and is not part of the finding
	anyKind
)

// maxGap is how many words "**" may stand for: enough for "when the teacher on duty feels".
const maxGap = 4

func key(id int32, hyphen bool) int32 {
	if hyphen {
		return id<<1 | 1
	}
	return id << 1
}

// keyOf is the key of one word of a phrase.
func (c *Checker) keyOf(w phraseWord) int32 {
	switch w.text {
	case "#":
		return key(anyNumber, false)
	case "#-#":
		return key(anyRange, false)
	case "*":
		return key(anyWord, false)
	case "+":
		return key(anyContent, false)
	case "**":
		return key(anyGap, false)
	case "^":
		return key(atStart, false)
	case "=":
		return key(atEnd, false)
	}
	if bit, ok := kindOf(w.kind); ok {
		return key(anyKind-int32(bit), false)
	}
	return key(c.id(w.text), w.hyphen)
}

// signs make a phrase one that several texts fulfil.
var signs = []string{"*", "**", "+", "^", "="}

// insert adds a phrase to the tree, and reports false if it is there already.
func (c *Checker) insert(words []phraseWord, entry int) bool {
	at, open := int32(0), false
	for _, w := range words {
		k := c.keyOf(w)
		open = open || w.kind != "" || slices.Contains(signs, w.text)
		to, ok := c.nodes[at].next[k]
		if !ok {
			to = int32(len(c.nodes))
			c.nodes = append(c.nodes, node{entry: none})
			if c.nodes[at].next == nil {
				c.nodes[at].next = map[int32]int32{}
			}
			c.nodes[at].next[k] = to
			if w.kind != "" {
				bit, _ := kindOf(w.kind)
				c.nodes[at].kinds |= 1 << bit
			}
		}
		at = to
	}
	if c.nodes[at].entry != none {
		return false
	}
	c.nodes[at].entry, c.nodes[at].open = entry, open
	return true
}

// match is a phrase found at tokens first to last.
type match struct {
	first, last, entry int
	open               bool
}

// find appends every phrase that begins at token first; node at has been reached and token i is next. The finding ends
// before token end, or before i if end is 0.
func (c *Checker) find(found []match, tokens []token, first, i, end int, at int32) []match {
	n := &c.nodes[at]
	if n.entry != none && i > first {
		found = append(found, match{first: first, last: cmp.Or(end, i) - 1, entry: n.entry, open: n.open})
	}
	if i == len(tokens) || n.next == nil {
		return found
	}
	t := &tokens[i]
	if i > first && (t.gap == gapBreak || t.starts) || i == first && t.date {
		return found
	}
	// Every way that the word can be taken is followed: as itself, as a figure, as one of its kinds, and as any word.
	step := func(k int32) {
		if to, ok := n.next[k]; ok {
			found = c.find(found, tokens, first, i+1, end, to)
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
	for k := t.kinds & n.kinds; k != 0; k &= k - 1 {
		step(key(anyKind-int32(bits.TrailingZeros64(uint64(k))), false))
	}
	if i > first {
		step(key(anyWord, false))
		if t.parts&isGlue == 0 && t.class&isNumber == 0 {
			step(key(anyContent, false))
		}
	} else if to, ok := n.next[key(atStart, false)]; ok && t.starts && at == 0 {
		found = c.find(found, tokens, first, i, end, to)
	}
	if to, ok := n.next[key(atEnd, false)]; ok && i > first {
		found = c.find(found, tokens, first, i, i, to)
	}
	// A gap is tried at each length; it never reaches over a comma or out of the sentence.
	if to, ok := n.next[key(anyGap, false)]; ok {
		for j := i; j <= i+maxGap && j < len(tokens); j++ {
			found = c.find(found, tokens, first, j, end, to)
			if tokens[j].gap == gapBreak || tokens[j].starts {
				break
			}
		}
	}
	return found
}
