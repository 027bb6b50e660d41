package reports

import "github.com/fieldfare/fieldfare/assessments"

// A Document is one report as a tree of plain values. PDF, preview, text and JSON are all made from it, so that no two
// of them can disagree. It holds no layout: layout decides where a block stands, never what it says.
type Document struct {
	Kind      Kind             `json:"kind"`
	Title     string           `json:"title"`             // the H1
	Subtitle  Text             `json:"subtitle,omitzero"` // soft lines under the title, one span a line allowed
	Lang      string           `json:"lang"`              // BCP 47, "en-GB"
	Band      Band             `json:"band"`
	Running   Running          `json:"running"`
	Letter    *Letterhead      `json:"letterhead,omitempty"` // a letter's address and reference, above the title
	Footer    string           `json:"footer"`               // "EHC advice, version 1, signed 21 May 2026"
	Draft     bool             `json:"draft"`                // not signed: marked as a draft, no signature block
	AsAt      assessments.Date `json:"as_at"`
	Child     assessments.ID   `json:"child"`
	Recipient Recipient        `json:"recipient"`
	Blocks    []Block          `json:"-"` // see MarshalJSON
	Withheld  []Withheld       `json:"-"` // what Allow refused: for the author's eyes, never for any byte of a file
	Sources   []assessments.ID `json:"-"` // every record a sentence came from, sorted
}

// A Band is the slate strip at the top of page one: a one-word label, the service's name, and the reader or
// "Confidential" at the right.
type Band struct {
	Label   string `json:"label"`
	Service string `json:"service"`
	Right   string `json:"right"`
}

// A Running head stands on every page from the second on, so that a loose page is never nameless.
type Running struct {
	Name  string   `json:"name"`
	Parts []string `json:"parts,omitempty"` // "born 29 February 2020", "NHS 999 417 2638"
	Right string   `json:"right"`
}

// A Text is a run of spans that reads as one paragraph.
type Text []Span

// A Span is a piece of text in one style. From names the records the words came from: every sentence about a child can
// be traced. Gap marks something that is not known, drawn with an open square; Done the filled square of a settled fact.
type Span struct {
	Text   string           `json:"text"`
	Strong bool             `json:"strong,omitempty"`
	Soft   bool             `json:"soft,omitempty"`
	Gap    bool             `json:"gap,omitempty"`
	Done   bool             `json:"done,omitempty"`
	From   []assessments.ID `json:"from,omitempty"`
}

// A Block is one element of a Document: Section, Heading, Para, List, Table, KeyValues, Card, Action, Callout, Quote,
// Strengths, Figure, Drawing, Chart, Steps, Beside, TickGrid, Signature or PageBreak, always as a pointer.
type Block interface {
	// BlockType is the block's name in the JSON of the tree.
	BlockType() string
}

// A Section opens a lettered part of the advice: an H2 with its letter drawn in the margin. Letter may be empty.
type Section struct {
	Letter string `json:"letter,omitempty"`
	Title  string `json:"title"`
	Note   string `json:"note,omitempty"`  // one soft line that says what belongs here
	Aside  string `json:"aside,omitempty"` // soft words at the right of the heading ("Review 24 November 2026")
}

// A Heading is an H2 or H3 without a letter. Level is 2 or 3.
type Heading struct {
	Level int    `json:"level"`
	Text  string `json:"text"`
}

// A Para is a paragraph.
type Para struct {
	Text Text `json:"text"`
	Note bool `json:"note,omitempty"` // small soft print: captions and sums
}

// A List is a bulleted list; Gaps draws an open square instead of a bullet; Ordered numbers it.
type List struct {
	Items   []Text `json:"items"`
	Ordered bool   `json:"ordered,omitempty"`
	Gaps    bool   `json:"gaps,omitempty"`
}

// A Column is a table column: its head, whether its figures are right aligned, and its share of the width (0: equal).
type Column struct {
	Title string  `json:"title"`
	Right bool    `json:"right,omitempty"`
	Share float64 `json:"share,omitempty"`
}

// A Cell is one table cell. Centile, when set (1 to 99), draws the centile strip beside the number.
type Cell struct {
	Text    Text    `json:"text"`
	Centile float64 `json:"centile,omitempty"`
}

