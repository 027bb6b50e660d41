package reports

import (
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// shared is the distribution list: only people who may have this report, and why. Nobody who was refused is on it, nor
// anybody who would get it on grounds that are themselves confidential.
func (w *writer) shared() {
	w.section("shared", "", "Who gets this advice", "")
	t := &Table{Columns: []Column{{Title: "Person"}, {Title: "Why they may have it"}, {Title: "Since"}}}
	for _, x := range w.distribution() {
		t.Rows = append(t.Rows, []Cell{{Text: strong(x.who)}, {Text: say(x.why)}, {Text: say(x.since)}})
	}
	if len(t.Rows) > 0 {
		w.put("list", t)
	}
}

type receiver struct {
	to         Recipient
	role       Role
	who        string
	why, since string
}

// distribution works the list out from the bases, in the order of the roles.
func (f *facts) distribution() []receiver {
	at := f.req.sharedOn()
	var out []receiver
	seen := map[Recipient]bool{}
	offer := func(to Recipient) {
		// A supplier gets sizes on a sheet of its own and never this report, so it is nobody on this list.
		if seen[to] || to.Role == assessments.RoleSupplier {
			return
		}
		seen[to] = true
		p := Permit(f.bases, to, f.req.Kind, at)
		if p.Decision == Denied {
			return
		}
		if r, ok := f.receiver(to, p); ok {
			out = append(out, r)
		}
	}
	if f.may(assessments.ClassFamily) {
		for _, id := range f.personIDs() {
			if f.bases.RoleOf(id) == assessments.RoleParent {
				offer(Recipient{assessments.RoleParent, id})
			}
		}
		if f.bases.youngPerson(at) {
			offer(Recipient{assessments.RoleYoungPerson, ""})
		}
	}
	for _, b := range f.bases.list {
		if b.v.Purpose == "share" && (b.v.Recipient != "" || b.v.Person != "") {
			to := Recipient{Role(b.v.Recipient), b.v.Person}
			if to.Role == "" {
				to.Role = f.bases.RoleOf(to.Person)
			}
			if to.Role != assessments.RoleParent {
				offer(to)
			}
		}
	}
	// Who decides comes first, then the family, then everybody in the order in which they were agreed to.
	order := map[Role]int{}
	for i, r := range []Role{assessments.RoleLocalAuthority, assessments.RoleTribunal, assessments.RoleParent, assessments.RoleYoungPerson} {
		order[r] = i - 10
	}
	sort.SliceStable(out, func(i, j int) bool { return order[out[i].role] < order[out[j].role] })
	return out
}

// personIDs lists people in the order of their ids, so that the same records give the same list.
func (f *facts) personIDs() []assessments.ID {
	out := make([]assessments.ID, 0, len(f.people))
	for id := range f.people {
		out = append(out, id)
	}
	sort.Slice(out, func(i, j int) bool { return out[i] < out[j] })
	return out
}

// receiver words one line of the list. Consent and a statutory request are printed; safeguarding and a court's order are
// nobody else's business.
func (f *facts) receiver(to Recipient, p Permission) (receiver, bool) {
	r := receiver{to: to, role: to.Role, who: f.person(to.Person)}
	reasons := map[string]bool{}
	var since assessments.Date
	for _, id := range p.Basis {
		b := find(f.bases.list, id)
		if !f.tellable(b) {
			continue
		}
		reasons[map[string]string{"consent": "Consent", "statutory-request": "Statutory request"}[b.Kind]] = true
		if r.who == "" && !f.bases.names.finds(b.Who) {
			r.who = assessments.UpperFirst(b.Who)
		}
		// The earliest yes that still stands: a renewed consent does not make an older sharing wrong.
		if since == "" || b.On < since {
			since = b.On
		}
	}
	if r.who == "" {
		r.who = f.roleName(to.Role)
	}
	var why []string
	for _, k := range []string{"Statutory request", "Consent"} {
		if reasons[k] {
			why = append(why, k)
		}
	}
	if to.Role == assessments.RoleLocalAuthority && len(f.requests) > 0 && !reasons["Statutory request"] {
		why = append([]string{"Asked for it"}, why...)
	}
	if to.Role == assessments.RoleParent {
		if who := f.bases.people[to.Person]; who != nil && who.Responsibility == "yes" {
			why = append([]string{"Parental responsibility"}, why...)
		}
	}
	if to.Role == assessments.RoleYoungPerson && len(why) == 0 {
		why = []string{"It is about them"}
	}
	if r.since = since.Words(); since == "" {
		r.since = "Always"
	}
	for i := range why[min(1, len(why)):] {
		why[i+1] = assessments.LowerFirst(why[i+1])
	}
	r.why = joined("; ", why...)
	return r, r.why != ""
}

// tellable reports whether a yes may be told to the reader of this report.
func (f *facts) tellable(b *assessments.Basis) bool {
	open := b.Kind == "consent" || b.Kind == "statutory-request"
	return open && !b.Confidential && !slices.Contains(b.NotFor, string(f.req.Recipient.Role))
}

// roleName is a role in the list, with the setting's own name where it is the child's.
func (f *facts) roleName(r Role) string {
	if _, s := f.setting(); s != nil && (r == assessments.RoleSchool || r == assessments.RoleNursery) {
		return s.Name
	}
	if r == assessments.RoleYoungPerson {
		return f.child.Known()
	}
	words := roleWords(r)
	if len(words) > 4 && words[:4] == "the " {
		words = words[4:]
	}
	return assessments.UpperFirst(words)
}
