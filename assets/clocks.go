package assets

import "embed"

// Clocks holds the time limits of the law: clocks/england.toml. When the law changes, a version is added below the one before it,
// with the day from which it is in force; nothing that is there is changed.
//
//go:embed all:clocks
var Clocks embed.FS
