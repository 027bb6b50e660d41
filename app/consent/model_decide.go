package consent

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Decision is an answer to a matter.
type Decision int

// The decisions a family takes.
const (
	Agree Decision = iota
	AgreeWithLimits
	Refuse
	End
)

// Decisions are the answers a matter can have, in words. Limits are for sharing only; ending needs something that stands.
func (l Line) Decisions() (which []Decision, words []string) {
	which, words = []Decision{Agree}, []string{"Agreed"}
	if l.Purpose == "share" {
		which, words = append(which, AgreeWithLimits), append(words, "Agreed with limits")
	}
	which, words = append(which, Refuse), append(words, "Refused")
	if len(l.standing) > 0 {
		which, words = append(which, End), append(words, "Ended")
	}
	return which, words
}

// Decide writes what was decided about a matter today, and answers the basis that speaks now and what takes it back. Nothing that
// was said before is changed: an end is added to it, and everything else is said beside it.
func (b *Book) Decide(ctx context.Context, l Line, d Decision, by Giver) (id assessments.ID, undo func()) {
	if d == End {
		return b.end(ctx, l, by)
	}
	v := assessments.Basis{Purpose: l.Purpose, Recipient: string(l.Role), Person: l.Person, Who: l.Who, Kind: "consent", Decision: "given",
		On: b.desk.Today(), GivenBy: by.ID, Authority: by.Authority}
	switch d {
	case AgreeWithLimits:
		v.Limits = "first-name-and-sizes"
	case Refuse:
		v.Decision = "refused"
	}
	return b.write(ctx, &v)
}

// Lawful writes a reason for sharing without consent. Its clinician answers for it; a lead may have approved it already.
func (b *Book) Lawful(ctx context.Context, l Line, kind, reason, objection string, clinician, lead assessments.ID) (id assessments.ID, undo func()) {
	v := assessments.Basis{Purpose: l.Purpose, Recipient: string(l.Role), Person: l.Person, Who: l.Who, Kind: kind, Decision: "given", On: b.desk.Today(),
		Clinician: clinician, Reason: reason, Objection: objection}
	if v.Authority = map[string]string{"statutory-request": "statute", "court-order": "court"}[kind]; lead != "" {
		v.ApprovedBy, v.ApprovedOn = lead, b.desk.Today()
	}
	return b.write(ctx, &v)
}

// LawfulKinds are the reasons that count towards a recipient: a statutory request binds only towards those who may make one.
func LawfulKinds(m Matter) (which, words []string) {
	which, words = []string{"safeguarding", "court-order"}, []string{kinds["safeguarding"], kinds["court-order"]}
	if m.Role == assessments.RoleLocalAuthority || m.Role == assessments.RoleTribunal {
		which, words = append(which, "statutory-request"), append(words, kinds["statutory-request"])
	}
	return which, words
}

// Approve says that a lead has approved a basis today.
func (b *Book) Approve(ctx context.Context, id, lead assessments.ID) (undo func()) {
	i := slices.IndexFunc(b.given, func(x basis) bool { return x.rec.ID == id })
	if i < 0 {
		return nil
	}
	rec, next := b.given[i].rec, b.given[i].v
	next.ApprovedBy, next.ApprovedOn = lead, b.desk.Today()
	return b.change(ctx, []assessments.Record{rec}, []*assessments.Basis{&next})
}

func (b *Book) write(ctx context.Context, v *assessments.Basis) (assessments.ID, func()) {
	id, scope := b.newID(), assessments.ChildScope(b.Child)
	if !b.desk.Write(ctx, b.desk.Create(id, scope, v)) || b.Open(ctx) != nil {
		return "", nil
	}
	return id, func() {
		e := assessments.EnteredInError{Of: id, Reason: "Taken back at once", On: b.desk.Today()}
		if b.desk.Write(ctx, b.desk.Create(b.newID(), scope, &e)) {
			_ = b.Open(ctx) // the screen reads the book again and says what is wrong with it
		}
	}
}

// end takes back every consent to the matter that stands, on the word of one person: who ended it is told later, and it need not be who gave it.
func (b *Book) end(ctx context.Context, l Line, by Giver) (id assessments.ID, undo func()) {
	var recs []assessments.Record
	var next []*assessments.Basis
	for _, x := range b.given {
		if slices.Contains(l.standing, x.rec.ID) {
			v := x.v
			v.WithdrawnOn, v.WithdrawnBy = b.desk.Today(), by.ID
			recs, next, id = append(recs, x.rec), append(next, &v), x.rec.ID
		}
	}
	return id, b.change(ctx, recs, next)
}

// change writes what differs in bases, all at once, and answers what puts it back.
func (b *Book) change(ctx context.Context, recs []assessments.Record, next []*assessments.Basis) (undo func()) {
	var edits, back []assessments.Edit
	for i, rec := range recs {
		e, differs := b.desk.Change(rec, next[i])
		if !differs {
			continue
		}
		edits = append(edits, e)
		was := assessments.Edit{Record: rec.ID, Kind: rec.Kind, Scope: rec.Scope, Op: e.Op, Set: assessments.Fields{}}
		for name := range e.Set {
			if was.Set[name] = rec.Fields[name]; was.Set[name] == nil {
				was.Set[name] = []byte("null")
			}
		}
		back = append(back, was)
	}
	if len(edits) == 0 || !b.desk.Write(ctx, edits...) || b.Open(ctx) != nil {
		return nil
	}
	return func() {
		if b.desk.Write(ctx, back...) {
			_ = b.Open(ctx) // as above
		}
	}
}
