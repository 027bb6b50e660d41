package reports

// A Volume opens a document within a document, on a page of its own: a signed report in a tribunal's bundle. Its heading
// is an H1 as a report's title is, so that what follows keeps the levels it was signed with.
type Volume struct {
	Title string `json:"title"`
	Note  string `json:"note,omitempty"` // "Signed 21 May 2026 by …"
	Proof string `json:"proof,omitempty"`
}

// Contents lists the volumes that follow with the pages on which they begin. A writer that has no pages leaves those out
// and leads there by links.
type Contents struct {
	Caption string         `json:"caption"`
	Rows    []ContentsLine `json:"rows"`
}

// A ContentsLine is one volume. Page is set by the layout, from 1; 0 while nobody has laid it out.
type ContentsLine struct {
	Title string `json:"title"`
	Note  string `json:"note,omitempty"`
	Page  int    `json:"-"`
}

// BlockType names the block in JSON.
func (*Volume) BlockType() string { return "volume" }

// BlockType names the block in JSON.
func (*Contents) BlockType() string { return "contents" }

// listVolumes fills the contents with the volumes that are there.
func listVolumes(blocks []Block) []Block {
	var rows []ContentsLine
	for _, b := range blocks {
		if v, ok := b.(*Volume); ok {
			rows = append(rows, ContentsLine{Title: v.Title, Note: v.Note})
		}
	}
	for i, b := range blocks {
		if c, ok := b.(*Contents); ok {
			blocks[i] = &Contents{Caption: c.Caption, Rows: rows}
		}
	}
	return blocks
}
