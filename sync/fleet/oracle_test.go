package fleet

import (
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// An oracle knows everything that was saved and what each author saw when they saved it.
type oracle struct {
	saves    []save
	replaced map[string]bool // values that somebody saw and put another in their place
	signed   map[assessments.ID]string
}

// A save is one field set by somebody. It is gone when its device was put back to an older copy of itself before the service had
// it: then nobody has it, and nobody said that they had.
type save struct {
	rec   assessments.ID
	field string
	value string
	cid   string // "" where the store does not say
	by    *device
	gone  bool
	// orphan: its device was put back to a time before it, so that only the service has it
	orphan bool
}

func newOracle() *oracle {
	return &oracle{replaced: map[string]bool{}, signed: map[assessments.ID]string{}}
}

func (o *oracle) save(s save, saw ...json.RawMessage) {
	o.saves = append(o.saves, s)
	for _, v := range saw {
		o.replaced[string(v)] = true
	}
}
