package service

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// ageLimit is the choice that says when the last year of a band ends.
const ageLimit = "age-limit"

// links checks what one key says of another: readings that exist, times that are times, tiers between which to move.
func (c *checker) links(p *Pack) {
	for i, ch := range p.Choices {
		if len(ch.Readings) < 2 {
			c.add(fmt.Sprintf("choice[%d]", i), "A choice needs at least two readings.")
		}
	}
	if p.Ages != nil {
		for i, b := range p.Ages.Bands {
			at := fmt.Sprintf("ages.band[%d]", i)
			if b.To <= b.From || b.To > 25 || b.From < 0 {
				c.add(at+".to", "A band of ages goes from 0 or more up to 25 at the most, and ends after it begins.")
			}
			c.limit(p, b.Ends, at+".ends")
		}
	}
	for i, x := range p.Pathways {
		c.limit(p, x.Ends, fmt.Sprintf("pathway[%d].ends", i))
		if (x.To > 0) != (x.Ends != "") {
			c.add(fmt.Sprintf("pathway[%d]", i), "A pathway with an oldest age says how it ends, and one without does not.")
		}
	}
	for i, x := range p.Referrers {
		c.under(p, x.Under, fmt.Sprintf("referrer[%d]", i))
	}
	if p.Return != nil {
		for i, w := range p.Return.Windows {
			c.under(p, w.Under, fmt.Sprintf("return.window[%d]", i))
		}
	}
	c.times(p)
	c.tiers(p)
}

// limit checks that an age whose end is left to a choice finds that choice.
func (c *checker) limit(p *Pack, ends, path string) {
	if ends != "chosen" {
		return
	}
	ch := p.choice(ageLimit)
	if ch == nil || !ch.has("birthday") || !ch.has("year") {
		c.add(path, "An age that ends as chosen needs the choice %q with the readings birthday and year.", ageLimit)
	}
}

// under checks that a key which stands under a reading finds that reading: else it would never stand, and nobody would notice.
func (c *checker) under(p *Pack, u Under, path string) {
	if u == (Under{}) {
		return
	}
	if ch := p.choice(u.Choice); ch == nil || !ch.has(u.Reading) {
		c.add(path, "There is no reading %q of a choice %q in this pack.", u.Reading, u.Choice)
	}
}

// times checks hours of the day, weekdays and lengths.
func (c *checker) times(p *Pack) {
	clock := func(s, path string) {
		if s != "" && !assessments.Clock(s).Valid() {
			c.add(path, "A time is written like 09:30; %q is not.", s)
		}
	}
	if h := p.Hours; h != nil {
		clock(h.From, "hours.from")
		clock(h.To, "hours.to")
	}
	for i, k := range p.Clinics {
		at := fmt.Sprintf("clinic[%d]", i)
		clock(k.From, at+".from")
		clock(k.To, at+".to")
		if (len(k.Weeks) > 0) != (k.Weekday != "") {
			c.add(at, "A clinic on set days names both the weekday and which of them in the month.")
		}
		for _, n := range k.Weeks {
			if n < 1 || n > 5 {
				c.add(at+".weeks", "A month has at most five of a weekday; %d is not one of them.", n)
			}
		}
		if k.Pathway != "" && k.Pathway != "general" && p.pathway(k.Pathway) == nil {
			c.add(at+".pathway", "There is no pathway %q in this pack.", k.Pathway)
		}
	}
	if a := p.Appointment; a != nil && a.Max < a.Min {
		c.add("appointment", "The longest appointment must not be shorter than the shortest.")
	}
}

// tiers checks that moves and offers speak of levels that the pack has.
func (c *checker) tiers(p *Pack) {
	known := func(name string) bool {
		return slices.ContainsFunc(p.Tiers, func(t Tier) bool { return t.Name == name })
	}
	if p.Moves != nil {
		for _, b := range p.Moves.Between {
			if len(b) != 2 || !known(b[0]) || !known(b[1]) || b[0] == b[1] {
				c.add("moves", "A move is between two tiers of this pack; %q is not.", strings.Join(b, " and "))
			}
		}
	}
	for i, o := range p.Offers {
		if o.Tier != "" && !known(o.Tier) {
			c.add(fmt.Sprintf("offer[%d].tier", i), "There is no tier %q in this pack.", o.Tier)
		}
	}
}

// choice returns a choice by its name, or nil.
func (p *Pack) choice(name string) *Choice {
	for i := range p.Choices {
		if p.Choices[i].Name == name {
			return &p.Choices[i]
		}
	}
	return nil
}

// pathway returns a pathway by its name, or nil.
func (p *Pack) pathway(name string) *Pathway {
	for i := range p.Pathways {
		if p.Pathways[i].Name == name {
			return &p.Pathways[i]
		}
	}
	return nil
}

// has reports whether a word is one of the readings; the empty word, which is no choice, never is.
func (ch *Choice) has(reading string) bool {
	return slices.ContainsFunc(ch.Readings, func(r Reading) bool { return r.Value == reading })
}
