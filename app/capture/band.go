package capture

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// Band is what the child band says on a day, and the words under Hold. Words that nobody may read over a shoulder are
// fetched when Hold is pressed, not before.
func Band(ctx context.Context, s Store, child assessments.ID, today assessments.Date) (*kit.ChildBandData, func() string, error) {
	rec, err := s.Record(ctx, child)
	if err != nil {
		return nil, nil, err
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	d := &kit.ChildBandData{Family: c.FamilyName, Given: c.GivenName, Initials: c.Initials()}
	if d.Family == "" || d.Given == "" {
		d.Family, d.Given = "", c.Name // a name that has no family name is shown whole, in its own order
	}
	if c.KnownAs != d.Given {
		d.KnownAs = c.KnownAs
	}
	parts := []string{}
	if age, err := measure.AgeAt(c.Born.Time(), today.Time()); err == nil && c.Born.Valid() {
		parts = append(parts, age.Words())
	}
	if c.Born != "" {
		parts = append(parts, "born "+c.Born.Words())
	}
	if c.NHSNumber != "" {
		parts = append(parts, "NHS "+assessments.FormatNHSNumber(c.NHSNumber))
	}
	if place := placeOf(ctx, s, c); place != "" {
		parts = append(parts, place)
	}
	d.Line = strings.Join(parts, " · ")
	return d, func() string { return alerts(ctx, s, child) }, nil
}

func placeOf(ctx context.Context, s Store, c assessments.Child) string {
	name := ""
	if c.Setting != "" {
		if rec, err := s.Record(ctx, c.Setting); err == nil {
			name = rec.Fields.Text("name")
		}
	}
	return join(", ", name, c.Year)
}

func alerts(ctx context.Context, s Store, child assessments.ID) string {
	recs, err := s.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindAlert}})
	if err != nil {
		return assessments.Sentence(err)
	}
	var out []string
	for _, r := range recs {
		var a assessments.Alert
		if assessments.Decode(r.Fields, &a); a.Ended == "" {
			out = append(out, a.Text)
		}
	}
	if len(out) == 0 {
		return "No alerts"
	}
	return strings.Join(out, ". ")
}
