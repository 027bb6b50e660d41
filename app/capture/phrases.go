package capture

import (
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// A Phrase is a tile of the board: its words, and what is known of a note that says them.
type Phrase = library.Phrase

// A Bank is what the board offers to tap. Its words are the content library's, so that a service changes them there.
type Bank = library.Board

// PageSize is how many tiles a page holds.
const PageSize = 12

// bankOf is the phrase bank of the library that comes with the app.
func bankOf() (Bank, error) {
	lib, err := library.Shipped(assets.Library)
	if err != nil {
		return Bank{}, assessments.Wrap(err, assessments.Damaged, "capture.bank", "The phrase bank cannot be read. Notes can still be typed.")
	}
	return lib.Board(), nil
}

// Pages is how many pages the tiles of a list fill, at least one.
func Pages(tiles []Phrase) int { return max(1, (len(tiles)+PageSize-1)/PageSize) }

// Page returns the tiles of a page, counted from 0.
func Page(tiles []Phrase, page int) []Phrase {
	from := min(max(page, 0)*PageSize, len(tiles))
	return tiles[from:min(from+PageSize, len(tiles))]
}

// domainOf names the domain that a functional area stands under on the board.
func domainOf(area string) string {
	switch area {
	case "seating":
		return "Sitting"
	case "hands", "handwriting":
		return "Hands"
	case "calm-alert", "learning":
		return "Attention"
	case "sensory":
		return "Sensory"
	case "dressing", "self-care", "toileting", "eating", "sleep":
		return "Self-care"
	case "mobility", "standing":
		return "Movement"
	case "with-others", "play":
		return "With others"
	}
	return ""
}
