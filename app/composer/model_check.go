package composer

import (
	"strconv"

	"github.com/fieldfare/fieldfare/assessments/wording"
)

// A Finding is a phrase in one block.
type Finding struct {
	Place string // “Includes” in F1
	Name  bool   // it is another child's name
	wording.Finding
}

// Findings are the findings of a block.
func (c *Composer) Findings(key string) []Finding { return c.findings[key] }

// Count is how many findings there are, and how many of them block.
func (c *Composer) Count() (all, grave int) {
	for _, f := range c.findings {
		for _, x := range f {
			all++
			if x.Severity == wording.High {
				grave++
			}
		}
	}
	return all, grave
}

// strangers is how many findings are names of other children.
func (c *Composer) strangers() int {
	n := 0
	for _, found := range c.findings {
		for _, f := range found {
			if f.Name {
				n++
			}
		}
	}
	return n
}

// MaySign answers why the report cannot be signed yet, or "".
func (c *Composer) MaySign() string {
	switch _, grave := c.Count(); {
	case c.Signed():
		return "This version is signed and stays as it is. Make a new version to change it."
	case c.Denied != "":
		return c.Denied
	case c.strangers() > 0:
		return "Another child is named in it. Take the name out, or keep it with a reason, then sign."
	case grave == 1:
		return "One phrase in it would bind nobody. Mend it, or keep it with a reason, then sign."
	case grave > 1:
		return strconv.Itoa(grave) + " phrases in it would bind nobody. Mend them, or keep them with a reason, then sign."
	}
	for _, l := range c.Lacks() {
		if l.Blocks {
			return l.Words + ". Then sign."
		}
	}
	return ""
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

func trim(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
