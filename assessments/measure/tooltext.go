package measure

import (
	"fmt"
	"slices"
	"strconv"
)

// Editions returns every tool of the catalogue that goes by a name, whatever its edition.
func Editions(name string) []Tool {
	return slices.DeleteFunc(Catalogue(), func(t Tool) bool {
		return !slices.ContainsFunc(append([]string{t.Name}, slices.Concat(t.Also, t.Family)...), func(a string) bool { return plain(a) != "" && plain(a) == plain(name) })
	})
}

// DirectionText says which way this tool's numbers run.
func (t Tool) DirectionText() string { return t.reads() }

// Text names a type of score with its scale: "standard score (mean 100, SD 15)".
func (s ScoreType) Text() string {
	text := typeWords(s.Type)
	if s.Where != "" {
		text += " of the " + s.Where
	}
	if s.SD > 0 {
		text += fmt.Sprintf(" (mean %v, SD %v%s)", s.Mean, s.SD, doubt(s.Unconfirmed))
	}
	return text
}

// Text is one band as a line: "percentile over 5 to 15: amber: at risk, monitor".
func (c Cutoff) Text() string {
	at := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	text := typeWords(c.Type) + " " + at(c.From)
	switch {
	case c.Type == "level":
		text = "level " + romans[int(c.From)]
	case c.Over:
		text = typeWords(c.Type) + " over " + at(c.From) + " to " + at(c.To)
	default:
		text += " to " + at(c.To)
	}
	if c.Oldest > 0 {
		text += fmt.Sprintf(", ages %s to %s", months(c.Youngest), months(c.Oldest))
	}
	return text + doubt(c.Unconfirmed) + ": " + c.Words
}

func doubt(unconfirmed bool) string {
	if unconfirmed {
		return ", not confirmed"
	}
	return ""
}

func months(n int) string { return Age{Years: n / 12, Months: n % 12}.String() }
