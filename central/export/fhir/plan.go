package fhir

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// plan is a programme; its activities are records of their own and become its activities here.
func (b *bundler) plan(id assessments.ID, x *assessments.ActivityPlan) resource {
	r := begin("CarePlan", id, true).put("title", x.Title).put("period", period(x.Start, x.End))
	r["status"], r["intent"], r["subject"] = "active", "plan", b.subject()
	doing := "in-progress"
	if x.End.Valid() && x.End < b.at {
		r["status"], doing = "completed", "completed"
	}
	r["category"] = []any{words("Activity programme at " + strings.TrimSpace(x.Place))}
	r.put("contributor", b.refs(x.Who, "Practitioner", "RelatedPerson", "Patient"))
	who := ""
	if nothing(r["contributor"]) {
		who = x.WhoWords
	}
	r.put("note", note(labelled("Done by", who), labelled("Stop if", strings.Join(x.StopIf, "; ")), labelled("Warnings", strings.Join(x.Warnings, "; "))))
	for _, a := range b.activities(id) {
		r.also("activity", b.activity(a, x, doing))
		if g := b.ref(a.Goal, "Goal"); g != nil && !slices.ContainsFunc(asList(r["goal"]), func(have any) bool { return have.(resource)["reference"] == g["reference"] }) {
			r.also("goal", g)
		}
	}
	return r
}

// activities are those of a plan, in the plan's order.
func (b *bundler) activities(plan assessments.ID) []*assessments.Activity {
	var out []*assessments.Activity
	for _, id := range b.order {
		if r := b.records[id]; r.Kind == assessments.KindActivity && r.Fields.Text("plan") == string(plan) {
			a := &assessments.Activity{}
			assessments.Decode(r.Fields, a)
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(x, y *assessments.Activity) int { return x.Order - y.Order })
	return out
}

func (b *bundler) activity(a *assessments.Activity, x *assessments.ActivityPlan, doing string) resource {
	parts := []string{strings.Join(a.Steps, " "), labelled("Easier", a.Easier), labelled("Harder", a.Harder), labelled("Count", a.CountBy), labelled("You need", a.Kit)}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	d := resource{"status": doing, "code": words(a.Title)}.put("description", strings.Join(parts, "\n")).put("scheduledString", dose(x))
	return resource{"detail": d.put("goal", list(b.ref(a.Goal, "Goal")))}
}

// dose is how much, in the words of the plan's numbers; a number that is not known is left out, never guessed.
func dose(x *assessments.ActivityPlan) string {
	var parts []string
	for _, n := range []struct {
		value int
		words string
	}{{x.Minutes, "%d minutes each time"}, {x.TimesADay, "%d times a day"}, {x.DaysAWeek, "%d days a week"}, {x.Weeks, "for %d weeks"}} {
		if n.value > 0 {
			parts = append(parts, fmt.Sprintf(n.words, n.value))
		}
	}
	return strings.Join(parts, ", ")
}
