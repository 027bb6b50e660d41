package assets

import _ "embed"

// Phrases is the first phrase bank of the capture board: domains with their tiles, things to count, next steps. The
// wording is ours, short enough to stamp while standing; a therapist's own phrases are added to it, never put in its place.
//
//go:embed phrases.json
var Phrases []byte
