package measure

const (
	// MostGoals is how many goals a goal-based outcome follows at a time.
	MostGoals = 3
	// GBOLicence is what to print where goal-based outcomes are offered.
	GBOLicence = "Goal-based outcomes: copyright Duncan Law, CC BY-NC-SA 4.0, so not for sale without his leave."
)

// Outcome is how far a goal had been reached on one date, from 0 (not at all) to 10 (fully). A goal that was not asked
// about has no Outcome: 0 is an answer.
type Outcome struct {
	Goal  string // the same goal has the same Goal on every date
	Score int
}

// GoalChange is the first and the last score of one goal.
type GoalChange struct {
	Goal                string
	First, Last, Change int
}

// GBOChange is the change of every goal that was scored at least twice, and the mean of those changes. It is a
// difference, not a finding: no size of change is called by a name here.
type GBOChange struct {
	Goals   []GoalChange
	Mean    float64
	LeftOut []LeftOut
}

// Computable reports whether any goal was scored twice. If not, Mean means nothing.
func (c GBOChange) Computable() bool { return len(c.Goals) > 0 }

// GBO returns last minus first of each goal over the dates given, oldest first, and the mean over the goals. Dates
// between them are session tracking: they are checked and change nothing.
func GBO(dates ...[]Outcome) (GBOChange, error) {
	const op = "measure.gbo"
	var order []string
	seen := map[string][]int{}
	for _, date := range dates {
		today := map[string]bool{}
		for _, o := range date {
			switch {
			case o.Goal == "":
				return GBOChange{}, invalid(op, "Say which goal was scored.")
			case o.Score < 0 || o.Score > 10:
				return GBOChange{}, invalid(op, "A goal is scored from 0 to 10, not %d. Leave a goal out if it was not asked.", o.Score)
			case today[o.Goal]:
				return GBOChange{}, invalid(op, "%q is scored twice on the same date. Keep one.", o.Goal)
			}
			today[o.Goal] = true
			if seen[o.Goal] == nil {
				order = append(order, o.Goal)
			}
			seen[o.Goal] = append(seen[o.Goal], o.Score)
		}
		if len(date) > MostGoals {
			return GBOChange{}, invalid(op, "Follow up to %d goals at a time; there are %d on one date.", MostGoals, len(date))
		}
	}
	var c GBOChange
	sum := 0
	for _, goal := range order {
		scores := seen[goal]
		if len(scores) < 2 {
			c.LeftOut = append(c.LeftOut, LeftOut{Item: goal, Why: "scored on one date only"})
			continue
		}
		g := GoalChange{Goal: goal, First: scores[0], Last: scores[len(scores)-1]}
		g.Change = g.Last - g.First
		sum += g.Change
		c.Goals = append(c.Goals, g)
	}
	if c.Computable() {
		c.Mean = float64(sum) / float64(len(c.Goals))
	}
	return c, nil
}
