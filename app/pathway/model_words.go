package pathway

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// special are the words that a hyphen and a capital do not make.
var special = map[string]string{
	"gp": "GP", "senco": "SENCo", "gp-system": "GP system", "self": "Family asked us themselves", "early-years": "Early years setting",
	"advice-and-discharge": "Advice, then discharge", "signposted": "Point to another service", "more-information-needed": "Ask for more first",
	"accepted": "Accept", "declined": "Decline", "not-known": "Not known", "home-environment": "Home environment", "drop-in": "Drop-in",
	"short-term-acute": "Short-term illness", "post-surgical": "After an operation", "sensory-integration": "Sensory integration therapy asked for",
	"not-yet-at-stage": "Not at that stage yet", "emotional-or-behavioural": "Feelings or behaviour", "social-communication": "Social communication",
	"cannot-do": "Cannot do it", "sensory": "Sensory", "calm-alert": "Calm and alert", "self-care": "Self-care",
}

// label says a value of a list as people would: "Community clinician", "SENCo".
func label(value string) string {
	if w, ok := special[value]; ok {
		return w
	}
	if value == "" {
		return ""
	}
	words := strings.ReplaceAll(value, "-", " ")
	return assessments.UpperFirst(words)
}

func labels(values []string) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = label(v)
	}
	return out
}

// values are the words that a field of a kind may hold.
func values(kind assessments.Kind, field string) []string {
	info, _ := assessments.LookupKind(kind)
	for _, f := range info.Fields() {
		if f.Name == field {
			return f.Enum
		}
	}
	return nil
}

// count says a number of things: "1 week", "9 weeks".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// ruleTag names rules by their numbers: "Rule 17", "Rules 3, 4".
func ruleTag(rules []int) string {
	if len(rules) == 0 {
		return ""
	}
	words := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(rules)), ", "), "[]")
	if len(rules) == 1 {
		return "Rule " + words
	}
	return "Rules " + words
}

// fields makes a set; an empty value clears.
func fields(pairs ...any) assessments.Fields {
	f := assessments.Fields{}
	for i := 0; i < len(pairs); i += 2 {
		raw, err := json.Marshal(pairs[i+1])
		if s := string(raw); err != nil || s == `""` || s == "[]" || s == "0" {
			raw = json.RawMessage("null")
		}
		f[pairs[i].(string)] = raw
	}
	return f
}

// texts joins problems into lines.
func texts(problems assessments.Problems) []string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Text)
	}
	return out
}
