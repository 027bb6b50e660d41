package template

import "github.com/fieldfare/fieldfare/assessments"

// MayLeave divides answers into those that may leave the record and those that may not: what was answered to a confidential
// question, and what was answered to a question that cannot be read here in the very version that was asked, because nobody can say
// then what its reader was promised. A nil library knows no question.
func (l *Library) MayLeave(a assessments.Answers) (open, held []assessments.Answer) {
	t, known := l.version(a)
	for _, v := range a.Values {
		if empty(v) {
			continue // it only holds a round open
		}
		if q, ok := t.Question(v.Question); known && ok && !q.Confidential {
			open = append(open, v)
		} else {
			held = append(held, v)
		}
	}
	return open, held
}

// version is the very version that was asked, and whether the library has it.
func (l *Library) version(a assessments.Answers) (Template, bool) {
	if l == nil {
		return Template{}, false
	}
	for _, x := range l.list {
		if x.Name == a.Template && x.Version == a.Version {
			return x, true
		}
	}
	return Template{}, false
}
