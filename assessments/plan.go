package assessments

// KindActivityPlan is a programme of activities that somebody does at home or in school.
const KindActivityPlan Kind = "activity_plan"

// ActivityPlan says how much, who, how long and when to stop. Its hours are minutes x times x days x weeks / 60.
type ActivityPlan struct {
	Common
	Title       string   `json:"title,omitempty" required:"true" doc:"what it is called" class:"education"`
	Version     int      `json:"version,omitempty" doc:"1, 2, …" class:"education"`
	Place       string   `json:"place,omitempty" enum:"home|school|nursery|clinic" doc:"where it is done" class:"education"`
	Who         []ID     `json:"who,omitempty" doc:"who does it" class:"education"`
	WhoWords    string   `json:"who_words,omitempty" doc:"who does it, in words" class:"education"`
	Start       Date     `json:"start,omitempty" doc:"first day" class:"education"`
	End         Date     `json:"end,omitempty" doc:"last day" class:"education"`
	Minutes     int      `json:"minutes,omitempty" unit:"min" doc:"minutes each time" class:"education"`
	TimesADay   int      `json:"times_a_day,omitempty" doc:"times a day" class:"education"`
	DaysAWeek   int      `json:"days_a_week,omitempty" doc:"days a week" class:"education"`
	Weeks       int      `json:"weeks,omitempty" doc:"weeks" class:"education"`
	Language    string   `json:"language,omitempty" doc:"language it is written in" class:"education"`
	Format      string   `json:"format,omitempty" doc:"how it is laid out: pictures, large print" class:"education"`
	Principles  bool     `json:"principles_first,omitempty" doc:"read the general principles first" class:"education"`
	StopIf      []string `json:"stop_if,omitempty" doc:"when to stop" class:"education"`
	Warnings    []string `json:"warnings,omitempty" doc:"what must not be done, such as the standing frame at home" class:"education"`
	DoneDays    int      `json:"done_days,omitempty" doc:"days it was done" class:"education"`
	PlannedDays int      `json:"planned_days,omitempty" doc:"days it was planned for" class:"education"`
	Review      Date     `json:"review_on,omitempty" doc:"day of review" class:"education"`
}

// RecordKind is KindActivityPlan.
func (*ActivityPlan) RecordKind() Kind { return KindActivityPlan }

// Check returns the problems of a plan's own fields.
func (a *ActivityPlan) Check() Problems {
	var p Problems
	p.day("start", a.Start, "First day")
	p.day("end", a.End, "Last day")
	if a.Start.Valid() && a.End.Valid() && a.End < a.Start {
		p.add("end", "Last day must not be before the first day.")
	}
	p.whole("minutes", a.Minutes, 0, 600, "Minutes each time")
	p.whole("days_a_week", a.DaysAWeek, 0, 7, "Days a week")
	p.whole("times_a_day", a.TimesADay, 0, 24, "Times a day")
	p.whole("weeks", a.Weeks, 0, 104, "Weeks")
	return p
}

// Hours is the whole programme in hours, 0 while a number is missing.
func (a *ActivityPlan) Hours() float64 {
	return float64(a.Minutes*a.TimesADay*a.DaysAWeek*a.Weeks) / 60
}

// KindActivity is one activity of a plan.
const KindActivity Kind = "activity"

// Activity is one thing to do, with easier and harder ways and something to count.
type Activity struct {
	Common
	Plan    ID       `json:"plan,omitempty" required:"true" doc:"plan it belongs to" class:"internal"`
	Order   int      `json:"order,omitempty" doc:"place in the plan" class:"internal"`
	Title   string   `json:"title,omitempty" required:"true" doc:"what to do, in a few words" class:"education"`
	Area    string   `json:"area,omitempty" doc:"functional area" class:"education"`
	Steps   []string `json:"steps,omitempty" doc:"how, at most seven steps" class:"education"`
	Easier  string   `json:"easier,omitempty" doc:"an easier way" class:"education"`
	Harder  string   `json:"harder,omitempty" doc:"a harder way" class:"education"`
	CountBy string   `json:"count_by,omitempty" doc:"what to count" class:"education"`
	Kit     string   `json:"kit,omitempty" doc:"what is needed" class:"education"`
	Goal    ID       `json:"goal,omitempty" doc:"goal it serves" class:"internal"`
	Picture string   `json:"picture,omitempty" doc:"what sort of picture goes with it, such as line drawing" class:"education"`
}

// RecordKind is KindActivity.
func (*Activity) RecordKind() Kind { return KindActivity }

// Check returns the problems of an activity's own fields.
func (a *Activity) Check() Problems {
	var p Problems
	if len(a.Steps) > 7 {
		p.add("steps", "An activity has at most 7 steps; this has %d. Split it in two.", len(a.Steps))
	}
	return p
}
