package reports

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// mostChanges is how many changes a sentence names before it counts the rest: more are not read.
const mostChanges = 7

// Difference says in one sentence what a reader of the new version must know who has read the old one: "Since version 1: F1
// is 20 minutes longer a week, 1 need was added and the review moved to 9 December 2026." It is worked out from the two
// trees alone, and names the changes in the order in which they weigh: who it is for, rows, outcomes, needs, the review,
// equipment and actions, then the rest by heading. The day of writing and sums that follow from rows are no change.
func Difference(old, new Document) string {
	a, b := reviewOf(old), reviewOf(new)
	d := &differ{old: timeless(unitsOf(old), a), new: timeless(unitsOf(new), b)}
	d.head(old, new)
	d.cards()
	d.needs()
	if a != b {
		switch {
		case b == "":
			d.say("no day for the review is named any more", 3)
		case a == "":
			d.say("the review is on "+b.Words(), 3)
		default:
			d.say("the review moved to "+b.Words(), 3)
		}
	}
	d.rest()
	slices.SortStableFunc(d.said, func(a, b change) int { return a.weight - b.weight })
	var words []string
	for _, c := range d.said {
		words = append(words, c.words)
	}
	if more := len(words) - mostChanges; more > 1 { // one change more is shorter than counting it
		words = append(words[:mostChanges:mostChanges], fmt.Sprintf("%d other parts changed", more))
	}
	if len(words) == 0 {
		return "Since " + versionOf(old) + ": nothing that a reader would act on has changed."
	}
	return "Since " + versionOf(old) + ": " + list(words) + "."
}

// change is one thing to say; a lower weight is said earlier.
type change struct {
	words  string
	weight int
}

// differ compares the units of two versions.
type differ struct {
	old, new []unit
	said     []change
}

// say tells a change, once: a heading may have changed in more than one way.
func (d *differ) say(words string, weight int) {
	if c := (change{words, weight}); !slices.Contains(d.said, c) {
		d.said = append(d.said, c)
	}
}

var versionIn = regexp.MustCompile(`(?i)\bversion (\d+)`)

// versionOf names a version by its footer, which every page of it carries.
func versionOf(d Document) string {
	if m := versionIn.FindStringSubmatch(d.Footer); m != nil {
		return "version " + m[1]
	}
	return "the version before"
}

// reviewAt are the words before a day on which all of it is looked at again.
var reviewAt = regexp.MustCompile(`(?i)\b(?:next review|next contact|review)\b[^.;]{0,40}?(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4})`)

// reviewOf is the day on which a report says that it is looked at again, "" for none.
func reviewOf(d Document) assessments.Date {
	for _, u := range unitsOf(d) {
		switch u.kind {
		case oneCard, oneQuote, onePicture:
			continue // a chair has a fit check of its own, and a word said at a review is of the past
		}
		if m := reviewAt.FindStringSubmatch(u.words); m != nil {
			return readDay(m[1])
		}
	}
	return ""
}

// cards tells of rows, outcomes and equipment.
func (d *differ) cards() {
	gone, come := map[string][]string{}, map[string][]string{}
	for _, p := range pairs(d.old, d.new, oneCard) {
		switch {
		case p.new == nil:
			gone[p.old.noun] = append(gone[p.old.noun], p.old.name)
		case p.old == nil:
			come[p.new.noun] = append(come[p.new.noun], p.new.name)
		default:
			d.card(p.old, p.new)
		}
	}
	for noun, weight := range weights {
		if names := come[noun]; len(names) > 0 {
			d.say(list(names)+was(names)+"added", weight)
		}
		if names := gone[noun]; len(names) > 0 {
			d.say(list(names)+was(names)+"taken out", weight)
		}
	}
}

// weights are those of the sorts of card.
var weights = map[string]int{"row": 0, "outcome": 1, "equipment": 4}

// was is the verb after names.
func was(names []string) string {
	if len(names) > 1 {
		return " were "
	}
	return " was "
}

// card tells how a card that both versions have differs: its letter, how much, then in which of its values.
func (d *differ) card(old, new *unit) {
	a, b := old.card, new.card
	name, weight := new.name, weights[new.noun]
	if old.name != new.name && new.noun == "row" {
		d.say(old.name+" is now "+new.name, weight)
	}
	if s := doseChange(a, b); s != "" {
		d.say(name+" "+s, weight)
	}
	var where []string
	if tell(a.Title) != tell(b.Title) {
		if s := movedDay(tell(a.Title), tell(b.Title)); s != "" {
			d.say(name+" moved to "+s, weight)
		} else {
			d.say("the words of "+name+" changed", weight)
		}
	}
	for _, key := range keysOf(a.Values, b.Values) {
		was, is := valueOf(a.Values, key), valueOf(b.Values, key)
		if was == is || derived(key, was, is) {
			continue
		}
		if s := movedDay(was, is); s != "" {
			d.say("“"+key+"” of "+name+" moved to "+s, weight)
			continue
		}
		where = append(where, "“"+key+"”")
	}
	if len(where) > 0 {
		d.say(name+" changed in "+list(where), weight)
	}
}

// derived reports whether a value of a card differs only because what it names does: that is told where it stands.
func derived(key, was, is string) bool {
	switch key {
	case "Served by", "Evidence", "How much":
		return true
	case "Outcome", "Outcomes", "Need":
		return slices.Equal(refIn.FindAllString(was, -1), refIn.FindAllString(is, -1))
	}
	return false
}

// refIn is an outcome or a section that a card names.
var refIn = regexp.MustCompile(`\b[A-Z]\d*:`)

// needs tells of needs, counted where they come or go and named where their words changed.
func (d *differ) needs() {
	come, gone := 0, 0
	for _, p := range pairs(d.old, d.new, oneNeed) {
		switch {
		case p.new == nil:
			gone++
		case p.old == nil:
			come++
		case !p.old.same(p.new):
			d.say("the need “"+p.new.name+"” is worded anew", 2)
		}
	}
	d.counted(come, "need", "added", 2)
	d.counted(gone, "need", "taken out", 2)
}

// counted tells how many of something came or went.
func (d *differ) counted(n int, noun, verb string, weight int) {
	switch {
	case n == 1:
		d.say("1 "+noun+" was "+verb, weight)
	case n > 1:
		d.say(fmt.Sprintf("%d %ss were %s", n, noun, verb), weight)
	}
}
