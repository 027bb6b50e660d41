package measure

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// longest is how many seconds one observation may last: a day.
const longest = 24 * 60 * 60

// Tally is how often something happened while somebody watched. Lasted is how long it went on in all, 0 if not timed.
type Tally struct {
	Times   int
	Seconds float64 // how long somebody watched
	Lasted  float64
}

func (t Tally) check() error {
	const op = "measure.tally"
	switch {
	case t.Times < 0 || t.Times > 1e6:
		return invalid(op, "Count how many times it happened, from 0.")
	case !finite(t.Seconds, t.Lasted) || t.Seconds < 0 || t.Seconds > longest:
		return invalid(op, "Say how long was watched, up to a day.")
	case t.Lasted < 0 || t.Lasted > t.Seconds:
		return invalid(op, "It cannot have lasted longer than somebody watched.")
	case t.Times == 0 && t.Lasted > 0:
		return invalid(op, "It lasted some time but was not counted: enter how many times.")
	case t.Seconds == 0:
		return notComputable(op, "Not computable: no time was watched.")
	}
	return nil
}

// PerTenMinutes is the rate in 10 minutes.
func (t Tally) PerTenMinutes() (float64, error) {
	if err := t.check(); err != nil {
		return 0, err
	}
	return float64(t.Times) * 600 / t.Seconds, nil
}

// Words is the count, the time watched and the rate: a rate alone hides how short the watching was.
func (t Tally) Words() string {
	rate, err := t.PerTenMinutes()
	if err != nil {
		return "Rate: not computable."
	}
	text := fmt.Sprintf("%s in %s, a rate of %s in 10 minutes", times(t.Times), span(t.Seconds), Tenths(rate))
	if t.Seconds < 600 {
		text += " (less than 10 minutes were watched)"
	}
	if t.Lasted > 0 {
		text += fmt.Sprintf("; %s in all, %s each on average", span(t.Lasted), span(t.Lasted/float64(t.Times)))
	}
	return text + "."
}

func times(n int) string {
	if n == 1 {
		return "Once"
	}
	return strconv.Itoa(n) + " times"
}

// span prints seconds as "2 min 30 s".
func span(seconds float64) string {
	if seconds > 0 && seconds < 10 {
		return Tenths(seconds) + " s"
	}
	n := int(math.Round(seconds))
	switch {
	case n < 60:
		return fmt.Sprintf("%d s", n)
	case n%60 == 0:
		return fmt.Sprintf("%d min", n/60)
	}
	return fmt.Sprintf("%d min %d s", n/60, n%60)
}

// The two ways of writing a length of time: 2:30, and minutes and seconds with their units. A bare number is seconds.
var (
	clockSpan = regexp.MustCompile(`^(\d{1,4}):(\d{2})$`)
	unitSpan  = regexp.MustCompile(`^(?:(\d+(?:\.\d+)?) ?(?:m|mins?|minutes?))? ?(?:(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?)?)?$`)
)

// ParseSpan reads how long something took, in seconds: "150", "150 s", "2:30", "2.5 min" or "2 min 30 s".
func ParseSpan(text string) (float64, error) {
	s := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	m := clockSpan.FindStringSubmatch(s)
	if m == nil {
		m = unitSpan.FindStringSubmatch(s)
	}
	if m == nil || m[1] == "" && m[2] == "" {
		return 0, noSpan(text)
	}
	minutes, _ := strconv.ParseFloat("0"+m[1], 64)
	seconds, _ := strconv.ParseFloat("0"+m[2], 64)
	if m[1] != "" && seconds >= 60 || minutes*60+seconds > longest {
		return 0, noSpan(text)
	}
	return minutes*60 + seconds, nil
}

func noSpan(text string) error {
	return invalid("measure.span", "%q is no length of time up to a day. Write minutes and seconds, such as 2:30 or 150 s.", text)
}
