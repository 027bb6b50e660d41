package docx

import "github.com/fieldfare/fieldfare/reports"

// A piece is a paragraph or a table.
type piece interface{ isPiece() }

// style is the name of a paragraph style of our own; a form's own style takes its place there.
type style string

// The paragraph styles, by the ids that stand in the file.
const (
	body       style = "Normal"
	title      style = "Title"
	subtitle   style = "Subtitle"
	heading1   style = "Heading1"
	heading2   style = "Heading2"
	heading3   style = "Heading3"
	outcome    style = "Outcome" // a card's title that is a whole sentence
	under      style = "SectionNote"
	note       style = "Note"
	caption    style = "Caption"
	item       style = "ListParagraph"
	itemNote   style = "ListNote" // under the words of an item
	step       style = "Step"
	strength   style = "Strength"
	dose       style = "Dose"
	quote      style = "Quote"
	quoted     style = "QuoteSource"
	boxDo      style = "CalloutDo"
	boxGap     style = "CalloutGap"
	boxStop    style = "CalloutStop"
	boxTitle   style = "Title" // after the name of a box's style
	doLabel    style = "ActionLabel"
	doText     style = "ActionText"
	doWhat     style = "ActionWhat"
	cellText   style = "TableText"
	cellRight  style = "TableNumber"
	cellHead   style = "TableHead"
	cellLabel  style = "TableLabel"
	cellTick   style = "TableTick"
	address    style = "Address"
	reference  style = "Reference"
	signature  style = "Signature"
	pictured   style = "Picture"
	runningTop style = "Header"
	foot       style = "Footer"
	band       style = "Band"
	draftMark  style = "DraftMark"
)

// list says whether a paragraph is an item, and of what.
type list uint8

const (
	noList list = iota
	bullets
	squares // gaps: an open square each
	numbers
	steps // large numbers in the margin
)

// margin is how what stands in the margin beside a heading is drawn.
type margin string

const (
	marginLetter margin = "MarginLetter"
	marginNumber margin = "MarginNumber"
	tabFilled    margin = "TabFilled"
	tabOpen      margin = "TabOpen"
	tabFooted    margin = "TabFooted"
)

// A para is a paragraph.
type para struct {
	style   style
	lead    string // in the margin: a section's letter, a row's tab, an action's number
	margin  margin
	text    reports.Text
	aside   string // at the right of the line
	list    list
	first   bool // the first item of a list: numbers begin again
	boxed   bool // an item inside a box, whose edges must not move
	newPage bool
	keep    bool // stays with what follows
	indent  bool // text in a box with items: it stands under their words
	before  int  // space before it, where it is not its style's, in twentieths of a point
	after   int  // likewise after it
	picture *picture
	strip   *picture // small, after the words: where a centile stands
	opens   int      // the number of the volume that begins here
	leads   int      // the number of the volume that its words lead to
}

func (para) isPiece() {}

// tableKind is what a table is for: how it is ruled and which of its cells are heads.
type tableKind uint8

const (
	grid   tableKind = iota // a head for each column, and the first cell of a row its head
	facts                   // labels and values: the first cell of a row is its head
	card                    // the same, inset, under a dose line
	across                  // a head for each column over one row of values
	ticks                   // a grid to be filled in by hand
	letter                  // a letter's address and reference: no heads at all
)

// A table is a table. Widths are shares of the line.
type table struct {
	kind   tableKind
	name   string // what it is, for a reader who does not see it
	widths []float64
	heads  []para
	rows   [][]cell
	total  bool // the last row is a total
	ruled  bool // a card without a dose line, whose table has the rule instead
	halves bool // two texts beside each other, each under a rule
	whole  bool // stays on one page
}

func (table) isPiece() {}

// A cell holds paragraphs.
type cell []para

// headed reports whether the table's first row is its head.
func (t table) headed() bool { return len(t.heads) > 0 }

// rowHeads reports whether the first cell of each row is the row's head.
func (t table) rowHeads() bool { return t.kind != across && t.kind != letter }

// plain makes a text of words.
func plain(s string) reports.Text { return reports.Text{{Text: s}} }

// strong makes a text of words in bold.
func strong(s string) reports.Text { return reports.Text{{Text: s, Strong: true}} }
