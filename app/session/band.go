package session

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/app/kit"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// Band is the band of a child as at a day, for the frame of every screen that is about the child: a wrong child must be
// seen before a word is read. It is nil when there is no such child.
func (s *Session) Band(ctx context.Context, child assessments.ID, on assessments.Date) *kit.ChildBandData {
	rec, err := s.Store.Record(ctx, child)
	if err != nil {
		return nil
	}
	var c assessments.Child
	assessments.Decode(rec.Fields, &c)
	d := &kit.ChildBandData{Given: c.Name, KnownAs: c.KnownAs, Initials: c.Initials()}
	if c.FamilyName != "" && strings.HasSuffix(c.Name, c.FamilyName) {
		d.Family, d.Given = c.FamilyName, c.GivenName
	}
	var line []string
	if a, err := measure.AgeAt(c.Born.Time(), on.Time()); err == nil && c.Born.Valid() && on.Valid() && !c.Died.Valid() {
		line = append(line, a.Words())
	}
	if c.Born != "" {
		line = append(line, "born "+c.Born.Words())
	}
	if c.Died.Valid() {
		line = append(line, "died "+c.Died.Words())
	}
	if c.NHSNumber != "" {
		line = append(line, "NHS "+assessments.FormatNHSNumber(c.NHSNumber))
	}
	if place := s.settingName(ctx, c.Setting); place != "" || c.Year != "" {
		line = append(line, strings.Trim(place+", "+c.YearOn(on), ", "))
	}
	d.Line = strings.Join(line, " · ")
	return d
}

func (s *Session) settingName(ctx context.Context, id assessments.ID) string {
	if id == "" {
		return ""
	}
	rec, err := s.Store.Record(ctx, id)
	if err != nil {
		return ""
	}
	return rec.Fields.Text("name")
}

// Alerts is what is shown under Hold: the child's alerts that have not ended, or a sentence that there are none.
func (s *Session) Alerts(ctx context.Context, child assessments.ID) string {
	recs, err := s.Store.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindAlert}})
	if err != nil {
		return assessments.Sentence(err)
	}
	var words []string
	for _, r := range recs {
		var a assessments.Alert
		assessments.Decode(r.Fields, &a)
		if a.Ended == "" || a.Ended > s.Today() {
			words = append(words, a.Text)
		}
	}
	if len(words) == 0 {
		return "No alerts"
	}
	return strings.Join(words, ". ")
}
