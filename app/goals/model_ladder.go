package goals

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Rungs are the five rungs, highest first; empty words where nothing is written yet.
func (w *Builder) Rungs() []Rung {
	var out []Rung
	g := goal{g: w.goal()}
	for level := 2; level >= -2; level-- {
		out = append(out, Rung{Level: level, Words: g.rung(level), Line: levelWords(level)})
	}
	return out
}

// TypeRung keeps one rung as it is typed; the stem no longer writes it. CloseRungs makes it a change of the goal.
func (w *Builder) TypeRung(ctx context.Context, level int, words string) error {
	if w.ID == "" {
		return nil
	}
	w.hand[level] = true
	g := goal{g: w.goal()}
	var rungs []assessments.Rung
	for l := 2; l >= -2; l-- {
		text := g.rung(l)
		if l == level {
			text = strings.TrimSpace(words)
		}
		if text != "" {
			rungs = append(rungs, assessments.Rung{Level: l, Text: text})
		}
	}
	list, err := json.Marshal(rungs)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "goals.rung", "")
	}
	d := store.Draft{Record: w.ID, Kind: assessments.KindGoal, Scope: w.book.scope(), Field: "rungs", Text: string(list)}
	if err := w.book.store.Typed(ctx, d); err != nil {
		return err
	}
	w.book.reread(ctx, w.ID)
	return nil
}

// Close makes what was typed of the goal, title or rungs, one change of it.
func (w *Builder) Close(ctx context.Context) error {
	if w.ID == "" {
		return nil
	}
	err := w.book.store.Fold(ctx, w.ID)
	w.book.reread(ctx, w.ID)
	return err
}
