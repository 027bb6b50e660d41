package service

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/pelletier/go-toml/v2"
)

// Dir is the folder of the packs in the file system they are read from; a pack's file is its name with ".toml".
const Dir = "services"

// maxPack is the most bytes a pack may have: the largest of ours has a fortieth of it.
const maxPack = 1 << 20

// List returns the names of the packs in fsys, in order.
func List(fsys fs.FS) ([]string, error) {
	files, err := fs.Glob(fsys, Dir+"/*.toml")
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unavailable, "service.list", "The services' rules could not be listed.")
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".toml")
	}
	sort.Strings(files)
	return files, nil
}

// Load reads the pack of that name from fsys. The error of a name that does not exist says which names there are.
func Load(fsys fs.FS, name string) (*Pack, error) {
	const op = "service.load"
	data, err := fs.ReadFile(fsys, Dir+"/"+name+".toml") // a name with ".." in it is no name of a file system
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		names, _ := List(fsys)
		return nil, assessments.Errorf(assessments.NotFound, op, "There are no rules named %q. There are: %s.", name, strings.Join(names, ", "))
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unavailable, op, "The rules of "+name+" could not be read.")
	}
	p, err := Parse(data, name+".toml")
	if err != nil {
		return nil, err
	}
	if p.Name != name {
		return nil, assessments.Errorf(assessments.Invalid, op, "The file %s.toml calls itself %q. Give the file and the pack one name.", name, p.Name)
	}
	return p, nil
}

// Parse reads one pack; file is what it is called in messages. It is all or nothing: the error lists every problem with
// its line, and the *assessments.FileProblems itself can be had with errors.As.
func Parse(data []byte, file string) (*Pack, error) {
	found := &assessments.FileProblems{File: file}
	if len(data) > maxPack {
		return nil, assessments.Errorf(assessments.TooLarge, "service.parse", "%s is larger than a service's rules can be (%d KiB).", file, maxPack>>10)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // some editors put a mark in front
	if !utf8.Valid(data) {
		found.List = []assessments.FileProblem{{Line: 1, Text: "The file holds bytes that are not UTF-8 text. Save it as UTF-8 and try again."}}
		return nil, refuse(found)
	}
	var p Pack
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		found.List = translate(err)
		return nil, refuse(found)
	}
	found.List = check(&p, indexLines(string(data)))
	if len(found.List) > 0 {
		return nil, refuse(found)
	}
	return &p, nil
}

// refuse makes one error of everything that was found, in the order of the lines.
func refuse(found *assessments.FileProblems) error {
	sort.SliceStable(found.List, func(i, j int) bool { return found.List[i].Line < found.List[j].Line })
	return &assessments.Error{Kind: assessments.Invalid, Op: "service.parse", Msg: found.Error(), Err: found}
}

// mismatch is how the decoder says that a value has the wrong type.
var mismatch = regexp.MustCompile(`cannot decode TOML ([a-z ]+) into (?:.* of type )?([\w.\[\]*]+)`)

// translate turns the decoder's errors into sentences: unknown keys, values of the wrong type, and what is no TOML.
func translate(err error) []assessments.FileProblem {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) {
		var out []assessments.FileProblem
		for _, e := range strict.Errors {
			line, _ := e.Position()
			key := strings.Join(e.Key(), ".")
			out = append(out, assessments.FileProblem{Line: line, Field: key, Text: "There is no such key in a service's rules. Mend the spelling, or remove the line."})
		}
		return out
	}
	var bad *toml.DecodeError
	if !errors.As(err, &bad) {
		return []assessments.FileProblem{{Line: 1, Text: "The file cannot be read as a service's rules."}}
	}
	line, _ := bad.Position()
	at := assessments.FileProblem{Line: line, Field: strings.Join(bad.Key(), ".")}
	if m := mismatch.FindStringSubmatch(bad.Error()); m != nil {
		at.Text = "Write " + wanted(m[2]) + " here; what stands there is " + given(m[1]) + "."
	} else {
		at.Text = "This is not TOML: " + strings.TrimPrefix(bad.Error(), "toml: ") + "."
	}
	return []assessments.FileProblem{at}
}

// wanted says in words what a Go type takes.
func wanted(goType string) string {
	switch {
	case goType == "[]int":
		return "a list of whole numbers, such as [1, 3],"
	case goType == "[]string":
		return "a list of texts, such as [\"home\", \"school\"],"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	case goType == "int":
		return "a whole number"
	case goType == "bool":
		return "true or false"
	case goType == "string":
		return "text in quotation marks"
	}
	return "a table with keys of its own"
}

// given says in words what the file holds.
func given(kind string) string {
	switch kind {
	case "string":
		return "text"
	case "integer":
		return "a whole number"
	case "float":
		return "a number with a point"
	case "boolean":
		return "true or false"
	case "array":
		return "a list"
	case "table", "inline table":
		return "a table"
	}
	return "a date or time"
}
