package assessments

// KindLog is one week of what a school or a family did of a programme.
const KindLog Kind = "log"

// Log is what somebody did in one week of an activity plan or of a row of provision, in their own word: entered at the link of a share,
// or copied from the paper twin. Each link has one for each week; entering the week again corrects it.
type Log struct {
	Common
	Of      ID          `json:"of,omitempty" required:"true" doc:"activity plan or provision row it is about" class:"internal"`
	Share   ID          `json:"share,omitempty" doc:"share whose link it came by; empty where it was copied from paper" class:"internal"`
	Week    Date        `json:"week,omitempty" required:"true" doc:"Monday of the week" class:"education"`
	Days    []Date      `json:"days,omitempty" doc:"days on which it was done" class:"education"`
	Minutes int         `json:"minutes,omitempty" unit:"min" doc:"minutes each time" class:"education"`
	Samples []LogSample `json:"samples,omitempty" doc:"what was counted or timed, and how many prompts it took" class:"education"`
	Comment string      `json:"comment,omitempty" doc:"their words" class:"education"`
	By      string      `json:"by,omitempty" doc:"who, as they wrote it themselves" class:"internal"`
}

// A LogSample is one count of one day. Count and Prompts are absent where they were not taken: no prompts is an answer, and a good one.
type LogSample struct {
	What    string `json:"what" doc:"what is counted, as it stood on the form"`
	Goal    ID     `json:"goal,omitempty" doc:"goal it speaks to"`
	On      Date   `json:"on" doc:"day"`
	Count   *int   `json:"count,omitempty" doc:"how many"`
	Prompts *int   `json:"prompts,omitempty" doc:"prompts it took"`
}

// RecordKind is KindLog.
func (*Log) RecordKind() Kind { return KindLog }

// The most that a log takes: a comment is one, and not a letter.
const (
	LogComment = 1000
	LogCount   = 10_000
)

// Check returns the problems of a log's own fields: a week begins on a Monday, and what is in it happened in it.
func (l *Log) Check() Problems {
	var p Problems
	p.day("week", l.Week, "Week")
	if l.Week.Valid() && l.Week.Monday() != l.Week {
		p.add("week", "A week of a log begins on a Monday; %s is none.", l.Week.Words())
	}
	seen := map[Date]bool{}
	for _, d := range l.Days {
		if !d.Valid() || d.Monday() != l.Week || seen[d] {
			p.add("days", "Each day must lie in the week, and stand once.")
		}
		seen[d] = true
	}
	p.whole("minutes", l.Minutes, 0, 600, "Minutes each time")
	for _, s := range l.Samples {
		if !s.On.Valid() || s.On.Monday() != l.Week {
			p.add("samples", "The day of a count must lie in the week.")
		}
		for _, n := range []*int{s.Count, s.Prompts} {
			if n != nil {
				p.whole("samples", *n, 0, LogCount, "A count")
			}
		}
	}
	if len([]rune(l.Comment)) > LogComment {
		p.add("comment", "A comment holds up to 1,000 letters.")
	}
	return p
}

// Monday is the first day of a day's week.
func (d Date) Monday() Date {
	return d.AddDays(-((int(d.Time().Weekday()) + 6) % 7))
}

// Weekly is how much of a programme a week holds: sessions, and hours; zeroes where the plan does not say.
func (a *ActivityPlan) Weekly() (sessions, hours float64) {
	sessions = float64(max(a.TimesADay, 1) * a.DaysAWeek)
	return sessions, sessions * float64(a.Minutes) / 60
}

// Weekly is how much of a row a week holds, by its weekly doses: what is given by the term or year belongs to no week.
func (p *Provision) Weekly() (sessions, hours float64) {
	for _, d := range p.Doses {
		if d.Per == "week" {
			sessions += d.Sessions
			hours += d.Sessions * d.Minutes / 60
		}
	}
	return sessions, hours
}

// A Tally is what logs of one plan or row come to. Weeks are those that somebody logged: of others nothing is known.
type Tally struct {
	Weeks, Sessions int
	Hours           float64
	Last            Date // Monday of the newest
}

// TallyLogs adds up the logs of a plan or row by a day. Of two links that logged one week the one with more days counts: they
// are two people of one school.
func TallyLogs(logs []*Log, of ID, by Date) (t Tally) {
	best := map[Date]*Log{}
	for _, l := range logs {
		if l.Of == of && l.Week <= by && (best[l.Week] == nil || len(l.Days) > len(best[l.Week].Days)) {
			best[l.Week] = l
		}
	}
	for week, l := range best {
		t.Weeks++
		t.Sessions += len(l.Days)
		t.Hours += float64(len(l.Days)*l.Minutes) / 60
		t.Last = max(t.Last, week)
	}
	return t
}
