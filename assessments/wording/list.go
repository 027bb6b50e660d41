package wording

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// LiftedBy says what in the same sentence makes a phrase acceptable.
type LiftedBy string

// What can lift a phrase. A number is an amount: dates, years, clock times and school years are none.
const (
	Nothing   LiftedBy = ""          // the phrase is vague whatever stands beside it
	Number    LiftedBy = "number"    // an amount
	Frequency LiftedBy = "frequency" // an amount, or how often: "twice", "termly", "each lesson"
	Response  LiftedBy = "response"  // by when somebody answers: "within 5 school days"
	Ratio     LiftedBy = "ratio"     // how many children there are to an adult: "1:4"
	Moment    LiftedBy = "moment"    // an amount, how often, or when: a day, a date, a clock time
)

func (l LiftedBy) known() bool {
	return l == Nothing || l == Number || l == Frequency || l == Moment || l == Ratio || l == Response
}

// Entry is a set of phrases with one grade and one question. LiftedBy names what makes the phrase acceptable in its
// sentence, EasedBy what only lowers it by one grade: "support" of 20 minutes is still not said to be what.
//
// A phrase is words with single spaces. Capitals, the kind of quote and the kind of space do not matter; a space also
// matches a hyphen ("check ins" finds "check-ins"), but a hyphen in a phrase wants one in the text. "#" stands for a
// number, in digits or in words, "#-#" for a range such as 2-3, and "*" for any one word. "+" is any one word with a meaning
// of its own, "**" up to four words, "^" the start of a sentence, "=" the end of the finding where more must follow, and
// "@when" any word of that kind.
type Entry struct {
	Rule       string   `json:"rule,omitempty"` // the name by which a service stops the whole entry
	Group      string   `json:"group"`
	Severity   Severity `json:"severity"`
	Phrases    []string `json:"phrases"`
	LiftedBy   LiftedBy `json:"liftedBy,omitempty"`
	EasedBy    LiftedBy `json:"easedBy,omitempty"`
	Spare      bool     `json:"spare,omitempty"` // asked only where nothing else in the sentence blocks
	Question   string   `json:"question"`
	Suggestion string   `json:"suggestion,omitempty"`
}

// List is what a service looks for. Fine holds the phrases that hide a shorter one inside them from being reported.
type List struct {
	Entries []Entry  `json:"entries"`
	Fine    []string `json:"fine,omitempty"`
	Stopped []string `json:"stopped,omitempty"` // phrases that a service stopped, so that no rule finds them either
}

// Limits on an edited list, far above any real one.
const (
	maxPhrases     = 5000
	maxPhraseWords = 12
)

// With returns the list with one more entry. Phrases of it that are already in the list move to the new entry, and
// leave the fine phrases, so that a service can grade a phrase anew.
func (l List) With(e Entry) List {
	out := l
	for _, p := range e.Phrases {
		out = out.Without(p)
	}
	e.Phrases = slices.Clone(e.Phrases)
	out.Entries = append(slices.Clone(out.Entries), e)
	return out
}

// Without returns the list without a phrase, whether it was looked for or fine. Entries left empty go.
func (l List) Without(phrase string) List {
	key := phraseKey(phrase)
	other := func(phrases []string) []string {
		return slices.DeleteFunc(slices.Clone(phrases), func(p string) bool { return phraseKey(p) == key })
	}
	out := List{Fine: other(l.Fine), Stopped: other(l.Stopped)}
	for _, e := range l.Entries {
		if e.Rule != "" && e.Rule == phrase {
			continue
		}
		if e.Phrases = other(e.Phrases); len(e.Phrases) > 0 {
			out.Entries = append(out.Entries, e)
		}
	}
	return out
}

