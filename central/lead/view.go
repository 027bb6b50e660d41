package lead

import (
	"cmp"
	"maps"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/clocks"
	"github.com/fieldfare/fieldfare/assessments/service"
)

// A view is a board at one moment. Many pages read it at once, and none changes it.
type view struct {
	day      assessments.Date
	children []*child        // by name
	dues     []*due          // the most pressing first
	waits    []*service.Wait // the most urgent first, then who waits longest
	settings map[assessments.ID]string
	pack     *service.Pack // the rules that the service works by
}

// A due is a clock of a child that runs.
type due struct {
	Case  *service.Case
	Clock clocks.Clock
	Left  int // working days
}

// soon is how many working days before its end a clock is shown: triage is short, the others need somebody to write or to book.
func soon(c clocks.Clock) int {
	if c.Name == service.TriageClock {
		return 3
	}
	return 10
}

// lay makes the view of a day. On the day of the view before it puts only what changed in its place: a page then costs a walk along
// the lists, and no sorting of ten thousand names.
func (b *board) lay(today assessments.Date, laws clocks.Laws) {
	was := b.shown
	if was == nil || was.day != today {
		was = &view{}
		for id, c := range b.children {
			b.outdate(id, c)
		}
	}
	gone := map[*service.Case]bool{}
	var names []*child
	var dues []*due
	var waits []*service.Wait
	for id, old := range b.stale {
		if old != nil {
			gone[&old.Case] = true
		}
		c := b.children[id]
		if c == nil {
			continue // struck out
		}
		if c.Today != today {
			next := *c
			next.wind(b, today, laws)
			c, b.children[id] = &next, &next
		}
		names, dues = append(names, c), append(dues, c.dues...)
		for i := range c.waits {
			waits = append(waits, &c.waits[i])
		}
	}
	b.shown = &view{day: today, pack: b.pack, settings: maps.Clone(b.settings),
		children: merged(was.children, names, func(c *child) bool { return gone[&c.Case] }, byName),
		dues:     merged(was.dues, dues, func(x *due) bool { return gone[x.Case] }, byPress),
		waits:    merged(was.waits, waits, func(w *service.Wait) bool { return gone[w.Case] }, service.Sooner)}
	clear(b.stale)
}

// merged is a sorted list without what is gone and with what is fresh. The list itself stays as it is: pages are reading it.
func merged[T any](list, fresh []*T, gone func(*T) bool, before func(a, z *T) int) []*T {
	slices.SortFunc(fresh, before)
	out := make([]*T, 0, len(list)+len(fresh))
	for _, x := range list {
		if gone(x) {
			continue
		}
		for len(fresh) > 0 && before(fresh[0], x) < 0 {
			out, fresh = append(out, fresh[0]), fresh[1:]
		}
		out = append(out, x)
	}
	return append(out, fresh...)
}

func byName(a, z *child) int {
	return cmp.Or(cmp.Compare(a.Child.Name, z.Child.Name), cmp.Compare(a.ID, z.ID))
}

func byPress(a, z *due) int {
	return cmp.Or(a.Left-z.Left, cmp.Compare(a.Clock.Due, z.Clock.Due), cmp.Compare(a.Case.Child.Name, z.Case.Child.Name),
		cmp.Compare(a.Case.ID, z.Case.ID), cmp.Compare(a.Clock.Name, z.Clock.Name))
}

// find is one child of the view, nil for none.
func (v *view) find(id string) *child {
	i := slices.IndexFunc(v.children, func(c *child) bool { return string(c.ID) == id })
	if i < 0 {
		return nil
	}
	return v.children[i]
}

// pressing are the clocks that end soon or have ended, the most pressing first.
func (v *view) pressing() []*due {
	var out []*due
	for _, x := range v.dues {
		if x.Left <= soon(x.Clock) {
			out = append(out, x)
		}
	}
	return out
}
