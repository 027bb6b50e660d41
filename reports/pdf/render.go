package pdf

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
	"github.com/jung-kurt/gofpdf"
)

// A Result is a finished file, how many pages it has, and what was drawn otherwise than it was written.
type Result struct {
	Bytes    []byte
	Problems []layout.Problem
	Pages    int
}

// Render lays doc out and writes it. Errors are layout.Lay's and Write's.
func Render(ctx context.Context, doc reports.Document) (Result, error) {
	// gofpdf reads each font anew for each file, which takes half as long as laying out does: the two go side by side.
	ready := make(chan *gofpdf.Fpdf, 1)
	go func() { ready <- newCanvas(layout.Regular, layout.SemiBold, layout.Bold) }()
	book, err := layout.Lay(ctx, doc)
	if err != nil {
		return Result{}, err
	}
	data, err := write(ctx, book, <-ready)
	if err != nil {
		return Result{}, err
	}
	return Result{Bytes: data, Problems: book.Problems, Pages: len(book.Pages)}, nil
}

// Write returns book as a PDF file. It fails with assessments.Invalid for a picture that cannot be read, and otherwise only when ctx
// is done or gofpdf fails.
func Write(ctx context.Context, book *layout.Book) ([]byte, error) {
	return write(ctx, book, newCanvas())
}

func write(ctx context.Context, book *layout.Book, canvas *gofpdf.Fpdf) ([]byte, error) {
	const op = "pdf.write"
	p := newPainter(book, canvas)
	for i := range book.Pages {
		if err := ctx.Err(); err != nil {
			return nil, assessments.Wrap(err, assessments.Unavailable, op, "Making the PDF was stopped. Nothing was lost.")
		}
		p.page(i)
	}
	raw, err := p.bytes()
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, op, "The PDF could not be made. What you saved is safe.")
	}
	out, err := finish(book, p, raw)
	if err != nil && assessments.KindOf(err) == assessments.Invalid {
		return nil, err // a picture that no reader can open
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, op, "The PDF could not be made. What you saved is safe.")
	}
	return out, nil
}
