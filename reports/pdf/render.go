package pdf

import (
	"context"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/layout"
)

// A Result is a finished file, how many pages it has, and what was drawn otherwise than it was written.
type Result struct {
	Bytes    []byte
	Problems []layout.Problem
	Pages    int
}

// Render lays doc out and writes it. Errors are layout.Lay's and Write's.
func Render(ctx context.Context, doc reports.Document) (Result, error) {
	book, err := layout.Lay(ctx, doc)
	if err != nil {
		return Result{}, err
	}
	data, err := Write(ctx, book)
	if err != nil {
		return Result{}, err
	}
	return Result{Bytes: data, Problems: book.Problems, Pages: len(book.Pages)}, nil
}

// Write returns book as a PDF file. It fails only when ctx is done or gofpdf does.
func Write(ctx context.Context, book *layout.Book) ([]byte, error) {
	const op = "pdf.write"
	p := newPainter(book)
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
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, op, "The PDF could not be made. What you saved is safe.")
	}
	return out, nil
}
