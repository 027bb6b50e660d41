package register

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/app/children"
	"github.com/fieldfare/fieldfare/assessments"
)

// Filter keeps some of the things.
type Filter int

// The filters, in the order of their chips.
const (
	All Filter = iota
	Overdue
	DueSoon
	OnLoan
	Withdrawn
	filterCount
)

// filterWords are the words of the chips.
var filterWords = [filterCount]string{"All", "Overdue", "Due soon", "On loan", "Withdrawn"}

// Keep applies a filter.
func (m *Model) Keep(f Filter) { m.filter = f; m.narrow() }

// Find keeps the things that have every typed word.
func (m *Model) Find(words string) { m.words = words; m.narrow() }

// Chips are the words of the filters with how many each would show.
func (m *Model) Chips() []string {
	out := make([]string, filterCount)
	for f := range filterCount {
		n := 0
		for _, t := range m.listed() {
			if t.kept(f) {
				n++
			}
		}
		out[f] = fmt.Sprintf("%s %d", filterWords[f], n)
	}
	return out
}

// Count says how many things there are and how many are overdue.
func (m *Model) Count() string {
	late := 0
	for _, t := range m.listed() {
		if t.Next().State == Late {
			late++
		}
	}
	s := count(len(m.listed()), "thing", "things")
	if late > 0 {
		s += fmt.Sprintf(", %d overdue", late)
	}
	return s
}

// Empty says why nothing is shown, and what to do.
func (m *Model) Empty() (title, line string) {
	if len(m.listed()) == 0 {
		return "Nothing in the register yet", "Add each thing with its serial number, and the register says when it must be examined"
	}
	return "Nothing matches", "Check the spelling, or look under All"
}

// Thing answers the thing of a record.
func (m *Model) Thing(id assessments.ID) (Thing, bool) {
	for _, t := range m.all {
		if t.Rec.ID == id {
			return t, true
		}
	}
	return Thing{}, false
}

// mostProducts is how many products are offered for a new thing.
const mostProducts = 8

// Products are things that stand for the products of the register, each product once, by name.
func (m *Model) Products() []Thing {
	var out []Thing
	seen := map[string]bool{"": true}
	for _, t := range m.all {
		if name := children.Fold(t.Title()); t.V.Product != "" && !seen[name] && len(out) < mostProducts {
			seen[name] = true
			out = append(out, t)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Title() < out[j].Title() })
	return out
}

// listed are the items of the register and what lifts children beside them, what is overdue first.
func (m *Model) listed() []Thing {
	out := append(slices.Clone(m.all), m.own...)
	sort.SliceStable(out, func(i, j int) bool { return before(out[i], out[j]) })
	return out
}

func (m *Model) narrow() {
	want := strings.Fields(children.Fold(m.words))
	m.Rows = nil
	for _, t := range m.listed() {
		if t.kept(m.filter) && children.HasAll(t.key, want) {
			m.Rows = append(m.Rows, t)
		}
	}
}

// kept tells whether a thing passes a filter. What is gone for good shows under Withdrawn and All.
func (t Thing) kept(f Filter) bool {
	switch f {
	case OnLoan:
		return t.V.Status == "on-loan"
	case Overdue:
		return t.Next().State == Late
	case DueSoon:
		return t.Next().State == Soon
	case Withdrawn:
		return !t.inUse()
	}
	return true
}

// FindHolder answers the children or settings that have every typed word.
func (m *Model) FindHolder(words string, settings bool) []Holder {
	var out []Holder
	for _, h := range m.Holders {
		if h.Setting == settings && children.HasAll(h.key, strings.Fields(children.Fold(words))) {
			out = append(out, h)
		}
	}
	return out
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
