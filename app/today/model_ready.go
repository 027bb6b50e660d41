package today

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// lastVisits is how many visits back must be on the tablet, with all that was noted and photographed at them.
const lastVisits = 3

// A Lack is a child of today about whom something is not on this tablet yet.
type Lack struct {
	Child assessments.ID
	Name  string
	What  string // "2 photos, school contacts"
}

// A Files is asked whether a file is whole on this tablet. *store.Store is one.
type Files interface {
	BlobState(ctx context.Context, scope assessments.Scope, sha string) (store.Blob, []int, error)
}

// readyKinds are the records that a visit needs without signal.
var readyKinds = []assessments.Kind{assessments.KindChild, assessments.KindContact, assessments.KindObservation, assessments.KindAttachment, assessments.KindMeasurement, assessments.KindEquipment}

// lacks looks for what is missing of the children on a day: the records, the last visits with their pictures, and the people at
// the school. It looks at what is here and at what that speaks of; nothing is asked of the service.
func lacks(ctx context.Context, r Reader, open []store.ContactRow, kids map[assessments.ID]store.ChildRow, day assessments.Date) (map[assessments.ID][]string, error) {
	out := map[assessments.ID][]string{}
	staff, err := staffed(ctx, r)
	if err != nil {
		return nil, err
	}
	for _, c := range open {
		if _, done := out[c.Child]; done || c.On != day || c.Child == "" {
			continue
		}
		kid, here := kids[c.Child]
		if !here {
			out[c.Child] = []string{"the record"}
			continue
		}
		recs, err := r.Records(ctx, store.Filter{Child: c.Child, Kinds: readyKinds})
		if err != nil {
			return nil, err
		}
		missing := visitsMissing(recs)
		pictures, err := picturesMissing(ctx, r, recs)
		if err != nil {
			return nil, err
		}
		if pictures > 0 {
			missing = append(missing, plural(pictures, "photo"))
		}
		switch {
		case kid.Setting == "":
		case kid.SettingName == "":
			missing = append(missing, "the school’s record")
		case !staff[kid.Setting]:
			missing = append(missing, "school contacts")
		}
		out[c.Child] = missing
	}
	return out, nil
}

// staffed tells which settings have somebody recorded who can be asked for.
func staffed(ctx context.Context, r Reader) (map[assessments.ID]bool, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson}})
	out := map[assessments.ID]bool{}
	for _, p := range recs {
		if p.Scope.Type == assessments.ScopeSetting {
			out[p.Scope.ID] = true
		}
	}
	return out, err
}

// visitsMissing counts contacts that notes speak of and that are not here.
func visitsMissing(recs []assessments.Record) []string {
	here, gone := map[string]bool{}, map[string]bool{}
	for _, r := range recs {
		here[string(r.ID)] = true
	}
	for _, r := range recs {
		if id := r.Fields.Text("contact"); r.Kind == assessments.KindObservation && id != "" && !here[id] {
			gone[id] = true
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return []string{plural(len(gone), "visit")}
}

// picturesMissing counts the pictures of the last visits, and of what is no visit's, that are not whole on this tablet.
func picturesMissing(ctx context.Context, r Reader, recs []assessments.Record) (n int, err error) {
	files, ok := r.(Files)
	if !ok {
		return 0, nil
	}
	old := olderThan(recs, lastVisits)
	for _, rec := range recs {
		if rec.Kind != assessments.KindAttachment || old[rec.Fields.Text("of")] {
			continue
		}
		sha := rec.Fields.Text("sha256")
		b, lacks, err := files.BlobState(ctx, rec.Scope, sha)
		if err != nil {
			return 0, err
		}
		if b.State == "" || b.State == store.BlobMissing || len(lacks) > 0 {
			n++
		}
	}
	return n, nil
}

// olderThan are the contacts before the newest n, with the notes made at them.
func olderThan(recs []assessments.Record, n int) map[string]bool {
	var visits []assessments.Record
	for _, r := range recs {
		if r.Kind == assessments.KindContact && r.Fields.Text("status") == "attended" {
			visits = append(visits, r)
		}
	}
	sort.SliceStable(visits, func(i, j int) bool { return visits[i].Fields.Text("on") > visits[j].Fields.Text("on") })
	old := map[string]bool{}
	for _, v := range visits[min(n, len(visits)):] {
		old[string(v.ID)] = true
	}
	for _, r := range recs {
		if r.Kind == assessments.KindObservation && old[r.Fields.Text("contact")] {
			old[string(r.ID)] = true
		}
	}
	return old
}

// ready writes what is missing onto the visits of today, and lists it by child.
func (m *Model) ready(missing map[assessments.ID][]string) {
	seen := map[assessments.ID]bool{}
	for i := range m.Stops {
		for j := range m.Stops[i].Visits {
			v := &m.Stops[i].Visits[j]
			what, looked := missing[v.Child]
			v.Ready = looked && len(what) == 0
			v.Missing = strings.Join(what, ", ")
			if v.Missing != "" && !seen[v.Child] {
				seen[v.Child] = true
				m.Lacks = append(m.Lacks, Lack{v.Child, v.Name, v.Missing})
			}
		}
	}
	m.ReadyOf = [2]int{len(missing) - len(m.Lacks), len(missing)}
}

// Ready is how many children of today are ready without signal, as over the list: "Ready offline 3 of 4".
func (m *Model) Ready() string {
	return fmt.Sprintf("Ready offline %d of %d", m.ReadyOf[0], m.ReadyOf[1])
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
