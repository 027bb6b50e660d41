package reports_test

import (
	"context"
	stdhtml "html"
	"regexp"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/reports/html"
)

// fontData is the part of a file that holds no words: its letters' shapes.
var fontData = regexp.MustCompile(`url\(data:font/woff2;base64,[^)]*\)`)

// formats write a document and return every word that the file holds.
var formats = map[string]func(*testing.T, reports.Document) string{
	"html": func(t *testing.T, d reports.Document) string {
		data, err := html.Render(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(stdhtml.UnescapeString(fontData.ReplaceAllString(string(data), "")), "\u00A0", " ")
	},
}

// TestFormats_NothingDeniedLeaves holds every byte of every format to what the reader may have.
func TestFormats_NothingDeniedLeaves(t *testing.T) {
	for name, write := range formats {
		t.Run(name, func(t *testing.T) {
			files, followed := 0, 0
			for seed := range uint64(5) {
				reports.EachRandomDraft(t, seed+100, func(x reports.RandomDraft) {
					files++
					x.Doc.Withheld = []reports.Withheld{{Record: "zqwithheldrecordx", Field: "zqwithheldfieldx", Reason: "zqwithheldreasonx"}}
					why, n := x.Leak(write(t, x.Doc))
					if followed += n; why != "" {
						t.Fatalf("%s: %s", x.Name, why)
					}
				})
			}
			if files < 40 || followed < 1000 {
				t.Errorf("%d files with %d words were looked at: too few to say anything", files, followed)
			}
		})
	}
}
