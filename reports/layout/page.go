package layout

import "github.com/fieldfare/fieldfare/reports"

// A Book is a laid-out document: plain values, safe to share between goroutines once Lay has returned it.
type Book struct {
	Title    string // for the window and the file's metadata; says "draft" when it is one
	Lang     string // BCP 47
	Service  string // who made it
	Made     string // the as-at date, "2006-01-02", or "" when the document has none
	Pages    []Page
	Nodes    []Node // Nodes[0] is the document; a parent stands before its children
	Outline  []Bookmark
	Problems []Problem // what was drawn otherwise than it was written
}

// A Page is one A4 page, 210 by 297 mm, painted in the order of its items.
type Page struct {
	Items []Item
}

// A Problem is a character that had to be drawn as words, and where.
type Problem struct {
	Place string // "“Who” in F1"
	Text  string // a sentence for the author
}

// A Bookmark is a heading for the reader's side panel.
type Bookmark struct {
	Title string
	Level int // 1 to 3
	Page  int // from 0
	Y     float64
}

// Shape says which fields of an Item are used.
type Shape uint8

// The shapes.
const (
	Text    Shape = iota // Text in Font and Size from X, baseline Y, in Fill
	Rect                 // X, Y, W, H: Fill and, when Weight is over 0, Stroke centred on the edge
	Line                 // from X, Y to X+W, Y+H in Stroke, Weight thick
	Dot                  // centre X, Y, diameter W, in Fill
	Path                 // through Points, counted from X, Y: Fill when it is closed, Stroke when Weight is over 0
	Picture              // X, Y, W, H: Picture, which is upright and holds as many pixels as it says
)

// An Item is one thing drawn. Lengths are in mm, Size in pt, Y of a text is its baseline.
type Item struct {
	Shape      Shape
	X, Y, W, H float64 // W of a text is its advance without a closing space
	Text       string
	Font       Font
	Size       float64
	Xs         []float64 // where each rune of Text begins, mm from X: kerning and figure columns are already in it
	Fill       Color
	Stroke     Color
	Weight     float64
	Node       int // index in Book.Nodes, or Artifact
	Points     [][2]float64
	Closed     bool
	Dash       float64 // length of the dashes and the gaps between them in mm; 0: a whole line
	Picture    *reports.Picture
}

// Artifact is the Node of items that are decoration: rules, fills, running heads, repeated table heads.
const Artifact = -1

// A Color is red, green, blue; its zero value paints nothing as a Fill (use Ink for near black).
type Color struct{ R, G, B uint8 }

// Role is what a Node is, by its name in the PDF standard.
type Role string

// The roles in use.
const (
	RoleDocument   Role = "Document"
	RoleDiv        Role = "Div"
	RoleH1         Role = "H1"
	RoleH2         Role = "H2"
	RoleH3         Role = "H3"
	RoleP          Role = "P"
	RoleSpan       Role = "Span"
	RoleBlockQuote Role = "BlockQuote"
	RoleL          Role = "L"
	RoleLI         Role = "LI"
	RoleLbl        Role = "Lbl"
	RoleLBody      Role = "LBody"
	RoleTable      Role = "Table"
	RoleCaption    Role = "Caption"
	RoleTR         Role = "TR"
	RoleTH         Role = "TH"
	RoleTD         Role = "TD"
	RoleFigure     Role = "Figure"
)

// A Node is one element of the tree a screen reader walks. A node holds other nodes or items, never both, so that
// their order cannot be in doubt.
type Node struct {
	Role    Role
	Parent  int    // index in Book.Nodes; -1 for the document
	Scope   string // TH: "Row" or "Column"
	ColSpan int    // TH and TD: columns spanned when over 1
	Actual  string // what is read instead of the drawn letters ("F. " for the letter in the margin)
	Number  string // L: "Decimal", "Square" or "None"
	Alt     string // Figure: what it shows, in words
}
