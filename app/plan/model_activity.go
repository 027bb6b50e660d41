package plan

import (
	"context"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// MaxSteps is how many steps an activity may have before it must be split in two.
const MaxSteps = 7

// Activities are the activities in their order, with their ids.
func (s *Sheet) Activities() (ids []assessments.ID, all []assessments.Activity) {
	for _, a := range s.activities {
		ids, all = append(ids, a.rec.ID), append(all, a.a)
	}
	return ids, all
}

// Add makes an activity at the end and answers its id, "" when it could not be saved. The plan is made with it where
// it is new.
func (s *Sheet) Add(ctx context.Context, title string) assessments.ID {
	if !s.made {
		s.Set(ctx, func(*assessments.ActivityPlan) {})
	}
	if !s.made {
		return ""
	}
	order := 1
	if n := len(s.activities); n > 0 {
		order = s.activities[n-1].a.Order + 1
	}
	id := s.newID()
	a := assessments.Activity{Plan: s.ID, Order: order, Title: title}
	if !s.desk.Write(ctx, s.desk.Create(id, s.scope(), &a)) {
		return ""
	}
	s.reread(ctx, id)
	return id
}

// SetActivity changes an activity and answers what puts it back.
func (s *Sheet) SetActivity(ctx context.Context, id assessments.ID, turn func(a *assessments.Activity)) (undo func()) {
	at := s.activity(id)
	if at == nil {
		return nil
	}
	rec, next := at.rec, at.a
	turn(&next)
	edit, ok := s.desk.Change(rec, &next)
	if !ok || !s.desk.Write(ctx, edit) {
		return nil
	}
	s.reread(ctx, id)
	return s.back(ctx, rec, edit)
}

// Remove strikes an activity out and answers what brings it back.
func (s *Sheet) Remove(ctx context.Context, id assessments.ID) (undo func()) {
	at := s.activity(id)
	if at == nil {
		return nil
	}
	e := assessments.EnteredInError{Of: id, Reason: "Taken out of the plan", On: s.desk.Today()}
	if !s.desk.Write(ctx, s.desk.Create(s.newID(), s.scope(), &e)) {
		return nil
	}
	was := at.a
	for i, a := range s.activities {
		if a.rec.ID == id {
			s.activities = append(s.activities[:i:i], s.activities[i+1:]...)
			break
		}
	}
	return func() {
		again := s.newID()
		was.RecordedAt, was.RecordedBy = "", ""
		if s.desk.Write(ctx, s.desk.Create(again, s.scope(), &was)) {
			s.reread(ctx, again)
		}
	}
}

// Serve says which goal an activity serves. A plan without a place goes where the goal is: setting follows the goal
// (rule 59). It answers what takes both back.
func (s *Sheet) Serve(ctx context.Context, id, goal assessments.ID) (undo func()) {
	back := s.SetActivity(ctx, id, func(a *assessments.Activity) { a.Goal = goal })
	place := s.where[goal]
	if back == nil || place == "" || s.plan.Place != "" {
		return back
	}
	home := s.Set(ctx, func(p *assessments.ActivityPlan) { p.Place = place })
	return func() {
		if home != nil {
			home()
		}
		back()
	}
}

// placeOf is where a goal's words put it: home, school, nursery or clinic; "" where they do not say.
func placeOf(words string) string {
	words = " " + strings.Map(func(r rune) rune { // whole words only: "in pen" is not "in PE"
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, words) + " "
	for _, x := range []struct{ said, place string }{
		{" at home ", "home"}, {" at the park ", "home"}, {" at nursery ", "nursery"}, {" in clinic ", "clinic"},
		{" in class ", "school"}, {" at school ", "school"}, {" at lunch ", "school"}, {" in pe ", "school"}} {
		if strings.Contains(words, x.said) {
			return x.place
		}
	}
	return ""
}

// Goals are the open goals an activity may serve.
func (s *Sheet) Goals() (words []string, ids []assessments.ID) {
	for _, g := range s.goals {
		words, ids = append(words, g.name), append(ids, g.id)
	}
	return words, ids
}

// Type keeps a field of the plan while it is typed; Close makes it a change. A plan that is not in the store yet is made.
func (s *Sheet) Type(ctx context.Context, field, text string) error {
	if !s.made {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		if _, err := s.Try(ctx, func(*assessments.ActivityPlan) {}); err != nil {
			return err
		}
	}
	return s.store.Typed(ctx, store.Draft{Record: s.ID, Kind: assessments.KindActivityPlan, Scope: s.scope(), Field: field, Text: text})
}

// TypeActivity keeps a field of an activity while it is typed.
func (s *Sheet) TypeActivity(ctx context.Context, id assessments.ID, field, text string) error {
	return s.store.Typed(ctx, store.Draft{Record: id, Kind: assessments.KindActivity, Scope: s.scope(), Field: field, Text: text})
}

// Close turns what was typed of a record into one change of it.
func (s *Sheet) Close(ctx context.Context, id assessments.ID) error {
	err := s.store.Fold(ctx, id)
	s.reread(ctx, id)
	return err
}
