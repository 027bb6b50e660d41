package store

import (
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A Stand is where a record stands on its way to everybody who may see it.
type Stand string

// The stands, from the least to the most pressing.
const (
	InRecord  Stand = "in the record"        // the service has every change of it
	SavedHere Stand = "saved on this tablet" // nobody has tried to send it, or nothing answered
	Sending   Stand = "sending"              // it is on its way at this moment
	StandsBy  Stand = "waits"                // the service did not take it yet, and will be asked again
	KeptAside Stand = "kept aside"           // the service keeps it whole, and a person is needed
)

// The codes of what waits, beside those of wire.Codes.
const (
	CodeBehind = "held"
	CodeTooNew = "too_new"
)

// A Reason says in plain words why a change waits or is kept aside, that it is safe, and what to do. It blames nobody.
type Reason struct{ Why, Do string }

// Reasons has one for every code that a service or this program gives.
var Reasons = map[string]Reason{
	wire.CodeSchema:   {"The service could not read this change", "It is kept whole, here and there, and is tried again after each update. Nothing to do; tell your lead if it stays longer than a day"},
	wire.CodeHash:     {"What arrived was not what was saved here", "The words are safe on this tablet. Ask your lead to have the tablet looked at before you rely on it"},
	wire.CodeAuth:     {"The service could not tell that this change is yours", "It is kept whole. Ask your lead to check how this tablet was joined to the service"},
	wire.CodeScope:    {"You do not have access to this child or setting now", "It is kept whole. Ask your lead: once you have access, or the new therapist takes it over, it goes in by itself"},
	wire.CodeIDReuse:  {"The service already has something else under the same number", "Both are kept. Ask your lead; it may help to write the entry again"},
	wire.CodeTooLarge: {"This entry is larger than the service takes", "It is kept whole. Copy the words into two or more shorter entries, then strike this one"},
	wire.CodeFault:    {"The service stumbled over this change", "It is kept whole and somebody has been told. It is tried again after each update of the service"},
	wire.CodeRevoked:  {"It came from a tablet that was taken out of use", "It is kept whole. Your lead can let it in"},
	wire.CodeRefused:  {"The service did not answer while this change was with the others", "It is safe on this tablet and is tried again each time Fieldfare starts. Tell your lead if it stays longer than a day"},
	CodeBehind:        {"An earlier change of the same entry is kept aside", "It is safe here and follows by itself once that one is settled"},
	CodeNotBack:       {"The service was put back from a backup and has not given this entry again", "It is safe on this tablet. It comes back once the tablet that wrote it has synced and has access. Tell your lead if it stays longer than a day"},
	CodeTooNew:        {"The service is older than this app", "It is safe here and is sent once the service has been updated. Nothing to do"},
}

// ReasonFor is the reason for a code; what a newer service says in its own words is told as it came.
func ReasonFor(code, said string) Reason {
	r, ok := Reasons[code]
	switch {
	case ok:
		return r
	case said != "":
		return Reason{"The service said: " + said, "It is kept whole. Ask your lead"}
	}
	return Reason{"The service could not take it yet", "It is kept whole. Ask your lead"}
}
