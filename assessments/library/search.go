package library

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// A Query narrows the activities down; an empty field asks for nothing. Words is what somebody typed, or a goal.
type Query struct {
	Topic Topic
	Area  string
	Words string
}

// weights of a word found in the title, in the search words, in purpose and area, or anywhere else in the sheet.
const (
	inTitle = 8
	inWords = 5
	inAim   = 3
	inSheet = 1
)

// Find returns the activities that answer a query, best first; those of the asked area stand before those that only also help
// it. With words, an activity that holds none of them is left out.
func (l *Library) Find(q Query) []Activity {
	type hit struct {
		a     Activity
		score int
	}
	var hits []hit
	asked := tokens(q.Words)
	for _, a := range l.Activities {
		if q.Topic != "" && a.Topic != q.Topic {
			continue
		}
		own := a.Area == q.Area
		if q.Area != "" && !own && !slices.Contains(a.Also, q.Area) {
			continue
		}
		n := a.score(asked)
		if len(asked) > 0 && n == 0 {
			continue
		}
		if q.Area != "" && own {
			n += inSheet
		}
		hits = append(hits, hit{a, n})
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].score > hits[j].score })
	out := make([]Activity, len(hits))
	for i, h := range hits {
		out[i] = h.a
	}
	return out
}

// Activity returns the activity of an id.
func (l *Library) Activity(id string) (Activity, bool) {
	for _, a := range l.Activities {
		if a.ID == id {
			return a, true
		}
	}
	return Activity{}, false
}

// score adds up where each asked word is found: a word of the title that is also a search word weighs most.
func (a Activity) score(asked []string) int {
	places := []struct {
		text   string
		weight int
	}{
		{a.Title, inTitle}, {strings.Join(a.Search, " "), inWords}, {a.Purpose + " " + a.Count + " " + a.Area, inAim},
		{strings.Join(slices.Concat(a.Steps, a.Kit, a.Easier, a.Harder, []string{a.SetUp, a.Why}), " "), inSheet},
	}
	score := 0
	for _, w := range asked {
		for _, p := range places {
			if slices.Contains(tokens(p.text), w) {
				score += p.weight
			}
		}
	}
	return score
}

// tokens are the words of a text that say what it is about, cut to a stem so that zip, zips and zipping are one.
func tokens(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w = stem(w); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

// common words say nothing about an activity; a goal's "will", "with" and "own" would find everything.
var common = strings.Fields(`a an and another are as at be by can do does for from get go goes has have he her his i in into is it its me my
	of on one or out own put puts she so that the their them they this to up use uses will with you your 1 2 3 4 5 prompt time when while day`)

// stem cuts a word down by a few English endings. It is coarse on purpose: a therapist types three letters while standing, and
// one activity too many costs a glance, one too few costs the activity.
func stem(w string) string {
	if slices.Contains(common, w) || len(w) < 2 {
		return ""
	}
	for _, end := range []string{"ing", "ies", "ed", "es", "s", "e"} {
		if short, ok := strings.CutSuffix(w, end); ok && len(short) >= 3 {
			w = short
			break
		}
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && !strings.HasSuffix(w, "ll") && !strings.HasSuffix(w, "ss") {
		w = w[:n-1] // zipp of zipping
	}
	return strings.TrimSuffix(w, "y")
}
