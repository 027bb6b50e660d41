package capture

import (
	"encoding/json"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Phrase is a tile of the board: its words, and what is known of a note that says them.
type Phrase struct {
	Text string `json:"text"`
	Area string `json:"area"` // functional area; the domain's own where it is empty
	Type string `json:"type"` // fact where it is empty
	Help string `json:"help"`
}

// A Domain is one heading of the board.
type Domain struct {
	Name  string   `json:"name"`
	Area  string   `json:"area"`
	Tiles []Phrase `json:"tiles"`
}

// A Bank is what the board offers to tap.
type Bank struct {
	Domains []Domain `json:"domains"`
	Tallies []Phrase `json:"tallies"`
	Next    []string `json:"next"`
}

// PageSize is how many tiles a page holds.
const PageSize = 12

// ParseBank reads a phrase bank and fills in what a tile leaves to its domain.
func ParseBank(data []byte) (Bank, error) {
	var b Bank
	if err := json.Unmarshal(data, &b); err != nil {
		return Bank{}, assessments.Wrap(err, assessments.Damaged, "capture.bank", "The phrase bank cannot be read. Notes can still be typed.")
	}
	for _, d := range b.Domains {
		for i := range d.Tiles {
			if d.Tiles[i].Area == "" {
				d.Tiles[i].Area = d.Area
			}
			if d.Tiles[i].Type == "" {
				d.Tiles[i].Type = "fact"
			}
		}
	}
	return b, nil
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
