package service

import "strings"

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

func peopleList(sources []string) string {
	var out []string
	for _, s := range sources {
		out = append(out, people(s))
	}
	return strings.Join(out, ", ")
}
