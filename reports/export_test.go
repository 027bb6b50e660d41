package reports

// EachRandomDraft is for the tests of the formats, which live outside this package because the formats import it.
var EachRandomDraft = eachRandomDraft

// RandomDraft is what EachRandomDraft hands out.
type RandomDraft = randomDraft
