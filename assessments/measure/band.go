package measure

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Band returns the words for the band in which a score of a tool lies, and why: on which number the band stands, that a
// cut-off is not confirmed, or, with no words, what stops it from being known. scoreType is a ScorePart's type or
// "percentile", which is always the percentile entered from the manual, never an estimate; value is as it was written.
// Where a band depends on age, use BandAt.
func Band(tool, edition, scoreType, value string) (words, why string) {
	return BandAt(tool, edition, scoreType, value, nil)
}

// BandAt is Band for a child whose actual age on the day of the test is known; nil is an age not known.
func BandAt(tool, edition, scoreType, value string, age *Age) (words, why string) {
	t, why, ok := Find(tool, edition)
	if !ok {
		return "", why
	}
	return t.band(scoreType, value, age)
}

func (t Tool) band(scoreType, value string, age *Age) (words, why string) {
	var mine []Cutoff
	aged := false
	for _, c := range t.Cutoffs {
		if c.Type != scoreType {
			continue
		}
		if c.Oldest > 0 {
			aged = true
			if age == nil || age.InMonths() < c.Youngest || age.InMonths() > c.Oldest {
				continue
			}
		}
		mine = append(mine, c)
	}
	switch {
	case len(mine) == 0 && aged && age == nil:
		return "", "The cut-off depends on the age on the day of the test, which is not known."
	case len(mine) == 0 && aged:
		return "", "The cut-offs do not reach the age of " + age.Words() + "."
	case len(mine) == 0:
		return "", t.noBand()
	}
	low, high, ok := figures(scoreType, value)
	if !ok {
		return "", fmt.Sprintf("%q is not one number, so it has no band.", value)
	}
	for _, c := range mine {
		if c.holds(low) && c.holds(high) {
			return c.Words, t.standsOn(c)
		}
	}
	if scoreType == "level" {
		return "", t.noBand()
	}
	return "", "No band of this tool holds " + value + " as a " + typeWords(scoreType) + ": check the entry with the manual."
}

func (t Tool) noBand() string {
	if t.NoBand != "" {
		return t.NoBand
	}
	return noCutoffs
}

// standsOn says on which number a band stands. A cut-off that no public source confirms says so each time it is used.
func (t Tool) standsOn(c Cutoff) string {
	on := "Band of the " + typeWords(c.Type) + "."
	switch c.Type {
	case "percentile":
		on = "Band of the entered percentile."
	case "level":
		on = "Short words for the level."
	}
	if c.Unconfirmed {
		on += " The cut-off is not confirmed by a public source: check the manual."
	}
	return on
}

// figures reads a value as a range: "82" is 82 to 82, and a percentile of "<1" is 0 to 1. A level may be Roman.
func figures(scoreType, value string) (low, high float64, ok bool) {
	text := strings.TrimSpace(value)
	switch scoreType {
	case "level":
		for i, r := range romans {
			if i > 0 && strings.EqualFold(text, r) {
				return float64(i), float64(i), true
			}
		}
	case "percentile":
		if rest, below := strings.CutPrefix(text, "<"); below {
			x, ok := figure(rest)
			return 0, math.Nextafter(x, 0), ok && x > 0 && x <= 100
		}
		if rest, above := strings.CutPrefix(text, ">"); above {
			x, ok := figure(rest)
			return math.Nextafter(x, 100), 100, ok && x >= 0 && x < 100
		}
	}
	x, ok := figure(text)
	if scoreType == "percentile" && (x < 0 || x > 100) {
		return 0, 0, false
	}
	return x, x, ok
}

// figure reads one plain decimal number. "Inf", "NaN", exponents and hexadecimals are no scores.
func figure(text string) (float64, bool) {
	text = strings.TrimSpace(text)
	if text == "" || strings.Trim(text, "+-.0123456789") != "" {
		return 0, false
	}
	x, err := strconv.ParseFloat(text, 64)
	return x, err == nil
}

// typeWords names a type of score in a sentence.
func typeWords(scoreType string) string {
	switch scoreType {
	case "standard":
		return "standard score"
	case "scaled":
		return "scaled score"
	case "T":
		return "T score"
	case "raw":
		return "raw score"
	case "percent":
		return "percentage"
	case "criterion":
		return "criterion score"
	case "growth":
		return "growth score"
	case "level", "percentile":
		return scoreType
	}
	return "score"
}
