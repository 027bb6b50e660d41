package capture

import (
	"context"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// Learn makes a tile of the words of a note: names, numbers and days become blanks, and what is one child's stays with that child. It
// answers the heading under which it stands, "" when the note's area has none.
func (b *Board) Learn(ctx context.Context, id assessments.ID) (heading, phrase string, err error) {
	n := b.note(id)
	if n == nil {
		return "", "", assessments.Errorf(assessments.NotFound, "capture.learn", "This note is not on the board any more.")
	}
	var own, others []string
	recs, err := b.store.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindChild, assessments.KindPerson, assessments.KindSetting}})
	if err != nil {
		return "", "", err
	}
	for _, r := range recs {
		to := &others
		if r.ID == b.Child {
			to = &own
		}
		*to = append(*to, r.Fields.Text("name"))
		if r.Kind == assessments.KindChild {
			var c assessments.Child
			assessments.Decode(r.Fields, &c)
			*to = append(*to, c.KnownAs, c.GivenName, c.FamilyName)
		}
	}
	return domainOf(n.obs.Area), phrases.Blank(n.obs.Text, own, others), nil
}
