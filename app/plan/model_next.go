package plan

import (
	"context"
	"io/fs"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/store"
)

// usual is what may follow a first appointment where the service's own rules do not say.
var usual = []service.Area{
	{Name: "further-assessment", Words: "Further assessment of the child's needs"},
	{Name: "home-strategies", Words: "Strategies for home"},
	{Name: "teacher-advice", Words: "Advice and support for the child's teachers"},
	{Name: "parent-coaching", Words: "Coaching sessions for a parent or carer"},
	{Name: "child-sessions", Words: "Sessions for the child"},
	{Name: "equipment", Words: "A recommendation for equipment or seating"},
	{Name: "adaptations", Words: "Advice on adaptations at home or in school"},
	{Name: "training", Words: "Training by workshop or presentation"},
	{Name: "report", Words: "A report to inform other services"},
}

// A Follow is what follows one contact: any of the service's options, and words of one's own (rules 85 and 86).
type Follow struct {
	Rec     assessments.Record
	Contact assessments.Contact
	Options []service.Area
	Service string // whose options they are, "" for the usual ones
	Unknown string // rules the service names and this app does not hold
}

// between stands between two next steps in a contact's own field.
const between = "; "

// ReadFollow opens what follows a contact of a child; with no contact named, the newest that was attended. packs holds the
// services' rules.
func ReadFollow(ctx context.Context, s Store, packs fs.FS, child, contact assessments.ID) (*Follow, error) {
	recs, err := s.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindContact}})
	if err != nil {
		return nil, err
	}
	f := &Follow{Options: usual}
	for _, r := range recs {
		var c assessments.Contact
		assessments.Decode(r.Fields, &c)
		if r.ID == contact || contact == "" && c.Status == "attended" && (f.Rec.ID == "" || c.On > f.Contact.On) {
			f.Rec, f.Contact = r, c
		}
	}
	if f.Rec.ID == "" {
		return nil, assessments.Errorf(assessments.NotFound, "plan.next", "What comes next is decided at a contact, and there is none yet. Start the first visit.")
	}
	team := assessments.TeamScope()
	services, err := s.Records(ctx, store.Filter{Scope: &team, Kinds: []assessments.Kind{assessments.KindService}})
	if err != nil {
		return nil, err
	}
	for _, r := range services {
		var v assessments.Service
		assessments.Decode(r.Fields, &v)
		if v.Rules == "" {
			continue
		}
		pack, err := service.Of(packs, &v)
		if assessments.KindOf(err) == assessments.NotFound || err != nil && v.OwnRules != "" {
			f.Unknown = v.Rules // a name from another system, or rules of a newer Fieldfare: the usual steps stand in
			continue
		}
		if err != nil {
			return nil, err
		}
		f.Unknown = ""
		if pack.Plan != nil {
			f.Options, f.Service = pack.Plan.Options, pack.Title
		}
	}
	return f, nil
}

// steps are the next steps that stand in a contact's words.
func steps(next string) []string {
	var out []string
	for p := range strings.SplitSeq(next, between) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// Chosen reports whether an option stands in the words.
func Chosen(next string, o service.Area) bool { return slices.Contains(steps(next), o.Words) }

// Toggled is the words with an option put in, or taken out; what somebody wrote by hand stays.
func Toggled(next string, o service.Area) string {
	return strings.Join(toggled(steps(next), o.Words), between)
}

// Own is what stands in the words beside the options.
func (f *Follow) Own(next string) string {
	return strings.Join(slices.DeleteFunc(steps(next), f.isOption), between)
}

// WithOwn is the words with the options that are chosen, and own words in place of those that stood there.
func (f *Follow) WithOwn(next, own string) string {
	kept := slices.DeleteFunc(steps(next), func(s string) bool { return !f.isOption(s) })
	return strings.Join(append(kept, steps(own)...), between)
}

func (f *Follow) isOption(words string) bool {
	return slices.ContainsFunc(f.Options, func(o service.Area) bool { return o.Words == words })
}
