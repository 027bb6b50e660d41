package service

import (
	"fmt"
	"maps"
	"strings"
)

// Open returns the choices of a pack that a service has not made, or made with a word that is no reading of it.
func (p *Pack) Open(choices map[string]string) []Choice {
	var out []Choice
	for _, ch := range p.Choices {
		if !ch.has(choices[ch.Name]) {
			out = append(out, ch)
		}
	}
	return out
}

// Undecided is the finding of a choice that is not made.
func (ch Choice) Undecided() Reason {
	var readings []string
	for _, r := range ch.Readings {
		readings = append(readings, fmt.Sprintf("%q (%s)", r.Value, strings.TrimSuffix(r.Words, ".")))
	}
	return Reason{
		Rules: ch.Rules, Key: "choice." + ch.Name, Effect: Choose, Code: ch.Name, Sentence: ch.Question,
		WouldChange: "The service chooses " + ch.Name + ": " + strings.Join(readings, " or ") + ".",
	}
}

// read answers a question under the reading that the service chose. Where it has not chosen, every reading is tried: if all
// give the same answer the choice does not matter for this child, else the answer is that the service must choose.
func (p *Pack) read(name string, choices map[string]string, ask func(choices map[string]string) []Reason) []Reason {
	ch := p.choice(name)
	if ch == nil || ch.has(choices[name]) {
		return ask(choices)
	}
	var first []Reason
	var open []Reason
	same := true
	for i, r := range ch.Readings {
		under := maps.Clone(choices)
		if under == nil {
			under = map[string]string{}
		}
		under[name] = r.Value
		answer := ask(under)
		if i == 0 {
			first = answer
		}
		same = same && decide(answer).Outcome == decide(first).Outcome
		open = append(open, decide(answer).Of(Choose)...)
	}
	if same {
		return first
	}
	return append([]Reason{ch.Undecided()}, open...)
}

// stands reports whether a key stands under the choices that were made.
func (u Under) stands(choices map[string]string) bool {
	return u.Choice == "" || choices[u.Choice] == u.Reading
}
