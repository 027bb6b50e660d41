package library

// A Principle is one general rule for practising anything.
type Principle struct {
	ID    string `toml:"id" need:"a short name such as little-and-often"`
	Title string `toml:"title" need:"the rule in a few words"`
	Text  string `toml:"text" need:"what it means"`
}

func (p Principle) name() string { return p.ID }
func (Principle) check(sayer)    {}

// Principles are the sheet that is read before any activity.
type Principles struct {
	Title string
	Intro string
	List  []Principle
	Standing
}

type principlesFile struct {
	Title string      `toml:"title"`
	Intro string      `toml:"intro"`
	Hide  []string    `toml:"hide"`
	Items []Principle `toml:"principle"`
	Standing
}

func (r *reader) principles(name string, data []byte) {
	var f principlesFile
	if !r.open(name, data, &f) {
		return
	}
	p := &r.lib.Principles
	r.head(name, &p.Title, f.Title, &p.Intro, f.Intro, &p.Standing, f.Standing)
	lay(r, name, "principle", data, &p.List, f.Items, f.Hide)
}

// head lays the title, introduction and standing of a file over those that were read before; the first layer must have them.
func (r *reader) head(name string, title *string, newTitle string, intro *string, newIntro string, old *Standing, s Standing) {
	if newTitle != "" {
		*title = newTitle
	}
	if newIntro != "" {
		*intro = newIntro
	}
	*old = s.under(*old)
	say := func(field, format string, args ...any) { r.say(name, 1, field, format, args...) }
	if *title == "" {
		say("title", "This is missing: what the sheet is called.")
	}
	if *intro == "" {
		say("intro", "This is missing: a line or two to begin with.")
	}
	old.check(say)
}

// A Cue is one look at how a child sits or stands in equipment.
type Cue struct {
	ID   string `toml:"id" need:"a short name such as bottom-back"`
	Look string `toml:"look" need:"what to look for"`
	How  string `toml:"how" need:"how to look"`
	Mend string `toml:"mend" need:"what to do if it is not so"`
}

func (c Cue) name() string { return c.ID }
func (Cue) check(sayer)    {}

// FitCues are the handout for the look at fit every six months, and after growth or absence (rule 67).
type FitCues struct {
	Title  string
	Intro  string
	Months int
	Also   []string // other times to look
	Stop   []string // when not to use the equipment and to ring
	Cues   []Cue
	Standing
}

type fitFile struct {
	Title  string   `toml:"title"`
	Intro  string   `toml:"intro"`
	Months int      `toml:"every_months"`
	Also   []string `toml:"also_when"`
	Stop   []string `toml:"stop_and_ring_if"`
	Hide   []string `toml:"hide"`
	Items  []Cue    `toml:"cue"`
	Standing
}

func (r *reader) fitCues(name string, data []byte) {
	var f fitFile
	if !r.open(name, data, &f) {
		return
	}
	c := &r.lib.Fit
	r.head(name, &c.Title, f.Title, &c.Intro, f.Intro, &c.Standing, f.Standing)
	if f.Months != 0 {
		c.Months = f.Months
	}
	if c.Months < 1 || c.Months > mostMonths {
		r.say(name, 1, "every_months", "Months must be a whole number from 1 to %d; %d is not.", mostMonths, c.Months)
	}
	if len(f.Also) > 0 {
		c.Also = f.Also
	}
	if len(f.Stop) > 0 {
		c.Stop = f.Stop
	}
	if len(c.Stop) == 0 {
		r.say(name, 1, "stop_and_ring_if", "This is missing: when not to use the equipment.")
	}
	lay(r, name, "cue", data, &c.Cues, f.Items, f.Hide)
}
