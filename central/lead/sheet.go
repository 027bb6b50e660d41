package lead

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// A sheet is a form as it was shown once. What it makes has ids that follow from its own: sent twice, by a second press or at once, it makes the
// same records, and the ledger takes those once.
type sheet struct {
	id   assessments.ID
	made []assessments.ID
}

// sheet is the one that a form came from, or a new one.
func (d *Desk) sheet(r *http.Request) *sheet {
	s := &sheet{id: assessments.ID(r.PostForm.Get("sheet"))}
	if !s.id.Valid() {
		s.id = assessments.ID(d.cfg.NewID())
	}
	return s
}

// newID is the id of the next record that the sheet makes.
func (s *sheet) newID() string {
	id := assessments.DerivedID("intake/"+strconv.Itoa(len(s.made)+1), s.id)
	s.made = append(s.made, id)
	return string(id)
}

// taken reports whether what the sheet makes is among records.
func (s *sheet) taken(records []assessments.Record) bool {
	return slices.ContainsFunc(records, func(r assessments.Record) bool { return slices.Contains(s.made, r.ID) })
}

// waits reports whether a referral that the sheet makes is a child's last one.
func (s *sheet) waits(v *view) bool {
	return slices.ContainsFunc(v.children, func(c *child) bool { return slices.Contains(s.made, c.Referred) })
}
