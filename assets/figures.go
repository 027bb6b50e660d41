package assets

import "embed"

// Figures holds the bodies that dimensions are drawn over: figures/*.svg on a grid of 372 by 450, filled #aa0000 with
// edges and furniture #00aa00, so that whoever shows one can put in the colours of the moment.
//
//go:embed figures/*.svg
var Figures embed.FS
