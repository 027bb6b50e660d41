package reports

import "github.com/fieldfare/fieldfare/assessments"

// A Figure is a photo or a scanned drawing with what it shows in words.
type Figure struct {
	Caption string           `json:"caption,omitempty"`
	Alt     string           `json:"alt"` // what it shows, for a reader who does not see it; never empty
	Picture Picture          `json:"picture"`
	Source  []assessments.ID `json:"from,omitempty"`
}

// A Picture is ready to be put on a page: upright, no larger than a page needs, and written anew, so that nothing that a
// camera puts into a file (place, time, serial number) is in it.
type Picture struct {
	JPEG []byte `json:"jpeg"`
	Wide int    `json:"wide"` // pixels
	High int    `json:"high"`
}

// A Drawing is a line drawing on a grid whose y runs down. The writers scale it to the column.
type Drawing struct {
	Caption string           `json:"caption,omitempty"`
	Alt     string           `json:"alt"` // never empty; names every letter that the drawing shows
	Wide    float64          `json:"wide"`
	High    float64          `json:"high"`
	Strokes []Stroke         `json:"strokes,omitempty"`
	Labels  []Label          `json:"labels,omitempty"`
	Source  []assessments.ID `json:"from,omitempty"`
}

// Pen names a colour of the look, so that no tree holds a colour of its own.
type Pen string

// The pens.
const (
	PenNone  Pen = ""
	PenInk   Pen = "ink"
	PenSlate Pen = "slate"
	PenSoft  Pen = "soft"
	PenRule  Pen = "rule"
	PenWash  Pen = "wash"
	PenWhite Pen = "white"
)

// A Stroke is a line through points (curves are given as many short pieces), closed and filled where it says so. Weight
// is in grid units.
type Stroke struct {
	Points [][2]float64 `json:"points"`
	Closed bool         `json:"closed,omitempty"`
	Fill   Pen          `json:"fill,omitempty"`
	Pen    Pen          `json:"pen,omitempty"`
	Weight float64      `json:"weight,omitempty"`
	Dashed bool         `json:"dashed,omitempty"`
}

// A Label is a word centred on a point of a drawing, in a ring where it is a letter that a table explains.
type Label struct {
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	Text string  `json:"text"`
	Ring bool    `json:"ring,omitempty"`
}

// ChartStyle is how a chart reads.
type ChartStyle string

// The chart styles: lines of two marks on one scale from left to right (a ring before, a dot after), and values over days.
const (
	ChartMoves ChartStyle = "moves"
	ChartDays  ChartStyle = "days"
)

// A Chart shows few values: the writers draw it, and its Alt says every one of them.
type Chart struct {
	Style   ChartStyle       `json:"style"`
	Caption string           `json:"caption"`
	Note    string           `json:"note,omitempty"` // "Open ring: 24 March 2026. Full dot: 14 July 2026"
	Alt     string           `json:"alt"`
	Scale   []Tick           `json:"scale"` // rising
	Lines   []ChartLine      `json:"lines"`
	Source  []assessments.ID `json:"from,omitempty"`
}

// A Tick is a named value of a chart's scale. The goal tick is drawn thicker, and what is beyond it on a wash.
type Tick struct {
	At    float64 `json:"at"`
	Text  string  `json:"text"`           // "−1"
	Words string  `json:"words,omitzero"` // "further off"
	Goal  bool    `json:"goal,omitempty"`
}

// A ChartLine is one row of a ChartMoves, or one line of a ChartDays, told apart by its name and the shape of its marks.
type ChartLine struct {
	Name   string       `json:"name"`
	Points []ChartPoint `json:"points"` // in order of day
}

// A ChartPoint is one value on one day; Words stand at it.
type ChartPoint struct {
	On    assessments.Date `json:"on,omitempty"`
	At    float64          `json:"at"`
	Words string           `json:"words,omitempty"`
}

// BlockType names the block in JSON.
func (*Figure) BlockType() string { return "figure" }

// BlockType names the block in JSON.
func (*Drawing) BlockType() string { return "drawing" }

// BlockType names the block in JSON.
func (*Chart) BlockType() string { return "chart" }
