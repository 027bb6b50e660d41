package share

import (
	"context"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
	"github.com/fieldfare/fieldfare/reports/pdf"
)

// A Copy is the form of a copy that the sender hands over: one of the forms, in the words that were signed or in a translation of them.
type Copy struct {
	Ext         string         // "pdf" and so on, "" for the first of the forms
	Translation assessments.ID // "" for the words that were signed
	Form        *composer.Form // a council's Word form to put the report into, nil for none
	Rest        docx.Rest      // where that form has no place for something
}

// Forms are the forms of a copy, by their endings: for paper the pages alone.
func (m *Model) Forms(way string) []string {
	if way == OnPaper {
		return []string{"pdf"}
	}
	out := append(slices.Clone(m.Formats), "txt")
	slices.SortStableFunc(out, func(a, b string) int { return rank(a) - rank(b) })
	return out
}

// rank puts the form that looks the same everywhere first.
func rank(ext string) int {
	return slices.Index([]string{"pdf", "docx", "html", "txt", "xlsx", "tsv"}, ext)
}

// form is the ending under which a copy is recorded and saved.
func (m *Model) form(way string, c Copy) string {
	switch forms := m.Forms(way); {
	case c.Form != nil:
		return "docx"
	case slices.Contains(forms, c.Ext):
		return c.Ext
	default:
		return forms[0]
	}
}

// Languages are the translations of this version that still say what it says.
func (m *Model) Languages() []reports.Translated {
	return slices.DeleteFunc(reports.Translations(m.records, m.Report.ID), func(t reports.Translated) bool { return t.Stale || t.Other })
}

// FormName is a form as the name of a choice: “Word file”.
func FormName(ext string) string { return assessments.UpperFirst(formatWords[ext]) }

// FileName is what the copy is called: no child's name, because names of files are seen by many.
func (m *Model) FileName(way string, c Copy) string {
	if m.Asks != nil {
		return m.Asks.Name + ".pdf"
	}
	name := composer.FileName(m.V, m.form(way, c))
	for _, t := range m.Languages() {
		if t.ID == c.Translation {
			ext := "." + m.form(way, c)
			name = strings.TrimSuffix(name, ext) + ", " + t.Language + ext
		}
	}
	return name
}

// Make makes the bytes of a copy: of the PDF the very bytes that were signed. Whether it may go is Send's to say, which comes first.
func (m *Model) Make(ctx context.Context, s composer.Reader, o Order) ([]byte, error) {
	if m.Asks != nil {
		made, err := pdf.Render(ctx, reports.Paper(m.Asks.For(o.To.Role), m.service))
		return made.Bytes, err
	}
	c := o.Copy
	made, err := composer.Open(ctx, s, m.Report.ID, m.world.Me)
	if err != nil {
		return nil, err
	}
	if c.Form != nil {
		filled, err := made.IntoForm(ctx, *c.Form, c.Rest)
		return filled.Bytes, err
	}
	ext := m.form(o.Way, c)
	for _, f := range made.Formats() {
		switch {
		case f.Ext != ext:
		case c.Translation != "":
			return made.CopyTranslated(ctx, c.Translation, f, m.desk.Today())
		default:
			return made.Copy(ctx, f)
		}
	}
	return nil, assessments.Errorf(assessments.Invalid, "share.copy", "There is no such form of this report. Choose another.")
}
