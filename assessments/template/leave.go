package template

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

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

// Through is the template as it is asked where somebody else passes it on: without its confidential questions, which are asked when one meets.
func (t Template) Through() Template {
	sections := t.Sections
	t.Sections = nil
	for _, s := range sections {
		if s.Confidential {
			continue
		}
		s.Questions = slices.DeleteFunc(slices.Clone(s.Questions), func(q Question) bool { return q.Confidential })
		if len(s.Questions) > 0 {
			t.Sections = append(t.Sections, s)
		}
	}
	t.index()
	return t
}

// For is the template as somebody in a role is asked it: a young person's own questions may go through a parent or the school.
func (t Template) For(role assessments.Role) Template {
	if t.AskedOf == "young-person" && role != assessments.RoleYoungPerson {
		return t.Through()
	}
	return t
}
