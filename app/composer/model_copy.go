package composer

import (
	"context"
	"fmt"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/docx"
	"github.com/fieldfare/fieldfare/reports/html"
	"github.com/fieldfare/fieldfare/reports/pdf"
	"github.com/fieldfare/fieldfare/reports/sheet"
)

// A Format is a form in which a copy of a report leaves the tablet, with what it is for.
type Format struct {
	Name string
	Line string
	Ext  string
	make func(context.Context, *Composer) ([]byte, error)
}

// Formats are the forms of this report. Rows of provision are offered where there are any.
func (c *Composer) Formats() []Format {
	tree := func(write func(context.Context, reports.Document) ([]byte, error)) func(context.Context, *Composer) ([]byte, error) {
		return func(ctx context.Context, c *Composer) ([]byte, error) { return write(ctx, c.Doc) }
	}
	rows := func(write func(reports.Document) ([]byte, error)) func(context.Context, *Composer) ([]byte, error) {
		return func(_ context.Context, c *Composer) ([]byte, error) { return write(c.Doc) }
	}
	out := []Format{
		{"PDF", "To send or print: looks the same everywhere", "pdf", func(ctx context.Context, c *Composer) ([]byte, error) { return c.pages(ctx) }},
		{"Web page", "To read on a phone, in large print or by a screen reader", "html", tree(html.Render)},
		{"Word file", "To copy from, or to change in Word", "docx", tree(docx.Render)},
		{"Plain text", "To paste into another system", "txt", rows(func(d reports.Document) ([]byte, error) { return []byte(d.PlainText()), nil })},
	}
	if Provided(c.Doc) {
		out = append(out, Format{"Provision rows, spreadsheet", "For a provision map: one row a line, with its hours", "xlsx", rows(sheet.XLSX)},
			Format{"Provision rows, for pasting", "The same rows with tabs between the cells", "tsv", rows(sheet.TSV)})
	}
	return out
}

// Copy makes the bytes of a copy: of a signed version from its frozen tree, and of a draft with its draft mark.
func (c *Composer) Copy(ctx context.Context, f Format) ([]byte, error) {
	if err := c.mayLeave(); err != nil {
		return nil, err
	}
	return f.make(ctx, c)
}

// pages are the PDF: the very bytes that were signed, or a draft laid out now. A version that was signed without a PDF,
// because its words could not be drawn, says so again.
func (c *Composer) pages(ctx context.Context) ([]byte, error) {
	if c.Signed() && c.V.PDF != "" {
		return c.PDF()
	}
	res, err := pdf.Render(ctx, c.Doc)
	return res.Bytes, err
}

// FileName is what a copy is called: no child's name, because names of files are seen by many.
func FileName(r assessments.Report, ext string) string {
	state := "signed " + string(r.SignedOn)
	if r.SignedOn == "" {
		state = "draft"
	}
	return fmt.Sprintf("%s version %d, %s.%s", Title(r.ReportKind), max(r.Version, 1), state, ext)
}

// Provided reports whether a report has rows of provision.
func Provided(doc reports.Document) bool {
	section := ""
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *reports.Section:
			section = b.Letter
		case *reports.Card:
			if section == "F" || section == "G" || section == "H1" || section == "H2" {
				return true
			}
		}
	}
	return false
}
