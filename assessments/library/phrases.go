package library

import (
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// HelpLevels are the levels of help that an observation knows, from none to all.
func HelpLevels() []string {
	return []string{"alone", "visual", "verbal", "physical", "hand-over-hand", "dependent"}
}

// noteTypes are the sorts of note that an observation knows.
var noteTypes = []string{"fact", "opinion", "said", "strength"}

// A Help is one level of help: its name in records, what a tile says, what a sentence says and what counts as it.
type Help struct {
	Level string `toml:"level" need:"the help level as records write it"`
	Tile  string `toml:"tile" need:"words short enough to tap"`
	Words string `toml:"words" need:"words that end a sentence, such as with one spoken reminder"`
	Means string `toml:"means" need:"what counts as it"`
}

func (h Help) name() string { return h.Level }

func (h Help) check(say sayer) {
	if h.Level != "" && !slices.Contains(HelpLevels(), h.Level) {
		say("level", "%q is not a help level. Known are: %s.", h.Level, join(HelpLevels()))
	}
}

// A Phrase is a note that can be stamped with one tap. What it leaves empty is its domain's; a type left empty is a fact.
type Phrase struct {
	Text string `toml:"text"`
	Area string `toml:"area"`
	Type string `toml:"type"`
	Help string `toml:"help"`
}

// A Domain is one heading of the capture board with its phrases.
type Domain struct {
	Name  string   `toml:"name" need:"the heading"`
	Area  string   `toml:"area" need:"the functional area of phrases that name none"`
	Tiles []Phrase `toml:"tiles" need:"the phrases"`
}

func (d Domain) name() string { return d.Name }

func (d Domain) check(say sayer) {
	checkArea("area", d.Area, say)
	seen := map[string]bool{}
	for _, p := range d.Tiles {
		checkPhrase("tiles", p, say)
		if seen[p.Text] {
			say("tiles", "%q stands in this domain twice.", p.Text)
		}
		seen[p.Text] = true
	}
}

// maxTile is the longest text of a tile, in letters: longer ones do not fit while standing.
const maxTile = 32

// checkPhrase holds a tile to what an observation can record: a phrase that no record takes would lose the note.
func checkPhrase(field string, p Phrase, say sayer) {
	if strings.TrimSpace(p.Text) == "" {
		say(field, "Each phrase needs its text.")
	}
	if n := len([]rune(p.Text)); n > maxTile {
		say(field, "%q is %d letters long; a tile holds %d.", p.Text, n, maxTile)
	}
	checkArea(field, p.Area, say)
	if p.Type != "" && !slices.Contains(noteTypes, p.Type) {
		say(field, "%q is not a sort of note. Known are: %s.", p.Type, join(noteTypes))
	}
	if p.Help != "" && !slices.Contains(HelpLevels(), p.Help) {
		say(field, "%q is not a help level. Known are: %s.", p.Help, join(HelpLevels()))
	}
}

func checkArea(field, area string, say sayer) {
	if area != "" && !slices.Contains(assessments.Areas(), area) {
		say(field, "%q is not a functional area. Known are: %s.", area, join(assessments.Areas()))
	}
}

// A Board is what the capture board offers to tap: its headings with their tiles, things to count, next steps.
type Board struct {
	Domains []Domain
	Tallies []Phrase
	Next    []string
}

// Board returns the phrase bank, each tile with the area and type that it leaves to its domain.
func (l *Library) Board() Board {
	b := Board{Tallies: slices.Clone(l.Tallies), Next: slices.Clone(l.Next)}
	for _, d := range l.Domains {
		d.Tiles = slices.Clone(d.Tiles)
		for i := range d.Tiles {
			p := &d.Tiles[i]
			if p.Area == "" {
				p.Area = d.Area
			}
			if p.Type == "" {
				p.Type = "fact"
			}
		}
		b.Domains = append(b.Domains, d)
	}
	return b
}

// PhrasesFor returns every phrase of a functional area, with its area, type and where it has one its help level.
func (l *Library) PhrasesFor(area string) []Phrase {
	var out []Phrase
	for _, d := range l.Board().Domains {
		for _, p := range d.Tiles {
			if p.Area == area {
				out = append(out, p)
			}
		}
	}
	return out
}

type phraseFile struct {
	Hide    []string `toml:"hide"`
	Helps   []Help   `toml:"help"`
	Items   []Domain `toml:"domain"`
	Tallies []Phrase `toml:"tallies"`
	Next    []string `toml:"next"`
	Standing
}

// phrases replaces a whole heading by a service's own: tiles have places that hands learn, and a merged list would move them.
func (r *reader) phrases(name string, data []byte) {
	var f phraseFile
	if !r.open(name, data, &f) {
		return
	}
	lay(r, name, "help", data, &r.lib.Helps, f.Helps, nil)
	lay(r, name, "domain", data, &r.lib.Domains, f.Items, f.Hide)
	say := func(field, format string, args ...any) { r.say(name, 1, field, format, args...) }
	for _, p := range f.Tallies {
		checkPhrase("tallies", p, say)
	}
	if len(f.Tallies) > 0 {
		r.lib.Tallies = f.Tallies
	}
	if len(f.Next) > 0 {
		r.lib.Next = f.Next
	}
	if r.at == 0 {
		f.Standing.check(say)
	}
}
