package reports

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// orderPrefix begins the key under which Choices hold the order of a part.
const orderPrefix = "order:"

// OrderKey is the key of Request.Choices that holds the author's order of a part: the first proposal of each group, one a
// line. Groups that it does not name, such as a need recorded since, follow those that it does.
func OrderKey(part string) string { return orderPrefix + part }

// groups cuts a part into what moves as one: a need with all it rests on. Actions stand alone, though two may come from
// one row.
func (p Part) groups() [][]Proposal {
	var out [][]Proposal
	last := ""
	for _, x := range p.Proposals {
		id := recordIn(x.Key)
		if _, action := x.Block.(*Action); !action && id != "" && id == last {
			out[len(out)-1] = append(out[len(out)-1], x)
			continue
		}
		out, last = append(out, []Proposal{x}), id
	}
	return out
}

// recordIn is the record that a proposal's key names, or "".
func recordIn(key string) string {
	for _, s := range strings.Split(key, "/") {
		if assessments.ID(s).Valid() {
			return s
		}
	}
	return ""
}

// movable reports whether a group's place is the author's. Cards keep theirs, because the letters on their tabs count; what
// must stand, and what sums up the rest, keep theirs, because a reader looks for them there.
func movable(group []Proposal) bool {
	x := group[0]
	switch b := x.Block.(type) {
	case *Action:
		return !x.Required
	case *Para:
		return !x.Required && !b.Note && recordIn(x.Key) != ""
	case *Quote, *List, *Table, *Figure, *Drawing, *Chart, *Callout, *Beside, *Steps:
		return !x.Required && recordIn(x.Key) != ""
	}
	return false
}

// free are the groups of a part that may be moved, in the author's order.
func (p Part) free(choices map[string]string) [][]Proposal {
	order := strings.Split(choices[OrderKey(p.Key)], "\n")
	at := func(g []Proposal) int {
		if i := slices.Index(order, g[0].Key); i >= 0 {
			return i
		}
		return len(order)
	}
	var out [][]Proposal
	for _, g := range p.groups() {
		if movable(g) {
			out = append(out, g)
		}
	}
	slices.SortStableFunc(out, func(a, b []Proposal) int { return at(a) - at(b) })
	return out
}

// Ordered are the part's proposals in the author's order. What may not be moved stays where it is.
func (p Part) Ordered(choices map[string]string) []Proposal {
	free := p.free(choices)
	var out []Proposal
	for _, g := range p.groups() {
		if movable(g) {
			g, free = free[0], free[1:]
		}
		out = append(out, g...)
	}
	return out
}

// Movable are the proposals that begin a group which may be moved, in the author's order.
func (p Part) Movable(choices map[string]string) []Proposal {
	var out []Proposal
	for _, g := range p.free(choices) {
		out = append(out, g[0])
	}
	return out
}

// Moved is the order of a part after the group that begins with the proposal key has gone up (by -1) or down (by 1) among
// those that may move, to be kept under OrderKey. It is "" where the group cannot go there.
func (p Part) Moved(choices map[string]string, key string, by int) string {
	var keys []string
	for _, x := range p.Movable(choices) {
		keys = append(keys, x.Key)
	}
	i := slices.Index(keys, key)
	if j := i + by; i >= 0 && j >= 0 && j < len(keys) {
		keys[i], keys[j] = keys[j], keys[i]
		return strings.Join(keys, "\n")
	}
	return ""
}

// renumber counts the actions of a part anew after some were left out or moved, and says how many there are where the
// heading does.
func renumber(head Block, body []Block, proposed int) Block {
	n := 0
	for i, b := range body {
		if a, ok := b.(*Action); ok {
			n++
			again := *a
			again.Number, body[i] = n, &again
		}
	}
	if s, ok := head.(*Section); ok && n > 0 && s.Title == thingsToDo(proposed) {
		again := *s
		again.Title = thingsToDo(n)
		return &again
	}
	return head
}

// thingsToDo is the heading over n actions.
func thingsToDo(n int) string {
	switch {
	case n == 1:
		return "One thing to do"
	case n > 1 && n < len(smallNumbers):
		return smallNumbers[n] + " things to do"
	}
	return "Things to do"
}
