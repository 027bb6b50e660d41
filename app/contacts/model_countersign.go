package contacts

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/history"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Waiter is what the list of waiting entries reads. *store.Store is one.
type Waiter interface {
	Reader
	Moves(ctx context.Context) ([]store.MoveRow, error)
}

// A Waiting entry is one that a registered therapist has to sign.
type Waiting struct {
	ID     assessments.ID
	Child  assessments.ID
	Who    string // the child, "" for an entry of the team
	Title  string
	Line   string // by whom, of which day
	Mine   bool   // it waits for the person at the tablet
	Words  []string
	notes  []assessments.Record
	rec    assessments.Record
	Closed string // why it cannot be signed by the person at the tablet; "" where it can
}

// unregistered are the people of the service whose entries need a countersignature: assistants and students, who have no HCPC
// registration and whose job says so.
func unregistered(people []assessments.Record) map[assessments.ID]bool {
	out := map[assessments.ID]bool{}
	for _, r := range people {
		job := strings.ToLower(r.Fields.Text("job"))
		if r.Scope == assessments.TeamScope() && r.Fields.Text("hcpc") == "" && (strings.Contains(job, "assistant") || strings.Contains(job, "student") || strings.Contains(job, "apprentice")) {
			out[r.ID] = true
		}
	}
	return out
}

// waits reports whether a contact waits for a countersignature: it took place, somebody is to countersign it or its author may
// not sign alone, and nobody has.
func waits(r assessments.Record, learners map[assessments.ID]bool) bool {
	if r.Kind != assessments.KindContact || r.Meta.Signed != nil || r.Fields.Text("countersigned_on") != "" || r.Fields.Text("status") != "attended" {
		return false
	}
	return r.Fields.Text("countersign_by") != "" || learners[assessments.ID(r.Fields.Text("recorded_by"))]
}

// ToCountersign lists what waits for a signature, what waits for me first.
func ToCountersign(ctx context.Context, r Waiter, me assessments.ID) ([]Waiting, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindPerson, assessments.KindContact, assessments.KindChild}})
	if err != nil {
		return nil, err
	}
	learners := unregistered(recs)
	names := map[assessments.ID]string{}
	for _, x := range recs {
		if x.Kind == assessments.KindPerson || x.Kind == assessments.KindChild {
			names[x.ID] = x.Fields.Text("name")
		}
	}
	var out []Waiting
	for _, x := range recs {
		if !waits(x, learners) {
			continue
		}
		for_, by := assessments.ID(x.Fields.Text("countersign_by")), assessments.ID(x.Fields.Text("recorded_by"))
		w := Waiting{ID: x.ID, Title: history.Title(x), Mine: for_ == me || for_ == "", rec: x}
		w.Line = said("Written by ", names[by]) + said(", for ", names[for_])
		w.close(me, by, learners)
		out = append(out, w.in(x, names))
	}
	moves, err := r.Moves(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range moves {
		rec, err := r.Record(ctx, m.New)
		if m.Countersign == "" || err != nil {
			continue
		}
		w := Waiting{ID: m.New, Title: history.Title(rec), Mine: m.Countersign == me, rec: rec, Line: "Signed by " + nameOr(names[m.Countersign]) + " under the wrong child, and moved"}
		w.close(me, "", learners)
		out = append(out, w.in(rec, names))
	}
	slices.SortStableFunc(out, func(a, b Waiting) int {
		if a.Mine == b.Mine {
			return strings.Compare(string(a.ID), string(b.ID))
		} else if a.Mine {
			return -1
		}
		return 1
	})
	return out, nil
}

func said(before, name string) string {
	if name == "" {
		return ""
	}
	return before + name
}

func nameOr(name string) string {
	if name == "" {
		return "a colleague"
	}
	return name
}

// close says why the person at the tablet may not sign it.
func (w *Waiting) close(me, author assessments.ID, learners map[assessments.ID]bool) {
	switch {
	case me == "":
		w.Closed = "This tablet does not know whose it is. Ask your lead to add you to the service"
	case me == author:
		w.Closed = "Your own entry is countersigned by somebody else"
	case learners[me]:
		w.Closed = "A registered therapist countersigns"
	}
}

func (w Waiting) in(r assessments.Record, names map[assessments.ID]string) Waiting {
	if r.Scope.Type == assessments.ScopeChild {
		w.Child, w.Who = r.Scope.ID, names[r.Scope.ID]
	}
	return w
}

// Open reads an entry's words and notes, so that whoever signs has read them.
func (w *Waiting) Open(ctx context.Context, r Reader) error {
	w.Words, w.notes = nil, nil
	for _, f := range []string{"purpose", "text", "summary", "note", "next"} {
		if s := w.rec.Fields.Text(f); s != "" {
			w.Words = append(w.Words, history.Label(w.rec.Kind, f)+": "+s)
		}
	}
	if w.rec.Kind != assessments.KindContact || w.Child == "" {
		return nil
	}
	recs, err := r.Records(ctx, store.Filter{Child: w.Child, Kinds: []assessments.Kind{assessments.KindObservation}})
	for _, n := range recs {
		if assessments.ID(n.Fields.Text("contact")) == w.ID && n.Meta.Signed == nil {
			w.notes = append(w.notes, n)
			w.Words = append(w.Words, strings.TrimSpace(n.Fields.Text("at")+" "+n.Fields.Text("text")))
		}
	}
	return err
}

// Sign are the edits that countersign an entry and lock it with its notes, all in one.
func (w Waiting) Sign(me assessments.ID, today assessments.Date) []assessments.Edit {
	by := assessments.Fields{"by": raw(me)}
	var edits []assessments.Edit
	if w.rec.Kind == assessments.KindContact {
		edits = append(edits, assessments.Edit{Record: w.ID, Kind: w.rec.Kind, Scope: w.rec.Scope, Op: assessments.OpSet,
			Set: assessments.Fields{"countersign_by": raw(me), "countersigned_on": raw(today)}})
	}
	for _, n := range w.notes {
		edits = append(edits, assessments.Edit{Record: n.ID, Op: assessments.OpSign, Set: by})
	}
	return append(edits, assessments.Edit{Record: w.ID, Op: assessments.OpSign, Set: by})
}
