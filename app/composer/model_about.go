package composer

import (
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// Subjects are the records that a report of a kind can be about, the newest first; none for a report about the child as
// a whole. A plan or an appointment that lies ahead is newer than what has been.
func Subjects(records []assessments.Record, kind reports.Kind) []Named {
	info, _ := reports.LookupKind(kind)
	var out []Named
	for _, r := range records {
		if slices.Contains(info.About, r.Kind) && fits(kind, r) {
			out = append(out, Name(r))
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return out[i].on > out[j].on || out[i].on == out[j].on && out[i].ID > out[j].ID
	})
	return out
}

// Subjects are what this report can be about.
func (c *Composer) Subjects() []Named {
	kind := reports.Kind(c.V.ReportKind)
	info, _ := reports.LookupKind(kind)
	if len(info.About) == 0 {
		return nil
	}
	return Subjects(c.ev.AsAt(c.V.AsAt, info.About...).Records, kind)
}

// Subject is what its author chose that it is about; ok is false while nothing was chosen.
func (c *Composer) Subject() (Named, bool) {
	for _, x := range c.Subjects() {
		if x.ID == c.V.About {
			return x, true
		}
	}
	return Named{}, false
}

// Unchosen is the first line of the choice of what a report is about: the report then takes the one that fits its day.
const Unchosen = "The newest that fits"

// fits reports whether a contact is one that a report of a kind can be about: a letter that invites needs a visit that lies
// ahead, a letter about a missed one a visit that was missed, a summary one that took place.
func fits(kind reports.Kind, r assessments.Record) bool {
	status := r.Fields.Text("status")
	if r.Kind != assessments.KindContact {
		return true
	}
	switch kind {
	case reports.LetterAppointment, reports.LetterAccepted:
		return status == "planned"
	case reports.LetterNotBrought:
		return status == "not-brought" || status == "did-not-attend"
	case reports.VisitSummary:
		return status == "attended" || status == "started"
	}
	return true
}

// UsualReader is whom a report of a kind goes to unless the author says otherwise; where it is for a school or a nursery,
// the one at which the child is.
func UsualReader(kind reports.Kind, taught assessments.Role) assessments.Role {
	info, ok := reports.LookupKind(kind)
	if !ok || len(info.For) == 0 {
		return assessments.RoleParent
	}
	if r := info.For[0]; r != assessments.RoleSchool && r != assessments.RoleNursery || taught == "" {
		return r
	}
	return taught
}

// Readers are whom a report of a kind can be for: its usual readers first, then everybody else.
func Readers(kind reports.Kind) []assessments.Role {
	info, _ := reports.LookupKind(kind)
	out := slices.Clone(info.For)
	for _, r := range everybody {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// everybody is who a report can be for, most asked for first.
var everybody = []assessments.Role{assessments.RoleLocalAuthority, assessments.RoleSchool, assessments.RoleNursery, assessments.RoleParent,
	assessments.RoleYoungPerson, assessments.RoleGP, assessments.RoleHealthVisitor, assessments.RoleICB, assessments.RoleSocialCare, assessments.RoleTribunal}
