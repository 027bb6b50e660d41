package reports

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/fieldfare/fieldfare/assessments"
)

// noted is the text of an observation with the numbers and the help level that the text itself leaves out.
func (f *facts) noted(o *assessments.Observation) string {
	s := strings.TrimSpace(o.Text)
	for _, m := range o.Measures {
		got := num(m.Value)
		if m.Of > 0 {
			got += " of " + num(m.Of)
		}
		percent := ""
		// Of fewer than twenty, a percentage says more than was counted.
		if m.Of >= 20 {
			percent = fmt.Sprintf("%.0f%%", math.Round(m.Value/m.Of*100))
		}
		switch {
		case m.Of > 0 && !holdsNumber(s, got) && holdsNumber(s, num(m.Value)) && holdsNumber(s, num(m.Of)):
			// the note says both numbers in its own way
		case m.Unit == "min" && holds(s, minutesWords(m.Value)):
			// 5.5 minutes are said as 5 minutes 30 seconds
		case !holdsNumber(s, got) && m.What != "":
			unit := m.Unit
			if m.Of > 0 || holds(m.What, unit) {
				unit = ""
			}
			s = closed(s) + " " + assessments.UpperFirst(m.What) + ": " + joined(" ", got, unit) + parens(percent) + "."
		case holdsNumber(s, got) && percent != "" && !strings.Contains(s, percent):
			s = strings.Replace(s, got, got+parens(percent), 1)
		}
	}
	if h := helpWords[o.Help]; h != "" && !holds(strings.ReplaceAll(s, "-", " "), helpSaid[o.Help]) {
		s = closed(s) + " " + h
	}
	return s
}

// minutesWords says a part of a minute in seconds: "5 minutes 30 seconds".
func minutesWords(x float64) string {
	whole, part := math.Modf(x)
	return count(whole, "minute") + " " + count(math.Round(part*60), "second")
}

// parens puts words in brackets behind others, and nothing behind nothing.
func parens(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

// numberWords are the ways in which a note says a small number.
var numberWords = map[string][]string{"0": {"none", "no", "never"}, "1": {"once", "one", "a single"}, "2": {"twice", "two"}, "3": {"three"}, "4": {"four"}, "5": {"five"},
	"6": {"six"}, "7": {"seven"}, "8": {"eight"}, "9": {"nine"}, "10": {"ten"}}

// holdsNumber reports whether s has the number standing alone, so that 1 is not found in 11, or says it in words.
func holdsNumber(s, n string) bool {
	for _, w := range numberWords[n] {
		if holdsWord(s, w) {
			return true
		}
	}
	for i := strings.Index(s, n); i >= 0; {
		before := i == 0 || !isDigit(s[i-1])
		after := i+len(n) >= len(s) || !isDigit(s[i+len(n)])
		if before && after {
			return true
		}
		j := strings.Index(s[i+1:], n)
		if j < 0 {
			return false
		}
		i += 1 + j
	}
	return false
}

// holdsWord reports whether s has w as a word of its own: there is no "one" in "alone".
func holdsWord(s, w string) bool {
	letters := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.Contains(" "+strings.Join(letters, " ")+" ", " "+w+" ")
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

var helpWords = map[string]string{"alone": "Done alone.", "visual": "With visual prompts.", "verbal": "With verbal prompts.",
	"physical": "With physical help.", "hand-over-hand": "With hand-over-hand help.", "dependent": "Done by an adult."}

// helpSaid are the words that show that a note says its help level already.
var helpSaid = map[string]string{"alone": "alone", "visual": "visual", "verbal": "prompt", "physical": "physical",
	"hand-over-hand": "hand over hand", "dependent": "adult"}

// observed is what was seen, each note under its area's name: facts as a list, and what the author makes of them apart
// from it. What a need has told already stands there.
func (w *writer) observed() {
	title := "What was seen"
	if len(w.told) > 0 {
		title = "What else was seen"
	}
	w.section("seen", "", title, "Seen or counted, with day and place. What it may mean stands apart.")
	var all []Text
	for _, area := range w.areas() {
		name := assessments.AreaWords(area)
		if name == "" {
			name = "Other notes"
		}
		found, means := w.inArea(area)
		for _, t := range found {
			all = append(all, append(Text{{Text: name + ". ", Strong: true}}, t...))
		}
		if len(means) > 1 && !w.told["means/"+area] {
			all = append(all, append(Text{{Text: name + ". ", Strong: true}}, means...))
		}
	}
	if len(all) > 0 {
		w.put("all", &List{Items: all})
	} else if len(w.told) == 0 {
		w.put("none", &Para{Text: gap("No observations are recorded.")})
	}
}

// inArea are the facts of one area, each with day and place, and one text of the opinions, which is empty but for its
// opening words where there are none.
func (w *writer) inArea(area string) (found []Text, means Text) {
	means = Text{{Text: "What this means.", Strong: true}}
	for _, o := range w.observations {
		if o.v.Area != area || o.v.Text == "" {
			continue
		}
		switch o.v.Type {
		case "fact":
			if !w.told[string(o.id)] && !w.toTell(o.id) {
				found = append(found, w.dated(o))
			}
		case "opinion":
			means = append(means, span(" "+closed(o.v.Text), o.id))
		}
	}
	return found, means
}

// toTell reports whether a need further on, in Section C or D, tells a note.
func (w *writer) toTell(id assessments.ID) bool {
	if w.req.Kind != EHCAdvice {
		return false // a school reads needs without their evidence
	}
	for _, n := range w.needs {
		later := n.v.Section == "D" || n.v.Section == "C" && w.may(assessments.ClassHealth)
		if later && n.v.Statement != "" && slices.Contains(n.v.Evidence, id) {
			return true
		}
	}
	return false
}

// areas are the functional areas in the order of reports, then those that this program does not know, then none.
func (f *facts) areas() []string {
	out := assessments.Areas()
	if f.req.Kind == SchoolAdvice {
		// Nights are the family's, and nobody in school can do anything about them.
		out = slices.DeleteFunc(out, func(a string) bool { return a == "sleep" })
	}
	for _, o := range f.observations {
		if o.v.Area != "" && o.v.Area != "sleep" && !slices.Contains(out, o.v.Area) {
			out = append(out, o.v.Area)
		}
	}
	return append(out, "")
}

// splitShort parts a note that is a row of short phrases ("big vocabulary, kind, loves snails"); any other note stays
// whole.
func splitShort(s string) []string {
	s = open(s)
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' })
	var out []string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		if n := len(strings.Fields(p)); n == 0 || n > 4 || strings.Contains(p, ". ") {
			return []string{s}
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
