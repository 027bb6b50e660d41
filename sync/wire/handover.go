package wire

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// ScopeAdd says that older changes of a scope are on their way, the newest record first, up to the sequence Upto: the scope was
// granted, or what the device has of it is not what the service has.
type ScopeAdd struct {
	Scope string `json:"scope"` // assessments.Scope.Key
	Upto  uint64 `json:"upto"`
}

// ScopeRm says that a scope was taken away by the event with the number Seq. The device sends what it has not sent, deletes
// everything of the scope, and answers with Purged; until then it is told in every round. What arrives within GraceD days of the
// removal, by the service's clock, is still taken.
type ScopeRm struct {
	Scope  string `json:"scope"`
	Seq    uint64 `json:"seq"`
	GraceD int    `json:"grace_d"`
}

// Purged says that nothing of a scope is left on the device since the removal Seq.
type Purged struct {
	Scope string `json:"scope"`
	Seq   uint64 `json:"seq"`
}

// Digest is what one side has of a scope: how many changes, and the exclusive or of what each adds to it, 16 hexadecimal
// characters. It is compared up to the sequence of the cursor that stands in the hello beside it.
type Digest struct {
	Scope string `json:"scope"`
	N     int    `json:"n"`
	X     string `json:"x"`
}

// A Sum adds up a scope's changes in any order. The zero value has none.
type Sum struct {
	N int
	x uint64
}

// Add counts a change in by its cid.
func (s *Sum) Add(cid string) {
	h := sha256.Sum256([]byte(cid))
	s.N++
	s.x ^= binary.BigEndian.Uint64(h[:])
}

// Of makes the digest of a scope.
func (s Sum) Of(scope string) Digest { return Digest{scope, s.N, fmt.Sprintf("%016x", s.x)} }
