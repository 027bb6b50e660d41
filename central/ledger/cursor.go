package ledger

import (
	"encoding/base64"
	"encoding/json"
)

// A cursor is how far one device has read. It travels as an opaque text. Live is the sequence up to which everything in the
// therapist's scopes was delivered; Grants the one up to which grants were looked at; Back are scopes whose older changes are
// still on their way, because they were granted since or found wanting; Gone are scopes taken away, until the device says that it
// let go of them. Live stands still while Back is not empty, so that a record's changes always arrive in order.
type cursor struct {
	Live   uint64 `json:"s"`
	Grants uint64 `json:"g"`
	Back   []back `json:"b,omitempty"`
	Gone   []gone `json:"r,omitempty"`
	Own    uint64 `json:"o,omitempty"` // up to here the device is given its own changes too: it is reading everything anew
	Twin   string `json:"i,omitempty"` // the incarnation that is known to be two stores, and for which it began anew since
}

// back is one scope on its way, up to Upto. The record whose newest change is Record comes next or is under way: its changes up
// to After were delivered. Records with newer changes have come, those with older ones follow. Record 0 is where it begins.
type back struct {
	Scope  string `json:"k"`
	Upto   uint64 `json:"u"`
	Record uint64 `json:"n,omitempty"`
	After  uint64 `json:"a,omitempty"`
}

// gone is one scope taken away by the event Seq, with the days of grace.
type gone struct {
	Scope string `json:"k"`
	Seq   uint64 `json:"s"`
	Days  int    `json:"d"`
}

func (c cursor) String() string {
	raw, _ := json.Marshal(c) // numbers and scope keys always can be
	return base64.RawURLEncoding.EncodeToString(raw)
}

// readCursor reads a cursor back. One that cannot be read, or that is ahead of the service, starts from the beginning: what
// was delivered already is recognised by the device, and nothing is skipped.
func readCursor(s string, upto uint64) cursor {
	var c cursor
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if s == "" || err != nil || json.Unmarshal(raw, &c) != nil || c.Live == 0 || c.Live > upto || c.Grants > upto {
		return cursor{Own: upto}
	}
	return c
}
