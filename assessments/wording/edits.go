package wording

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Edits are a service's changes to Fieldfare's own list, as a JSON file: phrases to look for besides, phrases to stop
// looking for, and phrases that are fine. A service keeps its changes, not a copy, so that a better list still reaches it.
type Edits struct {
	Look []Entry  `json:"look,omitempty"`
	Stop []string `json:"stop,omitempty"`
	Fine []string `json:"fine,omitempty"`
}

// Limits on a service's edits: the size of the file, and its phrases.
const (
	maxEdits       = 1 << 20
	maxEditPhrases = 1000
)

// editKeys are the keys an object may have: at the top, and in an entry.
var editKeys = [2]map[string]bool{
	wordSet("look stop fine"),
	wordSet("group severity phrases liftedBy easedBy question suggestion"),
}

// ReadEdits reads a service's edits strictly. The error is a sentence with the file and the line for each thing to mend;
// the *assessments.FileProblems can be had with errors.As.
func ReadEdits(file string, data []byte) (Edits, error) {
	const op = "wording.edits"
	f := &assessments.FileProblems{File: file}
	add := func(offset int64, format string, args ...any) {
		f.List = append(f.List, assessments.FileProblem{Line: lineAt(data, offset), Text: fmt.Sprintf(format, args...)})
	}
	var e Edits
	if len(data) > maxEdits {
		return Edits{}, assessments.Errorf(assessments.TooLarge, op, "%s is larger than 1 MiB; a list of words is not.", file)
	}
	checkKeys(data, add)
	if len(f.List) == 0 {
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			offset, words := explain(err, d.InputOffset(), int64(len(data)))
			add(offset, "%s", words)
		} else if _, err := d.Token(); !errors.Is(err, io.EOF) {
			add(d.InputOffset(), "Something stands after the end of the edits. Take it out.")
		}
	}
	if len(f.List) > 0 {
		return Edits{}, assessments.Wrap(f, assessments.Invalid, op, f.Error())
	}
	if n := len(e.Stop) + (List{Entries: e.Look, Fine: e.Fine}).size(); n > maxEditPhrases {
		return Edits{}, assessments.Errorf(assessments.TooLarge, op, "%s has %d phrases; edits hold up to %d.", file, n, maxEditPhrases)
	}
	if _, err := e.Apply(Default()); err != nil {
		return Edits{}, assessments.Wrap(err, assessments.Invalid, op, file+": "+assessments.Sentence(err))
	}
	return e, nil
}

// Apply returns the list with the edits made, or says which of them cannot be made.
func (e Edits) Apply(l List) (List, error) {
	const op = "wording.edits"
	for _, p := range e.Stop {
		shorter := l.Without(p)
		if shorter.size() == l.size() && !retired[phraseKey(p)] {
			return List{}, assessments.Errorf(assessments.Invalid, op, "The phrase %q is not in the list, so it cannot be stopped.", p)
		}
		if l = shorter; !isRule(p) {
			l.Stopped = append(l.Stopped, p)
		}
	}
	for _, x := range e.Look {
		l = l.With(x)
	}
	for _, p := range e.Fine {
		l = l.Without(p)
		l.Fine = append(l.Fine, p)
	}
	if _, err := l.Compile(); err != nil {
		return List{}, err
	}
	return l, nil
}

// retired are phrases that were in the list until a rule took their place; a service that stopped one goes on without it.
var retired = map[string]bool{"brief": true, "around #": true, "about #": true}

// isRule reports whether what is stopped is the name of a rule.
func isRule(name string) bool {
	return slices.ContainsFunc(Default().Entries, func(e Entry) bool { return e.Rule == name })
}

// Checker is Fieldfare's own list for provision with the edits made, ready.
func (e Edits) Checker() (*Checker, error) {
	l, err := e.Apply(Default())
	if err != nil {
		return nil, err
	}
	return l.Compile()
}

func (l List) size() int {
	n := len(l.Fine)
	for _, e := range l.Entries {
		n += len(e.Phrases)
	}
	return n
}

// checkKeys finds keys that are not known, or are there twice: the decoder would take the last in silence, and would take
// a key in other capitals.
func checkKeys(data []byte, add func(int64, string, ...any)) {
	type level struct {
		object bool
		seen   map[string]bool
		value  bool // the next token is a key's value
	}
	var stack []level
	d := json.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if err != nil {
			return // the decoder that follows tells of broken JSON
		}
		top := len(stack) - 1
		if key, ok := t.(string); ok && top >= 0 && stack[top].object && !stack[top].value {
			depth := 0
			for _, l := range stack[:top] {
				if l.object {
					depth = 1
				}
			}
			switch {
			case !editKeys[depth][key]:
				add(d.InputOffset(), "%q is no key here. Use %s.", key, keyNames[depth])
			case stack[top].seen[key]:
				add(d.InputOffset(), "%q is there twice. Keep one.", key)
			}
			stack[top].seen[key], stack[top].value = true, true
			continue
		}
		if top >= 0 {
			stack[top].value = false
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			stack = append(stack, level{object: t == json.Delim('{'), seen: map[string]bool{}})
		case json.Delim('}'), json.Delim(']'):
			if stack = stack[:top]; len(stack) == 0 {
				return
			}
		}
	}
}

var keyNames = [2]string{"look, stop or fine", "group, severity, phrases, liftedBy, easedBy, question or suggestion"}

// explain says in a sentence what the decoder found, and where.
func explain(err error, at, end int64) (int64, string) {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var ours *assessments.Error
	switch {
	case errors.As(err, &ours):
		return at, ours.Msg
	case errors.As(err, &syntax):
		return syntax.Offset, "This is not JSON: a comma, a bracket or a quote is missing or too many just before here."
	case errors.As(err, &kind) && kind.Field != "":
		return kind.Offset, fmt.Sprintf("%q holds the wrong sort of thing: phrases are a list of words in quotes, everything else is words in quotes.", kind.Field)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return end, "The file ends too early. Close every bracket."
	}
	return at, "The edits are an object with look, stop and fine."
}

func lineAt(data []byte, offset int64) int {
	return 1 + strings.Count(string(data[:min(max(offset, 0), int64(len(data)))]), "\n")
}