// Compile checks the list and makes it ready. The error says which phrase or entry to mend.
func (l List) Compile() (*Checker, error) {
	const op = "wording.compile"
	c := newChecker()
	phrases := 0
	add := func(phrase string, entry int) error {
		words, msg := parsePhrase(phrase)
		if phrases++; phrases > maxPhrases {
			msg = "is one too many: a list holds up to 5000"
		}
		if phrase == alonePhrase {
			c.alone = entry
		}
		if msg == "" && !c.insert(words, entry) {
			msg = "is in the list twice. Keep one of them"
		}
		if msg != "" {
			return assessments.Errorf(assessments.Invalid, op, "The phrase %q %s.", phrase, msg)
		}
		return nil
	}
	for i, e := range l.Entries {
		if e.Severity < Low || e.Severity > High {
			return nil, assessments.Errorf(assessments.Invalid, op, "Grade the entry %q as H, M or L.", e.Group)
		}
		if !e.LiftedBy.known() || !e.EasedBy.known() {
			return nil, assessments.Errorf(assessments.Invalid, op, "The entry %q can be lifted or eased by a number, a frequency, or nothing.", e.Group)
		}
		if e.LiftedBy != Nothing && e.EasedBy != Nothing || e.Severity == Low && e.EasedBy != Nothing {
			return nil, assessments.Errorf(assessments.Invalid, op, "The entry %q is either lifted or eased, and only H and M can be eased.", e.Group)
		}
		if strings.TrimSpace(e.Group) == "" || strings.TrimSpace(e.Question) == "" || len(e.Phrases) == 0 {
			return nil, assessments.Errorf(assessments.Invalid, op, "Entry %d needs a group, a question and at least one phrase.", i+1)
		}
		for _, p := range e.Phrases {
			if err := add(p, i); err != nil {
				return nil, err
			}
		}
	}
	for _, p := range l.Fine {
		if err := add(p, fine); err != nil {
			return nil, err
		}
	}
	for _, p := range l.Stopped {
		if err := add(p, stop); err != nil {
			return nil, err
		}
	}
	c.entries = slices.Clone(l.Entries)
	return c, nil
}

// phraseWord is one word of a phrase; hyphen says that it must be joined to the one before by a hyphen.
type phraseWord struct {
	text   string
	hyphen bool
	kind   string // of the words that may stand here, if it is no single word
}

// parsePhrase splits a phrase into words the way a text is split, or says what is wrong with it.
func parsePhrase(phrase string) (words []phraseWord, wrong string) {
	wild := 0
	if phrase == alonePhrase {
		return []phraseWord{{text: phrase}}, ""
	}
	for _, field := range strings.Fields(phrase) {
		switch field {
		case "#", "*", "#-#", "+", "**", "^", "=":
			words = append(words, phraseWord{text: field})
			wild++
			continue
		}
		if name, ok := strings.CutPrefix(field, "@"); ok {
			if _, ok := kindOf(name); !ok {
				return nil, "names a kind of words that there is not"
			}
			words = append(words, phraseWord{text: field, kind: name})
			continue
		}
		s := scanner{text: field}
		first := true
		for s.next() {
			if !first && s.gap == gapBreak || first && s.from != 0 {
				return nil, "holds a sign that no phrase can hold; use letters, digits, hyphens and apostrophes"
			}
			words = append(words, phraseWord{text: string(s.word), hyphen: !first && s.gap == gapHyphen})
			first = false
		}
		if first || s.end != len(field) {
			return nil, "holds a sign that no phrase can hold; use letters, digits, hyphens and apostrophes"
		}
	}
	switch {
	case slices.ContainsFunc(words, func(w phraseWord) bool { return w.text == "^" }) && words[0].text != "^",
		len(words) > 0 && (hangs(words[0]) || hangs(words[len(words)-1])):
		return nil, "has ^ after its beginning, or ** or = at an end: that finds nothing more"
	case stretches(words) > mostStretches:
		return nil, "holds ** more than twice, or twice in a row: write the words between, or make two phrases of it"
	case len(words) == wild:
		return nil, "needs at least one word of its own"
	case len(words) > maxPhraseWords:
		return nil, "is too long: a phrase has up to 12 words"
	}
	return words, ""
}

// mostStretches is how often a phrase may leave out some words. Each ** multiplies the ways in which a sentence can be tried.
const mostStretches = 2

// stretches counts the ** of a phrase; two in a row count as too many.
func stretches(words []phraseWord) int {
	n := 0
	for i, w := range words {
		if w.text == "**" {
			n++
			if i > 0 && words[i-1].text == "**" {
				return mostStretches + 1
			}
		}
	}
	return n
}

// hangs reports a sign that has to stand between words.
func hangs(w phraseWord) bool { return w.text == "**" || w.text == "=" }

// phraseKey tells phrases apart the way the checker does.
func phraseKey(phrase string) string {
	words, wrong := parsePhrase(phrase)
	if wrong != "" {
		return strings.ToLower(strings.Join(strings.Fields(phrase), " "))
	}
	var b strings.Builder
	for i, w := range words {
		if w.hyphen {
			b.WriteByte('-')
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.text)
	}
	return b.String()
}
