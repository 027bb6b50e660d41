package html_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/fieldfare/fieldfare/internal/testkit/expect"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

// What a site shows within its own page is what the file shows, word for word.
func TestInlaid_IsThePageInParts(t *testing.T) {
	long, parted := 0, 0
	notebooks(t, func(name string, _ expect.Table, rep expect.Report, d reports.Document) {
		whole := render(t, d)
		in, err := html.Inlaid(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(whole, append(slices.Clone(in.Main), in.Rest...)) || !bytes.Contains(whole, in.Parts) || !bytes.Contains(whole, []byte(in.Style)) || len(in.Main) == 0 || in.Title == "" {
			t.Errorf("%s, %s: the parts are not those of the page", name, rep.Kind)
		}
		if len(in.Parts) > 0 {
			long++
		}
		if len(in.Rest) > 0 {
			parted++
			if bytes.Contains(in.Rest, []byte(`class="action"`)) || !bytes.Contains(in.Main, []byte(`class="action"`)) {
				t.Errorf("%s, %s: the actions are not before the rest", name, rep.Kind)
			}
		}
	})
	if long == 0 || parted == 0 {
		t.Errorf("%d reports had a list of their parts, and %d had actions", long, parted)
	}
}
