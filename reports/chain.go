package reports

import (
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Version is one report record among those that replace each other.
type Version struct {
	Record assessments.Record
	V      assessments.Report
	Struck *assessments.EnteredInError // why it should never have been written, or nil
	Why    string                      // why the version after the one before was begun, as its author said
}

// Signed reports whether the version is frozen.
func (v Version) Signed() bool {
	return v.Record.Meta.Signed != nil || v.V.SignedOn != "" && v.V.Tree != ""
}

// A Chain is every version of one report, the newest first.
type Chain []Version

// Chains sorts the reports among records into chains: a version that replaces another stands before it. The records must
// hold what was struck out, with the entries that say so. Chains are in order of their newest version, the newest first.
func Chains(records []assessments.Record) []Chain {
	versions := map[assessments.ID]*Version{}
	struck := map[assessments.ID]*assessments.EnteredInError{}
	why := map[assessments.ID]string{} // by the version that was amended
	for _, r := range records {
		switch t := r.ReadOf(assessments.KindReport, assessments.KindEnteredInError, assessments.KindAmendment).(type) {
		case *assessments.Report:
			versions[r.ID] = &Version{Record: r, V: *t}
		case *assessments.EnteredInError:
			struck[t.Of] = t
		case *assessments.Amendment:
			why[t.Of] = t.Reason
		}
	}
	first := func(id assessments.ID) assessments.ID {
		for seen := map[assessments.ID]bool{}; ; {
			before := versions[id].V.Replaces
			// A version whose forerunner is not on this device begins a chain; so does one of a ring, which only bad data makes.
			if seen[id] = true; versions[before] == nil || seen[before] {
				return id
			}
			id = before
		}
	}
	chains := map[assessments.ID]Chain{}
	for id, v := range versions {
		v.Struck, v.Why = struck[id], why[v.V.Replaces]
		chains[first(id)] = append(chains[first(id)], *v)
	}
	var out []Chain
	for _, c := range chains {
		sort.Slice(c, func(i, j int) bool {
			a, b := max(c[i].V.Version, 1), max(c[j].V.Version, 1)
			return a > b || a == b && c[i].Record.ID > c[j].Record.ID
		})
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i][0].Record.ID > out[j][0].Record.ID })
	return out
}

// Current is the version that holds: the newest signed one that was not struck out. ok is false where there is none.
func (c Chain) Current() (Version, bool) {
	return c.firstThat(func(v Version) bool { return v.Signed() && v.Struck == nil })
}

// InHand is the version that is being written, if there is one.
func (c Chain) InHand() (Version, bool) {
	return c.firstThat(func(v Version) bool { return !v.Signed() && v.Struck == nil })
}

func (c Chain) firstThat(is func(Version) bool) (Version, bool) {
	if i := slices.IndexFunc(c, is); i >= 0 {
		return c[i], true
	}
	return Version{}, false
}

// ChainOf is the chain that a report stands in, nil where no record is that report.
func ChainOf(records []assessments.Record, report assessments.ID) Chain {
	for _, c := range Chains(records) {
		for _, v := range c {
			if v.Record.ID == report {
				return c
			}
		}
	}
	return nil
}
