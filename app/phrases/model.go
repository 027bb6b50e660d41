package phrases

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/library"
	"github.com/fieldfare/fieldfare/assets"
)

// Notes is where the phrases are kept.
type Notes interface {
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// setNote is the name of the note that holds them.
const setNote = "phrases"

// An Abbreviation is a short way of writing something.
type Abbreviation struct {
	Short string `json:"short"`
	Long  string `json:"long"`
}

// A Column is one heading of the board as the therapist has arranged it.
type Column struct {
	Tiles   []library.Phrase `json:"tiles"`
	Without []string         `json:"without,omitempty"` // tiles of the library that were taken off, or written anew
}

// Set is everything of the therapist's own that this package keeps.
type Set struct {
	Columns map[string]Column `json:"columns,omitempty"` // by heading; one that was never touched is not here
	Short   []Abbreviation    `json:"short,omitempty"`
}

// Read returns what is kept, or nothing of the therapist's own.
func Read(ctx context.Context, n Notes) Set {
	var s Set
	raw, err := n.Note(ctx, setNote)
	if err != nil || json.Unmarshal(raw, &s) != nil {
		return Set{}
	}
	return s
}

// Keep keeps a set.
func Keep(ctx context.Context, n Notes, s Set) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "phrases.keep", "The phrases could not be kept. Nothing was changed.")
	}
	return n.SetNote(ctx, setNote, raw)
}

// Shipped is the board of the library that comes with the app.
func Shipped() (library.Board, error) {
	lib, err := library.Shipped(assets.Library)
	if err != nil {
		return library.Board{}, assessments.Wrap(err, assessments.Damaged, "phrases.board", "The phrase bank cannot be read. Notes can still be typed.")
	}
	return lib.Board(), nil
}

// Apply is the library's board in the therapist's own order. A tile that the library has brought since stands at the end of its
// heading, so that nothing new is missed and nothing known moves.
func (s Set) Apply(b library.Board) library.Board {
	b.Domains = slices.Clone(b.Domains)
	for i, d := range b.Domains {
		own, ok := s.Columns[d.Name]
		if !ok {
			continue
		}
		tiles := slices.Clone(own.Tiles)
		for _, p := range d.Tiles {
			if !slices.Contains(own.Without, p.Text) && !has(own.Tiles, p.Text) {
				tiles = append(tiles, p)
			}
		}
		b.Domains[i].Tiles = tiles
	}
	return b
}

func has(tiles []library.Phrase, text string) bool {
	return slices.ContainsFunc(tiles, func(p library.Phrase) bool { return strings.EqualFold(p.Text, text) })
}

// edit is the set with one heading changed; d is the heading as it stands on the board now.
func (s Set) edit(d library.Domain, change func(*Column)) Set {
	columns := map[string]Column{}
	for k, v := range s.Columns {
		columns[k] = v
	}
	c := Column{Tiles: slices.Clone(d.Tiles), Without: slices.Clone(columns[d.Name].Without)}
	change(&c)
	columns[d.Name] = c
	s.Columns = columns
	return s
}

// Move puts tile i of a heading at place to.
func (s Set) Move(d library.Domain, i, to int) Set {
	return s.edit(d, func(c *Column) {
		p := c.Tiles[i]
		c.Tiles = slices.Insert(slices.Delete(c.Tiles, i, i+1), min(max(to, 0), len(c.Tiles)-1), p)
	})
}

// Add puts a phrase at the head of a heading; one that stands there moves to the head.
func (s Set) Add(d library.Domain, text string) Set {
	text = strings.Join(strings.Fields(text), " ")
	if i := slices.IndexFunc(d.Tiles, func(p library.Phrase) bool { return strings.EqualFold(p.Text, text) }); i >= 0 {
		return s.Move(d, i, 0)
	}
	return s.edit(d, func(c *Column) {
		c.Tiles = slices.Insert(c.Tiles, 0, library.Phrase{Text: text, Area: d.Area})
	})
}

// Write gives tile i of a heading other words. What is known of a note that says them stays.
func (s Set) Write(d library.Domain, i int, text string) Set {
	return s.edit(d, func(c *Column) {
		c.Without = append(c.Without, c.Tiles[i].Text)
		c.Tiles[i].Text = strings.Join(strings.Fields(text), " ")
	})
}

// Remove takes tile i of a heading off the board.
func (s Set) Remove(d library.Domain, i int) Set {
	return s.edit(d, func(c *Column) {
		c.Without = append(c.Without, c.Tiles[i].Text)
		c.Tiles = slices.Delete(c.Tiles, i, i+1)
	})
}

// Reset gives a heading back to the library.
func (s Set) Reset(heading string) Set {
	columns := map[string]Column{}
	for k, v := range s.Columns {
		if k != heading {
			columns[k] = v
		}
	}
	s.Columns = columns
	return s
}
