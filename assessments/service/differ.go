package service

import "strings"

// A Difference is one value that two packs of one service say differently. Was or Is is "" where only the other says anything.
type Difference struct {
	Section, Where, Was, Is string
}

// Differ compares two packs value by value, in the order of a screen.
func Differ(was, is *Pack) []Difference {
	var out []Difference
	for _, section := range Sections() {
		a, order := flat(was, section)
		b, more := flat(is, section)
		for _, at := range more {
			if _, both := a[at]; !both {
				order = append(order, at)
			}
		}
		for _, at := range order {
			if a[at] != b[at] {
				out = append(out, Difference{section, at, a[at], b[at]})
			}
		}
	}
	if string(Write(&Pack{Choices: was.Choices})) != string(Write(&Pack{Choices: is.Choices})) {
		out = append(out, Difference{"choice", "The choices", questions(was), questions(is)})
	}
	return out
}

// flat is a section by the words of its labels: "Age band 2: To". Lists have their items beside each other.
func flat(p *Pack, section string) (map[string]string, []string) {
	out, order := map[string]string{}, []string{}
	for _, g := range Groups(p, section) {
		if g.New {
			continue
		}
		for _, s := range g.Slots {
			at := strings.TrimPrefix(g.Title+": "+s.Label, ": ")
			v := strings.ReplaceAll(s.Value, "\n", "; ")
			if s.Form == "truth" && v == "no" {
				v = ""
			}
			if _, twice := out[at]; !twice {
				order = append(order, at)
			}
			out[at] = v
		}
	}
	return out, order
}

func questions(p *Pack) string {
	var out []string
	for _, c := range p.Choices {
		q := c.Question
		for _, r := range c.Readings {
			q += " " + r.Words
		}
		out = append(out, q)
	}
	return strings.Join(out, "; ")
}
