package assets

import "embed"

// Library holds what a service gives to families and schools, or fills forms with: library/activities/*.toml (one file a
// topic), products, phrases, consents, leaflets, signposts, training, principles, fit cues and the reflect-first questions.
// All of it is a draft until a clinician of the service approves it.
//
//go:embed all:library
var Library embed.FS
