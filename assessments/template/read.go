package template

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"github.com/fieldfare/fieldfare/assessments"
)

// MaxFile is the largest a template's file may be, in bytes.
const MaxFile = 256 << 10

// Read decodes and checks the template in one file. The error is an Invalid assessments.Error whose sentence lists every
// problem with its line; errors.As gives the *assessments.FileProblems.
func Read(fsys fs.FS, name string) (Template, error) {
	const op = "template.read"
	file, err := fsys.Open(name)
	if err != nil {
		return Template{}, assessments.Wrap(err, assessments.NotFound, op, fmt.Sprintf("The template file %s could not be opened.", name))
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, MaxFile+1))
	if err != nil {
		return Template{}, assessments.Wrap(err, assessments.Unavailable, op, fmt.Sprintf("The template file %s could not be read.", name))
	}
	t, problems := decode(name, data)
	if len(problems.List) > 0 {
		return Template{}, &assessments.Error{Kind: assessments.Invalid, Op: op, Msg: problems.Error(), Err: problems}
	}
	return t, nil
}

// decode reads a template from the bytes of a file. What is wrong with the TOML itself hides what is wrong with its
// meaning, so the second is looked for only where the first is right.
func decode(name string, data []byte) (Template, *assessments.FileProblems) {
	p := &assessments.FileProblems{File: name}
	var t Template
	switch {
	case len(data) > MaxFile:
		report(p, 1, "", "This file is larger than %d KiB. A template is a page of questions: split it.", MaxFile>>10)
		return t, p
	case !utf8.Valid(data):
		report(p, 1, "", "This file holds bytes that are not UTF-8 text. Save it as UTF-8.")
		return t, p
	}
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&t); err != nil {
		explain(p, err)
		return t, p
	}
	t.index()
	// A broken template is never handed out: half a form would leave out questions without anybody noticing.
	c := checker{t: &t, lines: locate(data), p: p}
	c.all()
	if base := strings.TrimSuffix(path.Base(name), ".toml"); t.Name != "" && base != t.Name && base != fmt.Sprintf("%s.%d", t.Name, t.Version) {
		report(p, 1, "name", "The template is called %q, so its file must be called %s.toml, or %s.%d.toml to keep an older version.", t.Name, t.Name, t.Name, t.Version)
	}
	return t, p
}

// report adds one problem.
func report(p *assessments.FileProblems, line int, field, format string, args ...any) {
	p.List = append(p.List, assessments.FileProblem{Line: line, Field: field, Text: fmt.Sprintf(format, args...)})
}

// explain turns what the TOML library says into sentences. Its own words name Go types, which help nobody who edits a
// template.
func explain(p *assessments.FileProblems, err error) {
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		for i := range unknown.Errors {
			line, _ := unknown.Errors[i].Position()
			key := strings.Join(unknown.Errors[i].Key(), ".")
			report(p, line, key, "%q is not a word that a template knows. Check the spelling, or take the line out.", last(key))
		}
	case errors.As(err, &wrong):
		line, _ := wrong.Position()
		key := strings.Join(wrong.Key(), ".")
		if want := wanted[last(key)]; want != "" && strings.Contains(wrong.Error(), "cannot") {
			report(p, line, key, "%s must be %s.", last(key), want)
			return
		}
		report(p, line, key, "This line is not written as a template needs it (%s).", strings.TrimPrefix(wrong.Error(), "toml: "))
	default:
		report(p, 1, "", "This file is not a template that can be read (%s).", strings.TrimPrefix(err.Error(), "toml: "))
	}
}

func last(key string) string { return key[strings.LastIndexByte(key, '.')+1:] }

// wanted says what each key holds, for the sentence about a value of the wrong type.
var wanted = map[string]string{
	"version": "a whole number, such as 1", "minutes": "a whole number", "most": "a whole number", "lines": "a whole number",
	"anonymous": "true or false", "required": "true or false", "from_last": "true or false", "confidential": "true or false",
	"unsure": "true or false", "alone": "true or false", "plausible": "two numbers, such as [150, 550]",
	"scale": "two whole numbers, such as [1, 5]", "ends": "two texts, such as [\"not at all\", \"a lot\"]",
	"each": "a list of texts", "any": "a list of texts", "over": "a number", "under": "a number",
	"and": "a list of conditions", "or": "a list of conditions", "show_if": "a condition, such as { question = \"hand\", is = \"left\" }",
	"choices": "a list of choices, such as [{ is = \"left\", say = \"Left\" }]",
	"name":    "a text", "title": "a text", "purpose": "a text", "when": "a text", "source": "a text", "asked_of": "a text", "id": "a text",
	"ask": "a text", "help": "a text", "kind": "a text", "unit": "a text", "sentence": "a text", "yes": "a text", "no": "a text",
	"is": "a text in quotation marks", "isnt": "a text in quotation marks", "say": "a text", "words": "a text", "question": "a text",
	"report": "a text", "area": "a text", "note": "a text", "repeat": "a text", "called": "a text", "counts": "a text",
	"out_of": "a text", "reads": "a text", "side": "a text", "thing": "a text",
	"section": "written as [[section]]",
}
