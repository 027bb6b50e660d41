package goals

import (
	"fmt"
	"math"
	"strconv"

	"github.com/fieldfare/fieldfare/assessments"
)

// amountKind says how an amount is counted, and so which way is better.
type amountKind int

const (
	faster      amountKind = iota // minutes, fewer are better
	longer                        // minutes, more are better
	timesOutOf5                   // times out of 5
	lettersRead                   // per cent of letters readable
)

// offers are the amounts that a kind is offered with; the second is put in at first.
func (k amountKind) offers() []int {
	switch k {
	case faster:
		return []int{5, 8, 10, 15}
	case longer:
		return []int{5, 10, 15, 20}
	case timesOutOf5:
		return []int{3, 4, 5}
	}
	return []int{60, 80, 90}
}

// chip is an amount as an answer to the stem: "in 8 minutes".
func (k amountKind) chip(n int) string {
	switch k {
	case faster:
		return fmt.Sprintf("in %d minutes", n)
	case longer:
		return fmt.Sprintf("for %d minutes", n)
	case timesOutOf5:
		return fmt.Sprintf("%d times out of 5", n)
	}
	return fmt.Sprintf("%d%% of letters readable", n)
}

// rungWords is an amount on a rung: "8 min".
func (k amountKind) rungWords(n int) string {
	switch k {
	case faster, longer:
		return strconv.Itoa(n) + " min"
	case timesOutOf5:
		if n == 1 {
			return "1 time out of 5"
		}
		return strconv.Itoa(n) + " times out of 5"
	}
	return strconv.Itoa(n) + "% of letters readable"
}

// step is the amount of a rung, and how many steps less help it stands for where the amount itself can go no further.
func (k amountKind) step(n, level int) (amount, lessHelp int) {
	switch k {
	case faster:
		one := max(1, min(round(0.75*float64(n)), n-1))
		two := max(1, min(round(0.6*float64(n)), one-1))
		return map[int]int{2: two, 1: one, 0: n, -1: max(round(1.4*float64(n)), n+1)}[level], 0
	case longer:
		by := 5
		if n < 10 {
			by = max(1, n/2)
		}
		return n + level*by, 0
	case timesOutOf5:
		return min(n+level, 5), max(n+level-5, 0)
	}
	if level > 0 {
		up := (100 - n) / 2
		return min(n+level*max(up, 1), 100), 0
	}
	return n + level*20, 0
}

func round(x float64) int { return int(math.Floor(x + 0.5)) }

// prewrite words the five rungs, highest first, from an amount and the help that stands in the stem. They are a
// proposal: each can be changed by hand. Every rung differs from every other, or a score could not be read off them.
func prewrite(k amountKind, amount, help int) []assessments.Rung {
	out := make([]assessments.Rung, 0, 5)
	for level := 2; level >= -2; level-- {
		n, less := k.step(amount, level)
		words := ""
		switch {
		case level == -2 && k == faster:
			words = adultDoes
		case n <= 0:
			words = "Starts, and stops within a minute"
		default:
			words = k.rungWords(n) + ", " + helps[helpAt(help, level, less)]
			if less > help { // nothing is left to take away: the same somewhere else is more
				words += []string{", in a new place", ", wherever it comes up"}[level-1]
			}
		}
		out = append(out, assessments.Rung{Level: level, Text: words})
	}
	return out
}

// helpAt is the help of a rung: the best rung has one step less than the goal, the one below the goal two more.
func helpAt(help, level, less int) int {
	switch {
	case less > 0:
		return max(help-less, 0)
	case level == 2:
		return max(help-1, 0)
	case level == -1:
		return min(help+2, len(helps)-1)
	case level == -2:
		return min(help+3, len(helps)-1)
	}
	return help
}

// levelWords are the short words of a rung's second line.
func levelWords(level int) string {
	switch level {
	case 2:
		return "Much more"
	case 1:
		return "More"
	case 0:
		return "As expected, the goal"
	case -1:
		return "Less"
	}
	return "Much less"
}
