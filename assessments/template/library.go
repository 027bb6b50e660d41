package template

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// OwnVersions is the first version number of a service's own edition of a template that Fieldfare ships, so that an
// edition of the service's and a later one of Fieldfare's never share a number: answers are pinned to it.
const OwnVersions = 1000

// A Library is every version of every template that can be read.
type Library struct {
	list    []Template
	current map[string]int // index into list by name
}

// Load reads every .toml file of each file system, folders within included. The first is what Fieldfare ships; each later
// one is laid over those before it, and the newest version in the topmost layer that has a template is current. A nil file
// system, or a folder that does not exist, holds nothing. The library holds all that could be read even when the error,
// which lists the problems of every file, is not nil: one broken file of a service takes no other template away.
func Load(layers ...fs.FS) (*Library, error) {
	l := &Library{current: map[string]int{}}
	var wrong []error
	for i, fsys := range layers {
		if fsys == nil {
			continue
		}
		top := map[string]int{} // what is newest in this layer
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if name == "." && errors.Is(err, fs.ErrNotExist) {
				return fs.SkipAll
			}
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".toml") {
				return err
			}
			t, err := Read(fsys, name)
			if err == nil {
				err = l.room(t, i, name)
			}
			if err != nil {
				wrong = append(wrong, err)
				return nil
			}
			l.list = append(l.list, t)
			if at, ok := top[t.Name]; !ok || l.list[at].Version < t.Version {
				top[t.Name] = len(l.list) - 1
			}
			return nil
		})
		if err != nil {
			wrong = append(wrong, assessments.Wrap(err, assessments.Unavailable, "template.load", "A folder of templates could not be read."))
		}
		// A service's own edition stays current when Fieldfare ships a newer one: somebody there chose it.
		for name, at := range top {
			l.current[name] = at
		}
	}
	return l, join(wrong)
}

// room refuses a version that is there already, and a number that Fieldfare may need itself.
func (l *Library) room(t Template, layer int, name string) error {
	const op = "template.load"
	_, shipped := l.current[t.Name]
	switch {
	case slices.ContainsFunc(l.list, func(x Template) bool { return x.Name == t.Name && x.Version == t.Version }):
		return assessments.Errorf(assessments.Invalid, op, "%s: version %d of %s is there already. Give a changed template a version of its own.", name, t.Version, t.Name)
	case layer == 0 && t.Version >= OwnVersions:
		return assessments.Errorf(assessments.Invalid, op, "%s: versions from %d on are for services' own editions.", name, OwnVersions)
	case layer > 0 && shipped && t.Version < OwnVersions:
		return assessments.Errorf(assessments.Invalid, op, "%s: give your own edition of %s a version of %d or more, so that it never meets one that comes with Fieldfare.", name, t.Name, OwnVersions)
	}
	return nil
}

// join makes one error of several whose sentence says them all.
func join(errs []error) error {
	if len(errs) == 0 {
		return nil
	}
	var b strings.Builder
	for i, err := range errs {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(assessments.Sentence(err))
	}
	return &assessments.Error{Kind: assessments.KindOf(errs[0]), Op: "template.load", Msg: b.String(), Err: errors.Join(errs...)}
}

// Current returns the template that is asked now under a name, and whether there is one.
func (l *Library) Current(name string) (Template, bool) {
	i, ok := l.current[name]
	if !ok {
		return Template{}, false
	}
	return l.list[i], true
}

// List returns the current templates in the order of their titles.
func (l *Library) List() []Template {
	var out []Template
	for _, i := range l.current {
		out = append(out, l.list[i])
	}
	slices.SortFunc(out, func(a, b Template) int { return strings.Compare(a.Title, b.Title) })
	return out
}

// Asked returns the very version that answers were given to. When it is gone, it returns the current version and a sentence
// to show beside the answers: answers still read, those whose question is gone as Form.Kept. NotFound means there is no
// template of that name at all.
func (l *Library) Asked(a assessments.Answers) (t Template, note string, err error) {
	if t, ok := l.version(a); ok {
		return t, "", nil
	}
	t, ok := l.Current(a.Template)
	if !ok {
		return Template{}, "", assessments.Errorf(assessments.NotFound, "template.asked", "There is no template called %q on this device. The answers are kept as they were given.", assessments.Brief(a.Template, assessments.Quoted))
	}
	return t, fmt.Sprintf("These answers were given to version %d, which is not on this device; the words of version %d are shown.", a.Version, t.Version), nil
}
