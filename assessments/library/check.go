package library

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// crossCheck holds the files against each other: a leaflet that names an activity, a product that names a category. Each
// product then knows its category.
func (r *reader) crossCheck() {
	l := r.lib
	for i := range l.Products {
		p := &l.Products[i]
		k := slices.IndexFunc(l.Categories, func(c Category) bool { return c.ID == p.Category })
		if k < 0 {
			r.sayAt("product", p.ID, "category", "There is no category %q.", p.Category)
			continue
		}
		p.category = &l.Categories[k]
	}
	for _, x := range l.Leaflets {
		r.haveActivities("leaflet", x.ID, x.Activities)
	}
	for _, x := range l.Prompts {
		r.haveActivities("prompt", x.Barrier, x.Activities)
		for _, s := range x.Signposts {
			if _, ok := l.Signpost(s); !ok {
				r.sayAt("prompt", x.Barrier, "signposts", "There is no signpost %q.", s)
			}
		}
	}
}

func (r *reader) haveActivities(sort, id string, names []string) {
	for _, a := range names {
		if _, ok := r.lib.Activity(a); !ok {
			r.sayAt(sort, id, "activities", "There is no activity %q.", a)
		}
	}
}

// sayAt notes a problem at the place where an item was written.
func (r *reader) sayAt(sort, id, field, format string, args ...any) {
	p := r.places[sort+" "+id]
	r.say(p.file, p.line(), field, format, args...)
}

// sentence formats a problem so that it begins with a capital and ends with a full stop.
func sentence(format string, args ...any) string {
	if len(args) > 0 && strings.Contains(format, "%q") {
		if s, ok := args[0].(string); ok {
			args[0] = assessments.Brief(s, maxQuoted)
		}
	}
	s := fmt.Sprintf(format, args...)
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		s = string(s[0]-'a'+'A') + s[1:]
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// maxQuoted is how much of somebody's text a sentence reads back. What is quoted comes first, so the list of known names
// that follows it stays whole.
const maxQuoted = 60
