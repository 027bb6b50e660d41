package wire

import "github.com/fieldfare/fieldfare/assessments"

// ReadLines is how many reads a device tells in one message, and ReadWords how many screens one of them may name.
const (
	ReadLines = 100
	ReadWords = 40
)

// A Read says that something of a child was shown to somebody on a device: in one part of one day, on which screens. It goes up
// beside the changes, is kept by the service for whoever may ask who looked, and never comes down to any device.
type Read struct {
	ID    string         `json:"id"`           // 32 hexadecimal characters, random
	Child assessments.ID `json:"child"`        //
	By    assessments.ID `json:"by,omitempty"` // person record of who looked
	At    string         `json:"at"`           // device clock's claim of the first time, RFC 3339 in UTC
	Part  string         `json:"part"`         // day and part of it in Britain: 2026-11-24/morning
	What  []string       `json:"what"`         // screens, and the ids of reports: "child", "preview 0190…"
}

// ReadOK names reads that the service has for good.
type ReadOK struct {
	IDs []string `json:"ids"`
}
