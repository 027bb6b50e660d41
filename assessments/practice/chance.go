package practice

import (
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
)

// chance is a stream of numbers that is the same for the same seed on every machine: splitmix64 (Steele, Lea and Flood,
// 2014). It decides which names and counts are used and is not for secrets.
type chance struct {
	state uint64
	ids   uint64
	nhs   map[string]bool
}

func newChance(seed int64) *chance {
	// The numbers of the notebooks' children are taken.
	return &chance{state: uint64(seed), nhs: map[string]bool{"9994172638": true, "9993058416": true}}
}

func (c *chance) next() uint64 {
	c.state += 0x9e3779b97f4a7c15
	z := c.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1.
func (c *chance) below(n int) int { return int(c.next() % uint64(n)) }

// between returns a number from lo to hi, both included.
func (c *chance) between(lo, hi int) int { return lo + c.below(hi-lo+1) }

// shuffled returns the list in an order of chance; the list itself stays as it is.
func shuffled[T any](c *chance, list []T) []T {
	out := append([]T(nil), list...)
	for i := len(out) - 1; i > 0; i-- {
		j := c.below(i + 1)
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// id makes a UUIDv7: the time is the start of a day plus a counter, so that ids rise in the order of making.
func (c *chance) id(day assessments.Date) assessments.ID {
	c.ids++
	ms := uint64(day.Time().UnixMilli()) + c.ids
	r := c.next()
	return assessments.ID(fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", ms>>16&0xffffffff, ms&0xffff, r>>52, r>>38&0x3fff|0x8000, c.next()&0xffffffffffff))
}

// nhsNumber makes a number of the 999 range that adds up and was not made before.
func (c *chance) nhsNumber() string {
	for {
		nine := fmt.Sprintf("999%06d", c.below(1000000))
		for check := range 10 {
			n, err := assessments.ParseNHSNumber(fmt.Sprintf("%s%d", nine, check))
			if err == nil && !c.nhs[n] {
				c.nhs[n] = true
				return n
			}
		}
	}
}

// schoolDay is the first day in term n days after day or later.
func schoolDay(day assessments.Date, n int) assessments.Date {
	d := day.AddDays(n - 1).AddWorkingDays(1)
	for holiday(d) {
		d = d.AddWorkingDays(1)
	}
	return d
}

// holiday reports whether schools are shut, by the terms that most of England keeps: six weeks in summer, two at
// Christmas and Easter, and half terms in October, February and with the spring bank holiday.
func holiday(d assessments.Date) bool {
	if !d.Valid() {
		return false
	}
	easter := assessments.Easter(d.Time().Year())
	md := string(d)[5:]
	return md >= "07-21" && md <= "09-03" || md >= "12-19" || md <= "01-04" || md >= "10-25" && md <= "10-31" || md >= "02-14" && md <= "02-20" ||
		md >= "05-25" && md <= "05-31" || d >= easter.AddDays(-6) && d <= easter.AddDays(8)
}
