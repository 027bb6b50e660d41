package service

import (
	"cmp"

	"github.com/fieldfare/fieldfare/assessments/library"
)

// WordsOf are the words of a capture board as a service changes them.
func WordsOf(b library.Board) Words {
	var w Words
	for _, d := range b.Domains {
		h := Heading{Heading: d.Name, Area: d.Area}
		for _, t := range d.Tiles {
			x := Tile{Text: t.Text, Type: t.Type, Help: t.Help, Area: t.Area}
			if x.Type == "fact" { // what a tile leaves open is its heading's
				x.Type = ""
			}
			if x.Area == d.Area {
				x.Area = ""
			}
			h.Tiles = append(h.Tiles, x)
		}
		w.Phrases = append(w.Phrases, h)
	}
	for _, t := range b.Tallies {
		w.Tallies = append(w.Tallies, Tally{Text: t.Text, Area: t.Area})
	}
	if len(b.Next) > 0 {
		w.Next = &NextSteps{List: b.Next}
	}
	return w
}

// Board is the capture board with a service's own words, where it has any, in the place of those that come with the program.
func (w *Words) Board(b library.Board) library.Board {
	if len(w.Phrases) > 0 {
		b.Domains = nil
	}
	for _, h := range w.Phrases {
		d := library.Domain{Name: h.Heading, Area: h.Area}
		for _, t := range h.Tiles {
			d.Tiles = append(d.Tiles, library.Phrase{Text: t.Text, Area: cmp.Or(t.Area, h.Area), Type: cmp.Or(t.Type, "fact"), Help: t.Help})
		}
		b.Domains = append(b.Domains, d)
	}
	if len(w.Tallies) > 0 {
		b.Tallies = nil
	}
	for _, t := range w.Tallies {
		b.Tallies = append(b.Tallies, library.Phrase{Text: t.Text, Area: t.Area})
	}
	if w.Next != nil {
		b.Next = w.Next.List
	}
	return b
}
