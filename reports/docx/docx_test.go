package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
)

// notebook reads a notebook's table and records.
func notebook(t *testing.T, name string) (expect.Table, reports.Evidence) {
	t.Helper()
	table, records := expect.Notebook(t, name)
	return table, reports.Evidence{Records: records}
}

func drafted(t *testing.T, ev reports.Evidence, kind reports.Kind, role reports.Role, day assessments.Date, author string, signed bool) reports.Document {
	t.Helper()
	req := reports.Request{Kind: kind, Recipient: reports.Recipient{Role: role}, AsAt: day, Author: assessments.ID(author), Version: 1, Signed: signed}
	if signed {
		req.SignedOn = day
	}
	doc, err := reports.Draft(ev, req)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func rendered(t *testing.T, doc reports.Document) []byte {
	t.Helper()
	data, err := Render(context.Background(), doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func unzipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = raw
	}
	return out
}
