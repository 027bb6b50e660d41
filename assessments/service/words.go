package service

import (
	"fmt"
	"strings"
)

// people says a referral's source as people would: "a GP", "a health visitor".
func people(source string) string {
	switch source {
	case "gp":
		return "a GP"
	case "senco":
		return "a SENCo"
	case "early-years":
		return "an early years setting"
	case "social-care", "local-authority", "other":
		return map[string]string{"social-care": "social care", "local-authority": "the local authority", "other": "somebody else"}[source]
	}
	words := strings.ReplaceAll(source, "-", " ")
	if words != "" && strings.ContainsRune("aeiou", rune(words[0])) {
		return "an " + words
	}
	return "a " + words
}

// peopleList says several sources in one sentence.
func peopleList(sources []string) string {
	var out []string
	for _, s := range sources {
		out = append(out, people(s))
	}
	return strings.Join(out, ", ")
}

// plural counts things: "1 session", "6 sessions".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// times counts how often: "3 times".
func times(n int) string { return plural(n, "time") }

// between says a length of time with its ends.
func between(low, high int) string { return fmt.Sprintf("%d to %d minutes", low, high) }

// are counts with the verb that goes with it.
func are(n int) string {
	if n == 1 {
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}
