package assessments

import (
	"encoding/json"
	"slices"
)

// Destroyed stands in a record of others' work where the number of a record stood that was destroyed when its time was over. No record has it.
const Destroyed ID = "00000000-0000-7000-8000-000000000000"

// DestroyedWords stand in a register for somebody whose record was destroyed.
const DestroyedWords = "Somebody whose record was destroyed"

// Without returns the fields of a record that name one of some destroyed records, as they are to stand from now on: each of their numbers
// becomes Destroyed. A line of a register keeps that somebody came and for how long, and loses what was noted of them.
func Without(r Record, gone map[ID]bool) Fields {
	set := Fields{}
	if g, is := r.ReadOf(KindGroupSession).(*GroupSession); is {
		was := slices.Clone(g.Register)
		for i, a := range g.Register {
			if gone[a.Child] || gone[a.Person] {
				g.Register[i] = Attendee{Who: DestroyedWords, Came: a.Came, Minutes: a.Minutes}
			}
		}
		if !slices.Equal(was, g.Register) {
			set["register"], _ = json.Marshal(g.Register) // it was JSON
		}
	}
	for _, name := range r.Fields.Names() {
		var v any
		if set[name] != nil || json.Unmarshal(r.Fields[name], &v) != nil {
			continue
		}
		if v, hit := replaced(v, gone); hit {
			set[name], _ = json.Marshal(v) // it was JSON
		}
	}
	return set
}

// replaced puts Destroyed in place of ids anywhere in a value; hit is whether there were any.
func replaced(v any, gone map[ID]bool) (out any, hit bool) {
	switch v := v.(type) {
	case string:
		if gone[ID(v)] {
			return string(Destroyed), true
		}
	case []any:
		for i := range v {
			var one bool
			v[i], one = replaced(v[i], gone)
			hit = hit || one
		}
	case map[string]any:
		for k := range v {
			var one bool
			v[k], one = replaced(v[k], gone)
			hit = hit || one
		}
	}
	return v, hit
}
