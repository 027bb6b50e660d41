package fhir

import (
	"cmp"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// goal has one target for each rung: what much less to much more than expected looks like.
func (b *bundler) goal(id assessments.ID, x *assessments.Goal) resource {
	r := begin("Goal", id, false).put("startDate", day(x.SetOn))
	r["lifecycleStatus"], r["subject"] = "active", b.subject()
	if x.ClosedOn != "" {
		r["lifecycleStatus"] = "completed"
		r.put("statusDate", day(x.ClosedOn))
	}
	r["description"] = words(cmp.Or(x.Statement, x.Title))
	if x.Area != "" {
		r["category"] = []any{words(assessments.AreaWords(x.Area))}
	}
	for _, rung := range x.Rungs {
		t := resource{"measure": words(fmt.Sprintf("Goal attainment %+d", rung.Level))}.put("detailString", rung.Text).put("dueDate", day(x.ReviewOn))
		if t["detailString"] != nil {
			r.also("target", t)
		}
	}
	if nothing(r["target"]) && day(x.ReviewOn) != "" {
		r["target"] = []any{resource{"dueDate": day(x.ReviewOn)}}
	}
	r.put("outcomeReference", b.reviewsOf(id))
	r.put("note", note(labelled("Title", x.Title), labelled("When it matters", x.Situation), labelled("In the words of", x.WordsOf)))
	if x.Importance != 0 || x.Difficulty != 0 {
		r.also("extension", extra("goal-importance", x.Importance)).also("extension", extra("goal-difficulty", x.Difficulty))
	}
	return r
}

func (b *bundler) reviewsOf(goal assessments.ID) []any {
	var out []any
	for _, id := range b.order {
		if r := b.records[id]; r.Kind == assessments.KindGoalReview && r.Fields.Text("goal") == string(goal) {
			out = append(out, list(b.ref(id, "Observation"))...)
		}
	}
	return out
}

// outcome is what an education, health and care plan aims at.
func (b *bundler) outcome(id assessments.ID, x *assessments.Outcome) resource {
	r := begin("Goal", id, false)
	r["lifecycleStatus"], r["subject"], r["description"] = "active", b.subject(), words(x.Statement)
	r["category"] = []any{words("Outcome of an education, health and care plan, " + x.Ref)}
	r.put("addresses", b.refs(x.Needs, "Condition"))
	if x.By.Valid() {
		r["target"] = []any{resource{"dueDate": day(x.By)}}
	}
	return r.put("note", note(labelled("Now", x.Baseline), labelled("Counted by", x.CountedBy)))
}
