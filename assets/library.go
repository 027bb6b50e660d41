package assets

import "embed"

// Library holds what a service gives to families and schools, or fills forms with: library/activities/*.toml (one file a
// topic), products, phrases, consents, leaflets, signposts, training, principles, fit cues, the reflect-first questions and
// the experience survey. All of it is a draft until a clinician of the service approves it.
//
//go:embed all:library
var Library embed.FS
