package template

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

// said is an answer in the words that a sentence or a list puts in: chosen words joined, a number with its unit, a date
// written out, a step with the number of steps.
func (q Question) said(v assessments.Answer) string {
	return q.words(v, func(Choice) bool { return true })
}

// shared is said without the chosen words that have a sentence of their own.
func (q Question) shared(v assessments.Answer) string {
	if q.Kind != SomeOf {
		return q.said(v)
	}
	return q.words(v, func(c Choice) bool { return c.Sentence == "" })
}

func (q Question) words(v assessments.Answer, which func(Choice) bool) string {
	switch q.Kind {
	case YesNo:
		return strings.ReplaceAll(v.Value, "-", " ")
	case OneOf:
		if c, ok := q.choice(v.Value); ok {
			return c.words()
		}
	case SomeOf:
		var out []string
		for _, x := range v.Values {
			if c, ok := q.choice(x); ok && which(c) {
				out = append(out, c.words())
			}
		}
		return list(out)
	case Number:
		if word := map[string]string{"1": "once", "2": "twice"}[v.Value]; v.Unit == "times" && word != "" {
			return word
		}
		return v.Value + " " + unitWords(v.Unit, v.Value)
	case Day:
		return assessments.Date(v.Value).Words()
	case Steps:
		if len(q.Scale) == 2 {
			return v.Value + " out of " + plain(float64(q.Scale[1]))
		}
	case Text:
		return strings.Join(strings.Fields(v.Value), " ")
	}
	return v.Value
}

// words is the choice as it stands inside a sentence.
func (c Choice) words() string {
	if c.Words != "" {
		return c.Words
	}
	r, n := utf8.DecodeRuneInString(c.Say)
	// A word in capitals stays one: GP, OT, PE.
	if second, _ := utf8.DecodeRuneInString(c.Say[n:]); unicode.IsUpper(second) {
		return c.Say
	}
	return string(unicode.ToLower(r)) + c.Say[n:]
}

// unitWords is a unit as it stands behind a number: one minute, two minutes.
func unitWords(unit, value string) string {
	if value != "1" {
		return unit
	}
	if one := map[string]string{"tries": "try", "people": "person", "children": "child", "degrees": "degree"}[unit]; one != "" {
		return one
	}
	if len(unit) > 3 {
		return strings.TrimSuffix(unit, "s")
	}
	return unit
}

// list joins words as a sentence does: "a, b and c".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// shown is an answer as the screen says it: chosen words as they stand beside their boxes.
func (q Question) shown(v assessments.Answer) string {
	if q.Kind != OneOf && q.Kind != SomeOf {
		return q.said(v)
	}
	var out []string
	for _, x := range append([]string{v.Value}, v.Values...) {
		if c, ok := q.choice(x); ok {
			out = append(out, c.Say)
		}
	}
	return strings.Join(out, "; ")
}
