package wording

import (
	"cmp"
	"slices"
	"strings"
)

// AloneRule is the name of the rule for a sentence that nobody could check afterwards: it has no amount, no interval, no day
// and no time, and no other question is asked about it.
const AloneRule = "nothing-to-check"

// alonePhrase stands for what the rule finds, because a phrase is how the list and a service name it.
const alonePhrase = "@promise"

const askAlone = "Who does what, for how many minutes, how often, and from when? Nothing here could be checked afterwards."

var aThing = is("det pronoun name child setting")

// promiseIn finds the words of one sentence that promise: the verb with what follows it as far as the next preposition, or an
// activity that no verb tells of. Words that end in a full stop are meant as a promise, whatever they are. What a thing is, has or wears can be seen, and needs no minutes.
func promiseIn(text string, tokens []token, stopped bool) (first, last int, ok bool) {
	fact := len(tokens)
	for i := range tokens {
		t := &tokens[i]
		if t.parts&isModal != 0 && i+1 < len(tokens) && tokens[i+1].gap == gapSpace {
			return i, reach(tokens, i+1), true
		}
		if t.parts&isFact != 0 && i > 0 && isDoneAt(tokens, i+1) {
			return i, reach(tokens, i), true
		}
		if t.parts&isFact != 0 && i > 0 {
			fact = min(fact, i)
		}
	}
	for i := range tokens[:fact] {
		if tokens[i].parts&isInf != 0 && i > 0 && i+1 < len(tokens) && tokens[i+1].gap == gapSpace && tokens[i+1].kinds&aThing == 0 && binds(tokens, i) {
			return i, reach(tokens, i+1), true
		}
	}
	if fact < len(tokens) || slices.ContainsFunc(tokens, func(t token) bool { return t.kinds&aName != 0 }) {
		return 0, 0, false
	}
	for i := range tokens {
		if tokens[i].parts&isDeed != 0 {
			return i, reach(tokens, i), true
		}
	}
	if tokens[0].kinds&aThing != 0 {
		// "The slope stops the slide": a noun, and a verb in the present.
		for i := 2; i < 4 && i+1 < len(tokens); i++ {
			if tokens[i].parts&isGlue == 0 && tokens[i+1].parts&isGlue != 0 && strings.HasSuffix(text[:tokens[i].to], "s") {
				return 0, 0, false
			}
		}
	}
	for i := range tokens {
		if stopped || tokens[i].parts&isDoing != 0 && len(tokens) > 3 {
			if tokens[0].parts&isGlue == 0 {
				i = 0
			}
			return i, phrase(tokens, i), true
		}
	}
	return 0, 0, false
}

// phrase is where the words about one thing end that begin at from, up to four of them.
func phrase(tokens []token, from int) int {
	last, bare := from, tokens[from].parts&isGlue != 0
	for i := from + 1; i < len(tokens) && i < from+4 && tokens[i].gap != gapBreak && (bare || tokens[i].parts&isGlue == 0); i++ {
		bare = bare && tokens[i].parts&isGlue != 0
		last = i
	}
	return last
}

// isDoneAt reports whether the word at i, or the one after it ("is well supported"), says what is done for the child.
func isDoneAt(tokens []token, i int) bool {
	return i < len(tokens) && (tokens[i].parts&isDone != 0 || i+1 < len(tokens) && tokens[i+1].parts&isDone != 0 && tokens[i].parts&isGlue == 0)
}

// binds reports whether the "to" at i says what somebody is to do, or what is to be done, rather than what a thing is for.
func binds(tokens []token, i int) bool {
	for _, t := range tokens[:i] {
		if t.parts&isRole != 0 {
			return true
		}
	}
	return tokens[i+1].parts&isPassive != 0
}

// reach is how far a promise goes from its verb: up to four words, none of them a preposition after the first two.
func reach(tokens []token, from int) int {
	last := from
	for i := from + 1; i < len(tokens) && i <= from+4; i++ {
		if tokens[i].gap == gapBreak || i > from+1 && tokens[i].parts&isTo != 0 {
			break
		}
		last = i
	}
	return last
}

// unchecked adds a match for each sentence that promises and has nothing in it to check. A paragraph is read as a whole: its
// second sentence may hold the dose of the first.
func (c *Checker) unchecked(text string, kept []match, tokens []token, sentences []sentence) []match {
	for from := 0; from < len(tokens); {
		to := from + 1
		for to < len(tokens) && !newParagraph(text[tokens[to-1].to:tokens[to].from]) {
			to++
		}
		quiet, stopped := false, strings.HasPrefix(text[tokens[to-1].to:], ".")
		for _, t := range tokens[from:to] {
			s := sentences[t.sentence]
			quiet = quiet || s.asked || s.number || s.frequency || s.moment
		}
		if first, last, ok := promiseIn(text, tokens[from:to], stopped); ok && !quiet {
			kept = append(kept, match{first: from + first, last: from + last, entry: c.alone})
		}
		from = to
	}
	slices.SortStableFunc(kept, func(a, b match) int { return cmp.Compare(a.first, b.first) })
	return kept
}

// newParagraph reports whether a gap ends a paragraph or a point of a list.
func newParagraph(gap string) bool {
	return strings.Count(gap, "\n") > 1 || strings.ContainsRune(gap, '\u2029')
}
