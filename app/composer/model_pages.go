package composer

import (
	"strings"

	"github.com/fieldfare/fieldfare/reports/layout"
)

// PageWords are the words of a page in reading order, for who cannot see it.
func PageWords(p layout.Page) string {
	var b strings.Builder
	for _, it := range p.Items {
		if it.Shape == layout.Text && it.Text != "" {
			b.WriteString(strings.TrimSpace(it.Text) + " ")
		}
	}
	return strings.TrimSpace(b.String())
}

// Heads are the headings of a book that its list shows: the title's own is left out.
func Heads(b *layout.Book) []layout.Bookmark {
	var out []layout.Bookmark
	for _, m := range b.Outline {
		if m.Level == 2 {
			out = append(out, m)
		}
	}
	return out
}
