package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
)

// formFlags are those of a report that goes into a council's own Word form.
func formFlags(fs *pflag.FlagSet) {
	fs.String("form", "", "a council's Word form to put the report into; needs --layout, and --out ends in .docx")
	fs.String("layout", "", "file that says what goes where in the form (TOML)")
	fs.Bool("append", false, "put what the form does not ask for at its end; it is always listed")
}

// formAsked checks that a form and its layout come together.
func formAsked(e *env) error {
	switch form, layout := e.flag("form"), e.flag("layout"); {
	case (form == "") != (layout == ""):
		return usagef("--form and --layout go together: the layout says what goes where in the form")
	case form == "" && e.on("append"):
		return usagef("--append is for a report that goes into a --form")
	case form != "" && strings.ToLower(filepath.Ext(e.flag("out"))) != ".docx":
		return usagef("a filled form is a Word file: --out must end in .docx")
	}
	return nil
}

// intoForm puts a report into a form, and lists what has no place there: somebody must decide what becomes of it.
func intoForm(ctx context.Context, e *env, doc reports.Document) ([]byte, error) {
	form, err := e.readInput(e.flag("form"))
	if err != nil {
		return nil, err
	}
	data, err := e.readInput(e.flag("layout"))
	if err != nil {
		return nil, err
	}
	layout, err := docx.ParseLayout(filepath.Base(e.flag("layout")), data)
	if err != nil {
		return nil, err
	}
	filled, err := docx.Fill(ctx, form, layout, doc, docx.Rest(e.on("append")))
	if err != nil {
		return nil, err
	}
	for _, place := range filled.Empty {
		fmt.Fprintf(e.err, "Nothing for: %s\n", place)
	}
	for _, u := range filled.Unmapped {
		fmt.Fprintf(e.err, "Not asked for by this form: %s\n", u)
	}
	return filled.Bytes, nil
}

// largest is the most that a form may weigh.
const largest = 50 << 20

// readInput reads a file that somebody named.
func (e *env) readInput(name string) ([]byte, error) {
	r, err := e.readFile(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	switch {
	case err != nil:
		return nil, assessments.Wrap(err, assessments.Unavailable, "report", name+" could not be read to its end.")
	case len(data) > largest:
		return nil, assessments.Errorf(assessments.TooLarge, "report", "%s is too large (more than 50 MB).", name)
	}
	return data, nil
}
