package reports

import (
	"encoding/json"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/fieldfare/fieldfare/assessments"
)

// guard finds the names of other children in a text. A note about one child often says who sat beside them; that child's
// family has agreed to nothing.
type guard struct {
	whole []string // full names, folded: found in any capitals
	parts []string // single names, folded but with their capitals
	small []string // these in small letters, of whichever capitals: where a text holds none of them it is not read further
	known []string // full names of people and places that may share a part, longest first: taken out before parts are sought
}

// newGuard collects other_names from every record, and the names that may be printed.
func newGuard(records []assessments.Record) guard {
	var g guard
	// A part of the child's own name never counts: brothers and sisters share the last one.
	own := map[string]bool{}
	parts := map[string]bool{}
	for _, r := range records {
		switch t := r.ReadOf(assessments.KindChild, assessments.KindPerson, assessments.KindSetting).(type) {
		case *assessments.Child:
			for _, n := range []string{t.Name, t.KnownAs, t.GivenName, t.FamilyName} {
				for _, p := range nameParts(fold(n)) {
					own[strings.ToLower(p)] = true
				}
			}
		case *assessments.Person:
			g.known = append(g.known, knownForms(fold(t.Name))...)
		case *assessments.Setting:
			g.known = append(g.known, knownForms(fold(t.Name))...)
		}
	}
	for _, r := range records {
		var others []string
		if raw := r.Fields["other_names"]; raw == nil || json.Unmarshal(raw, &others) != nil {
			continue
		}
		for _, name := range others {
			name = fold(name)
			// A single word is looked for as a part only: as a whole it would be found inside longer words.
			if whole := strings.ToLower(name); len(nameParts(name)) > 1 {
				g.whole = append(g.whole, whole)
			}
			for _, p := range nameParts(name) {
				if !own[strings.ToLower(p)] {
					parts[p] = true
				}
			}
		}
	}
	for p := range parts {
		g.parts = append(g.parts, p)
	}
	sort.Strings(g.parts)
	for _, p := range g.parts {
		for _, small := range []string{strings.ToLower(p), strings.ToLower(strings.ToUpper(p))} {
			if !slices.Contains(g.small, small) {
				g.small = append(g.small, small)
			}
		}
	}
	sort.Slice(g.known, func(i, j int) bool { return len(g.known[i]) > len(g.known[j]) })
	return g
}

// knownForms are how a full name is also written: with its title and last name only.
func knownForms(name string) []string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return nil
	}
	forms := []string{name}
	if len(words) > 2 && titleWords[strings.TrimSuffix(words[0], ".")] {
		forms = append(forms, words[0]+" "+words[len(words)-1], strings.Join(words[1:], " "))
	}
	if len(words) == 1 {
		return nil // a single word is as likely the other child
	}
	return forms
}

var titleWords = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Miss": true, "Mx": true, "Dr": true, "Prof": true}

// nameParts are the words of a name that can stand for the child alone, hyphenated names whole and in halves.
func nameParts(name string) []string {
	var out []string
	for _, w := range strings.Fields(name) {
		w = strings.Trim(w, ".,;:()'\"")
		if len([]rune(w)) < 2 || titleWords[w] {
			continue
		}
		out = append(out, w)
		if halves := strings.Split(w, "-"); len(halves) > 1 {
			for _, h := range halves {
				if len([]rune(h)) > 2 {
					out = append(out, h)
				}
			}
		}
	}
	return out
}

// ordinary are names that are everyday words in small letters: "walker" in a note is far more often the equipment.
var ordinary = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("will may mark kit art hope grace faith joy rose rosa lily daisy iris hazel heather ivy violet poppy " +
		"summer autumn june april august dawn sky ray drew rob bill pat sue jack robin jay guy max chase miles hunter mason taylor " +
		"archer carter parker cooper walker baker butcher cook fisher potter hand foot reed brook brooks wood woods hill field marsh " +
		"stone rivers lake moor marrow green brown white black grey gray young long short small little rich sharp wise good best day knight " +
		"king page price case read wells ford park parks street lane barber bell ball chance cross frost gates holly jade amber " +
		"ruby pearl crystal star angel harmony melody destiny eve noel penny sandy rusty crispin piper skip tag van") {
		m[w] = true
	}
	return m
}()

var dated = regexp.MustCompile(`\b\d{1,2}(st|nd|rd|th)? (April|May|June|August)\b|\b(April|May|June|August) \d{4}\b`)

// finds returns true when s holds another child's name.
func (g guard) finds(s string) bool {
	if len(g.parts) == 0 && len(g.whole) == 0 {
		return false
	}
	s = fold(s)
	lower := strings.ToLower(s)
	holds := func(name string) bool { return strings.Contains(lower, name) }
	if slices.ContainsFunc(g.whole, holds) {
		return true
	}
	if !slices.ContainsFunc(g.small, holds) {
		return false
	}
	for _, k := range g.known {
		s = strings.ReplaceAll(s, k, " ")
	}
	s = dated.ReplaceAllString(s, " ") // a child called May is not in "14 May 2026"
	words := map[string]bool{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '\'' }) {
		w = strings.TrimSuffix(strings.Trim(w, "-'"), "'s")
		words[w] = true
		for _, h := range strings.Split(w, "-") {
			words[strings.TrimSuffix(h, "'s")] = true
		}
	}
	for _, p := range g.parts {
		// In small letters a name is found only where it is no everyday word: "hope" and "mark" stand in every other note.
		small := strings.ToLower(p)
		if words[p] || words[strings.ToUpper(p)] || words[small] && !ordinary[small] && len(small) > 3 {
			return true
		}
	}
	return false
}

// fold makes the ways of writing a name alike: accents, apostrophes, hyphens and spaces.
func fold(s string) string {
	if folded(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\u00ad', r == '\u200b', r == '\u200d':
			return -1
		case r == '’', r == '‘', r == 'ʼ':
			return '\''
		case r == '‐', r == '‑', r == '–':
			return '-'
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, norm.NFKD.String(s))
}

// folded reports whether there is nothing in a text to fold, which is so of most.
func folded(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf || s[i] >= '\t' && s[i] <= '\r' {
			return false
		}
	}
	return true
}
