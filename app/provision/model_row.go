package provision

import (
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Title is a row's few words for a list.
func Title(p *assessments.Provision) string {
	for _, s := range []string{p.Short, p.What} {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return "New row"
}

// Line is the second line of a row in a list: the ICB's answer where it is still open, else how much.
func Line(p *assessments.Provision) string {
	if p.Section == "G" && p.ICB != "agreed" {
		switch p.ICB {
		case "asked":
			return "ICB asked, no answer yet"
		case "refused":
			return "ICB refused"
		}
		return "ICB not asked yet"
	}
	if len(p.Doses) == 0 || !Whole(p.Doses[0]) {
		return "Not said how often"
	}
	s := DoseWords(p.Doses[0])
	if n := len(p.Doses) - 1; n > 0 {
		s += " and " + strconv.Itoa(n) + " more"
	}
	return s
}

// DoseWords is a dose in few words: "20 min, 3 a week", "90 min, once a year".
func DoseWords(d assessments.Dose) string {
	times := num(d.Sessions) + " a " + d.Per
	switch d.Sessions {
	case 1:
		times = "once a " + d.Per
	case 2:
		times = "twice a " + d.Per
	}
	return num(d.Minutes) + " min, " + times
}

// HoursWords are the hours of a row for a list, empty while they cannot be reckoned.
func HoursWords(p *assessments.Provision) string {
	for _, d := range p.Doses {
		if !Whole(d) {
			return ""
		}
	}
	if len(p.Doses) == 0 {
		return ""
	}
	return assessments.HoursWords(p.Hours())
}

// Whole reports whether a dose has every number it needs.
func Whole(d assessments.Dose) bool {
	return d.Minutes > 0 && d.Sessions > 0 && (d.Per != "week" || d.Weeks > 0)
}

func num(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// Structured reports whether the row prints how much and who beside its words, so that fewer words need an amount.
func Structured(p *assessments.Provision) bool {
	return len(p.Doses) > 0 && Whole(p.Doses[0]) && (p.Who != "" || len(p.DeliveredBy) > 0)
}

// A Reason is a chip that begins the sentence of why a row is in its section.
type Reason struct {
	Chip  string
	Words string
	sign  string // what in a sentence shows that this reason is given
}

// Reasons are the reasons in the order of their chips. Training of staff and assessment alone are asked about most.
func (s *Sheet) Reasons() []Reason {
	return []Reason{
		{"Teaches a skill", "It teaches " + s.Known + " a skill, step by step.", "teach"},
		{"Trains staff", "It trains staff so that the teaching of " + s.Known + " is safe.", "train"},
		{"Assessment only", "It is assessment only; nothing is taught.", "assessment only"},
		{"Health device", "It is prescribing and reviewing a health device.", "health device"},
	}
}

// Gives reports whether a sentence gives this reason.
func (r Reason) Gives(why string) bool {
	low := strings.ToLower(why)
	if r.sign == "teach" && (strings.Contains(low, "nothing is taught") || strings.Contains(low, "train")) {
		return false
	}
	return strings.Contains(low, r.sign)
}

// Deliverers are the names of who does it, for the soft words of an empty field.
func (s *Sheet) Deliverers(p *assessments.Provision) string {
	var out []string
	for _, id := range p.DeliveredBy {
		for _, x := range s.People {
			if x.Rec.ID == id {
				out = append(out, x.V.Name)
			}
		}
	}
	return strings.Join(out, " and ")
}

// GapWords are the sentences of what a stranger would still ask, with the brackets that a suggestion has left open.
func GapWords(p *assessments.Provision) []string {
	var out []string
	if strings.TrimSpace(p.What) == "" {
		out = append(out, "Say what is done.")
	}
	for _, g := range p.Gaps() {
		out = append(out, g.Text)
	}
	for _, x := range Texts(p) {
		if i := strings.Index(x.Text, "["); i >= 0 && strings.Contains(x.Text[i:], "]") {
			out = append(out, "Fill in what stands in brackets under “"+x.Label+"”.")
		}
	}
	return out
}
