package composer

import (
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// A Basis is a record that a block rests on.
type Basis struct {
	Named
	Chip string // what its chip says: the day and time it is remembered by, else what it is
}

// Sources are the records that a block rests on, those with a day first, then what they are. Who the child, the service and
// the setting are is behind every line and behind none in particular, so those are left out where there is anything else.
func (c *Composer) Sources(x reports.Proposal) []Basis {
	var dated, other, everywhere []Basis
	for _, s := range x.Sources {
		for _, r := range c.ev.Records {
			if r.ID != s.ID {
				continue
			}
			b := Basis{Named: Name(r), Chip: s.Words}
			switch {
			case strings.ContainsAny(s.Words, "0123456789"):
				dated = append(dated, b)
			case r.Kind == assessments.KindChild, r.Kind == assessments.KindService, r.Kind == assessments.KindSetting:
				b.Chip = short(b.Title)
				everywhere = append(everywhere, b)
			default:
				b.Chip = chipWords(b.Named)
				other = append(other, b)
			}
		}
	}
	if out := append(dated, other...); len(out) > 0 {
		return out
	}
	return everywhere
}

// chipMost is how long a chip's words may be, so that three stand side by side.
const chipMost = 28

// chipWords names a record without a day in a few words.
func chipWords(n Named) string {
	words, _, _ := strings.Cut(n.Title, "\n")
	if n.Kind == assessments.KindNeed {
		return "The need" // its words are the block itself
	}
	if n.Kind == assessments.KindProvision || n.Kind == assessments.KindOutcome {
		words, _, _ = strings.Cut(words, ", ") // its letter and number
	}
	return assessments.Brief(words, chipMost)
}