// A Table has a caption, heads with column scope, rows whose first cell is the row's head, and at most one total row.
type Table struct {
	Caption string   `json:"caption"`
	Note    string   `json:"note,omitempty"` // one soft line under the caption: where, when, by whom
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
	Total   []Cell   `json:"total,omitempty"`
}

// A KeyValue is a label and its value, one Text a line.
type KeyValue struct {
	Key   string `json:"key"`
	Lines []Text `json:"lines"`
}

// KeyValues is a ruled block of labels and values: a table of row heads. At most nine rows.
type KeyValues struct {
	Rows []KeyValue `json:"rows"`
}

// TabStyle is how a card's tab is drawn: filled for Section F, open for G and outcomes, footed for H1 and H2.
type TabStyle string

// The tab styles.
const (
	TabFilled TabStyle = "filled"
	TabOpen   TabStyle = "open"
	TabFooted TabStyle = "footed"
)

// A Card is one provision row or one outcome, read down: a tab in the margin, a title, the dose line, and values in a
// fixed order. It is never split over pages while it fits on one. A Wide title is an outcome sentence.
type Card struct {
	Tab    string     `json:"tab"`
	Style  TabStyle   `json:"style"`
	Title  Text       `json:"title"`
	Wide   bool       `json:"wide,omitempty"`
	Dose   string     `json:"dose,omitempty"`  // "20 minutes × 3 a week × 38 weeks"
	Hours  string     `json:"hours,omitempty"` // "38.0 hours a year"
	Values []KeyValue `json:"values"`

	// Doses is Dose as numbers, for those who count with them: a sheet adds up what the words round.
	Doses []assessments.Dose `json:"doses,omitempty"`
}

// An Action is one of the at most five things a school does: number, title, what, and short labelled values side by side.
type Action struct {
	Number int        `json:"number"`
	Title  string     `json:"title"`
	What   Text       `json:"what"`
	Values []KeyValue `json:"values"`
}

// CalloutStyle is what a callout is for.
type CalloutStyle string

// The callout styles: something to do, something not known, when to stop.
const (
	CalloutDo   CalloutStyle = "do"
	CalloutGap  CalloutStyle = "gap"
	CalloutStop CalloutStyle = "stop"
)

// A Callout is a bordered box: an optional title, an optional paragraph, and items (open squares in a gap callout).
type Callout struct {
	Style CalloutStyle `json:"style"`
	Title string       `json:"title,omitempty"`
	Body  Text         `json:"body,omitempty"`
	Items []Text       `json:"items,omitempty"`
}

// A Quote is a person's words, exactly as said, with who said it, when and where.
type Quote struct {
	Words  string           `json:"words"` // without quotation marks; the writer adds them
	By     string           `json:"by"`    // "Issy, 12 March 2026, at school"
	Source []assessments.ID `json:"from,omitempty"`
}

// Strengths is a row of at most three short strengths, side by side.
type Strengths struct {
	Items []Text `json:"items"`
}

// A Signature closes a signed document: who, their job and registration, and the sentence that locks it.
type Signature struct {
	Name         string `json:"name"`
	Job          string `json:"job"`
	Registration string `json:"registration"`
	Locked       string `json:"locked"` // "Signed 21 May 2026. Version 1. Locked: a change makes version 2."
}

// A PageBreak starts a new page.
type PageBreak struct{}

// BlockType names the block in JSON.
func (*Section) BlockType() string { return "section" }

// BlockType names the block in JSON.
func (*Heading) BlockType() string { return "heading" }

// BlockType names the block in JSON.
func (*Para) BlockType() string { return "para" }

// BlockType names the block in JSON.
func (*List) BlockType() string { return "list" }

// BlockType names the block in JSON.
func (*Table) BlockType() string { return "table" }

// BlockType names the block in JSON.
func (*KeyValues) BlockType() string { return "key-values" }

// BlockType names the block in JSON.
func (*Card) BlockType() string { return "card" }

// BlockType names the block in JSON.
func (*Action) BlockType() string { return "action" }

// BlockType names the block in JSON.
func (*Callout) BlockType() string { return "callout" }

// BlockType names the block in JSON.
func (*Quote) BlockType() string { return "quote" }

// BlockType names the block in JSON.
func (*Strengths) BlockType() string { return "strengths" }

// BlockType names the block in JSON.
func (*Signature) BlockType() string { return "signature" }

// BlockType names the block in JSON.
func (*PageBreak) BlockType() string { return "page-break" }
