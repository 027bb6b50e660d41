package assessments

// KindGoal is a participation goal.
const KindGoal Kind = "goal"

// Goal is something the child wants to take part in, in somebody's words, with five rungs from much less (-2) to much
// more (+2) than expected (goal attainment scaling).
type Goal struct {
	Common
	Title       string `json:"title,omitempty" required:"true" doc:"the goal in a few words" class:"education"`
	Statement   string `json:"statement,omitempty" doc:"the whole participation sentence" class:"education"`
	WordsOf     string `json:"words_of,omitempty" enum:"child|parent|school|therapist" doc:"whose words it is in" class:"education"`
	Area        string `json:"area,omitempty" doc:"functional area" class:"education"`
	Situation   string `json:"situation,omitempty" doc:"where and when it matters" class:"education"`
	SetOn       Date   `json:"set_on,omitempty" doc:"day it was agreed" class:"education"`
	ReviewOn    Date   `json:"review_on,omitempty" doc:"day it will be scored again" class:"education"`
	Importance  int    `json:"importance,omitempty" doc:"0 to 3" class:"education"`
	Difficulty  int    `json:"difficulty,omitempty" doc:"0 to 3; weight = importance x difficulty" class:"education"`
	Rungs       []Rung `json:"rungs,omitempty" doc:"what each level looks like, -2 to +2" class:"education"`
	Outcome     ID     `json:"outcome,omitempty" doc:"EHC outcome it serves" class:"internal"`
	Order       int    `json:"order,omitempty" doc:"place in the list" class:"internal"`
	ClosedOn    Date   `json:"closed_on,omitempty" doc:"day it was met or dropped" class:"education"`
	RatingLabel string `json:"rating_label,omitempty" doc:"short name used when it is rated, such as writing" class:"education"`
}

// A Rung is one level of a goal: -2 much less, -1 less, 0 as expected, +1 more, +2 much more.
type Rung struct {
	Level int    `json:"level" doc:"-2 to +2"`
	Text  string `json:"text" doc:"what it looks like"`
}

// RecordKind is KindGoal.
func (*Goal) RecordKind() Kind { return KindGoal }

// Check returns the problems of a goal's own fields.
func (g *Goal) Check() Problems {
	var p Problems
	p.whole("importance", g.Importance, 0, 3, "Importance")
	p.whole("difficulty", g.Difficulty, 0, 3, "Difficulty")
	p.day("set_on", g.SetOn, "Date the goal was agreed")
	p.day("review_on", g.ReviewOn, "Review date")
	for _, r := range g.Rungs {
		p.whole("rungs", r.Level, -2, 2, "Each rung")
	}
	return p
}

// Weight is importance x difficulty, or 1 where neither was given.
func (g *Goal) Weight() int {
	if g.Importance == 0 && g.Difficulty == 0 {
		return 1
	}
	return g.Importance * g.Difficulty
}

// KindGoalReview is one scoring of one goal on one day; the first is the baseline.
const KindGoalReview Kind = "goal_review"

// GoalReview holds the level reached and, where asked, two ratings from 1 to 10. A rating that was not asked is absent and
// named in Missing; it never counts as no change.
type GoalReview struct {
	Common
	Goal         ID     `json:"goal,omitempty" required:"true" doc:"goal that was scored" class:"internal"`
	On           Date   `json:"on,omitempty" required:"true" doc:"day" class:"education"`
	Baseline     bool   `json:"baseline,omitempty" doc:"true for the first scoring" class:"education"`
	Level        *int   `json:"level,omitempty" doc:"-2 to +2" class:"education"`
	Performance  int    `json:"performance,omitempty" doc:"how well, 1 to 10" class:"education"`
	Satisfaction int    `json:"satisfaction,omitempty" doc:"how happy with it, 1 to 10" class:"education"`
	RatedBy      ID     `json:"rated_by,omitempty" doc:"who gave the ratings" class:"education"`
	How          string `json:"how,omitempty" doc:"in person, by telephone, by interpreter" class:"education"`
	Note         string `json:"note,omitempty" doc:"what was seen" class:"education"`
	Contact      ID     `json:"contact,omitempty" doc:"contact it was done at" class:"internal"`
}

// RecordKind is KindGoalReview.
func (*GoalReview) RecordKind() Kind { return KindGoalReview }

// Check returns the problems of a review's own fields.
func (g *GoalReview) Check() Problems {
	var p Problems
	p.day("on", g.On, "Date of the review")
	if g.Level != nil {
		p.whole("level", *g.Level, -2, 2, "Level")
	}
	p.whole("performance", g.Performance, 0, 10, "How well")
	p.whole("satisfaction", g.Satisfaction, 0, 10, "How happy")
	return p
}
