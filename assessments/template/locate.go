package template

import "strings"

// lines knows on which line of a file each section and question begins. The TOML library gives positions for what it
// refuses itself, not for what is refused here afterwards.
type lines struct {
	text     []string
	sections []int   // index into text of each [[section]]
	question [][]int // of each [[section.question]], by section
}

// locate finds the headers of a file. Text in multi-line strings is passed over, so that no question can hide in one.
func locate(data []byte) lines {
	l := lines{text: strings.Split(string(data), "\n")}
	inside := ""
	for i, line := range l.text {
		if inside == "" {
			switch header(line) {
			case "[[section]]":
				l.sections, l.question = append(l.sections, i), append(l.question, nil)
			case "[[section.question]]":
				if n := len(l.question); n > 0 {
					l.question[n-1] = append(l.question[n-1], i)
				}
			}
		}
		inside = open(line, inside)
	}
	return l
}

// header is the table header on a line without blanks and comment.
func header(line string) string {
	line, _, _ = strings.Cut(line, "#")
	return strings.Join(strings.Fields(line), "")
}

// open returns the multi-line quotation mark that is open after the line.
func open(line, inside string) string {
	for _, mark := range []string{`"""`, "'''"} {
		if inside == "" || inside == mark {
			if strings.Count(line, mark)%2 == 1 {
				if inside == mark {
					return ""
				}
				return mark
			}
		}
	}
	return inside
}

// top returns the line, from 1, on which the needle stands before the first section; 1 where it does not.
func (l lines) top(needle string) int {
	end := len(l.text)
	if len(l.sections) > 0 {
		end = l.sections[0]
	}
	return l.find(0, end, needle) + 1
}

// section returns the line of a section, or the line in its own part on which the needle stands.
func (l lines) section(s int, needle string) int {
	if s >= len(l.sections) {
		return 1
	}
	end := l.after(s)
	if len(l.question[s]) > 0 {
		end = l.question[s][0]
	}
	return l.find(l.sections[s], end, needle) + 1
}

// at returns the line of a question, or the line in it on which the needle stands.
func (l lines) at(p place, needle string) int {
	if p.section >= len(l.question) || p.question >= len(l.question[p.section]) {
		return l.section(p.section, "")
	}
	end := l.after(p.section)
	if p.question+1 < len(l.question[p.section]) {
		end = l.question[p.section][p.question+1]
	}
	return l.find(l.question[p.section][p.question], end, needle) + 1
}

// after is where the section after s begins.
func (l lines) after(s int) int {
	if s+1 < len(l.sections) {
		return l.sections[s+1]
	}
	return len(l.text)
}

// find returns the first line from start to end that begins with the needle, else the first that holds it, else start.
func (l lines) find(start, end int, needle string) int {
	if needle == "" {
		return start
	}
	for i := start; i < end; i++ {
		if strings.HasPrefix(strings.TrimSpace(l.text[i]), needle) {
			return i
		}
	}
	for i := start; i < end; i++ {
		if strings.Contains(l.text[i], needle) {
			return i
		}
	}
	return start
}
