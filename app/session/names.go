package session

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/wording"
	"github.com/fieldfare/fieldfare/store"
)

// NamesOfOthers lists the words of a text that name another child on this tablet, each once: what names one may stand under the
// wrong child. Adults around the child may share a part of their names with one.
func (s *Session) NamesOfOthers(ctx context.Context, child assessments.ID, text string) []string {
	recs, err := s.Store.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild, assessments.KindPerson}})
	if err != nil {
		return nil // a guard that cannot look stands in nobody's way
	}
	var n wording.Names
	for _, r := range recs {
		if r.Kind == assessments.KindPerson {
			n.Adults = append(n.Adults, r.Fields.Text("name"))
			continue
		}
		to := &n.Others
		if r.ID == child {
			to = &n.Own
		}
		for _, f := range []string{"name", "preferred_name", "given_name", "family_name", "home_name"} {
			if name := r.Fields.Text(f); name != "" {
				*to = append(*to, name)
			}
		}
	}
	var out []string
	for _, f := range wording.CheckNames(text, n) {
		if !slices.Contains(out, f.Phrase) {
			out = append(out, f.Phrase)
		}
	}
	return out
}

// Running is a contact with another child that has started today and not ended; ok is false where there is none.
func (s *Session) Running(ctx context.Context, but assessments.ID) (c store.ContactRow, ok bool) {
	rows, err := s.Store.Contacts(ctx, s.Today(), s.Today())
	if err != nil {
		return c, false
	}
	for _, r := range rows {
		if r.Status == "started" && r.Child != "" && r.Child != but && r.Type != "walk-in" {
			c, ok = r, true
		}
	}
	return c, ok
}
