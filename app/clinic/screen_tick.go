package clinic

import (
	"context"

	"github.com/fieldfare/fieldfare/app/keep"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
)

// tick sets one answer of a walk-in as it is drawn; the same tick again takes it away.
func (v *boardScreen) tick(w *WalkIn, question, value, words string) {
	if v.b.Walk(w.Rec.ID) == nil {
		return // somebody else took it off the board meanwhile
	}
	if w.Answer(question) == value {
		value, words = "", "Took back: "+assessments.LowerFirst(words)
	}
	ref, ok := v.answers(w)
	was := w.A.Values
	if !ok || !v.k.Put(ref, "", put(ref, With(was, question, value)).Set) {
		return
	}
	v.s.Undo(w.Name()+": "+assessments.LowerFirst(words), func() {
		v.s.Write(context.Background(), v.untick(ref, was, question, value)...)
		v.renew()
	})
	v.renew()
}

// put is the edit that makes a list all answers of a walk-in.
func put(ref keep.Ref, list []assessments.Answer) assessments.Edit {
	return assessments.Edit{Record: ref.ID, Kind: ref.Kind, Scope: ref.Scope, Op: assessments.OpSet, Set: assessments.Fields{"values": keep.JSON(list)}}
}

// untick takes one tick back from the ticks that the store has by now: those that came after it, from here or from a colleague, stay. The
// board may have been left since then. It is nothing where the question was answered anew.
func (v *boardScreen) untick(ref keep.Ref, was []assessments.Answer, question, ticked string) []assessments.Edit {
	rec, err := v.s.Store.Record(context.Background(), ref.ID)
	if err != nil {
		v.s.Fail(err)
		return nil
	}
	var now assessments.Answers
	assessments.Decode(rec.Fields, &now)
	if list, ok := Back(now.Values, was, question, ticked); ok {
		return []assessments.Edit{put(ref, list)}
	}
	return nil
}

// answers names the form of a walk-in with the ticks that the store has by now, which may have come since the board was drawn: all of
// them are written together. It begins the form where there is none, as for one that came in from elsewhere.
func (v *boardScreen) answers(w *WalkIn) (ref keep.Ref, ok bool) {
	all, err := answersOf(v.ctx, v.s.Store)
	if err != nil {
		v.s.Fail(err)
		return ref, false
	}
	if rec, ok := all[w.Rec.ID]; ok {
		w.Answers, w.A = rec, assessments.Answers{}
		assessments.Decode(rec.Fields, &w.A)
		return refOf(rec), true
	}
	ref = keep.Ref{ID: v.s.NewID(), Kind: assessments.KindAnswers, Scope: w.Rec.Scope}
	w.A = assessments.Answers{Template: dropIn, Version: max(1, v.b.Form), Contact: w.Rec.ID, On: w.V.On}
	w.Answers = assessments.Record{ID: ref.ID, Kind: ref.Kind, Scope: ref.Scope}
	return ref, v.k.Start(ref, &w.A)
}

// look opens the quick observation on the ticks of the same walk-in.
func (v *boardScreen) look(w *WalkIn) {
	if ref, ok := v.answers(w); ok {
		v.s.Go(session.Questions, w.Child, ref.ID)
	}
}

// finish lets a family go, in one step and one Undo.
func (v *boardScreen) finish(w *WalkIn, next, words string) {
	ref, ok := v.answers(w)
	if !ok {
		return
	}
	c, values := w.Finish(v.s.Clock(), next)
	edit, _ := v.s.Change(w.Rec, &c)
	back := assessments.Edit{Record: w.Rec.ID, Kind: w.Rec.Kind, Scope: w.Rec.Scope, Op: assessments.OpSet, Set: assessments.Fields{}}
	for f := range edit.Set {
		back.Set[f] = keep.JSON(nil)
		if was := w.Rec.Fields[f]; was != nil {
			back.Set[f] = was
		}
	}
	was, chosen := w.A.Values, valueOf(values, askNext)
	if !v.s.Write(context.Background(), edit, put(ref, values)) {
		return
	}
	v.s.Undo(w.Name()+": "+words, func() {
		v.s.Write(context.Background(), append(v.untick(ref, was, askNext, chosen), back)...)
		v.renew()
	})
	v.renew()
}
