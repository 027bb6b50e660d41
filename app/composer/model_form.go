package composer

import (
	"context"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/docx"
)

// A Form is a council's Word form that was chosen, and the file that says what of a report goes where in it.
type Form struct {
	Name   string // of the form's file
	Data   []byte
	Layout docx.Layout
}

// ReadForm takes a form and its layout as they were chosen. A layout that cannot be used is refused whole, each problem with
// its line.
func ReadForm(name string, data []byte, layoutName string, layout []byte) (Form, error) {
	l, err := docx.ParseLayout(layoutName, layout)
	return Form{name, data, l}, err
}

// IntoForm fills the form from the report. What the form does not ask for stands at its end where the author wants that; it is
// always returned too, so that nobody believes the council got it.
func (c *Composer) IntoForm(ctx context.Context, f Form, rest docx.Rest) (docx.Filled, error) {
	if err := c.mayLeave(); err != nil {
		return docx.Filled{}, err
	}
	return docx.Fill(ctx, f.Data, f.Layout, c.Doc, rest)
}

// mayLeave is why no copy of this report leaves the tablet, if it may not.
func (c *Composer) mayLeave() error {
	const op = "composer.copy"
	switch {
	case c.Denied != "":
		return assessments.Errorf(assessments.Forbidden, op, "%s", c.Denied)
	case c.Struck != nil:
		return assessments.Errorf(assessments.Forbidden, op, "This version was entered in error, so no copy leaves the tablet. It can still be read here.")
	}
	return nil
}

// NotAsked words what a form has no place for: the parts of the report, each once, in their order.
func NotAsked(left []docx.Unmapped) []string {
	var out []string
	for _, u := range left {
		if n := len(out); n == 0 || !strings.EqualFold(out[n-1], u.Section) {
			out = append(out, u.Section)
		}
	}
	return out
}
