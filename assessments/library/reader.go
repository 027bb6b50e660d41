package library

import (
	"errors"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// An item is one entry of a file that can be named, replaced and checked.
type item interface {
	name() string
	check(sayer)
}

// A place is where an item was written.
type place struct {
	file  string
	lines *lines
	i     int
	layer int
}

func (p place) line() int {
	if p.lines == nil {
		return 1
	}
	return p.lines.of(p.i, "id")
}

// A reader reads layers into a library and remembers where each item came from.
type reader struct {
	lib      *Library
	fsys     fs.FS
	at       int
	problems []*assessments.FileProblems
	places   map[string]place // by sort and id
}

func newReader(l *Library) *reader { return &reader{lib: l, at: -1, places: map[string]place{}} }

// the files of a layer. Every one must be in the shipped layer.
var files = []struct {
	name string
	read func(*reader, string, []byte)
}{
	{"principles.toml", (*reader).principles},
	{"products.toml", (*reader).products},
	{"fitcues.toml", (*reader).fitCues},
	{"phrases.toml", (*reader).phrases},
	{"consents.toml", (*reader).consents},
	{"leaflets.toml", (*reader).leaflets},
	{"signposts.toml", (*reader).signposts},
	{"training.toml", (*reader).training},
	{"reflect.toml", (*reader).prompts},
}

// activityFolder holds one file for each topic.
const activityFolder = "activities"

// layer reads one folder. A file that Fieldfare does not know is a problem: it is most likely a misspelt name, and its
// owner would wait for its content in vain.
func (r *reader) layer(fsys fs.FS, whole bool) {
	r.fsys = fsys
	r.at++
	for _, f := range files {
		data, err := fs.ReadFile(fsys, f.name)
		switch {
		case err == nil:
			f.read(r, f.name, data)
		case !errors.Is(err, fs.ErrNotExist):
			r.say(f.name, 1, "", "This file cannot be opened.")
		case whole:
			r.say(f.name, 1, "", "This file is missing; without it the library is not whole.")
		}
	}
	names, _ := fs.Glob(fsys, activityFolder+"/*")
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		switch {
		case path.Ext(name) != ".toml" || err != nil:
			r.say(name, 1, "", "Only files that end in .toml belong in this folder.")
		default:
			r.activities(name, data)
		}
	}
	if whole && len(names) == 0 {
		r.say(activityFolder, 1, "", "There is no file of activities; without one the library is not whole.")
	}
	r.strangers()
}

func (r *reader) strangers() {
	entries, err := fs.ReadDir(r.fsys, ".")
	if err != nil {
		r.say(".", 1, "", "The folder of the library cannot be opened.")
		return
	}
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	for _, e := range entries {
		if e.Name() != activityFolder && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(names, e.Name()) {
			r.say(e.Name(), 1, "", "Fieldfare does not know a file of this name. Known are: %s and the folder %s.", strings.Join(names, ", "), activityFolder)
		}
	}
}

// say notes a problem of a file, in the order in which they are found.
func (r *reader) say(file string, line int, field, format string, args ...any) {
	var f *assessments.FileProblems
	for _, p := range r.problems {
		if p.File == file {
			f = p
		}
	}
	if f == nil {
		f = &assessments.FileProblems{File: file}
		r.problems = append(r.problems, f)
	}
	f.List = append(f.List, assessments.FileProblem{Line: max(1, line), Field: field, Text: sentence(format, args...)})
}

// open decodes a file and notes what is wrong with it.
func (r *reader) open(file string, data []byte, into any) bool {
	return decode(data, into, func(line int, field, format string, args ...any) { r.say(file, line, field, format, args...) })
}

// lay checks the items of a file and lays them over those that were read before. sort names the items in the file and in
// sentences.
func lay[T item](r *reader, file, sort string, data []byte, old *[]T, items []T, hide []string) {
	where := &lines{data: data, name: sort}
	// Hidden first: a file may take a shipped item out and put one of its own under the same id, in a new place.
	for _, id := range hide {
		n := len(*old)
		*old = slices.DeleteFunc(*old, func(x T) bool { return x.name() == id })
		if len(*old) == n {
			r.say(file, 1, "hide", "There is no %s %q to hide.", sort, id)
		}
	}
	for i, x := range items {
		say := func(field, format string, args ...any) { r.say(file, where.of(i, field), field, format, args...) }
		needed(x, say)
		x.check(say)
		id := x.name()
		if id == "" {
			continue
		}
		key := sort + " " + id
		if first, ok := r.places[key]; ok && first.layer == r.at {
			say("id", "%q is there already: %s, line %d.", id, first.file, first.line())
			continue
		}
		r.places[key] = place{file, where, i, r.at}
		if k := slices.IndexFunc(*old, func(o T) bool { return o.name() == id }); k >= 0 {
			(*old)[k] = x
		} else {
			*old = append(*old, x)
		}
	}
}

// needed notes each field that is marked need and left empty. The mark holds the words of the sentence, so that the struct is
// the one place where a field, its key and what belongs in it are written. A whole number that must be given is never 0.
func needed(x any, say sayer) {
	v := reflect.ValueOf(x)
	for _, f := range reflect.VisibleFields(v.Type()) {
		if f.Tag.Get("need") != "" && v.FieldByIndex(f.Index).IsZero() || f.Tag.Get("need") != "" && f.Type.Kind() == reflect.Slice && v.FieldByIndex(f.Index).Len() == 0 {
			say(tomlName(f), "This is missing: %s.", f.Tag.Get("need"))
		}
	}
}
