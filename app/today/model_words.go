package today

import (
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/store"
)

// short is how a child is called in a list: the liked name and what follows the first name.
func short(c store.ContactRow) string { return Called(c.ChildName, c.KnownAs) }

// Called joins the liked name with the rest of the whole name, in the name's own order.
func Called(name, known string) string {
	if known == "" {
		return name
	}
	for i, r := range name {
		if r == ' ' {
			rest := name[i+1:]
			if j := lastSpace(rest); j >= 0 {
				rest = rest[j+1:]
			}
			return known + " " + rest
		}
	}
	return known
}

func lastSpace(s string) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == ' ' {
			return i
		}
	}
	return -1
}

// subtitle says how the day stands in one line.
func subtitle(open []store.ContactRow, done, events int, ready [2]int, day assessments.Date) string {
	also := ""
	if events == 1 {
		also = ", and 1 session"
	} else if events > 1 {
		also = fmt.Sprintf(", and %d sessions", events)
	}
	if words := visitWords(open, done, ready, day); also == "" || !strings.HasPrefix(words, "No visits") {
		return words + also
	}
	return "No visits today" + also
}

func visitWords(open []store.ContactRow, done int, ready [2]int, day assessments.Date) string {
	n := 0
	for _, c := range open {
		if c.On == day {
			n++
		}
	}
	switch {
	case n == 0 && done == 1:
		return "The visit of today is done"
	case n == 0 && done > 1:
		return fmt.Sprintf("All %d visits of today are done", done)
	case done > 0:
		return fmt.Sprintf("%d of %d visits done, ", done, n+done) + readyWords(ready, "the next ready offline", "the others ready offline")
	case n > 0:
		return plural(n, "visit") + " today, " + readyWords(ready, "ready offline", "all ready offline")
	case len(open) > 0:
		return "No visits today. The next ones are below"
	}
	return "No visits planned"
}

// readyWords says how many children of the day are ready without signal.
func readyWords(ready [2]int, one, all string) string {
	switch {
	case ready[0] < ready[1] && ready[1] == 1:
		return "not all of it on this tablet yet"
	case ready[0] < ready[1]:
		return fmt.Sprintf("%d of %d ready offline", ready[0], ready[1])
	case ready[1] == 1:
		return one
	}
	return all
}

// ageWords is the age on a day, or "" where the birthday is not known.
func ageWords(born, on assessments.Date) string {
	if !born.Valid() || !on.Valid() {
		return ""
	}
	a, err := measure.AgeAt(born.Time(), on.Time())
	if err != nil {
		return ""
	}
	return a.Words()
}
