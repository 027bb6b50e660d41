package agree

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/goals"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what the reading is made of. *store.Store is one.
type Store interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Typed(ctx context.Context, d store.Draft) error
	Fold(ctx context.Context, record assessments.ID) error
	Drafts(ctx context.Context) ([]store.OpenDraft, error)
}

// A Desk is where a tick or an agreement is written. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Clock() assessments.Clock
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool)
	Write(ctx context.Context, edits ...assessments.Edit) bool
}

// A Hope is an open goal as a family reads it.
type Hope struct{ Wants, Next string }

// Visit is one contact with the family.
type Visit struct {
	Child, ID assessments.ID
	Known     string
	Rec       assessments.Record
	Contact   assessments.Contact
	Hopes     []Hope
	Tasks     []Task
	Dose      string // of all of them together: "10 minutes, 5 days a week"
	Over      bool   // their plan has ended: it is asked how they went, and they are not agreed anew
	Again     string // "We see Issy again on Wednesday 9 December."

	store Store
	desk  Desk
	newID func() assessments.ID
	notes []assessments.Record
}

// New makes a visit; Open fills it.
func New(s Store, d Desk, newID func() assessments.ID, child, contact assessments.ID) *Visit {
	return &Visit{Child: child, ID: contact, store: s, desk: d, newID: newID}
}

// mostHopes is how many goals are read back: more are not heard.
const mostHopes = 3

// Open reads the contact, the goals, the plan for home and what is planned next.
func (v *Visit) Open(ctx context.Context) error {
	recs, err := v.store.Records(ctx, store.Filter{Child: v.Child})
	if err != nil {
		return err
	}
	v.Rec, v.notes, v.Again = assessments.Record{}, nil, ""
	var plans, activities []assessments.Record
	next := assessments.Contact{}
	for _, r := range recs {
		switch r.Kind {
		case assessments.KindChild:
			var c assessments.Child
			assessments.Decode(r.Fields, &c)
			v.Known = c.Known()
		case assessments.KindContact:
			var c assessments.Contact
			assessments.Decode(r.Fields, &c)
			if r.ID == v.ID {
				v.Rec, v.Contact = r, c
			} else if c.Status == "planned" && c.On > v.desk.Today() && (next.On == "" || c.On < next.On) {
				next = c
			}
		case assessments.KindObservation:
			v.notes = append(v.notes, r)
		case assessments.KindActivityPlan:
			plans = append(plans, r)
		case assessments.KindActivity:
			activities = append(activities, r)
		}
	}
	if v.Rec.ID == "" {
		return assessments.Errorf(assessments.NotFound, "agree.open", "This contact is not in the record any more. Open it again from the child’s page.")
	}
	if next.On != "" {
		v.Again = "We see " + v.Known + " again on " + next.On.Weekday() + "."
	}
	v.tasks(plans, activities)
	book := goals.NewBook(v.store, v.desk, v.newID, v.Child)
	if err := book.Open(ctx); err != nil {
		return err
	}
	v.Hopes = nil
	for _, p := range book.Family() {
		if len(v.Hopes) < mostHopes {
			v.Hopes = append(v.Hopes, Hope{p.Hope, looks(p.Next)})
		}
	}
	return nil
}

// looks is what a next step looks like; a rung that has only its name tells a family nothing to do.
func looks(next string) string {
	for level := -2; level <= 2; level++ {
		if strings.TrimSuffix(next, ".") == goals.PlainLevel(level) {
			return ""
		}
	}
	return next
}

// Agreed reports whether the family has agreed.
func (v *Visit) Agreed() bool { return v.Contact.Agreed }

// Agree says that the family agrees with what was read to them, or takes that back.
func (v *Visit) Agree(ctx context.Context, yes bool) bool {
	next := v.Contact
	next.Agreed = yes
	edit, differs := v.desk.Change(v.Rec, &next)
	return !differs || v.desk.Write(ctx, edit) && v.Open(ctx) == nil
}

// Steps are the next steps of the visit as sentences, without what stands among the tasks anyway.
func (v *Visit) Steps() []string {
	var out []string
	for _, s := range append(strings.Split(v.Contact.Summary, "\n"), strings.Split(v.Contact.Next, "; ")...) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, sentence(s)) {
			out = append(out, sentence(s))
		}
	}
	return out
}

// sentence writes words as one sentence.
func sentence(s string) string {
	s = assessments.UpperFirst(s)
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// Letter is the summary of this visit for the parents, as a draft to sign.
func (v *Visit) Letter(kind string, on assessments.Date) assessments.Report {
	return assessments.Report{ReportKind: kind, Recipient: assessments.RoleParent, About: v.ID, AsAt: on, Version: 1}
}
