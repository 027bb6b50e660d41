package reports

// A Letterhead stands over the title of a letter: who it goes to at the left, where a window envelope shows it, and at the
// right the day and whom it is about.
type Letterhead struct {
	To    []Text `json:"to"`
	About []Text `json:"about"`
}

// Steps are what to do, in order, in large type with the number in the margin.
type Steps struct {
	Items []Text `json:"items"`
}

// Beside sets two labelled texts next to each other: easier and harder.
type Beside struct {
	Left  KeyValue `json:"left"`
	Right KeyValue `json:"right"`
}

// A TickGrid is a sheet to be filled in by hand: a row a week, a box a day, and a blank to write in where Write names it.
type TickGrid struct {
	Caption string   `json:"caption,omitempty"`
	Head    string   `json:"head"` // over the first column: "Week starting"
	Days    []string `json:"days"`
	Write   string   `json:"write,omitempty"` // over the blank: "Right of 10"
	Rows    []string `json:"rows"`
}

// BlockType names the block in JSON.
func (*Steps) BlockType() string { return "steps" }

// BlockType names the block in JSON.
func (*Beside) BlockType() string { return "beside" }

// BlockType names the block in JSON.
func (*TickGrid) BlockType() string { return "tick-grid" }
