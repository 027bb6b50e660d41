package phrases

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/fieldfare/fieldfare/assessments/library"
)

func board() library.Board {
	return library.Board{Domains: []library.Domain{
		{Name: "Sitting", Area: "seating", Tiles: []library.Phrase{{Text: "Feet flat", Area: "seating"}, {Text: "Slumps", Area: "seating", Help: "verbal"}, {Text: "Kneels", Area: "seating"}}},
		{Name: "Hands", Area: "hands", Tiles: []library.Phrase{{Text: "Fist", Area: "hands"}}}}}
}

func texts(b library.Board, i int) string {
	var out []string
	for _, p := range b.Domains[i].Tiles {
		out = append(out, p.Text)
	}
	return strings.Join(out, ", ")
}

func TestSet_OwnOrderOverTheLibrary(t *testing.T) {
	var s Set
	now := func() library.Domain { return s.Apply(board()).Domains[0] }
	s = s.Move(now(), 2, 0)
	s = s.Add(now(), "  Wraps   legs ")
	s = s.Write(now(), 2, "Feet flat on the floor")
	if got := texts(s.Apply(board()), 0); got != "Wraps legs, Kneels, Feet flat on the floor, Slumps" {
		t.Errorf("after moving, adding and writing: %s", got)
	}
	s = s.Remove(now(), 1)
	s = s.Add(now(), "slumps")
	if got := texts(s.Apply(board()), 0); got != "Slumps, Wraps legs, Feet flat on the floor" {
		t.Errorf("after removing, and adding one that is there: %s", got)
	}
	if p := now().Tiles[0]; p.Help != "verbal" || p.Area != "seating" {
		t.Errorf("a moved tile has lost what is known of it: %+v", p)
	}
	newer := board()
	newer.Domains[0].Tiles = append([]library.Phrase{{Text: "New from the service"}}, newer.Domains[0].Tiles...)
	if got := texts(s.Apply(newer), 0); got != "Slumps, Wraps legs, Feet flat on the floor, New from the service" {
		t.Errorf("with a newer library: %s", got)
	}
	if got := texts(s.Apply(board()), 1); got != "Fist" {
		t.Errorf("another heading has changed: %s", got)
	}
	if got := texts(s.Reset("Sitting").Apply(board()), 0); got != texts(board(), 0) {
		t.Errorf("given back to the library: %s", got)
	}
}

func TestSet_Expand(t *testing.T) {
	s := Set{}.SetShort("w/c", "wheelchair").SetShort("hoh", "hand over hand").SetShort("w/", "with").SetShort("OTA", "OT assistant")
	for text, want := range map[string]string{
		"Needs a new w/c. W/C brakes stiff":  "Needs a new wheelchair. Wheelchair brakes stiff",
		"Hoh for zips, (hoh) w/ tights w/c,": "Hand over hand for zips, (hand over hand) with tights wheelchair,",
		"nw/c hohs w/cs":                     "nw/c hohs w/cs",
		"ota  came\n\tw/c":                   "OT assistant  came\n\twheelchair",
		"":                                   "",
	} {
		if got := s.Expand(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := s.SetShort("W/C", ""); len(got.Short) != 3 || got.Expand("w/c") != "w/c" {
		t.Errorf("taken away: %+v", got.Short)
	}
	if first, second := CheckShort("w c", ""); first != "A short form has no spaces" || second != "Enter what it stands for" {
		t.Errorf("%q, %q", first, second)
	}
}

func TestFile_WhatIsWrittenIsReadBack(t *testing.T) {
	var s Set
	s = s.Add(board().Domains[0], "Wraps legs").SetShort("w/c", "wheelchair")
	text := Export(s, board(), []string{"[name] rests for\n[number] minutes."}, []string{"Zumbletine"})
	f, err := Import(text, board())
	if err != nil {
		t.Fatal(err)
	}
	want := File{Tiles: map[string][]string{"Sitting": {"Wraps legs", "Feet flat", "Slumps", "Kneels"}}, Short: s.Short,
		Reports: []string{"[name] rests for [number] minutes."}, Words: []string{"Zumbletine"}}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Error(diff)
	}
	if got := texts(Set{}.Merge(f, board()).Apply(board()), 0); got != "Wraps legs, Feet flat, Slumps, Kneels" {
		t.Errorf("merged into nothing: %s", got)
	}
	for text, want := range map[string]string{
		"Feet flat":                     "Line 1: “Feet flat” stands under no heading. Put one in brackets above it, such as [Sitting]. Nothing was read in.",
		"[Abbreviations]\nw/c wheel":    "Line 2: “w/c wheel” is no abbreviation. Write it as w/c = wheelchair. Nothing was read in.",
		"# nothing":                     "No phrases are in this file. Nothing was read in.",
		"[Nonsense heading]\nFeet flat": "Line 1: “[Nonsense heading]” stands under no heading. Put one in brackets above it, such as [Sitting]. Nothing was read in.",
	} {
		if _, err := Import(text, board()); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add("[Sitting]\nFeet flat\n[Abbreviations]\nw/c = wheelchair\n[In reports]\n[name] rests\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Import(text, board())
		if err != nil {
			return
		}
		s := Set{}.Merge(file, board())
		again, err := Import(Export(s, board(), file.Reports, file.Words), board())
		if len(s.Columns)+len(s.Short)+len(file.Reports)+len(file.Words) > 0 && err != nil {
			t.Fatalf("what was read in cannot be written and read: %v", err)
		}
		if diff := cmp.Diff(s.Short, Set{}.Merge(again, board()).Short); diff != "" {
			t.Fatal(diff)
		}
	})
}
