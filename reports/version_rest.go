package reports

import (
	"regexp"
	"slices"
)

// head tells of what stands over the blocks: for whom it is, where it is sent, about whom, and its title. A letter to another
// role has another address and often another title; to say so again would be no news.
func (d *differ) head(old, new Document) {
	was, is := old.Recipient, new.Recipient
	switch {
	case was.Role != is.Role:
		d.say("it is now for "+roleWords(is.Role), 0)
	case was.Person == is.Person:
	case was.Person == "":
		d.say("it is now for one person by name", 0)
	case is.Person == "":
		d.say("it is no longer for one person by name", 0)
	default:
		d.say("it is now for another person", 0)
	}
	if old.Kind != new.Kind {
		d.say("it is another kind of report", 0)
	}
	if was.Role != is.Role || old.Kind != new.Kind {
		return
	}
	to, about := letterhead(old)
	toNow, aboutNow := letterhead(new)
	if !slices.Equal(to, toNow) {
		d.say("the address changed", 0)
	}
	if !slices.Equal(about, aboutNow) {
		d.say("the child’s name, birth date or number over the letter changed", 0)
	}
	if old.Title != new.Title {
		d.say("the title is now “"+new.Title+"”", 0)
	}
	if !slices.Equal(under(old), under(new)) {
		d.say("the lines under the title changed", 0)
	}
}

// byItself is what changes under a title without anybody having changed it: ages, and days other than the birthday.
var byItself = regexp.MustCompile(`(?i)\baged \d[^.,]*|\b(?:by|on) ` + dayIn.String())

// under are the lines under the title, without what changes by itself.
func under(d Document) (lines []string) {
	for _, s := range d.Subtitle {
		lines = append(lines, byItself.ReplaceAllString(tell(Text{s}), ""))
	}
	return lines
}

var dayAlone = regexp.MustCompile("^" + dayIn.String() + "$")

// letterhead is to whom a letter goes and about whom it is, line by line, without the day on which it is written.
func letterhead(d Document) (to, about []string) {
	if d.Letter == nil {
		return nil, nil
	}
	for _, t := range d.Letter.To {
		to = append(to, tell(t))
	}
	for _, t := range d.Letter.About {
		if s := tell(t); !dayAlone.MatchString(s) {
			about = append(about, s)
		}
	}
	return to, about
}

// rest tells of actions, quotations, pictures and gaps, then of headings whose words differ.
func (d *differ) rest() {
	for _, x := range []struct {
		kind   unitKind
		noun   string
		weight int
	}{{oneAction, "action", 4}, {oneQuote, "quotation", 5}, {onePicture, "picture", 5}} {
		come, gone := 0, 0
		for _, p := range pairs(d.old, d.new, x.kind) {
			switch {
			case p.new == nil:
				gone++
			case p.old == nil:
				come++
			case p.old.same(p.new):
			case x.kind == oneQuote:
				d.say("the quotation “"+p.new.name+"” changed in who said it, when or where", x.weight)
			default:
				d.say("the "+x.noun+" “"+p.new.name+"” changed", x.weight)
			}
		}
		d.counted(come, x.noun, "added", x.weight)
		d.counted(gone, x.noun, "taken out", x.weight)
	}
	// A gap is worded with what it lacks ("for F3, F4 and G1"), so only how many there are is told.
	was, is := 0, 0
	for _, p := range pairs(d.old, d.new, oneGap) {
		if p.old != nil {
			was++
		}
		if p.new != nil {
			is++
		}
	}
	d.counted(was-is, "gap", "filled", 5)
	d.counted(is-was, "gap", "found", 5)
	d.headings()
}

// headings tells of words under a heading that differ, unless what is said already accounts for them: a sum of rows.
func (d *differ) headings() {
	told := len(d.said) > 0
	for _, kind := range []unitKind{oneText, oneSum} {
		for _, p := range pairs(d.old, d.new, kind) {
			quiet := told && kind == oneSum
			switch {
			case p.new == nil && !stands(d.new, p.old.key):
				d.say("“"+p.old.name+"” was taken out", 6)
			case p.old == nil && !stands(d.old, p.new.key):
				d.say("“"+p.new.name+"” was added", 6)
			case quiet:
			case p.new == nil:
				d.say("“"+p.old.name+"” changed", 6)
			case p.old == nil || !p.old.same(p.new):
				d.say("“"+p.new.name+"” changed", 6)
			}
		}
	}
	// A page number follows from which activities there are, and the day of the review is told: alone they are still said.
	if len(d.said) > 0 {
		return
	}
	for _, p := range pairs(d.old, d.new, oneAside) {
		switch {
		case p.new == nil:
			d.say("“"+p.old.name+"” changed", 6)
		case p.old == nil || !p.old.same(p.new):
			d.say("“"+p.new.name+"” changed", 6)
		}
	}
}

// stands reports whether a version has words under a heading, written or summed.
func stands(units []unit, key string) bool {
	return slices.ContainsFunc(units, func(u unit) bool { return (u.kind == oneText || u.kind == oneSum) && u.key == key })
}

// pair is a unit in both versions; either may be missing.
type pair struct{ old, new *unit }

// pairs are the units of one sort, matched by key in the order of the new version, then what is gone. Among units with the
// same key those that say the same belong together; the others are matched in turn.
func pairs(old, new []unit, kind unitKind) []pair {
	match, used := map[int]int{}, map[int]bool{}
	for _, strict := range []bool{true, false} {
		for i := range new {
			if _, done := match[i]; done || new[i].kind != kind {
				continue
			}
			for j := range old {
				if !used[j] && old[j].kind == kind && old[j].key == new[i].key && (!strict || old[j].same(&new[i])) {
					match[i], used[j] = j, true
					break
				}
			}
		}
	}
	var out []pair
	for i := range new {
		if new[i].kind != kind {
			continue
		}
		p := pair{new: &new[i]}
		if j, ok := match[i]; ok {
			p.old = &old[j]
		}
		out = append(out, p)
	}
	for j := range old {
		if old[j].kind == kind && !used[j] {
			out = append(out, pair{old: &old[j]})
		}
	}
	return out
}
