package fleet

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// history is what a device says of a record; nil where it knows none. Once the world is judged nothing changes on a device any more,
// and the promises ask about each record several times.
func (d *device) history(id assessments.ID) []store.HistoryEntry {
	d.w.t.Helper()
	key := told{d, id}
	if list, known := d.w.told[key]; known {
		return list
	}
	list, err := d.store.History(d.w.ctx, id)
	if err == nil || assessments.KindOf(err) != assessments.NotFound {
		d.w.must(err)
	}
	if d.w.told != nil {
		d.w.told[key] = list
	}
	return list
}

// told is a question about a record that a device has answered.
type told struct {
	d  *device
	id assessments.ID
}
