package html_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

// What a site shows within its own page is what the file shows, word for word.
func TestInlaid_IsThePageInParts(t *testing.T) {
	long := 0
	notebooks(t, func(name string, _ expect.Table, rep expect.Report, d reports.Document) {
		whole := render(t, d)
		in, err := html.Inlaid(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(whole, in.Main) || !bytes.Contains(whole, in.Parts) || !bytes.Contains(whole, []byte(in.Style)) || len(in.Main) == 0 || in.Title == "" {
			t.Errorf("%s, %s: the parts are not those of the page", name, rep.Kind)
		}
		if len(in.Parts) > 0 {
			long++
		}
	})
	if long == 0 {
		t.Error("no report had a list of its parts")
	}
}
