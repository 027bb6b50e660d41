package capture

import (
	"slices"

	"github.com/fieldfare/fieldfare/app/phrases"
	"github.com/fieldfare/fieldfare/assessments/library"
)

// A Phrase is a tile of the board: its words, and what is known of a note that says them.
type Phrase = library.Phrase

// A Bank is what the board offers to tap. Its words are the content library's, so that a service changes them there.
type Bank = library.Board

// PageSize is how many tiles a page holds.
const PageSize = 12

// bankOf is a phrase bank in the therapist's own order, with the child's name in the blanks that stand for one.
func bankOf(bank Bank, own phrases.Set, name string) Bank {
	bank = own.Apply(bank)
	for i := range bank.Domains {
		tiles := slices.Clone(bank.Domains[i].Tiles)
		for j := range tiles {
			tiles[j].Text = phrases.Fill(tiles[j].Text, name)
		}
		bank.Domains[i].Tiles = tiles
	}
	return bank
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
