package history

import (
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/app/differ"
	"github.com/fieldfare/fieldfare/app/kit"
)

// Spans are pieces as they stand on screen: words that differ are bold and underlined, and what was folded away is counted. With
// no words at all it says so.
func Spans(pieces []differ.Piece) []kit.Span {
	var out []kit.Span
	for _, p := range pieces {
		if p.Folded > 0 {
			out = append(out, kit.Span{Text: " … " + strconv.Itoa(p.Folded) + " words the same … ", Color: kit.Soft})
			continue
		}
		// Space around marked words is not marked: an underlined space reads as a word that is missing.
		words := strings.TrimSpace(p.Text)
		at := strings.Index(p.Text, words)
		if at > 0 {
			out = append(out, kit.Span{Text: p.Text[:at]})
		}
		if words != "" {
			out = append(out, kit.Span{Text: words, Mark: p.Differs, Bold: p.Differs})
		}
		if rest := p.Text[at+len(words):]; rest != "" {
			out = append(out, kit.Span{Text: rest})
		}
	}
	if len(out) == 0 {
		out = append(out, kit.Span{Text: "Nothing", Color: kit.Soft})
	}
	return out
}
