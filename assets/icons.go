package assets

import "embed"

// Icons holds the line icons: icons/*.svg on a 24 grid, stroke 2, round ends, drawn in #000000 so that whoever shows
// one can put in the colour of the moment.
//
//go:embed icons/*.svg
var Icons embed.FS
