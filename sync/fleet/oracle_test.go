package fleet

import (
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// An oracle knows everything that was saved and what each author saw when they saved it.
type oracle struct {
	saves    []save
	replaced map[string]bool // values that somebody saw and put another in their place
}

// A save is one field set by somebody.
type save struct {
	rec   assessments.ID
	field string
	value string
	cid   string // "" where the store does not say
}

func newOracle() *oracle { return &oracle{replaced: map[string]bool{}} }

func (o *oracle) save(rec assessments.ID, field string, value json.RawMessage, cid string, saw ...json.RawMessage) {
	o.saves = append(o.saves, save{rec, field, string(value), cid})
	for _, v := range saw {
		o.replaced[string(v)] = true
	}
}
