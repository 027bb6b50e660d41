package assessments

import (
	"fmt"
	"strings"
)

// A FileProblem is one thing wrong in a file: where, in which field of which record, and what to do about it.
type FileProblem struct {
	Line   int    `json:"line"`
	Record ID     `json:"record,omitempty"`
	Field  string `json:"field,omitempty"`
	Text   string `json:"text"`
}

// FileProblems is everything wrong in one file, in the order of its lines.
type FileProblems struct {
	File string        `json:"file"`
	List []FileProblem `json:"problems"`
}

// maxShown is how many problems a sentence lists; more would scroll the first ones away.
const maxShown = 20

// Error lists the problems one a line, at most maxShown of them.
func (f *FileProblems) Error() string {
	var b strings.Builder
	for i, p := range f.List {
		if i == maxShown {
			fmt.Fprintf(&b, "and %d more", len(f.List)-maxShown)
			break
		}
		fmt.Fprintf(&b, "%s, line %d", f.File, p.Line)
		if p.Field != "" {
			fmt.Fprintf(&b, ", %s", p.Field)
		}
		fmt.Fprintf(&b, ": %s\n", p.Text)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (f *FileProblems) add(line int, record ID, field, format string, args ...any) {
	f.List = append(f.List, FileProblem{line, record, field, fmt.Sprintf(format, args...)})
}

// err returns an Invalid Error that says all of it and that nothing was taken in, or nil when nothing is wrong. The
// problems themselves can be had with errors.As.
func (f *FileProblems) err(op, after string) error {
	if len(f.List) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Op: op, Msg: f.Error() + "\n" + after, Err: f}
}
