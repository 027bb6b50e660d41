package service

import (
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
)

// Words are what a service says in its own words: what its tablets offer to tap, to ask and to write. They rest on no rule of a page, and a
// section that is empty is as Fieldfare ships it, not unstated.
type Words struct {
	Phrases   []Heading           `toml:"phrase,omitempty" fold:"heading"`
	Tallies   []Tally             `toml:"tally,omitempty" fresh:"3"`
	Next      *NextSteps          `toml:"next_steps,omitempty"`
	Wording   *Wording            `toml:"wording,omitempty"`
	Templates []template.Template `toml:"template,omitempty" fold:"title"`
	Without   *Without            `toml:"template_without,omitempty"`
	Blocks    []Block             `toml:"block,omitempty"`
	Earlier   []template.Template `toml:"earlier,omitempty" form:"-"` // editions that answers may have been given to
}

// Heading is one heading of the capture board with its tiles, in their order. Where a service has any, the board has these and no others.
type Heading struct {
	Heading string `toml:"heading,omitempty" required:"true"`
	Area    string `toml:"area,omitempty" required:"true" only:"area" label:"Part of daily life, of tiles that name none"`
	Tiles   []Tile `toml:"tile,omitempty" required:"true" fresh:"3"`
}

// Tile is a phrase that is stamped with one tap.
type Tile struct {
	Text string `toml:"text,omitempty" required:"true" most:"32"`
	Type string `toml:"type,omitempty" enum:"|fact|opinion|said|strength" label:"Sort of note"`
	Help string `toml:"help,omitempty" enum:"|alone|visual|verbal|physical|hand-over-hand|dependent" label:"Help given"`
	Area string `toml:"area,omitempty" only:"area" label:"Part of daily life"`
}

// Tally is a thing to count.
type Tally struct {
	Text string `toml:"text,omitempty" required:"true" most:"32"`
	Area string `toml:"area,omitempty" required:"true" only:"area" label:"Part of daily life"`
}

// NextSteps are what the board offers as next steps.
type NextSteps struct {
	List []string `toml:"list,omitempty" required:"true" most:"32" label:"Next steps"`
}

// Wording are a service's changes to the list of vague wording: what to look for besides, what to stop looking for, and what is fine.
type Wording struct {
	Look []Look   `toml:"look,omitempty" fresh:"2" label:"Look for"`
	Stop []string `toml:"stop,omitempty" label:"No longer look for"`
	Fine []string `toml:"fine,omitempty" label:"Fine as they are"`
}

// Look is a set of phrases with one grade and one question.
type Look struct {
	Phrases    []string `toml:"phrases,omitempty" required:"true"`
	Severity   string   `toml:"severity,omitempty" required:"true" enum:"high|middle|low" label:"How vague it is"`
	Question   string   `toml:"question,omitempty" required:"true" label:"What the checker asks"`
	Suggestion string   `toml:"suggestion,omitempty" label:"Words to put in its place"`
	LiftedBy   string   `toml:"lifted_by,omitempty" enum:"|number|frequency|moment|ratio|response" label:"Fine in a sentence that says a"`
	EasedBy    string   `toml:"eased_by,omitempty" enum:"|number|frequency|moment|ratio|response" label:"Less vague in a sentence that says a"`
	Group      string   `toml:"group,omitempty" required:"true" label:"Heading in the list"`
}

// Without are the question templates that a service does not use.
type Without struct {
	Names []string `toml:"names,omitempty" required:"true" label:"Not offered"`
}

// Block is a paragraph that a service has agreed on, for its reports.
type Block struct {
	Title  string `toml:"title,omitempty" required:"true" label:"What it is called"`
	Report string `toml:"report,omitempty" only:"report" label:"Part of a report"`
	Words  string `toml:"words,omitempty" required:"true"`
}

// Forms are the question templates that a service's own lay over those of the program.
func (w *Words) Forms(l *template.Library) *template.Library {
	var without []string
	if w.Without != nil {
		without = w.Without.Names
	}
	return l.With(w.Templates, w.Earlier, without)
}

// wordsOnly are the words that a key allows, where something else than its own tag says them.
func wordsOnly(only string) []string {
	switch only {
	case "area":
		return assessments.Areas()
	case "report":
		return template.ReportSections()
	}
	return nil
}

// ownWords are the names of the sections that Words holds.
var ownWords = []string{"phrase", "tally", "next_steps", "wording", "template", "template_without", "block"}

// Own reports whether a section is a service's own words, which need not be stated.
func Own(section string) bool { return slices.Contains(ownWords, section) }
