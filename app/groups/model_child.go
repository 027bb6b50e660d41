package groups

import (
	"slices"
	"sort"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Place is a clinic or group on whose register a child stands, with what became of it for this child.
type Place struct {
	ID      assessments.ID
	Child   assessments.ID
	On      assessments.Date
	Type    string // clinic, group
	Title   string // "Clinic: Handwriting"
	Came    string // "booked", "came", "was not brought"
	Missed  bool
	Leaders []assessments.ID
}

// Places are the clinics and groups among records on whose registers children stand, the newest first. A training or a meeting is about
// others.
func Places(recs []assessments.Record, today assessments.Date) []Place {
	var out []Place
	for _, rec := range recs {
		var g assessments.GroupSession
		if rec.Kind != assessments.KindGroupSession {
			continue
		}
		if assessments.Decode(rec.Fields, &g); g.Type != "clinic" && g.Type != "group" {
			continue
		}
		for _, a := range g.Register {
			if a.Child == "" {
				continue
			}
			p := Place{ID: rec.ID, Child: a.Child, On: g.On, Type: g.Type, Title: typeWords[slices.Index(types, g.Type)] + ": " + g.Title, Leaders: g.Leaders}
			switch {
			case a.Came == "yes":
				p.Came = "came"
			case a.Came == "part":
				p.Came = "came for a part of it"
			case a.Came == "no":
				p.Came, p.Missed = "was not brought", true
			case g.On < today:
				p.Came = "booked; nobody has said whether they came"
			default:
				p.Came = "booked"
			}
			out = append(out, p)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].On > out[j].On })
	return out
}
