package library

import "slices"

// A Leaflet is general advice that anyone may have, with no referral (rule 54).
type Leaflet struct {
	ID         string   `toml:"id" need:"a short name such as zips"`
	Title      string   `toml:"title" need:"what it is called"`
	For        []string `toml:"for" need:"who reads it: families, schools, professionals"`
	Kind       string   `toml:"kind" need:"leaflet, or film for the script of a short film"`
	Text       []string `toml:"text" need:"the text, a paragraph each"`
	Activities []string `toml:"activities"` // activities that go with it
	Standing
}

func (x Leaflet) name() string { return x.ID }

func (x Leaflet) check(say sayer) {
	checkFor(x.For, say)
	if x.Kind != "" && x.Kind != "leaflet" && x.Kind != "film" {
		say("kind", "%q is not known: write leaflet or film.", x.Kind)
	}
	x.Standing.check(say)
}

// readers are who a text may be for.
var readers = []string{"families", "schools", "professionals"}

func checkFor(list []string, say sayer) {
	for _, f := range list {
		if !slices.Contains(readers, f) {
			say("for", "%q is not known. Known are: %s.", f, join(readers))
		}
	}
}

// A Signpost is somewhere else that can help (rules 20, 21, 28 and 88). It names no number and no address: those change, and
// differ from place to place; a service adds its own in its own layer.
type Signpost struct {
	ID   string   `toml:"id" need:"a short name such as local-offer"`
	Name string   `toml:"name" need:"who it is"`
	What string   `toml:"what" need:"what they do"`
	When string   `toml:"when" need:"when to go there"`
	Find string   `toml:"find" need:"how to find it"`
	For  []string `toml:"for" need:"who may go there: families, schools, professionals"`
	Kind string   `toml:"kind" need:"advice, council, health, school, charity or profession"`
	Standing
}

func (x Signpost) name() string { return x.ID }

func (x Signpost) check(say sayer) {
	checkFor(x.For, say)
	if kinds := []string{"advice", "council", "health", "school", "charity", "profession"}; x.Kind != "" && !slices.Contains(kinds, x.Kind) {
		say("kind", "%q is not known. Known are: %s.", x.Kind, join(kinds))
	}
	x.Standing.check(say)
}

// Signpost returns the signpost of an id.
func (l *Library) Signpost(id string) (Signpost, bool) {
	for _, s := range l.Signposts {
		if s.ID == id {
			return s, true
		}
	}
	return Signpost{}, false
}

// A Training is a session that a service gives to schools or parents (rules 55 and 57), ready to become a group session.
type Training struct {
	ID      string   `toml:"id" need:"a short name such as moving-and-handling"`
	Title   string   `toml:"title" need:"what it is called"`
	Type    string   `toml:"type" need:"group, training, clinic or meeting"`
	For     []string `toml:"for" need:"who it is for: families, schools, professionals"`
	Minutes int      `toml:"minutes" need:"how long it takes"`
	Online  bool     `toml:"online"`
	PreWork string   `toml:"pre_work"` // what must be done before anyone may come, such as a workbook
	Repeat  string   `toml:"repeat" need:"how often it is given or renewed"`
	Outline []string `toml:"outline" need:"what is covered"`
	Standing
}

func (x Training) name() string { return x.ID }

func (x Training) check(say sayer) {
	checkFor(x.For, say)
	if kinds := []string{"group", "training", "clinic", "meeting"}; x.Type != "" && !slices.Contains(kinds, x.Type) {
		say("type", "%q is not a sort of session. Known are: %s.", x.Type, join(kinds))
	}
	if x.Minutes < 0 || x.Minutes > 480 {
		say("minutes", "Minutes must be a whole number from 1 to 480; %d is not.", x.Minutes)
	}
	x.Standing.check(say)
}

// barriers are the five things that may lie behind a difficulty (rule 26), as a referral records them.
var barriers = []string{"cannot-do", "not-yet-at-stage", "emotional-or-behavioural", "sensory", "social-communication"}

// Barriers lists the five in the order in which families are asked.
func Barriers() []string { return slices.Clone(barriers) }

// A Prompt asks a family or a teacher to think before they refer: which of five things lies behind what they see.
type Prompt struct {
	Barrier    string   `toml:"barrier" need:"one of the five barriers"`
	Ask        string   `toml:"ask" need:"the question"`
	Look       []string `toml:"look" need:"what it may look like"`
	Try        []string `toml:"try" need:"what to try first"`
	Activities []string `toml:"activities"`
	Signposts  []string `toml:"signposts"`
	Standing
}

func (x Prompt) name() string { return x.Barrier }

func (x Prompt) check(say sayer) {
	if x.Barrier != "" && !slices.Contains(barriers, x.Barrier) {
		say("barrier", "%q is not one of the five barriers. Known are: %s.", x.Barrier, join(barriers))
	}
	x.Standing.check(say)
}
